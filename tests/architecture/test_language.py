"""Every public function that makes words takes the language they are in."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.architecture.source import FILES, PARTS, SOURCE, exports, relative, tree

IN_WORDS = ("Document", "Section", "Chart", "page.document.Table")
"""What a function returns that holds words, by the end of its annotation."""

SPEAKS = (".say(", "Language(")
"""What the code of a function does that makes words."""

IN_ITS_OWN = {
    "page.spoken": "says which language is meant",
    "page.as_cell": "a document has its language",
}
"""Functions whose language is another thing, with the reason."""


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function that a part exports."""
    for part in PARTS:
        if part in {"cli", "web"}:
            continue
        held = importlib.import_module(f"longtin.{part}")
        for name in exports(part):
            value = inspect.unwrap(getattr(held, name))
            if inspect.isfunction(value):
                yield f"{part}.{name}", value


def makes_words(function: Callable[..., Any]) -> bool:
    """Whether what it returns, or its own code, is words of a language."""
    returned = str(inspect.signature(function).return_annotation)
    source = inspect.getsource(function)
    return any(kind in returned for kind in IN_WORDS) or any(each in source for each in SPEAKS)


def test_whoever_makes_words_takes_their_language() -> None:
    """A class in Ha Noi and one in Geneva ask the same function."""
    silent = {
        name
        for name, function in public()
        if makes_words(function) and "language" not in inspect.signature(function).parameters
    }

    assert silent - set(IN_ITS_OWN) == set()


def test_many_are_asked() -> None:
    """A guard that never fires guards nothing."""
    assert sum(makes_words(function) for _, function in public()) > 60


@pytest.mark.parametrize("name", sorted(IN_ITS_OWN))
def test_an_exception_is_still_there(name: str) -> None:
    """A stale exception would let another in."""
    assert name in dict(public())


WITHOUT_LANGUAGE = {"last_day", "period"}
"""What reads a typed day and does not know whose order of day and month it is."""


def test_every_command_reads_days_in_the_language_it_answers_in() -> None:
    """`01/9/2026` with `--lang vi` is 1 September everywhere, not in half of the commands."""
    commands = [file for file in FILES if file.is_relative_to(SOURCE / "cli" / "commands")]
    found = {
        relative(file)
        for file in commands
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.module == "longtin._dates"
        if WITHOUT_LANGUAGE & {each.name for each in node.names}
    }

    assert len(commands) > 30
    assert found == set()
