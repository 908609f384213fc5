#!/usr/bin/env python3
"""Records the files of Flink's distribution in PyFlink's two packages, by release line; tests compare images with them.

Usage: distribution.py FOLDER, with the files of apache-flink-libraries (wheel or source distribution) and of apache-flink (any wheel) in the
folder, one release of each line: `pip download --no-deps apache-flink-libraries==2.3.0 apache-flink==2.3.0`.

Flink's release build makes both packages out of the distribution that it has just made: their setup.py links the folders lib, plugins, bin,
conf and licenses whole, and of opt two jars. What a source distribution's setup.py says of that is checked here.
"""
import pathlib
import re
import sys
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDED = ROOT / "src/test/resources/org/pyflinkimage/flink/distribution"
RELEASE = re.compile(r"^apache[-_]flink(?P<libraries>[-_]libraries)?-(?P<version>[0-9.]+[0-9])[-.]")
PART = re.compile(r"^(?:[^/]+/deps|pyflink)/(?P<path>(?:bin|conf|lib|licenses|log|opt|plugins)/.+)$")
README = re.compile(r"^(?:[^/]+/)?pyflink/(?P<path>README\.txt)$")
# The folders that setup.py takes as they are, and what it takes of opt.
WHOLE = ["LIB_PATH, LIB_TEMP_PATH", "PLUGINS_PATH, PLUGINS_TEMP_PATH"]
OPT = {"flink-python", "flink-sql-client"}


def names(file):
    """The names of the files in a package, and its setup.py."""
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as archive:
            return [name for name in archive.namelist() if not name.endswith("/")], None
    with tarfile.open(file) as archive:
        members = [member for member in archive if member.isfile()]
        setup = next(member for member in members if re.fullmatch(r"[^/]+/setup\.py", member.name))
        return [member.name for member in members], archive.extractfile(setup).read().decode()


def check(setup, file):
    for pair in WHOLE:
        if f"os.symlink({pair})" not in setup:
            sys.exit(f"{file.name}: setup.py does not take {pair.split('_')[0].lower()} as it is")
    taken = set(re.findall(r'OPT_PATH, "([a-z-]+)_?\*\.jar"', setup))
    if taken != OPT:
        sys.exit(f"{file.name}: setup.py takes {sorted(taken)} of opt")


def general(path, version):
    """Without the release's version, and without those of others' jars, which change within a line."""
    path = path.replace(version, "VERSION")
    return re.sub(r"-[0-9][0-9.]*(?:-[0-9.]+)?\.jar$", "-OTHER.jar", path)


def main(folder):
    found = {}
    for file in sorted(folder.iterdir()):
        match = RELEASE.match(file.name)
        if match:
            found.setdefault(match["version"], []).append(file)
    RECORDED.mkdir(parents=True, exist_ok=True)
    for version, files in found.items():
        if len(files) != 2:
            sys.exit(f"of {version} both packages are needed, not {[file.name for file in files]}")
        paths = set()
        for file in files:
            listed, setup = names(file)
            if setup:
                check(setup, file)
            for name in listed:
                match = PART.match(name) or README.match(name)
                if match and not match["path"].endswith(".pyc"):
                    paths.add(general(match["path"], version))
        line = ".".join(version.split(".")[:2])
        (RECORDED / f"{line}.txt").write_text(f"# {version}\n" + "".join(f"{path}\n" for path in sorted(paths)))
        print(f"{line}: {len(paths)} files of {version}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
