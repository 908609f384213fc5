#!/usr/bin/env python3
"""Records lock files of uv's, and what `uv export` makes of them, against an index on loopback.

    python3 src/test/scripts/uv-locks.py PATH_OF_UV src/test/resources/org/pyflinkimage/resolve/python/locks

Needs uv 0.13.9. The port of the index is replaced.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from made_index import serve, wheel
from uv_lock_projects import ASKED, BESIDE, CHECKS, PROJECTS

uv, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
work = pathlib.Path(tempfile.mkdtemp())
index = work / "index"


def published(name, version, *requires, extras=()):
    wheel(index / name, name, version, *requires, extras=extras)


for version in ("1.0", "2.0"):
    published("alpha", version)
    published("beta", version, f"alpha=={version}")
published("gamma", "1.0", "alpha; extra == 'fast'", "delta; extra == 'slow'", extras=("fast", "slow"))
published("delta", "1.0", "gamma[fast]", "windows-only; sys_platform == 'win32'", "old-only; python_full_version < '3.11'")
published("windows-only", "1.0")
published("old-only", "1.0", "circle")
published("circle", "1.0", "old-only")
published("arm-only", "1.0")
published("tool", "1.0", "alpha")
for version in ("1.0", "2.0"):
    published("other", version)
for name in ("alpha", "beta", "delta"):
    for part in ("own", "moved"):
        shutil.copytree(index / name, index / part / name)
for part in ("wheels", "wheels/more"):
    wheel(work / part, "given", "1.0", "gamma[slow]")


address = serve(index)
environment = {"PATH": os.path.dirname(shutil.which("git")), "HOME": str(work), "UV_CACHE_DIR": str(work / "cache"), "UV_PYTHON_DOWNLOADS": "never", "UV_DEFAULT_INDEX": address + "/"}
git = f"file://{work}/repo"


def ours(text):
    return text.replace("SERVER", address).replace("GIT", git)


def everywhere(text):
    return text.replace(address, "http://127.0.0.1:8000").replace(git, "file:///repo")


def lay(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(ours(text))


def call(folder, *arguments):
    return subprocess.run([uv, *arguments, "--python", sys.executable], cwd=folder, env=environment, capture_output=True, text=True)


for name, files in PROJECTS.items():
    folder = work / name
    lay(folder, files)

    def run(*arguments):
        done = call(folder, *arguments)
        if done.returncode:
            sys.exit(f"{name}: {done.stderr}")
        return everywhere(done.stdout)

    run("lock")

    def export(*parts):
        # Who leaves a group out does not get it by asking for it.
        development = [] if "--group=dev" in parts else ["--no-dev"]
        return run("export", "--frozen", *development, *parts, "--no-emit-project", "--no-hashes", "--no-header", "--no-annotate", "--format", "requirements-txt")

    target = out / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "uv.lock").write_text(everywhere((folder / "uv.lock").read_text()))
    for path, text in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(everywhere(ours(text)))
    (target / "export.txt").write_text(export())
    for asked in ASKED.get(name, []):
        (target / f"export,{asked}.txt").write_text(export(*(f"--{part}" for part in asked.split(","))))


def make_repository():
    for path in ("", "inner/"):
        lay(work / "repo", {path + "pyproject.toml": '[project]\nname = "repo"\nversion = "1"\n'})
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "one"], ["tag", "one"], ["tag", "two"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments], cwd=work / "repo", check=True)


def check(name, text, line):
    """Whether uv takes the lock file for that of the changed project."""
    path, change = line.split(": ", 1) if line.split(": ", 1)[0].endswith(".toml") else ("pyproject.toml", line)
    old, new = (side.replace("\\n", "\n") for side in change.split(" -> "))
    files = {"pyproject.toml": text, **BESIDE.get(name, {})}
    assert old in files[path], line
    files[path] = files[path].replace(old, new)
    folder = work / "job"
    shutil.rmtree(folder, ignore_errors=True)
    lay(folder, files)
    shutil.copy(work / "checked.lock", folder / "uv.lock")
    done = call(folder, "lock", "--check")
    words = everywhere(done.stderr)
    verdict = "current" if done.returncode == 0 else "changed" if "needs to be updated" in words else "refused"
    if verdict == "refused":
        print(line, words, file=sys.stderr)
    return f"{verdict}: {line}\n"


checked = out.with_name("lock-checks")
shutil.rmtree(checked, ignore_errors=True)
make_repository()
for name, (text, changes) in CHECKS.items():
    folder = work / "job"
    shutil.rmtree(folder, ignore_errors=True)
    lay(folder, {"pyproject.toml": text, **BESIDE.get(name, {})})
    done = call(folder, "lock")
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")
    shutil.copy(folder / "uv.lock", work / "checked.lock")
    for path, content in {"pyproject.toml": text, **BESIDE.get(name, {}), "uv.lock": (folder / "uv.lock").read_text()}.items():
        (checked / name / path).parent.mkdir(parents=True, exist_ok=True)
        (checked / name / path).write_text(everywhere(ours(content)))
    lines = [check(name, text, line) if " -> " in line else f"# {line}\n" for line in changes.splitlines() if line]
    (checked / name / "changes.txt").write_text(everywhere(ours("".join(lines))))
