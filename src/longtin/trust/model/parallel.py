"""Blocks of pairs that fit the processor's cache, worked on by all cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Block = TypeVar("Block")
Output = TypeVar("Output")


def cut(shape: tuple[int, ...], cells: int) -> list[slice]:
    """Columns of blocks of (step, pair) arrays, of about so many cells each."""
    steps, pairs = shape
    width = max(1, cells // max(1, steps))
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
