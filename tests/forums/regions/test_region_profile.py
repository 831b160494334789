"""Regions side by side: what the record says of why one is not the other."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from longtin import acts
from longtin._language import Language
from longtin.errors import LongtinError
from longtin.forums import group_name, states_named
from longtin.forums.regions import (
    RegionProfile,
    blocs,
    region_document,
    region_profile,
)
from longtin.page import as_markdown


def profile(name: str, day: date) -> RegionProfile:
    """The profile of a group of the library."""
    with acts.Record.shipped() as record:
        return region_profile(record, states_named(name, day), group_name(name), day, name)


@pytest.fixture(scope="module")
def europe() -> RegionProfile:
    """Europe of the two blocs."""
    return profile("csce-1975", date(1980, 1, 1))


@pytest.fixture(scope="module")
def asia() -> RegionProfile:
    """The Asia-Pacific of the Regional Forum."""
    return profile("ARF", date(2026, 11, 30))


def test_europe_of_1980_has_two_blocs(europe: RegionProfile) -> None:
    """NATO and the Warsaw Pact, each with its leader."""
    first, second = europe.blocs[:2]

    assert {"USA", "GBR", "DEU", "FRA"} <= set(first)
    assert {"SUN", "POL", "DDR"} <= set(second)
    assert europe.order == "military_first"


def test_spokes_of_a_hub_are_no_bloc(asia: RegionProfile) -> None:
    """Source 003: allies of the United States, and no alliance against them."""
    assert asia.blocs == ()
    assert (asia.value("pacts") or 0.0) > 0.0
    assert asia.order == "civil_first"


def test_what_the_source_says_of_the_difference_is_reckoned(
    europe: RegionProfile, asia: RegionProfile
) -> None:
    """Fewer pacts, more neighbours across water, votes further apart, more disputes."""
    for key in ("by_sea", "vote_spread", "disputes"):
        assert (asia.value(key) or 0.0) > (europe.value(key) or 0.0)
    assert (asia.value("pacts") or 1.0) < (europe.value("pacts") or 0.0)


def test_nothing_later_than_the_day_is_read(europe: RegionProfile) -> None:
    """Who judges 1980 must not know of 2018."""
    days = [each.until for each in europe.features if each.until is not None]

    assert max(days) <= date(1980, 12, 31)


def test_no_arrangement_begins_after_the_day(europe: RegionProfile) -> None:
    """Likewise."""
    assert all(each.since <= 1980 for each in europe.domains)


@given(
    st.sets(
        st.frozensets(st.integers(1, 9), min_size=2, max_size=2),
        max_size=20,
    )
)
def test_no_state_stands_in_two_blocs(pairs: set[frozenset[int]]) -> None:
    """A bloc is a side, and a state has one."""
    found = blocs(pairs)

    assert len(set().union(*found)) == sum(map(len, found)) if found else True
    assert [len(bloc) for bloc in found] == sorted(map(len, found), reverse=True)


def test_a_treaty_of_all_with_all_is_one_bloc_and_a_star_is_none() -> None:
    """What tells a pact of many from bilateral pacts with one."""
    treaty = {frozenset((one, two)) for one in range(5) for two in range(one)}
    star = {frozenset((0, two)) for two in range(1, 6)}

    assert blocs(treaty) == (frozenset(range(5)),)
    assert blocs(star) == ()


def test_two_states_are_no_region() -> None:
    """For a pair there is `longtin brief`."""
    with acts.Record.shipped() as record, pytest.raises(LongtinError, match="three states"):
        region_profile(record, (2, 710), group_name("x"), date(2020, 1, 1))


def test_both_languages_say_what_follows(europe: RegionProfile, asia: RegionProfile) -> None:
    """The page is read in Ha Noi and in Jakarta."""
    english, vietnamese = (
        as_markdown(region_document([europe, asia], Language(code))) for code in ("en", "vi")
    )

    assert "civil first" in english
    assert "dân sự trước" in vietnamese
    assert english.count("\n|") == vietnamese.count("\n|")
