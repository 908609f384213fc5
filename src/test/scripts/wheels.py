#!/usr/bin/env python3
"""Records what pip makes of wheels of many kinds: paths, modes, sizes and sums.

    python3.11 src/test/scripts/wheels.py DAY > src/test/resources/org/pyflinkimage/build/layout/wheels.json
    python3.11 src/test/scripts/wheels.py DAY numpy==2.1.3     # one wheel, with a line for each of its files

Each is installed into a virtual environment of its own. The files below one folder, of which three names count, are one line: how many
they are, and the sum of their lines. Commands, and what stands beside METADATA, have a line each. Of a command that pip writes itself
the function stands there that it calls, of a script for the environment's Python all but its first line.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import venv

# The first are also PyFlink's, in the versions that it takes.
WHEELS = """
numpy==2.1.3 pandas==2.2.3 pyarrow==16.1.0 grpcio==1.65.5 protobuf==5.29.6 orjson==3.13.0 pip==26.3 pytz==2026.6
scipy==1.17.1 cryptography==50.0.2 psycopg2-binary==2.9.13 lxml==6.1.3 lightgbm==4.7.0 pillow==13.0.0 pyzmq==27.3.0 psutil==7.2.2
debugpy==1.8.22 google-api-core==2.33.0 google-cloud-core==2.8.0 zope-interface==6.0 coverage==7.17.5 setuptools==84.2.1
wheel==0.48.0 future==1.0.0 black==26.10.1 qtconsole==5.7.2 docutils==0.19 ruff==0.17.6 greenlet==3.5.6 pybind11-global==3.1.0
jupyterlab-widgets==3.0.17
tensorflow-cpu==2.20.0
""".split()
OWN = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json"}
GENERATED = re.compile(r"(?s).*^from (\S+) import (\S+)$.*sys\.exit\((\S+)\(\)\)\s*", re.M)


def sum_of(content):
    return hashlib.sha256(content).hexdigest()


def line_of(path, mode, content):
    if path.startswith("/bin/"):
        generated = GENERATED.fullmatch(content.decode("latin-1"))
        if generated and b"sys.argv[0]" in content:
            return "%o %s:%s" % (mode, generated.group(1), generated.group(3))
        if re.match(rb"#!.*/python\n", content):
            content = content.partition(b"\n")[2]
    return "%o %d %s" % (mode, len(content), sum_of(content))


def is_beside_metadata(path):
    return path.partition("/")[0].endswith(".dist-info")


def group_of(path):
    if path.startswith("/bin/") or is_beside_metadata(path):
        return path
    return "/".join(path.split("/")[:-1][:3]) + "/"


def files_of(environment):
    packages = next((environment / "lib").glob("python*/site-packages"))
    for file in environment.rglob("*"):
        if file.is_symlink() or not file.is_file():
            continue
        inside = packages in file.parents
        path = str(file.relative_to(packages)) if inside else "/" + str(file.relative_to(environment))
        if not is_beside_metadata(path) or file.name not in OWN:
            yield path, file


def record(requirement, folder, each):
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    before = {path for path, _ in files_of(environment)}
    report = folder / "report.json"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(environment / "bin/python"), "install", "--quiet", "--no-deps", "--no-compile",
         "--no-cache-dir", "--only-binary", ":all:", "--report", str(report), requirement],
        check=True, stdout=sys.stderr)
    groups = {}
    for path, file in sorted(files_of(environment)):
        if path not in before:
            line = line_of(path, file.stat().st_mode & 0o7777, file.read_bytes())
            groups.setdefault(path if each else group_of(path), []).append(line + " " + path)
    archive = json.loads(report.read_text())["install"][0]["download_info"]["archive_info"]
    return {
        "wheel": archive["hash"].partition("=")[2],
        "files": {
            name: "%d files %s" % (len(lines), sum_of("\n".join(sorted(lines)).encode()))
            if name.endswith("/") else lines[0].rpartition(" ")[0]
            for name, lines in groups.items()
        },
    }


def main():
    cases = {}
    for requirement in sys.argv[2:] or WHEELS:
        with tempfile.TemporaryDirectory() as folder:
            cases[requirement] = record(requirement, pathlib.Path(folder).resolve(), len(sys.argv) > 2)
    version = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=True).stdout
    json.dump({"day": sys.argv[1], "pip": version.split()[1], "cases": cases}, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
