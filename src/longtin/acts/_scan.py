"""Lines of a block of bytes: whether each is whole, its number, and what its columns say.

Columns that say the same things again and again are not read again and again: each spelling is
kept once, and a line holds the number of its spelling. Spellings are told apart by 128 bits of
hash; among a million of them the chance that two are taken for one is below 10⁻²⁶.

The loops are compiled by Numba and let go of the interpreter while they run. They fetch eight bytes
at a time from wherever a field begins, which Numba's arrays cannot, hence addresses.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

WIDEST = 128
"""Fields of a line; wider tables are read line by line."""

PADDING = 16
"""Bytes that must follow a block, since eight are fetched at a time."""

ODD = -1
"""The number of a line that is not whole, or has no number written the one way there is."""

_ROOM = 1 << 12
_ARENA = 1 << 20
_TAB, _LINE_FEED, _RETURN, _QUOTE, _ZERO, _NINE = 9, 10, 13, 34, 48, 57
_FOURTEENS, _HIGHEST = np.uint64(0x0E0E0E0E0E0E0E0E), np.uint64(0x8080808080808080)
_ONE, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Lines(NamedTuple):
    """Arrays for lines.

    Attributes:
        starts: Where each line begins.
        numbers: The number of each line, or `ODD`.
        codes: The number of each line's spelling of each group, shape (group, line).
    """

    starts: Integers
    numbers: Integers
    codes: NDArray[np.int32]


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


def eight(address: int) -> np.uint64:  # pragma: no cover - replaced by one instruction
    """Eight bytes from an address."""
    raise NotImplementedError


def lowest_set(bits: np.uint64) -> int:  # pragma: no cover - replaced by one instruction
    """Which bit of a number is the lowest that is set; of no use for 0."""
    raise NotImplementedError


def taken(address: int, end: int, half: np.uint64, factor: np.uint64) -> np.uint64:
    """Half a hash with a stretch of bytes, and its length, taken in."""
    length = np.uint64(end - address)
    while address + 8 <= end:
        half = (half ^ eight(address)) * factor
        half ^= half >> np.uint64(29)
        address += 8
    if address < end:
        kept = (np.uint64(1) << np.uint64((end - address) << 3)) - np.uint64(1)
        half = (half ^ (eight(address) & kept)) * factor
        half ^= half >> np.uint64(29)
    half = (half ^ length) * factor
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

    Returns:
        How many lines were read, and where the next begins.
    """
    edges, line = np.empty(WIDEST + 1, np.int64), 0
    while begin < end and line < len(lines.starts):
        fields, place = parted(base, block, begin, edges)
        number = ODD
        if fields == width:
            number = whole_number(block, edges[numbered], edges[numbered + 1] - 1)
        for group in range(len(table.groups) - 1 if number != ODD else 0):
            first, last = table.groups[group], table.groups[group + 1]
            one, other = hashed(base, edges, table.runs, first, last)
            slot = slot_of(table.slots, table.about, one, other)
            if not table.slots[slot]:
                used, about, arena = table.used, table.about, table.arena
                if used[0] >= len(about) or len(arena) - used[1] <= place - begin + WIDEST:
                    return line, begin
                about[used[0], 0], about[used[0], 1], about[used[0], 2] = one, other, used[1]
                kept(block, edges, table.runs[first:last], arena, used)
                about[used[0], 3], table.of[used[0]] = used[1], group
                used[0] += 1
                table.slots[slot] = used[0]
            lines.codes[group, line] = table.slots[slot] - 1
        lines.starts[line], lines.numbers[line] = begin, number
        line += 1
        following = block[place] == _RETURN and block[place + 1] == _LINE_FEED
        begin = place + (2 if following and place + 1 < end else 1)
    return line, begin


def hashed(
    base: int, edges: Integers, runs: Integers, first: int, last: int
) -> tuple[np.uint64, np.uint64]:
    """Both halves of the hash of a line's spelling of a group, which is some of the runs."""
    one = other = np.uint64(first)
    for run in range(first, last):
        start, stop = base + edges[runs[run, 0]], base + edges[runs[run, 1] + 1] - 1
        one, other = taken(start, stop, one, _ONE), taken(start, stop, other, _OTHER)
    return one, other


def slot_of(slots: NDArray[np.int32], about: Words, one: np.uint64, other: np.uint64) -> np.int64:
    """The slot of a spelling, or the empty one where it belongs."""
    mask = len(slots) - 1
    slot = np.int64(one >> np.uint64(20)) & mask
    while slots[slot] and not (
        about[slots[slot] - 1, 0] == one and about[slots[slot] - 1, 1] == other
    ):
        slot = (slot + 1) & mask
    return slot


def parted(base: int, block: Bytes, begin: int, edges: Integers) -> tuple[int, int]:
    """How many fields a line has, and where it ends.

    `edges` is filled with where each field begins, and one past the end of the line. Of eight bytes
    at a time only those are looked at whose highest bit is set when 14 is taken from each: all
    below 14, and now and then one behind them.
    """
    edges[0], fields, place = begin, 1, begin
    while True:
        bytes_ = eight(base + place)
        low = (bytes_ - _FOURTEENS) & ~bytes_ & _HIGHEST
        while low:
            here = place + (lowest_set(low) >> 3)
            byte = block[here]
            if byte == _TAB:
                edges[min(fields, WIDEST)] = here + 1
                fields += 1
            elif byte in (_LINE_FEED, _RETURN):
                edges[min(fields, WIDEST)] = here + 1
                return fields, here
            low &= low - np.uint64(1)
        place += 8


def kept(block: Bytes, edges: Integers, runs: Integers, arena: Bytes, used: Integers) -> None:
    """Write a line's spelling of a group into the arena."""
    for run in range(len(runs)):
        if run > 0:
            arena[used[1]] = _TAB
            used[1] += 1
        for place in range(edges[runs[run, 0]], edges[runs[run, 1] + 1] - 1):
            arena[used[1]] = block[place]
            used[1] += 1


INNER = (parted, kept, taken, hashed, slot_of, whole_number)
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


@cache
def compiled(loop: Callable[..., Any], *inner: Callable[..., Any]) -> Callable[..., Any]:
    """Machine code, from the cache on disk where it has been made before.

    Args:
        loop: What to compile.
        inner: Functions that it calls.
    """
    import numba
    from numba.extending import register_jitable

    _teach()
    for each in inner:
        register_jitable(each)
    made: Callable[..., Any] = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


@cache
def _teach() -> None:
    """Let compiled loops fetch eight bytes, and find a bit, with one instruction."""
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic, overload

    def fetch(_context: Any, _address: Any) -> Any:
        def code(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            pointer = builder.inttoptr(given[0], ir.IntType(64).as_pointer())
            return builder.load(pointer, align=1)

        return types.uint64(types.int64), code

    def count(_context: Any, _bits: Any) -> Any:
        def code(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            return builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))

        return types.int64(types.uint64), code

    fetched: Any = intrinsic(fetch)
    counted: Any = intrinsic(count)
    overload(eight)(lambda address: lambda address: fetched(address))  # noqa: ARG005, PLW0108
    overload(lowest_set)(lambda bits: lambda bits: counted(bits))  # noqa: ARG005, PLW0108
