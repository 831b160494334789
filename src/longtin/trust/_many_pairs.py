"""Panel data: trust of many pairs through time, reckoned in blocks that memory holds.

A block is estimated, its rows kept and everything else let go of, so that memory does not grow with
the number of pairs. A pair's figures do not depend on its block: they are those of `estimate`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
import polars as pl

from longtin import actors
from longtin._dates import When, asked, period, week_ends
from longtin._files import check_place
from longtin._language import DEGREES, degree_key
from longtin._tables import check_table, write_parts
from longtin.acts import Record
from longtin.errors import ActorError, LongtinError, RecordError
from longtin.trust._arrays import Bools, Pair
from longtin.trust._estimate import Estimate, State
from longtin.trust._estimation import estimate_pairs, reach
from longtin.trust.evidence.dated_reports import Weeks, last_day, read_weeks, told_since
from longtin.trust.evidence.panel import every_pair, read_panel
from longtin.trust.model.beliefs import FIRST_YEAR, Model, believed_by_year, last_year
from longtin.trust.model.settings import MANY_DRAWS
from longtin.trust.output import tidy

BLOCK = {"year": 192, "month": 48, "week": 48}
"""Pairs of a block, by step."""

WEEKS_A_YEAR = 52

LOOKING_AHEAD = "smoothed"
"""The column of `Estimate.frame` that knows what came later, which data of a time must not."""


class Told(Protocol):
    """Called with how many pairs are done, and how many there are."""

    def __call__(self, done: int, total: int, /) -> None:
        """Take note."""


@dataclass(frozen=True)
class _Span:
    """What rows are asked for.

    Attributes:
        by: `week`, `month` or `year`.
        first: First day a step may end on.
        last: Last day a step may end on.
    """

    by: str
    first: date
    last: date


def panel(
    record: Record,
    pairs: Iterable[tuple[State, State]] | str,
    since: When,
    until: When,
    *,
    by: str = "year",
    model: Model | None = None,
) -> pl.DataFrame:
    """Trust of many pairs through time, as panel data.

    Args:
        record: Where acts and ties are.
        pairs: (truster, trustee) pairs, by code or name; or `contiguous`, both ways between states
            that were neighbours by land or over at most 400 miles of water on a day of the span;
            or `all`, every two states of the span.
        since: First day of the span, as a date or as text; of a month or a year, its first.
        until: Last day, likewise its last.
        by: `year`, by the annual model from 1946 to the last year with acts to its end; `month` or
            `week`, from the first dated act to any day.
        model: Parameters and draws; the shipped ones with 64 draws without it.

    Returns:
        One row a pair and step in which both are states, in order of pair and date: the columns of
        `Estimate.frame` without `smoothed`, which looks ahead, and `degree` (`very low`, `low`,
        `mixed`, `good`, `high`: a fifth of the scale each).

    Raises:
        ActorError: No such state.
        RecordError: The record does not reach that far, or has no such pair.
        LongtinError: `by` or `pairs` is none of those, or the span ends before it begins.
    """
    span = _span(record, since, until, by)
    parts = [part for part, _ in _parts(record, _pairs(record, pairs, span), span, model)]
    return pl.concat(parts)


def write_panel(
    record: Record,
    pairs: Iterable[tuple[State, State]] | str,
    since: When,
    until: When,
    path: str | Path,
    *,
    by: str = "year",
    model: Model | None = None,
    told: Told | None = None,
) -> int:
    """Write `panel` to a file, whole or not at all, without holding it in memory.

    Blocks wait in a folder beside the file, which goes when the file stands. CSV and Parquet are
    joined from them as a stream; `.dta`, `.xlsx` and `.json` have to be held once.

    Args:
        record: As in `panel`, with `pairs`, `since`, `until`, `by` and `model`.
        pairs: See there.
        since: See there.
        until: See there.
        path: Ends in `.csv`, `.parquet`, `.dta`, `.xlsx` or `.json`.
        by: See there.
        model: See there.
        told: Called after each block.

    Returns:
        How many rows were written.

    Raises:
        OutputError: The file cannot be written.
        LongtinError: As in `panel`.
    """
    target, span = Path(path), _span(record, since, until, by)
    check_table(target)
    check_place(target)
    wanted, rows = _pairs(record, pairs, span), 0
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        files = []
        for number, (part, done) in enumerate(_parts(record, wanted, span, model)):
            files.append(Path(folder) / f"{number:06}.parquet")
            part.write_parquet(files[-1])
            rows += part.height
            if told:
                told(done, len(wanted))
        write_parts(files, target)
    return rows


def without_rows(
    record: Record,
    pairs: Iterable[tuple[State, State]],
    since: When,
    until: When,
    *,
    by: str = "year",
) -> tuple[tuple[str, str], ...]:
    """Listed pairs of which a panel has no row, since no step of the span finds both to be states.

    Args:
        record: As in `panel`, with the others.
        pairs: See there; listed one by one.
        since: See there.
        until: See there.
        by: See there.

    Returns:
        Keys of (truster, trustee), as they last were.
    """
    span = _span(record, since, until, by)
    found = []
    for one, two in _pairs(record, pairs, span):
        shared = (
            (max(here[0], there[0]), min(here[1], there[1]))
            for here in _spells(one, span)
            for there in _spells(two, span)
        )
        if not any(start <= end and _has_step(start, end, by) for start, end in shared):
            found.append((actors.near(one, span.last).key, actors.near(two, span.last).key))
    return tuple(found)


def _spells(ccode: int, span: _Span) -> list[tuple[date, date]]:
    """When a state was one within the span."""
    spells = [(start, end or span.last) for start, end in actors.spells(ccode)]
    clipped = [(max(start, span.first), min(end, span.last)) for start, end in spells]
    return [(start, end) for start, end in clipped if start <= end]


def _has_step(start: date, end: date, by: str) -> bool:
    """Whether a step ends within some days."""
    if by == "week":
        return any(True for _ in week_ends(start, end))
    whole = period(f"{start:%Y-%m}" if by == "month" else f"{start:%Y}")
    return whole.end <= end


def _span(record: Record, since: When, until: When, by: str) -> _Span:
    """The span asked for, if the record reaches it."""
    if by not in BLOCK:
        raise LongtinError("A panel has a row for every week, month or year, not '{by}'.", by=by)
    first, last = asked(since).start, asked(until).end
    if first > last:
        raise LongtinError(
            "The panel would end on {last}, before it begins on {first}. Give the earlier date "
            "first.",
            first=first,
            last=last,
        )
    if by == "year":
        reach(record, min(first.replace(month=12, day=31), date(last_year(record), 12, 31)), by)
        ends = date(_last_told_year(record), 12, 31)
        if last.year > ends.year:
            raise RecordError(
                "A panel by year goes to {last}, the last year of which acts are held to its end. "
                "End it there, or take `month`, which is carried on to any day.",
                last=ends.year,
            )
    else:
        reach(record, first, "week")
        reach(record, last, "week")
    return _Span(by, first, last)


def _last_told_year(record: Record) -> int:
    """The last year that the yearly counts cover, or dated acts to its end."""
    last = last_day(record)
    return max(
        last_year(record), last.year if (last.month, last.day) == (12, 31) else last.year - 1
    )


def _pairs(
    record: Record, wanted: Iterable[tuple[State, State]] | str, span: _Span
) -> tuple[Pair, ...]:
    """Pairs in order, each once."""
    if isinstance(wanted, str):
        known = {"all": _everyone, "contiguous": _neighbours}
        if wanted not in known:
            raise LongtinError(
                "Pairs are `contiguous`, `all`, or listed one by one, not '{wanted}'.",
                wanted=wanted,
            )
        found = known[wanted](record, span)
    else:
        found = {(_ccode(one, span), _ccode(two, span)) for one, two in wanted}
    pairs = tuple(sorted(pair for pair in found if pair[0] != pair[1]))
    if not pairs:
        raise RecordError("There is no pair to tell of. Name two different states.")
    return pairs


def _everyone(_: Record, span: _Span) -> set[Pair]:
    return set(every_pair(span.first.year, span.last.year))


def _neighbours(record: Record, span: _Span) -> set[Pair]:
    ties = record.ties("contiguity", None, start=span.first, end=span.last)
    found = set(ties.select("state1", "state2").iter_rows())
    return found | {(two, one) for one, two in found}


def _ccode(state: State, span: _Span) -> int:
    """Of a state as it was named at the end of the span, or when it last was one."""
    try:
        return actors.find(state, span.last).ccode
    except ActorError:
        return actors.find(state).ccode


def _parts(
    record: Record, pairs: Sequence[Pair], span: _Span, model: Model | None
) -> Iterator[tuple[pl.DataFrame, int]]:
    """Rows of one block after the other, and how many pairs are done with it."""
    chosen, size = model or Model.shipped(draws=MANY_DRAWS), BLOCK[span.by]
    for first in range(0, len(pairs), size):
        some = pairs[first : first + size]
        yield _rows(_estimate(record, some, span, chosen), span), first + len(some)


def _estimate(record: Record, pairs: Sequence[Pair], span: _Span, model: Model) -> Estimate:
    if span.by != "year":
        return estimate_pairs(record, pairs, by="week", until=span.last, model=model)
    last = span.last.year
    if last <= last_year(record):
        return estimate_pairs(record, pairs, by="year", until=date(last, 12, 31), model=model)
    held = read_weeks(record, pairs, date(last, 12, 31), model.events.counting)
    years = read_panel(record, pairs, FIRST_YEAR, last)
    years = told_since(years, held, last_year(record), model.events.shift)
    observed = (years.hostility >= 0) | _dated(held, years.years.tolist()) | years.exchanging
    return Estimate(record, "year", model, believed_by_year(years, model, observed), None)


def _dated(held: Weeks, years: Sequence[int]) -> Bools:
    """Years in at least half of whose weeks dated acts could be seen, (year, pair)."""
    year = np.array([end.year for end in held.ends])
    weeks = [held.dated[year == each].sum(axis=0) for each in years]
    return np.stack(weeks) >= WEEKS_A_YEAR / 2


def _rows(found: Estimate, span: _Span) -> pl.DataFrame:
    """Of an estimate, the rows of a panel."""
    beliefs = found.beliefs
    steps = [
        step
        for step in tidy.last_of_each(beliefs.ends, None if span.by == "week" else span.by)
        if span.first <= beliefs.ends[step] <= span.last
    ]
    frame = tidy.table(beliefs, steps, found.status(), found.method_version)
    alive = pl.Series(beliefs.alive[steps].ravel())
    words = [
        None if trust is None else DEGREES[degree_key(trust)] for trust in frame["trust"].to_list()
    ]
    return (
        frame.with_columns(degree=pl.Series(words, dtype=pl.String))
        .filter(alive)
        .drop(LOOKING_AHEAD)
        .sort("ccode1", "ccode2", "date")
    )
