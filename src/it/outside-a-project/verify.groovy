String log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('example.com/it/outside:2.2.1-java17-python3.11')
assert log.contains('example.com/it/outside:1.20.5-java17-python3.11')
assert new File(basedir, 'target/pyflink/validation.json').isFile()
assert !new File(basedir, 'target/pyflink/images.json').exists()
