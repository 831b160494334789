"""The compiled loops and the plain ones are the same, and gaps poison neither."""

from dataclasses import astuple

import numpy as np
import pytest

from longtin.trust import _filter, _kernels
from longtin.trust._filter import Floats


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is compiled, however little it is."""
    monkeypatch.setattr(_filter, "chosen", lambda loop, _: _kernels._compiled(loop))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled."""
    monkeypatch.setattr(_filter, "chosen", lambda loop, _: loop)


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
    path, smoothed = _filter.smooth_beliefs(keep, win, evidence)
    loglik, slopes = _filter.slopes(keep, win, evidence)
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


def test_smoothing_is_filtering_and_looking_back() -> None:
    """One pass for both, and neither is changed by it."""
    run = sequences(30, 4)
    path, back = _filter.filter_beliefs(*run), _filter.look_back(*run)

    both, smoothed = _filter.smooth_beliefs(*run)

    np.testing.assert_array_equal(both.before, path.before)
    np.testing.assert_array_equal(both.loglik, path.loglik)
    np.testing.assert_array_equal(smoothed, path.after + back)


def test_evidence_beyond_measure_keeps_likelihood_and_gradient_finite() -> None:
    """A line search may try anything; the likelihood must still say that it was a bad idea."""
    keep, win = np.full((3, 2), 0.9), np.full((3, 2), 0.2)
    keep[0] = win[0] = 0.5
    evidence = np.array([[900.0, 0.0], [-900.0, 900.0], [0.0, 900.0]])

    path = _filter.filter_beliefs(keep, win, evidence)
    loglik, slopes = _filter.slopes(keep, win, evidence)

    np.testing.assert_allclose(path.loglik, loglik)
    np.testing.assert_allclose(
        loglik, [900.0 + np.log(0.5 * 0.1), 1800.0 + np.log(0.55 * 0.9)], rtol=1e-9
    )
    assert all(np.isfinite(values).all() for values in astuple(slopes))


def test_little_work_is_not_worth_compiling() -> None:
    """One question is answered before a compiler could be loaded."""
    _kernels._compiled.cache_clear()

    assert _kernels.chosen(_kernels.forward, 1000) is _kernels.forward
