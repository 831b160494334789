"""What one part defines no other part defines again."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.source import FILES, part_of, tree

LENGTHS_OF_TIME = {"WEEK", "DAYS_A_MONTH", "DAYS_A_YEAR"}


def assigned() -> Iterator[tuple[str, str, ast.expr]]:
    """Every name that a module sets at its top: part, name, value."""
    for file in FILES:
        for node in tree(file).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                yield part_of(file), node.targets[0].id, node.value
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                yield part_of(file), node.target.id, node.value


def test_no_choice_is_listed_in_two_parts() -> None:
    """Two lists of the same words drift apart; the higher part imports the lower one's."""
    parts = defaultdict(set)
    for part, name, value in assigned():
        if isinstance(value, ast.Subscript) and ast.unparse(value.value) == "Literal":
            words = value.slice.elts if isinstance(value.slice, ast.Tuple) else [value.slice]
            parts[frozenset(map(ast.unparse, words))].add((part, name))

    assert {words: found for words, found in parts.items() if len(found) > 1} == {}


def test_lengths_of_time_stand_in_the_calendar() -> None:
    """A month was 30.4375 days in two files, and a year 365.25 in two more."""
    elsewhere = {(part, name) for part, name, _ in assigned() if name in LENGTHS_OF_TIME} - {
        ("_dates", name) for name in LENGTHS_OF_TIME
    }
    numbers = {
        (part_of(file), node.value)
        for file in FILES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and node.value in {30.4375, 365.25}
    }

    assert elsewhere == set()
    assert numbers == {("_dates", 365.25)}
