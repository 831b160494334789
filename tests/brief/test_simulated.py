"""Briefs of a simulated history: said so on the first page, and under every section."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from longtin._language import LANGUAGES, Language
from longtin.acts import SimulatedHistory
from longtin.brief import Brief, Submission, document, render
from tests.brief.sample import BRIEFS

SAID = {"en": ("Simulated", "this is not what happened"), "vi": ("Mô phỏng", "không phải")}


def simulated() -> Brief:
    """The full sample, as if from the seventh history of a world."""
    title = {"en": "Storm & calm", "vi": "Bão & lặng"}
    history = SimulatedHistory(title, 7, 41, date(2026, 12, 1), date(2029, 11, 30))
    return replace(BRIEFS["full"](), simulated=history)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_part_of_the_page_says_that_it_is_simulated(code: str) -> None:
    """Any sheet of it may be passed on without the others."""
    found, words = simulated(), Language(code)
    title = {"en": "Storm & calm", "vi": "Bão & lặng"}[code]

    shown = document(found, words, parts=("annex",))
    first = shown.headlines[0]

    assert shown.kicker.startswith(SAID[code][0])
    assert SAID[code][1] in first.claim
    assert all(each in " ".join(first.support) for each in (title, "7", "41"))
    assert len(shown.all_sections) > 10
    for each in (*(section.source for section in shown.all_sections), shown.colophon):
        assert title in each
        assert "41" in each


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_each_format_shows_it_once_a_section(form: str) -> None:
    """What a format leaves out is not said."""
    found = simulated()
    sections = document(found, Language("en")).all_sections

    content = render(found, form, parts=("annex",))
    if form == "docx":
        content = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    text = unescape(content.decode())

    assert text.count("Source: simulated acts from") >= len(sections)
    assert text.index("this is not what happened") < text.index(sections[0].heading)


def test_a_submission_says_it_of_the_whole_and_of_each_pair() -> None:
    """A minister reads the front page alone."""
    found = simulated()

    shown = document(Submission(found.as_of, found.here, (found,)), Language("en"))

    assert "not what happened" in shown.headlines[0].claim
    assert all(section.source for section in shown.all_sections)


def test_what_happened_is_not_marked() -> None:
    """A mark on everything marks nothing."""
    shown = document(BRIEFS["full"](), Language("en"))

    assert not any(section.source for section in shown.all_sections)
    assert "imulated" not in shown.kicker
