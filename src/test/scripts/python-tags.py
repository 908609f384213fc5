#!/usr/bin/env python3
"""Records what `packaging` says of wheel file names, supported wheel tags and which wheels fit, the best first.

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

RANKED_SYSTEMS = SYSTEMS + [((3, 8), "x86_64", (2, 17)), ((3, 10), "aarch64", (2, 36)), ((3, 13), "x86_64", (2, 41)), ((3, 14), "x86_64", (2, 28))]

# {cp} and {previous} are the system's Python tag and the one before it, {machine} and {other} its machine and another one.
RANKED = """
foo-1.0-{cp}-{cp}-linux_{machine}.whl
foo-1.0-{cp}-{cp}-linux_{other}.whl
foo-1.0-{cp}-{cp}m-manylinux2014_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_17_{machine}.manylinux2014_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux2014_{machine}.manylinux_2_17_{machine}.manylinux_2_28_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_28_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_36_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_39_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_50_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_3_0_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux2010_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux1_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_5_{machine}.manylinux1_{machine}.manylinux_2_17_{machine}.manylinux2014_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_4_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_16_{machine}.whl
foo-1.0-{cp}-{cp}-manylinux_2_17_{other}.whl
foo-1.0-{cp}-{cp}-musllinux_1_2_{machine}.whl
foo-1.0-{cp}-{cp}-macosx_11_0_arm64.whl
foo-1.0-{cp}-{cp}-win_amd64.whl
foo-1.0-{cp}-{cp}-any.whl
foo-1.0-{cp}-{cp}d-manylinux2014_{machine}.whl
foo-1.0-{cp}-{cp}t-manylinux2014_{machine}.whl
foo-1.0-{cp}-abi3-manylinux2014_{machine}.whl
foo-1.0-{cp}-abi3-linux_{machine}.whl
foo-1.0-{cp}-abi3-any.whl
foo-1.0-{previous}-abi3-any.whl
foo-1.0-{previous}-abi3-manylinux2014_{machine}.whl
foo-1.0-{previous}-{previous}-manylinux2014_{machine}.whl
foo-1.0-{previous}-none-manylinux2014_{machine}.whl
foo-1.0-{previous}-none-any.whl
foo-1.0-{previous}.{cp}-{previous}.{cp}-manylinux2014_{machine}.whl
foo-1.0-cp32-abi3-manylinux2014_{machine}.whl
foo-1.0-cp31-abi3-manylinux2014_{machine}.whl
foo-1.0-cp36.cp37.cp38-abi3-manylinux1_{machine}.manylinux2010_{machine}.manylinux2014_{machine}.whl
foo-1.0-cp3-abi3-manylinux2014_{machine}.whl
foo-1.0-cp3-none-any.whl
foo-1.0-cp399-cp399-manylinux2014_{machine}.whl
foo-1.0-cp399-abi3-manylinux2014_{machine}.whl
foo-1.0-{cp}-none-manylinux2014_{machine}.whl
foo-1.0-{cp}-none-linux_{machine}.whl
foo-1.0-{cp}-none-any.whl
foo-1.0-py3-none-manylinux2014_{machine}.whl
foo-1.0-py3-none-linux_{machine}.whl
foo-1.0-py3-none-any.whl
foo-1.0-2-py3-none-any.whl
foo-1.0-py2.py3-none-any.whl
foo-1.0-py2-none-any.whl
foo-1.0-py30-none-any.whl
foo-1.0-py37-none-any.whl
foo-1.0-py399-none-any.whl
foo-1.0-py3-abi3-manylinux2014_{machine}.whl
foo-1.0-py3-none-win_amd64.whl
foo-1.0-pp39-pypy39_pp73-manylinux2014_{machine}.whl
foo-1.0-CP3-NONE-ANY.whl
foo-1.0-PY3-None-Any.whl
foo__bar-1.0-py3-none-any.whl
foo_bar-1.0-py3-none-any.whl
foo-1.0.tar.gz
""".strip().split("\n")


def names():
    for text in NAMES:
        try:
            name, version, build, found = parse_wheel_filename(text)
        except InvalidWheelFilename:
            yield f"{text}\t-"
            continue
        fields = [name, str(version), "/".join(str(part) for part in build), " ".join(sorted(str(tag) for tag in found))]
        yield "\t".join([text, *fields])


def tags_of(python, machine, glibc):
    with mock.patch.object(_manylinux, "_get_glibc_version", lambda: glibc), mock.patch.object(
        _manylinux, "_have_compatible_abi", lambda *_: True
    ), mock.patch.object(_manylinux, "_is_compatible", lambda _, version: version <= glibc), mock.patch.object(
        _musllinux, "platform_tags", lambda *_: iter(())
    ), mock.patch.object(tags.sysconfig, "get_platform", lambda: f"linux-{machine}"):
        platforms = list(tags._linux_platforms(is_32bit=False))
    tag = f"cp{python[0]}{python[1]}"
    abi = tag + ("m" if python < (3, 8) else "")
    return list(
        dict.fromkeys([*tags.cpython_tags(python, [abi], platforms), *tags.compatible_tags(python, tag, platforms)])
    )


def system(python, machine, glibc):
    return f"{python[0]}.{python[1]}\t{machine}\t{glibc[0]}.{glibc[1]}"


def supported():
    for row in SYSTEMS:
        yield f"{system(*row)}\t{' '.join(str(entry) for entry in tags_of(*row))}"


def ranks():
    """By system and rank, the best first, the wheels that have it; a dash stands before those that do not fit."""
    for row in RANKED_SYSTEMS:
        (_, minor), machine, _ = row
        order = {tag: rank for rank, tag in enumerate(tags_of(*row))}
        ranked = {}
        for form in RANKED:
            text = form.format(
                cp=f"cp3{minor}",
                previous=f"cp3{minor - 1}",
                machine=machine,
                other="aarch64" if machine == "x86_64" else "x86_64",
            )
            try:
                found = parse_wheel_filename(text)[3]
            except InvalidWheelFilename:
                found = ()
            rank = min((order[tag] for tag in found if tag in order), default=len(order))
            ranked.setdefault(rank, []).append(text)
        for rank in sorted(ranked):
            yield f"{system(*row)}\t{rank if rank < len(order) else '-'}\t{' '.join(ranked[rank])}"


for name, lines in (("wheel-names.tsv", names()), ("supported-tags.tsv", supported()), ("wheel-ranks.tsv", ranks())):
    (FOLDER / name).write_text(HEADER + "".join(line + "\n" for line in lines), encoding="utf-8")
