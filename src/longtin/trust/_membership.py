"""Membership of the state system on the day asked about, and on the day belief is told of."""

from collections.abc import Sequence
from datetime import date

from longtin import actors
from longtin._dates import When, last_day
from longtin.errors import RecordError, Term

State = str | int | actors.State
"""A state by code or name, or as it was found."""


def members(states: Sequence[State], asked: When | None, told: date) -> tuple[actors.State, ...]:
    """The states that names stand for on the day asked about.

    Args:
        states: By code or name, or as they were found.
        asked: The day; that of which belief is told without it.
        told: The day of which belief is told: that one, or the end of the year before.

    Raises:
        ActorError: There is no such state on the day asked about.
        RecordError: It became a member after the last year of which belief is told.
    """
    day = last_day(asked) or told
    found = tuple(actors.find(each, day) for each in states)
    for each in found:
        since = max(first for first, _ in actors.spells(each.ccode) if first <= day)
        if told < since:
            raise RecordError(
                "{state} is a member of the state system from {since} on, and so early trust is "
                "told at the end of each year only: there is no figure before {first}. Ask for "
                "that day or a later one.",
                state=Term(f"{each.name_en} ({each.key})", f"{each.name_vi} ({each.key})"),
                since=since,
                first=date(since.year, 12, 31),
            )
    return found
