import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')

// Of three, one has a configuration.
assert log.count('Nothing is declared in this module') == 2
assert log =~ /example\.com\/it\/jobs:[0-9.]+-java11-python3\.11/
assert !log.contains('not marked as thread-safe')

// It is judged by its own folder, and the others leave nothing.
def validation = new JsonSlurper().parse(new File(basedir, 'jobs/target/pyflink/validation.json'))
assert validation.cells.collect { [it.java, it.python] } == [['11', '3.11']]
assert !new File(basedir, 'target/pyflink').exists()
assert !new File(basedir, 'library/target/pyflink').exists()
