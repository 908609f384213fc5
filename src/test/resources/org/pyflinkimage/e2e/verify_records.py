"""Checks every file of every installed Python distribution against its RECORD.

Argument: the site-packages folder. Ends with a list of what is wrong, or prints how many files were verified.
"""

import base64
import csv
import hashlib
import pathlib
import sys

site = pathlib.Path(sys.argv[1])
# Flink's own configuration is meant to be changed; everything else is what its author published.
CHANGED = "pyflink/conf/"
# Nothing on Linux runs the one, and the other only keeps a folder alive that is a link here.
LEFT_OUT = {"pyflink/bin/pyflink-udf-runner.bat", "pyflink/log/empty.txt"}
wrong = []
owners = {}
verified = 0


def check(record, name, hashed, size):
    """Compares one line of a RECORD with the file that it names."""
    path = site / name
    if not path.is_file():
        if name in LEFT_OUT:
            return
        wrong.append("%s: %s is missing" % (record, name))
        return
    content = path.read_bytes()
    if size and int(size) != len(content):
        wrong.append("%s: %s has %d bytes, not %s" % (record, name, len(content), size))
    if hashed:
        algorithm, expected = hashed.split("=", 1)
        found = base64.urlsafe_b64encode(hashlib.new(algorithm, content).digest()).rstrip(b"=").decode()
        if found != expected:
            wrong.append("%s: %s has another %s" % (record, name, algorithm))


for folder in sorted(site.glob("*.dist-info")):
    record = folder.name + "/RECORD"
    try:
        with open(site / record, newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream))
    except OSError as error:
        wrong.append("%s: %s" % (record, error))
        continue
    for name, hashed, size in rows:
        owners.setdefault((site / name).resolve(), []).append(record)
        if not name.startswith(CHANGED):
            check(record, name, hashed, size)
            verified += 1
        if not hashed and not name.endswith((".pyc", "/RECORD")):
            wrong.append("%s: %s has no hash" % (record, name))

for path in site.rglob("*"):
    if path.is_file() and not path.is_symlink() and path.suffix != ".pyc" and path.resolve() not in owners:
        wrong.append("nobody's file: %s" % path)
if wrong:
    sys.exit("\n".join(wrong[:50]))
print("verified %d files" % verified)
