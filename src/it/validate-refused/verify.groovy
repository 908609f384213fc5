import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

String log = new File(basedir, 'build.log').getText('UTF-8')
File results = new File(basedir, 'target/pyflink')

// The story that this plugin was made for: Beam's reason, and both ways out, to be pasted.
assert log.count('[PYF-106] apache-beam 2.38.0 has no wheel for Python 3.10') == 2
assert log.contains('apache-flink 1.16.1 requires apache-beam==2.38.0')
assert log.contains('`<python><version>3.9</version></python>` (-Dpyflink.python=3.9)')
assert log.contains('`<flink><version>1.17.2</version></flink>` (-Dpyflink.flink=1.17.2)')
assert log.contains('1 combination: 0 supported, 0 untested, 1 refused')

// An override is shown wherever it counts, and counts.
assert log.count('<rules> of the declaration: PYF-115 off') == 2
assert !log.contains('[PYF-115]')
assert log.contains('<rules> of the declaration: PYF-114 error')

// A wrong choice of versions is nobody's bug.
assert !log.contains('\tat org.pyflinkimage')
assert !log.contains('Caused by:')

def validation = new JsonSlurper().parse(new File(results, 'validation.json'))
assert validation.refused
assert validation.overrides == ['PYF-115': 'off']
assert validation.cells[0].verdict == 'refused'
assert validation.cells[0].suggestions*.xml ==
        ['<python><version>3.9</version></python>', '<flink><version>1.17.2</version></flink>']
assert new File(results, 'validation.md').getText('UTF-8').contains('## PYF-106 (error)')
def sarif = new JsonSlurper().parse(new File(results, 'validation.sarif'))
assert sarif.runs[0].results.any { it.ruleId == 'PYF-106' && it.level == 'error' }
assert sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri == 'pom.xml'
assert new XmlSlurper().parse(new File(results, 'validation-junit.xml')).@failures == '1'
assert !new File(results, 'images.json').exists()
assert !new File(basedir, 'pyflink.lock').exists()
