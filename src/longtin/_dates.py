"""Dates as people write them, and the arithmetic of deadlines: the one calendar of the package."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from longtin.errors import LongtinError


def today(now: datetime | None = None) -> date:
    """The day it is where this machine stands, as on the calendar on its wall.

    Notices, deadlines and programmes are dated by the civil day of whoever writes them, so that
    is the day meant wherever none is given: in Ha Noi, 1 June begins while it is still 31 May in
    London. The clock is read here and nowhere else; the zone is the machine's, or `TZ`.

    Args:
        now: An instant, with its zone; this one without it.
    """
    return (now or datetime.now(UTC)).astimezone().date()


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


def year_before(day: date, years: int = 1) -> date:
    """The same day so many years earlier; 28 February for a 29 February that year lacks."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def week_ends(first: date, last: date) -> tuple[date, ...]:
    """Sundays from `first` to `last`, and `last` itself if it is no Sunday."""
    sunday = first + timedelta(days=6 - first.weekday())
    ends = [sunday + timedelta(weeks=week) for week in range(max(0, (last - sunday).days // 7 + 1))]
    return tuple(ends if ends and ends[-1] == last else [*ends, last])


def month_id(day: date) -> int:
    """Months counted from January 1980 = 1, as the VIEWS data do."""
    return (day.year - 1980) * 12 + day.month


# --- deadlines -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """A day, or an hour of it in a zone that is named.

    Attributes:
        day: The day, where it happened.
        instant: The hour with its offset; nothing where only the day is known.
    """

    day: date
    instant: datetime | None = None

    def opens(self) -> datetime:
        """Its first instant; of a bare day, midnight in coordinated universal time."""
        return self.instant or datetime.combine(self.day, time(), UTC)

    def closes(self) -> datetime:
        """Its last instant: the hour itself, or the end of the day."""
        return self.instant or datetime.combine(self.day, time(), UTC) + timedelta(days=1)

    def __str__(self) -> str:
        """ISO 8601."""
        return self.instant.isoformat(timespec="minutes") if self.instant else self.day.isoformat()


_HOUR = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?"
    r"\s*(Z|[+-]\d\d:\d\d|[A-Z][A-Za-z_]+(?:/[A-Za-z_]+)+)?"
)


def moment(text: str) -> Moment:
    """Read `2014-05-12`, or an hour with its zone: `2014-05-12T09:00+07:00`, `… Asia/Bangkok`.

    Raises:
        LongtinError: It is neither, no such day or hour exists, or the zone is missing or unknown.
    """
    words = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return Moment(period(words).start)
    found = _HOUR.fullmatch(words)
    if not found:
        raise LongtinError(
            f"'{text}' is not a day or an hour. Write 2014-05-12, or 2014-05-12T09:00+07:00."
        )
    day, hour, zone = found.groups()
    if zone is None:
        raise LongtinError(
            f"'{text}' names an hour and no time zone. Add one: {day}T{hour}Z, {day}T{hour}+07:00 "
            f"or '{day} {hour} Asia/Ho_Chi_Minh'."
        )
    if "/" not in zone:
        return _instant(text, f"{day}T{hour}{zone.replace('Z', '+00:00')}", None)
    return _instant(text, f"{day}T{hour}", zone)


def _instant(text: str, iso: str, zone: str | None) -> Moment:
    try:
        read = datetime.fromisoformat(iso)
        instant = read.replace(tzinfo=ZoneInfo(zone)) if zone else read
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise LongtinError(
            f"'{text}' is not an hour: {error}. Check the day, the hour and the zone."
        ) from error
    if instant.utcoffset() != instant.replace(fold=1).utcoffset():
        raise LongtinError(
            f"'{text}' came twice or never, as clocks there changed. Give the offset instead."
        )
    return Moment(instant.date(), instant)


def months_from(day: date, months: int, rounding: str | None = None) -> date:
    """The same day so many months later, or earlier if negative.

    Args:
        day: Where to start.
        months: How many.
        rounding: What stands for a day the month does not have: `down` its last day, `up` the
            first of the next.

    Raises:
        LongtinError: The month has no such day and no rounding is named.

    Example:
        >>> months_from(date(2024, 5, 31), -1, "down")
        datetime.date(2024, 4, 30)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    if day.day <= last:
        return date(year, month, day.day)
    if rounding == "down":
        return date(year, month, last)
    if rounding == "up":
        return date(year, month, last) + timedelta(days=1)
    raise LongtinError(
        f"{abs(months)} months from {day} would be {year}-{month:02}-{day.day:02}, which is no "
        "day. Name the rounding: `down` (last day of the month) or `up` (first of the next)."
    )


DAYS = {"days": 1, "weeks": 7}
MONTHS = {"months": 1, "years": 12}


def day_from(
    day: date, amount: int, unit: str, *, counts_day: bool, rounding: str | None = None
) -> date:
    """The day so many days, weeks, months or years after another; before it if negative.

    Args:
        day: The day counted from.
        amount: How many; negative counts backwards.
        unit: `days`, `weeks`, `months` or `years`.
        counts_day: Whether `day` itself is the first one counted. "42 days before" the 43rd day
            of a year is the first without it, the second with it.
        rounding: As `months_from` takes it.

    Raises:
        LongtinError: A month has no such day and no rounding is named.
        ValueError: The unit is none of these.
    """
    if unit in DAYS:
        reached = day + timedelta(days=DAYS[unit] * amount)
    elif unit in MONTHS:
        reached = months_from(day, MONTHS[unit] * amount, rounding)
    else:
        raise ValueError(f"{unit} is no unit of whole days.")
    if counts_day and amount:
        reached += timedelta(days=-1 if amount > 0 else 1)
    return reached


def elapsed_hours(first: Moment, last: Moment) -> float:
    """Hours from one moment to another; bare days are counted whole, the last to its end."""
    return (last.closes() - first.opens()).total_seconds() / 3600


def years_window(day: date, years: int, kind: str) -> Period:
    """The window of years that a quota is counted over.

    Args:
        day: A day inside it.
        years: How long it is.
        kind: `calendar` for whole calendar years ending with that day's; `rolling` for exactly so
            many years up to and with the day.
    """
    if kind == "calendar":
        return Period(date(day.year - years + 1, 1, 1), date(day.year, 12, 31))
    return Period(months_from(day, -12 * years, "down") + timedelta(days=1), day)
