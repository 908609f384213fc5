// What the image does is looked at by the end-to-end tests; here only that there is one.
assert new File(basedir, 'target/pyflink/images.json').isFile()
assert new File(basedir, 'pyflink.lock').isFile()
