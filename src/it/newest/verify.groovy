import org.pyflinkimage.it.BuiltImageCheck

def image = BuiltImageCheck.of(basedir, '2.3.0', '17', '3.11')
image.isAsDeclared(MOTTO: '"quick" & $plain \\ \'so\'')
image.isRenderedToo()
