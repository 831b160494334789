"""Lines of a block of bytes: whether each is whole, its number, and what its columns say.

Columns that say the same things again and again are not read again and again: each spelling is
kept once, and a line holds the number of its spelling. Spellings are told apart by 128 bits of
hash; among a million of them the chance that two are taken for one is below 10⁻²⁶.

The loops are compiled (`_machine`). They fetch bytes from wherever a field begins, several at a
time, which Numba's arrays cannot, hence addresses.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from longtin.acts._machine import beyond, compiled, eight, equal, lowest_set, ones

Integers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

WIDEST = 128
"""Fields of a line; wider tables are read line by line."""

PADDING = 64
"""Bytes that must follow a block, since as many are looked at together."""

STRIPE = 256
"""Bytes that are looked at again together if one of them is not ASCII."""

ODD = -1
"""The number of a line that is not whole, or has no number written the one way there is."""

_ROOM = 1 << 12
_ARENA = 1 << 20
_STRIP = 1 << 14
_TAB, _LINE_FEED, _RETURN, _QUOTE, _ZERO = 9, 10, 13, 34, 48
_ONE, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Lines(NamedTuple):
    """Arrays for lines.

    Attributes:
        starts: Where each line begins.
        numbers: The number of each line, or `ODD`.
        codes: The number of each line's spelling of each group, shape (line, group).
    """

    starts: Integers
    numbers: Integers
    codes: NDArray[np.int32]


class Marks(NamedTuple):
    """What is seen of a block's bytes in passing.

    Attributes:
        beyond: Whether each `STRIPE` of it may hold bytes beyond ASCII.
        zeros: Whether it holds zero bytes, as no text does. One element.
    """

    beyond: Bytes
    zeros: Bytes


class Table(NamedTuple):
    """Arrays of spellings.

    Attributes:
        groups: Which run of neighbouring columns each group begins with, and where the last ends.
        runs: First and last column of each run, in order. Shape (run, 2).
        slots: Number + 1 of the spelling whose hash falls there. Twice as many as there is room.
        about: Of each spelling both halves of its hash, and where it begins and ends in the arena.
            Shape (spelling, 4).
        of: The group of each.
        used: How many spellings there are, and how many bytes of the arena they fill.
        arena: Their bytes, columns apart by tabs.
    """

    groups: Integers
    runs: Integers
    slots: NDArray[np.int32]
    about: Words
    of: Integers
    used: Integers
    arena: Bytes


class Spellings:
    """Every different content of groups of columns, numbered as met, all groups together."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        """Begin with nothing met.

        Args:
            columns: The columns of each group, in order.
        """
        runs = [_runs(group) for group in columns]
        self.table = Table(
            groups=np.cumsum([0, *map(len, runs)], dtype=np.int64),
            runs=np.array([run for group in runs for run in group], np.int64).reshape(-1, 2),
            slots=np.zeros(2 * _ROOM, np.int32),
            about=np.zeros((_ROOM, 4), np.uint64),
            of=np.zeros(_ROOM, np.int64),
            used=np.zeros(2, np.int64),
            arena=np.zeros(_ARENA, np.uint8),
        )

    def __len__(self) -> int:
        return int(self.table.used[0])

    def text(self, first: int, count: int) -> list[bytes]:
        """So many spellings from a number on."""
        held = self.table.arena.data
        spans = self.table.about[first : first + count, 2:].tolist()
        return [bytes(held[start:end]) for start, end in spans]

    def group_of(self, first: int, count: int) -> Integers:
        """Which group each of so many spellings from a number on belongs to."""
        return self.table.of[first : first + count]

    def grow(self, longest: int) -> None:
        """Make room for as many again where half is used, and for all of a long line."""
        about, of, arena = self.table.about, self.table.of, self.table.arena
        if len(self) * 2 > len(about):
            slots = np.zeros(4 * len(about), np.int32)
            about = np.concatenate([about, np.zeros_like(about)])
            of = np.concatenate([of, np.zeros_like(of)])
            compiled(seat_again)(slots, about, len(self))
            self.table = self.table._replace(slots=slots, about=about, of=of)
        if len(arena) - self.table.used[1] < len(arena) // 2 + 2 * longest:
            more = np.zeros(max(len(arena), 4 * longest), np.uint8)
            self.table = self.table._replace(arena=np.concatenate([arena, more]))


def _runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def taken(address: int, end: int, one: np.uint64, other: np.uint64) -> tuple[np.uint64, np.uint64]:
    """Both halves of a hash with a stretch of bytes, and its length, taken in."""
    length = np.uint64(end - address)
    while address + 8 <= end:
        word = eight(address)
        one, other = stirred(one ^ word, _ONE), stirred(other ^ word, _OTHER)
        address += 8
    if address < end:
        word = eight(address) & ((np.uint64(1) << np.uint64((end - address) << 3)) - np.uint64(1))
        one, other = stirred(one ^ word, _ONE), stirred(other ^ word, _OTHER)
    return stirred(one ^ length, _ONE), stirred(other ^ length, _OTHER)


def stirred(half: np.uint64, factor: np.uint64) -> np.uint64:
    """A number whose every bit has moved the bits above it, and the highest the lowest."""
    half = half * factor
    return half ^ (half >> np.uint64(29))


def seat_again(slots: NDArray[np.int32], about: Words, used: int) -> None:
    """Give every spelling a slot in a larger table."""
    mask = len(slots) - 1
    for number in range(used):
        slot = np.int64(about[number, 0] >> np.uint64(20)) & mask
        while slots[slot]:
            slot = (slot + 1) & mask
        slots[slot] = number + 1


def whole_number(block: Bytes, begin: int, end: int) -> int:
    """The number that a field is, quoted or not, written the one way; `ODD` for anything else."""
    if end - begin > 2 and block[begin] == _QUOTE and block[end - 1] == _QUOTE:
        begin, end = begin + 1, end - 1
    if not 0 < end - begin <= 18 or block[begin] == _ZERO:
        return ODD
    number: Any = 0
    for place in range(begin, end):
        digit = np.int64(block[place]) - _ZERO
        if digit < 0 or digit > 9:
            return ODD
        number = number * 10 + digit
    return int(number)


def scan(
    base: int,
    block: Bytes,
    begin: int,
    end: int,
    width: int,
    numbered: int,
    table: Table,
    lines: Lines,
    marks: Marks,
) -> tuple[int, int]:
    """Read lines until the block ends, or the arrays for lines are full, or the table is.

    Args:
        base: The address of the block.
        block: Bytes, the last of them a line feed, and `PADDING`.
        begin: Where to begin.
        end: Where the padding begins.
        width: Fields that a line should have.
        numbered: The column of a line's own number.
        table: Of spellings; added to.
        lines: Filled.
        marks: Where bytes are that are not ASCII; added to.

    Returns:
        How many lines were read, and where the next begins.
    """
    # Arrays are taken out of their tuples here: the loop would count references to them.
    starts, numbers, codes = lines.starts, lines.numbers, lines.codes
    slots, about, groups, runs = table.slots, table.about, table.groups, table.runs
    strip, line = _STRIP, 0
    edges, lasts = np.empty(strip + 65, np.int64), np.empty(strip + 64, np.int64)
    while begin < end and line < len(starts):
        count = parted(base, begin, min(begin + strip, end), edges, lasts, marks)
        if count == 0:
            strip *= 2
            edges, lasts = np.empty(strip + 65, np.int64), np.empty(strip + 64, np.int64)
        here = 0
        for place in range(min(count, len(starts) - line)):
            last = lasts[place]
            edges[here], number = begin - 1, ODD
            if last - here == width:
                number = whole_number(block, edges[here + numbered] + 1, edges[here + numbered + 1])
            for group in range(len(groups) - 1 if number != ODD else 0):
                one = other = np.uint64(group)
                for run in range(groups[group], groups[group + 1]):
                    start, stop = edges[here + runs[run, 0]] + 1, edges[here + runs[run, 1] + 1]
                    one, other = taken(base + start, base + stop, one, other)
                slot = slot_of(slots, about, one, other)
                if not slots[slot]:
                    if not has_room(table, edges[last] - begin):
                        return line, begin
                    slots[slot] = kept(block, edges, here, group, table, one, other)
                codes[line, group] = slots[slot] - 1
            starts[line], numbers[line] = begin, number
            line += 1
            begin, here = behind(block, edges[last], end), last
    return line, begin


def behind(block: Bytes, place: int, end: int) -> int:
    """Where a line begins that follows the end of another."""
    both = block[place] == _RETURN and place + 1 < end and block[place + 1] == _LINE_FEED
    return place + (2 if both else 1)


def has_room(table: Table, longest: int) -> bool:
    """Whether a table has room for another spelling of so many bytes."""
    room = len(table.arena) - table.used[1]
    return bool(table.used[0] < len(table.about) and room > longest + WIDEST)


def slot_of(slots: NDArray[np.int32], about: Words, one: np.uint64, other: np.uint64) -> np.int64:
    """The slot of a spelling, or the empty one where it belongs."""
    mask = len(slots) - 1
    slot = np.int64(one >> np.uint64(20)) & mask
    while slots[slot] and not (
        about[slots[slot] - 1, 0] == one and about[slots[slot] - 1, 1] == other
    ):
        slot = (slot + 1) & mask
    return slot


def parted(base: int, begin: int, end: int, edges: Integers, lasts: Integers, marks: Marks) -> int:
    """How many lines end in a stretch of a block.

    `edges` is filled, from its second place on, with where tabs and ends of lines are, and `lasts`
    with the places in `edges` of those that end lines. 64 bytes are looked at together. A line feed
    behind a carriage return ends nothing.
    """
    count = lines = 0
    returned = np.uint64(0)
    for word in range(begin, end, 64):
        address = base + word
        kept_bits = ~np.uint64(0)
        if end - word < 64:
            kept_bits = (np.uint64(1) << np.uint64(end - word)) - np.uint64(1)
        back = equal(address, _RETURN) & kept_bits
        ends = back | (equal(address, _LINE_FEED) & kept_bits & ~(back << np.uint64(1) | returned))
        returned = back >> np.uint64(63)
        both, found = ends | (equal(address, _TAB) & kept_bits), count
        while ends:
            below = (ends & (~ends + np.uint64(1))) - np.uint64(1)
            lasts[lines] = count + 1 + ones(both & below)
            lines += 1
            ends &= ends - np.uint64(1)
        while both:
            found += 1
            edges[found] = word + lowest_set(both)
            both &= both - np.uint64(1)
        count = found
        strange = np.uint8(beyond(address) != 0)
        marks.beyond[word // STRIPE] |= strange
        marks.beyond[(word + 63) // STRIPE] |= strange
        marks.zeros[0] |= np.uint8(equal(address, 0) & kept_bits != 0)
    return lines


def kept(
    block: Bytes,
    edges: Integers,
    here: int,
    group: int,
    table: Table,
    one: np.uint64,
    other: np.uint64,
) -> int:
    """Enter a line's spelling of a group; how many spellings there are then."""
    arena, used = table.arena, table.used
    table.about[used[0], 0], table.about[used[0], 1], table.about[used[0], 2] = one, other, used[1]
    for run in range(table.groups[group], table.groups[group + 1]):
        if run > table.groups[group]:
            arena[used[1]] = _TAB
            used[1] += 1
        first, last = table.runs[run]
        for place in range(edges[here + first] + 1, edges[here + last + 1]):
            arena[used[1]] = block[place]
            used[1] += 1
    table.about[used[0], 3], table.of[used[0]] = used[1], group
    used[0] += 1
    return int(used[0])


INNER = (stirred, parted, kept, taken, slot_of, whole_number, has_room, behind)
"""What `scan` calls."""


def mark(
    numbers: Integers,
    first: int,
    sure: NDArray[np.bool_],
    page_of: NDArray[np.int32],
    pages: Bytes,
    used: Integers,
) -> int:
    """Tick numbers off on pages of 65,536, and tell which had not been ticked.

    Args:
        numbers: What to tick; `ODD` is passed over.
        first: Where to begin.
        sure: Filled: whether a number was met for the first time.
        page_of: Which page stands for which 65,536, counted from 1; 0 for none yet.
        pages: Shape (page, 8192), a bit for each number.
        used: How many pages are in use, and the most that there may be.

    Returns:
        How many numbers were done; fewer than all when another page is needed.
    """
    for place in range(first, len(numbers)):
        number = numbers[place]
        sure[place] = False
        high = number >> 16
        if number < 0 or high >= len(page_of):
            continue
        if not page_of[high]:
            if used[0] >= used[1]:
                continue
            if used[0] >= len(pages):
                return place
            used[0] += 1
            page_of[high] = used[0]
        page, low = page_of[high] - 1, number & 0xFFFF
        bit = np.uint8(1 << (low & 7))
        sure[place] = not pages[page, low >> 3] & bit
        pages[page, low >> 3] |= bit
    return len(numbers)
