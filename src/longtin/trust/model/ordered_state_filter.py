"""Forward filter and smoother of hidden ordered levels, with derivatives, exact for any number.

The conduct of a trustee towards a truster stands at one of K levels, from the least trustworthy to
the most; with two they are the types of the theory. Belief is a distribution over the levels.
Between steps the level may move: to a neighbour (drift), or anywhere (break); see `kernels`. The
evidence of a step is the log-likelihood of all that was seen, under each level. Whatever a channel
of evidence says is one such term, and terms add up:

    m = turnover of the last belief             (before)
    f ∝ m · exp(evidence)                       (after, Bayes)

Nothing here knows of dates or acts. Nothing seen is evidence 0, or NaN, which is taken for 0. A
pair that does not exist has neither drift nor break, so belief stands still. A pair is born by a
break that is sure, which forgets whatever came before; the first step of a pair must be such a
birth. Arrays are shaped (step, level, pair).

Source:
    Rabiner (1989), section III; Cappé, Moulines & Rydén (2005), section 10.1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Floats
from longtin.trust._exponential import exponential
from longtin.trust._lanes import LANES, LINES
from longtin.trust.model import parallel
from longtin.trust.model.kernels import LARGEST, SUMS, backward, expect, forward
from longtin.trust.model.parallel import Room, chosen, cut, on_all_cores

CELLS = 300_000
"""Steps times levels times pairs of a block: enough that handing it out costs little."""

ROW = 4096
"""Numbers whose exponentials NumPy takes together: what stays in the cache of one core."""


Rates = tuple[Floats, Floats, Floats, int, NDArray[np.int64]]


@dataclass(frozen=True)
class Turnover:
    """How levels move between steps, by period: a run of steps that share their rates.

    Attributes:
        long_run: Distribution that a pair goes towards, rows summing to 1.
            Shape (period, level, pair).
        drift: Most that goes to a neighbour each way, in [0, 0.5]. Shape (period, pair).
        breaks: Chance that the level is drawn anew from the long-run distribution, in [0, 1].
            Shape (period, pair).
        period: Of each step. Shape (step,).
    """

    long_run: Floats
    drift: Floats
    breaks: Floats
    period: NDArray[np.int64]

    def of(self, columns: slice) -> "Turnover":
        """Only some pairs."""
        return Turnover(
            self.long_run[:, :, columns], self.drift[:, columns], self.breaks[:, columns],
            self.period,
        )  # fmt: skip

    def until(self, step: int) -> "Turnover":
        """Only the steps up to one."""
        return Turnover(self.long_run, self.drift, self.breaks, self.period[: step + 1])

    def into(self, step: int, belief: Floats) -> Floats:
        """Belief after the level may have moved once, into a step. Shape (level, pair)."""
        now = self.period[step]
        return moved(belief, self.long_run[now], self.drift[now], self.breaks[now])

    def onward(self, step: int) -> Floats:
        """Chances of going from a level (first axis) to another. Shape (level, level, pair)."""
        now = self.period[step]
        levels = self.long_run.shape[1]
        return np.stack(
            [
                moved(
                    np.repeat(np.eye(levels)[:, [level]], self.drift.shape[1], axis=1),
                    self.long_run[now], self.drift[now], self.breaks[now],
                )
                for level in range(levels)
            ]
        )  # fmt: skip

    @cached_property
    def lasting(self) -> Floats:
        """Chance that the level is not drawn anew into each step. Shape (step, pair)."""
        return np.asarray(1.0 - self.breaks[self.period])

    def rates(self) -> Rates:
        """As the loops take them: whole rows, and how many levels one can drift up from."""
        long_run, drift, breaks = (
            np.require(each, np.float64, ("C", "A", "W"))
            for each in (self.long_run, self.drift, self.breaks)
        )
        moving = long_run.shape[1] - 1 if drift.any() else 0
        return long_run, drift, breaks, moving, np.asarray(self.period, np.int64)


def joined(parts: Sequence[Turnover]) -> Turnover:
    """Turnover of pairs beside each other, over the same steps."""
    names = ("long_run", "drift", "breaks")
    if all(np.array_equal(part.period, parts[0].period) for part in parts):
        run = [np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names]
        return Turnover(run[0], run[1], run[2], parts[0].period)
    new = np.ones(len(parts[0].period), bool)
    new[1:] = np.any([part.period[1:] != part.period[:-1] for part in parts], axis=0)
    first, period = np.flatnonzero(new), np.cumsum(new) - 1
    run = [
        np.concatenate([getattr(part, name)[part.period[first]] for part in parts], axis=-1)
        for name in names
    ]
    return Turnover(run[0], run[1], run[2], period)


def in_turn(steps: Sequence[Turnover]) -> Turnover:
    """Turnover over several steps, from that of each."""
    run = [
        np.concatenate([getattr(step, name) for step in steps])
        for name in ("long_run", "drift", "breaks")
    ]
    return Turnover(run[0], run[1], run[2], np.arange(len(steps)))


def of_two(keep: Floats, win: Floats, period: NDArray[np.int64] | None = None) -> Turnover:
    """Turnover of two levels, the types, by the chances of staying and of becoming trustworthy.

    Args:
        keep: P(1 stays 1). Shape (period, pair).
        win: P(0 becomes 1). Shape (period, pair).
        period: Of each step; without it each step is one.
    """
    breaks = np.asarray(1.0 - (keep - win))
    turns = np.where(breaks > 0.0, breaks, 1.0)
    settled = np.stack([(1.0 - keep) / turns, win / turns], axis=1)
    return Turnover(
        long_run=np.where(breaks[:, None] > 0.0, settled, 0.5),
        drift=np.zeros_like(breaks),
        breaks=breaks,
        period=np.arange(len(breaks)) if period is None else period,
    )


def moved(belief: Floats, long_run: Floats, drift: Floats, breaks: Floats) -> Floats:
    """Belief after the level may have moved once.

    Args:
        belief: Distribution over levels. Shape (level, …).
        long_run: Distribution that the pair goes towards. Shape (level, …).
        drift: Most that goes to a neighbour each way. Shape (…).
        breaks: Chance that the level is drawn anew. Shape (…).
    """
    climb = long_run[1:] / (long_run[:-1] + long_run[1:])
    flow = drift * (climb * belief[:-1] - (1.0 - climb) * belief[1:])
    none = np.zeros_like(flow[:1])
    kept = belief + np.concatenate([none, flow]) - np.concatenate([flow, none])
    return np.asarray((1.0 - breaks) * kept + breaks * long_run)


@dataclass(frozen=True)
class LevelBeliefs:
    """Belief over levels through time, for each pair.

    Attributes:
        before: After turnover, before the step's evidence. Shape (step, level, pair).
        after: After the step's evidence. Shape (step, level, pair).
        loglik: Log-likelihood of all evidence of a pair. Shape (pair,).
    """

    before: Floats
    after: Floats
    loglik: Floats


def reading(belief: NDArray[Any], scale: Floats, axis: int = 1) -> Floats:
    """Natural log-odds of trust, the mean of a scale over the levels.

    Both sides are summed apart, so that a reading next to 0 or 1 keeps its digits.

    Args:
        belief: Distributions over levels.
        scale: What each level is read as, in [0, 1]. Shape (level,).
        axis: Of the levels.
    """
    rows = np.moveaxis(belief, axis, 0)
    for_it, against = (
        sum(row * share for row, share in zip(rows, side, strict=True) if share > 0.0)
        for side in (scale, 1.0 - scale)
    )
    return np.asarray(np.log(for_it) - np.log(against))


def likelihoods(evidence: Floats) -> tuple[Floats, Floats]:
    """Evidence as the loops take it.

    Args:
        evidence: Log-likelihoods by level, 0 or NaN where nothing was seen.
            Shape (step, level, pair).

    Returns:
        Likelihoods, the largest of each step being 1, and its logarithm (step, pair).
    """
    most = evidence.max(axis=1)
    gaps = np.isnan(most)
    if gaps.any():
        evidence, most = (np.where(gaps[:, None], 0.0, evidence), np.where(gaps, 0.0, most))
    likely = np.subtract(evidence, most[:, None], order="C")
    np.maximum(likely, -LARGEST, out=likely)
    flat = likely.reshape(-1)
    for first in range(0, flat.size, ROW):
        flat[first : first + ROW] = exponential(flat[first : first + ROW])
    return likely, most


def filter_levels(turnover: Turnover, evidence: Floats) -> LevelBeliefs:
    """What could be believed at each step from the evidence seen up to it.

    Args:
        turnover: How levels move.
        evidence: Log-likelihood of each step's acts under each level, 0 or NaN where none was
            seen. Shape (step, level, pair).
    """
    path = _unfilled(evidence)
    _run(turnover, evidence, path, _none(evidence))
    return path


def filtered_levels(turnover: Turnover, evidence: Floats) -> Floats:
    """Beliefs of the filter after each step's evidence alone (step, level, pair)."""
    path = LevelBeliefs(_none(evidence), np.empty(evidence.shape), np.empty(evidence.shape[2]))
    _run(turnover, evidence, path, _none(evidence))
    return path.after


def smooth_levels(turnover: Turnover, evidence: Floats) -> tuple[LevelBeliefs, Floats]:
    """The filter, and what we know now of each step from the evidence before and after it.

    Args:
        turnover: How levels move.
        evidence: As in `filter_levels`.

    Returns:
        The filter's beliefs, and smoothed ones (step, level, pair).
    """
    path, smoothed = _unfilled(evidence), np.empty(evidence.shape)
    _run(turnover, evidence, path, smoothed)
    return path, smoothed


def smoothed_levels(turnover: Turnover, evidence: Floats) -> tuple[Floats, Floats]:
    """What we know now of each step, without keeping what was believed at the time.

    Args:
        turnover: How levels move.
        evidence: As in `filter_levels`.

    Returns:
        Smoothed beliefs (step, level, pair), and the log-likelihood of each pair.
    """
    none = _none(evidence)
    path = LevelBeliefs(none, none, np.empty(evidence.shape[2]))
    smoothed = np.empty(evidence.shape)
    _run(turnover, evidence, path, smoothed)
    return smoothed, path.loglik


def _run(turnover: Turnover, evidence: Floats, path: LevelBeliefs, smoothed: Floats) -> None:
    """Fill what the filter and the smoother find, where it has any steps; of `before` the last."""
    steps, levels, pairs = evidence.shape
    loop: Callable[..., None] = chosen(parallel.smooth_strips, evidence.size)
    rates, room = turnover.rates(), Room()
    if loop is parallel.smooth_strips:
        _in_lock_step(rates, evidence, path, smoothed)
        return
    given = np.require(evidence, np.float64, ("C", "A", "W"))

    def fill(columns: slice) -> None:
        strips = -(-(columns.stop - columns.start) // LANES)
        gain, most = room.array("gain", strips, 2, LANES), room.array("most", strips, LANES)
        likely, before, *space = room.strip(steps, levels)
        space = [likely, before if len(path.before) else before[:1], *space]
        loop(
            *rates, columns.start, columns.stop, given, path.before, path.after, smoothed,
            *space, gain, most,
        )  # fmt: skip
        path.loglik[columns] = (parallel.log_of_strips(gain) + most.ravel())[
            : columns.stop - columns.start
        ]

    on_all_cores(fill, cut((steps * levels, pairs), CELLS))


def _in_lock_step(rates: Rates, evidence: Floats, path: LevelBeliefs, smoothed: Floats) -> None:
    _, levels, pairs = evidence.shape
    likely, most = likelihoods(evidence)
    before = path.before if len(path.before) else np.empty((1, levels, pairs))
    after = path.after if len(path.after) else np.empty_like(likely)
    gain = np.empty((2, pairs))
    space = np.empty((levels + 2, LINES, pairs)), np.empty((SUMS, pairs))
    forward(*rates, 0, pairs, likely, before, after, gain, *space)
    # In turn, so that a sum is the same whatever stands beside a pair.
    path.loglik[:] = parallel.log_of(gain) + np.cumsum(most, axis=0)[-1]
    if len(smoothed):
        backward(*rates, 0, pairs, likely, after, smoothed, *space)


def _unfilled(evidence: Floats) -> LevelBeliefs:
    return LevelBeliefs(
        np.empty(evidence.shape), np.empty(evidence.shape), np.empty(evidence.shape[2])
    )


def _none(evidence: Floats) -> Floats:
    """No step at all, of as many pairs."""
    return np.empty((0, *evidence.shape[1:]))


@dataclass(frozen=True)
class Slopes:
    """Derivatives of the log-likelihood.

    Attributes:
        long_run: With respect to the logarithm of the long-run distribution, each level free.
            Shape (period, level, pair).
        drift: With respect to the drift. Shape (period, pair).
        breaks: With respect to the chance of a break. Shape (period, pair).
        level: P(level | all evidence): the derivative with respect to the log-likelihood of a
            step's acts under each level. Shape (step, level, pair).
    """

    long_run: Floats
    drift: Floats
    breaks: Floats
    level: Floats


def slopes_of_two(
    keep: Floats, win: Floats, breaks: Floats, found: Slopes
) -> tuple[Floats, Floats]:
    """Derivatives of the log-likelihood with respect to logit keep and logit win.

    At a birth the two add up to the derivative with respect to the starting log-odds.

    Args:
        keep: As in `of_two`, with `win`.
        win: See there.
        breaks: Of the turnover.
        found: Of `slopes`. The results have the shape (period, pair).
    """
    turns = np.where(breaks > 0.0, breaks, 1.0)
    shared = found.breaks - found.long_run.sum(axis=1) / turns
    to_keep = -keep * (found.long_run[:, 0] + (1.0 - keep) * shared)
    to_win = (1.0 - win) * (found.long_run[:, 1] + win * shared)
    still = breaks <= 0.0
    return np.where(still, 0.0, to_keep), np.where(still, 0.0, to_win)


def slopes(turnover: Turnover, likely: Floats) -> tuple[Floats, Slopes]:
    """The log-likelihood of each pair and its exact gradient.

    Fisher's identity: the gradient is the expected complete-data score under the smoother, so one
    backward pass gives it and nothing is differentiated by machine. All pairs are taken in one
    block: cut many into blocks beforehand.

    Args:
        turnover: How levels move.
        likely: Of `likelihoods`; P(level | all evidence) is put in its place.

    Returns:
        Log-likelihood (pair,), without the logarithms of the largest likelihoods of the steps, and
        its derivatives.

    Source:
        Cappé, Moulines & Rydén (2005), Inference in Hidden Markov Models, section 10.1.
    """
    rates, (steps, levels, pairs) = turnover.rates(), likely.shape
    slope = np.zeros_like(rates[0]), np.zeros_like(rates[1]), np.zeros_like(rates[2])
    found = Slopes(*slope, likely)
    loop: Callable[..., None] = chosen(parallel.slope_strips, likely.size)
    if loop is not parallel.slope_strips:
        strip, gain = Room().strip(steps, levels), np.empty((-(-pairs // LANES), 2, LANES))
        birth = np.full((levels, LANES), 1.0 / levels)
        loop(*rates, likely, *slope, *strip[:3], birth, *strip[3:], gain)
        return parallel.log_of_strips(gain)[:pairs], found
    before, after, gain = np.empty_like(likely), np.empty_like(likely), np.empty((2, pairs))
    space = np.empty((levels + 2, LINES, pairs)), np.empty((SUMS, pairs))
    birth = np.full((levels, pairs), 1.0 / levels)
    forward(*rates, 0, pairs, likely, before, after, gain, *space)
    expect(*rates, 0, pairs, likely, before, after, birth, *slope, *space)
    return parallel.log_of(gain), found
