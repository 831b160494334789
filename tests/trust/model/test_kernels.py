"""The compiled loops and the plain ones are the same, and gaps poison neither."""

from dataclasses import astuple

import numpy as np
import pytest

from longtin.trust._arrays import Floats
from longtin.trust.model import kernels, two_state_filter


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is compiled, however little it is."""
    monkeypatch.setattr(two_state_filter, "chosen", lambda loop, _: kernels._compiled(loop))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled."""
    monkeypatch.setattr(two_state_filter, "chosen", lambda loop, _: loop)


def sequences(steps: int, pairs: int) -> tuple[Floats, Floats, Floats]:
    """Rates that differ by step and pair, and evidence with gaps."""
    random = np.random.default_rng(7)
    keep, win = (random.uniform(0.01, 0.99, (steps, pairs)) for _ in range(2))
    keep[0] = win[0]
    evidence = random.normal(0.0, 4.0, (steps, pairs))
    evidence[random.uniform(size=evidence.shape) < 0.3] = np.nan
    return keep, win, evidence


def everything(keep: Floats, win: Floats, evidence: Floats) -> list[Floats]:
    """All that the filter, the smoother and the gradient return."""
    path, smoothed = two_state_filter.smooth_beliefs(keep, win, evidence)
    loglik, slopes = two_state_filter.slopes(keep, win, evidence)
    return [*astuple(path), smoothed, loglik, *astuple(slopes)]


@pytest.mark.parametrize(("steps", "pairs"), [(1, 1), (7, 3), (75, 701)])
def test_compiled_or_not_the_numbers_are_the_same_to_the_last_bit(
    request: pytest.FixtureRequest, steps: int, pairs: int
) -> None:
    """So a belief does not depend on how many others were asked for with it."""
    run = sequences(steps, pairs)

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
    keep, win, evidence = sequences(40, 5)

    gaps, silence = (
        everything(keep, win, values) for values in (evidence, np.nan_to_num(evidence))
    )

    assert np.isnan(evidence).any()
    for one, other in zip(gaps, silence, strict=True):
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one, other)


def test_smoothing_leaves_the_filter_as_it_was() -> None:
    """One pass for both, and the first is not changed by the second."""
    run = sequences(30, 4)
    path = two_state_filter.filter_beliefs(*run)

    both, smoothed = two_state_filter.smooth_beliefs(*run)

    np.testing.assert_array_equal(both.before, path.before)
    np.testing.assert_array_equal(both.after, path.after)
    np.testing.assert_array_equal(both.loglik, path.loglik)
    np.testing.assert_array_equal(smoothed[-1], path.after[-1])


def test_evidence_beyond_measure_keeps_likelihood_and_gradient_finite() -> None:
    """A line search may try anything; the likelihood must still say that it was a bad idea."""
    keep, win = np.full((3, 2), 0.9), np.full((3, 2), 0.2)
    keep[0] = win[0] = 0.5
    evidence = np.array([[900.0, 0.0], [-900.0, 900.0], [0.0, 900.0]])

    path = two_state_filter.filter_beliefs(keep, win, evidence)
    loglik, slopes = two_state_filter.slopes(keep, win, evidence)

    np.testing.assert_allclose(path.loglik, loglik)
    np.testing.assert_allclose(
        loglik, [900.0 + np.log(0.5 * 0.1), 1800.0 + np.log(0.55 * 0.9)], rtol=1e-9
    )
    assert all(np.isfinite(values).all() for values in astuple(slopes))


def by_logs(keep: Floats, win: Floats, evidence: Floats) -> Floats:
    """Oracle: the likelihood by adding up both types in logs, step by step. Shape (pair,)."""
    one, zero = np.log(0.5), np.log(0.5)
    with np.errstate(divide="ignore"):
        to_one, to_zero = (np.log([win, keep]), np.log([1.0 - win, 1.0 - keep]))
    for step, weight in enumerate(evidence):
        one, zero = (
            np.logaddexp(zero + rates[0, step], one + rates[1, step]) for rates in (to_one, to_zero)
        )
        one = one + weight
    return np.asarray(np.logaddexp(one, zero))


@pytest.mark.parametrize("way", ["plain", "compiled"])
@pytest.mark.parametrize("spread", [0.01, 3.0, 12.0, 60.0, 500.0])
def test_the_likelihood_is_that_of_adding_up_in_logs(
    request: pytest.FixtureRequest, way: str, spread: float
) -> None:
    """Factors of many steps are multiplied first; no product may leave the range of a number."""
    request.getfixturevalue(way)
    random = np.random.default_rng(3)
    keep, win, _ = sequences(90, 40)
    evidence = random.normal(0.0, spread, keep.shape)

    path, _ = two_state_filter.smooth_beliefs(keep, win, evidence)

    np.testing.assert_allclose(path.loglik, by_logs(keep, win, evidence), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("way", ["plain", "compiled"])
@pytest.mark.parametrize("weight", [20.0, -20.0])
def test_a_type_that_never_turns_gathers_likelihood_without_end(
    request: pytest.FixtureRequest, way: str, weight: float
) -> None:
    """Belief stops at the largest odds; what the acts say of the two types does not."""
    request.getfixturevalue(way)
    keep, win = np.ones((60, 2)), np.zeros((60, 2))
    keep[0] = win[0] = 0.5
    evidence = np.full((60, 2), weight)

    path = two_state_filter.filter_beliefs(keep, win, evidence)

    np.testing.assert_allclose(path.loglik, by_logs(keep, win, evidence), rtol=1e-12)


def test_rates_that_all_pairs_share_are_those_rates(compiled: None) -> None:
    """They are read once a step instead of once a pair, and nothing else differs."""
    _, _, evidence = sequences(75, 701)
    rates = np.random.default_rng(5).uniform(0.01, 0.99, (2, 75, 1))
    keep, win = (np.broadcast_to(rate, evidence.shape) for rate in rates)

    shared = two_state_filter.smooth_beliefs(keep, win, evidence)
    spelt_out = two_state_filter.smooth_beliefs(keep.copy(), win.copy(), evidence)

    np.testing.assert_array_equal(shared[1], spelt_out[1])
    for one, other in zip(astuple(shared[0]), astuple(spelt_out[0]), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_a_pair_is_believed_the_same_in_any_company(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Also beside one whose evidence is out of all proportion, and in blocks of any width."""
    request.getfixturevalue(way)
    keep, win, evidence = sequences(75, 60)
    evidence[9, 30] = 700.0

    path, smoothed = two_state_filter.smooth_beliefs(keep, win, evidence)
    monkeypatch.setattr(two_state_filter, "CELLS", 75 * 7)
    narrow = two_state_filter.smooth_beliefs(keep, win, evidence)

    np.testing.assert_array_equal(smoothed, narrow[1])
    for pair in (0, 29, 30, 31):
        alone = slice(pair, pair + 1)
        own, known = two_state_filter.smooth_beliefs(
            keep[:, alone], win[:, alone], evidence[:, alone]
        )
        np.testing.assert_array_equal(known, smoothed[:, alone])
        np.testing.assert_array_equal(own.loglik, path.loglik[alone])
        np.testing.assert_array_equal(own.loglik, narrow[0].loglik[alone])


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_a_rate_that_is_not_a_number_is_not_hidden(
    request: pytest.FixtureRequest, way: str
) -> None:
    """Bounds on odds must not turn a mistake upstream into a belief."""
    request.getfixturevalue(way)
    keep, win, _ = sequences(9, 3)
    keep[4, 1] = np.nan

    path, smoothed = two_state_filter.smooth_beliefs(keep, win, np.zeros_like(keep))

    assert np.isnan(path.after[4:, 1]).all()
    assert np.isnan(smoothed[:, 1]).all()
    assert np.isnan(path.loglik).tolist() == [False, True, False]


def test_how_numpy_counts_elsewhere_is_left_alone() -> None:
    """The filter asks it to gather less at a time, for itself."""
    before = np.getbufsize()

    two_state_filter.smooth_beliefs(*sequences(5, 2))

    assert np.getbufsize() == before


def test_little_work_is_not_worth_compiling() -> None:
    """One question is answered before a compiler could be loaded."""
    kernels._compiled.cache_clear()

    assert kernels.chosen(kernels.forward, 1000) is kernels.forward
