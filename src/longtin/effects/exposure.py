"""Exposure: which pairs of states did a thing together, and from which year."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType

import polars as pl

from longtin import actors, measures
from longtin._language import message
from longtin.acts import Record
from longtin.effects.dyad_panel import FIRST_YEAR, LAST_YEAR, Pair
from longtin.errors import Term

WORLDWIDE = 60
"""From so many parties on, too few pairs are left without it to compare with."""

RECENT = 3
"""Years for which an exercise counts as recent."""

IN_FORCE = 5
"""Years for which a precedent counts as there, in the raw rates and the pooled regression."""


@dataclass(frozen=True)
class TreatmentEvent:
    """Something done once, between two states or among several.

    Attributes:
        name: What was done, in both languages.
        year: When.
        pairs: Each two of its parties, one < two.
        certainty: How sure the catalogue is of it.
    """

    name: Term
    year: int
    pairs: tuple[Pair, ...]
    certainty: str = "verified"

    @property
    def states(self) -> int:
        """How many states took part."""
        return len({state for pair in self.pairs for state in pair})


@dataclass(frozen=True)
class LeftOut:
    """A precedent that cannot be used.

    Attributes:
        name: What was done, in both languages.
        year: When.
        why: `unlisted` (its parties are not listed state by state), `worldwide`, or `one_sided`
            (only one state is named).
    """

    name: Term
    year: int
    why: str


@dataclass(frozen=True)
class Exposure:
    """Which pairs did a thing, and when.

    Attributes:
        key: Its name on the command line.
        title: Its name, in both languages.
        domain: Of the catalogue; empty for a series.
        events: What was done, by year.
        exposed: Years in which a pair counts as exposed, for rates and the pooled regression.
        is_series: Whether it comes from a list of many; an event is then all pairs that first did
            it in a year, for one treaty or exercise often binds many.
        span: First and last year over which its source speaks.
        covered: The states its source speaks of; none where it speaks of all.
        left_out: Precedents that cannot be used.
    """

    key: str
    title: Term
    domain: str
    events: tuple[TreatmentEvent, ...]
    exposed: frozenset[tuple[Pair, int]]
    is_series: bool
    span: tuple[int, int]
    covered: frozenset[int] = frozenset()
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def treated(self) -> Mapping[Pair, tuple[int, ...]]:
        """Years of the events of each pair, in order."""
        found: dict[Pair, set[int]] = {}
        for event in self.events:
            for pair in event.pairs:
                found.setdefault(pair, set()).add(event.year)
        return MappingProxyType({pair: tuple(sorted(years)) for pair, years in found.items()})


def _series_names() -> Mapping[str, Term]:
    text = (files("longtin.effects") / "data" / "series.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["key"]: Term(row["en"], row["vi"]) for row in rows})


SERIES = _series_names()
"""Series by pair and year beside the catalogue's precedents: their names in both languages."""

OBLIGATIONS = MappingProxyType(
    {
        "non-aggression-pact": "non-aggression",
        "consultation-pact": "consultation",
        "defence-pact": "defence",
    }
)
"""What a pact of each series promises, as ties of the record name it."""

WHY: Mapping[str, str] = MappingProxyType(
    {
        "unlisted": message("its parties are not listed state by state"),
        "worldwide": message("nearly all states are party to it, so there is none to compare with"),
        "one_sided": message("it has only one state on the list of members"),
    }
)


def of_measure(measure: measures.Measure) -> Exposure:
    """Exposure to a measure of the catalogue: its dated precedents."""
    events, left_out = [], []
    for precedent in measure.precedents:
        name = Term(precedent.what.en, precedent.what.vi)
        states, is_whole = _states(precedent)
        if not is_whole:
            left_out.append(LeftOut(name, precedent.year, "unlisted"))
        elif len(states) > WORLDWIDE:
            left_out.append(LeftOut(name, precedent.year, "worldwide"))
        elif len(states) < 2:
            left_out.append(LeftOut(name, precedent.year, "one_sided"))
        else:
            events.append(TreatmentEvent(name, precedent.year, _pairs(states), precedent.certainty))
    events.sort(key=lambda event: event.year)
    return Exposure(
        key=measure.id,
        title=Term(measure.name.en, measure.name.vi),
        domain=measure.domain,
        events=tuple(events),
        exposed=frozenset(
            (pair, event.year + later)
            for event in events
            for pair in event.pairs
            for later in range(1, IN_FORCE + 1)
        ),
        is_series=False,
        span=(FIRST_YEAR, LAST_YEAR),
        left_out=tuple(left_out),
    )


def _states(precedent: measures.Precedent) -> tuple[frozenset[int], bool]:
    """The parties, and whether every one of them is known."""
    states: set[int] = set()
    for party in precedent.parties:
        if isinstance(party, str):
            states.add(actors.find(party, precedent.day).ccode)
        else:
            group = _members(precedent.rows, precedent.day)
            if not group:
                return frozenset(states), False
            states |= group
    return frozenset(states), True


def _members(rows: Iterable[str], day: date) -> frozenset[int]:
    """Who was party to the regimes that rows belong to."""
    known, held = measures.rows(), measures.regimes()
    end = date(day.year, 12, 31)
    names = {name for row in rows for name in known.get(row, ())}
    found = (measures.members(held[name], end) for name in names)
    return frozenset(code for group in found for code in group)


def _pairs(states: Iterable[int]) -> tuple[Pair, ...]:
    ordered = sorted(states)
    return tuple((one, two) for one in ordered for two in ordered if one < two)


def of_pacts(record: Record, key: str) -> Exposure:
    """Exposure to a kind of pact of the record, while it holds.

    Args:
        record: Where the pacts are.
        key: One of `OBLIGATIONS`.
    """
    rows = record.ties("alliance").filter(
        pl.col("value") > 0, pl.col("detail").str.contains(OBLIGATIONS[key], literal=True)
    ).with_columns(
        one=pl.min_horizontal("state1", "state2"), two=pl.max_horizontal("state1", "state2"),
        first=pl.col("start").dt.year(), last=pl.col("end").dt.year(),
    )  # fmt: skip
    source = record.datasets().filter(dataset="atop").row(0, named=True)
    last = int(source["end"].year)
    exposed: set[tuple[Pair, int]] = set()
    begun: dict[Pair, int] = {}
    for one, two, first, over in rows.select("one", "two", "first", "last").iter_rows():
        begun[one, two] = min(first, begun.get((one, two), first))
        for year in range(max(first, FIRST_YEAR), min(over or last, last) + 1):
            exposed.add(((one, two), year))
    span = (FIRST_YEAR, last)
    return _series(key, begun, exposed, span, frozenset())


def of_exercises(rows: pl.DataFrame) -> Exposure:
    """Exposure to joint exercises: one in the `RECENT` years before.

    Args:
        rows: A row a participant: `mmeid` (the exercise), `gwcode`, `year`.
    """
    held = rows.select(
        "mmeid", "year", ccode=pl.struct("gwcode", "year").map_elements(
            lambda one: actors.ccode_from("gw", str(one["gwcode"]), date(one["year"], 12, 31))
            or one["gwcode"], return_dtype=pl.Int64,
        ),
    ).unique()  # fmt: skip
    together = held.join(held, on=["mmeid", "year"]).filter(pl.col("ccode") < pl.col("ccode_right"))
    years = together.select("ccode", "ccode_right", "year").unique()
    exposed: set[tuple[Pair, int]] = set()
    begun: dict[Pair, int] = {}
    for one, two, year in years.iter_rows():
        begun[one, two] = min(year, begun.get((one, two), year))
        exposed |= {((one, two), year + later) for later in range(1, RECENT + 1)}
    first, last = held.select(pl.col("year").min(), last=pl.col("year").max()).row(0)
    covered = frozenset(state for pair in begun for state in pair)
    return _series("joint-exercises", begun, exposed, (int(first) + RECENT, int(last)), covered)


def _series(
    key: str,
    begun: Mapping[Pair, int],
    exposed: Iterable[tuple[Pair, int]],
    span: tuple[int, int],
    covered: frozenset[int],
) -> Exposure:
    together: dict[int, list[Pair]] = {}
    for pair, year in sorted(begun.items()):
        together.setdefault(year, []).append(pair)
    events = [
        TreatmentEvent(SERIES[key], year, tuple(pairs)) for year, pairs in sorted(together.items())
    ]
    return Exposure(
        key=key,
        title=SERIES[key],
        domain="",
        events=tuple(events),
        exposed=frozenset(exposed),
        is_series=True,
        span=span,
        covered=covered,
    )
