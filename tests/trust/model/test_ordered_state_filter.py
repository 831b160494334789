"""The filter agrees with adding up every path of levels by hand, and with the two types of before.

`two_types.json` holds what the closed form for two types gave, which this filter took the place of:
for made-up rates and evidence, and for two states in 40 weeks.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin import trust
from longtin.trust._arrays import Floats
from longtin.trust.model import attribution, ordered_state_filter
from longtin.trust.model.ordered_state_filter import Turnover

BEFORE = json.loads((Path(__file__).parent / "two_types.json").read_text("utf-8"))
TWO = np.array([0.0, 1.0])


def system(seed: int, shape: tuple[int, int, int], gaps: float = 0.3) -> tuple[Turnover, Floats]:
    """Rates that differ by step and pair, every pair born at the first, and evidence with gaps."""
    random = np.random.default_rng(seed)
    steps, levels, pairs = shape
    long_run = random.dirichlet(np.ones(levels), (steps, pairs)).transpose(0, 2, 1)
    drift, breaks = random.uniform(0.0, 0.5, (steps, pairs)), random.uniform(size=(steps, pairs))
    breaks[0] = 1.0
    evidence = random.normal(0.0, 2.0, shape)
    silent = random.uniform(size=(steps, 1, pairs)) < gaps
    evidence = np.where(silent, np.nan if seed % 2 else 0.0, evidence)
    long_run = (long_run + 1e-3) / (1.0 + 1e-3 * levels)
    return Turnover(long_run, drift, breaks, np.arange(steps)), evidence


def table(turnover: Turnover, step: int, pair: int) -> Floats:
    """Oracle: chances of going from each level to each, written out element by element."""
    now = turnover.period[step]
    rest, a, b = (
        turnover.long_run[now, :, pair], turnover.drift[now, pair], turnover.breaks[now, pair]
    )  # fmt: skip
    levels = len(rest)
    stays = np.eye(levels)
    for low in range(levels - 1):
        up = a * rest[low + 1] / (rest[low] + rest[low + 1])
        stays[low, low + 1] += up
        stays[low, low] -= up
        stays[low + 1, low] += a - up
        stays[low + 1, low + 1] -= a - up
    return np.asarray((1.0 - b) * stays + b * rest)


def by_enumeration(turnover: Turnover, evidence: Floats, pair: int = 0) -> tuple[Floats, float]:
    """Oracle: P(level) at each step given all evidence, and the log-likelihood."""
    steps, levels, _ = evidence.shape
    seen = np.exp(np.nan_to_num(evidence[:, :, pair]))
    tables = [table(turnover, step, pair) for step in range(steps)]
    total, of_level = 0.0, np.zeros((steps, levels))
    for path in itertools.product(range(levels), repeat=steps):
        chance = turnover.long_run[turnover.period[0], path[0], pair] * seen[0, path[0]]
        for step in range(1, steps):
            chance *= tables[step][path[step - 1], path[step]] * seen[step, path[step]]
        total += chance
        of_level[range(steps), path] += chance
    return of_level / total, float(np.log(total))


@pytest.mark.parametrize(("levels", "steps"), [(2, 7), (3, 6), (5, 4), (9, 3)])
def test_beliefs_match_adding_up_every_path(levels: int, steps: int) -> None:
    """No approximation hides in the recursions, whatever the number of levels."""
    for seed in range(6):
        turnover, evidence = system(seed, (steps, levels, 2))

        path, smoothed = trust.smooth_levels(turnover, evidence)

        for pair in (0, 1):
            every, loglik = by_enumeration(turnover, evidence, pair)
            np.testing.assert_allclose(smoothed[:, :, pair], every, atol=1e-12)
            np.testing.assert_allclose(path.after[-1, :, pair], every[-1], atol=1e-12)
            np.testing.assert_allclose(path.loglik[pair], loglik, atol=1e-10)


@pytest.mark.parametrize("case", list(BEFORE))
def test_two_levels_are_the_two_types_of_before(case: str) -> None:
    """To ten digits: belief before and after acts, smoothed, likelihood, slopes and shares."""
    kept = {name: np.array(values) for name, values in BEFORE[case].items()}
    turnover = ordered_state_filter.of_two(kept["keep"], kept["win"])
    evidence = np.stack([0.0 * kept["evidence"], kept["evidence"]], axis=1)

    path, smoothed = trust.smooth_levels(turnover, evidence)
    likely, most = ordered_state_filter.likelihoods(evidence)
    loglik, slopes = ordered_state_filter.slopes(turnover, likely)
    to_keep, to_win = ordered_state_filter.slopes_of_two(
        kept["keep"], kept["win"], turnover.breaks, slopes
    )

    for found, name in ((path.before, "before"), (path.after, "after"), (smoothed, "smoothed")):
        known = ordered_state_filter.reading(found, TWO)
        np.testing.assert_allclose(known, kept[name], rtol=1e-10, atol=1e-10)
    lives = kept["keep"] < 1.0
    np.testing.assert_allclose(path.loglik, kept["loglik"], rtol=1e-10)
    np.testing.assert_allclose(loglik + most.sum(axis=0), kept["loglik"], rtol=1e-10)
    np.testing.assert_allclose(to_keep[lives], kept["slope_keep"][lives], atol=1e-10)
    np.testing.assert_allclose(to_win[lives], kept["slope_win"][lives], atol=1e-10)
    for pair in range(len(path.loglik)):
        column = slice(pair, pair + 1)
        shares = attribution.of_all(turnover.of(column), evidence[:, :, pair], TWO)
        np.testing.assert_allclose(shares.log_odds[:, 1], kept["reaching"][:, pair], atol=1e-10)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([2, 3, 9]))
def test_the_gradient_matches_small_differences(seed: int, levels: int) -> None:
    """Fitting rests on it: each rate, each level of the long-run distribution, gaps included."""
    turnover, evidence = system(seed, (6, levels, 1))
    likely, _ = ordered_state_filter.likelihoods(evidence)
    _, slopes = ordered_state_filter.slopes(turnover, likely)
    random = np.random.default_rng(seed)
    step, level = int(random.integers(1, 6)), int(random.integers(0, levels))

    def gained(name: str) -> float:
        size = 1e-5
        up, down = (
            trust.filter_levels(pushed(name, way * size), evidence).loglik for way in (1, -1)
        )
        return float((up - down)[0] / (2 * size))

    def pushed(name: str, size: float) -> Turnover:
        parts = {each: getattr(turnover, each).copy() for each in ("long_run", "drift", "breaks")}
        if name == "long_run":
            parts[name][step, level] *= np.exp(size)
            parts[name][step] /= parts[name][step].sum()
        else:
            parts[name][step] += size
        return Turnover(**parts, period=turnover.period)

    free = slopes.long_run[step, :, 0]
    bound = free[level] - turnover.long_run[step, level, 0] * free.sum()
    for name, slope in (
        ("long_run", bound),
        ("drift", slopes.drift[step, 0]),
        ("breaks", slopes.breaks[step, 0]),
    ):
        assert gained(name) == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_the_slope_of_evidence_is_the_smoothed_belief() -> None:
    """So channels need no gradient but their own."""
    turnover, evidence = system(2, (5, 4, 2))
    likely, _ = ordered_state_filter.likelihoods(evidence)
    _, smoothed = trust.smooth_levels(turnover, evidence)

    _, slopes = ordered_state_filter.slopes(turnover, likely)

    np.testing.assert_allclose(slopes.level, smoothed, atol=1e-14)


def test_the_long_run_distribution_is_left_as_it_is() -> None:
    """Drift is reversible for it, and breaks draw from it."""
    turnover, _ = system(5, (4, 9, 3))

    for step in range(4):
        rest = turnover.long_run[step]
        np.testing.assert_allclose(turnover.into(step, rest), rest, atol=1e-15)
        chances = turnover.onward(step)
        np.testing.assert_allclose(chances[..., 1], table(turnover, step, 1), atol=1e-15)


@pytest.mark.parametrize("levels", [2, 9])
def test_shares_of_a_step_add_up_to_its_change(levels: int) -> None:
    """In points and in log-odds, to nine digits, however strong the evidence."""
    random = np.random.default_rng(levels)
    scale = np.clip(np.linspace(-0.2, 1.1, levels), 0.0, 1.0)
    before = random.dirichlet(np.ones(levels), 40)
    terms = random.normal(0.0, 1.0, (3, 40, levels)) * np.logspace(-2, 1.5, 40)[:, None]
    whole = terms.sum(axis=0)
    after = before * np.exp(whole - whole.max(axis=1, keepdims=True))
    after /= after.sum(axis=1, keepdims=True)

    shares = attribution.of_steps(before, whole, scale)

    points = sum((shares.points * term).sum(axis=1) for term in terms)
    logits = sum((shares.log_odds * term).sum(axis=1) for term in terms)
    np.testing.assert_allclose(points, (after - before) @ scale, atol=1e-9)
    changed = (
        ordered_state_filter.reading(after.T, scale, axis=0)
        - ordered_state_filter.reading(before.T, scale, axis=0)
    )  # fmt: skip
    np.testing.assert_allclose(logits, changed, rtol=1e-9, atol=1e-9)


def test_shares_of_all_steps_add_up_to_what_evidence_changed() -> None:
    """Belief now less what it would be with none, with nine levels as with two."""
    turnover, evidence = system(4, (60, 9, 1))
    turnover = Turnover(
        turnover.long_run, 0.1 * turnover.drift, 0.05 + 0 * turnover.breaks,
        turnover.period,
    )  # fmt: skip
    scale = np.linspace(0.0, 1.0, 9)
    seen, none = (
        trust.filter_levels(turnover, each).after[-1, :, 0] @ scale
        for each in (evidence, 0.0 * evidence)
    )

    shares = attribution.of_all(turnover, evidence[:, :, 0], scale)

    assert (shares.points * evidence[:, :, 0]).sum() == pytest.approx(seen - none, abs=1e-9)


def test_certain_evidence_leaves_finite_numbers() -> None:
    """A war of decades must not end in NaN, nor evidence beyond measure."""
    turnover, _ = system(1, (400, 9, 2))
    evidence = np.zeros((400, 9, 2))
    evidence[:, :, 0] = -60.0 * np.arange(9)
    evidence[::2, :, 1], evidence[1::2, :, 1] = 900.0 * np.arange(9), -900.0 * np.arange(9)

    path, smoothed = trust.smooth_levels(turnover, evidence)

    for found in (path.before, path.after, path.loglik, smoothed):
        assert np.isfinite(found).all()
    assert (path.after > 0.0).all()


def test_a_pair_that_does_not_exist_stands_still() -> None:
    """Before birth and after death nothing is believed anew."""
    keep, win = np.ones((5, 1)), np.zeros((5, 1))
    keep[1] = win[1] = 0.7

    path = trust.filter_levels(ordered_state_filter.of_two(keep, win), np.zeros((5, 2, 1)))

    np.testing.assert_allclose(path.after[1:, 1, 0], 0.7)
