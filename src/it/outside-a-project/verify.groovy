import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('example.com/it/outside:2.2.1-java17-python3.11')
assert log.contains('example.com/it/outside:1.20.5-java17-python3.11')
// The job is the whole folder: what is left out of it is not judged, what is taken is.
assert log.contains('`.env` of the job looks like an environment with passwords')
assert !log.contains('PYF-226')
def validation = new JsonSlurper().parse(new File(basedir, 'target/pyflink/validation.json'))
assert !validation.refused
assert validation.cells.collect { [it.flink, it.java, it.python, it.platform] } == [
    ['2.2.1', '17', '3.11', 'linux/amd64'], ['1.20.5', '17', '3.11', 'linux/amd64']
]
assert !new File(basedir, 'target/pyflink/images.json').exists()
assert log.contains('There is no store: nothing lies at ')
assert !new File(basedir, 'no-store').exists()
