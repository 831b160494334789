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
from longtin.trust.model.kernels import LARGEST, backward, chosen, expect, forward, room_for
from longtin.trust.model.parallel import RELATIVE, Room, cut, on_all_cores

CELLS = 100_000
"""Steps times levels times pairs of a block: what stays in the cache of one core."""

ROW = 512
"""Numbers NumPy gathers at most before it works on them. With more it copies the rows of a block,
which costs as much as a logarithm."""


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

    def rates(self) -> tuple[Floats, Floats, Floats, Floats, NDArray[np.int64]]:
        """As the loops take them: whole rows."""
        run = self.long_run
        rises = slice(None) if self.drift.any() else slice(0)
        ratio = run[:, 1:][:, rises] / (run[:, :-1] + run[:, 1:])[:, rises]
        long_run, climb, drift, breaks = (
            np.require(each, np.float64, ("C", "A", "W"))
            for each in (run, ratio, self.drift, self.breaks)
        )
        return long_run, climb, drift, breaks, np.asarray(self.period, np.int64)


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
    likely = evidence - most[:, None]
    np.maximum(likely, -LARGEST, out=likely)
    return np.exp(likely, out=likely), most


def filter_levels(turnover: Turnover, evidence: Floats) -> LevelBeliefs:
    """What could be believed at each step from the evidence seen up to it.

    Args:
        turnover: How levels move.
        evidence: Log-likelihood of each step's acts under each level, 0 or NaN where none was
            seen. Shape (step, level, pair).
    """
    path = _unfilled(evidence)
    _run(turnover, evidence, path, None)
    return path


def filtered_levels(turnover: Turnover, evidence: Floats) -> Floats:
    """Beliefs of the filter after each step's evidence alone (step, level, pair)."""
    none = np.empty((0, *evidence.shape[1:]))
    path = LevelBeliefs(none, np.empty(evidence.shape), np.empty(evidence.shape[2]))
    _run(turnover, evidence, path, None)
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
    none = np.empty((0, *evidence.shape[1:]))
    path = LevelBeliefs(none, none, np.empty(evidence.shape[2]))
    smoothed = np.empty(evidence.shape)
    _run(turnover, evidence, path, smoothed)
    return smoothed, path.loglik


def _run(turnover: Turnover, evidence: Floats, path: LevelBeliefs, smoothed: Floats | None) -> None:
    """Fill what the filter and the smoother find; of the path only as many steps as it has."""
    loop: Callable[..., None] = chosen(forward, evidence.size)
    back: Callable[..., None] = chosen(backward, evidence.size)
    compiled = loop is not forward
    rates, room = turnover.rates(), Room()
    given = np.ascontiguousarray(evidence, np.float64) if compiled else evidence
    steps, levels, pairs = evidence.shape

    def heard(columns: slice) -> tuple[Floats, Floats]:
        if not compiled:
            return likelihoods(given)
        width = columns.stop - columns.start
        likely, most = room.array("likely", steps, levels, width), room.array("most", steps, width)
        RELATIVE(given, columns.start, likely, most, room.array("gaps", width))
        return np.exp(likely, out=likely), most

    def fill(columns: slice) -> None:
        own: list[Any] = [np.ascontiguousarray(each[..., columns]) for each in rates[:4]]
        own.append(rates[4])
        likely, most = heard(columns)
        width = likely.shape[2]
        before = room.array("before", max(len(path.before), 1), levels, width)
        after = room.array("after", *likely.shape)
        gain = room.array("gain", steps, width)
        space = room.array("space", *room_for(levels, width))
        loop(*own, likely, before, after, gain, space)
        path.before[:, :, columns] = before[: len(path.before)]
        path.after[:, :, columns] = after[: len(path.after)]
        path.loglik[columns] = _total(np.log(gain, out=gain) + most)
        if smoothed is not None:
            back(*own, likely, after, after, space)
            smoothed[:, :, columns] = after

    _by_block(fill, (steps * levels, pairs), compiled=compiled)


def _by_block(fill: Callable[[slice], None], shape: tuple[int, int], *, compiled: bool) -> None:
    """In lock step the more pairs in a row the better; compiled loops want what fits the cache."""

    def quietly(columns: slice) -> None:
        with np.errstate():  # leaving it takes back what is set next
            np.setbufsize(ROW)
            fill(columns)

    on_all_cores(quietly, cut(shape, CELLS) if compiled else [slice(0, shape[1])])


def _unfilled(evidence: Floats) -> LevelBeliefs:
    before, after = np.empty(evidence.shape), np.empty(evidence.shape)
    return LevelBeliefs(before, after, np.empty(evidence.shape[2]))


def _total(gains: Floats) -> Floats:
    """Sum over steps, one after the other, so that it is the same whatever stands beside a pair."""
    return np.asarray(np.cumsum(gains, axis=0)[-1])


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
    rates, size = turnover.rates(), likely.size
    before, after = np.empty_like(likely), np.empty_like(likely)
    gain = np.empty((likely.shape[0], likely.shape[2]))
    space = np.empty(room_for(*likely.shape[1:]))
    chosen(forward, size)(*rates, likely, before, after, gain, space)
    found = Slopes(
        np.zeros_like(rates[0]), np.zeros_like(rates[2]), np.zeros_like(rates[3]), likely
    )
    chosen(expect, size)(
        *rates, likely, before, after, found.long_run, found.drift, found.breaks, space
    )
    return _total(np.log(gain)), found
