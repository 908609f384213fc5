String log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('example.com/it/validate-only:2.2.1-java17')
assert log.contains('example.com/it/validate-only:1.20.5-java17')
assert new File(basedir, 'target/pyflink/validation.json').isFile()
assert !new File(basedir, 'target/pyflink/images.json').exists()
