#!/usr/bin/env python3
"""Writes facts/libraries.json: the packages that bring libraries of the system, by suite.

Usage: libraries.py FOLDER DAY, with a file SUITE.gz in the folder for each suite: dists/SUITE/main/Contents-amd64.gz of Debian's archive,
dists/SUITE/Contents-amd64.gz of Ubuntu's. A library that several packages of a suite bring is left out there.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

SUITES = ["bullseye", "bookworm", "trixie", "jammy", "noble"]
LIBRARIES = """
    libgomp.so.1 libGL.so.1 libEGL.so.1 libGLU.so.1 libOpenGL.so.0 libglib-2.0.so.0 libgthread-2.0.so.0
    libgobject-2.0.so.0 libgio-2.0.so.0 libSM.so.6 libICE.so.6 libX11.so.6 libX11-xcb.so.1 libXext.so.6 libXrender.so.1
    libXi.so.6 libXtst.so.6 libXft.so.2 libxcb.so.1 libxkbcommon.so.0 libxkbcommon-x11.so.0 libdbus-1.so.3
    libfontconfig.so.1 libfreetype.so.6 libxml2.so.2 libxslt.so.1 libpq.so.5 libodbc.so.2 libodbcinst.so.2
    libmagic.so.1 libsndfile.so.1 libportaudio.so.2 libasound.so.2 libgeos_c.so.1 libsqlite3.so.0
    libpangocairo-1.0.so.0 libpango-1.0.so.0 libcairo.so.2 libmariadb.so.3 libmysqlclient.so.21 libsasl2.so.2
    libkrb5.so.3 libgssapi_krb5.so.2 libaio.so.1 libcurl.so.4 libcurl-gnutls.so.4 libsnappy.so.1 libz.so.1
    libbz2.so.1.0 liblzma.so.5 libffi.so.7 libffi.so.8 libssl.so.1.1 libssl.so.3 libcrypto.so.1.1 libcrypto.so.3
    libtcl8.6.so libtk8.6.so libusb-1.0.so.0 libnss3.so libnspr4.so libatomic.so.1 libgfortran.so.5 libquadmath.so.0
    libopenblas.so.0 libstdc++.so.6 libgcc_s.so.1 libcrypt.so.1 libncursesw.so.6 libreadline.so.8 libuuid.so.1
    libnuma.so.1 libtbb.so.12 libzstd.so.1 liblz4.so.1 libexpat.so.1 libgdbm.so.6 libdb-5.3.so librdkafka.so.1
    libgmp.so.10 libmpfr.so.6 libomp.so.5 libenchant-2.so.2 libsystemd.so.0 libgdk_pixbuf-2.0.so.0 libgtk-3.so.0
    libatk-1.0.so.0 libvulkan.so.1 libzmq.so.5 libsodium.so.23 libjpeg.so.62 libjpeg.so.8 libpng16.so.16 libtiff.so.5
    libtiff.so.6 libwebp.so.7 libcups.so.2 libnsl.so.1 libsybdb.so.5 libhunspell-1.7.so.0 libleptonica.so.6
    libtesseract.so.5 liblept.so.5 libpoppler-cpp.so.0 libfreetds.so libtinfo.so.6 libbsd.so.0 libldap-2.5.so.0
    libldap-2.4.so.2 libldap.so.2 liblber-2.5.so.0
""".split()
LINE = re.compile(r"^(?:usr/)?lib/(?:x86_64-linux-gnu/)?([^/\s]+)\s+(\S+)$")
TARGET = pathlib.Path(__file__).parents[2] / "src/main/resources/org/pyflinkimage/facts/libraries.json"


def owners(file):
    """By library, the packages that bring it; of sections that images are made from."""
    found = collections.defaultdict(set)
    wanted = set(LIBRARIES)
    with gzip.open(file, "rt", errors="replace") as lines:
        for line in lines:
            match = LINE.match(line)
            if match and match.group(1) in wanted:
                for owner in match.group(2).split(","):
                    parts = owner.split("/")
                    if len(parts) == 2 or parts[0] == "universe":
                        found[match.group(1)].add(re.sub("t64$", "", parts[-1]))
    return found


folder, day = pathlib.Path(sys.argv[1]), sys.argv[2]
by_suite = {suite: owners(folder / f"{suite}.gz") for suite in SUITES}
entries = []
for library in LIBRARIES:
    suites = collections.defaultdict(list)
    for suite in SUITES:
        packages = {name for name in by_suite[suite][library] if not name.endswith(("-dev", "-dbg"))}
        if len(packages) == 1:
            suites[packages.pop()].append(suite)
    entries += [{"library": library, "package": name, "suites": those} for name, those in suites.items()]
lines = ",\n".join("    " + json.dumps(entry) for entry in entries)
TARGET.write_text(f"""{{
  "checked": "{day}",
  "source": "Contents-amd64 of Debian bullseye, bookworm, trixie and Ubuntu jammy, noble",
  "note": "Without the `t64` of names since trixie and noble: packages of those names provide the older ones.",
  "libraries": [
{lines}
  ]
}}
""")
