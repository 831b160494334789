"""Memory of a process that serves for days: large arrays are given back as soon as they are free.

The C library (glibc) takes arrays of up to 32 MB from heaps once it has seen one freed, and has a
heap for each thread. What is free there between what is not stays with the process: hundreds of
megabytes after a day of pairs that nobody had asked about.
"""

import ctypes
from contextlib import suppress
from functools import cache
from typing import Final

TRIM: Final = -1
MAPPED: Final = -3
ARENAS: Final = -8
"""Numbers of the settings, as `malloc.h` has them."""

LEAST_MAPPED: Final = 1 << 20
"""Bytes from which an array is mapped alone and given back."""
KEPT_FREE: Final = 1 << 24
"""Bytes that a heap may keep free at its end."""
HEAPS: Final = 2


def give_back_early() -> bool:
    """Settle how this process keeps memory, before it has threads.

    Returns:
        Whether that was possible; without glibc it is not, and nothing is changed.
    """
    settings = ((MAPPED, LEAST_MAPPED), (TRIM, KEPT_FREE), (ARENAS, HEAPS))
    return 0 not in [_asked("mallopt", name, value) for name, value in settings]


def give_back() -> bool:
    """Give back what is free in the heaps by now, between what is not.

    It takes less than a thousandth of a second.

    Returns:
        Whether there was something to give back; without glibc there is not.
    """
    return _asked("malloc_trim", 0) != 0


def _asked(function: str, *values: int) -> int:
    """What a function of the C library answers; 0 where there is none of that name."""
    with suppress(OSError, AttributeError, TypeError):
        return int(getattr(_library(), function)(*values))
    return 0


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)
