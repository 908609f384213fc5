"""Prints a line for every Java program of this container: its user's number, then its command line."""

import os
import pathlib

for process in pathlib.Path("/proc").iterdir():
    if not process.name.isdigit():
        continue
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
        user = (process / "cmdline").stat().st_uid
    except OSError:
        continue
    if os.path.basename(words[0]) == b"java":
        print(user, b" ".join(words).decode())
