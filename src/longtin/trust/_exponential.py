"""Exponential function of plain arithmetic, the same to the last bit in NumPy and in machine code.

NumPy has exponentials for vector registers on some processors only, Numba on none. This one needs
addition and multiplication alone, so compiled loops take as many numbers at a time as fit a
register, and who has no compiled loop gets the same numbers.

    e^x = 2^k · e^r        k = x / log 2, rounded;  r = x − k · log 2, at most log 2 / 2

Logarithm 2 is in two parts, the first with so few digits that k times it is exact. Between the
bounds of r a polynomial stands for (e^r − 1 − r) / r², through it at the Chebyshev points, which
leaves a seventh of half the last digit. Its even and odd terms are summed apart: neither waits for
the other.

Source:
    Cody & Waite (1980), Software Manual for the Elementary Functions, chapter 6, for the reduction
    of the argument; Muller (2016), Elementary Functions, 3rd edition, sections 3.4 and 11.2.
"""

from typing import Any

import numpy as np

PER_LOG_2 = 1.4426950408889634
LOG_2, REST_OF_LOG_2 = 6.93147180369123816490e-01, 1.90821492927058770002e-10
ROUNDING = 1.5 * 2.0**52
"""Added to a small number it leaves its whole part, as the last bits of the sum."""

BIAS, PLACES = 1023, 52
"""Of a number of 64 bits: what is added to its exponent, and how many bits stand below that."""

WHOLE = 2.0**PLACES
"""From here on numbers are whole, and the last bits count."""

BELOW = (1 << PLACES) - 1
BITS_OF_ONE, BITS_OF_WHOLE = BIAS << PLACES, (BIAS + PLACES) << PLACES


def exponential(power: Any) -> Any:
    """Euler's number to a power.

    Args:
        power: A number or an array of numbers between −700 and 700, or not a number.

    Returns:
        Within one and a half units in the last place; exactly 1 for 0.
    """
    shifted = power * PER_LOG_2 + ROUNDING
    times = shifted - ROUNDING
    rest = (power - times * LOG_2) - times * REST_OF_LOG_2
    square = rest * rest
    even = 2.762007773431598e-07 * square + 2.4801521318014644e-05
    even = even * square + 0.0013888888917199815
    even = even * square + 0.04166666666662416
    even = even * square + 0.5
    odd = 2.5100343663768052e-08 * square + 2.755726857568343e-06
    odd = odd * square + 0.00019841269862942352
    odd = odd * square + 0.008333333333330103
    odd = odd * square + 0.16666666666666669
    made = 1.0 + (rest + square * (even + rest * odd))
    return made * power_of_two(shifted)


def power_of_two(shifted: Any) -> Any:
    """2 to the whole number that stands in the last bits of a sum with `ROUNDING`."""
    return as_number((as_bits(shifted) + BIAS) << PLACES)


def halved(number: Any) -> tuple[Any, Any]:
    """A positive number as a factor in [1, 2) and the power of two that it is multiplied by.

    What is not a number stays so in the power.
    """
    bits = as_bits(number)
    power = as_number((bits >> PLACES) | BITS_OF_WHOLE) - WHOLE - BIAS
    return as_number((bits & BELOW) | BITS_OF_ONE), power + (number - number)


def as_bits(number: Any) -> Any:
    """The bits of a number."""
    return np.asarray(number, np.float64).view(np.int64)


def as_number(bits: Any) -> Any:
    """The number that has these bits."""
    return bits.view(np.float64)


def prepare() -> None:
    """Let loops compiled by Numba call it."""
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic, overload, register_jitable

    def reads(given: Any, made: Any, kind: Any) -> Any:
        """The same bits, taken for another kind of number."""

        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            return builder.bitcast(arguments[0], kind)

        return intrinsic(lambda _, __: (made(given), generate))

    bits = reads(types.float64, types.int64, ir.IntType(64))
    number = reads(types.int64, types.float64, ir.DoubleType())
    overload(as_bits)(lambda number: lambda number: bits(number))  # noqa: ARG005, PLW0108
    overload(as_number)(lambda bits: lambda bits: number(bits))  # noqa: ARG005, PLW0108
    for formula in (power_of_two, exponential, halved):
        register_jitable(inline="always")(formula)
