#!/usr/bin/env python3
"""Records what pip installs from source distributions of an index: files, their sums and modes, and what METADATA says.

    python3 src/test/scripts/source-distributions.py DAY > src/test/resources/org/pyflinkimage/build/layout/sdists.json

pip builds each with the setuptools of the day, in an environment of its own. Of descriptions and addresses the sum stands there; of a
console script, which is pip's own, only the name.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PACKAGES = """
langdetect==1.0.9 wget==3.2 sgmllib3k==1.0.0
unicodecsv==0.14.1 geohash2==1.1 ratelimit==2.2.1 jsonpath-rw==1.4.0 publicsuffix==1.1.1 pysftp==0.2.9
stringcase==1.2.0 antlr4-python3-runtime==4.9.3 rouge-score==0.1.2 zhconv==1.4.3 gputil==1.4.0 stopit==1.1.2
nvidia-ml-py3==7.352.0 pyaes==1.6.1 ipaddr==2.2.0 feedfinder2==0.0.4 flask-script==2.0.6
autograd-gamma==0.5.0 fuzzywuzzy==0.9.0
""".split()
OWN = {"INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "WHEEL", "METADATA", "entry_points.txt"}

ADDRESS = re.compile(r"[^\s<>\"']*://[^\s<>\"']*")


def sum_of(content):
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def text(folder, name):
    file = next(folder.glob("*.dist-info/" + name), None)
    return file.read_text("utf-8") if file else ""


def record(requirement, folder):
    name = requirement.split("==")[0]
    report = folder / "report.json"
    target = folder / "target"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--no-cache-dir", "--use-pep517",
         "--no-binary", name, "--target", str(target), "--report", str(report), requirement],
        check=True, stdout=sys.stderr)
    entry_points = text(target, "entry_points.txt")
    commands = re.findall(r"^\s*([\w.-]+)\s*=", re.sub(r"(?s).*\[console_scripts\]|\[.*", "", entry_points), re.M)
    files = {}
    for file in sorted(target.rglob("*")):
        path = str(file.relative_to(target))
        if not file.is_file() or path.partition(".dist-info/")[2] in OWN:
            continue
        content = file.read_bytes()
        if path.startswith("bin/"):
            content = b"" if file.name in commands else content.partition(b"\n")[2]
        mark = "*" if os.access(file, os.X_OK) else ""
        files[path + mark] = sum_of(content)
    head, _, body = text(target, "METADATA").partition("\n\n")
    archive = json.loads(report.read_text())["install"][0]["download_info"]["archive_info"]
    return {
        "sdist": archive["hash"].partition("=")[2],
        "builder": re.search("Generator: (.*)", text(target, "WHEEL")).group(1),
        "files": files,
        "metadata": [ADDRESS.sub(lambda found: sum_of(found.group()), line) for line in head.splitlines()],
        "description": sum_of(body.strip()),
        "entry points": entry_points.split(),
    }


def main():
    cases = {}
    for requirement in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                cases[requirement] = record(requirement, pathlib.Path(folder))
            except subprocess.CalledProcessError:
                print("pip cannot install", requirement, file=sys.stderr)
    version = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=True).stdout
    json.dump({"day": sys.argv[1], "pip": version.split()[1], "cases": cases}, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
