"""Who is who on which day, in every code system: where scholars' data go wrong first."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from longtin import actors
from longtin.errors import ActorError

DAYS = st.dates(min_value=date(1816, 1, 1), max_value=date(2020, 12, 31))


@pytest.mark.parametrize(
    ("ccode", "day", "key", "gw"),
    [
        # Viet Nam: one number from Geneva to today, and another for the southern state.
        (816, date(1965, 3, 8), "VNM", 816),
        (816, date(1977, 9, 20), "VNM", 816),
        (816, date(2014, 5, 2), "VNM", 816),
        (817, date(1965, 3, 8), "RVN", 817),
        # Germany: COW goes back to 255 in 1990, Gleditsch and Ward stay with 260.
        (255, date(1930, 1, 1), "DEU", 255),
        (260, date(1970, 3, 19), "DEU", 260),
        (265, date(1970, 3, 19), "DDR", 265),
        (255, date(1990, 10, 3), "DEU", 260),
        # Yemen: COW opens 679 in 1990, Gleditsch and Ward stay with 678.
        (678, date(1980, 1, 1), "YEM", 678),
        (680, date(1980, 1, 1), "YMD", 680),
        (679, date(1990, 5, 22), "YEM", 678),
        # Yugoslavia and Serbia: one COW number throughout, a new one of theirs in 2006.
        (345, date(1985, 1, 1), "YUG", 345),
        (345, date(1999, 3, 24), "YUG", 345),
        (345, date(2004, 1, 1), "SCG", 345),
        (345, date(2010, 1, 1), "SRB", 340),
        # Russia goes through the Soviet Union under one number.
        (365, date(1910, 1, 1), "RUS", 365),
        (365, date(1980, 1, 1), "SUN", 365),
        (365, date(1991, 12, 26), "RUS", 365),
        # Names and letters changed, the state did not.
        (490, date(1980, 1, 1), "ZAR", 490),
        (775, date(1980, 1, 1), "BUR", 775),
        # Small islands have other numbers in Gleditsch and Ward.
        (946, date(2010, 1, 1), "KIR", 970),
        (970, date(2010, 1, 1), "NRU", 971),
        (955, date(2010, 1, 1), "TON", 972),
        (947, date(2010, 1, 1), "TUV", 973),
    ],
)
def test_a_state_has_the_codes_of_its_day(ccode: int, day: date, key: str, gw: int) -> None:
    """A wrong identity attributes one government's acts to another."""
    assert actors.state(ccode, day).key == key
    assert actors.gwcode(ccode, day) == gw
    assert actors.ccode_from("gw", gw, day) == ccode


@pytest.mark.parametrize(
    ("ccode", "day", "english", "vietnamese"),
    [
        (816, date(2014, 5, 2), "Viet Nam", "Việt Nam"),
        (816, date(1965, 1, 1), "Democratic Republic of Viet Nam", "Việt Nam Dân chủ Cộng hòa"),
        (817, date(1965, 1, 1), "Republic of Viet Nam", "Việt Nam Cộng hòa"),
        (710, date(2014, 5, 2), "China", "Trung Quốc"),
        (2, date(2014, 5, 2), "United States", "Hoa Kỳ"),
        (732, date(2014, 5, 2), "South Korea", "Hàn Quốc"),
        (731, date(2014, 5, 2), "North Korea", "Triều Tiên"),
        (811, date(2014, 5, 2), "Cambodia", "Campuchia"),
        (365, date(1979, 2, 17), "Soviet Union", "Liên Xô"),
        (572, date(2018, 4, 18), "Swaziland", "Swaziland"),
        (572, date(2018, 4, 19), "Eswatini", "Eswatini"),
        (343, date(2019, 2, 11), "Macedonia", "Macedonia"),
        (343, date(2019, 2, 12), "North Macedonia", "Bắc Macedonia"),
        (775, date(1988, 8, 8), "Burma", "Miến Điện"),
    ],
)
def test_a_state_is_named_as_on_that_day(
    ccode: int, day: date, english: str, vietnamese: str
) -> None:
    """A brief on 1979 that says "Russia" is wrong in both languages."""
    found = actors.state(ccode, day)

    assert (found.name("en"), found.name("vi")) == (english, vietnamese)


def test_a_language_without_names_is_refused() -> None:
    """Falling back to English in silence would mix languages in a brief."""
    found = actors.state(710, date(2014, 1, 1))

    with pytest.raises(ActorError, match=r"in 'fr' are not at hand.*'en'.*'vi'"):
        found.name("fr")


@given(DAYS)
def test_every_key_leads_back_to_its_state(day: date) -> None:
    """The key is what people see and type, so it must mean one state on any day."""
    alive = actors.on(day)

    assert len({found.key for found in alive}) == len(alive)
    for found in alive:
        by_code = actors.ccode_from("iso3", found.key, day) or actors.ccode_from(
            "cow_abb", found.key, day
        )
        assert by_code == found.ccode
        assert actors.find(found.key, day) == found


@given(DAYS)
def test_those_alive_on_a_day_are_those_whose_spells_cover_it(day: date) -> None:
    """Two answers about who existed would make two records."""
    alive = {found.ccode for found in actors.on(day)}

    for ccode in alive:
        assert any(start <= day <= (end or date.max) for start, end in actors.spells(ccode))
        assert actors.state(ccode, day).ccode == ccode


def test_south_sudan_does_not_exist_before_its_birth() -> None:
    """A state before its birth is not covered; it is not at peace."""
    eve, birth = date(2011, 7, 8), date(2011, 7, 9)

    assert 626 not in {found.ccode for found in actors.on(eve)}
    assert actors.state(626, birth).key == "SSD"
    with pytest.raises(ActorError, match=r"2011-07-08, only from 2011-07-09 on.*Sudan \(SDN\)"):
        actors.state(626, eve)


def test_a_state_that_is_gone_names_its_successors() -> None:
    """Whoever asks for Czechoslovakia in 2014 wants one of two states, and must choose."""
    with pytest.raises(
        ActorError, match=r"to 1992-12-31\. After it came Czech Republic \(CZE\) and Slovakia"
    ):
        actors.state(315, date(2014, 1, 1))


def test_a_code_that_no_state_has_is_refused() -> None:
    """A number from another system must not pass as a state."""
    with pytest.raises(ActorError, match="No state has the Correlates of War code 704999"):
        actors.spells(704999)


def test_an_unknown_code_system_names_those_there_are() -> None:
    """Guessing a system's name should take one try."""
    with pytest.raises(ActorError, match=r"no code system 'iso'.*gdelt_cameo.*iso3"):
        actors.ccode_from("iso", "VNM", date(2014, 1, 1))


@pytest.mark.parametrize(
    ("system", "code", "day", "ccode"),
    [
        ("iso2", "SU", date(1980, 1, 1), 365),
        ("iso2", "CS", date(1980, 1, 1), 315),
        ("iso2", "CS", date(2005, 1, 1), 345),
        ("fips", "CH", date(2014, 1, 1), 710),
        ("iso2", "CH", date(2014, 1, 1), 225),
        ("gdelt_cameo", "ROM", date(2014, 1, 1), 360),
        ("un_m49", "704", date(2014, 1, 1), 816),
        ("icews", "VNM", date(2014, 1, 1), 816),
        ("un_votes", "Yemen Arab Republic", date(1980, 1, 1), 678),
        ("un_votes", "Yemen", date(2000, 1, 1), 679),
        ("gw", 711, date(1930, 1, 1), None),
    ],
)
def test_a_code_means_what_its_system_says(
    system: str, code: str | int, day: date, ccode: int | None
) -> None:
    """Systems use the same letters for different states: the system is never guessed."""
    assert actors.ccode_from(system, code, day) == ccode


def test_a_label_can_be_had_outside_a_life() -> None:
    """Berlin in 1950 is in Germany for a caption, though the state system then had none."""
    assert actors.as_of(260, date(1950, 1, 1)).key == "DEU"
    with pytest.raises(ActorError, match="No state has the Correlates of War code 704999"):
        actors.as_of(704999, date(1950, 1, 1))
