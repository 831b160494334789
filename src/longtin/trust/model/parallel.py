"""Strips and blocks of pairs: compiled loops over the one, all cores over the other."""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from math import prod
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from longtin._machine_code import Loop, kept
from longtin.trust import _lanes
from longtin.trust._arrays import Floats
from longtin.trust._exponential import exponential
from longtin.trust._lanes import LANES, LINES, by_line, every, larger
from longtin.trust.model import kernels
from longtin.trust.model.kernels import LARGEST, SUMS, backward, expect, forward, total

Block = TypeVar("Block")
Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")

SOME, MANY = 5_000, 25_000_000
"""Steps times levels times pairs worth loading compiled loops for; worth compiling them for."""


CACHE_LINE = 64
"""Bytes."""


def cut(shape: tuple[int, ...], cells: int) -> list[slice]:
    """Columns of blocks of (step, pair) arrays, of about so many cells each; whole strips."""
    steps, pairs = shape
    width = max(1, cells // max(1, steps * LANES)) * LANES
    return [slice(first, min(first + width, pairs)) for first in range(0, pairs, width)]


def on_all_cores(work: Callable[[Block], Output], blocks: Iterable[Block]) -> list[Output]:
    """Do the same with every block; what came of each, in their order.

    In threads: NumPy and the compiled loops let go of the interpreter while they count.
    """
    waiting = list(blocks)
    if len(waiting) < 2:
        return [work(block) for block in waiting]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, waiting))


class Room(threading.local):
    """Arrays that the blocks of one thread write over, so that none asks for fresh memory."""

    def __init__(self) -> None:
        self._held: dict[str, Floats] = {}

    def array(self, name: str, *shape: int) -> Floats:
        """A whole array of a shape."""
        size = prod(shape)
        if name not in self._held or self._held[name].size < size:
            self._held[name] = aligned(size)
        return self._held[name][:size].reshape(shape)

    def strip(self, steps: int, levels: int) -> tuple[Floats, ...]:
        """Space that loops over strips write over, in the order that they take it."""
        rows = (self.array(name, steps, levels, LANES) for name in ("likely", "before", "after"))
        return (
            *rows, self.array("held", levels + 2, LINES, LANES), self.array("sums", SUMS, LANES),
        )  # fmt: skip


def aligned(size: int) -> Floats:
    """Memory that begins with a line of the cache, so that no register is filled from two."""
    found = np.empty(size + CACHE_LINE // 8)
    return found[-found.ctypes.data % CACHE_LINE // 8 :][:size]


def heard(
    evidence: Floats, first: int, last: int, likely: Floats, most: Floats, sums: Floats
) -> None:
    """Evidence as the other loops take it; compiled only, beside `likelihoods`.

    Args:
        evidence: Log-likelihoods of all pairs, 0 or NaN where nothing was seen.
            Shape (step, level, pair).
        first: First pair.
        last: The one after the last.
        likely: To be filled with likelihoods, the largest of each step being 1.
        most: To be filled with the sum of their logarithms. Shape (pair,).
        sums: To be written over. Shape (line, pair).
    """
    (steps, levels), top = likely.shape[:2], by_line(sums)[0]
    for lane in every(LANES):
        most[lane] = 0.0
    for step in range(steps):
        row = evidence[step, 0, first:last]
        for lane in every(last - first):
            top[lane] = row[lane]
        for level in range(1, levels):
            row = evidence[step, level, first:last]
            for lane in every(last - first):
                is_more = (row[lane] > top[lane]) | (row[lane] != row[lane])
                top[lane] = row[lane] if is_more else top[lane]
        for lane in every(last - first):
            most[lane] += top[lane] if top[lane] == top[lane] else 0.0
        for level in range(levels):
            row, made = evidence[step, level, first:last], likely[step, level]
            for lane in every(last - first):
                below = larger(-LARGEST, row[lane] - top[lane])
                made[lane] = exponential(below if top[lane] == top[lane] else 0.0)


def copied(rows: Floats, first: int, made: Floats, begin: int, width: int) -> None:
    """Put so many pairs from the first on into other rows, from another pair on; compiled only."""
    for step in range(len(made)):
        for level in range(made.shape[1]):
            row = rows[step, level, first : first + width]
            new = made[step, level, begin : begin + width]
            for lane in every(width):
                new[lane] = row[lane]


def smooth_strips(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, period: NDArray[np.int64],
    begin: int, end: int, evidence: Floats, to_before: Floats, to_after: Floats, smoothed: Floats,
    likely: Floats, before: Floats, after: Floats, held: Floats, sums: Floats, gain: Floats,
    most: Floats,
) -> None:  # fmt: skip
    """Filter and smoother of some pairs, strip by strip; compiled only.

    Args:
        long_run: As in `forward`, with the next four.
        drift: See there.
        breaks: See there.
        moving: See there.
        period: See there.
        begin: First pair.
        end: The one after the last.
        evidence: Of all pairs, as in `heard`.
        to_before: To be filled for these pairs, with the next two, or without any step.
        to_after: See there.
        smoothed: See there.
        likely: Space of a strip, with the next two.
        before: See there.
        after: See there.
        held: As in `forward`.
        sums: As in `forward`.
        gain: To be filled as in `forward`. Shape (strip, 2, pair).
        most: To be filled as in `heard`. Shape (strip, pair).
    """
    for strip in range(len(gain)):
        first = begin + strip * LANES
        last = min(first + LANES, end)
        heard(evidence, first, last, likely, most[strip], sums)
        forward(long_run, drift, breaks, moving, period, first, last, likely, before, after,
                gain[strip], held, sums)  # fmt: skip
        copied(before, 0, to_before, first, last - first)
        copied(after, 0, to_after, first, last - first)
        if len(smoothed) > 0:
            backward(long_run, drift, breaks, moving, period, first, last, likely, after, smoothed,
                     held, sums)  # fmt: skip


def slope_strips(
    long_run: Floats, drift: Floats, breaks: Floats, moving: int, period: NDArray[np.int64],
    evidence: Floats, to_long_run: Floats, to_drift: Floats, to_breaks: Floats,
    likely: Floats, before: Floats, after: Floats, birth: Floats, held: Floats, sums: Floats,
    gain: Floats,
) -> None:  # fmt: skip
    """Filter and gradient of all pairs, strip by strip; compiled only.

    Args:
        long_run: As in `forward`, with the next four.
        drift: See there.
        breaks: See there.
        moving: See there.
        period: See there.
        evidence: Likelihoods, as `expect` takes and changes them.
        to_long_run: To be filled as there, with the next two.
        to_drift: See there.
        to_breaks: See there.
        likely: Space of a strip, with the next two.
        before: See there.
        after: See there.
        birth: As in `expect`.
        held: As in `forward`.
        sums: As in `forward`.
        gain: To be filled as in `forward`. Shape (strip, 2, pair).
    """
    for strip in range(len(gain)):
        first = strip * LANES
        last = min(first + LANES, evidence.shape[2])
        copied(evidence, first, likely, 0, last - first)
        forward(long_run, drift, breaks, moving, period, first, last, likely, before, after,
                gain[strip], held, sums)  # fmt: skip
        expect(long_run, drift, breaks, moving, period, first, last, likely, before, after, birth,
               to_long_run, to_drift, to_breaks, held, sums)  # fmt: skip
        copied(likely, 0, evidence, first, last - first)


def log_of_strips(gain: Floats) -> Floats:
    """Logarithms of what `forward` found of strips, one after the other."""
    with np.errstate(divide="ignore", invalid="ignore"):  # the last may have room for more pairs
        return log_of(gain.swapaxes(0, 1).reshape(2, -1))


def log_of(gain: Floats) -> Floats:
    """Logarithm of a factor and a power of two."""
    return np.asarray(np.log(gain[0]) + gain[1] * np.log(2.0))


def chosen(loop: Callable[Inputs, Output], cells: int) -> Callable[Inputs, Output]:
    """A loop as it stands or compiled, whichever is quicker for so much work.

    Args:
        loop: `smooth_strips`, `slope_strips` or `total`. The first two must be compiled: as they
            stand they only say that what they are made of is to be called in their place.
        cells: Steps times levels times pairs of this call. What has once been loaded is quicker
            for any.
    """
    if cells >= MANY or _compiled.cache_info().currsize or (cells >= SOME and kept(loop, *BESIDE)):
        return cast(Callable[Inputs, Output], _compiled(loop))
    return loop


BESIDE = (forward, exponential, every)
"""A function of each file that compiled loops call into."""


@cache
def _compiled(loop: Callable[..., Any]) -> Loop:
    """Machine code, from the disk where it has been made before."""
    return Loop(loop, prepare, BESIDE)


@cache
def prepare() -> None:
    """Let compiled loops call the formulas."""
    from numba.extending import register_jitable

    _lanes.prepare()
    for name in ("emptied", "weigh", "meet", "recalled", "broken", "drifted"):
        register_jitable(getattr(kernels, name))
    for formula in (forward, backward, expect, heard, copied):
        register_jitable(formula)


def foresee(cells: int) -> None:
    """Compile now if so many steps times levels times pairs lie ahead in small pieces."""
    if cells >= MANY:
        warm()


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    one, move, fresh = np.full((1, 2, 1), 0.5), np.zeros((1, 1)), np.ones((1, 1))
    rates = one, move, fresh, 1, np.zeros(1, np.int64)
    none, gain, strip = np.empty((0, 2, 1)), np.empty((1, 2, LANES)), Room().strip(1, 2)
    _compiled(smooth_strips)(*rates, 0, 1, one, none, none, one, *strip, gain, np.empty((1, LANES)))
    sums = np.zeros((1, 2, 1)), np.zeros((1, 1)), np.zeros((1, 1))
    birth = np.full((2, LANES), 0.5)
    _compiled(slope_strips)(*rates, one.copy(), *sums, *strip[:3], birth, *strip[3:], gain)
    _compiled(total)(np.ones((1, 1, 1)), np.ones((1, 1)), np.ones((1, 1)))
