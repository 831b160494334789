"""Comparison of a pair with its neighbours, and of all of them with ten years before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from longtin import actors, trust
from longtin._dates import year_before
from longtin.acts import Record
from longtin.brief.values.direction import Direction
from longtin.brief.values.reading import FEW, Reading, StateName, readings_on

YEARS = 10

MOST = 5
"""Neighbours shown of each state: those with the most material capability."""

FIRST = date(1946, 12, 31)
"""First end of a year that the annual model tells of."""


@dataclass(frozen=True)
class Peer:
    """A state beside which the pair is seen.

    Attributes:
        party: The state that is trusted, or that trusts.
        now: Trust on the brief's date.
        before: Trust ten years before.
        is_pair: Whether this is the brief's own pair.
    """

    party: StateName
    now: Reading
    before: Reading
    is_pair: bool


@dataclass(frozen=True)
class Comparison:
    """The first direction beside others, highest trust first and unknown ones last.

    Attributes:
        before: The day ten years before the brief's.
        by_year: Whether figures of that day are by the annual model and others are not.
        ours: Trust of the first state in the second, and in its own other neighbours.
        theirs: Trust in the second state of the first, and of its other neighbours.
    """

    before: date
    by_year: bool
    ours: tuple[Peer, ...]
    theirs: tuple[Peer, ...]


def comparison(estimate: trust.Estimate, own: Direction, day: date) -> Comparison | None:
    """The first direction of a pair beside others.

    Args:
        estimate: Of the pair.
        own: The first direction, as the brief shows it.
        day: The brief's.
    """
    here, there = own.truster.ccode, own.trustee.ccode
    record = estimate.record
    ours = [(here, each) for each in _neighbours(record, here, day) if each != there][:MOST]
    theirs = [(each, there) for each in _neighbours(record, there, day) if each != here][:MOST]
    if not ours and not theirs:
        return None
    pairs = (*ours, *theirs, (here, there))
    model = replace(estimate.model, draws=min(FEW, estimate.model.draws))
    now = trust.estimate_pairs(record, pairs, by=estimate.by, until=day, model=model)
    before, by_year = year_before(day, YEARS), False
    then: dict[trust.Pair, Reading]
    if before >= now.beliefs.ends[0]:
        then = readings_on(now, before)
    else:
        by_year = estimate.by == "week"
        then = _yearly(record, pairs, before, model)
    known = readings_on(now, day) | {(here, there): own.now}

    def peers(listed: Sequence[trust.Pair], side: int) -> tuple[Peer, ...]:
        found = [
            Peer(
                StateName.of(actors.near(pair[side], day)),
                known[pair],
                then[pair],
                pair == pairs[-1],
            )
            for pair in (*listed, pairs[-1])
        ]
        found.sort(key=lambda one: -1.0 if one.now.trust is None else one.now.trust, reverse=True)
        return tuple(found)

    if all(reading.trust is None for reading in (*known.values(), *then.values())):
        return None
    return Comparison(before, by_year, peers(ours, 1), peers(theirs, 0))


def _yearly(
    record: Record, pairs: Sequence[trust.Pair], before: date, model: trust.Model
) -> dict[trust.Pair, Reading]:
    """Trust at the end of the last year that was over on a day."""
    ends = date(before.year if (before.month, before.day) == (12, 31) else before.year - 1, 12, 31)
    if ends < FIRST:
        return dict.fromkeys(pairs, Reading(before, "not covered", None, None, None))
    found = trust.estimate_pairs(record, pairs, by="year", until=ends, model=model)
    return readings_on(found, ends)


def _neighbours(record: Record, ccode: int, day: date) -> list[int]:
    """States by land or within 400 miles of water, the most capable first."""
    ties = record.ties("contiguity", None, start=day, end=day)
    touching = ties.filter((pl.col("state1") == ccode) | (pl.col("state2") == ccode))
    found = {
        one if two == ccode else two for one, two in touching.select("state1", "state2").iter_rows()
    }
    living = set(actors.living(day))
    power = _power(record, day)
    return sorted(found & living, key=lambda each: (-power.get(each, 0.0), each))


def _power(record: Record, day: date) -> dict[int, float]:
    """Share of the world's material capability in the year before, as would be known."""
    year = date(day.year - 1, 12, 31)
    rows = record.ties("capability", None, start=year, end=year)
    return dict(rows.select("state1", "value").iter_rows())
