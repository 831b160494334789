"""Coalitions that grow: who comes next, and how deep they stay."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.coalitions import PublicGood, founding_depth, grow, grown_depth
from tests.drawn import few
from tests.forums.coalitions.drawn_games import KINDS, drawn, of

SEEDS = st.integers(0, 2**32 - 1)


@given(seed=SEEDS, size=st.integers(2, 30), core=st.integers(1, 5), quota=st.floats(0.501, 1.0))
@few(60)
def test_a_grown_coalition_is_as_deep_as_one_founded_by_the_same_or_deeper(
    seed: int, size: int, core: int, quota: float
) -> None:
    """Downs, Rocke and Barsoom: newcomers take the rules as they are."""
    chance = np.random.default_rng(seed)
    wanted = chance.lognormal(size=size)
    bearable = wanted * (1 + chance.random(size) * 2)
    first = np.zeros(size, dtype=bool)
    first[np.argsort(-wanted)[:core]] = True

    grown = grown_depth(wanted, bearable, first, quota)

    assert grown.depth >= founding_depth(wanted, grown.members, quota) - 1e-12
    assert grown.members.sum() == first.sum() + len(grown.joined)
    for place, newcomer in enumerate(grown.joined):
        assert bearable[newcomer] >= grown.depths[place]


def test_the_difference_can_be_most_of_the_depth() -> None:
    """Three who want much, then five who can bear it: founding together they would get a third."""
    wanted = np.array([9.0, 8.0, 8.0, 5.0, 4.0, 4.0, 3.0, 3.0])
    bearable = np.array([18.0, 16.0, 16.0, 10.0, 9.0, 8.5, 8.0, 2.5])
    core = np.arange(8) < 3

    grown = grown_depth(wanted, bearable, core, quota=0.75)

    assert grown.members.sum() == 7
    assert grown.depth == pytest.approx(8.0)
    assert founding_depth(wanted, grown.members, 0.75) == pytest.approx(4.0)


def test_unanimity_founds_what_the_least_willing_wants() -> None:
    """And a majority what its middle wants."""
    wanted, all_of = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.ones(5, dtype=bool)

    assert founding_depth(wanted, all_of, 1.0) == 1.0
    assert founding_depth(wanted, all_of, 0.6) == 3.0
    assert founding_depth(wanted, ~all_of, 0.6) == 0.0


@pytest.mark.parametrize("quota", [0.5, 0.0, 1.1, float("nan")])
def test_a_quota_that_lets_both_sides_win_is_refused(quota: float) -> None:
    """Half for and half against would be agreed both ways."""
    with pytest.raises(ModelError, match=r"above 0\.5 and up to 1"):
        founding_depth(np.ones(3), np.ones(3, dtype=bool), quota)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=SEEDS, size=st.integers(2, 9))
@few(8)
def test_newcomers_gain_and_no_member_loses(kind: str, seed: int, size: int) -> None:
    """Step by step, with the consent of who is in."""
    game = drawn(kind, size, seed)
    members = np.zeros(size, dtype=bool)
    members[seed % size] = True

    grown = grow(game, members)

    for newcomer in grown.joined:
        before = of(game, members)
        larger = members.copy()
        larger[newcomer] = True
        after = of(game, larger)
        assert after[newcomer] > before[newcomer]
        assert (after[members] >= before[members] - 1e-9).all()
        members = larger
    assert (members == grown.found.members).all()
    assert not grown.found.would_join.any()
    assert len(grown.totals) == len(grown.joined) + 1


def test_side_payments_let_a_core_grow_further() -> None:
    """Saelen's direction: who gains much from the others pays them to come."""
    game = PublicGood(np.array([6.0, 5.0, 1.0, 1.0, 1.0, 1.0]), np.array([2.0, 2, 1, 1, 1, 1]))
    core = np.arange(6) < 2

    without, paid = grow(game, core), grow(game, core, transfers=True)

    assert paid.found.breadth > without.found.breadth
    assert paid.found.total > without.found.total
