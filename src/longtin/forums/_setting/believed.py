"""Belief of the pairs of a problem on its day: from the shipped file, or estimated by year or week.

Nothing later than the day is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from longtin import trust
from longtin.acts import Record
from longtin.errors import RecordError
from longtin.forums._issue.cooperation_problem import BeliefField, CooperationProblem
from longtin.forums._issue.listed_states import states_named
from longtin.forums._setting import belief_file
from longtin.forums._setting.setting import Floats

WEEKLY: Final = 6
"""States up to which belief in the past is estimated by week, which takes long."""

BLOCK: Final = 1_000
"""Pairs that are estimated at once, so that memory is bounded."""

IGNORANCE: Final = (0.5, 0.1, 0.9)
"""Belief and its interval where nothing is known of any pair."""

Note = tuple[str, Mapping[str, object]]

WIDE: Final = (0.15, 0.97)
"""Interval where nothing is known of a pair, round the middle of the others."""


@dataclass(frozen=True)
class Believed:
    """Belief of every pair.

    Attributes:
        level: How far each (row) trusts each other (column), (N, N).
        low: Low end of its interval.
        high: High end.
        unknown_pairs: Pairs of whom nothing is known.
        source: Where it is from: a code that pages put in words, and what fills it.
        field: Likewise, whether and where it was read in the field that the file asks for.
    """

    level: Floats
    low: Floats
    high: Floats
    unknown_pairs: int
    source: Note
    field: Note | None = None


def believed(problem: CooperationProblem, record: Record, codes: tuple[int, ...]) -> Believed:
    """How far each state of a problem trusts each other on its day."""
    given = problem.belief
    if given.level is not None:
        size = len(codes)
        ends = (given.level.at, given.level.least, given.level.most)
        level, low, high = (np.full((size, size), end) for end in ends)
        found = Believed(level, low, high, 0, ("given", {}))
    else:
        rows, source = _rows(record, codes, problem.on, given.field)
        told = _field_note(given.field, source, len(codes))
        found = replace(_from_rows(rows, source, codes), field=told)
    for each in (found.level, found.low, found.high):
        np.fill_diagonal(each, 1.0)
    places = {code: place for place, code in enumerate(codes)}
    for one in given.given:
        for truster in states_named(one.truster, problem.on):
            for trustee in states_named(one.trustee, problem.on):
                if truster != trustee and truster in places and trustee in places:
                    where = places[truster], places[trustee]
                    found.level[where] = one.at
                    found.low[where] = one.at if one.low is None else one.low
                    found.high[where] = one.at if one.high is None else one.high
    return found


def _rows(
    record: Record, codes: tuple[int, ...], day: date, field: BeliefField | None
) -> tuple[pl.DataFrame, tuple[str, Mapping[str, object]]]:
    """Rows in the columns of the shipped file, and where they are from."""
    pairs = [(one, two) for one in codes for two in codes if one != two]
    until, made_from, shipped = belief_file.shipped()
    apart = is_read_apart(field) and len(codes) <= WEEKLY
    if not apart and day >= until and made_from == belief_file.belief_version(record):
        known = pl.col("truster").is_in(codes) & pl.col("trustee").is_in(codes)
        return shipped.filter(known), ("shipped", {"day": until})
    year = date(min(day.year - 1, trust.last_year(record)), 12, 31)
    if len(codes) <= WEEKLY:
        is_shipped = made_from == belief_file.belief_version(record)
        last = min(day, until) if is_shipped else day
        try:
            estimate = trust.estimate_pairs(
                record, pairs, by="week", until=last, model=belief_file.model()
            )
        except RecordError:  # before the first dated act
            pass
        else:
            told = belief_file.rows(estimate, last)
            found, own = _in_field(estimate, told, last, field if apart else None)
            return found, ("week", {"day": last, "own": own, "pairs": len(pairs)})
    try:
        trust.reach(record, year, "year")
    except RecordError:
        return shipped.clear(), ("none", {})
    parts = []
    for first in range(0, len(pairs), BLOCK):
        some = pairs[first : first + BLOCK]
        estimate = trust.estimate_pairs(
            record, some, by="year", until=year, model=belief_file.model()
        )
        parts.append(belief_file.rows(estimate, year))
    return pl.concat(parts), ("year", {"year": year.year})


def _in_field(
    estimate: trust.Estimate, told: pl.DataFrame, day: date, field: BeliefField | None
) -> tuple[pl.DataFrame, int]:
    """The same, with a pair's own reading in a field where it has one; and how many have."""
    if field is None:
        return told, 0
    rows, own_readings = [], 0
    for row in told.iter_rows(named=True):
        own = trust.by_issue(estimate, row["truster"], row["trustee"], day).row(
            by_predicate=pl.col("issue") == field, named=True
        )
        if own["trust"] is not None:
            own_readings += 1
            row |= {name: round(own[name] * 1000) for name in ("trust", "low", "high")}
        rows.append(row)
    return pl.DataFrame(rows, schema=belief_file.COLUMNS), own_readings


def is_read_apart(field: BeliefField | None) -> bool:
    """Whether acts of a field were found to be foretold better by a level of its own."""
    model = belief_file.model().issues
    return field is not None and model is not None and model.spreads[field] > 0.0


def _field_note(field: BeliefField | None, source: Note, size: int) -> Note | None:
    """What became of the field that a file asks for."""
    if field is None:
        return None
    if not is_read_apart(field):
        return "field-at-large", {"field": field}
    if source[0] != "week" and size <= WEEKLY:
        return "field-before", {"field": field}
    if source[0] != "week":
        return "field-many", {"field": field, "n": WEEKLY}
    return "field", {"field": field, **{key: source[1][key] for key in ("own", "pairs")}}


def _from_rows(
    rows: pl.DataFrame, source: tuple[str, Mapping[str, object]], codes: tuple[int, ...]
) -> Believed:
    size = len(codes)
    places = {code: place for place, code in enumerate(codes)}
    level, low, high = (np.full((size, size), np.nan) for _ in range(3))
    for truster, trustee, middle, least, most in rows.iter_rows():
        if truster in places and trustee in places:
            where = places[truster], places[trustee]
            level[where], low[where], high[where] = (
                each / 1000.0 for each in (middle, least, most)
            )
    np.fill_diagonal(level, 1.0)
    missing = np.isnan(level)
    unknown = int(missing.sum())
    others = level[~missing & ~np.eye(size, dtype=bool)]
    middle, ends = (
        (float(np.median(others)), WIDE) if len(others) else (IGNORANCE[0], IGNORANCE[1:])
    )
    level[missing] = middle
    low[np.isnan(low)], high[np.isnan(high)] = min(ends[0], middle), max(ends[1], middle)
    return Believed(level, np.minimum(low, level), np.maximum(high, level), unknown, source)
