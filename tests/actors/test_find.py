"""Finding the state a person means."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from longtin import actors
from longtin.actors import _tables
from longtin.errors import ActorError

LISTED = Path(__file__).parent / "listed_names.csv"
"""Names as other lists write them, with the day and the key of the state meant."""


@pytest.mark.parametrize(
    ("typed", "ccode"),
    [
        ("VNM", 816),
        ("vnm", 816),
        ("816", 816),
        ("DRV", 816),
        ("SRV", 816),
        ("Vietnam", 816),
        ("viet nam", 816),
        ("Việt Nam", 816),
        (" VIỆT  NAM ", 816),
        ("trung quoc", 710),
        ("Mỹ", 2),
        ("MY", 820),
        ("Nga", 365),
        ("NGA", 475),
        ("nước Nga", 365),
        ("LB Nga", 365),
        ("CHND Trung Hoa", 710),
        ("CHLB Đức", 255),
        ("Hoa Kì", 2),
        ("Mĩ", 2),
        ("I-ran", 630),
        ("Pê-ru", 135),
        ("Pa-ki-xtan", 770),
        ("Ô-xtrây-li-a", 900),
        (816, 816),
        ("America", 2),
        ("han quoc", 732),
        ("Đại Hàn Dân Quốc", 732),
        ("Miến Điện", 775),
        ("the Netherlands", 210),
        ("Côte d’Ivoire", 437),
        ("Bờ Biển Ngà", 437),
        ("Corée du Nord", None),
        ("Allemagne", 255),
        ("Türkiye", 640),
        ("Lien Xo", 365),
        ("Congo", 484),
        ("Czechoslovakia", 315),
    ],
)
def test_a_state_is_found_however_it_is_typed(typed: str | int, ccode: int | None) -> None:
    """Two languages, with or without marks, in any system: nobody should look codes up."""
    if ccode is None:
        with pytest.raises(ActorError):
            actors.find(typed)
    else:
        assert actors.find(typed).ccode == ccode


@pytest.mark.parametrize(
    ("typed", "either"),
    [
        ("nga", {"RUS", "NGA"}),
        ("my", {"USA", "MYS"}),
        ("bi", {"BEL", "BDI"}),
        ("Ao", {"AUT", "AGO"}),
    ],
)
def test_what_is_the_code_of_one_state_and_the_name_of_another_is_asked_back(
    typed: str, either: set[str]
) -> None:
    """“Nga” is Russia in Vietnamese; read as a code, it briefed a diplomat on Nigeria."""
    with pytest.raises(ActorError, match="may be more than one state") as refused:
        actors.find(typed)

    assert all(f"{key} (" in str(refused.value) for key in either)


def test_a_state_that_was_found_is_found_again() -> None:
    """What one function returns, the next one takes."""
    found = actors.find("Trung Quốc")

    assert actors.find(found) == found


def test_a_near_miss_suggests_the_state_that_was_meant() -> None:
    """The commonest mistake is to invent an abbreviation."""
    with pytest.raises(ActorError) as refused:
        actors.find("VTN")

    assert str(refused.value) == "No state 'VTN'; did you mean VNM (Viet Nam)?"


@pytest.mark.parametrize(
    ("typed", "suggested"), [("Frnace", "FRA"), ("South Sudn", "SSD"), ("Trung Quôk", "CHN")]
)
def test_a_slip_of_the_finger_suggests_the_state(typed: str, suggested: str) -> None:
    """A message that only says no leaves the reader where they were."""
    with pytest.raises(ActorError, match=rf"did you mean .*{suggested} \("):
        actors.find(typed)


@pytest.mark.parametrize("typed", ["Xyzzy", "", "??", "XYX", "NATO", "Westeros"])
def test_what_is_no_state_is_not_turned_into_one(typed: str) -> None:
    """A wild suggestion is worse than none."""
    with pytest.raises(ActorError, match=r"^No state .* Give an ISO 3166 alpha-3 code"):
        actors.find(typed)


@pytest.mark.parametrize(
    ("typed", "only"),
    [
        ("Unted Kingdom", "GBR"),
        ("Republic of Xeorgia", "GEO"),
        ("VMN", "VNM"),
        ("Rusia", "RUS"),
        ("Niger Republic", "NER"),
        ("Federal Republic of Brasil", "BRA"),
    ],
)
def test_a_suggestion_goes_by_what_tells_states_apart(typed: str, only: str) -> None:
    """Half of all states are republics: the word made Georgia look like Serbia and Liberia."""
    with pytest.raises(ActorError, match=rf"did you mean {only} \([^()]*\)\?$"):
        actors.find(typed)


@pytest.mark.parametrize("row", _tables.territories(), ids=lambda row: row.name_en)
def test_a_code_of_what_is_no_state_is_nobody_elses(row: _tables.Territory) -> None:
    """MAC is Macao in ISO 3166, and became North Macedonia; AN became India."""
    for typed in (*row.codes, *(name for name in row.names if name)):
        with pytest.raises(ActorError, match="no member of the state system"):
            actors.find(typed)
    for code in row.codes:
        with pytest.raises(ActorError, match="no member of the state system"):
            actors.find(code.casefold())


def test_letters_that_two_systems_give_differently_name_the_other() -> None:
    """Who meant the Correlates of War letters is told what to write."""
    with pytest.raises(ActorError, match=r"is Macao in ISO 3166.* mean MKD \(North Macedonia\)"):
        actors.find("MAC")
    with pytest.raises(ActorError, match=r"is Netherlands Antilles.* mean IND \(India\)"):
        actors.find("AN")
    assert actors.find("Ấn").key == "IND"
    assert actors.ccode_from("cow_abb", "MAC", date(2016, 1, 1)) == 343


@pytest.mark.parametrize(
    "row", list(csv.DictReader(LISTED.read_text("utf-8").splitlines())), ids=lambda row: row["name"]
)
def test_names_of_the_lists_in_use_are_known(row: dict[str, str]) -> None:
    """ISO 3166, the World Bank, Gleditsch and Ward turn and shorten names, each its own way."""
    assert actors.find(row["name"], date.fromisoformat(row["day"])).key == row["key"]


def test_a_former_name_is_told() -> None:
    """“Yugoslavia” in a file of 2016 is Serbia only by an assumption that must be seen."""
    assert actors.former_name("Yugoslavia", date(2016, 1, 1)) == date(2003, 2, 3)
    assert actors.former_name("Swaziland", date(2020, 1, 1)) == date(2018, 4, 18)
    assert actors.former_name("Yugoslavia", date(1990, 1, 1)) is None
    assert actors.former_name("Serbia", date(2016, 1, 1)) is None
    assert actors.former_name("FRA", date(2016, 1, 1)) is None
    assert actors.former_name("Holland", date(2016, 1, 1)) is None


def test_a_number_of_another_system_is_refused() -> None:
    """704 is Viet Nam for the UN and Uzbekistan for Correlates of War: numbers are the latter."""
    assert actors.find("704").name_en == "Uzbekistan"
    with pytest.raises(ActorError, match="Numbers are read as Correlates of War codes"):
        actors.find("840840")


@pytest.mark.parametrize(
    ("name", "day", "keys"),
    [
        ("Germany", date(1970, 1, 1), ("DEU", "DDR")),
        ("Viet Nam", date(1965, 1, 1), ("VNM", "RVN")),
        ("Korea", date(2014, 1, 1), ("PRK", "KOR")),
        ("Yemen", date(1975, 1, 1), ("YEM", "YMD")),
    ],
)
def test_a_name_that_two_states_shared_names_both(
    name: str, day: date, keys: tuple[str, str]
) -> None:
    """Choosing for the user would hide that there was a choice."""
    with pytest.raises(ActorError) as refused:
        actors.find(name, day)

    assert all(key in str(refused.value) for key in keys)
    assert "Give the code" in str(refused.value)
    for key in keys:
        assert actors.find(key, day).key == key


def test_a_shared_name_is_clear_where_only_one_bore_it() -> None:
    """Before and after the division there is one Germany."""
    assert actors.find("Germany", date(1930, 1, 1)).ccode == 255
    assert actors.find("Germany", date(1990, 10, 3)).ccode == 255


def test_a_name_nobody_bore_on_a_day_tells_when_each_lived() -> None:
    """Between 1945 and 1954 the state system had no Germany at all."""
    with pytest.raises(ActorError, match=r"on 1950-01-01.*from 1955-05-05.*from 1954-03-25"):
        actors.find("Germany", date(1950, 1, 1))


def test_letters_of_a_later_state_do_not_fall_back_on_an_older_one() -> None:
    """CZE is Czechia in ISO 3166 and Czechoslovakia in Correlates of War."""
    with pytest.raises(ActorError, match=r"Before it came Czechoslovakia \(CSK\)"):
        actors.find("CZE", date(1970, 1, 1))


def test_an_old_name_finds_the_state_as_it_was() -> None:
    """A continued state answers to all its names, and shows the one of the day."""
    assert actors.find("Russia", date(1980, 1, 1)).name_en == "Soviet Union"
    assert actors.find("Zaire", date(1980, 1, 1)).key == "ZAR"
    assert actors.find("Zaire").key == "COD"


@given(st.text(max_size=30))
def test_whatever_is_typed_ends_in_a_state_or_in_words(typed: str) -> None:
    """A library error that leaks through the door helps nobody."""
    said = ""
    try:
        said = actors.find(typed).name_en + "."
    except ActorError as refused:
        said = str(refused)

    assert said[-1] in ".?"
