"""The formulas of one step of the filter and the loops over them, each written once.

Called as they stand, the loops run in NumPy with all pairs in lock step: `every` hands them one
index that means every pair. Compiled by Numba they take the pairs one by one, several at a time in
the machine's vector registers. For a single question nothing is worth compiling or even loading;
for the whole system it is, and `chosen` decides. Both ways give the same numbers to the last bit.

The loops work on odds, not log-odds, so they hold nothing but the four operations of arithmetic;
exponentials and logarithms are left to NumPy, which has them for vector registers and Numba has
not. Shapes are (step, pair).

Formulas and loops share a file because Numba's cache on disk notices changes to a loop's own file
only.

Source:
    Rabiner (1989), section III, for two states; Cappé, Moulines & Rydén (2005), section 10.1.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ParamSpec

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Inputs = ParamSpec("Inputs")

LARGEST = 300.0
"""Log-odds that no sum of evidence reaches; the product of two such odds still is a number."""

LEAST_ODDS, MOST_ODDS = float(np.exp(-LARGEST)), float(np.exp(LARGEST))

MANY = 50_000_000
"""Steps times pairs from which loading the compiled loops takes less time than they save."""


def bounded(odds: Floats) -> Floats:
    """Odds within `LARGEST`."""
    return np.minimum(np.maximum(odds, LEAST_ODDS), MOST_ODDS)


def turned(odds: Floats, keep: Floats, win: Floats) -> Floats:
    """Odds after the type may have turned over once."""
    return (win + keep * odds) / ((1.0 - win) + (1.0 - keep) * odds)


def looked_back(odds: Floats, keep: Floats, win: Floats) -> Floats:
    """Likelihood ratio, before a turnover, of what has the likelihood ratio `odds` after it."""
    return (keep * odds + (1.0 - keep)) / (win * odds + (1.0 - win))


def gained(prior: Floats, odds: Floats) -> Floats:
    """Likelihood of a step's evidence, up to the part both types share: odds before and after."""
    return (1.0 + odds) / (1.0 + prior)


def chance(odds: Floats) -> Floats:
    """Probability for odds."""
    return odds / (1.0 + odds)


def every(pairs: int) -> Iterable[Any]:  # noqa: ARG001 - compiled, it counts up to `pairs`
    """Indices that together mean every pair: here one for all, in compiled loops one for each."""
    return (slice(None),)


def forward(keep: Floats, win: Floats, ratio: Floats, prior: Floats, gain: Floats) -> None:
    """Filter: likelihood ratios of each step's acts to the odds before it, and its gain."""
    steps, pairs = ratio.shape
    odds = np.ones(pairs)
    for step in range(steps):
        for pair in every(pairs):
            before = turned(bounded(odds[pair]), keep[step, pair], win[step, pair])
            after = before * ratio[step, pair]
            prior[step, pair] = before
            gain[step, pair] = gained(before, after)
            odds[pair] = after


def backward(keep: Floats, win: Floats, ratio: Floats, ahead: Floats) -> None:
    """Smoother: the likelihood ratio, at each step, of all the acts after it."""
    steps, pairs = ratio.shape
    ahead[steps - 1, :] = 1.0
    for later in range(steps - 1):
        step = steps - 1 - later
        for pair in every(pairs):
            odds = bounded(ahead[step, pair] * ratio[step, pair])
            ahead[step - 1, pair] = looked_back(odds, keep[step, pair], win[step, pair])


def expect(
    keep: Floats, win: Floats, ratio: Floats, prior: Floats, ahead: Floats, type1: Floats
) -> None:
    """Fisher's identity: the expected score of each step, from both passes.

    Fills `type1` with P(type 1 | all acts), and writes over `prior` and `ahead` the derivatives
    with respect to logit keep and logit win.
    """
    steps, pairs = ratio.shape
    earlier = np.full(pairs, 0.5)
    for step in range(steps):
        for pair in every(pairs):
            stay, come = keep[step, pair], win[step, pair]
            was = earlier[pair]
            odds = bounded(ahead[step, pair] * ratio[step, pair])
            one_one, one_zero = was * stay * odds, was * (1.0 - stay)
            zero_one, zero_zero = (1.0 - was) * come * odds, (1.0 - was) * (1.0 - come)
            total = one_one + one_zero + zero_one + zero_zero
            was_one = (one_one + one_zero) / total
            now = bounded(prior[step, pair] * ratio[step, pair])
            type1[step, pair] = chance(bounded(now * ahead[step, pair]))
            prior[step, pair] = one_one / total - stay * was_one
            ahead[step, pair] = zero_one / total - come * (1.0 - was_one)
            earlier[pair] = chance(now)


def total(covariates: Floats, weight: Floats, sums: Floats) -> None:
    """Sum of weighed covariates over all steps: (covariate, step, pair) to (covariate, pair)."""
    rows, steps, pairs = covariates.shape
    for row in range(rows):
        for step in range(steps):
            for pair in every(pairs):
                sums[row, pair] += covariates[row, step, pair] * weight[step, pair]


FORMULAS = (bounded, turned, looked_back, gained, chance)


def chosen(loop: Callable[Inputs, None], cells: int) -> Callable[Inputs, None]:
    """A loop as it stands or compiled, whichever is quicker for so many steps times pairs.

    Args:
        loop: `forward`, `backward`, `expect` or `total`.
        cells: Steps times pairs of this call. What has once been compiled is quicker for any.
    """
    return _compiled(loop) if cells >= MANY or _compiled.cache_info().currsize else loop


@cache
def _compiled(loop: Callable[Inputs, None]) -> Callable[Inputs, None]:
    """Machine code, from the cache on disk where it has been made before.

    It lets go of the interpreter while it runs, so that blocks of pairs run side by side.
    """
    import numba

    _prepare()
    made: Callable[Inputs, None] = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


@cache
def _prepare() -> None:
    """Let compiled loops call the formulas, and take pairs one by one."""
    from numba.extending import overload, register_jitable

    for formula in FORMULAS:
        register_jitable(formula)
    # Numba hands the outer function the type of `pairs` and compiles the inner one.
    overload(every)(lambda pairs: lambda pairs: range(pairs))  # noqa: ARG005, PLW0108


def foresee(cells: int) -> None:
    """Compile now if that much work lies ahead in small pieces.

    Args:
        cells: Steps times pairs, all repetitions together.
    """
    if cells >= MANY:
        warm()


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    rates = np.full((1, 1), 0.5)
    for loop, inputs in ((forward, 5), (backward, 4), (expect, 6)):
        _compiled(loop)(*(rates.copy() for _ in range(inputs)))
    _compiled(total)(np.ones((1, 1, 1)), rates, rates.copy())
