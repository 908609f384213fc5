#!/usr/bin/env python3
"""Records the wheels that pip makes of folders of pure Python, with the build backends that are installed.

    pip install -U pip setuptools hatchling poetry-core flit-core uv_build
    python3 src/test/scripts/source-folders.py DAY > src/test/resources/org/pyflinkimage/resolve/sources/folders.json
"""
import importlib.metadata
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

SETUPTOOLS = '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n'
HATCHLING = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
POETRY = '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
FLIT = '[build-system]\nrequires = ["flit_core >=3.2,<5"]\nbuild-backend = "flit_core.buildapi"\n'
OLD = '[build-system]\nrequires = ["flit_core >=2,<4"]\nbuild-backend = "flit_core.buildapi"\n'
UV = '[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n'
PLAIN = '[project]\nname = "acme-common"\nversion = "1.0"\n'
FULL = """[project]
name = "Acme.Common"
version = "1.0.0"
description = "What is shared"
readme = "README.md"
requires-python = ">=3.9, <4"
license = "Apache-2.0"
license-files = ["LICENSE*"]
authors = [{name = "Some One", email = "one@example.com"}, {name = "Other"}]
maintainers = [{email = "two@example.com"}]
keywords = ["flink", "jobs"]
classifiers = ["Programming Language :: Python :: 3", "Operating System :: OS Independent"]
dependencies = ["requests[socks]>=2.8,<3; python_version < '3.13'", "Num_Py >=1.26"]

[project.optional-dependencies]
kafka = ["kafka-python ; sys_platform == 'linux'", "six"]
Dev_Tools = ["ruff"]

[project.scripts]
acme = "acme_common.cli:main"
[project.gui-scripts]
acme-gui = "acme_common.cli:gui"
[project.entry-points."acme.plugins"]
one = "acme_common.cli:One"
[project.urls]
Homepage = "https://example.com/acme"
"Bug Tracker" = "https://example.com/acme/bugs"

"""
MODULES = {"acme_common/__init__.py": '"""Shared."""\n', "acme_common/cli.py": "def main():\n    return 0\n"}
SRC = {"src/" + path: text for path, text in MODULES.items()}
README = {"README.md": "# Acme\n\nWhat is shared.\n", "LICENSE": "Do what you like.\n"}
LICENSES = {name: name for name in ["AUTHORS", "COPYING.txt", "LICENCE", "NOTICE", "LICENSES/MIT.txt"]}
CFG = """[metadata]
name = acme-common
version = attr: acme_common.__version__
description = What is shared
long_description = file: README.md
long_description_content_type = text/markdown
author = Some One
author_email = one@example.com
url = https://example.com/acme
license = MIT
project_urls =
    Bugs = https://example.com/acme/bugs
classifiers =
    Programming Language :: Python :: 3
keywords = flink, jobs

[options]
package_dir =
    = src
packages = find:
python_requires = >=3.9
install_requires =
    requests>=2.8
    six ; python_version < "3.13"  # why
include_package_data = True

[options.packages.find]
where = src
exclude =
    *.tests

[options.package_data]
* = *.json
acme_common =
    data/*.csv

[options.extras_require]
kafka =
    kafka-python
    lz4; sys_platform == "linux"

[options.entry_points]
console_scripts =
    acme = acme_common.cli:main
"""
OLD_POETRY = """[tool.poetry]
name = "acme-common"
version = "1.0.0"
description = "What is shared"
authors = ["Some One <one@example.com>", "Other <other@example.com>"]
license = "MIT"
readme = "README.md"
homepage = "https://example.com/acme"
keywords = ["flink"]
classifiers = ["Topic :: Software Development"]

[tool.poetry.dependencies]
python = "^3.9"
requests = {version = "^2.8", extras = ["socks"]}
loguru = "~0.7.2"
numpy = "1.26.*"
six = "*"
lz4 = {version = ">=4,<5", optional = true}
tomli = {version = "^2.0", python = "<3.11"}
redis = {version = "^5.0.4", markers = "sys_platform == 'linux'"}
exact = "1.2.3"
any = [{version = "^1.0", python = "<3.12"}, {version = "^2.0", python = ">=3.12"}]

[tool.poetry.extras]
kafka = ["lz4"]

[tool.poetry.scripts]
acme = "acme_common.cli:main"

[tool.poetry.plugins."acme.plugins"]
one = "acme_common.cli:One"

[tool.poetry.urls]
Bugs = "https://example.com/acme/bugs"

[tool.poetry.group.dev.dependencies]
pytest = "*"

"""
OLD_FLIT = """[tool.flit.metadata]
module = "acme_common"
dist-name = "Acme-Common"
author = "Some One"
author-email = "one@example.com"
home-page = "https://example.com/acme"
requires = ["requests >=2.8"]
requires-python = ">=3.9"
description-file = "README.md"
classifiers = ["License :: OSI Approved :: MIT License"]
[tool.flit.metadata.requires-extra]
kafka = ["kafka-python"]
[tool.flit.metadata.urls]
Bugs = "https://example.com/acme/bugs"
[tool.flit.scripts]
acme = "acme_common.cli:main"

"""

# By name: the files; a name that ends in * is that of an executable one.
CASES = {
    "setuptools, all metadata, src": {"pyproject.toml": FULL + SETUPTOOLS, **README, **SRC},
    "setuptools, flat": {
        "pyproject.toml": PLAIN + SETUPTOOLS, **MODULES,
        "acme_common/sub/__init__.py": "", "acme_common/plain/module.py": "", "acme_common/data.json": "{}",
        "tests/__init__.py": "", "docs/conf.py": "", "setup_tools.txt": "", "examples/one.py": ""},
    "setuptools, a module alone": {"pyproject.toml": PLAIN + SETUPTOOLS, "acme_common.py": "x = 1\n", "conftest.py": "", "tasks.py": ""},
    "setuptools, src with modules and a namespace": {
        "pyproject.toml": PLAIN + SETUPTOOLS, "src/acme/common/__init__.py": "", "src/acme/other/deep.py": "", "src/alone.py": "", "src/acme_common.egg-info/PKG-INFO": ""},
    "setuptools without a build system": {"pyproject.toml": PLAIN, **SRC},
    "setuptools, packages by name": {
        "pyproject.toml": PLAIN + '[tool.setuptools]\npackages = ["acme", "acme.inner"]\npy-modules = ["alone"]\npackage-dir = {"acme" = "lib", "" = "."}\n[tool.setuptools.package-data]\n"*" = ["*.json"]\nacme = ["data/*.csv", "py.typed", "deep/**/*.txt"]\n[tool.setuptools.exclude-package-data]\n"*" = ["secret.json"]\n' + SETUPTOOLS,
        "lib/__init__.py": "", "lib/one.py": "", "lib/inner/__init__.py": "", "lib/inner/x.json": "{}", "lib/secret.json": "", "lib/data/a.csv": "a\n",
        "lib/data/b.txt": "", "lib/py.typed": "", "lib/deep/er/still/x.txt": "", "lib/left/__init__.py": "", "alone.py": ""},
    "setuptools, packages found with patterns": {
        "pyproject.toml": PLAIN + '[tool.setuptools.packages.find]\nwhere = ["lib"]\ninclude = ["acme*"]\nexclude = ["*.tests", "*.tests.*"]\nnamespaces = false\n[tool.setuptools]\ninclude-package-data = false\n' + SETUPTOOLS,
        "lib/acme/__init__.py": "", "lib/acme/tests/__init__.py": "", "lib/acme/tests/deep/__init__.py": "", "lib/acme/space/x.py": "", "lib/acme/sub/__init__.py": "", "lib/other/__init__.py": "", "lib/acme/x.json": ""},
    "setuptools, MANIFEST.in": {
        "pyproject.toml": PLAIN + SETUPTOOLS, **SRC,
        "MANIFEST.in": "# data\ninclude src/acme_common/one.txt\nrecursive-include src *.csv *.json\ngraft src/acme_common/all\nprune src/acme_common/all/not\nglobal-exclude *.bak\nrecursive-exclude src secret*\nglobal-include *.yaml\nexclude src/acme_common/x.json\n",
        **{"src/acme_common/" + name: name for name in ["one.txt", "two.txt", "a.csv", "deep/er/b.csv", "x.json", "y.json", "secret.json", "all/a", "all/b.bak", "all/not/c", "some.yaml"]}},
    "setuptools, what is computed": {
        "pyproject.toml": '[project]\nname = "acme-common"\ndynamic = ["version", "dependencies", "optional-dependencies", "readme", "description"]\n[tool.setuptools.dynamic]\nversion = {attr = "acme_common.__version__"}\ndependencies = {file = ["requirements.txt"]}\nreadme = {file = ["README.md"], content-type = "text/markdown"}\ndescription = {file = "DESCRIPTION.txt"}\noptional-dependencies.kafka = {file = "kafka.txt"}\n' + SETUPTOOLS,
        "requirements.txt": "# all\nrequests>=2.8\n\nsix  # why\n", "kafka.txt": "kafka-python\n", "DESCRIPTION.txt": "What is shared\n", **README, **SRC, "src/acme_common/__init__.py": '"""Shared."""\n__version__ = "1.2"\n'},
    "setuptools, setup.cfg": {
        "setup.cfg": CFG, "setup.py": "#!/usr/bin/env python\n# nothing here\nfrom setuptools import setup\n\nsetup()\n", **README, **SRC,
        "src/acme_common/__init__.py": "__version__ = '1.2'\n", "src/acme_common/x.json": "", "src/acme_common/data/a.csv": "", "src/acme_common/tests/__init__.py": "", "src/acme_common/notpackage/x.py": ""},
    "setuptools, setup.cfg beside pyproject.toml": {
        "setup.cfg": "[metadata]\nname = acme_common\nversion = 1.0\n[options]\npackages =\n    acme_common\npy_modules =\n    alone\nzip_safe = no\n[options.packages.find]\nwhere = nowhere\n[bdist_wheel]\nuniversal = 0\n[flake8]\nmax-line-length = 100\n",
        "pyproject.toml": SETUPTOOLS, **MODULES, "alone.py": ""},
    "setuptools, types": {"pyproject.toml": PLAIN + SETUPTOOLS, **SRC, "src/acme_common/py.typed": "", "src/acme_common/cli.pyi": "", "src/acme_common/tool.sh*": "#!/bin/sh\n", "src/acme_common/__pycache__/cli.cpython-311.pyc": "x"},
    "setuptools, license and readme": {
        "pyproject.toml": PLAIN + 'license = {text = "MIT License"}\nreadme = {text = "Of *text*.", content-type = "text/x-rst"}\n' + SETUPTOOLS, **SRC, "COPYING": "c", "NOTICE.txt": "n", "AUTHORS": "a"},
    "hatchling, all metadata, src": {"pyproject.toml": FULL + HATCHLING, **README, **SRC, "src/acme_common/py.typed": "", "src/acme_common/data/a.csv": "", "src/acme_common/tool.sh*": "#!/bin/sh\n", "tests/test_it.py": ""},
    "hatchling, flat": {"pyproject.toml": PLAIN + HATCHLING, **MODULES, "acme_common/x.pyc": "", "acme_common/plain/module.py": "", "tests/__init__.py": "", "other/__init__.py": ""},
    "hatchling, a module alone": {"pyproject.toml": PLAIN + HATCHLING, "acme_common.py": "x = 1\n", "other.py": "", **LICENSES},
    "hatchling, a namespace": {"pyproject.toml": PLAIN + HATCHLING, "acme/acme_common/__init__.py": "", "acme/acme_common/deep/x.txt": ""},
    "hatchling, packages": {"pyproject.toml": PLAIN + '[tool.hatch.build.targets.wheel]\npackages = ["lib/acme", "more"]\nexclude = ["*.bak", "/lib/acme/not"]\n' + HATCHLING, "lib/acme/__init__.py": "", "lib/acme/x.bak": "", "lib/acme/not/y.py": "", "more/z.py": "", "other/__init__.py": ""},
    "hatchling, patterns": {"pyproject.toml": PLAIN + '[tool.hatch.build]\ninclude = ["acme/**/*.py", "/data/*.csv"]\nexclude = ["test_*"]\n[tool.hatch.build.targets.wheel.sources]\n"data" = "acme/data"\n[tool.hatch.build.targets.wheel.force-include]\n"config.yaml" = "acme/config.yaml"\n"templates" = "acme/templates"\n' + HATCHLING, "acme/__init__.py": "", "acme/deep/x.py": "", "acme/deep/x.txt": "", "acme/test_x.py": "", "data/a.csv": "", "data/b.txt": "", "config.yaml": "a: 1\n", "templates/a/b.html": ""},
    "hatchling, only": {"pyproject.toml": PLAIN + '[tool.hatch.build.targets.wheel]\nonly-include = ["lib/acme", "lib/alone.py"]\nsources = ["lib"]\n' + HATCHLING, "lib/acme/__init__.py": "", "lib/alone.py": "", "lib/other.py": ""},
    "hatchling, ignored files": {"pyproject.toml": PLAIN + '[tool.hatch.build]\nartifacts = ["*.gen.py"]\n' + HATCHLING, ".gitignore": "# what is made\n*.csv\n/acme_common/made/\n!keep.csv\nlocal.*\n*.gen.py\n", **MODULES, "acme_common/a.csv": "", "acme_common/keep.csv": "", "acme_common/made/x.py": "", "acme_common/local.py": "", "acme_common/one.gen.py": ""},
    "hatchling, version of a file": {"pyproject.toml": '[project]\nname = "acme-common"\ndynamic = ["version"]\n[tool.hatch.version]\npath = "src/acme_common/__about__.py"\n' + HATCHLING, **SRC, "src/acme_common/__about__.py": '# about\n__version__ = "1.2.3"\n'},
    "poetry, old metadata": {"pyproject.toml": OLD_POETRY + POETRY, **README, **MODULES},
    "poetry, src": {"pyproject.toml": FULL + POETRY, **README, **SRC, "src/acme_common/data/a.csv": "", "src/acme_common/tool.sh*": "#!/bin/sh\n", "src/acme_common/__pycache__/x.pyc": ""},
    "poetry, packages": {"pyproject.toml": '[tool.poetry]\nname = "acme"\nversion = "1"\ndescription = ""\nauthors = []\npackages = [{include = "acme", from = "lib"}, {include = "more/**/*.py"}, {include = "moved", to = "inside"}, {include = "alone.py"}, {include = "tests", format = "sdist"}]\ninclude = ["data/*.csv", {path = "wheel.txt", format = ["wheel"]}, {path = "sdist.txt", format = "sdist"}]\nexclude = ["lib/acme/not.py", "**/*.bak"]\n[tool.poetry.dependencies]\npython = ">=3.9"\n' + POETRY, "lib/acme/__init__.py": "", "lib/acme/not.py": "", "lib/acme/x.bak": "", "more/one/x.py": "", "more/one/x.txt": "", "moved/y.py": "", "alone.py": "", "tests/t.py": "", "data/a.csv": "", "wheel.txt": "", "sdist.txt": ""},
    "poetry, a module alone": {"pyproject.toml": '[tool.poetry]\nname = "acme-common"\nversion = "1.0"\ndescription = "x"\nauthors = ["A B <a@example.com>"]\n' + POETRY, "acme_common.py": "x = 1\n", **LICENSES},
    "flit, all metadata, src": {"pyproject.toml": FULL + '[tool.flit.module]\nname = "acme_common"\n' + FLIT, **README, **SRC, "src/acme_common/data/a.csv": "", "src/acme_common/__pycache__/x.pyc": "", "src/acme_common/tool.sh*": "#!/bin/sh\n"},
    "flit, what the module says": {"pyproject.toml": '[project]\nname = "acme_common"\ndynamic = ["version", "description"]\n' + FLIT, **MODULES, "acme_common/__init__.py": '"""What is\nshared by jobs.\n\nMore of it.\n"""\n__version__ = "1.2"\n'},
    "flit, old metadata": {"pyproject.toml": OLD_FLIT + OLD, **README, **MODULES, "acme_common/__init__.py": '"""What is shared."""\n__version__ = \'1.2\'\n'},
    "flit, a module alone": {"pyproject.toml": '[project]\nname = "acme_common"\ndynamic = ["version", "description"]\n' + FLIT, "acme_common.py": '"""Shared."""\n__version__ = "0.1"\n', **LICENSES},
    "uv, all metadata": {"pyproject.toml": FULL + UV, **README, **SRC, "src/acme_common/data/a.csv": "", "src/acme_common/__pycache__/x.pyc": "", "src/acme_common/tool.sh*": "#!/bin/sh\n"},
    "uv, another module": {"pyproject.toml": PLAIN + '[tool.uv.build-backend]\nmodule-name = "acme"\nmodule-root = ""\nwheel-exclude = ["/acme/not", "*.bak"]\n' + UV, "acme/__init__.py": "", "acme/not/x.py": "", "acme/deep/x.bak": "", "acme/x.json": ""},
    "uv, a namespace": {"pyproject.toml": PLAIN + '[tool.uv.build-backend]\nmodule-name = "acme.common"\n' + UV, "src/acme/common/__init__.py": "", "src/acme/common/x/y.py": "", **LICENSES},
}


def wheel_of(files, folder):
    for path, text in files.items():
        file = folder / path.rstrip("*")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if path.endswith("*"):
            file.chmod(0o755)
    target = folder.parent / "wheels"
    # flit_core 4 does not read its old form any more: that case's backend comes from the index.
    backend = [] if OLD in files.get("pyproject.toml", "") else ["--no-build-isolation", "--no-index"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", *backend, "-w", str(target), "."], cwd=folder, check=True)
    wheel, = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        entries = {
            info.filename + ("*" if info.external_attr >> 16 & 0o111 else ""): archive.read(info).decode()
            for info in archive.infolist()
            if not info.is_dir() and not info.filename.endswith(".dist-info/RECORD")}
    return {"name": wheel.name, "files": dict(sorted(entries.items()))}


def main():
    backends = ["pip", "setuptools", "hatchling", "poetry-core", "flit-core", "uv-build"]
    recorded = {"day": sys.argv[1], "with": {name: importlib.metadata.version(name) for name in backends}, "cases": {}}
    for name, files in CASES.items():
        if len(sys.argv) > 2 and sys.argv[2] not in name:
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary).resolve() / "folder"
            folder.mkdir()
            try:
                recorded["cases"][name] = {"folder": files, "wheel": wheel_of(files, folder)}
            except (subprocess.CalledProcessError, ValueError) as e:
                print(f"{name}: {e}", file=sys.stderr)
    json.dump(recorded, sys.stdout, indent=1)
    print()


main()
