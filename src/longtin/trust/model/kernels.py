"""Kernels: the recursions of the ordered-state filter, each written once.

Called as they stand, the loops run in NumPy with all levels and pairs in lock step: `every` hands
them one index that means every one. Compiled by Numba they take the pairs one by one, several at a
time in the machine's vector registers; `chosen` decides. Both ways give the same numbers to the
last bit.

The loops work on chances and likelihoods, so they hold nothing but the four operations of
arithmetic; exponentials and logarithms are left to NumPy, which has them for vector registers and
Numba has not. Every chance is a sum of products of positive numbers and is kept for each level, so
a level that is next to impossible is still known to all its digits.

Turnover is given by period, a run of steps with the same rates, and `period` says which period each
step is in. From a belief f it makes, with flows between neighbouring levels,

    flow_i = a · (σ_i f_i − (1 − σ_i) f_{i+1})       σ_i = π_{i+1} / (π_i + π_{i+1})
    f'     = (1 − b) · (f + flow_{i−1} − flow_i) + b · π

so π, the long-run distribution, is left as it is by both: by the drift a of Barker's kind, and by
the break b, after which a level is drawn anew.

Shapes: beliefs (step, level, pair); `long_run` (period, level, pair); `climb`, the σ above,
(period, level - 1, pair), or (period, 0, pair) where nothing drifts; `drift` and `breaks`
(period, pair).

Source:
    Barker (1965) for the drift; Rabiner (1989), section III, for the filter and the smoother;
    Cappé, Moulines & Rydén (2005), section 10.1, for the gradient.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from longtin._machine_code import Loop, kept
from longtin.trust._arrays import Floats

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")

LARGEST = 300.0
"""Log-odds of one level against another that no sum of evidence reaches; the product of two such
odds still is a number."""

LEAST = float(np.exp(-LARGEST))

SOME, MANY = 5_000, 25_000_000
"""Steps times levels times pairs worth loading compiled loops for; worth compiling them for."""


def larger(bound: float, odds: Floats) -> Floats:
    """Numbers, or the bound where it is larger; what is not a number stays so."""
    return np.maximum(bound, odds)


def every(count: int) -> Iterable[Any]:  # noqa: ARG001 - compiled, it counts up to `count`
    """Indices that together mean every one: here one for all, in compiled loops one for each."""
    return (slice(None),)


def room_for(levels: int, pairs: int) -> tuple[int, int]:
    """Shape (row, pair) of the space that a loop writes over."""
    return 6 * levels + 6, pairs


def emptied(rows: Floats, value: float) -> None:
    """Rows by level, all set to one value."""
    levels, pairs = rows.shape
    for level in every(levels):
        row = rows[level]
        for pair in every(pairs):
            row[pair] = value


def scaled(rows: Floats, total: Floats, inverse: Floats, made: Floats) -> None:
    """Rows by level, divided by their sum, which is put into `total`, and bounded from below."""
    levels, pairs = rows.shape
    for pair in every(pairs):
        total[pair] = rows[0, pair]
    for level in range(1, levels):
        row = rows[level]
        for pair in every(pairs):
            total[pair] += row[pair]
    for pair in every(pairs):
        inverse[pair] = 1.0 / total[pair]
    for level in every(levels):
        row, new = rows[level], made[level]
        for pair in every(pairs):
            new[pair] = larger(LEAST, row[pair] * inverse[pair])


def product(rows: Floats, others: Floats, total: Floats) -> None:
    """Sum over levels of one row times another."""
    levels, pairs = rows.shape
    for pair in every(pairs):
        total[pair] = rows[0, pair] * others[0, pair]
    for level in range(1, levels):
        row, other = rows[level], others[level]
        for pair in every(pairs):
            total[pair] += row[pair] * other[pair]


def multiplied(rows: Floats, others: Floats, made: Floats) -> None:
    """One row times another, level by level."""
    levels, pairs = rows.shape
    for level in every(levels):
        row, other, new = rows[level], others[level], made[level]
        for pair in every(pairs):
            new[pair] = row[pair] * other[pair]


def turned(
    belief: Floats, rest: Floats, up: Floats, move: Floats, fresh: Floats, flow: Floats,
    made: Floats,
) -> None:  # fmt: skip
    """Belief after the level may have moved once.

    Args:
        belief: Before. Shape (level, pair).
        rest: Long-run distribution. Shape (level, pair).
        up: Its σ. Shape (level - 1, pair) or (0, pair).
        move: Drift. Shape (pair,).
        fresh: Chance of a break. Shape (pair,).
        flow: To be written over, zero in its first and last row. Shape (level + 1, pair).
        made: To be filled.
    """
    (levels, pairs), moving = belief.shape, len(up)
    lower, upper, between = belief[:moving], belief[1 : 1 + moving], flow[1 : 1 + moving]
    for level in every(moving):
        low, high, ratio, net = lower[level], upper[level], up[level], between[level]
        for pair in every(pairs):
            net[pair] = move[pair] * (ratio[pair] * low[pair] - (1.0 - ratio[pair]) * high[pair])
    coming, going = flow[:levels], flow[1:]
    for level in every(levels):
        here, settled, new = belief[level], rest[level], made[level]
        came, went = coming[level], going[level]
        for pair in every(pairs):
            kept = (1.0 - fresh[pair]) * (here[pair] + came[pair] - went[pair])
            new[pair] = kept + fresh[pair] * settled[pair]


def recalled(
    seen: Floats, started: Floats, up: Floats, move: Floats, fresh: Floats, rises: Floats,
    falls: Floats, made: Floats,
) -> None:  # fmt: skip
    """Likelihood of what comes, before the level may have moved once; `turned` the other way.

    Args:
        seen: The same after it. Shape (level, pair).
        started: Its mean under the long-run distribution. Shape (pair,).
        up: As in `turned`, with the next two.
        move: See there.
        fresh: See there.
        rises: What climbing adds, to be written over but for a last row of zeros.
            Shape (level + 1, pair).
        falls: What falling takes, likewise but for a first row of zeros.
        made: To be filled.
    """
    (levels, pairs), moving = seen.shape, len(up)
    lower, upper = seen[:moving], seen[1 : 1 + moving]
    rising, sinking = rises[:moving], falls[1 : 1 + moving]
    for level in every(moving):
        low, high, ratio = lower[level], upper[level], up[level]
        rise, fall = rising[level], sinking[level]
        for pair in every(pairs):
            rise[pair] = ratio[pair] * (move[pair] * (high[pair] - low[pair]))
            fall[pair] = (1.0 - ratio[pair]) * (move[pair] * (high[pair] - low[pair]))
    climbing, falling = rises[:levels], falls[:levels]
    for level in every(levels):
        here, new, climbs, drops = seen[level], made[level], climbing[level], falling[level]
        for pair in every(pairs):
            kept = (1.0 - fresh[pair]) * (here[pair] + climbs[pair] - drops[pair])
            new[pair] = kept + fresh[pair] * started[pair]


def forward(
    long_run: Floats, climb: Floats, drift: Floats, breaks: Floats, period: NDArray[np.int64],
    likely: Floats, before: Floats, after: Floats, gain: Floats, space: Floats,
) -> None:  # fmt: skip
    """Filter: beliefs before and after the evidence of each step.

    Args:
        long_run: With the next four, turnover as in the head of this file.
        climb: See there.
        drift: See there.
        breaks: See there.
        period: Period of each step.
        likely: Likelihood of each step's evidence, the largest over the levels being 1.
        before: To be filled with beliefs before each step's evidence, its last step over and over.
        after: To be filled with beliefs after it.
        gain: To be filled with the mean likelihood of the evidence. Shape (step, pair).
        space: To be written over; of shape `room_for`.
    """
    steps, levels = likely.shape[:2]
    flow, joint = space[: levels + 1], space[levels + 1 : 2 * levels + 1]
    belief, inverse = space[2 * levels + 1 : 3 * levels + 1], space[3 * levels + 1]
    emptied(flow, 0.0)
    emptied(belief, 1.0 / levels)
    for step in range(steps):
        now, made = period[step], before[min(step, len(before) - 1)]
        turned(belief, long_run[now], climb[now], drift[now], breaks[now], flow, made)
        multiplied(made, likely[step], joint)
        belief = after[step]
        scaled(joint, gain[step], inverse, belief)


def backward(
    long_run: Floats, climb: Floats, drift: Floats, breaks: Floats, period: NDArray[np.int64],
    likely: Floats, after: Floats, smoothed: Floats, space: Floats,
) -> None:  # fmt: skip
    """Smoother: beliefs of each step given all evidence, before and after it.

    Args:
        long_run: As in `forward`, with the next five.
        climb: See there.
        drift: See there.
        breaks: See there.
        period: See there.
        likely: See there.
        after: What the filter found.
        smoothed: To be filled; may be the same as `after`.
        space: To be written over; of shape `room_for`.
    """
    steps, levels = likely.shape[:2]
    ahead, seen = space[:levels], space[levels : 2 * levels]
    rises, falls = space[2 * levels : 3 * levels + 1], space[3 * levels + 1 : 4 * levels + 2]
    total, started, inverse = (
        space[4 * levels + 2], space[4 * levels + 3], space[4 * levels + 4],
    )  # fmt: skip
    emptied(ahead, 1.0)
    emptied(space[2 * levels : 4 * levels + 2], 0.0)
    for later in range(steps):
        step = steps - 1 - later
        now = period[step]
        multiplied(after[step], ahead, seen)
        scaled(seen, total, inverse, smoothed[step])
        multiplied(likely[step], ahead, seen)
        product(long_run[now], seen, started)
        recalled(seen, started, climb[now], drift[now], breaks[now], rises, falls, ahead)
        scaled(ahead, total, inverse, ahead)


def expect(
    long_run: Floats, climb: Floats, drift: Floats, breaks: Floats, period: NDArray[np.int64],
    likely: Floats, before: Floats, after: Floats,
    to_long_run: Floats, to_drift: Floats, to_breaks: Floats, space: Floats,
) -> None:  # fmt: skip
    """Fisher's identity: the expected score of turnover, from both passes, for all pairs.

    Args:
        long_run: As in `forward`, with the next four.
        climb: See there.
        drift: See there.
        breaks: See there.
        period: See there.
        likely: Likelihoods as there; beliefs of each step given all evidence take their place.
        before: What the filter found before each step's evidence.
        after: And after it.
        to_long_run: Zeros, to which is added the derivative with respect to log π, each level free.
            Shape (period, level, pair).
        to_drift: The same with respect to a. Shape (period, pair).
        to_breaks: The same with respect to b. Shape (period, pair).
        space: To be written over; of shape `room_for`.
    """
    steps, levels, pairs = likely.shape
    ahead, seen = space[:levels], space[levels : 2 * levels]
    rises, falls = space[2 * levels : 3 * levels + 1], space[3 * levels + 1 : 4 * levels + 2]
    total, started, stayed = space[4 * levels + 2], space[4 * levels + 3], space[4 * levels + 4]
    inverse, joint = space[4 * levels + 5], space[4 * levels + 6 : 5 * levels + 6]
    none = space[5 * levels + 6 : 6 * levels + 6]
    emptied(ahead, 1.0)
    emptied(space[2 * levels : 4 * levels + 2], 0.0)
    emptied(none, 1.0 / levels)
    for later in range(steps):
        step = steps - 1 - later
        now, earlier = period[step], after[step - 1] if step > 0 else none
        multiplied(likely[step], ahead, seen)
        multiplied(after[step], ahead, joint)
        scaled(joint, total, inverse, likely[step])
        product(before[step], seen, total)
        product(long_run[now], seen, started)
        product(earlier, seen, stayed)
        scored(long_run[now], breaks[now], seen, total, to_long_run[now])
        drifted(
            climb[now], drift[now], breaks[now], earlier, seen, total, stayed,
            to_long_run[now], to_drift[now],
        )  # fmt: skip
        score, fresh = to_breaks[now], breaks[now]
        for pair in every(pairs):
            score[pair] += (started[pair] - stayed[pair]) / total[pair]
        recalled(seen, started, climb[now], drift[now], fresh, rises, falls, ahead)
        scaled(ahead, total, inverse, ahead)


def scored(rest: Floats, fresh: Floats, seen: Floats, total: Floats, score: Floats) -> None:
    """Add what a break gives to the derivative with respect to log π; names as in `expect`."""
    levels, pairs = seen.shape
    for level in every(levels):
        settled, here, slope = rest[level], seen[level], score[level]
        for pair in every(pairs):
            slope[pair] += fresh[pair] * settled[pair] * here[pair] / total[pair]


def drifted(
    up: Floats, move: Floats, fresh: Floats, earlier: Floats, seen: Floats, total: Floats,
    stayed: Floats, score: Floats, to_drift: Floats,
) -> None:  # fmt: skip
    """Add what drift gives to the derivatives, and to what follows where no break is.

    Args:
        up: As in `turned`, with the next two.
        move: See there.
        fresh: See there.
        earlier: Belief after the step before. Shape (level, pair).
        seen: Likelihood of this step and what comes, by level. Shape (level, pair).
        total: Its mean under the belief before this step. Shape (pair,).
        stayed: Its mean under `earlier`, to which drift is added. Shape (pair,).
        score: Derivative with respect to log π, added to. Shape (level, pair).
        to_drift: With respect to a, added to. Shape (pair,).
    """
    pairs = seen.shape[1]
    for row in range(len(up)):
        ratio, low, high = up[row], earlier[row], earlier[row + 1]
        below, above, down, rise = seen[row], seen[row + 1], score[row], score[row + 1]
        for pair in every(pairs):
            gap = above[pair] - below[pair]
            swap = (ratio[pair] * low[pair] - (1.0 - ratio[pair]) * high[pair]) * gap
            kept = (1.0 - fresh[pair]) / total[pair]
            lean = ratio[pair] * (1.0 - ratio[pair]) * (low[pair] + high[pair]) * gap
            stayed[pair] += move[pair] * swap
            to_drift[pair] += kept * swap
            rise[pair] += move[pair] * kept * lean
            down[pair] -= move[pair] * kept * lean


def total(covariates: Floats, weight: Floats, sums: Floats) -> None:
    """Sum of weighed covariates over all steps: (covariate, step, pair) to (covariate, pair)."""
    rows, steps, pairs = covariates.shape
    for row in range(rows):
        for step in range(steps):
            for pair in every(pairs):
                sums[row, pair] += covariates[row, step, pair] * weight[step, pair]


FORMULAS = (emptied, scaled, product, multiplied, turned, recalled, scored, drifted)


def chosen(loop: Callable[Inputs, Output], cells: int) -> Callable[Inputs, Output]:
    """A loop as it stands or compiled, whichever is quicker for so much work.

    Args:
        loop: `forward`, `backward`, `expect` or `total`.
        cells: Steps times levels times pairs of this call. What has once been loaded is quicker
            for any.
    """
    if cells >= MANY or _compiled.cache_info().currsize or (cells >= SOME and kept(forward)):
        return cast(Callable[Inputs, Output], _compiled(loop))
    return loop


@cache
def _compiled(loop: Callable[..., Any]) -> Loop:
    """Machine code, from the disk where it has been made before."""
    return Loop(loop, prepare)


@cache
def prepare() -> None:
    """Let compiled loops call the formulas, and take pairs one by one."""
    from numba.extending import overload, register_jitable

    for formula in FORMULAS:
        register_jitable(formula)
    # Numba hands the outer functions the types of arguments and compiles the inner ones. Without a
    # sign no index means "from the end", so loops take several pairs at a time. `max` gives its
    # first argument if either is not a number.
    overload(every)(lambda count: lambda count: range(np.uint64(count)))  # noqa: ARG005
    overload(larger)(lambda bound, odds: lambda bound, odds: max(odds, bound))  # noqa: ARG005


def foresee(cells: int) -> None:
    """Compile now if so many steps times levels times pairs lie ahead in small pieces."""
    if cells >= MANY:
        warm()


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    rates = np.full((1, 2, 1), 0.5), np.full((1, 1, 1), 0.5), np.zeros((1, 1)), np.ones((1, 1))
    period = np.zeros(1, np.int64)
    one, two, three = np.full((3, 1, 2, 1), 0.5)
    space = np.empty(room_for(2, 1))
    _compiled(forward)(*rates, period, one, two, three, np.ones((1, 1)), space)
    _compiled(backward)(*rates, period, one, two, three, space)
    sums = np.zeros((1, 2, 1)), np.zeros((1, 1)), np.zeros((1, 1))
    _compiled(expect)(*rates, period, one, two, three, *sums, space)
    _compiled(total)(np.ones((1, 1, 1)), np.ones((1, 1)), np.ones((1, 1)))
