"""The Python sources whose imports python-imports.py records: written ones, and random ones of the same statements."""

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
    "if __name__ != '__main__':\n    import a\nelse:\n    import b\nif '__main__' == __name__: import c\n",
    "if not __name__ == '__main__':\n    import a\nif (__name__ == '__main__') and x: import b\n",
    "if __name__ == 'job':\n    import a\nif __name__: import b\n",
    "if False:\n    import no\nelif 0: import no\nelse:\n    import a\nif x: import b\nelif False: import no\nelse: import c\n",
    "if True:\n    import a\nelif x:\n    import no\nelse:\n    import no\n",
    "if None or False: import no\nif True and x: import a\nif not False: import b\nif x or 1: import c\nif x and 0: import no\n",
    "if True if x else False: import a\nif (lambda: 0): import b\nif (False): import no\nif ((1)) == 2: import c\nif 1.0: import d\n",
    "if t.TYPE_CHECKING: import no\nelse: import a\nif not TYPE_CHECKING: import b\nif TYPE_CHECKING or x: import c\nif a.b.TYPE_CHECKING: import d\n",
    "while False:\n    import no\nelse:\n    import a\nwhile 0: import no\nwhile x: import b\n",
    "def f():\n    while True:\n        import a\n    import no\ndef g():\n    while 1:\n        if x: break\n        import b\n    else: import c\n    import d\n",
    "def f():\n    import a\n    return 1\n    import no\nimport b\n",
    "def f():\n    raise E\n    import no\ndef g():\n    return; import no\n",
    "def f(x):\n    if x:\n        import a\n        return\n    import b\n    def g(): import c\n",
    "def f(x):\n    if not x: raise E\n    import a\n    for y in x:\n        if y: continue\n        import b\n    import c\n",
    "def f(x):\n    for y in x:\n        if y: break\n        import a\n    else:\n        import b\n    import c\n    for y in x: return\n    import d\n",
    "import a\nsys.exit(0)\nimport no\n",
    "if x:\n    sys.exit(1)\nimport a\nif y: os._exit(2); import no\nelse: quit(); import no\nimport b\n",
    "def f():\n    with x:\n        return 1\n    import no\ndef g():\n    if True: raise E\n    import no\ndef h():\n    if True:\n        if x: return\n    import a\n",
    "def f():\n    try:\n        return 1\n    finally:\n        import a\n    import b\ndef g():\n    try: pass\n    finally: raise E\n    import no\n",
    "class A:\n    if x:\n        raise E\n    import a\n    def f(self): return\n    import b\n",
    "def f(x):\n    match x:\n        case 1: return\n        case _: import a\n    import b\nmatch = 1; import c\nmatch: int = 2; import d\n",
    "try:\n    import a\nexcept OSError: pass\ntry:\n    import b\nexcept (OSError, ValueError) as Exception: pass\n",
    "try:\n    import a\nexcept (OSError, ImportError): pass\ntry:\n    import b\nexcept ERRORS: pass\ntry:\n    import c\nexcept x.Error: pass\n",
    "try:\n    import a\nexcept ImportError:\n    raise\ntry:\n    import b\nexcept ImportError as e:\n    print(e); sys.exit(1)\n",
    "try:\n    import a\nexcept OSError: pass\nexcept ImportError:\n    if x: raise\ntry:\n    import b\nexcept ImportError:\n    raise E\nexcept Exception: pass\n",
    "try:\n    import a\nexcept X: raise\nexcept Exception: pass\ntry:\n    import b\nexcept X: raise\n",
    "def f():\n    try:\n        import a\n    except ImportError:\n        if x: return\n        raise\n    import b\n",
    "try:\n    try:\n        import a\n    except ImportError:\n        raise RuntimeError\nexcept RuntimeError:\n    def f():\n        try: import b\n        except ImportError: raise\n",
    "with suppress(KeyError): import a\nwith suppress(X): import b\nwith raises(X), y: import c\nwith try_import() as _: import d\nwith lock: import e\n",
    "def f():\n    with suppress(X):\n        return\n    import a\n",
]

# Read by Python 3.12 alone.
NEWER = [("x = f'{a['b']}' f'{f'{f'{a}'}'}'\nimport a\n", [["a", 0, [], 2, "ALWAYS"]])]

STATEMENTS = ["import a", "from .b import c", "x = '''\nimport no\n'''", "y = (1,\n 2)", "pass", "import d; import e.f as g", "# import no", "raise E", "sys.exit()"]
INNER = ["return", "if x: return", "continue", "break", "if x: break", "if x: continue; import h"]
HEADS = [
    ["if x:", "else:"],
    ["if x:", "elif y:"],
    ["if __name__ == '__main__':"],
    ["try:", "except ImportError:"],
    ["try:", "except KeyError:", "else:", "finally:"],
    ["try:", "finally:"],
    ["for x in y:", "else:"],
    ["with suppress(ImportError):"],
    ["with suppress(KeyError):"],
    ["with x:"],
    ["if False:", "elif y:", "else:"],
    ["if x:", "elif True:", "else:"],
    ["if TYPE_CHECKING:", "else:"],
    ["if __name__ != '__main__' and not x:", "else:"],
    ["while False:", "else:"],
    ["while True:", "else:"],
    ["try:", "except ERRORS:", "except OSError:"],
    ["try:", "except ERRORS:", "except:", "else:"],
    ["def f(a: int = {1: 2}[1]):"],
    ["class A:"],
]


def generated(choice, depth, indent):
    """A block; what is in all of them is in a loop of a function."""
    lines = []
    for _ in range(choice.randint(1, 3)):
        if depth > 0 and choice.random() < 0.6:
            for head in choice.choice(HEADS):
                lines.append(indent + head)
                inner = indent + choice.choice([" ", "  ", "    ", "\t"])
                lines += generated(choice, depth - 1, inner)
        else:
            lines.append(indent + choice.choice(STATEMENTS[:2]))
            lines.append(indent + choice.choice(STATEMENTS + INNER))
    return lines


def random_source(choice):
    """One that CPython takes: `break` and `continue` in `finally` of older ones, `except:` before others."""
    while True:
        source = "def f():\n  for i in j:\n" + "\n".join(generated(choice, 3, "    ")) + "\nimport z\n"
        try:
            compile(source, "source", "exec")
            return source
        except SyntaxError:
            continue
