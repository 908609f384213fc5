"""Prints the installed Python distributions, one a line: normalized name and version."""

import importlib.metadata
import re
import sysconfig

for line in sorted(
    "%s %s" % (re.sub("[-_.]+", "-", found.metadata["Name"]).lower(), found.version)
    for found in importlib.metadata.distributions(path=[sysconfig.get_path("purelib")])
):
    print(line)
