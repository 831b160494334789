"""The filter agrees with adding up every path of types by hand."""

import itertools

import numpy as np
from hypothesis import given, settings, strategies as st
from numpy.typing import NDArray

from longtin.trust.model import two_state_filter

Floats = NDArray[np.float64]
Run = tuple[Floats, Floats, Floats]
chances = st.floats(0.01, 0.99)
weights = st.one_of(st.just(0.0), st.floats(-6.0, 6.0))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A short run of one pair: `keep`, `win` and evidence, with gaps, born at the first step."""
    length = draw(st.integers(1, 7))
    keep, win = (
        np.array(draw(st.lists(chances, min_size=length, max_size=length))) for _ in range(2)
    )
    keep[0] = win[0]
    evidence = np.array(draw(st.lists(weights, min_size=length, max_size=length)))
    return keep[:, None], win[:, None], evidence[:, None]


def by_enumeration(keep: Floats, win: Floats, evidence: Floats) -> tuple[Floats, Floats, float]:
    """Oracle: P(type 1) at each step given all acts, at the last given all, and the likelihood."""
    length = len(keep)
    total, of_one = 0.0, np.zeros(length)
    for path in itertools.product((0, 1), repeat=length):
        chance = 1.0
        for step, kind in enumerate(path):
            earlier = path[step - 1] if step else 0
            gain = keep[step, 0] if earlier else win[step, 0]
            chance *= gain if kind else 1.0 - gain
            chance *= np.exp(evidence[step, 0]) if kind else 1.0
        total += chance
        of_one += chance * np.array(path)
    return of_one / total, of_one[-1:] / total, float(np.log(total))


@given(runs())
def test_the_last_belief_matches_adding_up_every_path(run: Run) -> None:
    """The closed form is exact: no approximation hides in the recursion."""
    _, last, loglik = by_enumeration(*run)

    path = two_state_filter.filter_beliefs(*run)

    np.testing.assert_allclose(two_state_filter.probability(path.after[-1]), last, atol=1e-10)
    np.testing.assert_allclose(path.loglik, loglik, atol=1e-10)


@given(runs())
def test_the_smoother_matches_adding_up_every_path(run: Run) -> None:
    """What we know now of each step is exact too."""
    every, _, _ = by_enumeration(*run)

    _, smoothed = two_state_filter.smooth_beliefs(*run)

    np.testing.assert_allclose(two_state_filter.probability(smoothed)[:, 0], every, atol=1e-10)


@given(runs())
def test_evidence_and_turnover_add_up_to_the_change(run: Run) -> None:
    """Belief moves by what the acts weigh and by drift, and by nothing else."""
    _, _, evidence = run

    path = two_state_filter.filter_beliefs(*run)
    drift = path.before[1:] - path.after[:-1]

    np.testing.assert_allclose(
        path.after[-1] - path.before[0], drift.sum(axis=0) + evidence.sum(axis=0), atol=1e-9
    )


@settings(max_examples=50)
@given(runs())
def test_gradients_match_small_differences(run: Run) -> None:
    """Fitting rests on them; gaps included."""
    keep, win, evidence = run
    _, slopes = two_state_filter.slopes(keep, win, evidence)
    step = 1e-6

    for rate, slope in ((keep, slopes.keep), (win, slopes.win)):
        for place in range(len(keep)):
            shifted = rate.copy()
            shifted[place] = two_state_filter.probability(
                two_state_filter.log_odds(rate[place]) + step
            )
            moved = (shifted, win) if rate is keep else (keep, shifted)
            gained = two_state_filter.filter_beliefs(*moved, evidence).loglik
            lost = two_state_filter.filter_beliefs(keep, win, evidence).loglik

            np.testing.assert_allclose((gained - lost) / step, slope[place], atol=2e-4)


@given(runs())
def test_carry_is_what_survives_of_a_small_push(run: Run) -> None:
    """Old evidence fades by the factors shown to the reader."""
    keep, win, evidence = run
    path = two_state_filter.filter_beliefs(keep, win, evidence)
    carried = two_state_filter.carry(path, keep, win)
    pushed = evidence.copy()
    pushed[0] += 1e-6

    moved = two_state_filter.filter_beliefs(keep, win, pushed).after[-1] - path.after[-1]

    np.testing.assert_allclose(moved / 1e-6, carried[1:].prod(axis=0), atol=1e-3)


def test_certain_evidence_leaves_finite_numbers() -> None:
    """A war of decades must not end in NaN."""
    keep, win = np.full((400, 1), 0.99), np.full((400, 1), 0.01)
    keep[0] = win[0]

    path = two_state_filter.filter_beliefs(keep, win, np.full((400, 1), -60.0))
    carried = two_state_filter.carry(path, keep, win)

    assert np.isfinite(path.after).all()
    assert np.isfinite(path.loglik).all()
    assert np.isfinite(carried).all()


def test_a_pair_that_does_not_exist_stands_still() -> None:
    """Before birth and after death nothing is believed anew."""
    keep, win, evidence = np.ones((5, 1)), np.zeros((5, 1)), np.zeros((5, 1))
    keep[1] = win[1] = 0.7

    path = two_state_filter.filter_beliefs(keep, win, evidence)

    np.testing.assert_allclose(two_state_filter.probability(path.after[1:, 0]), 0.7)
