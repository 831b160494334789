"""Whose the actors of event data are."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin import actors
from longtin.actors._spans import overlap, union, without
from longtin.actors._tables import Span
from tests.actors.sources import SOURCES

MAY_2014 = date(2014, 5, 12)


def on(name: str, day: date, *columns: str) -> list[tuple[int, str, str]]:
    """State, sphere and way of finding of a name on a day."""
    return [
        (found.ccode, found.sphere, found.via)
        for found in actors.affiliations(name, *columns)
        if (not found.start or found.start <= day) and (not found.end or day <= found.end)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("France", (220, "state", "state")),
        ("Vietnam", (816, "state", "state")),
        ("Cote d'Ivoire", (437, "state", "state")),
        ("Foreign Affairs (France)", (220, "state", "agency")),
        ("Citizen (Thailand)", (800, "society", "agency")),
        ("Protester (South Korea)", (732, "society", "agency")),
        ("Member of Legislative (Govt) (Kenya)", (501, "state", "agency")),
        ("Police (Hong Kong)", (710, "public", "agency")),
        ("Governor (India)", (750, "public", "agency")),
        ("Court Judge (Kenya)", (501, "public", "agency")),
        ("Ministry (Kenya)", (501, "state", "agency")),
        ("Citizen (Hong Kong)", (710, "society", "agency")),
        ("Militant (Boko Haram)", (475, "armed", "body")),
        ("Israeli Defense Forces", (666, "state", "body")),
        ("Barack Obama", (2, "state", "person")),
        ("John Kerry", (2, "state", "person")),
        ("Xi Jinping", (710, "state", "person")),
    ],
)
def test_an_actor_belongs_to_its_state(name: str, expected: tuple[int, str, str]) -> None:
    """Without agencies and people half of the record, and every great power, is lost."""
    assert on(name, MAY_2014) == [expected]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("UN Security Council", "an international body"),
        ("Peacekeeping Troop (African Union)", "an international body"),
        ("Palestinian Territory, Occupied", "no part of a member of the state system"),
        ("Cabinet (Holy See (Vatican City State))", "no part of a member of the state system"),
        ("Korea", "a name that several states or their bodies share"),
        ("Ministry of Health", "a name that several states or their bodies share"),
        ("Zorkmid (France)", "a role with no listed sphere"),
        ("Police (Zork)", "a role of something that is no listed state or body"),
        ("Zork", "a person or body in no list"),
    ],
)
def test_an_actor_of_no_state_says_why(name: str, reason: str) -> None:
    """What does not resolve is listed with its reason, not dropped in silence."""
    assert on(name, MAY_2014) == []
    assert actors.why_unresolved(name, MAY_2014) == reason


def test_an_office_ends() -> None:
    """Words of a former president are not his country's."""
    assert on("Barack Obama", date(2017, 1, 20)) == [(2, "state", "person")]
    assert on("Barack Obama", date(2017, 2, 20)) == [(2, "society", "person")]
    assert "not listed for that day" in actors.why_unresolved("Barack Obama", date(2017, 2, 20))


def test_a_state_has_no_agencies_before_its_birth() -> None:
    """South Sudan's army was not an army of a state before 9 July 2011."""
    assert on("South Sudan", date(2011, 7, 8)) == [(625, "public", "body")]
    assert on("Military (South Sudan)", date(2011, 7, 8)) == [(625, "public", "agency")]
    assert on("Military (South Sudan)", date(2011, 7, 9)) == [(626, "state", "agency")]


def test_a_name_two_states_shared_belongs_to_neither_on_those_days() -> None:
    """Act by act nobody can be asked, so the days in doubt are left out."""
    assert on("Germany", date(1970, 1, 1)) == []
    assert on("Police (Germany)", date(1970, 1, 1)) == []
    assert on("Germany", date(1995, 1, 1)) == [(255, "state", "state")]
    assert on("Vietnam", date(1965, 1, 1)) == []


@pytest.mark.parametrize("name", ["Serbia", "Government (Serbia)", "Military (Serbia)"])
def test_a_name_outside_its_days_means_the_state_that_lived(name: str) -> None:
    """Archives write Serbia for what was Yugoslavia, then Serbia and Montenegro."""
    for day in (date(1999, 3, 24), date(2003, 3, 9), date(2007, 3, 9)):
        assert [found for found, _, _ in on(name, day)] == [345]
    assert on(name, date(1943, 1, 1)) == []


def test_hong_kong_changes_hands_on_the_day() -> None:
    """A government that acts for a sovereign acts for the one of the day."""
    assert on("Hong Kong", date(1997, 6, 30)) == [(200, "public", "body")]
    assert on("Hong Kong", date(1997, 7, 1)) == [(710, "public", "body")]


def test_the_columns_of_the_source_speak_where_the_name_does_not() -> None:
    """Full ICEWS rows say whose an unknown name is; that is evidence too."""
    columns = ("Vietnam", "Government,Executive,Foreign Ministry")

    assert on("Zork", MAY_2014, *columns) == [(816, "state", "columns")]
    assert on("Zork", MAY_2014, "Vietnam", "Business,Media") == [(816, "society", "columns")]
    assert on("Zork", MAY_2014, "Zork", "Government") == []
    assert on("Zork", MAY_2014, "Vietnam", "Unspecified") == []


def test_the_columns_do_not_overrule_a_name_that_is_known() -> None:
    """ICEWS gives international bodies the country they sit in."""
    assert on("African Union", MAY_2014, "Ethiopia", "Government") == []
    assert on("Barack Obama", MAY_2014, "Kenya", "Government") == [(2, "state", "person")]


def test_every_country_of_the_yearly_counts_is_a_state() -> None:
    """The complete counts are the level of everything; a missing state would be a hole."""
    counts = pl.read_parquet(SOURCES / "icews_dyad_year_2002_2014.parquet")
    named = counts.select("source_name", "source_iso3").unique().rows()

    assert len(named) == 152
    for name, iso3 in named:
        ccode = actors.ccode_from("icews", iso3, date(2014, 7, 1))
        assert on(name, date(2014, 7, 1)) == [(ccode, "state", "state")]


def test_every_country_column_of_icews_is_known_or_known_to_be_none() -> None:
    """The fallback on the source's own columns only works if its countries are ours."""
    rows = pl.read_csv(
        SOURCES / "icews_2018_sample.tab", separator="\t", quote_char=None, infer_schema_length=0
    )
    named = {*rows["Source Country"], *rows["Target Country"], *rows["Country"]} - {None, "NA"}

    unresolved = {name for name in named if not on(name, date(2018, 6, 1))}

    territories = {name for name in unresolved if "no part" in actors.why_unresolved(name)}
    assert unresolved - territories <= {"Occupied Palestinian Territory"}


def test_every_name_of_the_roll_calls_is_a_state() -> None:
    """All 200 names of the General Assembly's members map, each to one state."""
    votes = pl.read_parquet(SOURCES / "un_votes.parquet", columns=["country"])
    named = votes["country"].cast(pl.String).unique().to_list()

    found = {name: actors.ccode_from("un_votes", name, date(2019, 12, 1)) for name in named}

    assert len(named) == 200
    assert None not in found.values()
    assert len(set(found.values())) == 200


SPANS = st.tuples(
    st.none() | st.dates(date(2000, 1, 1), date(2000, 2, 1)),
    st.none() | st.dates(date(2000, 1, 1), date(2000, 2, 1)),
).map(lambda ends: Span(*ends))
SOUND = SPANS.filter(lambda span: not (span.start and span.end and span.start > span.end))
CALENDAR = [date.fromordinal(day) for day in range(730100, 730170)]


def days(spans: list[Span]) -> set[date]:
    """The days of some spans, one by one."""
    return {day for day in CALENDAR if any(span.covers(day) for span in spans)}


@given(st.lists(SOUND, max_size=4), st.lists(SOUND, max_size=4))
def test_arithmetic_on_spans_equals_counting_days(ours: list[Span], theirs: list[Span]) -> None:
    """A day lost at the edge of a span moves acts between governments."""
    assert days(union(ours)) == days(ours)
    assert days(without(ours, theirs)) == days(ours) - days(theirs)
    for one in ours:
        for other in theirs:
            shared = overlap(one, other)
            assert (days([shared]) if shared else set()) == days([one]) & days([other])


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Joseph Robinette Biden", date(2022, 3, 1), (2, "state", "person")),
        ("Tony Blinken", date(2022, 3, 1), (2, "state", "person")),
        ("Volodymyr Zelensky", date(2022, 3, 1), (369, "state", "person")),
        ("Benjamin Netanyahu", date(2023, 3, 1), (666, "state", "person")),
        ("Benjamin Netanyahu", date(2022, 3, 1), (666, "society", "person")),
        ("Emmanuel Macron", date(2018, 3, 1), (220, "state", "person")),
        ("Tony Blair", date(2006, 3, 1), (200, "state", "person")),
        ("Qin Gang", date(2023, 3, 1), (710, "state", "person")),
        ("Donald Trump", date(2025, 5, 1), (2, "state", "person")),
        ("Rahul Gandhi", date(2018, 5, 1), (750, "society", "person")),
        ("Prachanda", date(2005, 5, 1), (790, "armed", "person")),
        ("Sukhbir Singh Badal", date(2012, 5, 1), (750, "public", "person")),
        ("Ramzan Akhmadovich Kadyrov", date(2022, 3, 1), (365, "public", "person")),
        ("Armed Forces of Ukraine", date(2022, 3, 1), (369, "state", "body")),
    ],
)
def test_a_person_acts_for_the_office_of_the_day(
    name: str, day: date, expected: tuple[int, str, str]
) -> None:
    """Who was in office, in opposition or under arms differs by day, and so does who spoke."""
    assert on(name, day) == [expected]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Tony Blair", date(2009, 3, 1)),
        ("Jens Stoltenberg", date(2022, 3, 1)),
        ("Josep Borrell", date(2022, 3, 1)),
        ("Catherine Ashton", date(2012, 3, 1)),
        ("António Manuel de Oliveira Guterres", date(2018, 3, 1)),
        ("Michelle Bachelet", date(2021, 3, 1)),
        ("Pope Francis", date(2018, 3, 1)),
    ],
)
def test_who_holds_office_of_several_states_acts_for_none(name: str, day: date) -> None:
    """A secretary general is not the voice of the country that lent him."""
    assert on(name, day) == []
    assert actors.why_unresolved(name, day) == "an international body"


def test_who_speaks_for_a_territory_is_told_from_the_unknown() -> None:
    """The Palestinian president is known; no member of the state system is behind him."""
    day = date(2012, 5, 1)

    assert actors.why_unresolved("Mahmoud Abbas", day) == (
        "no part of a member of the state system"
    )
    assert actors.why_unresolved("Mahmoud Abbas", date(1999, 5, 1)) == actors_out_of_date()


def actors_out_of_date() -> str:
    """What is said of those who were listed for other days."""
    return actors.why_unresolved("Christine Lagarde", date(1950, 1, 1))


def test_the_columns_do_not_speak_on_days_known_to_be_nobodys() -> None:
    """The archive's country of NATO's secretary general is where he was born."""
    columns = ("Norway", "Government,Executive")

    assert on("Jens Stoltenberg", date(2012, 5, 1), *columns) == [(385, "state", "person")]
    assert on("Jens Stoltenberg", date(2022, 5, 1), *columns) == []
    assert on("Jens Stoltenberg", date(2014, 1, 1), *columns) == [(385, "state", "columns")]
