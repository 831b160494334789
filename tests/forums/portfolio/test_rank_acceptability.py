"""Rank acceptability against what can be said without drawing."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.forums.portfolio import Rated, rank_acceptability


def sure(at: float) -> Rated:
    """A criterion without a band."""
    return Rated(at, at, at, "counted")


def test_who_is_best_in_all_is_always_first() -> None:
    """No weight makes a dominated partner better."""
    rows = [[sure(0.9), sure(0.8)], [sure(0.5), sure(0.5)], [sure(0.1), sure(0.7)]]

    first, _ = rank_acceptability(rows, seed=1)

    assert first.tolist() == [1.0, 0.0, 0.0]


def test_the_first_criterion_weighs_most() -> None:
    """Of two that are each best in one, the one best in what weighs most is always first."""
    first, _ = rank_acceptability([[sure(1.0), sure(0.0)], [sure(0.0), sure(1.0)]], seed=1)

    assert first.tolist() == [1.0, 0.0]


def test_one_criterion_of_two_gives_the_share_that_can_be_reckoned() -> None:
    """With weight w even on [1/2, 1], 1·w > 0.6·w + 0.9·(1 − w) if and only if w > 9/13.

    Of [1/2, 1] that is a share of 8/13.
    """
    first, _ = rank_acceptability(
        [[sure(1.0), sure(0.0)], [sure(0.6), sure(0.9)]], seed=1, draws=40_000
    )

    assert first[0] == pytest.approx(8 / 13, abs=0.01)


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=6))
def test_shares_of_first_places_add_up(rows: list[list[float]]) -> None:
    """Somebody is first in every draw, and three are among the first three."""
    first, three = rank_acceptability(
        [[Rated(at, at / 2, (1 + at) / 2, "told") for at in row] for row in rows], seed=3, draws=50
    )

    assert first.sum() == pytest.approx(1.0)
    assert three.sum() == pytest.approx(min(3, len(rows)))
    assert np.all(three >= first - 1e-12)


def test_the_same_seed_gives_the_same_shares() -> None:
    """A paper can be made again."""
    rows = [[Rated(0.5, 0.0, 1.0, "unknown")] * 2 for _ in range(4)]

    assert rank_acceptability(rows, 7)[0].tolist() == rank_acceptability(rows, 7)[0].tolist()
    assert rank_acceptability(rows, 7)[0].tolist() != rank_acceptability(rows, 8)[0].tolist()
