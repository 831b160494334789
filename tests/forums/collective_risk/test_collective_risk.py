"""Collective risk: thresholds that enough have to help reach, in large and finite populations."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.collective_risk import (
    CollectiveRisk,
    fixation_probability,
    least_risk,
    pair_advantage,
    population_advantage,
    rest_points,
    share_of_groups_reaching,
    stationary_distribution,
)
from tests.drawn import few

GAME = CollectiveRisk(group=6, threshold=3, risk=1.0, cost=0.1)


def test_the_two_published_fixation_probabilities() -> None:
    """EGTtools 0.1.14, tests/test_analytical.py: one defector, and one hawk, takes over."""
    defector = fixation_probability(population_advantage(GAME, 50), 1.0)
    hawk = -pair_advantage(np.array([[-0.5, 2.0], [0.0, 0.0]]), 100)[::-1]

    assert defector == pytest.approx(0.003682100470889826, abs=1e-9)
    assert fixation_probability(hawk, 1.0) == pytest.approx(0.8641155742462664, abs=1e-9)


@pytest.mark.parametrize(
    ("risk", "shares"), [(0.5, (0.19627, 0.63105)), (1.0, (0.12143, 0.73562)), (0.28, ())]
)
def test_rest_points_of_a_large_population(risk: float, shares: tuple[float, ...]) -> None:
    """Santos and Pacheco's game: a threshold to get over, then a share that holds."""
    found = rest_points(CollectiveRisk(group=6, threshold=3, risk=risk, cost=0.1))

    assert [each.share for each in found] == pytest.approx(shares, abs=1e-5)
    assert [each.stable for each in found] == [False, True][: len(shares)]


def test_the_least_risk_at_which_contributors_hold_out() -> None:
    """Below it there is no rest point, above it there are two."""
    least = least_risk(GAME)

    assert least == pytest.approx(0.28935, abs=1e-5)
    assert rest_points(CollectiveRisk(6, 3, least * 0.999)) == ()
    assert len(rest_points(CollectiveRisk(6, 3, least * 1.001))) == 2


@given(group=st.integers(2, 9), data=st.data(), risk=st.floats(0.0, 1.0), cost=st.floats(0.01, 0.5))
@few(60)
def test_at_rest_points_both_ways_do_equally_well(
    group: int, data: st.DataObject, risk: float, cost: float
) -> None:
    """Averages over binomial groups, written out."""
    game = CollectiveRisk(group, data.draw(st.integers(1, group)), risk, cost)
    counts = np.arange(group)
    ways = np.array([len(list(combinations(range(group - 1), k))) for k in range(group)])

    for point in rest_points(game):
        chances = ways * point.share**counts * (1 - point.share) ** (group - 1 - counts)
        contributing = chances @ game.payoffs(counts + 1)[0]
        keeping = chances @ game.payoffs(counts)[1]
        assert contributing == pytest.approx(keeping, abs=1e-9)
        aside = min(1.0, point.share + 1e-4)
        there = ways * aside**counts * (1 - aside) ** (group - 1 - counts)
        gain = there @ game.payoffs(counts + 1)[0] - there @ game.payoffs(counts)[1]
        assert gain < 0 if point.stable else gain > 0


@pytest.mark.parametrize(
    ("threshold", "shares"),
    [(2, (0.057, 0.796, 0.905)), (3, (0.003, 0.571, 0.919)), (4, (0.0, 0.075, 0.946)),
     (6, (0.0, 0.001, 0.754))],
)  # fmt: skip
def test_groups_that_reach_their_threshold_in_a_finite_population(
    threshold: int, shares: tuple[float, ...]
) -> None:
    """Z = 50, β = 5, mutation 0.005, risks 0.2, 0.5 and 0.8: worked out apart from this code."""
    found = [
        share_of_groups_reaching(CollectiveRisk(6, threshold, risk, 0.1), 50, 5.0, 0.005)
        for risk in (0.2, 0.5, 0.8)
    ]

    assert found == pytest.approx(shares, abs=5e-4)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 9), selection=st.floats(0.0, 3.0))
@few(25)
def test_taking_over_is_absorption_in_the_chain_of_imitation(
    seed: int, size: int, selection: float
) -> None:
    """Against solving the chain of one imitation after another."""
    advantage = np.full(size + 1, np.nan)
    advantage[1:-1] = np.random.default_rng(seed).normal(size=size - 1)

    found = fixation_probability(advantage, selection)

    step = np.zeros((size + 1, size + 1))
    step[0, 0] = step[size, size] = 1.0
    for first in range(1, size):
        meet = first * (size - first) / (size * (size - 1))
        up = meet / (1 + np.exp(-selection * advantage[first]))
        down = meet - up
        step[first, [first - 1, first, first + 1]] = down, 1 - up - down, up
    absorbed = np.linalg.solve(np.eye(size - 1) - step[1:-1, 1:-1], step[1:-1, 0])
    assert found == pytest.approx(absorbed[-1], rel=1e-8)


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 9), mutation=st.floats(0.001, 0.5))
@few(25)
def test_dwelling_is_what_the_chain_leaves_as_it_is(seed: int, size: int, mutation: float) -> None:
    """Against the chain with mutation, one step on."""
    advantage = np.full(size + 1, np.nan)
    advantage[1:-1] = np.random.default_rng(seed).normal(size=size - 1)

    found = stationary_distribution(advantage, 2.0, mutation)

    step = np.zeros((size + 1, size + 1))
    for first in range(size + 1):
        meet = first / size * (size - first) / (size - 1)
        rise = 1 / (1 + np.exp(-2.0 * np.nan_to_num(advantage[first])))
        up = (1 - mutation) * meet * rise + mutation * (size - first) / size
        down = (1 - mutation) * meet * (1 - rise) + mutation * first / size
        if first < size:
            step[first, first + 1] = up
        if first > 0:
            step[first, first - 1] = down
        step[first, first] = 1 - step[first].sum()
    assert found.sum() == pytest.approx(1.0)
    assert found @ step == pytest.approx(found, abs=1e-12)


def test_without_selection_all_take_over_alike() -> None:
    """Chance alone: one of Z."""
    assert fixation_probability(population_advantage(GAME, 50), 0.0) == pytest.approx(1 / 50)


def test_a_tiny_chance_does_not_overflow() -> None:
    """Strong selection against a newcomer is a chance near nil, not an error."""
    found = fixation_probability(np.full(1001, 10.0), 10.0)

    assert found == 0.0 or 0.0 < found < 1e-300


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"group": 1}, "No group of 1"),
        ({"threshold": 7}, "needs 7 contributors"),
        ({"risk": 1.5}, r"1\.5 is no share"),
        ({"cost": -0.1}, r"-0\.1 is no share"),
    ],
)
def test_what_is_no_such_game_is_refused(given: dict[str, float], told: str) -> None:
    """A threshold above the group can never be reached."""
    with pytest.raises(ModelError, match=told):
        CollectiveRisk(**{"group": 6, "threshold": 3, "risk": 0.5, **given})  # type: ignore[arg-type]


def test_chances_outside_their_range_are_refused() -> None:
    """No mutation has no long run; negative selection has no meaning."""
    advantage = population_advantage(GAME, 10)

    with pytest.raises(ModelError, match="mutation is 0"):
        stationary_distribution(advantage, 1.0, 0.0)
    with pytest.raises(ModelError, match="selection is -1"):
        fixation_probability(advantage, -1.0)
