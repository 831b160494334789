"""Large tab-separated files, read by spellings: the same rows and ledgers, many times as fast.

While one thread finds lines and spellings in a block, another works out what the spellings before
it mean. A line that is not whole (fields too few or many, no plain number, a header again) goes to
`put_lines` as every line of a small file does, and so does a whole file that proves not to be
UTF-8.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from itertools import cycle

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts._dictionary import Dictionary
from longtin.acts._held import SPHERE, Staging
from longtin.acts._judge import ACT, DOMESTIC, NONE, REFUSAL, Judged, Known, Steps, judge, step_on
from longtin.acts._lines import fields
from longtin.acts._reader import Separable
from longtin.acts._resolve import ARMED
from longtin.acts._scan import (
    INNER,
    ODD,
    PADDING,
    WIDEST,
    Integers,
    Lines,
    Spellings,
    compiled,
    mark,
    scan,
    seat_again,
)
from longtin.acts._stage import Line, Received, Source, put_lines

LARGE = 1 << 25
"""Bytes from which a file is read by spellings; below, loading the loops takes longer."""

BLOCK = 1 << 26
_LINES = 1 << 19
_STRETCH = 1 << 16
_LINE_FEED = 10
_PAGES = 1 << 14
_ENDS = (b"\r\n", b"\n", b"\r")
_NAMED = ("when", "source", "target", "what")


class NotQuickError(Exception):
    """A file cannot be read by spellings after all; it is to be read line by line."""


def warm() -> None:
    """Compile all loops and keep them on disk, so that nobody waits for it later."""
    block, word, none = np.full(2 + PADDING, 10, np.uint8), np.zeros(1, np.int64), 0
    held = Spellings([[0]])
    compiled(scan, *INNER)(
        *(block.ctypes.data, block, 0, 2, 1, 0, held.table),
        Lines(word, word.copy(), np.zeros((1, 1), np.int32)),
    )
    compiled(seat_again)(held.table.slots, held.table.about, 0)
    Seen([]).tick(word)
    compiled(judge, step_on)(
        *(np.zeros((4, 0), np.int32), word, word, word, Steps(word, word, word, word)),
        *(none, none, Judged(word, word, word, word, word, word)),
    )


def can(source: Source) -> bool:
    """Whether a file's layout can be read by spellings."""
    separable, places = source.reader.separable, source.seats.places
    return (
        separable is not None
        and source.table.survey is not None
        and separable.number in places
        and source.seats.width <= WIDEST
        and all(any(c in places for c in getattr(separable, part)) for part in _NAMED)
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


@dataclass(frozen=True)
class Lot:
    """Lines of a block, scanned.

    Attributes:
        block: The block.
        first: The number of the first line in the file.
        starts: Where each line begins, and where the next lot does.
        numbers: The number of each line, or `ODD`.
        codes: Spellings of when, source, target and what. Shape (4, line).
        spellings: How many had been met by the end of the lot.
    """

    block: NDArray[np.uint8]
    first: int
    starts: Integers
    numbers: Integers
    codes: NDArray[np.int32]
    spellings: int


def stage_quickly(
    source: Source,
    staging: Staging,
    received: Received,
    seen: Seen,
    progress: Callable[[int], None],
) -> int:
    """Set down what a file's rows became, as `stage` does.

    Returns:
        How many of its lines ought to be rows.

    Raises:
        NotQuickError: It is not for this way of reading; what was set down is to be forgotten.
    """
    known = _Spelt(source, staging.dictionary)
    expected = 0
    with source.table.path.open("rb") as file, ThreadPoolExecutor(max_workers=1) as pool:
        lots = _lots(file, source, known)
        coming = pool.submit(next, lots, None)
        while (lot := coming.result()) is not None:
            coming = pool.submit(next, lots, None)
            with _uncollected():
                known.learn(lot.spellings, received)
            whole = lot.numbers != ODD
            _put_whole(source, lot, whole, known, staging, seen)
            odd = _odd_lines(lot, np.flatnonzero(~whole))
            if odd:
                put_lines(source, odd, staging, received)
            count = int(np.count_nonzero(whole))
            received.rows += count
            expected += count + len(odd)
            progress(count + len(odd))
    survey = source.table.survey
    if survey is None or survey.result().has_zeros or not survey.result().is_utf8:
        raise NotQuickError
    return expected


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


def _lots(file: BufferedReader, source: Source, known: "_Spelt") -> Iterator[Lot]:
    """The lines of a file behind its header, block by block."""
    number = 1
    for block, begin, end in _blocks(file, source):
        number += begin > 0 and number == 1 and source.seats.headed
        position = begin
        while position < end:
            lines = Lines(
                starts=np.empty(_LINES + 1, np.int64),
                numbers=np.empty(_LINES, np.int64),
                codes=np.zeros((len(_NAMED), _LINES), np.int32),
            )
            count, following = compiled(scan, *INNER)(
                *(block.ctypes.data, block, position, end),
                *(source.seats.width, source.seats.places[known.separable.number]),
                *(known.spellings.table, lines._replace(starts=lines.starts[:-1])),
            )
            if following < end and count < _LINES:
                known.spellings.grow(end - following if count == 0 else 1 << 16)
            if count:
                lines.starts[count] = following
                codes = np.ascontiguousarray(lines.codes[:, :count])
                first, starts, numbers = number, lines.starts[: count + 1], lines.numbers[:count]
                yield Lot(block, first, starts, numbers, codes, len(known.spellings))
            number, position = number + count, following


def _blocks(file: BufferedReader, source: Source) -> Iterator[tuple[NDArray[np.uint8], int, int]]:
    """Whole lines, some at a time, with where they begin and end.

    Blocks take turns in the same memory, so one is good until the second after it is asked for.
    """
    room = BLOCK + (BLOCK >> 1)
    turns = cycle([np.zeros(room + PADDING, np.uint8) for _ in range(3)])
    rest, begin, first = np.empty(0, np.uint8), 0, True
    while True:
        block = next(turns)
        held = len(rest)
        block[:held] = rest
        count = file.readinto(block[held : held + BLOCK].data)
        end = held + count
        if not count:
            if held:
                block[end] = _LINE_FEED
                yield block, _first_line(block, source) if first else 0, end + 1
            return
        cut = _last_line_feed(block, end) + 1
        if not cut or end - cut > BLOCK >> 1:
            raise NotQuickError
        if first:
            begin, first = _first_line(block[:cut], source), False
        yield block, begin, cut
        rest, begin = block[cut:end].copy(), 0


def _last_line_feed(block: NDArray[np.uint8], end: int) -> int:
    """Where the last line of a block ends; -1 if there is none."""
    for begin in range(max(end - _STRETCH, 0), -_STRETCH, -_STRETCH):
        found = block[max(begin, 0) : min(begin + _STRETCH, end)].tobytes().rfind(b"\n")
        if found >= 0:
            return max(begin, 0) + found
    return -1


def _first_line(block: NDArray[np.uint8], source: Source) -> int:
    """Where the first row begins: behind the mark of the encoding and the header."""
    text = block.tobytes()
    begin = 3 if source.table.encoding == "utf-8-sig" else 0
    if not source.seats.headed:
        return begin
    end = min(place for place in (text.find(b"\n"), text.find(b"\r")) if place >= 0)
    return end + (2 if text[end : end + 2] == b"\r\n" else 1)


def _odd_lines(lot: Lot, places: NDArray[np.intp]) -> list[Line]:
    """Lines to be read with care, without blank ones."""
    found: list[Line] = []
    for place in places.tolist():
        text = lot.block[lot.starts[place] : lot.starts[place + 1]].tobytes()
        end = next((each for each in _ENDS if text.endswith(each)), b"")
        line = text[: len(text) - len(end)].decode("utf-8", "replace")
        if line.strip():
            found.append((lot.first + place, line, fields(line, "\t")))
    return found


class _Spelt:
    """What each spelling in a file means."""

    def __init__(self, source: Source, dictionary: Dictionary) -> None:
        assert source.reader.separable is not None  # noqa: S101 - `can` has seen to it
        self.separable: Separable = source.reader.separable
        self._reader, self._dictionary = source.reader, dictionary
        places = source.seats.places
        self._columns = [
            sorted(
                (c for c in getattr(self.separable, part) if c in places), key=places.__getitem__
            )
            for part in _NAMED
        ]
        self.spellings = Spellings([[places[c] for c in group] for group in self._columns])
        self._actors: dict[tuple[str | None, ...], tuple[int, int]] = {}
        none = np.empty(0, np.int64)
        self.known, self.steps = Known(none, none, none, none), Steps(none, none, none, none)

    def learn(self, count: int, received: Received) -> None:
        """Work out all spellings up to a number that are not known yet."""
        begun = len(self.known.fault)
        texts = self.spellings.text(begun, count - begun)
        groups = self.spellings.group_of(begun, count - begun)
        found = np.full((4, len(texts)), NONE, np.int64)
        for group, part in enumerate(_NAMED):
            here = np.flatnonzero(groups == group)
            if not len(here):
                continue
            rows = self._rows(group, [texts[place] for place in here.tolist()])
            raw = self._reader.raw(rows)
            found[0, here] = self._numbers(raw["problem"])
            if part == "when":
                received.speak_for(self._reader.spoken_for(rows))
                found[1, here], found[2, here] = _days(raw["start"]), _days(raw["end"])
            elif part == "what":
                meanings = self._dictionary.meanings(raw)
                found[1, here], found[2, here] = meanings.to_numpy(), raw["count"].to_numpy()
            else:
                found[3, here] = self._numbers(raw[f"{part}_name"])
                found[1:3, here] = self._stepped(raw, part)
        self.known = Known(*(np.concatenate(pair) for pair in zip(self.known, found, strict=True)))

    def _rows(self, group: int, texts: Sequence[bytes]) -> pl.DataFrame:
        """Rows as readers take them: sound but for what the spellings say."""
        known = (*self._reader.required, *self._reader.optional)
        cells = [fields(text.decode("utf-8", "replace"), "\t") for text in texts]
        said = {
            column: pl.Series(column, [row[place].strip() or None for row in cells], pl.String)
            for place, column in enumerate(self._columns[group])
        }
        return pl.select(
            pl.int_range(len(texts), dtype=pl.Int32).alias("row"),
            pl.lit("").alias("line"),
            pl.lit(None, pl.String).alias("problem"),
            *(
                said.get(column, pl.lit(self._sound(column, group), pl.String).alias(column))
                for column in known
            ),
        )

    def _sound(self, column: str, group: int) -> str | None:
        own = column in getattr(self.separable, _NAMED[group])
        return None if own else self.separable.sound.get(column)

    def _numbers(self, column: pl.Series) -> Integers:
        return self._dictionary.words(column).fill_null(NONE).to_numpy().astype(np.int64)

    def _stepped(self, raw: pl.DataFrame, side: str) -> Integers:
        """Where the steps of each side's actor begin and end; new actors are looked up."""
        actors = raw.select(f"{side}_{part}" for part in ("name", "country", "sectors")).rows()
        faultless = raw["problem"].is_null().to_list()
        wanted = [actor for actor, sound in zip(actors, faultless, strict=True) if sound]
        new = [actor for actor in dict.fromkeys(wanted) if actor not in self._actors]
        turns = [[date.min, *self._reader.turns(name, country)] for name, country, _ in new]
        asked = [(*actor, day) for actor, days in zip(new, turns, strict=True) for day in days]
        schema = {
            "name": pl.String(),
            "country": pl.String(),
            "sectors": pl.String(),
            "day": pl.Date(),
        }
        answers = self._reader.look_up(pl.DataFrame(asked, schema, orient="row"))
        begun = len(self.steps.day)
        for actor, days in zip(new, turns, strict=True):
            self._actors[actor] = begun, begun + len(days)
            begun += len(days)
        sphere = answers["sphere"].replace_strict(SPHERE, default=None, return_dtype=pl.Int64)
        found = Steps(
            _days(answers["day"]),
            answers["ccode"].fill_null(NONE).to_numpy().astype(np.int64),
            sphere.fill_null(NONE).to_numpy(),
            self._numbers(answers["reason"]),
        )
        self.steps = Steps(*(np.concatenate(pair) for pair in zip(self.steps, found, strict=True)))
        return np.array([self._actors.get(actor, (NONE, NONE)) for actor in actors], np.int64).T


def _days(column: pl.Series) -> Integers:
    """Days since 1970; where there is none, a day of no consequence."""
    return column.cast(pl.Int32).fill_null(0).to_numpy().astype(np.int64)


def _put_whole(
    source: Source,
    lot: Lot,
    whole: NDArray[np.bool_],
    known: _Spelt,
    staging: Staging,
    seen: Seen,
) -> None:
    """Set down what the whole lines of a lot became."""
    codes = lot.codes if whole.all() else np.ascontiguousarray(lot.codes[:, whole])
    numbers = lot.numbers[whole]
    judged = Judged(*np.full((6, len(numbers)), NONE, np.int64))
    compiled(judge, step_on)(
        *(codes, known.known.fault, known.known.first, known.known.last, known.steps),
        *(SPHERE["armed"], staging.dictionary.word(ARMED), judged),
    )
    rows = np.flatnonzero(whole) + lot.first
    sure = seen.tick(numbers)
    about = known.known
    for part, wanted in (("acts", ACT), ("domestic", DOMESTIC), ("refusals", REFUSAL)):
        here = np.flatnonzero(judged.part == wanted)
        when, source_name, target_name, what = codes[:, here]
        columns = {
            "start": about.first[when],
            "end": about.last[when],
            "source": judged.source[here],
            "target": judged.target[here],
            "source_sphere": judged.source_sphere[here],
            "target_sphere": judged.target_sphere[here],
            "meaning": about.first[what],
            "count": about.last[what],
            "reason": judged.reason[here],
            "source_name": about.name[source_name],
            "target_name": about.name[target_name],
            "row": rows[here],
            "number": numbers[here],
            "sure": sure[here],
        }
        staging.put_arrays(source.number, part, columns)
