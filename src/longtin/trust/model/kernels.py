"""Kernels: the recursions of the ordered-state filter, each written once.

Called as they stand, the loops run in NumPy with all levels and pairs in lock step: `every` and
`inner` hand them one index that means every one. Compiled by Numba they take `LANES` pairs at a
time, side by side in the machine's vector registers; `chosen` decides. Both ways give the same
numbers to the last bit.

They hold nothing but the four operations of arithmetic, of which exponentials are made too. Every
chance is a sum of products of positive numbers and is kept for each level, so a level that is next
to impossible is still known to all its digits.

Turnover is given by period, a run of steps with the same rates, and `period` says which period each
step is in. From a belief f it makes, with flows between neighbouring levels,

    flow_i = a · (σ_i f_i − (1 − σ_i) f_{i+1})       σ_i = π_{i+1} / (π_i + π_{i+1})
    f'     = (1 − b) · (f + flow_{i−1} − flow_i) + b · π

so π, the long-run distribution, is left as it is by both: by the drift a of Barker's kind, and by
the break b, after which a level is drawn anew.

Shapes: beliefs (step, level, pair); `long_run` (period, level, pair); `drift` and `breaks`
(period, pair); `moving` is the number of levels that one can drift up from. Of these the pairs from
`first` to `last` are taken; beliefs have a strip of their own, of `LANES` pairs where loops are
compiled.

Space to be written over: `held`, by level, one row more at each end that stays zero, the lines
named below, and pair; `sums`, by line and pair.

Source:
    Barker (1965) for the drift; Rabiner (1989), section III, for the filter and the smoother;
    Cappé, Moulines & Rydén (2005), section 10.1, for the gradient.
"""

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Floats
from longtin.trust._exponential import halved
from longtin.trust._lanes import (
    LANES,
    LINES,
    added,
    by_level,
    by_line,
    every,
    inner,
    larger,
    over,
    under,
)

LARGEST = 300.0
"""Log-odds of one level against another that no sum of evidence reaches; the product of two such
odds still is a number."""

LEAST = float(np.exp(-LARGEST))

STAY, RISE, FALL, SETTLE, REST, CLIMB, BELIEF, JOINT, SEEN = range(LINES)
"""Lines of a level: what it keeps of its belief, gets of that of the level below and above, and
gets in any case; π and σ; belief, or likelihood of what comes; products of these with evidence."""

SUMS = 5
"""Lines of sums over the levels."""


def emptied(held: Floats, value: float) -> None:
    """Begin with the same for all levels."""
    known = by_level(held)
    known[:] = 0.0
    for level in inner(len(held) - 2):
        for lane in every(LANES):
            known[level, BELIEF, lane] = value


def weigh(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, now: int, first: int, last: int,
    held: Floats,
) -> None:  # fmt: skip
    """What each level keeps and gets in a period; the backward pass reads it the other way.

    Args:
        long_run: With the next three, turnover as in the head of this file.
        drift: See there.
        breaks: See there.
        moving: See there.
        now: The period.
        first: First pair.
        last: The one after the last.
        held: To be filled.
    """
    levels, width = long_run.shape[1], last - first
    move, fresh, known = drift[now, first:last], breaks[now, first:last], by_level(held)
    for level in inner(levels):
        settled = long_run[now, under(level), first:last]
        for lane in every(width):
            known[level, REST, lane] = settled[lane]
            known[level, SETTLE, lane] = fresh[lane] * settled[lane]
            known[level, STAY, lane] = 1.0 - fresh[lane]
    for level in inner(moving):
        low, high = long_run[now, under(level), first:last], long_run[now, level, first:last]
        for lane in every(width):
            ratio = high[lane] / (low[lane] + high[lane])
            moved = (1.0 - fresh[lane]) * move[lane]
            up, down = moved * ratio, moved * (1.0 - ratio)
            known[level, CLIMB, lane] = ratio
            known[over(level), RISE, lane] = up
            known[level, FALL, lane] = down
            known[over(level), STAY, lane] = known[over(level), STAY, lane] - down
            known[level, STAY, lane] = known[level, STAY, lane] - up


def forward(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, period: NDArray[np.int64],
    first: int, last: int, likely: Floats, before: Floats, after: Floats, gain: Floats,
    held: Floats, sums: Floats,
) -> None:  # fmt: skip
    """Filter: beliefs before and after the evidence of each step.

    Args:
        long_run: With the next six, turnover as in the head of this file.
        drift: See there.
        breaks: See there.
        moving: See there.
        period: Period of each step.
        first: First pair.
        last: The one after the last.
        likely: Likelihood of each step's evidence, the largest over the levels being 1.
        before: To be filled with beliefs before each step's evidence, its last step over and over.
        after: To be filled with beliefs after it.
        gain: To be filled with the likelihood of all evidence, as a factor and the power of two
            that it is multiplied by. Shape (2, pair).
        held: To be written over.
        sums: To be written over.
    """
    levels, known, was = likely.shape[1], by_level(held), -1
    emptied(held, 1.0 / levels)
    total, factor, power = by_line(sums), gain[0], gain[1]
    for lane in every(LANES):
        factor[lane] = 1.0
        power[lane] = 0.0
    for step in range(len(likely)):
        if period[step] != was:
            was = period[step]
            weigh(long_run, drift, breaks, moving, was, first, last, held)
        prior, found = before[min(step, len(before) - 1)], after[step]
        for lane in every(LANES):
            total[0, lane] = 0.0
        for level in inner(levels):
            told, new = likely[step, under(level)], prior[under(level)]
            for lane in every(LANES):
                turned = (
                    known[level, STAY, lane] * known[level, BELIEF, lane]
                    + known[level, RISE, lane] * known[under(level), BELIEF, lane]
                    + known[level, FALL, lane] * known[over(level), BELIEF, lane]
                    + known[level, SETTLE, lane]
                )
                new[lane] = turned
                joint = turned * told[lane]
                known[level, JOINT, lane] = joint
                total[0, lane] = added(total[0, lane], joint)
        for lane in every(LANES):
            factor[lane], twice = halved(factor[lane] * total[0, lane])
            power[lane] = power[lane] + twice
            total[0, lane] = 1.0 / total[0, lane]
        for level in inner(levels):
            new = found[under(level)]
            for lane in every(LANES):
                belief = larger(LEAST, known[level, JOINT, lane] * total[0, lane])
                known[level, BELIEF, lane] = belief
                new[lane] = belief


def backward(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, period: NDArray[np.int64],
    first: int, last: int, likely: Floats, after: Floats, smoothed: Floats, held: Floats,
    sums: Floats,
) -> None:  # fmt: skip
    """Smoother: beliefs of each step given all evidence, before and after it.

    Args:
        long_run: As in `forward`, with the next seven.
        drift: See there.
        breaks: See there.
        moving: See there.
        period: See there.
        first: See there.
        last: See there.
        likely: See there.
        after: What the filter found.
        smoothed: To be filled from `first` to `last`; may be the same as `after`.
        held: To be written over.
        sums: To be written over.
    """
    levels, known, total, was = likely.shape[1], by_level(held), by_line(sums), -1
    emptied(held, 1.0)
    for later in range(len(likely)):
        step = len(likely) - 1 - later
        if period[step] != was:
            was = period[step]
            weigh(long_run, drift, breaks, moving, was, first, last, held)
        meet(likely[step], after[step], held, sums)
        for level in inner(levels):
            new = smoothed[step, under(level), first:last]
            for lane in every(last - first):
                new[lane] = larger(LEAST, known[level, JOINT, lane] * total[0, lane])
        recalled(held, sums)


def meet(likely: Floats, after: Floats, held: Floats, sums: Floats) -> None:
    """Beliefs of a step times the likelihood of what comes, and the latter with its evidence.

    Args:
        likely: Likelihood of the step's evidence. Shape (level, pair).
        after: Belief after it. Shape (level, pair).
        held: Space by level, with the likelihood of what comes later; both products are put in.
        sums: Space by line, to be filled: the inverse of the sum of the first product, the sum of
            the second, and what the second gives in any case.
    """
    known, total = by_level(held), by_line(sums)
    for lane in every(LANES):
        total[0, lane] = 0.0
        total[1, lane] = 0.0
        total[2, lane] = 0.0
    for level in inner(len(likely)):
        told, found = likely[under(level)], after[under(level)]
        for lane in every(LANES):
            joint = found[lane] * known[level, BELIEF, lane]
            seen = told[lane] * known[level, BELIEF, lane]
            known[level, JOINT, lane] = joint
            known[level, SEEN, lane] = seen
            total[0, lane] = added(total[0, lane], joint)
            total[1, lane] = added(total[1, lane], seen)
            total[2, lane] = added(total[2, lane], known[level, SETTLE, lane] * seen)
    for lane in every(LANES):
        total[0, lane] = 1.0 / total[0, lane]


def recalled(held: Floats, sums: Floats) -> None:
    """Likelihood of what comes, before the level may have moved once.

    Args:
        held: Space by level, as `meet` leaves it; likelihoods before the move are put in.
        sums: Space by line, likewise.
    """
    known, total = by_level(held), by_line(sums)
    for lane in every(LANES):
        total[1, lane] = 1.0 / total[1, lane]
        total[2, lane] = total[2, lane] * total[1, lane]
    for level in inner(len(known) - 2):
        for lane in every(LANES):
            kept = (
                known[level, STAY, lane] * known[level, SEEN, lane]
                + known[over(level), RISE, lane] * known[over(level), SEEN, lane]
                + known[under(level), FALL, lane] * known[under(level), SEEN, lane]
            )
            known[level, BELIEF, lane] = larger(LEAST, kept * total[1, lane] + total[2, lane])


def expect(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, period: NDArray[np.int64],
    first: int, last: int, likely: Floats, before: Floats, after: Floats, birth: Floats,
    to_long_run: Floats, to_drift: Floats, to_breaks: Floats, held: Floats, sums: Floats,
) -> None:  # fmt: skip
    """Fisher's identity: the expected score of turnover, from both passes.

    Args:
        long_run: As in `forward`, with the next six.
        drift: See there.
        breaks: See there.
        moving: See there.
        period: See there.
        first: See there.
        last: See there.
        likely: Likelihoods as there; beliefs of each step given all evidence take their place.
        before: What the filter found before each step's evidence.
        after: And after it.
        birth: Belief before the first step. Shape (level, pair).
        to_long_run: Zeros, to which is added the derivative with respect to log π, each level free.
            Shape (period, level, pair).
        to_drift: The same with respect to a. Shape (period, pair).
        to_breaks: The same with respect to b. Shape (period, pair).
        held: To be written over.
        sums: To be written over.
    """
    levels, known, total, was = likely.shape[1], by_level(held), by_line(sums), -1
    emptied(held, 1.0)
    for later in range(len(likely)):
        step = len(likely) - 1 - later
        if period[step] != was:
            was = period[step]
            weigh(long_run, drift, breaks, moving, was, first, last, held)
        earlier = after[step - 1] if step > 0 else birth
        meet(likely[step], after[step], held, sums)
        for level in inner(levels):
            new = likely[step, under(level)]
            for lane in every(LANES):
                new[lane] = larger(LEAST, known[level, JOINT, lane] * total[0, lane])
        broken(before[step], earlier, to_long_run, was, first, last, held, sums)
        drifted(drift, breaks, moving, was, first, last, earlier, held, sums, to_long_run, to_drift)
        score = to_breaks[was, first:last]
        for lane in every(last - first):
            score[lane] = score[lane] + total[4, lane] * total[3, lane]
        recalled(held, sums)


def broken(
    before: Floats, earlier: Floats, to_long_run: Floats, now: int, first: int, last: int,
    held: Floats, sums: Floats,
) -> None:  # fmt: skip
    """Add what a break gives to the derivative with respect to log π.

    Args:
        before: Belief before the step's evidence. Shape (level, pair).
        earlier: Belief after the step before. Shape (level, pair).
        to_long_run: Added to.
        now: The period.
        first: First pair.
        last: The one after the last.
        held: Space by level, as `meet` leaves it.
        sums: Space by line, to be filled: in the fourth the inverse of the mean likelihood of what
            comes, in the fifth what a break is worth.
    """
    known, total = by_level(held), by_line(sums)
    for lane in every(LANES):
        total[3, lane] = 0.0
        total[4, lane] = 0.0
    for level in inner(len(before)):
        old, prior = earlier[under(level)], before[under(level)]
        for lane in every(LANES):
            seen = known[level, SEEN, lane]
            total[3, lane] = added(total[3, lane], prior[lane] * seen)
            worth = (known[level, REST, lane] - old[lane]) * seen
            total[4, lane] = added(total[4, lane], worth)
    for lane in every(LANES):
        total[3, lane] = 1.0 / total[3, lane]
    for level in inner(len(before)):
        score = to_long_run[now, under(level), first:last]
        for lane in every(last - first):
            gain = known[level, SETTLE, lane] * known[level, SEEN, lane] * total[3, lane]
            score[lane] = score[lane] + gain


def drifted(
    drift: Floats, breaks: Floats, moving: int, now: int, first: int, last: int, earlier: Floats,
    held: Floats, sums: Floats, to_long_run: Floats, to_drift: Floats,
) -> None:  # fmt: skip
    """Add what drift gives to the derivatives, and to what a break is worth beside it.

    Args:
        drift: As in `expect`, with the next two.
        breaks: See there.
        moving: See there.
        now: The period.
        first: First pair.
        last: The one after the last.
        earlier: Belief after the step before. Shape (level, pair).
        held: Space by level.
        sums: Space by line, as `broken` leaves it; what a break is worth is added to.
        to_long_run: Added to, with the next.
        to_drift: See there.
    """
    known, total = by_level(held), by_line(sums)
    move, fresh, slope = drift[now, first:last], breaks[now, first:last], to_drift[now, first:last]
    for level in inner(moving):
        low, high = earlier[under(level)], earlier[level]
        down, rise = to_long_run[now, under(level), first:last], to_long_run[now, level, first:last]
        for lane in every(last - first):
            gap = known[over(level), SEEN, lane] - known[level, SEEN, lane]
            ratio = known[level, CLIMB, lane]
            swap = (ratio * low[lane] - (1.0 - ratio) * high[lane]) * gap
            kept = (1.0 - fresh[lane]) * total[3, lane]
            lean = ratio * (1.0 - ratio) * (low[lane] + high[lane]) * gap
            total[4, lane] = added(total[4, lane], -move[lane] * swap)
            slope[lane] = added(slope[lane], kept * swap)
            rise[lane] = rise[lane] + move[lane] * kept * lean
            down[lane] = down[lane] - move[lane] * kept * lean


def total(covariates: Floats, weight: Floats, sums: Floats) -> None:
    """Sum of weighed covariates over all steps: (covariate, step, pair) to (covariate, pair)."""
    rows, steps, pairs = covariates.shape
    for row in range(rows):
        for step in range(steps):
            for pair in every(pairs):
                sums[row, pair] += covariates[row, step, pair] * weight[step, pair]
