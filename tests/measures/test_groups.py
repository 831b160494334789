"""Lists of states, against what is known of them from elsewhere."""

from datetime import date

import pytest

from longtin.measures._regimes.groups import ccode, groups


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1985, 6, 1), 159),
        (date(1991, 12, 31), 166),
        (date(1994, 12, 31), 185),
        (date(2002, 12, 31), 191),
        (date(2006, 12, 31), 192),
        (date(2020, 1, 1), 193),
    ],
)
def test_the_united_nations_grew_as_they_did(day: date, members: int) -> None:
    """The organisation publishes how many members it had in each year."""
    found = [each for each in groups()["united-nations"].dated() if each.on(day)]

    assert len(found) == members


@pytest.mark.parametrize("name", sorted(groups()))
def test_members_are_states_and_stand_once(name: str) -> None:
    """A code of nobody would never be bound, and nobody would notice."""
    days = (date(1975, 8, 1), date(1985, 6, 1), date(2000, 6, 1), date(2020, 6, 1))
    for day in days:
        codes = [each.state for each in groups()[name].dated() if each.on(day)]

        assert len(codes) == len(set(codes))
    for each in groups()[name].dated():
        assert any(ccode(each.state, day) for day in days), each.state
