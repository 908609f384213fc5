#!/usr/bin/env python3
"""Records what `packaging` says of wheel file names and supported wheel tags.

    pip install packaging
    python3 src/test/scripts/python-tags.py src/test/resources/org/pyflinkimage/python
"""
import pathlib
import sys
from unittest import mock

import packaging
from packaging import _manylinux, _musllinux, tags
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

FOLDER = pathlib.Path(sys.argv[1])
HEADER = f"# recorded from packaging {packaging.__version__} by src/test/scripts/python-tags.py\n"

NAMES = """
numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
apache_flink-2.3.0-cp311-cp311-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl
apache_flink_libraries-2.3.0-py2.py3-none-any.whl
ruamel.yaml-0.18.6-py3-none-any.whl
Foo_Bar-1.0-1-py3-none-any.whl
foo-1.0-2post1-py3-none-any.whl
foo-1.0-007-py3-none-any.whl
foo-1!1.0.post1+local.1-py3-none-any.whl
foo-1.0-cp39-abi3-linux_aarch64.whl
foo-1.0-CP39-ABI3-LINUX_X86_64.whl
protobuf-3.20.3-cp39-cp39-manylinux_2_5_x86_64.manylinux1_x86_64.whl
certifi-2026.10.19.post1-py3-none-any.whl
foo-1.0-cp36.cp37.cp38-abi3-manylinux1_x86_64.manylinux2010_x86_64.whl
foo-1.0-py3-none-any
foo-1.0-py3-none-any.zip
foo-1.0-py3-none.whl
foo-1.0-a-py3-none-any.whl
foo-1.0-1-2-py3-none-any.whl
foo-x-py3-none-any.whl
foo__bar-1.0-py3-none-any.whl
foo bar-1.0-py3-none-any.whl
-1.0-py3-none-any.whl
foo-1.0-py3..py2-none-any.whl
foo-1.0-py3-none-.whl
""".strip().split("\n")

SYSTEMS = [((3, 11), "x86_64", (2, 36)), ((3, 9), "x86_64", (2, 31)), ((3, 12), "aarch64", (2, 39)), ((3, 7), "x86_64", (2, 35)), ((3, 13), "aarch64", (2, 17))]


def names():
    for text in NAMES:
        try:
            name, version, build, found = parse_wheel_filename(text)
        except InvalidWheelFilename:
            yield f"{text}\t-"
            continue
        fields = [name, str(version), "/".join(str(part) for part in build), " ".join(sorted(str(tag) for tag in found))]
        yield "\t".join([text, *fields])


def supported():
    for python, machine, glibc in SYSTEMS:
        with mock.patch.object(_manylinux, "_get_glibc_version", lambda: glibc), mock.patch.object(
            _manylinux, "_have_compatible_abi", lambda *_: True
        ), mock.patch.object(_manylinux, "_is_compatible", lambda _, version: version <= glibc), mock.patch.object(
            _musllinux, "platform_tags", lambda *_: iter(())
        ), mock.patch.object(tags.sysconfig, "get_platform", lambda: f"linux-{machine}"):
            platforms = list(tags._linux_platforms(is_32bit=False))
        tag = f"cp{python[0]}{python[1]}"
        abi = tag + ("m" if python < (3, 8) else "")
        found = [*tags.cpython_tags(python, [abi], platforms), *tags.compatible_tags(python, tag, platforms)]
        yield f"{python[0]}.{python[1]}\t{machine}\t{glibc[0]}.{glibc[1]}\t{' '.join(str(entry) for entry in found)}"


for name, lines in (("wheel-names.tsv", names()), ("supported-tags.tsv", supported())):
    (FOLDER / name).write_text(HEADER + "".join(line + "\n" for line in lines), encoding="utf-8")
