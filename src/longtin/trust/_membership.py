"""Membership of the state system on the day asked about, and since when belief can be told of."""

from collections.abc import Sequence
from datetime import date

from longtin import actors
from longtin.errors import RecordError, Term

State = str | int | actors.State
"""A state by code or name, or as it was found."""


def year_over(day: date) -> int:
    """The last year that is over at the end of a day."""
    return day.year if (day.month, day.day) == (12, 31) else day.year - 1


def members(states: Sequence[State], day: date, by: str) -> tuple[actors.State, ...]:
    """The states that names stand for on a day, if belief can be told of them.

    Args:
        states: By code or name, or as they were found.
        day: The day.
        by: `week` or `year`.

    Raises:
        ActorError: There is no such state on that day.
        RecordError: By year, it became a member after the last year that was over.
    """
    found = tuple(actors.find(each, day) for each in states)
    for each in found:
        since = max(first for first, _ in actors.spells(each.ccode) if first <= day)
        if by == "year" and since.year > year_over(day):
            raise RecordError(
                "{state} is a member of the state system from {since} on, and so early trust is "
                "told by complete years only: there is no figure before {first}. Ask for that day "
                "or a later one.",
                state=Term(f"{each.name_en} ({each.key})", f"{each.name_vi} ({each.key})"),
                since=since,
                first=date(since.year, 12, 31),
            )
    return found
