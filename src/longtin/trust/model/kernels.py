"""Kernels: the formulas of one step of the filter and the loops over them, each written once.

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
from typing import Any, ParamSpec, TypeVar

import numpy as np

from longtin.trust._arrays import Floats

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")

LARGEST = 300.0
"""Log-odds that no sum of evidence reaches; the product of two such odds still is a number."""

LEAST_ODDS, MOST_ODDS = float(np.exp(-LARGEST)), float(np.exp(LARGEST))

TOGETHER = 8
"""Factors of the likelihood that are multiplied before a logarithm is taken."""

TAME = 40.0
"""Evidence of a step, either way, up to which such a product is sure to be a number."""

MANY = 50_000_000
"""Steps times pairs from which loading the compiled loops takes less time than they save."""


def smaller(bound: float, odds: Floats) -> Floats:
    """Odds, or the bound where it is smaller; what is not a number stays so."""
    return np.minimum(bound, odds)


def larger(bound: float, odds: Floats) -> Floats:
    """Odds, or the bound where it is larger; what is not a number stays so."""
    return np.maximum(bound, odds)


def bounded(odds: Floats) -> Floats:
    """Odds within `LARGEST`."""
    return smaller(MOST_ODDS, larger(LEAST_ODDS, odds))


def cut_off(odds: Floats) -> Floats:
    """How many times the largest odds these are, 1 if they are less."""
    return larger(1.0, LEAST_ODDS * odds)


def towards(odds: Floats, keep: Floats, win: Floats) -> Floats:
    """Weight of type 1 after it may have turned over once, from `odds` to 1 before."""
    return win + keep * odds


def away(odds: Floats, keep: Floats, win: Floats) -> Floats:
    """Weight of type 0 after it may have turned over once, from `odds` to 1 before."""
    return (1.0 - win) + (1.0 - keep) * odds


def turned(odds: Floats, keep: Floats, win: Floats) -> Floats:
    """Odds after the type may have turned over once."""
    return towards(odds, keep, win) / away(odds, keep, win)


def mean(odds: Floats, rate: Floats) -> Floats:
    """Likelihood, before a turnover to type 1 at that rate, of what has `odds` to 1 after it."""
    return rate * odds + (1.0 - rate)


def chance(odds: Floats) -> Floats:
    """Probability for odds."""
    return odds / (1.0 + odds)


def spread(rate: Floats) -> Floats:
    """Derivative of a rate with respect to its logit."""
    return rate * (1.0 - rate)


def every(pairs: int) -> Iterable[Any]:  # noqa: ARG001 - compiled, it counts up to `pairs`
    """Indices that together mean every pair: here one for all, in compiled loops one for each."""
    return (slice(None),)


def into(rates: Floats, step: int, first: int, last: int) -> Any:
    """Rates of some pairs into a step, from (step, pair), or the one of (step,) that all share."""
    return rates[step] if rates.ndim == 1 else rates[step, first:last]


def of(rates: Any, pair: Any) -> Any:
    """What `into` gave, for every pair; compiled for one pair, or what all share."""
    return rates[pair]


def forward(
    keep: Floats, win: Floats, ratio: Floats, prior: Floats, first: int, last: int
) -> Floats:
    """Filter: likelihood ratios of each step's acts to the odds before it.

    The likelihood gained by a step is (1 + odds after it) / (1 + odds before it). Of the product of
    all steps nothing remains but the last odds and what each turnover takes `away`, so it needs no
    division of its own.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair), or (step,) if all pairs share it.
        win: P(0 becomes 1) into each step. Shaped like `keep`.
        ratio: Likelihood ratios, shape (step, pair).
        prior: To be filled with the odds before each step, shape (step, pair).
        first: First of the pairs to take.
        last: The one after the last of them.

    Returns:
        Factors of the likelihood, one for the end and one for each `TOGETHER` steps. Shape
        (factor, pair taken). Of use if all evidence is within `TAME`.
    """
    steps, pairs = len(ratio), last - first
    gain = np.ones((2 + (steps - 1) // TOGETHER, pairs))
    odds = np.ones(pairs)
    for step in range(steps):
        stays, comes = into(keep, step, first, last), into(win, step, first, last)
        likely, before = ratio[step, first:last], prior[step, first:last]
        factor = gain[1 + step // TOGETHER]
        for pair in every(pairs):
            stay, come, was = of(stays, pair), of(comes, pair), bounded(odds[pair])
            rest = away(was, stay, come)
            factor[pair] *= rest * cut_off(odds[pair])
            now = towards(was, stay, come) / rest
            before[pair] = now
            odds[pair] = now * likely[pair]
    end = gain[0]
    for pair in every(pairs):
        end[pair] = 0.5 * (1.0 + odds[pair])
    return gain


def backward(keep: Floats, win: Floats, ratio: Floats, first: int, last: int) -> None:
    """Smoother: puts in place of each step's likelihood ratio that of all the acts after it."""
    steps, pairs = len(ratio), last - first
    ahead = np.ones(pairs)
    for later in range(steps):
        step = steps - 1 - later
        stays, comes = into(keep, step, first, last), into(win, step, first, last)
        here = ratio[step, first:last]
        for pair in every(pairs):
            stay, come = of(stays, pair), of(comes, pair)
            odds = bounded(ahead[pair] * here[pair])
            here[pair] = ahead[pair]
            ahead[pair] = mean(odds, stay) / mean(odds, come)


def expect(keep: Floats, win: Floats, ratio: Floats, prior: Floats, coming: Floats) -> None:
    """Fisher's identity: the expected score of each step, from both passes, for all pairs.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair).
        win: P(0 becomes 1) into each step. Shape (step, pair).
        ratio: Likelihood ratios; P(type 1 | all acts) is put in their place.
        prior: Odds before each step; the derivative with respect to logit keep is put in their
            place.
        coming: To be filled with the derivative with respect to logit win.
    """
    steps, pairs = ratio.shape
    ahead, was = np.ones(pairs), np.empty(pairs)
    for later in range(steps):
        step = steps - 1 - later
        here, before, score = ratio[step], prior[step], coming[step]
        if step > 0:
            less, then = prior[step - 1], ratio[step - 1]
            for pair in every(pairs):
                was[pair] = chance(bounded(less[pair] * then[pair]))
        else:
            was[:] = 0.5
        for pair in every(pairs):
            stay, come = keep[step, pair], win[step, pair]
            odds = bounded(ahead[pair] * here[pair])
            now = bounded(before[pair] * here[pair])
            one, zero = mean(odds, stay), mean(odds, come)
            share = (odds - 1.0) / (was[pair] * one + (1.0 - was[pair]) * zero)
            here[pair] = chance(bounded(now * ahead[pair]))
            before[pair] = was[pair] * spread(stay) * share
            score[pair] = (1.0 - was[pair]) * spread(come) * share
            ahead[pair] = one / zero


def total(covariates: Floats, weight: Floats, sums: Floats) -> None:
    """Sum of weighed covariates over all steps: (covariate, step, pair) to (covariate, pair)."""
    rows, steps, pairs = covariates.shape
    for row in range(rows):
        for step in range(steps):
            for pair in every(pairs):
                sums[row, pair] += covariates[row, step, pair] * weight[step, pair]


FORMULAS = (bounded, cut_off, towards, away, turned, mean, chance, spread, into)


def chosen(loop: Callable[Inputs, Output], cells: int) -> Callable[Inputs, Output]:
    """A loop as it stands or compiled, whichever is quicker for so many steps times pairs.

    Args:
        loop: `forward`, `backward`, `expect` or `total`.
        cells: Steps times pairs of this call. What has once been compiled is quicker for any.
    """
    return _compiled(loop) if cells >= MANY or _compiled.cache_info().currsize else loop


@cache
def _compiled(loop: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """Machine code, from the cache on disk where it has been made before.

    It lets go of the interpreter while it runs, so that blocks of pairs run side by side.
    """
    import numba

    _prepare()
    made: Callable[Inputs, Output] = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


@cache
def _prepare() -> None:
    """Let compiled loops call the formulas, and take pairs one by one."""
    from numba import types
    from numba.extending import overload, register_jitable

    for formula in FORMULAS:
        register_jitable(formula)
    # Numba hands the outer functions the types of the arguments and compiles the inner ones.
    # An index without a sign cannot mean "from the end", which leaves loops that take eight pairs
    # at a time. `max` and `min` give their first argument if either is not a number.
    one, shared = (lambda rates, pair: rates[pair]), (lambda rates, pair: rates)  # noqa: ARG005
    overload(of)(lambda rates, pair: one if isinstance(rates, types.Array) else shared)  # noqa: ARG005
    overload(every)(lambda pairs: lambda pairs: range(np.uint64(pairs)))  # noqa: ARG005
    overload(larger)(lambda bound, odds: lambda bound, odds: max(odds, bound))  # noqa: ARG005
    overload(smaller)(lambda bound, odds: lambda bound, odds: min(odds, bound))  # noqa: ARG005


def foresee(cells: int) -> None:
    """Compile now if that much work lies ahead in small pieces.

    Args:
        cells: Steps times pairs, all repetitions together.
    """
    if cells >= MANY:
        warm()


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    odds = np.ones((1, 1))
    rates = np.full((2, 1, 1), 0.5)
    for keep, win in (rates, rates[..., 0]):
        _compiled(forward)(keep, win, odds, odds.copy(), 0, 1)
        _compiled(backward)(keep, win, odds, 0, 1)
    _compiled(expect)(*rates, odds, odds.copy(), odds.copy())
    _compiled(total)(np.ones((1, 1, 1)), odds, odds.copy())
