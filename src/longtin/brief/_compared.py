"""The pair beside others: neighbours of both, and all of them ten years before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from longtin import actors, trust
from longtin._dates import year_before
from longtin.acts import Record
from longtin.brief._brief import Compared, Direction, Party, Peer, Reading
from longtin.brief._readings import readings_on

YEARS = 10
MOST = 5
"""Neighbours shown of each state: those with the most material capability."""

FIRST = date(1946, 12, 31)
"""First end of a year that the annual model tells of."""

DRAWS = 64
"""Draws behind an interval here, where it is one of many."""


def compared(estimate: trust.Estimate, own: Direction, day: date, language: str) -> Compared | None:
    """The first direction of a pair beside others.

    Args:
        estimate: Of the pair.
        own: The first direction, as the brief shows it.
        day: The brief's.
        language: Of the names.
    """
    here, there = own.truster.ccode, own.trustee.ccode
    record = estimate.record
    ours = [(here, each) for each in _neighbours(record, here, day) if each != there][:MOST]
    theirs = [(each, there) for each in _neighbours(record, there, day) if each != here][:MOST]
    if not ours and not theirs:
        return None
    pairs = (*ours, *theirs, (here, there))
    model = replace(estimate.model, draws=min(DRAWS, estimate.model.draws))
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
            Peer(_party(pair[side], day, language), known[pair], then[pair], pair == pairs[-1])
            for pair in (*listed, pairs[-1])
        ]
        return tuple(sorted(found, key=_height, reverse=True))

    if all(reading.trust is None for reading in (*known.values(), *then.values())):
        return None
    return Compared(before, by_year, peers(ours, 1), peers(theirs, 0))


def _height(peer: Peer) -> float:
    return -1.0 if peer.now.trust is None else peer.now.trust


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


def _party(ccode: int, day: date, language: str) -> Party:
    state = actors.near(ccode, day)
    return Party(state.ccode, state.key, state.name(language))
