#!/usr/bin/env python3
"""Records what CPython's `ast` says of the imports of some Python sources, for SourceImportsTest.

    python3 src/test/scripts/python-imports.py            writes src/test/resources/org/pyflinkimage/python/imports.json
    python3 src/test/scripts/python-imports.py FILE ...   prints the imports of these files, a line for each

Recorded with CPython 3.11. Fields with the quotes of their own string (3.12) are added as they would be read there.
"""

import ast
import builtins
import dis
import json
import random
import re
import sys
from pathlib import Path

from python_import_sources import NEWER, SOURCES, random_source

RECORD = Path("src/test/resources/org/pyflinkimage/python/imports.json")
ALWAYS, IN_FUNCTION, SOMETIMES = "ALWAYS", "IN_FUNCTION", "SOMETIMES"
NEEDS = [ALWAYS, IN_FUNCTION, SOMETIMES]
LENIENT = re.compile("(?i).*(suppress|ignor|optional|try|lenient|raises|catch)")
EXITS = {"sys.exit", "os._exit", "os.abort", "exit", "quit"}
CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "ExceptionGroup"}
OTHERS = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException) and name not in CATCHING
} - {"BaseExceptionGroup", "BytesWarning", "EncodingWarning", "FutureWarning", "PendingDeprecationWarning", "ResourceWarning",
     "RuntimeWarning", "SyntaxWarning", "UnicodeWarning"}


def names(node):
    """The names in an expression, of dotted ones the last part."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.Name):
            parent = getattr(inner, "parent", None)
            if not isinstance(parent, ast.Attribute):
                yield inner.id


def catching(handler):
    """Whether a clause catches: True, False, or None where its names do not tell."""
    if handler.type is None:
        return True
    found = list(names(handler.type))
    if CATCHING & set(found):
        return True
    return False if found and set(found) <= OTHERS else None


def lenient(node):
    found = [name for item in node.items for name in names(item.context_expr)]
    if CATCHING & set(found):
        return True
    managers = [name for name in found if LENIENT.match(name)]
    return bool(managers) and not (managers == ["suppress"] and OTHERS & set(found))


def truth(test, main):
    """What is known of a condition: True, False, or None."""
    if any(isinstance(inner, (ast.IfExp, ast.Lambda)) for inner in ast.walk(test)):
        return None
    if isinstance(test, ast.BoolOp):
        values = [truth(value, main) for value in test.values]
        decisive = isinstance(test.op, ast.Or)
        return decisive if decisive in values else None if None in values else not decisive
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        value = truth(test.operand, main)
        return None if value is None else not value
    if isinstance(test, ast.Constant) and (test.value is None or test.value in (0, 1)) and not isinstance(test.value, float):
        return bool(test.value)
    if isinstance(test, ast.Name) and test.id == "__debug__":
        return True
    if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING":
        return False
    if isinstance(test, ast.Attribute) and isinstance(test.value, ast.Name) and test.attr == "TYPE_CHECKING":
        return False
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.NotEq)):
        sides = [test.left, test.comparators[0]]
        name = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
        text = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
        if name and text:
            return main == isinstance(test.ops[0], ast.Eq)
    return None


def leaving(node):
    """How a simple statement leaves its block."""
    if isinstance(node, ast.Return):
        return "return"
    if isinstance(node, ast.Break):
        return "break"
    if isinstance(node, ast.Continue):
        return "continue"
    if isinstance(node, ast.Raise):
        return "raise"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in EXITS:
        return "raise"
    return None


def statements(node):
    """Statements below one, in the order of the text."""
    for _, value in ast.iter_fields(node):
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.stmt):
                yield inner
            if isinstance(inner, (ast.stmt, ast.ExceptHandler, getattr(ast, "match_case", ast.stmt))):
                yield from statements(inner)


def raises(handler):
    for node in statements(handler):
        how = leaving(node)
        if how and (how != "raise" or node in handler.body):
            return how == "raise"
    return False


def caught(node, guarded):
    for handler in node.handlers:
        catches = catching(handler)
        if catches is not False and (guarded or not raises(handler)):
            return True
        if catches:
            return False
    return False


class Imports:
    """The imports of a source, each with how sure it is that they are needed."""

    def __init__(self, main):
        self.main = main
        self.found = []

    def block(self, body, need, guarded):
        """Reads a block; gives whether nothing comes to what is behind it, and how it may be left."""
        leaves = set()
        for node in body:
            if isinstance(node, ast.Import):
                self.found += [(alias.name, 0, [], node.lineno, need) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                self.found.append((node.module or "", node.level, [alias.name for alias in node.names], node.lineno, need))
            how = leaving(node)
            if how:
                return True, leaves | {how}
            ends, ways = self.compound(node, need, guarded)
            leaves |= ways
            if ends:
                return True, leaves
            if ways - {"raise"}:
                need = SOMETIMES
        return False, leaves

    def compound(self, node, need, guarded):
        read = lambda body, inner: self.block(body, inner, guarded)
        if isinstance(node, ast.If):
            return self.choice(node, need, guarded, False)
        if isinstance(node, (ast.Try, getattr(ast, "TryStar", ast.Try))):
            ways = self.block(node.body, SOMETIMES if caught(node, guarded) else need, True)[1]
            for handler in node.handlers:
                ways = ways | read(handler.body, SOMETIMES)[1]
            ways = ways | read(node.orelse, SOMETIMES)[1]
            ends, last = read(node.finalbody, need)
            return ends, ways | last
        if isinstance(node, (ast.With, ast.AsyncWith)):
            passing = lenient(node)
            ends, ways = read(node.body, SOMETIMES if passing else need)
            return ends and not passing, ways
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            return self.loop(node, need, guarded)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.block(node.body, IN_FUNCTION if need == ALWAYS else need, False)
        elif isinstance(node, ast.ClassDef):
            read(node.body, need)
        elif isinstance(node, getattr(ast, "Match", ())):
            return False, set().union(*[read(case.body, SOMETIMES)[1] for case in node.cases])
        return False, set()

    def choice(self, node, need, guarded, undecided):
        """An `if`, and what follows where it is not met."""
        value = truth(node.test, self.main)
        ends, ways = False, set()
        if value is not False:
            certain = value and not undecided
            inner, ways = self.block(node.body, need if certain else SOMETIMES, guarded)
            ends = certain and inner
        if value or not node.orelse:
            return ends, ways
        undecided = undecided or value is None
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If) and node.orelse[0].col_offset == node.col_offset:
            inner, others = self.choice(node.orelse[0], need, guarded, undecided)
        else:
            inner, others = self.block(node.orelse, SOMETIMES if undecided else need, guarded)
            inner = inner and not undecided
        return inner, ways | others

    def loop(self, node, need, guarded):
        value = truth(node.test, self.main) if isinstance(node, ast.While) else None
        broken, ways = False, set()
        if value is not False:
            ways = self.block(node.body, need, guarded)[1]
            broken = "break" in ways
        ways = ways - {"break", "continue"}
        if value and not broken:
            return True, ways
        return False, ways | self.block(node.orelse, SOMETIMES if broken else need, guarded)[1]


def imports(source, main):
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    reading = Imports(main)
    reading.block(tree.body, ALWAYS, False)
    check(source, reading.found)
    return reading.found


def compiled(code):
    """The lines of the imports that CPython compiles."""
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            yield step.positions.lineno if hasattr(step, "positions") else step.starts_line
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            yield from compiled(constant)


def check(source, found):
    """What CPython leaves out as nothing that is ever run is no import here that is needed always."""
    lines = set(compiled(compile(source, "source", "exec", dont_inherit=True)))
    wrong = [one for one in found if one[4] == ALWAYS and one[3] not in lines]
    if wrong:
        raise AssertionError(f"{wrong} in {source}")


def record():
    choice = random.Random(7)
    sources = SOURCES + [random_source(choice) for _ in range(60)]
    cases = [
        {"source": source, "main": main, "imports": imports(source.encode(), main)}
        for source in sources
        for main in ([True, False] if "__name__" in source else [True])
    ]
    cases += [{"source": source, "main": True, "imports": found} for source, found in NEWER]
    RECORD.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def show(files):
    for file in files:
        try:
            found = imports(Path(file).read_bytes(), False)
        except (SyntaxError, ValueError):
            continue
        for one in found:
            print(file, *one)


if __name__ == "__main__":
    show(sys.argv[1:]) if sys.argv[1:] else record()
