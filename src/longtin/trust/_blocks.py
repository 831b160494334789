"""Work on many pairs, cut into blocks that fit the processor's cache, on all cores."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Block = TypeVar("Block")
Output = TypeVar("Output")

CELLS = 30_000
"""Steps times pairs of a block: a few such arrays stay in the cache of one core."""


def cut(steps: int, pairs: int) -> list[slice]:
    """Columns of blocks of about `CELLS` steps times pairs."""
    width = max(1, CELLS // max(1, steps))
    return [slice(first, min(first + width, pairs)) for first in range(0, pairs, width)]


def on_all_cores(work: Callable[[Block], Output], blocks: Iterable[Block]) -> list[Output]:
    """Do the same with every block.

    In threads: NumPy and the compiled loops let go of the interpreter while they count.

    Returns:
        What came of each block, in their order.
    """
    waiting = list(blocks)
    if len(waiting) < 2:
        return [work(block) for block in waiting]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, waiting))
