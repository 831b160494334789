"""Conditional commitments: the greatest consistent set, who is pivotal, what unravels."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.coalitions import (
    ConditionalCommitment as Promise,
    Precondition,
    PublicGood,
    consistent_members,
    linear_game,
    resolve,
)
from tests.drawn import few
from tests.forums.coalitions.drawn_games import of

MUTUAL = (Promise(0, 3.0, (Precondition((1,), 3.0),)), Promise(1, 3.0, (Precondition((0,), 3.0),)))


def if_others(parties: int, count: int, size: int) -> list[Promise]:
    """So many parties that each do 1 if a number of the others does."""
    return [
        Promise(i, 1.0, (Precondition(tuple(j for j in range(size) if j != i), 1.0, count),))
        for i in range(parties)
    ]


def test_two_that_wait_for_each_other_both_act() -> None:
    """Begun from nothing neither would ever be due: the answer in use elsewhere is 0, 0."""
    found = resolve(MUTUAL, 2)

    assert found.levels.tolist() == [3.0, 3.0]
    assert found.pivotal.tolist() == [True, True]


def test_a_chain_holds_from_its_first_link() -> None:
    """The last depends on all before it, the first on nobody."""
    chain = [
        Promise(0, 1.0),
        Promise(1, 2.0, (Precondition((0,), 1.0),)),
        Promise(2, 3.0, (Precondition((1,), 2.0),)),
    ]

    found = resolve(chain, 3)
    broken = resolve(chain[1:], 3)

    assert found.levels.tolist() == [1.0, 2.0, 3.0]
    assert found.pivotal.tolist() == [True, True, False]
    assert broken.levels.tolist() == [0.0, 0.0, 0.0]
    assert broken.struck.tolist() == [1, 2]


def test_a_group_of_three_acts_and_two_of_them_do_not() -> None:
    """Each acts if two others do: three can, and one removed unravels all."""
    whole, without = resolve(if_others(3, 2, 5), 5), resolve(if_others(2, 2, 5), 5)

    assert whole.levels.tolist() == [1, 1, 1, 0, 0]
    assert whole.pivotal.tolist() == [True, True, True, False, False]
    assert without.levels.tolist() == [0, 0, 0, 0, 0]


def test_one_more_than_needed_makes_nobody_pivotal() -> None:
    """Four of whom each asks for two others do without any one of them."""
    found = resolve(if_others(4, 2, 4), 4)

    assert found.levels.tolist() == [1, 1, 1, 1]
    assert not found.pivotal.any()


def test_the_greater_of_two_promises_counts_where_it_can() -> None:
    """Twenty per cent in any case, thirty if the others do twenty-five: the ladder of 2009."""
    promises = [
        Promise(0, 20.0),
        Promise(0, 30.0, (Precondition((1, 2), 25.0),)),
        Promise(1, 25.0, (Precondition((0,), 30.0),)),
        Promise(2, 15.0),
    ]

    short = resolve(promises, 3)
    enough = resolve([*promises, Promise(2, 25.0, (Precondition((0, 1), total=50.0),))], 3)

    assert short.levels.tolist() == [20.0, 0.0, 15.0]
    assert short.promised.tolist() == [30.0, 25.0, 15.0]
    assert enough.levels.tolist() == [30.0, 25.0, 25.0]


def drawn_promises(seed: int, size: int, count: int) -> list[Promise]:
    """Promises of levels 0 to 2 with a condition or two."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        conditions = []
        for _ in range(int(chance.integers(0, 3))):
            asked = np.flatnonzero(chance.random(size) < 0.5).tolist() or [0]
            if chance.random() < 0.3:
                conditions.append(Precondition(tuple(asked), total=float(chance.integers(0, 4))))
            else:
                many = int(chance.integers(0, len(asked) + 1))
                conditions.append(Precondition(tuple(asked), float(chance.integers(0, 3)), many))
        level = float(chance.integers(0, 3))
        found.append(Promise(int(chance.integers(size)), level, tuple(conditions)))
    return found


def holds(promise: Promise, levels: np.ndarray) -> bool:
    """Whether all conditions of a promise hold, one after the other."""
    for one in promise.conditions:
        reached = [levels[party] for party in one.parties]
        if one.total is not None:
            if sum(reached) < one.total:
                return False
        elif sum(each >= one.level for each in reached) < (
            len(reached) if one.count is None else one.count
        ):
            return False
    return True


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 4), count=st.integers(0, 7))
@few(30)
def test_no_consistent_set_of_promises_is_greater(seed: int, size: int, count: int) -> None:
    """Of all ways to keep some promises and not others, looked at one by one."""
    promises = drawn_promises(seed, size, count)

    found = resolve(promises, size)

    greatest = np.zeros(size)
    for chosen in product([False, True], repeat=count):
        kept = [promise for promise, one in zip(promises, chosen, strict=True) if one]
        levels = np.zeros(size)
        for promise in kept:
            levels[promise.party] = max(levels[promise.party], promise.level)
        if all(holds(promise, levels) for promise in kept):
            greatest = np.maximum(greatest, levels)
    assert found.levels.tolist() == greatest.tolist()


@given(seed=st.integers(0, 2**32 - 1), size=st.integers(2, 5), count=st.integers(1, 8))
@few(20)
def test_losses_are_what_is_due_without_a_party(seed: int, size: int, count: int) -> None:
    """Pivotal is who takes others' acts away by withdrawing its own promises."""
    promises = drawn_promises(seed, size, count)

    found = resolve(promises, size)

    for party in range(size):
        without = resolve([each for each in promises if each.party != party], size)
        lost = found.levels - without.levels
        lost[party] = 0.0
        assert found.losses[party].tolist() == lost.tolist()


def test_what_all_would_keep_together_beats_nobodys_acting() -> None:
    """A free rider of the open game has no reason to break a promise that falls with it."""
    game = linear_game(10, 0.25, 1.0)
    mixed = PublicGood(np.array([5.0, 1.0, 1.0, 0.01]), np.array([1.0, 1.0, 1.0, 1.0]))

    everybody, some = consistent_members(game), consistent_members(mixed)

    assert everybody.all()
    assert some.tolist()[-1] is False
    nobody = of(mixed, np.zeros(4, dtype=bool))
    assert (of(mixed, some)[some] >= nobody[some]).all()


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        (Promise(2, 1.0), "names party 2; there are 2"),
        (Promise(0, -1.0), "a level below 0"),
        (Promise(0, float("nan")), "a level below 0"),
        (Promise(0, 1.0, (Precondition((1,), 1.0, count=2),)), "asks for 2 of 1"),
    ],
)
def test_what_cannot_be_promised_is_refused(promise: Promise, told: str) -> None:
    """A slip in a list of promises is told by its number."""
    with pytest.raises(ModelError, match=told) as refusal:
        resolve([MUTUAL[0], promise], 2)

    assert "Promise 2" in str(refusal.value)
