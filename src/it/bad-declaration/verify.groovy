String log = new File(basedir, 'build.log').getText('UTF-8')

['001', '002', '003', '004', '005', '006', '009', '010', '012', '016', '019', '020', '023', '024', '027', '028', '030', '040'].each { number ->
    assert log.contains("[PYF-$number]")
}
assert log.contains('`Example/Word-Count:latest` in `<image>`')
assert log.contains('-Dpyflink.flink=2.2.')
assert log.contains('@{flink}')
// The stack trace of a mistake in the POM helps nobody.
assert !log.contains('\tat org.pyflinkimage')
assert !log.contains('Caused by:')
assert !new File(basedir, 'target/pyflink').exists()
