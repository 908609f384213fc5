#!/usr/bin/env python3
"""Records src/test/resources/org/pyflinkimage/verdict/resolution.csv anew: 140 resolutions with uv, some minutes.

Needs uv on the PATH and any Python of 3.8 or newer; indexes, mirrors and credentials are those of the user's uv configuration.
Nothing is built: uv takes the few pure source distributions of PyFlink's closure by the static metadata below.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
FLINK = json.loads((ROOT / "src/main/resources/org/pyflinkimage/facts/flink.json").read_text("utf-8"))["releases"]
TARGET = ROOT / "src/test/resources/org/pyflinkimage/verdict/resolution.csv"
PLATFORMS = {"linux/arm64": "aarch64", "linux/amd64": "x86_64"}
PYTHONS = ["3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]
PURE = {
    "apache-flink-libraries": [],
    "avro-python3": [],
    "crcmod": [],
    "dill": [],
    "docopt": [],
    "future": [],
    "hdfs": ["docopt", "requests>=2.7.0", "six>=1.9.0"],
}
REASON = re.compile(r"\S+ has no usable wheels|does not satisfy Python>=[0-9.]+ and [a-z-]+")


def newest_patches():
    newest = {}
    for release in FLINK:
        line = tuple(map(int, release["version"].split(".")[:2]))
        if line >= (1, 15):
            newest[line] = release
    return [newest[line] for line in sorted(newest)]


def configuration(platform):
    """arm64 has no wheel of apache-flink: its source distribution is taken, by the metadata of the other wheels."""
    sections = dict(PURE)
    text = "".join(section(name, requires) for name, requires in sections.items())
    for release in newest_patches() if platform == "linux/arm64" else []:
        text += section("apache-flink", release["requires"], release["version"], release["requiresPython"])
    return text


def section(name, requires, version=None, python=None):
    lines = ["[[dependency-metadata]]", f'name = "{name}"', f"requires-dist = {json.dumps(requires)}"]
    lines += [f'version = "{version}"'] if version else []
    lines += [f'requires-python = "{python}"'] if python else []
    return "\n".join(lines) + "\n"


def resolve(flink, platform, python, config):
    sources = [*PURE, "apache-flink"] if platform == "linux/arm64" else list(PURE)
    command = ["uv", "pip", "compile", "-", "--config-file", config, "--python-version", python]
    command += ["--python-platform", PLATFORMS[platform] + "-manylinux_2_36", "--only-binary", ":all:", "--quiet"]
    for name in sources:
        command += ["--no-binary", name]
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    run = subprocess.run(command, input=f"apache-flink=={flink}\n", capture_output=True, text=True, env=environment)
    if run.returncode == 0:
        return "yes", "-"
    reason = REASON.search(" ".join(run.stderr.split()).replace("{sys_platform != 'win32'}", ""))
    return "no", reason[0] if reason else "?"


def main():
    header = [line for line in TARGET.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for release in newest_patches():
            for platform in PLATFORMS:
                config = pathlib.Path(folder, "uv.toml")
                config.write_text(configuration(platform), "utf-8")
                for python in PYTHONS:
                    answer = resolve(release["version"], platform, python, str(config))
                    rows.append(", ".join([release["version"], platform, python, *answer]))
                    print(rows[-1], file=sys.stderr)
    TARGET.write_text("\n".join(header + rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
