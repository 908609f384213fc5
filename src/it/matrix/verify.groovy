import groovy.json.JsonSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')
File results = new File(basedir, 'target/pyflink')

// Flink 1.16 runs on neither Java 17 nor Python 3.11.
List<List<String>> fitting = [
    ['1.16.1', '11', '3.9'],
    ['2.2.1', '11', '3.9'], ['2.2.1', '11', '3.11'], ['2.2.1', '17', '3.9'], ['2.2.1', '17', '3.11']
]
File github = new File(results, 'matrix.github.json')
def include = new JsonSlurper().parse(github).include
assert include.collect { [it.flink, it.java, it.python] } == fitting
// A workflow takes it from standard output, which -q leaves alone.
assert log.contains(github.getText('UTF-8').strip())

String gitlab = new File(results, 'matrix.gitlab.yml').getText('UTF-8')
assert gitlab.startsWith('.pyflink-matrix:')
assert gitlab.count('- FLINK:') == fitting.size()

def array = new JsonSlurper().parse(new File(basedir, 'target/other.json'))
assert array.collect { [it.flink, it.java, it.python] } == fitting

assert new File(results, 'matrix.md').readLines().size() == 2 + fitting.size()
assert log.contains('5 of 8 combinations')
assert !log.contains('\tat org.pyflinkimage')
