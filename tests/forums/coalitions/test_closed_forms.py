"""Closed forms of public goods: what each does alone, what would be best, who free-rides."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.coalitions import (
    Penalised,
    PublicGood,
    Symmetric,
    by_best_shot,
    by_weakest_link,
    enumerated,
    from_incomes,
    leadership,
    linear_game,
    smallest_acting_size,
    stable_coalitions,
    stable_sizes,
)
from tests.drawn import few
from tests.forums.coalitions.drawn_games import drawn, drawn_games, of

SEEDS = st.integers(0, 2**32 - 1)


@given(seed=SEEDS, size=st.integers(2, 12))
@few(20)
def test_too_little_is_done_alone_and_what_all_would_choose_is_best(seed: int, size: int) -> None:
    """Samuelson: together each minds the worth to all, alone only its own."""
    chance = np.random.default_rng(seed)
    value, cost = chance.lognormal(size=size), chance.lognormal(size=size)
    game, nobody = PublicGood(value, cost), np.zeros((1, size), dtype=bool)

    alone, together = game.efforts(nobody)[0], game.efforts(~nobody)[0]

    assert alone == pytest.approx(value / cost)
    assert cost * together == pytest.approx(np.full(size, value.sum()))
    worth = value.sum() * together.sum() - (cost * together**2 / 2).sum()
    assert game.payoffs(~nobody).sum() == pytest.approx(worth)
    for factor in (0.9, 1.1):
        other = together * factor
        assert value.sum() * other.sum() - (cost * other**2 / 2).sum() < worth


@given(seed=SEEDS, size=st.integers(2, 12))
@few(20)
def test_income_moved_among_givers_changes_nothing_that_is_common(seed: int, size: int) -> None:
    """Neutrality, Bergstrom, Blume and Varian: who has less gives less by as much."""
    chance = np.random.default_rng(seed)
    incomes, tastes = chance.lognormal(size=size), chance.uniform(0.1, 0.9, size)
    before = from_incomes(incomes, tastes)
    giving = np.flatnonzero(before.efforts > 0)
    moved = incomes.copy()
    if len(giving) > 1:
        amount = before.efforts[giving[0]] * 0.9
        moved[giving[0]] -= amount
        moved[giving[1]] += amount

    after = from_incomes(moved, tastes)

    assert after.level == pytest.approx(before.level)
    assert moved - after.efforts == pytest.approx(incomes - before.efforts)
    assert before.efforts.sum() == pytest.approx(before.level)


@given(seed=SEEDS, size=st.integers(1, 8))
@few(20)
def test_no_giver_would_rather_give_more_or_less(seed: int, size: int) -> None:
    """The gifts are an equilibrium: each is the best answer to the others'."""
    chance = np.random.default_rng(seed)
    incomes, tastes = chance.lognormal(size=size), chance.uniform(0.1, 0.9, size)
    found = from_incomes(incomes, tastes)

    for state in range(size):
        others = found.level - found.efforts[state]
        gifts = np.linspace(0, incomes[state] * 0.999, 400)
        level = np.maximum(others + gifts, 1e-300)
        worth = (1 - tastes[state]) * np.log(incomes[state] - gifts) + tastes[state] * np.log(level)
        own = (1 - tastes[state]) * np.log(incomes[state] - found.efforts[state])
        own += tastes[state] * np.log(found.level)
        assert worth.max() <= own + 1e-9


@given(seed=SEEDS, size=st.integers(2, 8))
@few(20)
def test_the_weakest_link_holds_all_to_the_least_willing(seed: int, size: int) -> None:
    """Nobody gains by doing less than the common level, nor by doing more than the others."""
    chance = np.random.default_rng(seed)
    value, cost = chance.lognormal(size=size), chance.lognormal(size=size)

    lasting, best = by_weakest_link(value, cost)

    assert lasting.level == pytest.approx((value / cost).min())
    assert best.level >= lasting.level
    own = value * lasting.level - cost * lasting.level**2 / 2
    for share in np.linspace(0, 1, 50):
        less = lasting.level * share
        assert (value * less - cost * less**2 / 2 <= own + 1e-12).all()


@given(seed=SEEDS, size=st.integers(2, 8))
@few(20)
def test_the_best_shot_is_one_states_and_nobody_tries_beside_it(seed: int, size: int) -> None:
    """A provider lasts exactly if no other would rather pay for more itself."""
    chance = np.random.default_rng(seed)
    value, cost = chance.lognormal(size=size), chance.lognormal(size=size)

    lasting, best = by_best_shot(value, cost)

    for state in range(size):
        level = value[state] / cost[state]
        watches = value * level
        own = np.where(value / cost > level, value**2 / cost / 2, -np.inf)
        tries = (own > watches) & (np.arange(size) != state)
        assert lasting[state] == (not tries.any())
    assert (best.efforts > 0).sum() == 1
    assert cost[np.argmax(best.efforts)] == cost.min()


@pytest.mark.parametrize("size", [10, 100])
def test_barretts_stable_agreements_shrink_as_costs_rise(size: int) -> None:
    """Large agreements last only where they bring next to nothing; computed for [Barrett 1994]."""
    weights = (0.01, 0.1, 0.25, 0.5, 1.0, 5.0, 100.0)
    expected = {10: [10, 6, 4, 3, 3, 2, 2], 100: [51, 11, 5, 4, 3, 3, 2]}

    found = [stable_sizes(leadership(size, 100, 1, weight).game) for weight in weights]

    assert found == [(each,) for each in expected[size]]


def test_sizes_and_enumeration_agree_on_barretts_game() -> None:
    """The general way knows nothing of states being alike."""
    game = leadership(10, 100, 1, 0.25).game
    seen = enumerated(Symmetric(np.nan_to_num(game.inside), np.nan_to_num(game.outside)))

    stable = np.zeros(1 << 10, dtype=bool)
    stable[seen.stable] = True

    assert np.flatnonzero(seen.by_breadth(stable)).tolist() == [4]


def test_small_agreements_leave_the_world_worse_off_than_none() -> None:
    """Leaders of one to three abate less and the others make up for part of it only."""
    found = leadership(10, 100, 1, 0.25)

    assert (found.welfare[1:4] < found.welfare[0]).all()
    assert (found.welfare[4:] > found.welfare[0]).all()


@given(benefit=st.floats(0.02, 1.0), ratio=st.floats(1.01, 9.5), size=st.integers(10, 14))
@few(40)
def test_the_smallest_acting_coalition_of_the_linear_game_is_the_closed_form(
    benefit: float, ratio: float, size: int
) -> None:
    """n* is the smallest n with n·b ≥ c: nothing smaller acts, nothing larger lasts."""
    game = linear_game(size, benefit, benefit * ratio)

    smallest = stable_coalitions(game).smallest_acting
    acting = [n for n in stable_sizes(game) if game.inside[n] != 0 or game.outside[n] != 0]

    assert smallest is not None
    assert smallest.breadth == smallest_acting_size(benefit, benefit * ratio)
    assert smallest.breadth in acting
    assert max(acting) <= smallest.breadth + (ratio == int(ratio))


def test_coalitions_too_small_to_act_are_stable_and_called_idle() -> None:
    """With b a quarter of c, one to three do nothing and four act."""
    game = linear_game(10, 0.25, 1.0)

    assert stable_sizes(game) == (1, 2, 3, 4)
    assert smallest_acting_size(0.25, 1.0) == 4
    assert stable_coalitions(game).smallest_acting.breadth == 4  # type: ignore[union-attr]


def test_penalties_turn_a_tiny_club_into_a_large_one() -> None:
    """Nordhaus's direction: free riding is cheaper than a small tariff by many."""
    size = 12
    base = PublicGood(np.ones(size), np.ones(size))
    breadths = []
    for penalty in (0.0, 1.0, 2.0, 5.0):
        game = Penalised(base, np.full((size, size), penalty))
        found = stable_coalitions(game)
        assert found.best is not None
        breadths.append(found.best.breadth)

    assert breadths[0] <= 3
    assert breadths == sorted(breadths)
    assert breadths[-1] == size


def test_a_penalty_costs_outsiders_what_its_members_put_on_them() -> None:
    """Each member of a club takes its own tariff; those who set it bear their part."""
    base = PublicGood(np.ones(3), np.ones(3))
    loss = np.array([[9.0, 1.0, 2.0], [3.0, 9.0, 4.0], [5.0, 6.0, 9.0]])
    members = np.array([True, True, False])

    cost = of(base, members) - of(Penalised(base, loss, burden=0.5), members)

    assert cost == pytest.approx([2.5, 3.0, 11.0])


def test_transfers_let_more_act_together_than_free_riding_does() -> None:
    """Who gains most pays those who would leave: what can last is never less, often more."""
    plain = [stable_coalitions(game).best for game in drawn_games(60, most=7)]
    shared = [stable_coalitions(game, transfers=True).best for game in drawn_games(60, most=7)]

    kinds = [drawn for drawn in range(60) if drawn % 4 == 0]  # public goods
    gained = [
        shared[number].total - plain[number].total  # type: ignore[union-attr]
        for number in kinds
    ]
    assert min(gained) >= -1e-9
    assert max(gained) > 0


def test_who_pays_out_more_than_there_is_is_refused() -> None:
    """A taste of one would leave nothing to live on."""
    with pytest.raises(ModelError, match="strictly between 0 and 1"):
        from_incomes(np.ones(2), np.array([0.5, 1.0]))


@pytest.mark.parametrize("kind", ["public good", "rising damages"])
@given(seed=SEEDS, size=st.integers(3, 8))
@few(10)
def test_outsiders_have_the_most_of_a_coalition_they_are_not_in(
    kind: str, seed: int, size: int
) -> None:
    """Positive spillover: one more in the coalition never hurts those who stay out."""
    game = drawn(kind, size, seed)
    chance = np.random.default_rng(seed)
    members = chance.random(size) < 0.4
    members[:2] = True, False
    larger = members.copy()
    larger[1] = True

    beside = ~larger

    assert (of(game, larger)[beside] >= of(game, members)[beside] - 1e-9).all()
