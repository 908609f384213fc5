#!/usr/bin/env python3
"""Records the configuration files that Flink ships, without their comments.

    pip download --no-deps --only-binary :all: --python-version 3.9 apache-flink==1.17.1 -d wheels
    flink-shipped-configuration.py wheels/*.whl

writes src/test/resources/org/pyflinkimage/flink/shipped-VERSION.yaml for each wheel.
"""
import re
import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "resources/org/pyflinkimage/flink"

for wheel in sys.argv[1:]:
    version = re.match(r"apache_flink-([0-9.]+)-", Path(wheel).name).group(1)
    with zipfile.ZipFile(wheel) as files:
        name = next(n for n in files.namelist() if re.fullmatch(r"pyflink/conf/(flink-conf|config)\.yaml", n))
        lines = files.read(name).decode("utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    header = f"# {name} of apache-flink {version}, comments left out; recorded by {Path(__file__).name}\n"
    (FOLDER / f"shipped-{version}.yaml").write_text(header + "\n".join(kept) + "\n", encoding="utf-8")
