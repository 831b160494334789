"""The compiled loops and the plain ones are the same, and gaps poison neither."""

from dataclasses import astuple

import numpy as np
import pytest

from longtin.trust._arrays import Floats
from longtin.trust.model import ordered_state_filter, parallel
from longtin.trust.model.ordered_state_filter import (
    Turnover,
    filtered_levels,
    likelihoods,
    slopes,
    smooth_levels,
    smoothed_levels,
)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is compiled, however little it is."""
    monkeypatch.setattr(ordered_state_filter, "chosen", lambda loop, _: parallel._compiled(loop))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled."""
    monkeypatch.setattr(ordered_state_filter, "chosen", lambda loop, _: loop)


def sequences(steps: int, levels: int, pairs: int) -> tuple[Turnover, Floats]:
    """Rates that differ by step and pair, and evidence with gaps."""
    random = np.random.default_rng(7)
    long_run = random.dirichlet(np.ones(levels), (steps, pairs)).transpose(0, 2, 1) + 1e-6
    drift, breaks = random.uniform(0.0, 0.5, (2, steps, pairs))
    breaks[0] = 1.0
    evidence = random.normal(0.0, 4.0, (steps, levels, pairs))
    gaps = random.uniform(size=(steps, 1, pairs)) < 0.3
    return (
        Turnover(long_run, drift, breaks, np.arange(steps)),
        np.where(gaps, np.nan, evidence),
    )


def everything(turnover: Turnover, evidence: Floats) -> list[Floats]:
    """All that the filter, the smoother and the gradient return."""
    path, smoothed = smooth_levels(turnover, evidence)
    alone, known = smoothed_levels(turnover, evidence)
    np.testing.assert_array_equal(alone, smoothed)
    np.testing.assert_array_equal(filtered_levels(turnover, evidence), path.after)
    np.testing.assert_array_equal(known, path.loglik)
    loglik, slope = slopes(turnover, likelihoods(evidence)[0])
    return [*astuple(path), smoothed, loglik, *astuple(slope)]


@pytest.mark.parametrize("shape", [(1, 2, 1), (7, 9, 3), (75, 9, 301), (75, 2, 701)])
def test_compiled_or_not_the_numbers_are_the_same_to_the_last_bit(
    request: pytest.FixtureRequest, shape: tuple[int, int, int]
) -> None:
    """So a belief does not depend on how many others were asked for with it."""
    run = sequences(*shape)

    request.getfixturevalue("plain")
    plain = everything(*run)
    request.getfixturevalue("compiled")
    compiled = everything(*run)

    for one, other in zip(plain, compiled, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_what_was_not_seen_counts_as_no_evidence(request: pytest.FixtureRequest, way: str) -> None:
    """A NaN that leaks into a gradient ruins a fit without a word."""
    request.getfixturevalue(way)
    turnover, evidence = sequences(40, 4, 5)

    gaps, silence = (everything(turnover, values) for values in (evidence, np.nan_to_num(evidence)))

    assert np.isnan(evidence).any()
    for one, other in zip(gaps, silence, strict=True):
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one, other)


def test_smoothing_leaves_the_filter_as_it_was() -> None:
    """One pass for both, and the first is not changed by the second."""
    run = sequences(30, 9, 4)
    path = ordered_state_filter.filter_levels(*run)

    both, smoothed = smooth_levels(*run)

    for one, other in zip(astuple(both), astuple(path), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_allclose(smoothed[-1], path.after[-1], rtol=1e-14)


def by_logs(turnover: Turnover, evidence: Floats) -> Floats:
    """Oracle: the likelihood by adding up all levels in logs, step by step. Shape (pair,)."""
    levels = evidence.shape[1]
    belief = np.full(evidence.shape[1:], -np.log(levels))
    for step, told in enumerate(evidence):
        with np.errstate(divide="ignore"):
            move = np.log(turnover.onward(step))
        belief = np.logaddexp.reduce(belief[:, None] + move, axis=0) + told
    return np.asarray(np.logaddexp.reduce(belief, axis=0))


@pytest.mark.parametrize("way", ["plain", "compiled"])
@pytest.mark.parametrize("spread", [0.01, 3.0, 12.0, 60.0, 250.0])
def test_the_likelihood_is_that_of_adding_up_in_logs(
    request: pytest.FixtureRequest, way: str, spread: float
) -> None:
    """No product may leave the range of a number."""
    request.getfixturevalue(way)
    turnover, evidence = sequences(90, 5, 40)
    evidence = np.random.default_rng(3).normal(0.0, spread / 3.0, evidence.shape)

    path, _ = smooth_levels(turnover, evidence)

    np.testing.assert_allclose(path.loglik, by_logs(turnover, evidence), rtol=1e-10, atol=1e-9)


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_a_pair_is_believed_the_same_in_any_company(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Also beside one whose evidence is out of all proportion, and in blocks of any width."""
    request.getfixturevalue(way)
    turnover, evidence = sequences(75, 9, 60)
    evidence[9, 3, 30] = 700.0

    path, smoothed = smooth_levels(turnover, evidence)
    monkeypatch.setattr(ordered_state_filter, "CELLS", 75 * 9 * 7)
    narrow = smooth_levels(turnover, evidence)

    np.testing.assert_array_equal(smoothed, narrow[1])
    for pair in (0, 29, 30, 31):
        alone = slice(pair, pair + 1)
        own, known = smooth_levels(turnover.of(alone), evidence[:, :, alone])
        np.testing.assert_array_equal(known, smoothed[:, :, alone])
        np.testing.assert_array_equal(own.loglik, path.loglik[alone])
        np.testing.assert_array_equal(own.loglik, narrow[0].loglik[alone])


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_a_rate_that_is_not_a_number_is_not_hidden(
    request: pytest.FixtureRequest, way: str
) -> None:
    """Bounds on beliefs must not turn a mistake upstream into a belief."""
    request.getfixturevalue(way)
    turnover, evidence = sequences(9, 3, 3)
    turnover.breaks[4, 1] = np.nan

    path, smoothed = smooth_levels(turnover, np.zeros_like(evidence))

    assert np.isnan(path.after[4:, :, 1]).all()
    assert np.isnan(smoothed[:4, :, 1]).all()
    assert np.isnan(path.loglik).tolist() == [False, True, False]


def test_how_numpy_counts_elsewhere_is_left_alone() -> None:
    """The filter asks it to gather less at a time, for itself."""
    before = np.getbufsize()

    smooth_levels(*sequences(5, 3, 2))

    assert np.getbufsize() == before


def test_little_work_is_not_worth_compiling() -> None:
    """One question is answered before a compiler could be loaded."""
    parallel._compiled.cache_clear()

    assert parallel.chosen(parallel.smooth_strips, 1000) is parallel.smooth_strips
