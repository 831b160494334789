"""Several agreements side by side, and structures that farsighted states pass through."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.coalitions import (
    Deployment,
    FallingBenefits,
    FarsightedGame,
    SteadyBenefits,
    farsighted,
    is_equilibrium,
    lasting,
    structures,
)
from longtin.forums.coalitions.farsighted import consent_needed
from tests.drawn import few

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    ("size", "most", "count"), [(3, 1, 5), (3, 3, 5), (4, 2, 15), (5, 2, 52), (5, 1, 27), (1, 1, 1)]
)
def test_every_structure_stands_once(size: int, most: int, count: int) -> None:
    """With enough agreements allowed they are the partitions: Bell's numbers 5, 15, 52."""
    found = structures(size, most)

    assert len(found) == count
    assert len(np.unique(found, axis=0)) == count


def test_too_many_structures_are_refused() -> None:
    """Twenty states in three agreements are a million million."""
    with pytest.raises(ModelError, match="20 states in up to 3 agreements"):
        structures(20, 3)


@given(seed=SEEDS, size=st.integers(2, 6))
@few(30)
def test_where_benefits_fall_the_number_of_agreements_changes_nothing(seed: int, size: int) -> None:
    """Hagen and Eisenack: the agreement that wants most does it all, however many are allowed."""
    chance = np.random.default_rng(seed)
    value = chance.lognormal(0, 0.6, size)
    game = FallingBenefits(value, chance.uniform(0.2, 1) * value.sum(), 1.0)

    totals = []
    for most in (1, 2, 3):
        every = structures(size, most)
        last = lasting(game, every, most)
        totals.append(sorted(set(np.round(game.abatement(every)[last], 9))))

    assert totals[0] == totals[1] == totals[2]


def test_some_of_those_agreements_act() -> None:
    """An invariance of nothings would show nothing."""
    game = FallingBenefits(np.ones(6), 2.0, 1.0)
    every = structures(6, 2)

    assert game.abatement(every)[lasting(game, every, 2)].max() > 0


def test_where_benefits_are_steady_more_agreements_bring_more() -> None:
    """Hagen and Eisenack: two clubs hold more members than one, and abate more."""
    game = SteadyBenefits(np.ones(6), np.ones(6))

    members, abated = [], []
    for most in (1, 2):
        every = structures(6, most)
        last = every[lasting(game, every, most)]
        members.append(int((last > 0).sum(axis=1).max()))
        abated.append(float(game.abatement(last).max()))

    assert members == [3, 6]
    assert abated == [12.0, 18.0]


@given(seed=SEEDS, size=st.integers(2, 5), steady=st.booleans())
@few(15)
def test_who_would_move_is_found_one_by_one(seed: int, size: int, steady: bool) -> None:
    """Against asking every state about every place it could be in."""
    chance = np.random.default_rng(seed)
    value = chance.lognormal(size=size)
    game = (
        SteadyBenefits(value, chance.lognormal(size=size))
        if steady
        else FallingBenefits(value, 0.5 * value.sum(), 1.0)
    )
    every = structures(size, 2)

    found = lasting(game, every, 2)

    for row, last in zip(every, found, strict=True):
        now, moves = game.payoffs(row[np.newaxis])[0], False
        for state in range(size):
            for label in {0, *row.tolist()}:
                moved = row.copy()
                moved[state] = label
                gain = game.payoffs(moved[np.newaxis])[0, state] - now[state]
                moves |= bool(gain > 1e-9)
        assert last == (not moves)


def test_who_has_to_agree_is_whose_own_coalition_changes() -> None:
    """Leaving alone needs nobody; dissolving what others are in needs them all."""
    none, with_two, grand = 0, 1, 4
    needed = consent_needed(np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0], [1, 1, 1]]))

    assert needed[0, none, with_two].tolist() == [False, True, True]
    assert needed[1, none, with_two].tolist() == [False, False, True]
    assert needed[0, grand, with_two].tolist() == [False, False, False]
    assert needed[1, grand, with_two].tolist() == [True, False, True]
    assert needed[0, grand, none].tolist() == [False, True, True]
    assert not needed[:, none, none].any()


def test_what_is_found_is_an_equilibrium_and_often_there_is_one() -> None:
    """No proposal can be bettered alone, and nobody agrees to a loss; no other answer is given."""
    labels, there = structures(3, 3), 0
    for seed in range(30):
        chance = np.random.default_rng(seed)
        discount = chance.uniform(0.1, 0.99)
        game = FarsightedGame(labels, chance.normal(size=(5, 3)), np.full(3, 1 / 3), discount)
        try:
            found = farsighted(game, starts=2)
        except ModelError:
            continue
        there += 1
        assert is_equilibrium(game, found)
        assert found.transition.sum(axis=1) == pytest.approx(np.ones(5))
        ahead = (1 - discount) * game.payoffs + discount * found.transition @ found.values
        assert found.values == pytest.approx(ahead)

    assert there > 15


def test_where_no_equilibrium_is_found_that_is_said() -> None:
    """Chases without end have none in pure strategies."""
    labels = structures(3, 3)
    for seed in range(60):
        payoffs = np.random.default_rng(seed).normal(size=(5, 3))
        game = FarsightedGame(labels, payoffs, np.full(3, 1 / 3), 0.9)
        try:
            farsighted(game, starts=1)
        except ModelError as refusal:
            told = str(refusal)
            break

    assert "No equilibrium in pure strategies was found. Starts tried: 1." in told


def test_the_decision_rule_decides() -> None:
    """Heyen and Lehtomaa: with anyone free to act no coalition lasts; with a threshold one does."""
    labels = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0], [1, 1, 1]])
    ends = []
    for least in (None, 0.5):
        rule = Deployment(np.array([11.5, 4.0, 1.5]), np.ones(3), np.full(3, 1 / 3), least)
        game = FarsightedGame(labels, rule.payoffs(labels), np.full(3, 1 / 3), 0.99)
        ends.append(farsighted(game).resting)

    assert ends == [(0,), (1,)]
