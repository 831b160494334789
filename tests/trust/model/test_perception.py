"""Conduct seen with noise weighs less, by exact formulas."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin import acts, trust
from longtin.acts import Record
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.fitting import events_gradient
from longtin.trust.model import events_model, perception
from longtin.trust.model.parameters import shipped

PAIRS = [(816, 710), (710, 816), (811, 800), (740, 710), (732, 731)]
UNTIL = date(2013, 12, 29)


@given(st.floats(0.0, 0.9), st.integers(0, 1000))
def test_what_is_seen_is_still_a_distribution_and_says_less(noise: float, seed: int) -> None:
    """Misread acts add up to one, and no act tells the types apart better than before."""
    random = np.random.default_rng(seed)
    one, other, common = np.log(random.dirichlet(np.ones(6), 3))

    seen, too = (perception.blurred(logs, common, noise) for logs in (one, other))

    assert np.exp(seen).sum() == pytest.approx(1.0)
    assert (np.abs(seen - too) <= np.abs(one - other) + 1e-12).all()


def test_the_slope_matches_small_differences(record: Record) -> None:
    """Fitting how much is misread rests on it."""
    events = shipped("two_types_events")
    held = read_weeks(record, PAIRS, UNTIL, events.counting)
    rest = np.zeros(held.alive.shape)

    for noise in (0.05, 0.2, 0.5):
        _, slope = events_gradient.noise_score(held, rest, events.values, noise)
        up, down = (
            events_gradient.noise_score(held, rest, events.values, noise + way * 1e-5)[0]
            for way in (1, -1)
        )

        assert slope == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-4)


def test_a_crisis_is_told_from_the_weeks_before_alone(record: Record) -> None:
    """The week of the conflict itself is read with quiet eyes; eight weeks later all is over."""
    events = shipped("two_types_events")
    held = read_weeks(record, PAIRS, UNTIL, events.counting)
    hostile = np.array([kind.quad == 4 for kind in acts.kinds().values()])
    conflict = held.counted[hostile].sum(axis=0) > 0

    tense = events_model.tense(held)

    for step, column in zip(*np.nonzero(np.ones_like(tense)), strict=True):
        before = conflict[max(0, step - events_model.TENSE) : step, column]
        assert tense[step, column] == before.any()


def test_lines_still_add_up_when_conduct_is_seen_with_noise(record: Record) -> None:
    """An explanation is exact whatever is misread, and a crisis weighs less."""
    clear, noisy = (
        trust.estimate(
            record, "CHN", "VNM", until=date(2014, 6, 29),
            model=trust.Model(
                shipped("two_types_annual"), shipped("two_types_events"), draws=0, perception=seen
            ),
        ).explain("VNM", "2014-05")
        for seen in (None, trust.Perception(crisis=0.5))
    )  # fmt: skip

    for found in (clear, noisy):
        assert found.lines["decibans"].sum() == pytest.approx(found.after - found.before, abs=1e-9)
    assert noisy.after > clear.after


def test_channels_and_clarity_make_noise_smaller() -> None:
    """And a crisis larger."""
    seen = trust.Perception()

    assert seen.noise(crisis=True) > seen.noise(crisis=True, channel=True) > 0.0
    assert seen.noise(crisis=True, clarity=0.5) == pytest.approx(0.5 * seen.noise(crisis=True))
    assert seen.noise(crisis=False) <= seen.noise(crisis=True)
