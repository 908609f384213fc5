#!/usr/bin/env python3
"""Records what pip makes of dependency groups.

usage: dependency-groups.py, in an environment with pip 26.3, whose `--group` reads a pyproject.toml in this way
"""
import pathlib
import tomllib

from pip._vendor.packaging.dependency_groups import DependencyGroupResolver
from pip._vendor.packaging.errors import ExceptionGroup

FILE = pathlib.Path(__file__).resolve().parents[1] / "resources/org/pyflinkimage/resolve/python/dependency-groups.txt"


def answer(name, text):
    try:
        groups = tomllib.loads(text.replace("~", "\n"))["dependency-groups"]
        return " & ".join(str(requirement) for requirement in DependencyGroupResolver(groups).resolve(name)) or "nothing"
    except ExceptionGroup:
        return "refused"


lines = []
for line in FILE.read_text().splitlines():
    if not line.startswith("#"):
        name, text, _ = (cell.strip() for cell in line.split("|"))
        line = f"{name} | {text} | {answer(name, text)}"
    lines.append(line + "\n")
FILE.write_text("".join(lines))
