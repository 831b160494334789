"""Intervals hold what they should, do not narrow as evidence thins, and stay where they are."""

from datetime import date

import numpy as np
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.trust.model import events_model, graded_levels
from longtin.trust.model.ordered_state_filter import Turnover
from longtin.trust.model.parameters import shipped
from longtin.trust.validation.simulated_truth import coverage, walk

STATES = (2, 710, 732, 740, 750, 816)
PAIRS = tuple((one, two) for one in STATES for two in STATES if one != two)


@pytest.mark.slow
@pytest.mark.parametrize(("by", "last"), [("week", 2011), ("year", 2014)])
def test_intervals_hold_nine_truths_in_ten(record: Record, by: str, last: int) -> None:
    """Simulated at the real times and numbers of stories: between 85 and 95 in a hundred."""
    model = trust.Model.shipped(draws=32)

    found = [
        coverage(record, model, PAIRS, by=by, until=date(last, 12, 31), seed=seed)
        for seed in (1, 2)
    ]

    assert all(cases > 500 for _, cases in found)
    assert 0.85 <= np.mean([share for share, _ in found]) <= 0.95


@pytest.mark.parametrize("level", range(graded_levels.LEVELS))
def test_more_of_the_same_acts_never_widen_the_interval(level: int) -> None:
    """At any level: the more stories of its own mix, the narrower; so never narrower with fewer."""
    events = shipped("events")
    logs = events_model.log_likelihoods(events.values[None, :])[:, 0]
    seen = np.exp(logs[level]) @ logs.T
    borders = np.arange(graded_levels.LEVELS + 1) / graded_levels.LEVELS
    widths = []
    for stories in (0, 1, 2, 4, 8, 16, 32, 64, 128):
        belief = np.exp(stories * (seen - seen.max()))
        belief = (belief / belief.sum())[None, :, None]
        low, high = (graded_levels.quantile(belief, borders, end)[0, 0] for end in (0.05, 0.95))
        widths.append(high - low)

    assert (np.diff(widths) <= 1e-9).all()


SINGLE = 1e-6
"""How far numbers held in single precision, as draws are, may part by the order of a sum."""


@pytest.mark.slow
def test_bounds_stay_where_they_are(record: Record) -> None:
    """Within 0.02 between seeds, and the same whoever else is asked for."""

    def bounds(pairs: tuple[tuple[int, int], ...], seed: int) -> np.ndarray:
        found = trust.estimate_pairs(
            record, pairs, by="week", until=date(2014, 12, 28), model=trust.Model.shipped(seed=seed)
        )
        return np.stack(found.interval())[:, -260::13]

    some = PAIRS[:3]
    alone = bounds(some, 0)

    assert max(np.abs(bounds(some, seed) - alone).max() for seed in (1, 2)) < 0.02
    assert np.abs(bounds(PAIRS[:6], 0)[..., : len(some)] - alone).max() < SINGLE


def test_a_walk_goes_where_turnover_leads() -> None:
    """After a sure break the levels have the long-run distribution."""
    run = np.linspace(1.0, 9.0, 9)
    run /= run.sum()
    turnover = Turnover(
        np.tile(run[None, :, None], (1, 1, 20_000)), np.zeros((1, 20_000)), np.ones((1, 20_000)),
        np.zeros(3, np.int64),
    )  # fmt: skip

    levels = walk(turnover, 3, np.random.default_rng(0))

    assert np.bincount(levels[-1]) / 20_000 == pytest.approx(run, abs=0.01)
