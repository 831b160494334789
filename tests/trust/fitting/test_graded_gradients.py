"""Exact gradients of both models with graded levels, and what a fit starts from."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.evidence.panel import Panel, read_panel
from longtin.trust.fitting import fit_graded, graded_annual_gradient, graded_events_gradient
from longtin.trust.fitting.posterior_mode import Scores
from longtin.trust.model import annual_model, events_model, graded_levels
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import size, split

PAIRS = [(816, 710), (710, 816), (651, 666), (2, 365), (678, 670), (626, 625)]


@pytest.fixture(scope="module")
def panel(record: Record) -> Panel:
    """Pairs with wars, births, deaths and gaps."""
    return read_panel(record, PAIRS, 1946, 2014)


def check(scores: Scores, theta: Floats, places: list[int]) -> None:
    """Central differences against the gradient, pair by pair."""
    _, gradient = scores(theta)
    for place in places:
        push = np.zeros_like(theta)
        push[place] = 1e-5
        up, down = (scores(theta + way * push)[0] for way in (1, -1))
        np.testing.assert_allclose((up - down) / 2e-5, gradient[:, place], rtol=1e-6, atol=1e-6)


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10_000))
def test_the_annual_gradient_matches_small_differences(panel: Panel, seed: int) -> None:
    """At any parameters, all of them, missing years included."""
    begin, _ = fit_graded.graded_annual_prior()
    theta = begin + np.random.default_rng(seed).normal(0.0, 0.4, len(begin))

    counting = Counting(0.3, at_border=0.25)
    check(graded_annual_gradient.objective(panel, counting), theta, list(range(len(theta))))


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000))
def test_the_weekly_gradient_matches_small_differences(record: Record, seed: int) -> None:
    """At any parameters and whatever weeks rest on, births and empty weeks included."""
    held = read_weeks(record, [(816, 710), (625, 626)], date(2021, 12, 26), fit_graded.BELIEF)
    random = np.random.default_rng(seed)
    by_year = random.dirichlet(np.ones(graded_levels.LEVELS), (99, 2)).transpose(0, 2, 1)
    rest = by_year[[end.year - 1950 for end in held.ends]]
    begin, _ = fit_graded.graded_events_prior(held, 1.0 / 52.0)
    theta = begin + random.normal(0.0, 0.3, len(begin))
    chosen = [0, *random.choice(np.arange(2, len(theta)), 6, replace=False).tolist()]

    check(graded_events_gradient.objective(held, rest), theta, chosen)
    known = random.normal(0.0, 1.0, (len(held.ends), graded_levels.LEVELS, 2))
    check(graded_events_gradient.objective(held, rest, known), theta, chosen)


def test_what_else_is_known_is_weighed_as_an_estimate_does(record: Record) -> None:
    """The likelihood with further evidence is that of the filter with the sum of both."""
    held = read_weeks(record, [(816, 710), (625, 626)], date(2021, 12, 26), fit_graded.BELIEF)
    assert any(sight.mass[None].any() for sight in held.partial)
    random = np.random.default_rng(11)
    rest = random.dirichlet(np.ones(graded_levels.LEVELS), (len(held.ends), 2)).transpose(0, 2, 1)
    rest = rest[events_model.periods(held)[0]][events_model.periods(held)[1]]
    known = random.normal(0.0, 1.0, rest.shape)
    begin, _ = fit_graded.graded_events_prior(held, 1.0 / 52.0)

    loglik, _ = graded_events_gradient.objective(held, rest, known)(begin)

    run = events_model.steps(begin[None, :], held, rest[events_model.periods(held)[0]][..., None])
    both = run.evidence + np.where(held.alive[:, None], known, 0.0)
    np.testing.assert_allclose(loglik, filter_levels(run.turnover, both).loglik, rtol=1e-10)


def test_a_fit_weighs_conduct_as_an_estimate_does(panel: Panel) -> None:
    """The likelihood in blocks of living pairs is that of the filter over all years."""
    begin, _ = fit_graded.graded_annual_prior()
    counting = Counting(most=5.0, at_border=0.25)
    run = annual_model.steps(begin[None, :], panel, counting)

    loglik, _ = graded_annual_gradient.objective(panel, counting)(begin)

    filtered = filter_levels(run.turnover, run.evidence).loglik
    np.testing.assert_allclose(loglik, filtered, rtol=1e-12)


def test_what_is_chosen_is_not_learnt(record: Record) -> None:
    """The chance of a break has no slope, and its prior lets nothing through."""
    held = read_weeks(record, [(816, 710)], date(2012, 12, 30), Counting(0.5, 0.006))
    rest = np.full((len(held.ends), graded_levels.LEVELS, 1), 1.0 / graded_levels.LEVELS)
    begin, prior = fit_graded.graded_events_prior(held, 1.0 / 52.0)

    _, gradient = graded_events_gradient.objective(held, rest)(begin)

    assert gradient[:, 1].tolist() == [0.0]
    assert prior.spread[1] < 0.01
    assert len(begin) == size(events_model.graded_blocks())


def test_how_long_levels_last_is_chosen_where_reports_are_counted(panel: Panel) -> None:
    """The break is what was asked for; before the counts, and without a choice, it is learnt."""

    def breaks(panel: Panel, asked: float | None) -> float:
        found = fit_graded.fit_in_two(panel, Counting(most=4.0), breaks=asked, intervals=False)
        return float(graded_levels.rates(split(found.values[None], graded_levels.YEARLY))[1][0])

    before = panel.until(2001)

    assert breaks(panel, 0.01) == pytest.approx(0.01, rel=0.01)
    assert breaks(panel, None) > 0.02
    assert breaks(before, 0.01) == breaks(before, None)


def test_anchors_are_where_force_and_old_alliances_stand(record: Record, panel: Panel) -> None:
    """The low one is lower, both within the range of places; without either there is none."""
    begin, _ = fit_graded.graded_annual_prior()
    allies = read_panel(record, [(2, 20), (651, 666)], 1946, 2014)

    low, high = fit_graded.anchors(allies, begin, Counting(0.2))

    assert 0.0 < low < high < 1.0
    reached = fit_graded.anchors(allies, begin, Counting(0.2), reached=(0.95, 0.95))
    assert low < reached[0]
    assert high < reached[1]
    with pytest.raises(ModelError, match="allies"):
        fit_graded.anchors(panel, begin, Counting(0.2))


def test_in_two_steps_reports_have_no_say_in_what_levels_are(panel: Panel) -> None:
    """Turned reports change how reports look at each level, and nothing that disputes settle."""
    turned = replace(panel, reports=panel.reports[::-1])

    one, other = (
        fit_graded.fit_in_two(each, Counting(most=4.0), intervals=False).values
        for each in (panel, turned)
    )

    parts = [split(values[None], graded_levels.YEARLY) for values in (one, other)]
    for name in graded_levels.YEARLY:
        alike = np.array_equal(parts[0][name], parts[1][name])
        assert alike == (name not in fit_graded.HEARD), name


def test_a_fit_in_two_steps_is_as_unsure_as_each(panel: Panel) -> None:
    """Covariances of both steps stand side by side, and have a root."""
    found = fit_graded.fit_in_two(panel, Counting(0.2))

    assert np.linalg.cholesky(found.covariance).shape == found.covariance.shape
    assert found.covariance[0, -1] == 0.0
