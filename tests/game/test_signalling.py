"""Kydd's two rounds: the windows are those of a slow search over every deviation."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from longtin.game import (
    Payoffs,
    least_first_step,
    least_trust_to_separate,
    payoff_table,
    pooling,
    separating,
    threshold,
)
from tests.game.strategies import LINEAR, SHARES, payoffs

Plan = tuple[int, tuple[int, int]]
"""What to do first, and then after seeing the other defect or cooperate."""

PLANS: list[Plan] = [(a, (b, c)) for a, b, c in itertools.product((0, 1), repeat=3)]


def worth(
    side: Payoffs, kind: int, plan: Plan, others: dict[int, list[Plan]], trust: float, first: float,
    last: float,
) -> float:  # fmt: skip
    """Oracle: a plan's worth against each type's plan, round by round.

    `others[kind]` is what the other's type does to one who cooperated first (index 1) and to one
    who did not (index 0): its plan may differ, for it answers to what it saw.
    """
    table = payoff_table(side, [first, last])
    total = 0.0
    for other_kind, chance in ((0, 1 - trust), (1, trust)):
        (answer,) = others[other_kind]
        own_first, other_first = plan[0], answer[0]
        own_last, other_last = plan[1][other_first], answer[1][own_first]
        value = table[0, kind, own_first, other_first] + table[1, kind, own_last, other_last]
        total += chance * value
    return float(total)


def is_best(
    side: Payoffs, profile: dict[int, Plan], trust: float, first: float, last: float
) -> bool:
    """Oracle: no type gains by any other plan, when the other side plays by the profile."""
    others = {kind: [plan] for kind, plan in profile.items()}
    for kind, plan in profile.items():
        own = worth(side, kind, plan, others, trust, first, last)
        best = max(worth(side, kind, each, others, trust, first, last) for each in PLANS)
        if own < best - 1e-9:
            return False
    return True


SEPARATE: dict[int, Plan] = {1: (1, (0, 1)), 0: (0, (0, 0))}
POOL: dict[int, Plan] = {1: (1, (0, 1)), 0: (1, (0, 0))}


@given(payoffs(), SHARES, SHARES, SHARES)
def test_types_separate_just_where_no_deviation_pays(
    side: Payoffs, trust: float, first: float, last: float
) -> None:
    """Large enough that a cheat will not mimic it, small enough that it is risked."""
    assume(side.edge(trustworthy=False) < 0)
    window = separating(side, trust, last)
    assume(min(abs(first - window.low), abs(first - window.high)) > 1e-6)

    assert (first in window) == is_best(side, SEPARATE, trust, first, last)


@given(payoffs(), SHARES, SHARES, SHARES)
def test_types_pool_just_where_no_deviation_pays(
    side: Payoffs, trust: float, first: float, last: float
) -> None:
    """A first step too small to be worth cheating at shows nothing."""
    assume(side.edge(trustworthy=False) < 0)
    window = pooling(side, trust, last)
    assume(min(abs(first - window.low), abs(first - window.high)) > 1e-6)
    assume(abs(trust - threshold(side, last)) > 1e-6)

    assert (first in window) == is_best(side, POOL, trust, first, last)


@given(payoffs(), SHARES, SHARES)
def test_the_window_opens_at_the_least_trust_and_the_least_step(
    side: Payoffs, trust: float, last: float
) -> None:
    """The closed forms are where the two bounds of the window meet."""
    least, step = least_trust_to_separate(side, last), least_first_step(side, last)
    assume(0 < step < 1)
    assume(abs(trust - least) > 1e-6)
    window = separating(side, trust, last)

    if trust < least:
        assert not window.is_open
    elif window.is_open:
        assert window.low >= step - 1e-9


@given(payoffs(), st.floats(0.05, 0.9))
def test_a_first_step_buys_what_one_step_could_not(side: Payoffs, last: float) -> None:
    """Reassurance works at trust too low for the bargain itself."""
    assume(side.edge(trustworthy=False) < -1e-3)
    assume(side.vulnerability * last > 1e-3)

    assert least_trust_to_separate(side, last) < threshold(side, last)


@given(payoffs(dread=LINEAR), SHARES)
def test_with_linear_losses_the_least_trust_has_a_short_form(side: Payoffs, last: float) -> None:
    """The form a reader can check by hand."""
    lure, edge = -side.edge(trustworthy=False), side.edge()
    assume(lure > 1e-6)
    v, g, prize = side.vulnerability, side.gain, side.cheating - side.reputation

    expected = v * lure / (v * lure + g * lure + prize * edge)

    assert least_trust_to_separate(side, last) == pytest.approx(expected)


def test_what_trust_the_shipped_kind_of_payoffs_asks_for() -> None:
    """Worked by hand: x = 0.75, e = 1, so the least step is 3/7 of the last."""
    side = Payoffs(gain=1, vulnerability=3, temptation=0.25, cheating=2, reputation=0.25, dread=2)
    step = 3 / 7
    risk = 3 * step**2

    assert least_first_step(side) == pytest.approx(step)
    assert least_trust_to_separate(side) == pytest.approx(risk / (risk + step + 1))
    window = separating(side, 0.5)
    roots = [np.roots([1.5, 0.375, -0.875]).max(), np.roots([1.5, -0.5, -0.5]).max()]
    assert [window.low, window.high] == pytest.approx(roots)
    assert 0.9 not in separating(side, 0.5)
    assert not separating(side, 0.8).is_open  # so much trust that every cheat can wait
