#!/usr/bin/env python3
"""Records what `packaging` says of requirements and markers.

    pip install packaging
    python3 src/test/scripts/python-requirements.py src/test/resources/org/pyflinkimage/python
"""
import pathlib
import sys

import packaging
from packaging.markers import InvalidMarker, Marker, UndefinedComparison
from packaging.requirements import InvalidRequirement, Requirement

FOLDER = pathlib.Path(sys.argv[1])
HEADER = f"# recorded from packaging {packaging.__version__} by src/test/scripts/python-requirements.py\n"

REQUIREMENTS = """
numpy
numpy==1.26.4
numpy ==1.26.4
numpy (==1.26.4)
numpy (<2,>=1.22)
numpy ( >=1.22 , <2 )
numpy>=1.22,<2,
ruamel.yaml>=0.18.4
Zope_Interface
A.B-C_D
requests[socks]
requests[security,tests]>=2.8.1,==2.8.*
requests [ socks , security ] >= 2.8
requests[]
pip @ https://example.com/pip-1.3.1.zip#sha1=da9234ee9982d4bbb3c72346a6de940a148ea686
pip@https://example.com/a.whl
pip [x] @ file:///srv/a.whl ; python_version > "3"
name;python_version<"3.8"
name ; python_version < "3.8" and os_name == 'posix'
name>=3; (python_version>="3.7" and platform_system!="Windows") or extra=="x"
pemja==0.3.0 ; platform_system != "Windows"
pemja<0.5.8,>=0.5.7; platform_system != "Windows"
avro-python3!=1.9.2,<1.10.0,>=1.8.1
foo~=1.0
foo===weird-version
foo==1.0.*
foo==1.0+local
foo>=1.0.*
foo>=1.0+local
foo==1.0 bar
foo bar
foo=1.0
foo>1,bar
-foo
foo-
.foo
foo[
foo[a b]
foo[a,]
foo (>=1
foo>=1)
foo @
foo @ https://example.com/a b
foo; 
foo; nonsense == "1"
foo; python_version
foo; python_version == 3
foo; python_version = "3"
foo; python_version not "3"
foo; python_version == "3" and
foo; (python_version == "3"
foo; os_name == "posix" xor os_name == "nt"
foo; "3" in python_version
foo; 'linux' in sys_platform and not in
foo;python_version=='3'or os.name=='nt'
""".strip("\n").split("\n")

MARKERS = """
python_version < "3.8"
python_version < "3.10"
python_version >= "3.9"
python_version == "3.11"
python_version == "3.11.*"
python_version != "3.9"
python_version ~= "3.9"
python_version <= "3.9"
python_version > "3.11"
python_version in "3.8, 3.9, 3.10"
python_version not in "2.7, 3.9"
"3.9" in python_version
"3.10" <= python_version
"3.10" > python_version
python_full_version < "3.11.3"
python_full_version >= "3.9.2"
python_full_version == "3.11.*"
python_full_version > "3.11.1" and python_full_version < "3.11.3"
implementation_version >= "3.10"
implementation_name == "cpython"
implementation_name == "pypy"
platform_python_implementation == "CPython"
platform_python_implementation != "PyPy"
python_implementation == "CPython"
os_name == "posix"
os.name == "nt"
sys_platform == "linux"
sys.platform == "win32"
sys_platform != "darwin"
"linux" in sys_platform
"win" in sys_platform
"win" not in sys_platform
platform_system != "Windows"
platform_system == "Linux"
platform_machine == "x86_64"
platform_machine == "aarch64"
platform_machine in "x86_64 amd64"
platform.machine != "arm64"
platform_machine >= "x86_64"
platform_machine > "a"
platform_machine < "z"
extra == "test"
extra == "Test_It"
extra != "test"
"test" == extra
extra == ""
python_version >= "3.8" and extra == "test"
python_version < "3" or python_version >= "3.9" and platform_system == "Windows"
(python_version < "3" or python_version >= "3.9") and platform_system == "Linux"
os_name == "nt" or os_name == "java" or os_name == "posix"
python_version >= "3" and (os_name == "nt" or (sys_platform == "linux" and platform_machine == "x86_64"))
platform_python_implementation == "CPython" and python_version < "3.12" and extra == "test"
python_version>='3.9'and python_version<'3.12'
python_version == "not a version"
python_version > "not a version"
platform_release >= "5"
""".strip().split("\n")
BAD_MARKERS = ["", "python_version", "python_version ==", '== "3"', 'a == "b"', 'python_version == "3" and', 'python_version == "3" "4"', "python_version == 3", '("3" == python_version']

ENVIRONMENTS = [("3.9.2", "x86_64", ""), ("3.11.2", "aarch64", "test"), ("3.12.0", "x86_64", "test-it"), ("3.10.12", "x86_64", "")]


def environment(version, machine, extra):
    return {
        "implementation_name": "cpython",
        "implementation_version": version,
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": version,
        "python_version": ".".join(version.split(".")[:2]),
        "sys_platform": "linux",
        "extra": extra,
    }


def requirements():
    for text in REQUIREMENTS:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            yield f"{text}\t-"
            continue
        specifiers = ",".join(sorted(str(part) for part in requirement.specifier))
        fields = [requirement.name, ",".join(sorted(requirement.extras)), specifiers, requirement.url or "", "marker" if requirement.marker else ""]
        yield "\t".join([text, *fields])


def markers():
    for text in MARKERS:
        marker = Marker(text)
        for version, machine, extra in ENVIRONMENTS:
            answer = marker.evaluate(environment(version, machine, extra))
            yield f"{text}\t{version}\t{machine}\t{extra}\t{'yes' if answer else 'no'}"
    for text in BAD_MARKERS:
        try:
            Marker(text)
            raise AssertionError(text)
        except InvalidMarker:
            yield f"{text}\t-\t-\t-\t-"


for name, lines in (("requirements.tsv", requirements()), ("markers.tsv", markers())):
    (FOLDER / name).write_text(HEADER + "".join(line + "\n" for line in lines), encoding="utf-8")
