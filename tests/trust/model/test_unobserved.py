"""Time that no source speaks of: belief fades, never turns, and is known less and less."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from longtin.trust._log_odds import probability
from longtin.trust.model.annual_model import Steps
from longtin.trust.model.ordered_state_filter import Turnover, filter_levels, of_two, reading
from longtin.trust.model.unobserved import carried, loosened, tilted

chances = st.floats(0.001, 0.2)
TYPES = np.array([0.0, 1.0])


def spoken(heard: float, weeks: int) -> NDArray[np.float64]:
    """Evidence for the higher level in the second step, and nothing after it."""
    evidence = np.zeros((weeks + 2, 2, 1))
    evidence[1, 1] = heard
    return evidence


@given(chances, chances, st.floats(-6, 6), st.integers(1, 40))
def test_belief_neither_crosses_one_half_nor_passes_the_last(
    leave: float, come: float, heard: float, weeks: int
) -> None:
    """Only evidence turns trust into distrust, or makes either surer."""
    keep, win = np.full((weeks + 2, 1), 1.0 - leave), np.full((weeks + 2, 1), come)
    keep[0] = win[0] = 0.5
    run = Steps(of_two(keep, win), spoken(heard, weeks))
    unobserved = np.arange(weeks + 2)[:, None] > 1

    led = carried(run, unobserved, TYPES)

    after = filter_levels(led.turnover, led.evidence).after
    path = probability(reading(after, TYPES))[1:, 0] - 0.5
    assert np.all(path * path[0] >= -1e-9)
    assert np.all(np.diff(np.abs(path)) <= 1e-9)
    np.testing.assert_allclose(led.turnover.lasting, run.turnover.lasting)


@given(chances, chances)
def test_observed_steps_turn_over_as_they_did(leave: float, come: float) -> None:
    """A silent week that a source watches is no hole."""
    keep, win = np.full((5, 2), 1.0 - leave), np.full((5, 2), come)
    run = Steps(of_two(keep, win), np.zeros((5, 2, 2)))

    led = carried(run, np.array([[False, False]] * 4 + [[False, True]]), TYPES)

    for step in range(5):
        here, there = led.turnover.period[step], run.turnover.period[step]
        own = slice(None) if step < 4 else slice(1)
        assert np.array_equal(
            led.turnover.long_run[here][:, own], run.turnover.long_run[there][:, own]
        )


@given(
    st.lists(st.floats(0.01, 1.0), min_size=9, max_size=9),
    st.floats(0.05, 0.95),
)
def test_a_long_run_of_many_levels_is_tilted_no_more_than_needed(
    weights: list[float], last: float
) -> None:
    """Its mean ends between one half and the last belief, at the end nearer to where it was."""
    scale = np.linspace(0.0, 1.0, 9)
    long_run = (np.array(weights) / sum(weights))[:, None]

    found = tilted(long_run, scale, np.array([last]))

    mean, before = float((scale @ found)[0]), float((scale @ long_run)[0])
    assert found.sum() == pytest.approx(1.0)
    assert mean == pytest.approx(np.clip(before, min(last, 0.5), max(last, 0.5)), abs=1e-6)
    ratio = np.log(found[:, 0] / long_run[:, 0])
    assert np.allclose(np.diff(ratio), np.diff(ratio)[0], atol=1e-6)


def test_draws_go_on_to_their_own_long_run() -> None:
    """The interval knows nothing of the bound: it spreads to what turnover alone may bring."""
    steps = 60
    drawn = np.zeros((steps, 2, 1, 2), np.float32)
    drawn[:, 1, 0] = (0.9, 0.2)
    drawn[:, 0] = 1.0 - drawn[:, 1]
    keep, win = np.full((steps, 2), 0.95), np.full((steps, 2), 0.01)
    unobserved = np.arange(steps)[:, None] > 0

    found = loosened(drawn, of_two(keep, win), unobserved)

    assert np.all(np.diff(found[:, 1, 0, 0]) < 0)
    assert found[-1, 1, 0] == pytest.approx(1.0 / 6.0, abs=0.05)
    assert np.array_equal(found[0], drawn[0])


def test_periods_are_cut_where_a_pair_goes_out_of_sight() -> None:
    """Two pairs go at different times; each keeps its own turnover until then."""
    turnover = Turnover(
        np.full((1, 2, 2), 0.5), np.zeros((1, 2)), np.full((1, 2), 0.1), np.zeros(4, np.int64)
    )
    evidence = np.zeros((4, 2, 2))
    evidence[0, 1] = 3.0

    led = carried(
        Steps(turnover, evidence), np.array([[0, 0], [0, 1], [1, 1], [1, 1]], bool), TYPES
    )

    assert led.turnover.period.tolist() == [0, 1, 2, 2]
