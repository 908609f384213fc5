import org.pyflinkimage.it.JarInImage

def job = new File(basedir, 'job')

// Every build has the jar as it was when it ran.
assert JarInImage.of(new File(job, 'target/first'), 'udf-1.0.0.jar').text('word.txt') == 'FIRST'
assert JarInImage.of(new File(job, 'target/second'), 'udf-1.0.0.jar').text('word.txt') == 'SECOND'
def third = JarInImage.of(new File(job, 'target/third'), 'udf-1.0.1.jar')
assert third.text('word.txt') == 'THIRD'
assert third.isThatOf(new File(basedir, 'udf/target/udf-1.0.1.jar'))

// The lock file says what went in last, but for what a locked build took.
String lock = new File(job, 'pyflink.lock').getText('UTF-8')
assert lock.contains('{"jar":"org.pyflinkimage.it:udf:1.0.0","source":"build"')
assert !lock.contains('udf:1.0.1')

// The project's dependencies with their own, less what Flink has.
assert lock.contains('org.apache.commons:commons-csv:1.12.0')
assert lock.contains('commons-codec:commons-codec:')
assert !lock.contains('"commons-io:commons-io:')
assert !lock.contains('flink-table-api-java')

// A package of the suite that the declaration names.
assert lock.contains('"name":"libgomp1"')

// Nothing in this job brings requirements of its own, so its image does without pip.
assert !lock.contains('"name":"pip"')

String log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('`udf` 1.0.0 has changed: taken as it is now')
assert log.contains('Module job')
assert new File(job, 'target/selected/validation.json').exists()
assert !new File(basedir, 'target/selected').exists()
assert log.contains('[PYF-523] the jar `org.pyflinkimage.it:udf:1.0.0` is made by this build, and not made yet')
assert log.contains('[PYF-526]')
