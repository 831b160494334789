"""Large tab-separated files, read by spellings: the same rows and ledgers, many times as fast.

While one thread finds lines and spellings, another works out what the spellings before them mean, a
third takes the checksum and a fourth writes rows that are certainly new. A line that is not whole
(fields too few or many, no plain number, a header again) goes to `put_lines` as every line of a
small file does, and so does a whole file that proves not to be UTF-8.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts._blocks import Blocks
from longtin.acts._held import SPHERE, Staging
from longtin.acts._judge import Given, Meant, judge, step_on
from longtin.acts._lines import checksum, is_wrapped, unwrapped
from longtin.acts._lots import Lot, lots
from longtin.acts._machine import compiled
from longtin.acts._resolve import ARMED
from longtin.acts._scan import (
    INNER,
    PADDING,
    WIDEST,
    Integers,
    Lines,
    Marks,
    Spellings,
    mark,
    scan,
    seat_again,
)
from longtin.acts._spelt import SEPARATE, Spelt
from longtin.acts._stage import Received, Source, put_lines
from longtin.acts._straight import PARTS, Straight, frame_in, room_for

LARGE = 12 << 20
"""Bytes of text from which a file is read by spellings; below, loading the loops takes longer."""

_AHEAD = 8
_PAGES = 1 << 14


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    block, word = np.full(2 + PADDING, 10, np.uint8), np.zeros(1, np.int64)
    held = Spellings([[0]])
    compiled(scan, *INNER)(
        *(block.ctypes.data, block, 0, 2, 1, 0, held.table),
        Lines(word, word.copy(), np.zeros((1, 1), np.int32)),
        Marks(block.copy(), block.copy()),
    )
    compiled(seat_again)(held.table.slots, held.table.about, 0)
    Seen([]).tick(word)
    table = np.zeros((1, 4), np.int32)
    compiled(judge, step_on)(Given(word, word, table), 1, Meant(table, table, 0, 0), room_for(1))


def can(source: Source) -> bool:
    """Whether a file's layout can be read by spellings."""
    separable, places = source.reader.separable, source.seats.places
    return (
        separable is not None
        and source.table.is_glimpse
        and separable.number in places
        and source.seats.width <= WIDEST
        and all(any(c in places for c in getattr(separable, part)) for part in SEPARATE)
        and not any(name.isdigit() for name in source.table.header if source.seats.headed)
    )


class Seen:
    """Numbers of an archive that the record or an earlier line has."""

    def __init__(self, known: Iterable[pl.Series]) -> None:
        self._page_of = np.zeros(1 << 20, np.int32)
        self._pages = np.zeros((64, 8192), np.uint8)
        self._used = np.array([0, _PAGES], np.int64)
        for numbers in known:
            self.tick(numbers.to_numpy())

    def tick(self, numbers: Integers) -> NDArray[np.bool_]:
        """Tick numbers off; whether each certainly had not been."""
        sure, done = np.zeros(len(numbers), np.bool_), 0
        while done < len(numbers):
            done = compiled(mark)(numbers, done, sure, self._page_of, self._pages, self._used)
            if done < len(numbers):
                self._pages = np.concatenate([self._pages, np.zeros_like(self._pages)])
        return sure


def stage_quickly(
    source: Source,
    staging: Staging,
    straight: Straight,
    received: Received,
    seen: Seen,
    progress: Callable[[int], None],
) -> tuple[int, str]:
    """Bring a file's rows in, straight where they are certainly new, and else as `stage` does.

    Returns:
        How many of its lines ought to be rows, and its checksum.

    Raises:
        NotQuickError: It is not for this way of reading; what was brought is to be forgotten.
    """
    known = Spelt(source, staging.dictionary)
    path, member = source.table.path, source.table.member
    by_itself = is_wrapped(path) and not member
    expected = 0
    with (
        unwrapped(path, member) as stream,
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="scan") as pool,
    ):
        blocks = Blocks(stream, summed=not by_itself)
        coming = lots(blocks, source, known.spellings, source.seats.places[known.number])
        scanned = deque(pool.submit(next, coming, None) for _ in range(_AHEAD))
        while (lot := scanned.popleft().result()) is not None:
            scanned.append(pool.submit(next, coming, None))
            with _uncollected():
                known.learn(lot.spellings, received)
            _bring(source, lot, known, staging, straight, seen)
            if lot.odd:
                put_lines(source, lot.odd, staging, received)
            received.rows += len(lot.given.rows)
            expected += len(lot.given.rows) + len(lot.odd)
            progress(len(lot.given.rows) + len(lot.odd))
    straight.finish()
    return expected, checksum(path, "") if by_itself else blocks.sha256()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nobody looks for rings of garbage: answers for new actors are many small things, and none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _bring(
    source: Source,
    lot: Lot,
    known: Spelt,
    staging: Staging,
    straight: Straight,
    seen: Seen,
) -> None:
    """Bring in what the whole lines of a lot became; those not certainly new are set down."""
    sure, given = seen.tick(lot.given.numbers), lot.given
    meant = Meant(known.known, known.steps, SPHERE["armed"], staging.dictionary.word(ARMED))
    loop = compiled(judge, step_on)
    if not sure.all():
        few = room_for(len(given.rows))
        loop(given.only(~sure), 0, meant, few)
        for part in PARTS:
            staging.put(source.number, part, frame_in(few, part))
        given = given.only(sure)
    done = 0
    while done < len(given.rows):
        done = loop(given, done, meant, straight.room())
