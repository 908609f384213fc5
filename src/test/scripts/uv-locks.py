#!/usr/bin/env python3
"""Records lock files of uv's, and what `uv export` makes of them, against an index on loopback.

    python3 src/test/scripts/uv-locks.py PATH_OF_UV src/test/resources/org/pyflinkimage/resolve/python/locks

Needs uv 0.13.9. The port of the index is replaced.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import functools
import http.server
import zipfile

uv, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
work = pathlib.Path(tempfile.mkdtemp())
index = work / "index"


def wheel(folder, name, version, *requires, extras=()):
    folder.mkdir(parents=True, exist_ok=True)
    plain = name.replace("-", "_")
    with zipfile.ZipFile(folder / f"{plain}-{version}-py3-none-any.whl", "w") as zip_:
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        text += "".join(f"Provides-Extra: {one}\n" for one in extras) + "".join(f"Requires-Dist: {one}\n" for one in requires)
        zip_.writestr(f"{plain}-{version}.dist-info/METADATA", text)
        zip_.writestr(f"{plain}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        zip_.writestr(f"{plain}-{version}.dist-info/RECORD", "")


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
wheel(work / "wheels", "given", "1.0", "gamma[slow]")

HEAD = '[project]\nname = "job"\nversion = "1"\nrequires-python = ">=3.9"\n'
PROJECTS = {
    "plain": {"pyproject.toml": HEAD + 'dependencies = ["alpha<2", "delta"]\n'},
    "nothing": {"pyproject.toml": HEAD + "dependencies = []\n"},
    "extras": {"pyproject.toml": HEAD + 'dependencies = ["gamma[slow]"]\n[project.optional-dependencies]\nmore = ["beta"]\n'},
    "own-extra": {"pyproject.toml": HEAD + 'dependencies = ["job[more]", "old-only; python_version < \'3.10\'"]\n[project.optional-dependencies]\nmore = ["beta"]\n'},
    "markers": {"pyproject.toml": HEAD + "dependencies = [\"arm-only; platform_machine == 'aarch64'\", \"windows-only; sys_platform == 'win32'\", \"delta; python_version >= '3.12' or python_version < '3.10'\"]\n"},
    "forks": {"pyproject.toml": HEAD + "dependencies = [\"beta==1.0; python_version < '3.11'\", \"beta==2.0; python_version >= '3.11'\"]\n"},
    "conflicts": {"pyproject.toml": HEAD + 'dependencies = ["delta"]\n[project.optional-dependencies]\none = ["beta==1.0"]\ntwo = ["beta==2.0"]\n[tool.uv]\nconflicts = [[{ extra = "one" }, { extra = "two" }]]\n'},
    "groups": {"pyproject.toml": HEAD + 'dependencies = ["alpha"]\n[dependency-groups]\ndev = ["tool"]\nrun = ["circle"]\ndocs = ["beta"]\n[tool.uv]\ndefault-groups = ["dev", "run"]\n'},
    "all-groups": {"pyproject.toml": HEAD + 'dependencies = ["alpha"]\n[dependency-groups]\ndev = ["tool"]\nrun = ["circle"]\ndocs = ["beta"]\n[tool.uv]\ndefault-groups = "all"\n'},
    "workspace": {
        "pyproject.toml": HEAD + 'dependencies = ["common", "alpha<2"]\n[tool.uv.sources]\ncommon = { workspace = true }\n[tool.uv.workspace]\nmembers = ["common", "unused"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["circle"]\n[build-system]\nrequires = []\nbuild-backend = "x"\nbackend-path = ["."]\n',
        "unused/pyproject.toml": '[project]\nname = "unused"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["tool"]\n',
    },
    "members-alone": {
        "pyproject.toml": '[tool.uv.workspace]\nmembers = ["common", "other"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["circle"]\n',
        "other/pyproject.toml": '[project]\nname = "other"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["tool"]\n',
    },
    "wheel-by-path": {"pyproject.toml": HEAD + 'dependencies = ["given"]\n[tool.uv.sources]\ngiven = { path = "../wheels/given-1.0-py3-none-any.whl" }\n'},
    "wheel-by-address": {"pyproject.toml": HEAD + 'dependencies = ["alpha @ SERVER/alpha/alpha-1.0-py3-none-any.whl"]\n'},
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=index))
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_address[1]}"
for name, files in PROJECTS.items():
    folder = work / name
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace("SERVER", address))
    environment = {"PATH": "", "HOME": str(work), "UV_CACHE_DIR": str(work / "cache"), "UV_PYTHON_DOWNLOADS": "never", "UV_DEFAULT_INDEX": address + "/"}

    def run(*arguments):
        done = subprocess.run([uv, *arguments, "--python", sys.executable], cwd=folder, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{name}: {done.stderr}")
        return done.stdout.replace(address, "http://127.0.0.1:8000")

    run("lock")
    export = run("export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-header", "--no-annotate", "--format", "requirements-txt")
    target = out / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "uv.lock").write_text((folder / "uv.lock").read_text().replace(address, "http://127.0.0.1:8000"))
    (target / "pyproject.toml").write_text(files["pyproject.toml"])
    (target / "export.txt").write_text(export)
