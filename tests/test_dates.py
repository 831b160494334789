"""Deadlines are counted as a lawyer counts them, and what cannot be counted is refused."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from longtin._dates import (
    Period,
    day_from,
    months_from,
    period,
    today,
    years_window,
)
from longtin._language import Language
from longtin._moments import elapsed_hours, moment
from longtin.errors import LongtinError

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


def test_forty_two_days_before_says_whether_the_day_itself_counts() -> None:
    """One day decides whether a notice is late."""
    start = date(2021, 9, 10)

    assert day_from(start, -42, "days", counts_day=False) == date(2021, 7, 30)
    assert day_from(start, -42, "days", counts_day=True) == date(2021, 7, 31)
    assert day_from(start, 2, "weeks", counts_day=False) == date(2021, 9, 24)


@given(DAYS, st.integers(1, 400))
def test_counting_the_day_itself_is_one_day_less(day: date, amount: int) -> None:
    """Inclusive counting never moves a deadline by more than that day."""
    for sign in (1, -1):
        without = day_from(day, sign * amount, "days", counts_day=False)
        counted = day_from(day, sign * amount, "days", counts_day=True)

        assert (without - counted).days == sign


def test_a_month_without_such_a_day_needs_a_rounding() -> None:
    """31 May less a month is 30 April to one lawyer and 1 May to another."""
    with pytest.raises(LongtinError, match=r"2023-04-31, which is no day\. Name the rounding"):
        months_from(date(2023, 5, 31), -1)

    assert months_from(date(2023, 5, 31), -1, "down") == date(2023, 4, 30)
    assert months_from(date(2023, 5, 31), -1, "up") == date(2023, 5, 1)
    assert months_from(date(2024, 2, 29), 12, "down") == date(2025, 2, 28)


@given(DAYS, st.integers(-120, 120))
def test_months_land_in_the_month_asked_for(day: date, months: int) -> None:
    """Rounded down, a step never leaves its month."""
    reached = months_from(day, months, "down")

    assert (reached.year - day.year) * 12 + reached.month - day.month == months


def test_an_hour_needs_its_zone() -> None:
    """Forty-eight hours are 48 hours wherever the request was received."""
    asked = moment("2013-08-23 09:00 Asia/Ho_Chi_Minh")
    answered = moment("2013-08-25T02:00Z")

    assert elapsed_hours(asked, answered) == (48, 48)
    with pytest.raises(LongtinError, match=r"no time zone\. Add one"):
        moment("2013-08-23T09:00")


@pytest.mark.parametrize("hour", ["2024-03-31 02:30", "2024-10-27 02:30"])
def test_an_hour_that_came_twice_or_never_is_refused(hour: str) -> None:
    """Clocks change twice a year in most of Europe."""
    with pytest.raises(LongtinError, match="twice or never"):
        moment(f"{hour} Europe/Vienna")


@pytest.mark.parametrize("words", ["2024-02-30", "soon", "2024-13-01", "2024-01-01T25:00Z"])
def test_what_is_no_moment_is_refused(words: str) -> None:
    """Each message shows what was written."""
    with pytest.raises(LongtinError, match="is not a"):
        moment(words)


def test_bare_days_are_counted_whole() -> None:
    """An exercise from the 10th to the 12th lasts three days, 72 hours."""
    assert elapsed_hours(moment("2021-09-10"), moment("2021-09-12")) == (72, 72)


def test_windows_of_years() -> None:
    """A calendar window ends with the year, a rolling one with the day."""
    day = date(2021, 9, 10)

    assert years_window(day, 3, "calendar") == Period(date(2019, 1, 1), date(2021, 12, 31))
    assert years_window(day, 1, "rolling") == Period(date(2020, 9, 11), day)


@pytest.fixture
def _clocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Clocks set back to their own zone after the test."""
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_clocks")
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2027, 5, 31)),
        ("Asia/Ho_Chi_Minh", date(2027, 6, 1)),
        ("Pacific/Kiritimati", date(2027, 6, 1)),
        ("America/Los_Angeles", date(2027, 5, 31)),
    ],
)
def test_today_is_the_civil_day_where_the_machine_stands(
    monkeypatch: pytest.MonkeyPatch, zone: str, day: date
) -> None:
    """A desk in Ha Noi dates its notice 1 June while it is still 31 May in London."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()

    assert today(datetime(2027, 5, 31, 18, 30, tzinfo=UTC)) == day


@pytest.mark.usefixtures("_clocks")
def test_without_an_instant_today_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two zones a day and more apart never agree on the date."""
    days = []
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        days.append(today())

    assert (days[0] - days[1]).days in {1, 2}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("năm 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-08", date(2014, 8, 1), date(2014, 8, 31)),
        ("8/2014", date(2014, 8, 1), date(2014, 8, 31)),
        ("tháng 8/2014", date(2014, 8, 1), date(2014, 8, 31)),
        ("Tháng 8 năm 2014", date(2014, 8, 1), date(2014, 8, 31)),
        ("thang 8 nam 2014", date(2014, 8, 1), date(2014, 8, 31)),
        ("August 2014", date(2014, 8, 1), date(2014, 8, 31)),
        ("2014-08-01", date(2014, 8, 1), date(2014, 8, 1)),
        ("20140801", date(2014, 8, 1), date(2014, 8, 1)),
        ("ngày 01 tháng 8 năm 2014", date(2014, 8, 1), date(2014, 8, 1)),
        ("ngày 01/8/2014", date(2014, 8, 1), date(2014, 8, 1)),
        ("1 August 2014", date(2014, 8, 1), date(2014, 8, 1)),
        ("Aug 1, 2014", date(2014, 8, 1), date(2014, 8, 1)),
        ("31/12/2014", date(2014, 12, 31), date(2014, 12, 31)),
        ("31.12.2014", date(2014, 12, 31), date(2014, 12, 31)),
        ("12/31/2014", date(2014, 12, 31), date(2014, 12, 31)),
    ],
)
def test_a_date_is_read_as_people_and_documents_write_it(
    text: str, first: date, last: date
) -> None:
    """What the program prints, and what stands on a letterhead, can be typed back."""
    assert period(text) == Period(first, last)


def test_a_day_and_a_month_are_never_taken_for_each_other() -> None:
    """1 August and 8 January 2014 lie on either side of a crisis."""
    with pytest.raises(LongtinError, match=r"may be two days\. Write 2014-08-01 or 2014-01-08"):
        period("01/08/2014")

    assert period("01/08/2014", day_first=True).start == date(2014, 8, 1)
    assert period("08/08/2014").start == date(2014, 8, 8)


@given(DAYS)
def test_what_either_language_prints_is_read_back(day: date) -> None:
    """A date copied from a brief into the next command means the same day."""
    vietnamese, english = Language("vi"), Language("en")

    assert period(vietnamese.date(day), day_first=True).end == day
    assert period(vietnamese.long_date(day)).end == day
    assert period(english.date(day)).end == day
    assert period(vietnamese.month(day)) == period(english.month(day)) == period(f"{day:%Y-%m}")


@given(st.text(max_size=20))
def test_whatever_is_typed_for_a_date_ends_in_a_day_or_in_words(text: str) -> None:
    """A library error that leaks through the door helps nobody."""
    said = ""
    try:
        said = f"{period(text).start}."
    except LongtinError as refused:
        said = str(refused)

    assert said[-1] == "."


def test_a_moment_may_be_a_day_as_documents_write_it() -> None:
    """The file of an exercise is written by the office that dates its letters so."""
    assert moment("ngày 10 tháng 3 năm 2026") == moment("10 March 2026") == moment("2026-03-10")
    with pytest.raises(LongtinError, match="may be two days"):
        moment("10/03/2026")
    with pytest.raises(LongtinError, match="is not a day or an hour"):
        moment("March 2026")
