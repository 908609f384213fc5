String log = new File(basedir, 'build.log').getText('UTF-8')

// Of three, one has a configuration.
assert log.count('Nothing is declared in this module') == 2
assert log =~ /example\.com\/it\/jobs:[0-9.]+-java11-python3\.11/
assert !log.contains('not marked as thread-safe')
