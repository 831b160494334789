"""Lanes: pairs side by side, one after the other or all at once, in one way of writing.

A loop `for lane in every(LANES)` runs in NumPy with one index that means every pair, and compiled
by Numba with one for each, several at a time in the machine's vector registers. `inner`, `under`
and `over` are the same for levels.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from longtin.trust import _exponential
from longtin.trust._arrays import Floats

LANES = 32
"""Pairs that a compiled loop takes at a time. Known beforehand, so that what is written over stands
at known places and no rest of a row has to be asked about."""

LINES = 9
"""Lines that space by level has for each."""


def larger(bound: float, odds: Floats) -> Floats:
    """Numbers, or the bound where it is larger; what is not a number stays so."""
    return np.maximum(bound, odds)


def added(total: Floats, rows: Floats) -> Floats:
    """A sum and what each level adds to it, one after the other."""
    for row in rows:
        total = total + row
    return total


def every(count: int) -> Iterable[Any]:  # noqa: ARG001 - compiled, it counts up to `count`
    """Indices that together mean every one: here one for all, in compiled loops one for each."""
    return (slice(None),)


def inner(levels: int) -> Iterable[Any]:
    """The same for so many levels of space that has a row before the first."""
    return (slice(1, levels + 1),)


def under(level: Any) -> Any:
    """The row before; the level itself where there is none before the first."""
    return slice(level.start - 1, level.stop - 1)


def over(level: Any) -> Any:
    """The row after."""
    return slice(level.start + 1, level.stop + 1)


def by_level(held: Floats) -> Floats:
    """Space by level, line and pair; in compiled loops known to have `LINES` and `LANES`."""
    return held


def by_line(sums: Floats) -> Floats:
    """Space by line and pair; likewise."""
    return sums


@cache
def prepare() -> None:
    """Let loops compiled by Numba take pairs one by one."""
    from numba.extending import overload
    from numpy.lib.stride_tricks import as_strided

    # Numba hands the outer functions the types of arguments and compiles the inner ones. Without a
    # sign no index means "from the end", so loops take several pairs at a time. `max` gives its
    # first argument if either is not a number.
    _exponential.prepare()
    one, line, number = np.uint64(1), LANES * 8, 8
    level = LINES * line
    overload(every)(lambda count: lambda count: range(np.uint64(count)))  # noqa: ARG005
    overload(inner)(lambda levels: lambda levels: range(one, np.uint64(levels) + one))  # noqa: ARG005
    overload(under)(lambda level: lambda level: level - one)  # noqa: ARG005
    overload(over)(lambda level: lambda level: level + one)  # noqa: ARG005
    overload(larger)(lambda bound, odds: lambda bound, odds: max(odds, bound))  # noqa: ARG005
    overload(added)(lambda total, rows: lambda total, rows: total + rows)  # noqa: ARG005
    overload(by_level)(
        lambda held: (  # noqa: ARG005
            lambda held: as_strided(held, (len(held), LINES, LANES), (level, line, number))
        )
    )
    overload(by_line)(
        lambda sums: lambda sums: as_strided(sums, (len(sums), LANES), (line, number))  # noqa: ARG005
    )
