import org.pyflinkimage.it.BuiltImageCheck

def image = BuiltImageCheck.of(basedir, '1.17.1', '11', '3.9')
image.isAsDeclared([:])
