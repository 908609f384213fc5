import org.pyflinkimage.it.BuiltImageCheck

def image = BuiltImageCheck.of(basedir, '2.3.0', '17', '3.11', 'extra')
image.declaring(['6123/tcp', '8081/tcp', '9249/tcp'], ['/data/checkpoints'], '/opt/flink')
image.running('/docker-entrypoint.sh')
image.isAsDeclared(MOTTO: '"quick" & $plain \\ \'so\'')
image.hasExtraFile('/etc/flink/application_properties.json', 0644, 9999)
image.hasExtraFile('/etc/flink/show.sh', 0755, 9999)
image.isRenderedToo()
