"""Random draws of futures, mirrored: every other future has the opposite luck of its twin.

What one way to go about it brings above another is then told by few futures: all ways meet the
same draws, and of two twins one has the luck that the other lacks. Twins lie half the futures
apart. They fall into batches of their own, whose means are independent: by how far these lie
apart, the error of a mean is told.

Source:
    [Hammersley 1956], for antithetic variates; [Law 2015], for common random numbers and batches.
"""

from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BATCHES: Final = 20
STUDENT: Final = 2.093
"""Of the means of so many batches: 95 % of Student's t with 19 degrees of freedom."""

BELOW_ONE: Final = np.float32(1.0 - 2.0**-24)
"""The largest draw: a draw of exactly 1 would fail where something is certain."""


def dice(*seeds: int) -> np.random.Generator:
    """Where chance comes from; the same for the same seeds."""
    return np.random.default_rng(np.random.SeedSequence(seeds))


def uniform(chance: np.random.Generator, shape: tuple[int, ...], paths: int) -> NDArray[np.float32]:
    """Draws from 0 to 1, shape (*shape, path), those of twins `u` and `1 − u`."""
    half = (paths + 1) // 2
    drawn = chance.random((*shape, half), dtype=np.float32)
    mirrored = np.minimum(1.0 - drawn, BELOW_ONE)
    return np.concatenate([drawn, mirrored], axis=-1)[..., :paths]


def twins(drawn: Floats, paths: int) -> tuple[Floats, Whole]:
    """Values of half the futures, dealt to their twins in opposite order within each batch.

    Args:
        drawn: One for each of the first half of the futures.
        paths: How many futures.

    Returns:
        One for each future, and where in `drawn` it came from.
    """
    half = drawn.size
    other = np.empty(half, dtype=np.int64)
    for batch in np.array_split(np.arange(half), _batches(half)):
        order = batch[np.argsort(drawn[batch], kind="stable")]
        other[order] = order[::-1]
    source = np.concatenate([np.arange(half), other])[:paths]
    return drawn[source], source


def normal(chance: np.random.Generator, paths: int) -> Floats:
    """Draws from a normal distribution with mean 0 and deviation 1, those of twins `z` and `−z`."""
    drawn = chance.standard_normal((paths + 1) // 2)
    return np.concatenate([drawn, -drawn])[:paths]


def _batches(half: int) -> int:
    return BATCHES if half >= BATCHES else 1


def mean_and_error(values: Floats) -> tuple[float, float]:
    """Mean over futures, and how far it may be from that of all futures, 95 times in 100.

    Args:
        values: One for each future, in the order they were drawn.

    Returns:
        The mean; the error, infinite with fewer futures than it takes to tell.
    """
    half = (values.size + 1) // 2
    if half < BATCHES:
        return float(values.mean()), float("inf")
    place = np.arange(values.size) % half
    batch = np.empty(half, dtype=np.int64)
    for number, each in enumerate(np.array_split(np.arange(half), BATCHES)):
        batch[each] = number
    sums = np.bincount(batch[place], weights=values, minlength=BATCHES)
    means = sums / np.bincount(batch[place], minlength=BATCHES)
    return float(values.mean()), STUDENT * float(means.std(ddof=1)) / sqrt(BATCHES)
