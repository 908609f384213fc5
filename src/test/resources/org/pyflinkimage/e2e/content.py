"""Prints what an image has of Python and Flink as JSON: every path with its mode, owner and content."""
import hashlib
import json
import os
import sys
from importlib.metadata import distributions


def identity(path):
    if os.path.islink(path):
        return os.readlink(path)
    if not os.path.isfile(path):
        return "directory"
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def below(top):
    for folder, folders, files in os.walk(top):
        for name in folders + files:
            path = os.path.join(folder, name)
            stat = os.lstat(path)
            yield path, "%o %d:%d %s" % (stat.st_mode & 0o7777, stat.st_uid, stat.st_gid, identity(path))


def packages():
    with open("/var/lib/dpkg/status", encoding="utf-8") as file:
        for stanza in file.read().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in stanza.splitlines() if ": " in line and line[0] != " ")
            if fields.get("Status") == "install ok installed":
                yield "%s=%s" % (fields["Package"], fields["Version"])


json.dump(
    {
        "distributions": sorted("%s==%s" % (each.metadata["Name"], each.version) for each in distributions()),
        "packages": sorted(packages()),
        "files": dict(pair for top in ("/opt", "/docker-entrypoint.sh") for pair in (below(top) if os.path.isdir(top) else [(top, identity(top))])),
    },
    sys.stdout,
)
