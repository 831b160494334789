"""The example programmes: real situations, told whole, in both languages, with their sources."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from longtin import lint, measures
from longtin._data import Bilingual
from longtin.programme import Programme, example, examples, parse
from longtin.programme._examples import START, UNDER_WAY

TODAY = date(2026, 11, 22)
PAST = ("helsinki-to-vienna", "india-china-border", "inter-korean-2018")
POSSIBLE = ("gulf-of-tonkin", "mekong-water-data", "south-china-sea-encounters")
NAMES = (*PAST, *POSSIBLE)


def programme(name: str) -> Programme:
    """One of them."""
    return parse(example(name), f"{name}.yaml").programme


def words(value: Any, place: str = "") -> Iterator[tuple[str, Bilingual]]:
    """Everything said in it, and where."""
    if isinstance(value, Bilingual):
        yield place, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from words(each, f"{place}.{key}")
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from words(each, f"{place}.{at}")
    elif hasattr(value, "__pydantic_fields__"):
        for key in type(value).model_fields:
            yield from words(getattr(value, key), f"{place}.{key}")


def test_all_six_are_on_the_shelf() -> None:
    """Whoever begins one finds them with `longtin check --example`."""
    assert set(examples()) == {START, UNDER_WAY, *NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_said_in_both_languages(name: str) -> None:
    """A Vietnamese reader finds no sentence left in English."""
    told = list(words(programme(name)))
    alike = [
        (place, each.en)
        for place, each in told
        if each.en == each.vi and not re.search(r"\.sources\.\d+\.where$", place)
    ]
    bare = [
        (place, each.vi)
        for place, each in told
        if re.search(r"\b(?:the|of|and|with|for)\b", each.vi) and each.en != each.vi
    ]

    assert not alike
    assert not bare


@pytest.mark.parametrize("name", NAMES)
def test_vietnamese_has_its_marks(name: str) -> None:
    """Words without diacritics are another language's."""
    unmarked = [
        each.vi
        for _, each in words(programme(name))
        if each.en != each.vi and len(each.vi) > 24 and each.vi.isascii()
    ]

    assert not unmarked


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole(name: str) -> None:
    """An example shows every part of the form filled in."""
    it = programme(name)
    acting = [party.id for party in it.parties if party.role == "party"]

    assert 8 <= len(it.steps) <= 20
    assert set(acting) <= set(it.interests)
    assert set(acting) <= set(it.will)
    assert all((it.channels, it.resources, it.norms, it.risks, it.reviews, it.openness))
    assert {each.kind for each in it.objectives} == {"outcome", "process"}
    assert {each.nature for each in it.objectives} == {"quantity", "quality"}
    assert all(each.title is not None for each in it.steps)


@pytest.mark.parametrize("name", NAMES)
def test_facts_name_their_sources_and_every_source_is_used(name: str) -> None:
    """A reader can tell what was seen, what is recalled and what is judged."""
    it = programme(name)
    facts: list[Any] = [
        *it.channels,
        *it.objectives,
        *it.events,
        *it.will.values(),
        *(each for each in it.steps if each.status is not None),
    ]
    sourced: list[Any] = [
        *facts,
        *it.steps,
        *it.norms,
        *it.risks,
        *it.principles,
        *(said for will in it.will.values() for said in will.declarations),
    ]
    used = {key for each in sourced for key in each.sources}

    assert all(each.sources for each in facts)
    assert used == {each.id for each in it.sources}


@pytest.mark.parametrize("name", NAMES)
def test_a_number_as_baseline_is_no_mere_judgement(name: str) -> None:
    """Where nobody has counted, the baseline says so in words."""
    it = programme(name)
    certain = {each.id: each.certainty for each in it.sources}
    invented = [
        each.id
        for each in it.objectives
        if isinstance(each.baseline, float)
        and {certain[key] for key in each.sources} == {"judgement"}
    ]

    assert not invented


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_regimes_exist(name: str) -> None:
    """A source that names a row of a regime names one that is there."""
    it = programme(name)
    rows, regimes = measures.rows(), measures.regimes()

    assert {row for each in it.sources for row in each.rows} <= set(rows)
    assert {each.regime for each in it.norms if each.regime} <= set(regimes)


@pytest.mark.parametrize("name", PAST)
def test_what_happened_says_how_far_it_got(name: str) -> None:
    """Every step of the past carries a status, and not every one is full."""
    it = programme(name)

    assert it.until < TODAY
    assert all(each.status is not None for each in it.steps)
    assert any(each.status in {0, 1} for each in it.steps)


@pytest.mark.parametrize("name", POSSIBLE)
def test_what_is_possible_lies_ahead_and_passes(name: str) -> None:
    """A plan we propose keeps the rules we teach."""
    report = lint.lint(parse(example(name), name), today=TODAY)

    assert report.draft.programme.until > TODAY
    assert [each.code for each in report.findings] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("india-china-border", {"LT302", "LT501", "LT508", "LT802"}),
        ("inter-korean-2018", {"LT205", "LT206", "LT304", "LT503", "LT802"}),
        ("helsinki-to-vienna", {"LT305", "LT501", "LT503", "LT306"}),
    ],
)
def test_history_did_not_keep_every_rule(name: str, codes: set[str]) -> None:
    """What the agreements left open is found: no checks, no answers, no way back."""
    report = lint.lint(parse(example(name), name), today=TODAY)

    assert codes <= {each.code for each in report.findings}
