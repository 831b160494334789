"""A large file's bytes, whole lines at a time, with its checksum and encoding found in passing."""

import hashlib
from codecs import getincrementaldecoder
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO

import numpy as np

from longtin.acts._lines import BROKEN
from longtin.acts._scan import PADDING, STRIPE, Bytes, Marks

BLOCK = 1 << 24
_TURNS = 3
_STRETCH = 1 << 16
_LINE_FEED = 10


class NotQuickError(Exception):
    """A file cannot be read by spellings after all; it is to be read line by line."""


class Blocks:
    """Whole lines of a file, some at a time.

    Blocks take turns in the same memory: one is good until the second after it is asked for.

    Args:
        stream: The file's bytes.
        summed: Whether their checksum is wanted.
    """

    def __init__(self, stream: IO[bytes], *, summed: bool) -> None:
        self._stream = stream
        self._checksum, self._summed = hashlib.sha256(), summed
        self._decoder = getincrementaldecoder("utf-8")()

    def __iter__(self) -> Iterator[tuple[Bytes, int, Marks]]:
        """Each block with where its lines end, and marks to be filled while they are read.

        Raises:
            NotQuickError: Lines are too long, or not UTF-8, or not text, or cannot be read.
        """
        room = BLOCK + (BLOCK >> 1)
        held = [np.zeros(room + PADDING, np.uint8) for _ in range(_TURNS)]
        summed: list[Future[None] | None] = [None] * _TURNS
        rest, turn = np.empty(0, np.uint8), 0
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="checksum") as pool:
            while True:
                block, before = held[turn], summed[turn]
                if before is not None:
                    before.result()
                block[: len(rest)] = rest
                count = _read(self._stream, block[len(rest) : len(rest) + BLOCK])
                end = len(rest) + count
                if self._summed:
                    summed[turn] = pool.submit(self._checksum.update, block[len(rest) : end].data)
                if not end:
                    return
                cut = _last_line_feed(block, end) + 1
                if not count:
                    block[end] = _LINE_FEED
                    cut = end = end + 1
                if not cut or end - cut > BLOCK >> 1:
                    raise NotQuickError
                marks = Marks(np.zeros(end // STRIPE + 2, np.uint8), np.zeros(1, np.uint8))
                yield block, cut, marks
                self._check(block[:cut], marks)
                if not count:
                    return
                rest, turn = block[cut:end].copy(), (turn + 1) % _TURNS

    def _check(self, text: Bytes, marks: Marks) -> None:
        """Only stripes with bytes beyond ASCII are decoded, each with the stripe behind it."""
        whole = len(text) // STRIPE
        stripes = marks.beyond[:whole].astype(np.bool_)
        stripes[1:] |= stripes[:-1].copy()
        try:
            self._decoder.decode(text[: whole * STRIPE].reshape(-1, STRIPE)[stripes].tobytes())
            self._decoder.decode(text[whole * STRIPE :].tobytes(), final=True)
        except UnicodeDecodeError as error:
            raise NotQuickError from error
        if marks.zeros[0]:
            raise NotQuickError

    def sha256(self) -> str:
        """The checksum of all that has been read, where it was wanted."""
        return self._checksum.hexdigest()


def _read(stream: IO[bytes], room: Bytes) -> int:
    """Fill as much of the room as there are bytes for."""
    done, view = 0, room.data
    try:
        while done < len(view) and (count := stream.readinto(view[done:])):  # type: ignore[attr-defined]
            done += count
    except BROKEN as error:
        raise NotQuickError from error
    return done


def _last_line_feed(block: Bytes, end: int) -> int:
    """Where the last line of a block ends; -1 if there is none."""
    for begin in range(max(end - _STRETCH, 0), -_STRETCH, -_STRETCH):
        found = block[max(begin, 0) : min(begin + _STRETCH, end)].tobytes().rfind(b"\n")
        if found >= 0:
            return max(begin, 0) + found
    return -1
