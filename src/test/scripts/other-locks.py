#!/usr/bin/env python3
"""Records lock files of Poetry and pipenv with groups, and what both export of them, against an index on loopback.

usage: other-locks.py POETRY OLD_POETRY PIPENV

Poetry 2.5.1 and 1.8.5, both with poetry-plugin-export, and pipenv 2026.10.3. The address of the index is part of what they hash, so its
port is always the same.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from made_index import serve, wheel

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "resources/org/pyflinkimage/resolve/python/others/groups"
TOOLS = dict(zip(("poetry-2", "poetry-1", "pipenv"), sys.argv[1:]))
ASKED = {
    "poetry-2": ["", "with=dev", "with=docs", "with=type-check", "with=mixed", "extras=table,with=dev"],
    "poetry-1": ["", "with=dev", "with=docs", "extras=table,with=docs"],
    "pipenv": ["", "develop", "type-check", "develop,type-check"],
}
WHEELS = [
    ("alpha", "1.0", "beta"),
    ("alpha", "2.0"),
    ("beta", "1.0", "backport; python_version < '3.11'"),
    ("backport", "1.0"),
    ("runner", "2.0", "beta"),
    ("checker", "1.0", "runner", "windows-only; sys_platform == 'win32'"),
    ("windows-only", "1.0"),
    ("toml", "0.10.2"),
    ("tables", "0.9.1"),
    ("theme", "1.0"),
    ("forked", "1.0"),
    ("forked", "2.0"),
]


def run(folder, *command):
    environment = {**os.environ, "POETRY_VIRTUALENVS_CREATE": "false", "POETRY_CACHE_DIR": f"{folder}-cache", "PIPENV_CACHE_DIR": f"{folder}-cache"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def export(name, folder, asked):
    parts = [part for part in asked.split(",") if part]
    if name != "pipenv":
        return run(folder, TOOLS[name], "export", "--without-hashes", *(f"--{part}" for part in parts))
    categories = ["packages", *("Type_Check" if part == "type-check" else "dev-packages" for part in parts)]
    return run(folder, TOOLS[name], "requirements", "--categories", " ".join(categories))


work = pathlib.Path(tempfile.mkdtemp())
for name, version, *requires in WHEELS:
    wheel(work / "index" / name, name, version, *requires)
serve(work / "index", 8417)
for name, tool in TOOLS.items():
    target = FOLDER / name
    folder = work / name
    folder.mkdir()
    for file in [*target.glob("pyproject.toml"), *target.glob("Pipfile")]:
        shutil.copy(file, folder)
    run(folder, tool, "lock")
    for old in target.glob("export*.txt"):
        old.unlink()
    for asked in ASKED[name]:
        lines = [line for line in export(name, folder, asked).splitlines(keepends=True) if line.strip() and not line.startswith("-")]
        (target / ("export" + (f",{asked}" if asked else "") + ".txt")).write_text("".join(lines))
    shutil.copy(folder / ("Pipfile.lock" if name == "pipenv" else "poetry.lock"), target)
shutil.rmtree(work)
