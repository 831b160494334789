"""Blocks of pairs that fit the processor's cache, worked on by all cores."""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from math import prod
from typing import TypeVar

import numpy as np

from longtin._machine_code import Loop
from longtin.trust._arrays import Floats
from longtin.trust.model.kernels import LARGEST, every, larger, prepare

Block = TypeVar("Block")
Output = TypeVar("Output")


TOGETHER = 16
"""Pairs that fill the registers of a processor: blocks of more are multiples of it."""


def cut(shape: tuple[int, ...], cells: int) -> list[slice]:
    """Columns of blocks of (step, pair) arrays, of about so many cells each."""
    steps, pairs = shape
    width = max(1, cells // max(1, steps))
    width -= width % TOGETHER if width > TOGETHER else 0
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
            self._held[name] = np.empty(size)
        return self._held[name][:size].reshape(shape)


def relative(evidence: Floats, first: int, likely: Floats, most: Floats, gaps: Floats) -> None:
    """Log-likelihoods of some pairs against the largest of each step; compiled only.

    Args:
        evidence: Of all pairs, as `filter_levels` takes it. Shape (step, level, pair).
        first: The first of the pairs.
        likely: To be filled. Shape (step, level, pair).
        most: To be filled with the largest of each step, 0 where nothing was seen. (step, pair).
        gaps: To be written over. Shape (pair,).
    """
    steps, levels, pairs = likely.shape
    for step in range(steps):
        top = most[step]
        for pair in every(pairs):
            gaps[pair] = 0.0
            top[pair] = -1e308
        for level in range(levels):
            row = evidence[step, level, first : first + pairs]
            for pair in every(pairs):
                gaps[pair] = gaps[pair] if row[pair] == row[pair] else 1.0
                top[pair] = max(top[pair], row[pair])
        for pair in every(pairs):
            top[pair] = 0.0 if gaps[pair] > 0.0 else top[pair]
        for level in range(levels):
            row, made = evidence[step, level, first : first + pairs], likely[step, level]
            for pair in every(pairs):
                below = larger(-LARGEST, row[pair] - top[pair])
                made[pair] = 0.0 if gaps[pair] > 0.0 else below


RELATIVE = Loop(relative, prepare)
"""The same, compiled."""


def warm() -> None:
    """Compile it and keep it on disk."""
    RELATIVE(np.zeros((1, 2, 1)), 0, np.empty((1, 2, 1)), np.empty((1, 1)), np.empty(1))
