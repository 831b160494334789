"""The calendar of a party's year."""

from datetime import date

import pytest
from icalendar import Calendar

from longtin import measures
from longtin._language import Language
from longtin.errors import ActorError, DataError


def days(party: str, year: int, obligation: str) -> list[date]:
    """When an obligation stands in a party's year."""
    return [each.day for each in measures.calendar(party, year) if each.obligation.id == obligation]


def test_fixed_days_stand_on_their_day() -> None:
    """Lists of nuclear installations are exchanged on New Year's Day, prisoners' twice a year."""
    assert days("IND", 2026, "INPK-N2") == [date(2026, 1, 1)]
    assert days("PAK", 2026, "INPK-C1") == [date(2026, 1, 1), date(2026, 7, 1)]
    assert days("DEU", 2026, "VD-I-1") == [date(2026, 12, 15)]
    assert days("DEU", 2026, "VD-VII-1") == [date(2026, 11, 15)]
    assert days("DEU", 2026, "OSCE-G-1") == [date(2026, 4, 30)]


def test_periods_end_on_their_last_day() -> None:
    """A monthly test of a hotline has twelve last days."""
    assert len(days("VNM", 2026, "VNPH-1")) == 12
    assert days("VNM", 2026, "VNCN-4") == [date(2026, 6, 30), date(2026, 12, 31)]


def test_once_in_five_years_is_due_in_the_fifth() -> None:
    """Air base visits: 2012 to 2016, 2017 to 2021, 2022 to 2026."""
    assert days("DEU", 2026, "VD-IV-1") == [date(2026, 12, 31)]
    assert days("DEU", 2025, "VD-IV-1") == []


def test_nothing_is_asked_before_force_or_after_the_end() -> None:
    """Editions follow each other: each year has one."""
    assert days("IND", 1991, "INPK-N2") == []
    assert days("IND", 1992, "INPK-N2") == [date(1992, 1, 1)]
    assert days("DEU", 2011, "VD99-VII-1") == [date(2011, 11, 15)]
    assert days("DEU", 2011, "VD99-I-1") == []
    assert days("DEU", 2011, "VD-I-1") == [date(2011, 12, 15)]
    assert days("RUS", 2024, "CFE-4") == []


def test_the_file_opens_in_a_calendar_and_never_changes() -> None:
    """The same entries give the same bytes, so that a calendar updates and does not double."""
    entries = measures.calendar("VNM", 2026)
    first, again = (measures.as_icalendar(entries, Language("vi")) for _ in range(2))

    events = Calendar.from_ical(first).walk("VEVENT")

    assert first == again
    starts = [event.decoded("dtstart") for event in events]
    assert starts == [entry.day for entry in entries]
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_language_changes_words_and_not_identity() -> None:
    """Two desks with two languages share one calendar."""
    entries = measures.calendar("VNM", 2026)
    uids = [
        [str(event["UID"]) for event in Calendar.from_ical(file).walk("VEVENT")]
        for file in (measures.as_icalendar(entries, Language(code)) for code in ("en", "vi"))
    ]

    assert uids[0] == uids[1]


def test_a_year_or_state_out_of_reach_is_refused() -> None:
    """Each refusal says what to give."""
    with pytest.raises(DataError, match="1945 to 2100"):
        measures.calendar("VNM", 26)
    with pytest.raises(ActorError):
        measures.calendar("Atlantis", 2026)
