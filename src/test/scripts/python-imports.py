#!/usr/bin/env python3
"""Records what CPython's `ast` says of the imports of some Python sources, for SourceImportsTest.

    python3 src/test/scripts/python-imports.py            writes src/test/resources/org/pyflinkimage/python/imports.json
    python3 src/test/scripts/python-imports.py FILE ...   prints the imports of these files, a line for each

Recorded with CPython 3.11. Fields with the quotes of their own string (3.12) are added as they would be read there.
"""

import ast
import json
import random
import sys
from pathlib import Path

RECORD = Path("src/test/resources/org/pyflinkimage/python/imports.json")
CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "suppress"}


def names(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr


def catches(nodes):
    return any(name in CATCHING for node in nodes for name in names(node))


def blocks(node, conditional):
    """The blocks of a compound statement, each with whether it is conditional."""
    if isinstance(node, ast.If):
        return [(node.body, conditional or "__name__" not in set(names(node.test))), (node.orelse, True)]
    if isinstance(node, (ast.Try, getattr(ast, "TryStar", ast.Try))):
        caught = any(handler.type is None or catches([handler.type]) for handler in node.handlers)
        handlers = [(handler.body, True) for handler in node.handlers]
        return [(node.body, conditional or caught), *handlers, (node.orelse, True), (node.finalbody, conditional)]
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [(node.body, conditional or catches([item.context_expr for item in node.items]))]
    if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        return [(node.body, conditional), (node.orelse, conditional)]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [(node.body, conditional)]
    if isinstance(node, getattr(ast, "Match", ())):
        return [(case.body, True) for case in node.cases]
    return []


def imports(body, conditional=False):
    for node in body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, 0, [], node.lineno, conditional
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.level, [alias.name for alias in node.names], node.lineno, conditional
        for block, inner in blocks(node, conditional):
            yield from imports(block, inner)


SOURCES = [
    "import a\nimport a.b, c as d\nfrom e import f\nfrom e.f import (g, h as i,\n    j)\n",
    "from . import a\nfrom .b import c\nfrom ... import d\nfrom ....e.f import *\n",
    "import a . b\nfrom . c import d\nfrom .. . import x\n",
    "\ufeffimport a\r\nimport b\r\n",
    "import a; import b; x = 1; from c import d\n",
    "x = 1 ; import \\\n  a, \\\n  b\n",
    "'''import no\nfrom no import no\n'''\nimport a\n",
    '"""import no"""; import a\n',
    "x = 'import no'\ny = \"from no import \\\"no\\\"\"\nz = 'a\\\nimport no'\nimport a\n",
    "x = r'\\'' 'b'\nimport a\n",
    "x = rb'''\\''' import no '''\nimport a\n",
    "# import no\nimport a  # import no\n",
    "x = [\n    1,  # import no (\n'''\nimport no\n''',\n]\nimport a\n",
    "x = (\nimported\n)\nimportant = from_x = 1\nimport a\n",
    "def f():\n    yield from g\n    raise x from y\n    import a\n",
    "if x:\n    import a\nelif y:\n    import b\nelse:\n    import c\nimport d\n",
    "if x: import a; import b\nelse: import c\n",
    "if __name__ == '__main__':\n    import a\nelse:\n    import b\n",
    "if not TYPE_CHECKING:\n    import a\nif typing.TYPE_CHECKING: from b import c\n",
    "try:\n    import a\nexcept ImportError:\n    import b\nelse:\n    import c\nfinally:\n    import d\n",
    "try:\n    import a\nexcept (KeyError, ModuleNotFoundError) as e:\n    a = None\n",
    "try:\n    import a\nexcept KeyError:\n    import b\nexcept:\n    pass\n",
    "try:\n    import a\nexcept KeyError:\n    import b\nelse:\n    import c\n",
    "try:\n    import a\nfinally:\n    import b\n",
    "try: import a\nexcept builtins.ImportError: import b\n",
    "try:\n    import a\n\n    # a comment\n# another\nexcept ImportError:\n    pass\n",
    "try:\n    try:\n        import a\n    except KeyError:\n        import b\nexcept ImportError:\n    pass\nimport c\n",
    "with suppress(ImportError):\n    import a\nwith contextlib.suppress(KeyError) as x, y:\n    import b\nwith open('x') as f: import c\n",
    "for x in y:\n    import a\nelse:\n    import b\nwhile x:\n    import c\nelse:\n    import d\n",
    "class A:\n    import a\n    def f(self):\n        import b\n        if x:\n            import c\n    import d\n",
    "async def f():\n    import a\n    async with x as y:\n        import b\n    async for z in y:\n        import c\n",
    "match x:\n    case [1, 2]:\n        import a\n    case {'a': b} if c: import d\nmatch = 1\ncase = match\nimport e\n",
    "@decorator\ndef f(a: int = 1, *b: str, **c) -> dict[str, int]:\n    import a\n",
    "def f(x=lambda: 1, y={'a': 1}): import a\n",
    "if (lambda: x)(): import a\nif lambda x: y: import b\n",
    "x: int = 1; import a\nx: dict[str, int]\nimport b\n",
    "if x:\n\timport a\n        \nimport b\n",
    "if x:\n  if y:\n    import a\n  import b\nimport c\n",
    "if x:\n    pass\n\f\nimport a\n",
    "x = f'{a}{{import}} {b!r:>{width}} {c[\"d\"]}'\nimport a\n",
    "x = f'''{\na\n}\nimport no\n{b:%H:%M '\"}'''\nimport a\n",
    "x = rf'\\{a}' f'\\N{BULLET} {a}' fR\"\"\"{a}\"\"\"\nimport a\n",
    "x = f'{a:{b}{c}}' f'{ {1: 2}[1] }' f'{(lambda: 1)()}'\nimport a\n",
    "x = f'{x:=^10}' f'{a != b}' f'{a!s}' f'\\{a}' f'\\'{a}'\nimport a\n",
    "größe = 1\nimport größe.zähler\nfrom 変数 import 値 as x\n",
    "x = 1 if y else 2\nimport a\n",
    "x = 1.0e-5j\nimport a\n",
    "global_ = __import__('no')\nimportlib.import_module('no')\nimport a\n",
    "def f():\n    '''doc\n    import no\n    '''\n    import a; return\n",
    "\n\n   # only a comment\nimport a",
    "import a\\\n.b\nfrom c \\\n    import d\n",
    "import a #\\\nimport b\n",
    "x = {'a': [(1,\n2), 'b'], }\nimport a; import b\n",
    "x = b'\\x00' + u'a' + Rb'\\' ' + bR'\"'\nimport a\n",
    "x = '''a\\\\''' ''''b''' '' \"\" ''\nimport a\n",
    "class A(B, metaclass=C): import a\nclass D: pass; import b\n",
    "try:\n    pass\nexcept* ImportError:\n    import a\n",
    "lambda: (yield)\nassert x, 'import no'\ndel x; import a\n",
]

# Read by Python 3.12 alone.
NEWER = [("x = f'{a['b']}' f'{f'{f'{a}'}'}'\nimport a\n", [["a", 0, [], 2, False]])]

STATEMENTS = ["import a", "from .b import c", "x = '''\nimport no\n'''", "y = (1,\n 2)", "pass", "import d; import e.f as g", "# import no"]
HEADS = [
    ["if x:", "else:"],
    ["if x:", "elif y:"],
    ["if __name__ == '__main__':"],
    ["try:", "except ImportError:"],
    ["try:", "except KeyError:", "else:", "finally:"],
    ["try:", "finally:"],
    ["for x in y:", "else:"],
    ["with suppress(ImportError):"],
    ["with x:"],
    ["def f(a: int = {1: 2}[1]):"],
    ["class A:"],
]


def generated(choice, depth, indent):
    lines = []
    for _ in range(choice.randint(1, 3)):
        if depth > 0 and choice.random() < 0.6:
            for head in choice.choice(HEADS):
                lines.append(indent + head)
                inner = indent + choice.choice([" ", "  ", "    ", "\t"])
                lines += generated(choice, depth - 1, inner)
        else:
            lines.append(indent + choice.choice(STATEMENTS[:2]))
            lines.append(indent + choice.choice(STATEMENTS))
    return lines


def record():
    choice = random.Random(7)
    sources = SOURCES + ["\n".join(generated(choice, 3, "")) + "\n" for _ in range(60)]
    cases = [{"source": source, "imports": list(imports(ast.parse(source.encode()).body))} for source in sources]
    cases += [{"source": source, "imports": found} for source, found in NEWER]
    RECORD.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def show(files):
    for file in files:
        try:
            body = ast.parse(Path(file).read_bytes()).body
        except (SyntaxError, ValueError):
            continue
        for found in imports(body):
            print(file, *found)


if __name__ == "__main__":
    show(sys.argv[1:]) if sys.argv[1:] else record()
