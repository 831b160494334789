"""Measures that run between states already, or were suspended, and what says so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from longtin import actors
from longtin._data import Bilingual, Certainty
from longtin.measures import (
    Arrangement,
    ArrangementStatus,
    Catalogue,
    Measure,
    Precedent,
    arrangements_between,
    in_force,
)
from longtin.plan._situation.relevance import NOTHING_KNOWN, Found


@dataclass(frozen=True)
class RunningMeasure:
    """A measure known to run between states, or to have run.

    Attributes:
        id: The measure.
        name: What it is called.
        year: Since when; of what any two states have, none.
        certainty: How sure that is.
        since: The day, where it is known.
        by: The regime; `None` where an arrangement or a precedent of the catalogue says so.
        row: The regime's obligation.
        what: What the arrangement or the precedent is.
        until: The last day, of what was suspended.
    """

    id: str
    name: Bilingual
    year: int | None
    certainty: Certainty
    since: date | None = None
    by: Bilingual | None = None
    row: str = ""
    what: Bilingual | None = None
    until: date | None = None


def running(
    catalogue: Catalogue, states: Collection[int], day: date, found: Found = NOTHING_KNOWN
) -> tuple[RunningMeasure, ...]:
    """What runs between states already, as far as is known.

    That is: measures which a regime in force on the day makes all keep, arrangements that are
    listed, and standing channels that the catalogue has precedents of. An obligation may be owed
    and not kept, and what was opened may have been closed since; whoever plans should say so where
    it was.

    Args:
        catalogue: Where measures and precedents are.
        states: Correlates of War codes.
        day: Regimes in force then; the rest from before.
        found: Conditions that hold between them, on which what any two states have may hang.
    """
    listed = arrangements_between(states, day, found)
    return tuple(_running(catalogue, frozenset(states), day, listed))


def _running(
    catalogue: Catalogue, states: frozenset[int], day: date, listed: tuple[ArrangementStatus, ...]
) -> Iterator[RunningMeasure]:
    over = {one.arrangement.measure for one in listed if one.state != "running"}
    for measure in catalogue.values():
        own = [
            one
            for one in listed
            if one.arrangement.measure == measure.id and one.state == "running"
        ]
        held = None if measure.id in over else _by_regime(measure, states, day)
        found = held or _by_arrangement(measure, own)
        if found is None and measure.id not in over:
            found = _by_precedent(measure, states, day)
        if found is not None:
            yield found


def suspended(
    catalogue: Catalogue, states: Collection[int], day: date, found: Found = NOTHING_KNOWN
) -> tuple[RunningMeasure, ...]:
    """What ran between states and was suspended, so that it may be revived.

    Args:
        catalogue: Where measures are.
        states: Correlates of War codes.
        day: Suspended before.
        found: Conditions that hold between them.
    """
    listed = arrangements_between(states, day, found)
    runs = {one.id for one in running(catalogue, states, day, found)}
    lapsed = [
        one for one in listed if one.state == "suspended" and one.arrangement.measure not in runs
    ]
    kept = (
        _by_arrangement(measure, [one for one in lapsed if one.arrangement.measure == measure.id])
        for measure in catalogue.values()
    )
    return tuple(one for one in kept if one is not None)


def _by_arrangement(measure: Measure, listed: list[ArrangementStatus]) -> RunningMeasure | None:
    """The arrangement of fewest parties, since that is the states' own; of these the oldest."""
    if not listed:
        return None
    own = min(listed, key=lambda one: (*_how_general(one.arrangement), one.arrangement.begins))
    one = own.arrangement
    return RunningMeasure(
        measure.id, measure.name, one.year, own.certainty, one.day, what=one.what,
        until=one.until if own.state == "suspended" else None,
    )  # fmt: skip


def _how_general(one: Arrangement) -> tuple[bool, bool]:
    return one.where is not None, one.group is not None


def _by_regime(measure: Measure, states: frozenset[int], day: date) -> RunningMeasure | None:
    held = in_force(measure, states, day)
    if held is None:
        return None
    return RunningMeasure(
        measure.id,
        measure.name,
        held.since.year,
        held.certainty,
        held.since,
        held.regime.name,
        held.obligation.row or held.obligation.id,
    )


def _by_precedent(measure: Measure, states: frozenset[int], day: date) -> RunningMeasure | None:
    if measure.channel != "standing":
        return None
    both = [
        each for each in measure.precedents if each.year <= day.year and states <= _ccodes(each)
    ]
    if not both:
        return None
    first = min(both, key=lambda each: each.year)
    return RunningMeasure(measure.id, measure.name, first.year, first.certainty, what=first.what)


def _ccodes(precedent: Precedent) -> set[int]:
    """Numbers of its states, which a state keeps under every name it has had."""
    codes = [each for each in precedent.parties if isinstance(each, str)]
    return {actors.find(each, precedent.day).ccode for each in codes}
