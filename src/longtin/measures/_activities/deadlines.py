"""Deadlines of duties: the last moment, and whether something came in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from longtin._dates import day_from
from longtin._moments import Clocks, Moment
from longtin.measures._activities.account import Account
from longtin.measures._regimes.obligation import Deadline


@dataclass(frozen=True)
class DueDate:
    """The last moment in time.

    Attributes:
        by: A day, or an hour with its zone; nothing where the text gives no figure.
        needs: What is lacking to work it out.
    """

    by: Moment | None = None
    needs: tuple[str, ...] = ()


def due_date(deadline: Deadline | None, seen: Account, parameters: Mapping[str, float]) -> DueDate:
    """Work out a deadline for an activity; without one, nothing is due by a date."""
    if deadline is None:
        return DueDate()
    if deadline.relation == "by_date":
        return due_from(deadline, Moment(seen.day))
    if deadline.relation == "open":
        return _open(deadline, seen, parameters)
    anchor = seen.moment(deadline.anchor or "start")
    if anchor is None:
        return DueDate(needs=(f"moment:{deadline.anchor}",))
    return due_from(deadline, anchor)


def due_from(deadline: Deadline, anchor: Moment) -> DueDate:
    """Count a deadline from what it is counted from.

    Args:
        deadline: Any but `open`, which gives no figure.
        anchor: The moment of its `anchor`; for `by_date` a day of the activity's year.
    """
    if deadline.relation == "by_date":
        return DueDate(
            Moment(date.fromisoformat(f"{anchor.day.year + deadline.years}-{deadline.day}"))
        )
    if deadline.relation == "open":
        return DueDate()
    if deadline.relation == "at":
        return DueDate(Moment(anchor.day))
    sign = -1 if deadline.relation == "before" else 1
    amount = sign * (deadline.amount or 0)
    if deadline.unit == "hours":
        if anchor.instant is None:
            return DueDate(needs=(f"hour:{deadline.anchor}",))
        return DueDate(anchor.later(amount))
    day = day_from(
        anchor.day,
        amount,
        deadline.unit or "days",
        counts_day=bool(deadline.counts_day),
        rounding=deadline.rounding,
    )
    return DueDate(Moment(day))


def _open(deadline: Deadline, seen: Account, parameters: Mapping[str, float]) -> DueDate:
    """A deadline in words, which only the user can turn into hours."""
    if deadline.parameter is None:
        return DueDate()
    hours = parameters.get(deadline.parameter)
    if hours is None:
        return DueDate(needs=(f"parameter:{deadline.parameter}",))
    anchor = next(
        (found for name in ("event", "received", "start") if (found := seen.moment(name))), None
    )
    if anchor is None or anchor.instant is None:
        return DueDate(needs=("hour:event",))
    return DueDate(anchor.later(hours))


def in_time(sent: Moment, by: Moment, clocks: Clocks) -> bool | None:
    """Whether something was sent in time; not known when only its day is, and the hour matters.

    Args:
        sent: When.
        by: The last moment in time.
        clocks: Time zones that the sender may keep.
    """
    if by.instant is None:
        return sent.day <= by.day
    last = by.opens()[0]
    if sent.opens(clocks)[0] > last:
        return False
    return True if sent.closes(clocks)[1] <= last else None


def passed(by: Moment, today: Moment) -> bool:
    """Whether a deadline is over; a bare day is over only when it has ended, where it is due."""
    if by.instant is None or today.instant is None:
        return today.day > by.day
    return today.opens() > by.opens()


def days_late(sent: Moment, by: Moment) -> int:
    """Whole days, counted up, by which something is late; one for any part of a day."""
    if by.instant is None:
        return max(0, (sent.day - by.day).days)
    late = (sent.opens()[0] - by.opens()[0]).total_seconds()
    return max(0, -int(-late // 86400))
