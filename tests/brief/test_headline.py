"""What a headline claims, and the acts, crises and struck rows that explain it, over many pairs."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from longtin._language import LANGUAGES, Language
from longtin.acts import Record, crises, without
from longtin.brief import Brief, compose
from longtin.brief._brief_document import document
from longtin.brief.words import headline
from longtin.page import as_markdown
from tests.brief.written import bare_figures, second_forms, texts

DAYS = (
    ("VNM", "CHN", "2014-12-31"),
    ("THA", "KHM", "2011-12-31"),
    ("IND", "PAK", "2019-06-30"),
    ("POL", "RUS", "2014-12-31"),
    ("KOR", "PRK", "2010-12-31"),
    ("UKR", "RUS", "2014-12-31"),
    ("LAO", "KHM", "2013-12-31"),
)
TODAY = (("VNM", "CHN", "2026-11-30"), ("IND", "PAK", "2026-11-30"))
"""Long after the last act that a source names."""

CODES = sorted(LANGUAGES)
ROSE = re.compile(r"rises? from (\S+) to (\S+)|(?:tăng|giảm) từ (\S+) (?:lên|xuống) (\S+)")


@cache
def briefed(here: str, there: str, day: str) -> Brief:
    """A brief of the shipped record, by few draws."""
    with Record.shipped() as record:
        return compose(record, here, there, as_of=day, draws=32)


@pytest.mark.slow
@pytest.mark.parametrize(("here", "there", "day"), DAYS)
def test_a_change_is_explained_by_acts_of_its_own_sign(here: str, there: str, day: str) -> None:
    """A rise explained by the greatest fall of the year is read as a mistake, and is one."""
    for way in briefed(here, there, day).directions:
        if way.turn is None or way.change is None:
            continue
        sign = {"rose": 1, "fell": -1}.get(way.change.move, 0)

        assert sign * way.turn.points >= 0
        assert all(line.points * way.turn.points > 0 for line in way.turn.lines)


@pytest.mark.slow
@pytest.mark.parametrize(("here", "there", "day"), DAYS)
def test_a_single_report_stands_behind_what_is_corroborated(
    here: str, there: str, day: str
) -> None:
    """One machine-coded report never leads the page of a minister."""
    for way in briefed(here, there, day).directions:
        for lines in (way.moved, way.turn.lines if way.turn else ()):
            acts = [line.lone for line in lines if line.what not in {"DRIFT", "OTHER"}]

            assert acts == sorted(acts)
        assert not any(mark.lone for mark in way.marks)


@pytest.mark.slow
@pytest.mark.parametrize(("here", "there", "day"), DAYS)
def test_no_share_is_shown_as_nothing_and_shares_make_the_change(
    here: str, there: str, day: str
) -> None:
    """A row of 0.0 tells nothing; without it the rows still add up."""
    for way in briefed(here, there, day).directions:
        if way.change is None:
            continue

        assert all(abs(line.points) >= 0.05 for line in way.moved)
        assert sum(line.points for line in way.moved) == pytest.approx(way.change.points, abs=0.2)


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("here", "there", "day"), DAYS)
def test_a_year_with_a_crisis_names_it(here: str, there: str, day: str, code: str) -> None:
    """“No clear change” of the year of the oil rig is not what a minister remembers."""
    language, brief = Language(code), briefed(here, there, day)
    end = date.fromisoformat(day)
    start = date(end.year - 1, end.month, end.day)

    for way in brief.directions:
        said = document(brief, language).summary
        for crisis in crises(way.truster.ccode, way.trustee.ccode, start, end):
            assert crisis.name.of(code) in said


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("here", "there", "day"), DAYS)
def test_nothing_rises_to_where_it_was(here: str, there: str, day: str, code: str) -> None:
    """“Rises from 0.99 to 0.99” makes a reader doubt every other figure."""
    language = Language(code)
    for way in briefed(here, there, day).directions:
        said = " ".join((headline.claim(way, language), *headline.support(way, language)))
        pairs = [[each for each in found if each] for found in ROSE.findall(said)]

        assert all(first != last.rstrip(".,;") for first, last in pairs)
        if way.now.trust is not None and way.year_before.trust is not None:
            same = language.level(way.now.trust) == language.level(way.year_before.trust)
            unchanged = {"en": "as a year before (", "vi": "không đổi so với một năm trước"}[code]
            assert (unchanged in said) == same


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("here", "there", "day"), DAYS + TODAY)
def test_figures_have_bands_and_dates_one_form(here: str, there: str, day: str, code: str) -> None:
    """On the two pages no figure of trust alone; in the whole document no second form of date."""
    made = document(briefed(here, there, day), Language(code))

    assert bare_figures("\n".join(texts(replace(made, annex=())))) == []
    assert [each for text in texts(made) for each in second_forms(text, code)] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_crises_of_ten_years_are_told_once_for_the_pair(code: str) -> None:
    """They are of both directions, and a list told twice is read as two."""
    language, brief = Language(code), briefed(*TODAY[1])
    told = crises(750, 770, date(2016, 11, 30), date(2026, 11, 30))
    made = document(brief, language)
    said = as_markdown(replace(made, annex=()))

    assert [len(way.crises) for way in brief.directions] == [len(told)] * 2
    assert told
    assert all(said.count(each.name.of(code)) == 1 for each in told[-headline.NAMED :])


@pytest.mark.slow
def test_striking_rows_shows_the_figure_with_and_without_them() -> None:
    """Whoever doubts a report sees what rests on it."""
    rows = ["icews0515:387138", "icews0515:387564", "icews0515:387626"]
    with Record.shipped() as record, without(record, rows) as left:
        whole = compose(record, "VNM", "CHN", as_of="2014-05-31", draws=32)
        struck = compose(left, "VNM", "CHN", as_of="2014-05-31", draws=32)

    first = struck.directions[0]
    assert first.struck is not None
    assert first.struck.with_them == whole.directions[0].now
    assert (first.now.trust or 0.0) > (first.struck.with_them.trust or 1.0)
    for code in CODES:
        assert "icews0515:387138" in headline.struck(first, Language(code))


@pytest.mark.parametrize("code", CODES)
def test_what_rests_on_little_says_so_and_quiet_is_not_friendship(code: str) -> None:
    """A level of a pair that rarely acts is open, and a reader who sees 0.9 must know it."""
    way = briefed("VNM", "CHN", "2014-12-31").directions[0]
    assert way.change is not None
    loose = replace(
        way,
        now=replace(way.now, trust=0.9, low=0.1, high=1.0),
        change=replace(way.change, reports=3),
    )
    language = Language(code)
    quiet = language.say("Quiet is no sign of friendship.")

    said = " ".join(headline.support(loose, language))
    low = " ".join(headline.support(replace(loose, now=replace(loose.now, trust=0.3)), language))
    firm = headline.support(replace(loose, now=replace(loose.now, low=0.7)), language)
    often = headline.support(replace(loose, change=replace(way.change, reports=60)), language)

    assert quiet in said
    assert quiet not in low
    assert len(headline.support(loose, language)) == len(firm) + 1 == len(often) + 1
    assert re.search(r"\b3\b", said)
