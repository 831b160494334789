"""The compiled loops and the plain ones are the same, and gaps poison neither."""

from collections.abc import Iterator
from dataclasses import astuple

import numpy as np
import pytest

from longtin.trust import _filter, _kernels
from longtin.trust._filter import Floats


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything is many, so everything is compiled; afterwards nothing counts as compiled."""
    monkeypatch.setattr(_kernels, "MANY", 0)
    yield
    _kernels.forget()


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
    path = _filter.filter_beliefs(keep, win, evidence)
    loglik, slopes = _filter.slopes(keep, win, evidence)
    return [*astuple(path), _filter.look_back(keep, win, evidence), loglik, *astuple(slopes)]


@pytest.mark.parametrize(("steps", "pairs"), [(1, 1), (7, 3), (75, 701)])
def test_compiled_or_not_the_numbers_are_the_same_to_the_last_bit(
    request: pytest.FixtureRequest, steps: int, pairs: int
) -> None:
    """So a belief does not depend on how many others were asked for with it."""
    run = sequences(steps, pairs)
    plain = everything(*run)
    request.getfixturevalue("compiled")

    for one, other in zip(plain, everything(*run), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("ways", [(), ("compiled",)], ids=["plain", "compiled"])
def test_what_was_not_seen_counts_as_no_evidence(
    request: pytest.FixtureRequest, ways: tuple[str, ...]
) -> None:
    """A NaN that leaks into a gradient ruins a fit without a word."""
    for way in ways:
        request.getfixturevalue(way)
    keep, win, evidence = sequences(40, 5)

    gaps, silence = (
        everything(keep, win, values) for values in (evidence, np.nan_to_num(evidence))
    )

    assert np.isnan(evidence).any()
    for one, other in zip(gaps, silence, strict=True):
        assert np.isfinite(one).all()
        np.testing.assert_array_equal(one, other)


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
    _kernels.forget()

    assert _kernels.chosen(_kernels.forward, 1000) is _kernels.forward
