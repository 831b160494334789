"""Lesson notebooks: every cell runs in order, and shows itself in the lesson's language."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_vietnamese import ENGLISH

LESSONS = Path(__file__).parents[2] / "docs" / "tutorial" / "lessons"
NAMES = {"en": "trust-and-cooperation", "vi": "long-tin-va-hop-tac"}
MOST = 150_000
"""Characters of one cell's answer; a notebook of megabytes cannot be handed out."""


def cells(code: str, kind: str) -> list[str]:
    """The cells of a kind, in order."""
    held = json.loads((LESSONS / f"{NAMES[code]}.ipynb").read_text(encoding="utf-8"))
    return ["".join(each["source"]) for each in held["cells"] if each["cell_type"] == kind]


def answers(code: str) -> list[Any]:
    """What each cell of code shows when all are run in order: its last expression's value."""
    names: dict[str, Any] = {"__name__": "lesson"}
    found = []
    for source in cells(code, "code"):
        parsed = ast.parse(source)
        last = parsed.body[-1]
        shows = isinstance(last, ast.Expr)
        body = ast.Module(parsed.body[:-1] if shows else parsed.body, [])
        exec(compile(body, code, "exec"), names)  # noqa: S102  our own lesson
        if isinstance(last, ast.Expr):
            found.append(eval(compile(ast.Expression(last.value), code, "eval"), names))  # noqa: S307
    return found


def html(value: Any) -> str:
    """What a notebook shows of a value."""
    return str(value._repr_html_()) if hasattr(value, "_repr_html_") else repr(value)


@pytest.mark.slow
@pytest.mark.parametrize("code", NAMES)
def test_every_cell_runs_and_shows_itself(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson that breaks in class is not used again."""
    monkeypatch.setenv("LONGTIN_LANG", code)

    shown = [html(value) for value in answers(code)]

    assert len(shown) >= 10
    assert all(0 < len(each) <= MOST for each in shown)
    pages = [re.sub(r"<[^>]+>", " ", each) for each in shown if each.startswith("<div")]
    assert len(pages) >= 3
    in_english = [
        ENGLISH.findall(re.sub(r"`[^`]*`|“[^”]*”|&quot;.*?&quot;", "", page)) for page in pages
    ]
    assert all(in_english) if code == "en" else not any(in_english), in_english


def test_both_lessons_ask_the_same() -> None:
    """Cell by cell; only words differ."""
    one, two = (cells(code, "code") for code in NAMES)

    assert len(cells("en", "markdown")) == len(cells("vi", "markdown"))
    for here, there in zip(one[1:], two[1:], strict=True):
        assert here == there or "class Ours" in here


def test_the_lessons_hold_no_answers() -> None:
    """Answers are made in class, with the class's own version."""
    for name in NAMES.values():
        held = json.loads((LESSONS / f"{name}.ipynb").read_text(encoding="utf-8"))
        assert all(not each.get("outputs") for each in held["cells"])
