"""The data files themselves: closed, dated, sourced and free of contradictions."""

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from longtin.actors import _tables
from longtin.actors._tables import Span

FILES = {
    "states.csv": {"ccode", "start", "end", "source"},
    "codes.csv": {"ccode", "system", "code", "start", "end", "source"},
    "names.csv": {"ccode", "language", "name", "kind", "start", "end", "source"},
    "territories.csv": {"name_en", "name_vi", "iso2", "iso3", "un_m49", "aliases", "source"},
    "successions.csv": {"predecessor_ccode", "successor_ccode", "date", "kind", "source"},
    "roles.csv": {"role", "sphere", "branch", "source"},
    "sectors.csv": {"sector", "sphere", "source"},
    "bodies.csv": {"name", "ccode", "sphere", "kind", "start", "end", "source", "certainty"},
    "offices.csv": {"name", "ccode", "sphere", "office", "start", "end", "source", "certainty"},
}
SYSTEMS = {
    "cow_abb",
    "gw",
    "iso3",
    "iso3_historic",
    "iso2",
    "icews",
    "gdelt_cameo",
    "fips",
    "un_m49",
    "un_seat",
}
KINDS = {"short", "official", "alias", "icews", "un_votes"}
SPHERES = {"state", "public", "society", "armed", "international"}
BORDERS = sorted(
    {
        day
        for spans in _tables.spells().values()
        for span in spans
        for day in (span.start, span.end)
        if day
    }
    | {
        day
        for span in [row.span for row in _tables.codes()] + [row.span for row in _tables.names()]
        for day in span
        if day and day > date(1815, 12, 31)
    }
)


@pytest.mark.parametrize("file", FILES)
def test_a_table_has_its_columns_and_every_row_a_source(file: str) -> None:
    """An unsourced fact cannot be checked, and a misspelt column is a silent blank."""
    for row in _tables.rows(file):
        assert set(row) == FILES[file]
        assert row["source"].strip()
        assert row.get("certainty", "memory") in {"memory", "verified"}
        assert all(value == value.strip(" ") for value in row.values())


@pytest.mark.parametrize("file", FILES)
def test_no_row_of_a_table_stands_twice(file: str) -> None:
    """Of two rows that say the same, one will be corrected and the other not."""
    told = [
        tuple(value for key, value in row.items() if key not in {"source", "certainty"})
        for row in _tables.rows(file)
    ]

    assert len(told) == len(set(told))


@pytest.mark.parametrize("file", [file for file in FILES if "start" in FILES[file]])
def test_dates_are_dates_in_order(file: str) -> None:
    """A span that ends before it begins covers nothing and tells nobody."""
    for row in _tables.rows(file):
        start = date.fromisoformat(row["start"]) if row["start"] else date.min
        end = date.fromisoformat(row["end"]) if row["end"] else date.max
        assert start <= end, row


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("codes.csv", "ccode"),
        ("names.csv", "ccode"),
        ("bodies.csv", "ccode"),
        ("offices.csv", "ccode"),
        ("successions.csv", "predecessor_ccode"),
        ("successions.csv", "successor_ccode"),
    ],
)
def test_every_state_referred_to_exists(file: str, column: str) -> None:
    """A row for a state that is not there is never read."""
    known = {str(ccode) for ccode in _tables.spells()} | (
        {""} if file in {"bodies.csv", "offices.csv"} else set()
    )

    assert {row[column] for row in _tables.rows(file)} <= known


def test_words_from_closed_lists_are_in_them() -> None:
    """A misspelt system or sphere would be a private one."""
    assert {row.system for row in _tables.codes()} == SYSTEMS
    assert {row.kind for row in _tables.names()} == KINDS
    assert {row.language for row in _tables.names()} == {"en", "vi", "-"}
    for file in ("roles.csv", "sectors.csv", "bodies.csv", "offices.csv"):
        assert {row["sphere"] for row in _tables.rows(file)} <= SPHERES
    assert {row.kind for row in _tables.successions()} <= {
        "continuation",
        "merger",
        "split",
        "absorption",
        "secession",
    }


def test_spells_of_a_state_do_not_overlap() -> None:
    """A state that joins twice without leaving is two rows of one fact."""
    for spans in _tables.spells().values():
        for earlier, later in pairwise(spans):
            assert earlier.end is not None
            assert later.start is not None
            assert earlier.end < later.start


@pytest.mark.parametrize("day", BORDERS)
def test_a_code_stands_for_one_living_state(day: date) -> None:
    """On no day may one key mean two states, nor one state have two keys in a system."""
    meant, held = defaultdict(set), defaultdict(set)
    for row in _tables.codes():
        if row.span.covers(day) and _alive(row.ccode, day):
            system = "iso3" if row.system == "iso3_historic" else row.system
            meant[system, row.code].add(row.ccode)
            held[system, row.ccode].add(row.code)

    assert {key: found for key, found in meant.items() if len(found) > 1} == {}
    assert {key: found for key, found in held.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_living_state_has_one_short_name(language: str) -> None:
    """A brief needs a name on any day, and must not waver between two."""
    dated = defaultdict(list)
    for row in _tables.names():
        if row.kind == "short" and row.language == language:
            dated[row.ccode].append(row.span)
    for day in BORDERS:
        for ccode in _tables.spells():
            if _alive(ccode, day):
                assert sum(span.covers(day) for span in dated[ccode]) == 1, (ccode, day)


def test_short_names_are_shared_by_no_two_living_states() -> None:
    """A table with two rows called Congo cannot be read."""
    for day in BORDERS:
        for language in ("en", "vi"):
            shown = [
                row.name
                for row in _tables.names()
                if (row.kind, row.language) == ("short", language)
                and row.span.covers(day)
                and _alive(row.ccode, day)
            ]
            assert len(shown) == len(set(shown)), day


def test_nobody_succeeds_before_living() -> None:
    """A successor is alive on the day it succeeds, or soon becomes a member."""
    for row in _tables.successions():
        life = _tables.spells()[row.successor]
        last = life[-1].end
        assert last is None or row.day <= last
        assert row.predecessor != row.successor


def test_an_office_is_not_held_for_two_states_at_once() -> None:
    """Two people of one name would lend each other's words to the wrong state."""
    held = defaultdict(list)
    for row in _tables.holdings("offices.csv"):
        held[row.name].append(row)
    for name, rows in held.items():
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                assert one.ccode == other.ccode or not _meet(one.span, other.span), name


def _alive(ccode: int, day: date) -> bool:
    return any(span.covers(day) for span in _tables.spells()[ccode])


def _meet(one: Span, other: Span) -> bool:
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (
        one.end or date.max
    )


BESIDE_THE_GOVERNMENT = (
    r"\b(governor|mayor|äkim|menteri besar|menteris besar) of\b|\bchief minister of\b|"
    r"\bpremier of the (?!state council|republic)|\bcourt\b(?<!royal court)|"
    r"\bfederal reserve\b|\bmonetary authority\b|\bcentral bank\b|\bombudsman\b|"
    r"\bdefender of rights\b|\bautonomous region\b|\bautonomous community\b|\bflemish minister\b|"
    r"\bkuomintang\b|\bopposition\b"
)
"""Titles of courts, central banks, parts of a state and parties."""


def test_who_does_not_speak_for_the_state_is_not_listed_as_if_he_did() -> None:
    """A mayor's quarrel with a neighbour would be read as the government's."""
    wrong = [
        (row["name"], row["office"])
        for row in _tables.rows("offices.csv")
        if row["sphere"] == "state" and row["ccode"]
        if re.search(BESIDE_THE_GOVERNMENT, row["office"], re.IGNORECASE)
    ]

    assert wrong == []
