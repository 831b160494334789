"""Calendars of several parties: who stands in them, and the files that other software opens."""

import io
from datetime import date, timedelta

import docx
import pytest
import vobject
from icalendar import Calendar

from longtin import actors, measures
from longtin._language import Language
from longtin.errors import DataError
from tests.test_workbook import sheet

ENGLISH, VIETNAMESE = Language("en"), Language("vi")


def code(name: str) -> int:
    """A state's code in 2027."""
    return actors.find(name, date(2027, 6, 30)).ccode


def owed(parties: list[str] | str, year: int, obligation: str) -> dict[str, str | None]:
    """Who owes something in a year, and on what that hangs."""
    return {
        actors.near(each.party, each.day).key: each.only_if
        for each in measures.calendar(parties, year)
        if each.obligation.id == obligation
    }


def test_a_state_without_air_combat_units_shows_no_air_base() -> None:
    """Vienna 2011, para 19: only states with such units; Liechtenstein was told to show one."""
    assert owed(["LIE", "DEU", "MDA"], 2026, "VD-IV-1") == {
        "DEU": None,
        "MDA": "air_combat_units",
    }


def test_an_unknown_condition_is_said_in_every_file() -> None:
    """A duty that may not exist must not stand in a calendar as if it did."""
    entries = [each for each in measures.calendar("MDA", 2026) if each.only_if]

    text = measures.as_icalendar(entries, ENGLISH).decode().replace("\r\n ", "")
    word = docx.Document(io.BytesIO(measures.as_word(entries, ENGLISH)))

    assert "Only if it has air combat units in the zone." in text
    said = [cell.text for table in word.tables for cell in table.row_cells(1)]
    assert any("only if it has air combat units" in text for text in said)


def test_all_parties_of_a_treaty_and_of_a_group_stand_in_one_calendar() -> None:
    """A secretariat's year: whoever belonged on any day of it."""
    vienna = measures.parties_of(2027, only=["vienna-2011"])
    asean = measures.parties_of(2027, "ASEAN")

    assert len(vienna) == 56
    assert {code("Viet Nam"), code("Timor-Leste")} <= set(asean)
    assert len(asean) == 11
    assert len(measures.parties_of(2024, "asean")) == 10


def test_a_group_that_is_not_there_brings_the_nearest() -> None:
    """Secretariats are named in many ways."""
    with pytest.raises(DataError, match=r"no group `aseen`\. Did you mean `asean`"):
        measures.parties_of(2027, "aseen")


def test_two_readers_open_the_calendar_and_find_every_reminder() -> None:
    """Fourteen days before each duty, in whatever software a ministry has."""
    entries = measures.calendar(["DEU", "AZE"], 2027)
    file = measures.as_icalendar(entries, ENGLISH, remind=10)

    first = Calendar.from_ical(file)
    second = vobject.readOne(file.decode())

    assert str(first["X-WR-CALNAME"]) == "Treaty duties 2027: Germany and Azerbaijan"
    assert len(first.walk("VEVENT")) == len(second.vevent_list) == len(entries)
    for event, other, entry in zip(first.walk("VEVENT"), second.vevent_list, entries, strict=True):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(days=-10)
        assert other.valarm.trigger.value == timedelta(days=-10)
        assert other.dtstart.value == event.decoded("dtstart") == entry.day
        assert other.summary.value.startswith(("Germany: ", "Azerbaijan: "))
        assert entry.obligation.id in other.summary.value


def test_no_two_calendars_share_an_entry_name() -> None:
    """A reader takes a second file with the same names for changes of the first."""
    files = [
        measures.calendar("VNM", 2027),
        measures.calendar("VNM", 2028),
        measures.calendar("PHL", 2027),
        measures.calendar(["VNM", "PHL"], 2027),
        measures.calendar(measures.parties_of(2027, "asean"), 2027),
        measures.calendar("VNM", 2027, ["bwc-confidence-1986"]),
    ]

    names = [each.uid for entries in files for each in entries]

    assert len(set(names)) == len(names)
    assert all(name.endswith("@duty.longtin") for name in names)


def test_entry_names_stay_with_language_and_order_of_asking() -> None:
    """Two desks with two languages update one calendar."""
    one = measures.calendar(["DEU", "AZE"], 2027)
    other = measures.calendar(["AZE", "Đức"], 2027)

    assert {each.uid for each in one} == {each.uid for each in other}


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE])
def test_word_and_excel_hold_who_owes_what(language: Language) -> None:
    """Party by duty, as a secretariat passes it round."""
    entries = measures.calendar(["DEU", "AZE"], 2027, ["vienna-2011", "osce-exchanges"])

    word = docx.Document(io.BytesIO(measures.as_word(entries, language)))
    grid = [list(row.values()) for row in sheet(measures.as_workbook(entries, language), 1)]

    heads = [cell.text for cell in word.tables[1].row_cells(0)]
    assert heads[1:] == ["VD-I-1", "VD-I-3", "VD-VII-1", "VD-XI-1"]
    column = heads.index("VD-I-1")
    assert word.tables[1].cell(1, column).text == language.date(date(2027, 12, 15))
    assert grid[0][1:] == ["OSCE-G-1", "OSCE-G-2", "OSCE-G-3", *heads[1:]]
    assert [row[0] for row in grid[1:]] == [
        actors.near(code(name), date(2027, 12, 31)).name(language.code) for name in ("DEU", "AZE")
    ]


def test_the_same_calendar_is_the_same_bytes() -> None:
    """A file that changes by itself cannot be compared."""
    entries = measures.calendar("VNM", 2027)

    assert measures.as_icalendar(entries, ENGLISH) == measures.as_icalendar(entries, ENGLISH)
    assert measures.as_workbook(entries, ENGLISH) == measures.as_workbook(entries, ENGLISH)
