"""Dates as people write them: a year, a month or a day is a period."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from longtin.errors import LongtinError


@dataclass(frozen=True)
class Period:
    """From one day to another, both counted."""

    start: date
    end: date


def period(text: str) -> Period:
    """Read `2014`, `2014-05` or `2014-05-12` as the period it names.

    Raises:
        LongtinError: The text is none of the three, or no such day exists.
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    if not found:
        raise LongtinError(
            f"'{text}' is not a date. Write a day (2014-05-12), a month (2014-05) or a year (2014)."
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _period(year or 0, month, day)
    except ValueError as error:
        raise LongtinError(
            f"'{text}' is not a date: {error}. Check the month and the day."
        ) from error


def _period(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Period(date(year, month, day), date(year, month, day))


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def week_ends(first: date, last: date) -> tuple[date, ...]:
    """Sundays from `first` to `last`, and `last` itself if it is no Sunday."""
    sunday = first + timedelta(days=6 - first.weekday())
    ends = [sunday + timedelta(weeks=week) for week in range(max(0, (last - sunday).days // 7 + 1))]
    return tuple(ends if ends and ends[-1] == last else [*ends, last])


def month_id(day: date) -> int:
    """Months counted from January 1980 = 1, as the VIEWS data do."""
    return (day.year - 1980) * 12 + day.month
