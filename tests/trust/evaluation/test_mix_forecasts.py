"""Forecasts of what reports are made of: clean at the cut-off, and pooled from what they read."""

from datetime import date

import numpy as np
import pytest

from longtin import trust
from longtin.acts import Record, kinds
from longtin.trust.evaluation import mix_forecasts
from longtin.trust.evaluation.conflict_forecasts import DatedCases, ExpectedConflict
from longtin.trust.evaluation.mix_forecasts import MixCases
from longtin.trust.model import events_model

STATES = (2, 365, 710, 732, 740, 750)
PAIRS = tuple((one, two) for one in STATES for two in STATES if one != two)
DAY, END = date(2010, 12, 31), date(2012, 12, 31)


@pytest.fixture(scope="module")
def held(record: Record) -> DatedCases:
    """Thirty pairs of the sparse years."""
    model = trust.Model.shipped(draws=0).for_forecasts()
    return DatedCases.of(record, model.events, DAY, PAIRS, END)


def mixes(raw: np.ndarray, cases: MixCases) -> dict[str, np.ndarray]:
    """Forecasts with a belief that expects every type alike."""
    flat = np.full(cases.counts.shape, 1.0 / len(cases.counts))
    return mix_forecasts.forecasts(raw, PAIRS, cases, {"longtin": flat}, 4)


def test_what_comes_after_a_case_changes_no_forecast_of_it(held: DatedCases) -> None:
    """Reports planted after the cut-off, and a mix forecast before them."""
    cases = MixCases.of(held, 4, 4)
    last = held.held.ends.index(max(end for end in held.held.ends if end <= date(2011, 6, 30)))
    planted = held.raw.copy()
    planted[-1, last + 5 :] += 40.0
    again = MixCases(cases.step, cases.column, cases.counts, cases.learn)

    before, after = mixes(held.raw, cases), mixes(planted, again)

    early = cases.step <= last
    for name, mix in before.items():
        assert np.array_equal(mix[:, early], after[name][:, early]), name
    assert not np.allclose(before["dirichlet"][:, ~early], after["dirichlet"][:, ~early])


def test_every_forecast_is_a_mix(held: DatedCases) -> None:
    """Shares of the types sum to 1."""
    cases = MixCases.of(held, 12, 4)

    for name, mix in mixes(held.raw, cases).items():
        assert mix.shape == (len(kinds()), len(cases.step))
        assert mix.sum(axis=0) == pytest.approx(1.0), name
        assert (mix >= 0.0).all()


def test_a_pool_is_as_good_as_its_best_member_where_it_was_fitted() -> None:
    """Weights may leave all but one out."""
    generator = np.random.default_rng(3)
    truth = generator.dirichlet(np.ones(4), size=400).T
    counts = np.stack([generator.multinomial(5, each) for each in truth.T], axis=1).astype(float)
    noise = generator.dirichlet(np.ones(4), size=400).T
    cases = MixCases(np.arange(400), np.zeros(400, np.int64), counts, np.ones(400, bool))

    pool = mix_forecasts.pooled(cases, [truth, noise])

    def loss(mix: np.ndarray) -> float:
        return float(-(counts * np.log(mix)).sum() / counts.sum())

    assert loss(pool) <= loss(truth) + 0.01
    assert loss(pool) < loss(noise)


def test_belief_expects_a_mix_between_those_of_its_levels(record: Record, held: DatedCases) -> None:
    """Never more of a type than the level that has most of it."""
    model = trust.Model.shipped(draws=0).for_forecasts()
    outlook = ExpectedConflict.of(record, held, model.annual, model.events)
    cases = MixCases.of(held, 4, 4)

    mix = mix_forecasts.expected_mix(cases, outlook, model.events, 4, len(PAIRS))

    ends = np.exp(events_model.log_likelihoods(model.events.values[None, :])[:, 0])
    assert mix.sum(axis=0) == pytest.approx(1.0)
    assert (mix <= ends.max(axis=0)[:, None] + 1e-9).all()
    assert (mix >= ends.min(axis=0)[:, None] - 1e-9).all()
