"""Draws of a simulated world: counter-based, a function of what each is for.

A draw is told by the seed, the replicate, its purpose, a number such as the step, and two states.
No draw follows another, so that neither the order of states nor the number of workers can change a
history.

Source:
    [Salmon 2011], Philox 4×32 with ten rounds.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin._machine_code import Loop

Words = NDArray[np.uint64]

LOW, SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)
MULTIPLY_A, MULTIPLY_B = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL_A, WEYL_B = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
"""Constants of Philox 4×32."""


def philox(
    first: Any, second: Any, third: Any, fourth: Any, low: Any, high: Any
) -> tuple[Any, Any, Any, Any]:
    """Four words of 32 random bits, held in 64, for a counter of four and a key of two."""
    for _ in range(10):
        one, two = MULTIPLY_A * first, MULTIPLY_B * third
        first, third = (two >> SHIFT) ^ second ^ low, (one >> SHIFT) ^ fourth ^ high
        second, fourth = two & LOW, one & LOW
        low, high = (low + WEYL_A) & LOW, (high + WEYL_B) & LOW
    return first, second, third, fourth


def twice(first: Any, second: Any, third: Any, fourth: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """The first two words of `philox`."""
    found = philox(first, second, third, fourth, low, high)
    return found[0], found[1]


def drawn(  # noqa: PLR0913, PLR0917 - a counter, and where its words go
    first: Any, second: Words, third: Words, fourth: Any, count: Any, low: Any, high: Any,
    one: Words, two: Words, three: Words, four: Words,
) -> None:  # fmt: skip
    """Draws of many pairs at once, all of the same first and fourth number of the counter."""
    for at in range(count):
        a, b, c, d = philox(
            first & LOW, second[at] & LOW, third[at] & LOW, fourth & LOW, low & LOW, high & LOW
        )
        one[at] = a
        two[at] = b
        three[at] = c
        four[at] = d


def many_drawn(
    first: int, second: Words, third: Words, fourth: int, low: int, high: int, found: Words
) -> None:
    """`drawn` by itself; `found` is filled, (4, pair)."""
    drawn(np.uint64(first), second, third, np.uint64(fourth), np.uint64(len(second)),
          np.uint64(low), np.uint64(high), found[0], found[1], found[2], found[3])  # fmt: skip


@cache
def compiled_draws() -> Loop:
    """Machine code of `many_drawn`, from the disk where it has been made before."""
    return Loop(many_drawn, prepare_draws)


@cache
def prepare_draws() -> None:
    """Let compiled loops call what draws."""
    from numba.extending import register_jitable

    register_jitable(inline="always")(philox)  # else no processor takes several counters at once
    for formula in (twice, drawn):
        register_jitable(formula)
