"""Hours are counted as they pass, whatever the clocks on the wall do, in every zone there is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, strategies as st

from longtin._moments import ANYWHERE, Moment, elapsed_hours, moment
from longtin.errors import LongtinError

ZONES = sorted(available_timezones())
HOURS = st.datetimes(datetime(1946, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 -- zones come later


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_of_the_database_is_read(zone: str) -> None:
    """Names have hyphens, figures and signs, and some have no slash."""
    assert moment(f"2026-06-28 12:00 {zone}").instant == datetime(
        2026, 6, 28, 12, tzinfo=ZoneInfo(zone)
    )


@pytest.mark.parametrize(
    "written",
    ["Z", " UTC", " GMT", "+00:00", " UTC+0", " (UTC+00:00)", " Etc/UTC", "+0000", "-00"],
)
def test_universal_time_has_many_spellings(written: str) -> None:
    """Ministries write it each in their own way, and our own pages in brackets."""
    assert str(moment(f"2026-06-28T10:00{written}")) == "2026-06-28T10:00+00:00"


def test_an_offset_is_ahead_of_universal_time_but_in_one_family_of_names() -> None:
    """`GMT+7` is Ha Noi to everybody; `Etc/GMT+7` is the database's name for the other side."""
    assert str(moment("2026-06-28 10:00 GMT+7")) == "2026-06-28T10:00+07:00"
    assert str(moment("2026-06-28 10:00 UTC\N{MINUS SIGN}3:30")) == "2026-06-28T10:00-03:30"
    assert str(moment("2026-06-28 10:00 Etc/GMT+7")) == "2026-06-28T10:00-07:00"


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("Asia/Hochiminh", "Asia/Ho_Chi_Minh"),
        ("america/port-au-prince", "America/Port-au-Prince"),
        ("Europe/Berlim", "Europe/Berlin"),
    ],
)
def test_a_zone_there_is_not_is_named_with_the_nearest(zone: str, near: str) -> None:
    """Nobody knows the names by heart."""
    with pytest.raises(LongtinError, match=f"no time zone `{zone}`. Did you mean `{near}`"):
        moment(f"2026-06-28 10:00 {zone}")


@pytest.mark.parametrize("zone", ["+25:00", "Europe", "../secrets", "somewhere else"])
def test_what_is_no_zone_is_refused(zone: str) -> None:
    """Folders of the database and paths are none."""
    with pytest.raises(LongtinError):
        moment(f"2026-06-28 10:00 {zone}")


def test_seconds_are_read() -> None:
    """A minute past the deadline begins with its first second."""
    assert moment("2026-03-30T10:40:59Z").opens()[0].second == 59


@given(HOURS, st.sampled_from(ZONES), st.integers(-400, 400))
def test_hours_later_is_hours_elapsed(wall: datetime, zone: str, hours: int) -> None:
    """48 hours over the night in which clocks change are 48 hours, not 47 or 49."""
    start = Moment(wall.date(), wall.replace(tzinfo=ZoneInfo(zone)))

    reached = start.later(hours)

    assert elapsed_hours(start, reached) == (hours, hours)
    assert reached.instant is not None
    assert reached.instant.astimezone(UTC) - start.opens()[0] == timedelta(hours=hours)
    assert reached.day == reached.instant.date()


def test_forty_eight_hours_over_the_start_of_summer_time() -> None:
    """Europe/Berlin went from UTC+1 to UTC+2 in the night to 29 March 2026."""
    received = moment("2026-03-28 10:00 Europe/Berlin")

    assert received.later(48) == moment("2026-03-30 11:00 Europe/Berlin")
    assert elapsed_hours(received, moment("2026-03-30 10:40 Europe/Berlin"))[0] < 48
    assert elapsed_hours(
        moment("2026-10-22 10:00 Europe/Berlin"), moment("2026-10-26 09:30 Europe/Berlin")
    ) == (96.5, 96.5)


def test_a_bare_day_has_no_hour_to_count_from() -> None:
    """Which hour it was decides the deadline."""
    with pytest.raises(ValueError, match="no hour"):
        moment("2026-03-28").later(48)


def test_a_bare_day_begins_by_the_clock_of_its_place() -> None:
    """In Berlin 14 June ends two hours before it does in universal time."""
    arrival, end = moment("2026-06-10T10:00+02:00"), moment("2026-06-14")

    assert elapsed_hours(arrival, end, (ZoneInfo("Europe/Berlin"),)) == (110, 110)
    assert elapsed_hours(arrival, end) == (98, 124)


def test_a_bare_day_is_somewhere_on_earth() -> None:
    """It begins on Kiritimati and ends on Baker Island, fifty hours later."""
    day = Moment(date(2026, 6, 14))

    opens, closes = day.opens(), day.closes()

    assert closes[1] - opens[0] == timedelta(hours=50)
    assert day.opens(()) == day.opens(ANYWHERE)
