"""Agenda: which pairs meet when, so that no step has to ask all of them.

A table of bits for the next steps of one block of pairs, 64 pairs in a word, made from when each
meets next. It is only a way to find them; where the pairs stand is `due`.
"""

from functools import cache
from typing import Any

import numpy as np

from longtin._machine_code import Loop
from longtin.forums.world.kernels import (
    BLOCK,
    CONTACT,
    FORMULAS,
    OWN,
    PLACE,
    PURPOSES,
    TYPE,
    UNIT,
    Bytes,
    Floats,
    Words,
    steps_until,
)
from longtin.forums.world.philox import drawn, many_drawn, prepare_draws

STEPS = 64
"""Steps that an agenda looks ahead; one row more takes what comes later."""

IN_WORD, BIT_OF = np.uint64(6), np.uint64(63)
"""How a pair's place in its block becomes a word and a bit of it."""


def set_agenda(start: int, stop: int, begin: int, end: int, due: Words, agenda: Words) -> None:
    """Write down who of a block meets in some steps, at most `STEPS` of them.

    Args:
        start: The first step.
        stop: The one after the last.
        begin: The first pair of the block.
        end: The one after the last.
        due: The step in which each pair meets next, (pair,).
        agenda: A bit for each step and pair, (`STEPS` + 1, pairs of a block / 64); filled.
    """
    first, span, here = np.uint64(start), np.uint64(stop - start), np.uint64(begin)
    agenda[: stop - start] = np.uint64(0)
    for at in range(np.uint64(end - begin)):
        row = min(due[here + at] - first, span)
        agenda[row, at >> IN_WORD] |= np.uint64(1) << (at & BIT_OF)


def due_now(row: int, begin: int, end: int, agenda: Words, place: Words) -> Any:
    """Which pairs of a block meet in a step, in their order, and how many."""
    size, words = np.uint64(0), (end - begin + 63) >> 6
    for word in range(words):
        bits, base = agenda[row, word], np.uint64(begin + 64 * word)
        while bits != np.uint64(0):
            lowest = bits & (~bits + np.uint64(1))
            # the exponent of a power of two is its place
            shifted = np.float64(np.int64(lowest)).view(np.int64) >> np.int64(52)
            place[size] = base + np.uint64((shifted & np.int64(2047)) - np.int64(1023))
            size += np.uint64(1)
            bits ^= lowest
    return size


def postpone(
    size: Any, start: int, stop: int, begin: int, due: Words, agenda: Words, words: Words
) -> None:
    """Write down when pairs that have met meet next; `start` to `stop` as in `set_agenda`."""
    first, span, here = np.uint64(start), np.uint64(stop - start), np.uint64(begin)
    place, later = words[PLACE], words[OWN]
    for at in range(size):
        pair, when = place[at], later[at]
        due[pair] = when
        row, within = min(when - first, span), pair - here
        agenda[row, within >> IN_WORD] |= np.uint64(1) << (within & BIT_OF)


def begin_pairs(
    low: int, high: int, replicate: int, able: int, names: Words, scale: Floats, faith: Floats,
    words: Words, types: Bytes, due: Words,
) -> None:  # fmt: skip
    """Draw who is trustworthy towards whom, and when pairs first meet.

    Takes what `replicate.HistoryLoop` says, and `faith`: the chance that one is trustworthy,
    (2, pair). `types` is filled, and of pairs that may meet `due`.
    """
    base = np.uint64(replicate) * np.uint64(PURPOSES)
    pairs, key = types.shape[1], (np.uint64(low), np.uint64(high))
    for begin in range(0, pairs, BLOCK):
        end = min(begin + BLOCK, pairs)
        here, size = np.uint64(begin), np.uint64(end - begin)
        one, two = names[0, begin:end], names[1, begin:end]
        drawn(np.uint64(0), one, two, base + np.uint64(TYPE), size, key[0], key[1],
              words[0], words[1], words[2], words[3])  # fmt: skip
        for side in range(2):
            for at in range(size):
                types[side, here + at] = words[side, at] * UNIT < faith[side, here + at]
        size = np.uint64(max(min(end, able) - begin, 0))
        drawn(np.uint64(0), one, two, base + np.uint64(CONTACT), size, key[0], key[1],
              words[0], words[1], words[2], words[3])  # fmt: skip
        for at in range(size):
            due[here + at] = steps_until(words[0, at], scale[here + at]) - np.uint64(1)


OF_AGENDA = (set_agenda, due_now, postpone)
"""What a loop over steps calls."""


@cache
def compiled_beginning() -> Loop:
    """Machine code of `begin_pairs`, from the disk where it has been made before."""
    return Loop(begin_pairs, _prepare, beside=(steps_until, many_drawn))


@cache
def _prepare() -> None:
    from numba.extending import register_jitable

    prepare_draws()
    for formula in FORMULAS:
        register_jitable(formula)
