"""What two states have in common, and what a plan without an aim then holds."""

from datetime import date

import pytest

from longtin import measures
from longtin._data import Bilingual
from longtin.acts import Record
from longtin.plan._situation.relevance import _is_special, relevant
from longtin.plan._situation.shared_features import in_common

USA, GBR, FRA, GFR, IND, PAK, CHN, VNM, PHL = 2, 200, 220, 255, 750, 770, 710, 816, 840
NONE = Bilingual(en="mutual trust", vi="lòng tin lẫn nhau")


@pytest.fixture(scope="module")
def record() -> Record:
    """The shipped record."""
    return Record.shipped()


@pytest.mark.parametrize(
    ("pair", "day", "common"),
    [
        ((VNM, CHN), date(2014, 8, 1), {"land_border", "sea"}),
        ((CHN, PHL), date(2014, 8, 1), {"sea"}),
        ((IND, PAK), date(2010, 1, 1), {"land_border", "sea", "nuclear_arms"}),
        ((IND, PAK), date(1990, 1, 1), {"land_border", "sea"}),
        ((FRA, GBR), date(2010, 1, 1), {"sea", "nuclear_arms"}),
        ((VNM, FRA), date(2010, 1, 1), set()),
    ],
)
def test_neighbours_and_nuclear_states_are_known(
    record: Record, pair: tuple[int, int], day: date, common: set[str]
) -> None:
    """Border meetings for states an ocean apart would be laughed at."""
    assert in_common(record, pair, day) == common
    assert in_common(record, (pair[1], pair[0]), day) == common


@pytest.mark.parametrize(
    ("common", "domain"),
    [("land_border", "border"), ("sea", "maritime"), ("nuclear_arms", "nuclear_missile")],
)
def test_a_field_takes_part_where_the_two_have_it_in_common(common: str, domain: str) -> None:
    """And not without, unless the aim names it."""
    catalogue, all_three = measures.catalogue(), {"land_border", "sea", "nuclear_arms"}
    theirs = [each for each in catalogue.values() if each.domain == domain]

    assert not any(_is_special(each, catalogue, all_three) for each in theirs)
    assert all(_is_special(each, catalogue, all_three - {common}) for each in theirs)


def test_a_plan_without_an_aim_keeps_off_fields_they_do_not_share() -> None:
    """Two states far apart are not told to patrol a border."""
    found = relevant(NONE, measures.catalogue(), phase="prevention")

    assert {"border", "maritime", "nuclear_missile"}.isdisjoint(
        each.measure.domain for each in found.values()
    )
