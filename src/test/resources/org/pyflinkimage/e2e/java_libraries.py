"""Prints the shared libraries in the memory of the Java program with this word in its command line, one a line."""

import os
import pathlib
import sys

libraries = set()
for process in pathlib.Path("/proc").iterdir():
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
        maps = (process / "maps").read_text().splitlines()
    except OSError:
        continue
    if os.path.basename(words[0]) == b"java" and sys.argv[1].encode() in b" ".join(words):
        libraries.update(os.path.basename(line.split()[-1]) for line in maps if ".so" in line)
print("\n".join(sorted(libraries)))
