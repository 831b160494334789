"""Calendar arithmetic: dates as people write them, and deadlines counted from them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unicodedata import combining, normalize

from longtin.errors import LongtinError

WEEK = 7
"""Days of a week."""

DAYS_A_YEAR = 365.25
"""Days of a year, leap years evened out."""

DAYS_A_MONTH = DAYS_A_YEAR / 12
"""Days of a month, long and short ones evened out: 30.4375."""


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


_MONTHS = tuple(
    "january february march april may june july august september october november december".split()  # noqa: SIM905 -- shorter so
)
_SIGN = r"\s*[-/.]\s*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?:nam\s+)?(?P<year>\d{4})",
        rf"(?P<year>\d{{4}}){_SIGN}(?P<month>\d{{1,2}})",
        rf"(?P<year>\d{{4}}){_SIGN}(?P<month>\d{{1,2}}){_SIGN}(?P<day>\d{{1,2}})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"(?:thang\s+)?(?P<month>\d{{1,2}}){_SIGN}(?P<year>\d{{4}})",
        rf"(?P<one>\d{{1,2}}){_SIGN}(?P<two>\d{{1,2}}){_SIGN}(?P<year>\d{{4}})",
        rf"ngay\s+(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SIGN}(?P<year>\d{{4}})",
        r"(?:(?:ngay\s+)?(?P<day>\d{1,2})\s+)?thang\s+(?P<month>\d{1,2}),?\s+(?:nam\s+)?(?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})\s+)?(?P<word>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<word>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
    )
)
"""How people write dates, without marks and capitals; `one` and `two` are a day and a month."""

LONGEST = 60
"""Characters of a date; what is longer is none, and is not looked at."""


def period(text: str, *, day_first: bool = False) -> Period:
    """Read a day, a month or a year, as people and documents write them.

    `2014`, `2014-05`, `2014-05-12`; `5/2014`, `tháng 5 năm 2014`, `May 2014`; `12 May 2014`,
    `ngày 12 tháng 5 năm 2014`, `25/12/2014`.

    Args:
        text: The date.
        day_first: Whether `01/08/2014` is 1 August, as in Vietnamese. Without it, a day and a
            month that may be taken for each other are refused.

    Raises:
        LongtinError: It is no date, names no day there is, or may be two.
    """
    bare = _bare(text) if len(text) <= LONGEST else ""
    found = next((form for each in _FORMS if (form := each.fullmatch(bare))), None)
    if found is None:
        raise LongtinError(
            "'{text}' is not a date. Write a day (2014-05-12), a month (2014-05) or a year (2014).",
            text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
        )
    parts = found.groupdict()
    if parts.get("one"):
        return _either_way(text, parts, day_first=day_first)
    month = _month_of(text, parts)
    return _read(text, parts["year"], month, parts.get("day"))


When = str | int | date | Period
"""A day, a month or a year as given from Python: text, a date, or the number of a year."""


def asked(when: When) -> Period:
    """What was given from Python, as the period it names.

    Raises:
        LongtinError: It is no date.
    """
    if isinstance(when, Period):
        return when
    if isinstance(when, datetime):
        return Period(when.date(), when.date())
    if isinstance(when, date):
        return Period(when, when)
    return period(str(when))


def last_day(when: When | None) -> date | None:
    """The last day of what was given from Python, if anything was."""
    return None if when is None else asked(when).end


def _bare(text: str) -> str:
    """Text without marks, capitals and needless spaces."""
    split = normalize("NFD", text.strip().casefold())
    return " ".join("".join(each for each in split if not combining(each)).split())


def _month_of(text: str, parts: Mapping[str, str | None]) -> str | None:
    """The number of the month, which English may give as a word or its first letters."""
    word = parts.get("word")
    if word is None:
        return parts.get("month")
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(word):
            return str(number)
    raise LongtinError(
        "'{text}' is not a date. Write a day (2014-05-12), a month (2014-05) or a year (2014).",
        text=text,
    )


def _either_way(text: str, parts: Mapping[str, str | None], *, day_first: bool) -> Period:
    one, two, year = int(parts["one"] or 0), int(parts["two"] or 0), int(parts["year"] or 0)
    if day_first or one > 12 or one == two:
        return _read(text, year, two, one)
    if two > 12:
        return _read(text, year, one, two)
    raise LongtinError(
        "'{text}' may be two days. Write {first} or {second}.",
        text=text,
        first=f"{year}-{two:02}-{one:02}",
        second=f"{year}-{one:02}-{two:02}",
    )


def _read(
    text: str, year: str | int | None, month: str | int | None, day: str | int | None
) -> Period:
    try:
        return _period(*(int(part) if part is not None else None for part in (year, month, day)))
    except ValueError:
        raise LongtinError(
            "'{text}' is not a date: there is no such day. Check the month and the day.", text=text
        ) from None


def _period(year: int | None, month: int | None, day: int | None) -> Period:
    year = year or 0
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
        "{n} months from {day} would be {found}, which is no day. Name the rounding: `down` (last "
        "day of the month) or `up` (first of the next).",
        n=abs(months),
        day=day,
        found=f"{year}-{month:02}-{day.day:02}",
    )


DAYS = {"days": 1, "weeks": WEEK}
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
