String log = new File(basedir, 'build.log').getText('UTF-8')

assert log.count('Skipped: `pyflink.skip` is set') == 2
assert !new File(basedir, 'target/pyflink').exists()
