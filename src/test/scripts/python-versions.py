#!/usr/bin/env python3
"""Records what `packaging` says of versions and specifiers.

    pip install packaging
    python3 src/test/scripts/python-versions.py src/test/resources/org/pyflinkimage/python
"""
import itertools
import pathlib
import random
import sys

import packaging
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

FOLDER = pathlib.Path(sys.argv[1])
HEADER = f"# recorded from packaging {packaging.__version__} by src/test/scripts/python-versions.py\n"

# In ascending order as people write them, with several spellings of equal ones.
VERSIONS = """
0 0.0 0.0.1 1.dev0 1.0.dev456 1.0.dev456+local 1.0a1.dev1 1.0a1 1.0a1.post1 1.0a1.post1.dev2 1.0a2.dev456 1.0a12.dev456 1.0a12
1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0b2-346 1.0c1.dev456 1.0c1 1.0rc2 1.0c3 1.0-preview.4 1 1.0 1.0.0 v1.0
1.0+abc.5 1.0+abc.7 1.0+5 1.0+5.abc 1.0+10 1.0+ubuntu-1 1.0+ubuntu_1 1.0+UBUNTU.1 1.0.post456.dev34 1.0.post456 1.0-457 1.0.rev458
1.0.r459 1.0.post460+x 1.0.1.dev1 1.0.1 1.0.15 1.1.dev1 1.1 1.1.0+cpu 1.2 1.2.0 1.2.3 1.2.3.4 1.2.10 1.9 1.10 1.17.1 1.17.2.dev0 1.20.5
2.0a1 2.0 2.0.post1 2.1 2.3.0 3.11.2 2004-1 2012.2 2026.10.19.post1 20260101000000.0 1!0.1 1!1.0a1 1!1.0 1!1.0+x 2!1
""".split()
MALFORMED = ["", "a", "1.", "1..2", "1.0-", "1.0+", "1.0+_", "1.0+a..b", "french toast", "1.0 a1 b", "1.0.*", "==1", "1!", "1.0a1b2", "-1", "1,2"]

SPECIFIERS = """
==1.0 ==1.0.0 ==1 ==1.0.* ==1.* ==1.0+abc.5 ==1.0a1 ==1.0.post456 ==1!1.0 ==1!1.* ==2004.* ===1.0 ===1.0+abc.5 ===1.0a1
!=1.0 !=1.0.* !=1.1.* !=1.0a1 !=1.0+5 !=2.0
~=1.0 ~=1.0.0 ~=1.2.3 ~=1.0a1 ~=1.0.post456 ~=2.2.post3 ~=1!1.0
<1.0 <1.0a1 <1.0.post456 <1.1 <2 <2.0a1 <1!1.0 <0 <1.0.dev456
<=1.0 <=1.0a1 <=1.0.post456 <=1.2.3 <=2.61.0
>1.0 >1.0a1 >1.0.post456 >1.0.dev456 >1.0b2 >0 >1.1 >2
>=1.0 >=1.0.dev1 >=1.0.post456 >=1.1 >=2.0rc1 >=1!0
>=1.0,<2 >=1.0,!=1.1,<1.10 >=1.0,!=1.2.*,<2 >=1.17,<1.18 >=1.0a1,<1.1 <2.49.0,>=2.43.0 !=1.8.0,>=1.1.0
""".split()
BAD_SPECIFIERS = ["1.0", "=1.0", "==", "~=1", ">=1.*", "<1.0+x", ">1.0.*", "~=1.0.*", "==1.0a1.*", "==1.0+x.*", "=>1", "==1.0;", "> = 1", "==1 2"]


def write(name, lines):
    (FOLDER / name).write_text(HEADER + "".join(line + "\n" for line in lines), encoding="utf-8")


def versions():
    for text in VERSIONS:
        version = Version(text)
        yield f"{text}\t{version}\t{'pre' if version.is_prerelease else 'final'}"
    for text in MALFORMED:
        try:
            Version(text)
            raise AssertionError(text)
        except InvalidVersion:
            yield f"{text}\t-\t-"


def comparisons():
    pairs = list(itertools.combinations(VERSIONS, 2))
    chosen = random.Random(4).sample(pairs, 900) + list(zip(VERSIONS, VERSIONS[1:]))
    for left, right in chosen:
        sign = (Version(left) > Version(right)) - (Version(left) < Version(right))
        yield f"{left}\t{'<=>'[sign + 1]}\t{right}"


def specifiers():
    generator = random.Random(5)
    for text in SPECIFIERS:
        specifier = SpecifierSet(text)
        opted = bool(specifier.prereleases)
        for version in sorted(generator.sample(VERSIONS, 18)):
            contains = specifier.contains(Version(version), prereleases=True)
            admits = specifier.contains(Version(version), prereleases=opted)
            yield f"{text}\t{version}\t{'yes' if contains else 'no'}\t{'yes' if admits else 'no'}"
    for text in BAD_SPECIFIERS:
        try:
            SpecifierSet(text)
            raise AssertionError(text)
        except InvalidSpecifier:
            yield f"{text}\t-\t-\t-"


write("versions.tsv", versions())
write("version-order.tsv", comparisons())
write("specifiers.tsv", specifiers())
