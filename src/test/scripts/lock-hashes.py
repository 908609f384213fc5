#!/usr/bin/env python3
"""Records what Poetry and pipenv hash of projects, and tell a lock file of an earlier one by.

usage: lock-hashes.py, in an environment with both (poetry==2.5.1 pipenv==2026.10.3)
"""
import pathlib
import tomllib

import pipenv.vendor.plette as plette
from poetry.packages.locker import Locker

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "resources/org/pyflinkimage/resolve/python/hashes"

lines = []
for file in sorted(FOLDER.glob("*.toml")):
    if file.name.endswith(".poetry.toml"):
        locker = Locker(file, tomllib.loads(file.read_text()))
        hashes = {locker._get_content_hash(), locker._get_content_hash(with_dependency_groups=False)}
    else:
        with file.open() as text:
            hashes = {plette.Pipfile.load(text).get_hash().value}
    lines += [f"{file.name}\t{value}\n" for value in sorted(hashes)]
(FOLDER / "recorded.tsv").write_text("".join(lines))
