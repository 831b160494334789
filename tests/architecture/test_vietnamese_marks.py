"""One style of Vietnamese: marks on the main vowel of an open syllable, days as in decrees."""

import re
from datetime import date
from pathlib import Path

import pytest

from longtin._language import Language

ROOT = Path(__file__).parents[2]
OLD = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
"""An open syllable whose mark stands on its last vowel; after `qu` it belongs there."""

FILES = sorted(
    path
    for folder, endings in (("src/longtin", (".yaml", ".csv", ".po")), ("docs", (".md", ".csv")))
    for path in (ROOT / folder).rglob("*")
    if path.suffix in endings
)


@pytest.mark.parametrize("folder", ["src/longtin", "docs"])
def test_marks_are_of_one_style(folder: str) -> None:
    """A reader who searches for `thỏa thuận` finds every agreement."""
    old = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in FILES
        if path.is_relative_to(ROOT / folder)
        for found in OLD.finditer(path.read_text("utf-8"))
    }

    assert old == set()


def test_what_the_pattern_takes_for_old() -> None:
    """`quý` and `hoàn` are as they should be in both styles."""
    assert [bool(OLD.search(word)) for word in ("hoà", "uỷ", "thuý", "hòa", "quý", "hoàn")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


DAY = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/([12]\d{3})(?![\d/])")
"""A day as it is written in Vietnamese: day, month, year."""


def test_days_are_written_as_in_official_papers() -> None:
    """Days below ten, January and February take a nought, no other month (Decree 30/2020)."""
    in_vietnamese = Language("vi")
    texts = ((path, path.read_text("utf-8")) for path in FILES if "docs" not in path.parts)
    odd = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path, text in texts
        for found in DAY.finditer(text)
        if found[0] != in_vietnamese.date(date(*map(int, reversed(found.groups()))))
    }

    assert odd == set()


def test_months_are_written_as_in_official_papers() -> None:
    """`tháng 01/2025`, as its days are."""
    odd = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in FILES
        for found in re.finditer(r"tháng [12]/[12]\d{3}", path.read_text("utf-8"))
    }

    assert odd == set()
