"""Charts are drawn as they were: every kind against the reference set, in words and numbers."""

import ast
import inspect
import math
from itertools import zip_longest
from pathlib import Path

import pytest

from longtin.page import charts
from tests.page.reference_charts import KINDS, NEAR, PLACE, drawn, parts


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_chart_is_drawn_as_its_reference(kind: str) -> None:
    """The same elements, words and colours; numbers within half a pixel.

    Colours are variables of the page, so that one drawing serves both papers. Where a change is
    meant: `python -m tests.page.reference_charts`.
    """
    kept = list(parts((PLACE / f"{kind}.svg").read_text("utf-8")))
    now = list(parts(drawn(kind)))

    assert [said for said, _ in now] == [said for said, _ in kept]
    moved = [
        (said, before, after)
        for (said, before), (_, after) in zip(kept, now, strict=True)
        if any(
            one is None or two is None or not math.isclose(one, two, abs_tol=NEAR)
            for one, two in zip_longest(before, after)
        )
    ]
    assert moved == []


def test_every_kind_of_chart_has_its_reference() -> None:
    """A new kind joins the set."""
    shown = ast.walk(ast.parse(Path(inspect.getfile(charts)).read_text("utf-8")))
    imports = (each for each in shown if isinstance(each, ast.ImportFrom))
    kinds = (each for each in imports if (each.module or "").endswith("_chart"))
    there = {name.name for each in kinds for name in each.names if name.name.islower()}

    assert there == set(KINDS)
    assert {file.stem for file in PLACE.iterdir()} == set(KINDS)


def test_a_change_of_a_drawing_is_seen() -> None:
    """A word, a colour, a place."""
    kept = (PLACE / "gantt.svg").read_text("utf-8")
    said = [each for each, _ in parts(kept)]

    assert [each for each, _ in parts(kept.replace("hotline", "hot line"))] != said
    assert [each for each, _ in parts(kept.replace("--there", "--here"))] != said
