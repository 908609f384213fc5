#!/usr/bin/env python3
"""Records how pip's own parser reads files of requirements.

    pip install -U pip
    python3 src/test/scripts/python-requirement-files.py src/test/resources/org/pyflinkimage/python
"""
import base64
import json
import os
import pathlib
import shlex
import sys
import tempfile

import pip
from pip._internal.exceptions import InstallationError
from pip._internal.network.session import PipSession
from pip._internal.req.req_file import RequirementsFileParser, get_line_parser

SUMS = "sha256:" + "0a" * 32, "sha512:" + "0b" * 64
INDEX = "https://index.example.com/simple"
ROOT = "requirements.txt"

# By name: the files, the first of which is read; and variables of the environment.
CASES = {
    "plain": {ROOT: "numpy\nsix==1.16.0\n"},
    "without a last line end": {ROOT: "numpy\nsix"},
    "empty": {ROOT: ""},
    "blank lines": {ROOT: "\n  \n\t\nnumpy\n\n"},
    "blanks around": {ROOT: "  numpy >= 1.26 , < 2  \n\tsix\t\n"},
    "comments": {ROOT: "# one\n  # two\nnumpy # three\nsix\t#four\n#\nfoo#bar\nfoo @ https://files.example.com/foo-1-py3-none-any.whl#sha256=00 # five\n"},
    "markers": {ROOT: "numpy ; python_version < '3.12' and sys_platform != \"win32\"\nsix;extra == 'a'\n"},
    "extras": {ROOT: "apache-beam[gcp,test]>=2.48\n"},
    "addresses": {ROOT: "https://files.example.com/a-1-py3-none-any.whl\n./wheels/b-1-py3-none-any.whl\nc @ file:///srv/c-1-py3-none-any.whl\n"},
    "carriage returns and line feeds": {ROOT: "numpy\r\nsix \\\r\n  ==1.16.0\r\n# no\r\n"},
    "carriage returns": {ROOT: "numpy\rsix\r"},
    "other line ends": {ROOT: "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\n"},
    "continued": {ROOT: "numpy \\\n  >=1.26, \\\n  <2\nsix\n"},
    "continued inside a word": {ROOT: "num\\\npy==\\\n1.26\n"},
    "continued with blanks after": {ROOT: "numpy \\ \n>=1\n"},
    "continued at the end": {ROOT: "six\nnumpy \\"},
    "continued by a blank line": {ROOT: "numpy \\\n\nsix\n"},
    "continued by a comment": {ROOT: "numpy \\\n  # why\nsix\n"},
    "comment with a backslash": {ROOT: "# one \\\nnumpy\n"},
    "several backslashes": {ROOT: "numpy \\\\\n>=1\n"},
    "sums": {ROOT: f"numpy==1.26.4 --hash={SUMS[0]}\nsix==1.16.0 --hash {SUMS[0]} --hash={SUMS[1]}\n"},
    "sums over lines": {ROOT: f"numpy==1.26.4 \\\n    --hash={SUMS[0]} \\\n    --hash={SUMS[1]}\n    # via -r requirements.in\nsix==1.16.0 \\\n    --hash={SUMS[0]}\n"},
    "sum after a marker": {ROOT: f"numpy==1.26.4 ; python_version >= '3.9' --hash={SUMS[0]}\n"},
    "sum alone": {ROOT: f"--hash={SUMS[0]}\n"},
    "index options": {ROOT: f"-i {INDEX}\n--index-url={INDEX}/a\n--index-url {INDEX}/b\n--pypi-url {INDEX}/c\n--extra-index-url {INDEX}/d\n--extra-index-url={INDEX}/e\nnumpy\n"},
    "index option in quotes": {ROOT: f"--extra-index-url '{INDEX}'\n--extra-index-url \"{INDEX}/a\"\n-f /srv/my\\ wheels\n"},
    "several options in a line": {ROOT: f"--no-index --find-links ./wheels -f ./more --pre\n"},
    "other options": {ROOT: "--no-binary :all:\n--only-binary=numpy\n--prefer-binary\n--require-hashes\n--trusted-host index.example.com\n--use-feature fast-deps\n"},
    "option after a requirement": {ROOT: "numpy --config-settings a=b\nsix -C c=d\n"},
    "requirement, then an option of files": {ROOT: "numpy -r more.txt\n", "more.txt": "six\n"},
    "editable": {ROOT: "-e ./own\n--editable=./more[a]\n-e git+https://example.com/a.git@v1#egg=a\n--editable './the last'\n"},
    "editable, then an option of files": {ROOT: "-e ./own -r more.txt\n", "more.txt": "six\n"},
    "nested": {ROOT: "numpy\n-r more.txt\nsix\n", "more.txt": "foo\nbar\n"},
    "forms of naming a file": {
        ROOT: "-r a.txt\n-rb.txt\n--requirement c.txt\n--requirement=d.txt\n-r\te.txt\n-r 'f g.txt' # why\n-r h\\ i.txt\n",
        **{f"{name}.txt": f"of-{name[0]}\n" for name in ("a", "b", "c", "d", "e", "f g", "h i")},
    },
    "nested over lines": {ROOT: "-r \\\n  more.txt\n", "more.txt": "foo\n"},
    "nested in folders": {
        ROOT: "-r sub/a.txt\n",
        "sub/a.txt": "a\n-r b.txt\n-r ./deeper/../../c.txt\n",
        "sub/b.txt": "b\n",
        "c.txt": "c\n",
        "b.txt": "wrong\n",
    },
    "nested by an absolute path": {ROOT: "-r {ROOT}/sub/a.txt\n", "sub/a.txt": "a\n-r b.txt\n", "sub/b.txt": "b\n"},
    "nested by an address of a file": {ROOT: "-r file://{ROOT}/sub/a.txt\n", "sub/a.txt": "a\n"},
    "nested file without a suffix": {ROOT: "-r requirements\n", "requirements": "a\n-r b.list\n", "b.list": "b\n"},
    "constraints": {ROOT: "numpy\n-c limits.txt\n", "limits.txt": "numpy<2\nsix==1\n"},
    "forms of constraints": {ROOT: "-ca.txt\n--constraint=b.txt\n--constraint c.txt\n", "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n"},
    "constraints in a constraints file": {ROOT: "-c a.txt\n", "a.txt": "a\n-c b.txt\n", "b.txt": "b\n"},
    "requirements in a constraints file": {ROOT: "-c a.txt\n", "a.txt": "a\n-r b.txt\n", "b.txt": "b\n"},
    "constraints in a nested file": {ROOT: "-r a.txt\n", "a.txt": "a\n-c b.txt\n", "b.txt": "b\n"},
    "one file as both": {ROOT: "-r a.txt\n-c a.txt\n", "a.txt": "a\n"},
    "one file twice": {ROOT: "-r a.txt\n-r ./a.txt\n", "a.txt": "a\n"},
    "one file on two ways": {ROOT: "-r a.txt\n-r b.txt\n", "a.txt": "-r c.txt\n", "b.txt": "-r c.txt\n", "c.txt": "c\n"},
    "file that names itself": {ROOT: "numpy\n-r requirements.txt\n"},
    "file that names itself as constraints": {ROOT: "numpy\n-c ./requirements.txt\n"},
    "cycle": {ROOT: "-r sub/a.txt\n", "sub/a.txt": "a\n-r b.txt\n", "sub/b.txt": "-r ../requirements.txt\n"},
    "missing": {ROOT: "numpy\n-r absent.txt\n"},
    "missing constraints": {ROOT: "numpy\n-c absent.txt\n"},
    "folder in place of a file": {ROOT: "-r sub\n", "sub/a.txt": "a\n"},
    "variables": {ROOT: "numpy==${VERSION}\n--index-url https://${USER_NAME}:${TOKEN}@index.example.com/simple\nsix==$VERSION\nfoo==${version}\nbar==${ABSENT}\nbaz==${EMPTY}\n"},
    "variable in a file's name": {ROOT: "-r ${FOLDER}/a.txt\n", "sub/a.txt": "a\n"},
    "UTF-8 with a byte order mark": {ROOT: b"\xef\xbb\xbfnumpy\n"},
    "UTF-8": {ROOT: "numpy # größer\n./rüben/a-1-py3-none-any.whl\n"},
    "UTF-16, little end first": {ROOT: b"\xff\xfe" + "numpy\r\nsix # ä\r\n".encode("utf-16-le")},
    "UTF-16, big end first": {ROOT: b"\xfe\xff" + "numpy\nsix # ä\n".encode("utf-16-be")},
    "UTF-16 cut off": {ROOT: b"\xff\xfe" + "numpy\n".encode("utf-16-le") + b"x"},
    "nested UTF-16": {ROOT: "-r more.txt\n", "more.txt": b"\xff\xfe" + "numpy\n".encode("utf-16-le")},
    "declared UTF-8": {ROOT: "#!/bin/cat\n# -*- coding: UTF8 -*-\nnumpy # ä\n"},
    "declared Latin 1, plain text": {ROOT: "# vim: set fileencoding=latin-1 :\nnumpy\n"},
    "declared Latin 1 in the third line": {ROOT: "\n\n# -*- coding: latin-1 -*-\nnumpy\n./ä.whl\n"},
    "no UTF-8": {ROOT: b"numpy # \xe4\xff\n"},
}

VARIABLES = {"VERSION": "1.0", "USER_NAME": "me", "TOKEN": "secret", "EMPTY": "", "FOLDER": "sub"}
OPTIONS = {
    "hashes": "--hash",
    "index_url": "--index-url",
    "extra_index_urls": "--extra-index-url",
    "find_links": "--find-links",
    "editables": "--editable",
    "trusted_hosts": "--trusted-host",
}

# Where uv, which resolves what is declared, and this plugin read more than pip, or less.
DIFFERENT = {
    "unknown option": {ROOT: "numpy\n--unheard-of\n"},
    "option without its value": {ROOT: "--index-url\n"},
    "quote that does not end": {ROOT: "--index-url 'https://index.example.com\n"},
    "UTF-32": {ROOT: b"\xff\xfe\0\0" + "numpy\n".encode("utf-32-le")},
    "declared Latin 1": {ROOT: "# -*- coding: latin-1 -*-\nnumpy # ä\n".encode("latin-1")},
    "declared Latin 1, but UTF-8": {ROOT: "# -*- coding: latin-1 -*-\n./ä.whl\n"},
    "declared nonsense": {ROOT: "# coding: nonsense\nnumpy\n"},
    "sum after a tab": {ROOT: f"numpy==1.26.4\t--hash={SUMS[0]}\n"},
    "file's name after an equals sign": {ROOT: "-r=a.txt\n", "a.txt": "a\n"},
    "file's name with a blank": {ROOT: "-r a b.txt\n", "a b.txt": "a\n"},
    "comment with a backslash after a requirement": {ROOT: "numpy # why \\\nsix\n"},
}

WORDS = [
    "",
    "  ",
    "a",
    " a  b\tc ",
    "a'b c'd",
    "'a' \"b\"",
    "''",
    "a '' b",
    "'a\\\\b'",
    "\"a\\\"b\\\\c\\d\"",
    "a\\ b\\'c",
    "a\"b c\"'d e'f",
    "--hash=sha256:00 --index-url='https://a b'",
    "a#b",
]


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, bytes) else content.replace("{ROOT}", str(folder)).encode("utf-8")
        path.write_bytes(text)


def entry(line, folder):
    options = {}
    for destination, name in OPTIONS.items():
        value = getattr(line.opts, destination, None)
        if isinstance(value, dict):
            value = [f"{algorithm}:{digest}" for algorithm, digests in value.items() for digest in digests]
        if value:
            options[name] = [value] if isinstance(value, str) else value
    file = os.path.relpath(line.filename.removeprefix("file://"), folder)
    return {
        "file": file,
        "line": line.lineno,
        "text": line.args.strip(),
        "constraint": line.constraint,
        "options": options,
    }


def read(folder):
    parser = RequirementsFileParser(PipSession(), get_line_parser(None))
    try:
        lines = [entry(line, folder) for line in parser.parse(str(folder / ROOT), False)]
    except (InstallationError, UnicodeDecodeError, LookupError) as error:
        return {"error": type(error).__name__}
    distinct = [line for position, line in enumerate(lines) if line not in lines[:position]]
    return {"lines": distinct}


def recorded(files):
    shown = {
        name: {"base64": base64.b64encode(content).decode()} if isinstance(content, bytes) else content
        for name, content in files.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(os.path.realpath(folder))
        write(folder, files)
        answer = json.loads(json.dumps(read(folder)).replace(str(folder), "{ROOT}"))
    return {"files": shown, **answer}


def main():
    os.environ.update(VARIABLES)
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.stderr = open(os.devnull, "w")
    document = {
        "recorded": f"from pip {pip.__version__} by src/test/scripts/python-requirement-files.py",
        "variables": VARIABLES,
        "cases": {name: recorded(files) for name, files in CASES.items()},
        "words": [{"text": text, "words": shlex.split(text)} for text in WORDS],
        "different": {name: recorded(files) for name, files in DIFFERENT.items()},
    }
    target = pathlib.Path(sys.argv[1]) / "requirement-files.json"
    target.write_text(json.dumps(document, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")


main()
