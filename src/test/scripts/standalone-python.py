#!/usr/bin/env python3
"""Makes the archive of a real standalone CPython, out of a Go module that carries its files for embedding.

usage: standalone-python.py BUILD MACHINE FOLDER
       standalone-python.py 3.10.16+20241219 x86_64 target/python-builds

Writes FOLDER/RELEASE/cpython-BUILD-MACHINE-unknown-linux-gnu-install_only_stripped.tar.gz, in the layout of the original, and the
SHA256SUMS beside it: a mirror for `<pythonMirror>`. The module has the files of the original as they are, but for headers,
terminfo and pip, which it leaves out, so its sum is not that of the original. Needs `go`, which fetches modules as it is set up to. Nothing of it is committed.
"""
import gzip
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile

MODULE = "github.com/kluctl/go-embed-python@v0.0.0-{}-1"
FOLDERS = {"x86_64": "linux-amd64", "aarch64": "linux-arm64"}


def module(build):
    version = MODULE.format(build.replace("+", "-"))
    answer = subprocess.run(["go", "mod", "download", "-json", version], check=True, capture_output=True, text=True)
    return pathlib.Path(json.loads(answer.stdout)["Dir"])


def members(folder):
    listed = json.loads((folder / "files.json").read_text())
    for entry in sorted(listed["files"], key=lambda file: file["name"]):
        info = tarfile.TarInfo("python/" + entry["name"])
        info.mode = entry["perm"] & 0o777
        path = folder / (entry["name"] + (".gz" if entry.get("compressed") else ""))
        if entry.get("symlink"):
            info.type, info.linkname = tarfile.SYMTYPE, entry["symlink"]
            yield info, b""
        elif path.is_file():
            content = path.read_bytes()
            content = gzip.decompress(content) if entry.get("compressed") else content
            info.size = len(content)
            yield info, content


def main(build, machine, target):
    release = build.split("+")[1]
    folder = pathlib.Path(target, release)
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"cpython-{build}-{machine}-unknown-linux-gnu-install_only_stripped.tar.gz"
    data = module(build) / "python/internal/data" / FOLDERS[machine]
    with gzip.GzipFile(archive, "wb", compresslevel=1, mtime=0) as compressed:
        with tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as tar:
            for info, content in members(data):
                tar.addfile(info, io.BytesIO(content))
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.tar.gz"))}
    (folder / "SHA256SUMS").write_text("".join(f"{sum}  {name}\n" for name, sum in sums.items()))
    print(archive)


if __name__ == "__main__":
    main(*sys.argv[1:4])
