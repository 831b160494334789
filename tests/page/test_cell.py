"""Values in a notebook: a small page of themselves in a cell, one line where they are told."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

import longtin
from longtin import acts, game, lint, measures, promises, trust
from longtin._language import Language
from longtin.page import Column, Document, Section, Table, as_cell, in_notebook, spoken
from longtin.programme import example, parse


@in_notebook("tests.page.test_cell:page_of", lambda told: f"Told {told.number}")
@dataclass(frozen=True)
class Told:
    """A value with a page."""

    number: int


def page_of(told: Told, language: Language) -> Document:
    """A page with a table of more rows than a cell shows, and words that look like markup."""
    rows = [[str(k), "<b>"] for k in range(20)]
    table = Table.of("", (Column("Place", "figure"), Column("Words")), rows)
    section = Section("told", "Told", sentences=(str(told.number),), tables=(table,))
    return Document(language.code, "Page", "", "", (section,), annex=(section,))


def test_a_value_shows_itself_in_short_and_as_a_page() -> None:
    """Without the annex, escaped, and with the rest of a long table counted."""
    shown = Told(7)._repr_html_()  # type: ignore[attr-defined]

    assert repr(Told(7)) == "<Told 7>"
    assert shown.count("<td") == 24
    assert "8 more rows" in shown
    assert "<b><" not in shown
    assert "<style" not in shown
    assert shown.count("<h4>") == 1


def test_the_environment_says_in_which_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a class in Ha Noi sets it once, at the head of its notebook."""
    monkeypatch.setenv("LONGTIN_LANG", "vi")
    assert spoken().code == "vi"
    assert "và 8 hàng nữa" in Told(7)._repr_html_()  # type: ignore[attr-defined]

    monkeypatch.setenv("LONGTIN_LANG", "xx")
    assert spoken().code == "en"


def test_a_cell_weighs_little() -> None:
    """Neither fonts nor style: eight cells once made three quarters of a megabyte."""
    assert len(as_cell(page_of(Told(1), Language("en")))) < 5_000


def documents() -> Iterator[tuple[str, type]]:
    """Every function that makes a document of one value of a class of ours, with the class."""
    for module in pkgutil.walk_packages(longtin.__path__, "longtin."):
        if module.name.startswith(("longtin.cli", "longtin.web", "longtin.page")):
            continue
        held = importlib.import_module(module.name)
        for name, function in vars(held).items():
            if not inspect.isfunction(function) or function.__module__ != module.name:
                continue
            if name.startswith("_") or function.__annotations__.get("return") is not Document:
                continue
            first = next(iter(inspect.signature(function).parameters.values())).annotation
            if isinstance(first, type) and first.__module__.startswith("longtin."):
                yield f"{module.name}.{name}", first


PLAIN = {
    "Programme": "the content of a user's own file, which `to_yaml` shows",
    "Witnessing": "of the log, which stands without pages",
    "RegisterView": "a whole register, of which a page shows one entry",
}
"""What shows itself as it is, and why."""


def test_what_has_a_page_shows_it_in_a_notebook() -> None:
    """A frozen value of two hundred thousand characters is no answer to a cell."""
    found = dict(documents())

    assert {"longtin.plan._page.document", "longtin.effects.page.effect_page"} <= set(found)
    without = {
        maker: kind.__name__
        for maker, kind in found.items()
        if not hasattr(kind, "_repr_html_") and kind.__name__ not in PLAIN
    }
    assert without == {}, "put `page.in_notebook` on these"


@cache
def small() -> dict[str, Any]:
    """Results that cost little to make."""
    draft = parse(example("under-way"), "under-way.yaml")
    shipped = game.assumptions()
    stakes = ((0.3,), (1.0,))
    return {
        "record": acts.Record.shipped(),
        "measure": measures.catalogue()["leaders-hotline"],
        "catalogue": measures.catalogue(),
        "regime": measures.regime("vienna-2011"),
        "statements": promises.statements(),
        "commitment": next(iter(promises.statements().commitments.values())),
        "model": trust.Model.shipped(),
        "assumptions": shipped,
        "solution": game.solve(
            game.Reassurance(first=shipped.both, second=shipped.both, stakes=stakes), 5.0, nodes=5
        ),
        "tournament": game.round_robin(game.chosen(["grim", "grit"]), repetitions=2),
        "second tournament": game.second_tournament(),
        "report": lint.lint(draft, today=date(2026, 11, 30)),
    }


def test_a_value_is_told_in_a_line() -> None:
    """In a list, a log or an error it is recognised, not recited."""
    assert {name: repr(each) for name, each in small().items() if len(repr(each)) > 300} == {}


@pytest.mark.parametrize("code", ["en", "vi"])
def test_a_report_shows_its_findings(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule, level, line and sentence, in the language of the class."""
    monkeypatch.setenv("LONGTIN_LANG", code)

    shown = small()["report"]._repr_html_()

    assert ("Finding" in shown) == (code == "en")
    assert "LT" in shown
