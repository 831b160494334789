"""Lists of states, against what is known of them from elsewhere."""

from datetime import date

import pytest

from longtin.measures._regimes.groups import ccode, groups
from longtin.measures._regimes.traits import has
from longtin.measures._regimes.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1945, 12, 31), 51),
        (date(1955, 12, 31), 76),
        (date(1962, 12, 31), 110),
        (date(1973, 12, 31), 135),
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


@pytest.mark.parametrize("name", sorted(vocabulary().traits))
def test_a_state_has_a_trait_or_lacks_it(name: str) -> None:
    """A slip here would send a state a duty that is not its own."""
    trait = vocabulary().traits[name]

    assert set(trait.has).isdisjoint(trait.lacks)
    for code in (*trait.has, *trait.lacks):
        assert ccode(code, date(2020, 6, 1)), code
    assert len({*trait.has}) == len(trait.has)
    assert len({*trait.lacks}) == len(trait.lacks)


def test_of_what_nobody_knows_nothing_is_said() -> None:
    """Unknown is not lacking: the duty is told with its condition."""
    day = date(2026, 1, 1)
    moldova, laos, germany = (ccode(code, day) or 0 for code in ("MDA", "LAO", "DEU"))

    assert has("air_combat_units", moldova, day) is None
    assert has("air_combat_units", germany, day) is True
    assert has("coast", laos, day) is False
    assert has("coast", germany, day) is True
