"""The projects that uv-locks.py has uv lock, and what is then changed in them. Names of packages are those of its index."""

HEAD = '[project]\nname = "job"\nversion = "1"\nrequires-python = ">=3.9"\n'
PROJECTS = {
    "plain": {"pyproject.toml": HEAD + 'dependencies = ["alpha<2", "delta"]\n'},
    "nothing": {"pyproject.toml": HEAD + "dependencies = []\n"},
    "extras": {"pyproject.toml": HEAD + 'dependencies = ["gamma[slow]"]\n[project.optional-dependencies]\nmore = ["beta"]\n'},
    "own-extra": {"pyproject.toml": HEAD + 'dependencies = ["job[more]", "old-only; python_version < \'3.10\'"]\n[project.optional-dependencies]\nmore = ["beta"]\n'},
    "markers": {"pyproject.toml": HEAD + "dependencies = [\"arm-only; platform_machine == 'aarch64'\", \"windows-only; sys_platform == 'win32'\", \"delta; python_version >= '3.12' or python_version < '3.10'\"]\n"},
    "forks": {"pyproject.toml": HEAD + "dependencies = [\"beta==1.0; python_version < '3.11'\", \"beta==2.0; python_version >= '3.11'\"]\n"},
    "conflicts": {"pyproject.toml": HEAD + 'dependencies = ["delta"]\n[project.optional-dependencies]\none = ["beta==1.0"]\ntwo = ["beta==2.0"]\n[tool.uv]\nconflicts = [[{ extra = "one" }, { extra = "two" }]]\n'},
    "groups": {"pyproject.toml": HEAD + 'dependencies = ["alpha"]\n[dependency-groups]\ndev = ["tool"]\nrun = ["circle"]\ndocs = ["beta"]\n[tool.uv]\ndefault-groups = ["dev", "run"]\n'},
    "all-groups": {"pyproject.toml": HEAD + 'dependencies = ["alpha"]\n[dependency-groups]\ndev = ["tool"]\nrun = ["circle"]\ndocs = ["beta"]\n[tool.uv]\ndefault-groups = "all"\n'},
    "workspace": {
        "pyproject.toml": HEAD + 'dependencies = ["common", "alpha<2"]\n[tool.uv.sources]\ncommon = { workspace = true }\n[tool.uv.workspace]\nmembers = ["common", "unused"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["circle"]\n[build-system]\nrequires = []\nbuild-backend = "x"\nbackend-path = ["."]\n',
        "unused/pyproject.toml": '[project]\nname = "unused"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["tool"]\n',
    },
    "members-alone": {
        "pyproject.toml": '[tool.uv.workspace]\nmembers = ["common", "other"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["circle"]\n',
        "other/pyproject.toml": '[project]\nname = "other"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["tool"]\n',
    },
    "including-groups": {"pyproject.toml": HEAD + 'dependencies = []\n[dependency-groups]\nType_Check = ["tool", { include-group = "more" }, "job[fast]"]\nmore = ["circle; python_version < \'3.11\'"]\nnone = []\n[project.optional-dependencies]\nfast = ["gamma[fast]"]\n'},
    "conflicting-groups": {"pyproject.toml": HEAD + 'dependencies = ["gamma[fast]"]\n[project.optional-dependencies]\nthree = ["beta==2.0"]\n[dependency-groups]\none = ["beta==1.0"]\ntwo = ["alpha==2.0"]\nall = [{ include-group = "one" }, "tool"]\n[tool.uv]\nconflicts = [[{ group = "one" }, { group = "two" }, { extra = "three" }]]\n'},
    "conflicting-members": {
        "pyproject.toml": HEAD + 'dependencies = ["common"]\n[project.optional-dependencies]\nfirst = ["common[one]"]\nsecond = ["common[two]"]\n[tool.uv]\nconflicts = [[{ package = "common", extra = "one" }, { package = "common", extra = "two" }], [{ extra = "first" }, { extra = "second" }]]\n[tool.uv.sources]\ncommon = { workspace = true }\n[tool.uv.workspace]\nmembers = ["common"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["alpha"]\n[project.optional-dependencies]\none = ["beta==1.0"]\ntwo = ["beta==2.0"]\n[build-system]\nrequires = []\nbuild-backend = "x"\nbackend-path = ["."]\n',
    },
    "members-with-groups": {
        "pyproject.toml": '[dependency-groups]\ndocs = ["gamma[slow]; python_version >= \'3.10\'", { include-group = "more" }]\nmore = ["other<2"]\n[tool.uv.workspace]\nmembers = ["common", "job"]\n',
        "common/pyproject.toml": '[project]\nname = "common"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["circle"]\n[dependency-groups]\ntest = ["tool"]\n',
        "job/pyproject.toml": HEAD + 'dependencies = []\n[project.optional-dependencies]\nmore = ["beta<2"]\n[dependency-groups]\ntest = ["arm-only"]\nown = ["gamma"]\n',
    },
    "wheel-by-path": {"pyproject.toml": HEAD + 'dependencies = ["given"]\n[tool.uv.sources]\ngiven = { path = "../wheels/given-1.0-py3-none-any.whl" }\n'},
    "wheel-by-address": {"pyproject.toml": HEAD + 'dependencies = ["alpha @ SERVER/alpha/alpha-1.0-py3-none-any.whl"]\n'},
}
# What is exported beside that of which nothing is asked for.
ASKED = {
    "groups": ["group=docs", "group=dev", "group=dev,group=docs"],
    "all-groups": ["group=dev"],
    "extras": ["extra=more"],
    "own-extra": ["extra=more"],
    "conflicts": ["extra=one", "extra=two"],
    "including-groups": ["group=type-check", "group=more", "group=none", "extra=fast"],
    "conflicting-groups": ["group=one", "group=two", "group=all", "extra=three"],
    "conflicting-members": ["extra=first", "extra=second"],
    "members-with-groups": ["group=docs", "group=more", "group=test", "group=own", "extra=more"],
}

FULL = """[project]
name = "Job"
version = "1"
requires-python = ">=3.9,<3.13"
dependencies = ["alpha<2", "gamma[slow]>=1", "arm-only; platform_machine == 'aarch64'", "delta"]

[project.optional-dependencies]
more = ["circle"]
other = ["tool"]

[dependency-groups]
dev = ["tool"]
run = ["circle", { include-group = "dev" }]

[tool.uv]
default-groups = ["run"]
constraint-dependencies = ["old-only<3"]
override-dependencies = ["windows-only==1.0"]
environments = ["sys_platform == 'linux'", "sys_platform == 'darwin'"]
"""
SOURCED = """[project]
name = "job"
version = "1"
requires-python = ">=3.9"
dependencies = ["alpha", "beta; python_version >= '3.10'", "given", "tool", "other @ SERVER/other/other-1.0-py3-none-any.whl", "repo"]

[project.optional-dependencies]
more = ["delta"]

[tool.uv.sources]
alpha = { index = "own" }
beta = [{ index = "own", marker = "sys_platform == 'linux'" }, { url = "SERVER/beta/beta-1.0-py3-none-any.whl", marker = "sys_platform == 'win32'" }]
given = { path = "../wheels/given-1.0-py3-none-any.whl" }
tool = { url = "SERVER/tool/tool-1.0-py3-none-any.whl" }
repo = { git = "GIT", tag = "one" }
delta = { index = "own", extra = "more" }

[[tool.uv.index]]
name = "own"
url = "SERVER/own"
explicit = true
"""
# What of a project is changed after it was locked, and how. Nothing in the place of nothing is the project as it was locked.
CHECKS = {
    "full": (FULL, """
dependencies of the project
"alpha<2", -> 
"alpha<2" -> "alpha<3"
"alpha<2" -> "alpha"
"alpha<2" -> "Alpha <2.0"
"alpha<2" -> "alpha<2,>=0"
"alpha<2" -> "alpha>=0,<2"
"alpha<2" -> "alpha[fast]<2"
"alpha<2" -> "alpha<2; python_version >= '3.8'"
"alpha<2" -> "alpha<2; python_version >= '3.9'"
"alpha<2" -> "alpha<2; python_version < '4'"
"alpha<2" -> "alpha<2; python_version < '3.12'"
"alpha<2" -> "alpha<2; sys_platform != 'win32'"
"alpha<2" -> "alpha<2; os_name == 'nt' or os_name != 'nt'"
"alpha<2" -> "alpha<2; os_name == 'nt' and sys_platform == 'linux'"
"alpha<2" -> "alpha==1.0"
"alpha<2" -> "alpha @ SERVER/alpha/alpha-1.0-py3-none-any.whl"
"alpha<2", -> "delta", "alpha<2",
"alpha<2", -> "alpha<2", "alpha<2",
"alpha<2", -> "alpha<2", "alpha<3",
"alpha<2", -> "alpha<2", "beta",
"alpha<2", -> "alpha<2", "job[more]",
"gamma[slow]>=1" -> "gamma>=1"
"gamma[slow]>=1" -> "gamma[slow,fast]>=1"
"gamma[slow]>=1" -> "gamma[SLOW] >= 1.0.0"
"gamma[slow]>=1" -> "gamma[slow] (>=1)"
"gamma[slow]>=1" -> "gamma[slow]~=1.0"
; platform_machine == 'aarch64' -> 
platform_machine == 'aarch64' -> 'aarch64' == platform_machine
platform_machine == 'aarch64' -> platform.machine == 'aarch64'
platform_machine == 'aarch64' -> platform_machine == 'arm64'
platform_machine == 'aarch64' -> platform_machine == 'aarch64' and python_full_version >= '3.9'
platform_machine == 'aarch64' -> (platform_machine == 'aarch64' and sys_platform == 'linux') or (platform_machine == 'aarch64' and sys_platform != 'linux')
platform_machine == 'aarch64' -> platform_machine in 'aarch64'
platform_machine == 'aarch64' -> not_a_marker
name and Python
name = "Job" -> name = "other-job"
name = "Job" -> name = "JOB"
version = "1" -> version = "1.0"
version = "1" -> version = "2"
version = "1" -> version = "1"\\ndescription = "a job"\\nauthors = [{ name = "somebody" }]
>=3.9,<3.13 -> >=3.9
>=3.9,<3.13 -> >=3.9,<3.13,!=3.10.1
>=3.9,<3.13 -> <3.13, >=3.9.0
>=3.9,<3.13 -> >=3.10,<3.13
>=3.9,<3.13 -> >=3.9,<3.12.99
>=3.9,<3.13 -> ==3.9.*
extras
more = ["circle"] -> more = ["circle>=1"]
more = ["circle"] -> more = ["circle; python_version < '3.11'"]
more = ["circle"] -> more = []
more = ["circle"]\\n -> 
more = ["circle"] -> more = ["circle"]\\nempty = []
more = ["circle"] -> More = ["circle"]
more = ["circle"] -> most = ["circle"]
groups
dev = ["tool"] -> dev = ["tool>=1"]
dev = ["tool"] -> dev = []
dev = ["tool"] -> dev = ["tool", "beta"]
run = ["circle", { include-group = "dev" }] -> run = ["circle", "tool"]
run = ["circle", { include-group = "dev" }] -> run = ["circle"]
run = ["circle", { include-group = "dev" }] -> run = ["circle", { include-group = "dev" }]\\nempty = []
run = ["circle", { include-group = "dev" }] -> Run = ["circle", { include-group = "dev" }]
[tool.uv]\\n -> [tool.uv]\\ndev-dependencies = ["beta"]\\n
[tool.uv]\\n -> [tool.uv]\\ndev-dependencies = ["tool"]\\n
default-groups = ["run"] -> default-groups = ["dev"]
default-groups = ["run"] -> default-groups = "all"
default-groups = ["run"]\\n -> 
default-groups = ["run"] -> default-groups = ["run"]\\n[tool.uv.dependency-groups]\\nrun = { requires-python = ">=3.10" }\\n[tool.uv.pip]
settings
constraint-dependencies = ["old-only<3"]\\n -> 
"old-only<3" -> "old-only<4"
"old-only<3" -> "old-only < 3.0"
override-dependencies = ["windows-only==1.0"]\\n -> 
"windows-only==1.0" -> "windows-only==1"
"windows-only==1.0" -> "windows-only>=1"
"windows-only==1.0" -> "windows-only==1.0", "alpha==1.0"
[tool.uv]\\n -> [tool.uv]\\nexclude-dependencies = ["windows-only"]\\n
[tool.uv]\\n -> [tool.uv]\\nbuild-constraint-dependencies = ["setuptools<80"]\\n
"sys_platform == 'linux'", "sys_platform == 'darwin'" -> "sys_platform == 'linux'"
"sys_platform == 'linux'", "sys_platform == 'darwin'" -> "sys_platform == 'darwin'", "sys_platform == 'linux'"
environments = ["sys_platform == 'linux'", "sys_platform == 'darwin'"]\\n -> 
[tool.uv]\\n -> [tool.uv]\\nrequired-environments = ["sys_platform == 'linux'"]\\n
[tool.uv]\\n -> [tool.uv]\\nconflicts = [[{ extra = "more" }, { extra = "other" }]]\\n
[tool.uv]\\n -> [tool.uv]\\nresolution = "lowest"\\n
[tool.uv]\\n -> [tool.uv]\\nresolution = "highest"\\n
[tool.uv]\\n -> [tool.uv]\\nprerelease = "allow"\\n
[tool.uv]\\n -> [tool.uv]\\nprerelease = "if-necessary-or-explicit"\\n
[tool.uv]\\n -> [tool.uv]\\nfork-strategy = "fewest"\\n
[tool.uv]\\n -> [tool.uv]\\ndependency-metadata = [{ name = "alpha", version = "1.0", requires-dist = ["circle"] }]\\n
[tool.uv]\\n -> [tool.uv]\\nlink-mode = "copy"\\n
[tool.uv]\\n -> [tool.uv]\\npackage = true\\n
[tool.uv]\\n -> [tool.ruff]\\nline-length = 99\\n[tool.uv]\\n
[tool.uv]\\n -> [tool.uv.sources]\\nalpha = { url = "SERVER/alpha/alpha-1.0-py3-none-any.whl" }\\n[tool.uv]\\n
[tool.uv]\\n -> [tool.uv.sources]\\nbeta = { url = "SERVER/beta/beta-1.0-py3-none-any.whl" }\\n[tool.uv]\\n
[tool.uv]\\n -> [[tool.uv.index]]\\nname = "unused"\\nurl = "SERVER/own"\\nexplicit = true\\n[tool.uv]\\n
"""),
    "sourced": (SOURCED, """
indexes
alpha = { index = "own" }\\n -> 
alpha = { index = "own" } -> ALPHA = { index = "own" }
alpha = { index = "own" } -> alpha = { index = "own", marker = "python_version >= '3.0'" }
alpha = { index = "own" } -> alpha = { index = "own", marker = "sys_platform == 'linux'" }
alpha = { index = "own" } -> alpha = { url = "SERVER/alpha/alpha-2.0-py3-none-any.whl" }
alpha = { index = "own" } -> alpha = [{ index = "own" }]
alpha = { index = "own" } -> alpha = [{ index = "own", marker = "sys_platform == 'linux'" }, { index = "own", marker = "sys_platform != 'linux'" }]
"own" -> "mine"
url = "SERVER/own" -> url = "SERVER/own/"
url = "SERVER/own" -> url = "SERVER/moved"
explicit = true -> explicit = false
delta = { index = "own", extra = "more" } -> delta = { index = "own" }
delta = { index = "own", extra = "more" }\\n -> 
several sources
, { url = "SERVER/beta/beta-1.0-py3-none-any.whl", marker = "sys_platform == 'win32'" } -> 
beta/beta-1.0 -> beta/beta-2.0
marker = "sys_platform == 'win32'" -> marker = "sys_platform == 'darwin'"
marker = "sys_platform == 'win32'" -> marker = "sys_platform == 'win32' and python_version >= '3.10'"
"beta; python_version >= '3.10'" -> "beta; python_version >= '3.11'"
"beta; python_version >= '3.10'" -> "beta; python_version >= '3.10' and sys_platform == 'linux'"
files and addresses
given = { path = "../wheels/given-1.0-py3-none-any.whl" } -> given = { path = "../job/../wheels/given-1.0-py3-none-any.whl" }
given = { path = "../wheels/given-1.0-py3-none-any.whl" } -> given = { path = "../wheels/more/given-1.0-py3-none-any.whl" }
given = { path = "../wheels/given-1.0-py3-none-any.whl" }\\n -> 
tool = { url = "SERVER/tool/tool-1.0-py3-none-any.whl" }\\n -> 
other/other-1.0 -> other/other-2.0
other @ SERVER/other/other-1.0-py3-none-any.whl -> other
"given", -> "given>=1",
"tool", -> "tool==1.0",
git
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT", tag = "two" }
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT", branch = "main" }
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT", rev = "one" }
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT" }
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT", tag = "one", subdirectory = "inner" }
repo = { git = "GIT", tag = "one" } -> repo = { git = "GIT/", tag = "one" }
repo = { git = "GIT", tag = "one" }\\n -> 
"repo" -> "repo @ git+GIT@one"
"""),
    "later": (HEAD.replace('version = "1"', 'dynamic = ["version"]') + 'dependencies = ["job[more]", "alpha"]\n[project.optional-dependencies]\nmore = ["beta>=1"]\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n', """
a version that is told later
"alpha" -> "alpha<2"
"job[more]", -> 
"job[more]" -> "beta>=1"
"beta>=1" -> "beta"
"""),
    "clash": (PROJECTS["conflicts"]["pyproject.toml"], """
conflicts
{ extra = "one" }, { extra = "two" } -> { extra = "two" }, { extra = "one" }
{ extra = "one" }, { extra = "two" } -> { package = "job", extra = "one" }, { extra = "two" }
conflicts = [[{ extra = "one" }, { extra = "two" }]] -> 
"beta==2.0" -> "beta==1.0"
"""),
    "settled": (HEAD + 'dependencies = []\n[tool.uv]\nresolution = "lowest"\nprerelease = "allow"\nfork-strategy = "fewest"\nexclude-newer = "2030-01-01T00:00:00Z"\nrequired-environments = ["sys_platform == \'linux\'"]\nexclude-dependencies = ["circle"]\nbuild-constraint-dependencies = ["setuptools<80"]\ndependency-metadata = [{ name = "alpha", version = "1.0" }]\n', """
settings of the choice
resolution = "lowest" -> resolution = "lowest-direct"
prerelease = "allow" -> prerelease = "disallow"
fork-strategy = "fewest" -> fork-strategy = "requires-python"
resolution = "lowest"\\n -> 
exclude-newer = "2030-01-01T00:00:00Z"\\n -> 
required-environments = ["sys_platform == 'linux'"] -> required-environments = ["sys_platform == 'linux' or sys_platform == 'linux'"]
required-environments = ["sys_platform == 'linux'"]\\n -> 
exclude-dependencies = ["circle"] -> exclude-dependencies = ["Circle"]
exclude-dependencies = ["circle"]\\n -> 
["setuptools<80"] -> ["setuptools<81"]
dependency-metadata = [{ name = "alpha", version = "1.0" }]\\n -> 
dependency-metadata = [{ name = "alpha", version = "1.0" }] -> dependency-metadata = [{ name = "alpha", version = "1.0", requires-dist = ["beta"] }]
"""),
    "workspace-groups": (PROJECTS["members-with-groups"]["pyproject.toml"], """
groups of a workspace that is no project
"other<2" -> "other<2.0"
"other<2" -> "other"
["other<2"] -> []
["other<2"] -> ["other<2"]\\nextra = ["tool"]
["other<2"] -> ["other<2"]\\nempty = []
python_version >= '3.10' -> python_version >= '3.11'
python_version >= '3.10' -> python_full_version >= '3.10.0'
{ include-group = "more" } -> "other<2"
{ include-group = "more" } -> "other"
docs = [ -> documents = [
common/pyproject.toml: test = ["tool"] -> test = ["alpha"]
"""),
    "members": (PROJECTS["workspace"]["pyproject.toml"], """
members
"common", "alpha<2" -> "alpha<2"
common = { workspace = true } -> common = { workspace = true, editable = false }
members = ["common", "unused"] -> members = ["common"]
common/pyproject.toml: "circle" -> "circle", "alpha"
common/pyproject.toml: "circle" -> 
common/pyproject.toml: version = "1" -> version = "2"
common/pyproject.toml: >=3.9 -> >=3.10
unused/pyproject.toml: "tool" -> "tool", "alpha"
unused/pyproject.toml: "tool" -> "Tool"
"""),
}
BACKEND = """import pathlib


def prepare_metadata_for_build_editable(folder, settings=None):
    info = pathlib.Path(folder, "job-1.dist-info")
    info.mkdir()
    lines = [line for line in pathlib.Path("pyproject.toml").read_text().splitlines() if line.startswith(("dependencies", "more"))]
    texts = {line.split(" = ")[0]: eval(line.split(" = ")[1]) for line in lines}
    head = "Metadata-Version: 2.1\\nName: job\\nVersion: 1\\nRequires-Python: >=3.9\\nProvides-Extra: more\\n"
    body = [f"Requires-Dist: {one}\\n" for one in texts["dependencies"]] + [f"Requires-Dist: {one} ; extra == 'more'\\n" for one in texts["more"]]
    pathlib.Path(info, "METADATA").write_text(head + "".join(body))
    return info.name
"""
BESIDE = {
    "later": {"backend.py": BACKEND},
    "members": {path: text for path, text in PROJECTS["workspace"].items() if path != "pyproject.toml"},
    "workspace-groups": {path: text for path, text in PROJECTS["members-with-groups"].items() if path != "pyproject.toml"},
}
