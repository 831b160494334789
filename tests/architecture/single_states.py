"""Find constants that stand for one state in source code.

Three kinds are looked for, outside docstrings:

- text that is a state's code or name, whole or quoted inside a longer text;
- a number that is a state's COW code where a state is meant (`source == 365`, `ccode=365`);
- any whole number from 100 up that is a COW code, because such a number is seldom anything else.
"""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import SOURCE

MEANS_A_STATE = re.compile(r"(ccode|gwcode)\w*|source|target|truster|trustee|state|country")
CODE_SYSTEMS = ("cow_abb", "iso3", "iso3_historic")  # two letters are too often a word: NO, NA
QUOTED = re.compile(r"""(['"])([^'"]+)\1""")
NUMBER_IN_QUERY = re.compile(r"\b(?:\w*ccode\w*|source|target)\b\s*(?:=|<>|!=|in\b)\s*\(?\s*(\d+)")
SURE = 100


def _rows(name: str) -> list[dict[str, str]]:
    with (SOURCE / "actors" / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def numbers() -> frozenset[int]:
    """Every COW code."""
    return frozenset(int(row["ccode"]) for row in _rows("states.csv"))


@cache
def codes() -> frozenset[str]:
    """Every code made of letters, in capitals as it is written."""
    return frozenset(
        row["code"] for row in _rows("codes.csv") if row["system"] in CODE_SYSTEMS if row["code"]
    )


@cache
def names() -> frozenset[str]:
    """Every name longer than a code, without regard to case."""
    return frozenset(row["name"].casefold() for row in _rows("names.csv") if len(row["name"]) > 3)


def findings(module: ast.Module) -> Iterator[tuple[int, str, int | str]]:
    """Line, kind (`text`, `state` or `number`) and value of every constant found."""
    docstrings = {id(node) for node in _docstrings(module)}
    meant = {id(node) for node in _constants_meant_as_states(module)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield from ((node.lineno, "text", text) for text in _texts(node.value))
            yield from ((node.lineno, "state", code) for code in _numbers_in_query(node.value))
        elif type(node.value) is int and node.value in numbers():
            if id(node) in meant:
                yield node.lineno, "state", node.value
            elif node.value >= SURE:
                yield node.lineno, "number", node.value


def names_a_state(text: str) -> bool:
    """Whether a text, taken whole, is a state's code or name."""
    return text in codes() or text.casefold() in names()


def _texts(text: str) -> Iterator[str]:
    candidates = [text, *(match[1] for match in QUOTED.findall(text))]
    yield from (candidate for candidate in candidates if names_a_state(candidate))


def _numbers_in_query(text: str) -> Iterator[int]:
    yield from (int(code) for code in NUMBER_IN_QUERY.findall(text) if int(code) in numbers())


def _docstrings(module: ast.Module) -> Iterator[ast.Constant]:
    """Texts that stand alone as a statement: docstrings, of attributes too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _constants_meant_as_states(module: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(module):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_is_state(side) for side in sides):
                yield from _constants(sides)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and _is_state(node.func.value):
                yield from _constants(node.args)
            given = [word.value for word in node.keywords if _means_a_state(word.arg)]
            yield from _constants(given)
        elif isinstance(node, ast.Match) and _is_state(node.subject):
            for case in node.cases:
                yield from _constants([case.pattern])


def _is_state(node: ast.expr) -> bool:
    """Whether an expression is a name, a field or a column that holds a state."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return _means_a_state(name)
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return _means_a_state(name)
        case ast.Call(func=ast.Attribute(attr="col"), args=[ast.Constant(value=str(name))]):
            return _means_a_state(name)
        case _:
            return False


def _means_a_state(name: str | None) -> bool:
    return name is not None and MEANS_A_STATE.fullmatch(name) is not None


def _constants(nodes: list[ast.expr] | list[ast.pattern]) -> Iterator[ast.Constant]:
    for node in nodes:
        inner = ast.walk(node) if isinstance(node, COLLECTIONS) else [node]
        yield from (found for found in inner if isinstance(found, ast.Constant))


COLLECTIONS = (ast.Tuple, ast.List, ast.Set, ast.pattern)
