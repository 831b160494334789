"""Moments: days and hours as files write them, and the time that passes between them.

Time that passes is counted on one clock, coordinated universal time, whatever clocks on a wall do
meanwhile: 48 hours over the night in which summer time begins end an hour later on the wall.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from longtin._dates import period
from longtin.errors import LongtinError, meant

Clocks = tuple[tzinfo, ...]
"""Time zones of which one is that of a place, nobody saying which."""

ANYWHERE: Final[Clocks] = (timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)))
"""Where a day begins first on earth, and where last."""

Bounds = tuple[datetime, datetime]
"""An instant in coordinated universal time: the earliest and the latest that it may be."""


@dataclass(frozen=True)
class Moment:
    """A day, or an hour of it in a zone that is named.

    Attributes:
        day: The day, where it happened.
        instant: The hour with its offset; nothing where only the day is known.
    """

    day: date
    instant: datetime | None = None

    def opens(self, clocks: Clocks = ANYWHERE) -> Bounds:
        """Its first instant: the hour itself, or midnight where one of these clocks is kept."""
        if self.instant is not None:
            return (self.instant.astimezone(UTC),) * 2
        return _midnight(self.day, clocks or ANYWHERE)

    def closes(self, clocks: Clocks = ANYWHERE) -> Bounds:
        """Its last instant: the hour itself, or the midnight after the day."""
        if self.instant is not None:
            return self.opens()
        return _midnight(self.day + timedelta(days=1), clocks or ANYWHERE)

    def later(self, hours: float) -> "Moment":
        """So many hours later, or earlier if negative, by the clock of the same place.

        Raises:
            ValueError: Only the day is known.
        """
        if self.instant is None:
            raise ValueError("A bare day has no hour to count from.")
        reached = self.instant.astimezone(UTC) + timedelta(hours=hours)
        there = reached.astimezone(self.instant.tzinfo)
        return Moment(there.date(), there)

    def __str__(self) -> str:
        """ISO 8601."""
        return self.instant.isoformat(timespec="minutes") if self.instant else self.day.isoformat()


def _midnight(day: date, clocks: Clocks) -> Bounds:
    begun = [datetime.combine(day, time(), clock).astimezone(UTC) for clock in clocks]
    return min(begun), max(begun)


def elapsed_hours(first: Moment, last: Moment, clocks: Clocks = ANYWHERE) -> tuple[float, float]:
    """Hours that pass from one moment to another: at least, and at most.

    Bare days are counted whole, the last to its end; from one bare day to another each is 24
    hours. Between an hour and a bare day it depends on the clock of the place.

    Args:
        first: From when.
        last: Until when.
        clocks: Those that the place of a bare day may keep.
    """
    if first.instant is None and last.instant is None:
        whole = 24.0 * ((last.day - first.day).days + 1)
        return whole, whole
    opens, closes = first.opens(clocks), last.closes(clocks)
    return _hours(closes[0] - opens[1]), _hours(closes[1] - opens[0])


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)[T ] *(\d\d:\d\d(?::\d\d)?)\s*(\S*)")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?")


def moment(text: str) -> Moment:
    """Read `2014-05-12`, or an hour with its zone: `2014-05-12T09:00+07:00`, `… Asia/Bangkok`.

    A zone is an offset (`Z`, `+07:00`, `UTC+7`) or any name of the IANA time zone database.

    Raises:
        LongtinError: It is neither, no such day or hour exists, or the zone is missing or unknown.
    """
    words = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return Moment(period(words).start)
    found = _HOUR.fullmatch(words)
    if not found:
        return _day_of(text)
    day, hour, zone = found.groups()
    if not zone:
        raise LongtinError(
            "'{text}' names an hour and no time zone. Add one: {day}T{hour}Z, {day}T{hour}+07:00 "
            "or '{day} {hour} Asia/Ho_Chi_Minh'.",
            text=text,
            day=day,
            hour=hour,
        )
    return _instant(text, f"{day}T{hour}", _clock(text, zone))


def _day_of(text: str) -> Moment:
    """A day as documents write it."""
    if ":" not in text and (read := period(text)).start == read.end:
        return Moment(read.start)
    raise LongtinError(
        "'{text}' is not a day or an hour. Write 2014-05-12, or 2014-05-12T09:00+07:00.",
        text=text,
    )


def _clock(text: str, zone: str) -> tzinfo:
    """The clock that a zone keeps, by its offset or its name."""
    bare = zone.strip("()").replace("\N{MINUS SIGN}", "-")
    if bare in {"Z", "z"}:
        return UTC
    if offset := _OFFSET.fullmatch(bare):
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if ahead <= timedelta(hours=14):
            return timezone(ahead if sign == "+" else -ahead)
    try:
        return ZoneInfo(bare)
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        near = get_close_matches(bare, available_timezones(), n=1, cutoff=0.6)
        raise LongtinError(
            "'{text}': there is no time zone `{zone}`.{hint} Write an offset such as +07:00, or a "
            "name such as Asia/Ho_Chi_Minh.",
            text=text,
            zone=bare,
            hint=meant(near),
        ) from error


def _instant(text: str, iso: str, clock: tzinfo) -> Moment:
    try:
        instant = datetime.fromisoformat(iso).replace(tzinfo=clock)
    except ValueError as error:
        raise LongtinError(
            "'{text}' is not an hour there is. Check the day and the hour.", text=text
        ) from error
    if instant.utcoffset() != instant.replace(fold=1).utcoffset():
        raise LongtinError(
            "'{text}' came twice or never, as clocks there changed. Give the offset instead.",
            text=text,
        )
    return Moment(instant.date(), instant)
