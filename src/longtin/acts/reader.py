"""Readers of archives: what a reader is, and how readers are found.

A file in `readers/` is all it takes. A reader knows one layout and nothing else: which columns it
needs, and what their values mean. It is asked about distinct values, each once, and not about rows.
"""

import abc
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar, Self
from unicodedata import normalize

import polars as pl

from longtin._language import message
from longtin.acts._reason import Reason
from longtin.acts._written_days import may_be_two_days, orders_said

FIRST_YEAR = 1800  # the state system begins with 1816
NOTHING = ("NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "none", ".")
"""Words by which programs say that a cell is empty."""

NO_DAY = Reason("no-day", message("a date that is not a day as YYYY-MM-DD"))
NO_NUMBER = Reason("no-event-number", message("no event number"))
CUT_NUMBER = Reason(
    "cut-event-number",
    message("an event number that a spreadsheet has cut: '{given}'"),
)
AT_ODDS = Reason(
    "at-odds",
    message(
        "`{column}` says {value}, against `{other}`, which says {other_value}, in the same row"
    ),
)

Whose = tuple[int | None, str | None, str | None]
"""Code and sphere of the state whose an actor is, or the reason why it is none's."""


class Reader(abc.ABC):
    """Knows one layout of file and nothing else.

    Values come as frames of text, trimmed, empty where blank, a word of `NOTHING` or not in the
    file; an answer has a row for each, in order. `refusal` in an answer is a reason
    (`Reason.column`), or empty.

    Attributes:
        format: What a user calls it.
        archive: What the rows come from.
        required: Columns it cannot do without, each with the spellings it knows, our own first.
        optional: Columns it uses if they are there, likewise.
        whole: How many states the rows of one day (of a series, one year) must name for a file to
            be the whole archive of it, so that silence means that nothing was reported; fewer are
            an extract, which shows only the pairs it names. 0 where a file never is the whole.
        citation: Keys of the references to give for it, apart by semicolons; empty if unknown.
        licence: On what terms the archive may be used.
        layouts: Headers as published, for files that come without one or with a broken one.
        part: What its rows become: `acts`, `ties` or `votes`.
        series: The shipped dataset that its files bring up to date, if they do.
        typed: Columns in which a word of `NOTHING` may be meant: they reach the reader as they are.
        dated: Columns of days that a program may have rewritten with the month or the day first.
        order: In which order these are written: as published, or as the whole of a file says.
    """

    format: ClassVar[str]
    archive: ClassVar[str]
    required: ClassVar[dict[str, tuple[str, ...]]]
    optional: ClassVar[dict[str, tuple[str, ...]]]
    whole: ClassVar[int] = 0
    citation: ClassVar[str] = ""
    licence: ClassVar[str] = "as the file's source has it"
    layouts: ClassVar[tuple[tuple[str, ...], ...]] = ()
    part: ClassVar[str] = "acts"
    series: ClassVar[str] = ""
    typed: ClassVar[tuple[str, ...]] = ()
    dated: ClassVar[tuple[str, ...]] = ()
    order: str | None = None

    @property
    def weighed(self) -> tuple[str, ...]:
        """Columns whose odd values can be read only beside all others of the file."""
        return self.dated

    def in_doubt(self, values: Mapping[str, Iterable[str]]) -> bool:
        """Whether any of these values, by weighed columns, has to be read beside all others."""
        return any(may_be_two_days(text) for column in self.dated for text in values[column])

    def having_seen(self, values: Mapping[str, Iterable[str]]) -> Self:
        """The reader of a file whose weighed columns hold these values and no others."""
        said = orders_said(text for column in self.dated for text in values[column])
        found = copy(self)
        if said:
            found.order = next(iter(said)) if len(said) == 1 else None
        return found

    def fits(self, row: Mapping[str, str]) -> bool:  # noqa: ARG002 - for readers with layouts
        """Whether fields, by the columns they are taken for, can be a row of a published layout."""
        return False

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:  # noqa: ARG002 - as above
        """First and last day that a file with these values speaks for.

        Values are of rows that are not refused; of events, the columns of `days` of those that say
        something was done. `None` where that is when its acts happened, and not, say, when they
        were published.
        """
        return None

    def columns_in(self, header: Sequence[str]) -> dict[str, int]:
        """Where each column that this reader knows stands in a header; first spelling wins."""
        places = {plain(name): place for place, name in reversed(list(enumerate(header)))}
        known = self.required | self.optional
        return {
            column: next(places[plain(each)] for each in spellings if plain(each) in places)
            for column, spellings in known.items()
            if any(plain(each) in places for each in spellings)
        }

    def missing_in(self, header: Sequence[str]) -> list[str]:
        """Required columns that a header lacks."""
        found = self.columns_in(header)
        return [column for column in self.required if column not in found]


class EventReader(Reader):
    """Reads events: each row has its days, who acted, towards whom, and what was done.

    A row is refused for its first fault: of the line, then of the days, the source, the target,
    what was done, whose the source is, whose the target is.

    Attributes:
        number: The column of the archive's own number, by which a row is known again; empty if it
            has none.
        must_have_number: Whether a row without one is refused.
        content: Of an archive that numbers its rows, the columns by which one without a number is
            known again; of others, those that tell rows apart beside their days, sides and deed,
            whose values do so.
        days: The columns that decide when.
        source: The columns that decide who acted.
        target: The columns that decide towards whom.
        deed: The columns that decide what was done.
        several: Whether a side may be several states: such a row becomes one for each pair.
        same_state: Why a row whose two sides have one country is refused, if it is.
        daily: Whether `whose` has to be asked for each day.
    """

    number: ClassVar[str] = ""
    must_have_number: ClassVar[bool] = False
    content: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[tuple[str, ...]]
    source: ClassVar[tuple[str, ...]]
    target: ClassVar[tuple[str, ...]]
    deed: ClassVar[tuple[str, ...]]
    several: ClassVar[bool] = False
    same_state: ClassVar[Reason | None] = None
    daily: ClassVar[bool] = False

    @abc.abstractmethod
    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """First and last day, by the columns of `days`: `start, end, refusal`."""

    @abc.abstractmethod
    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """Who a side is: `name, country, sectors, refusal`.

        Args:
            values: The side's columns without its name before them: `source_country` is `country`
                and `source` is `name`.
            side: `source` or `target`.

        Returns:
            `identity`, if it is there, is the same for all spellings of one actor.
            Where a side may be several states, also `value` (which of the values, from 0), `place`
            (0 for all of the side together, which counts if the row is refused or if it is a single
            one, and from 1 for each of several) and `states` (how many).
        """

    @abc.abstractmethod
    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """What was done, by the columns of `deed`: those of `MEANING`, `count` and `refusal`.

        `silent`, if it is there, says that nothing was done: such a row is counted and not kept;
        `mended` that a code which had lost its leading zero has it again.
        """

    @abc.abstractmethod
    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:
        """Whose an actor, as `actor` answers it, was on a day."""

    def turns(self, name: str, country: str | None) -> Sequence[date]:  # noqa: ARG002
        """Days on which the answer of `whose` for an actor may change, in order; unless `daily`."""
        return ()


class RowReader(Reader):
    """Reads ties or votes: a row is read whole."""

    @abc.abstractmethod
    def rows(self, values: pl.DataFrame) -> pl.DataFrame:
        """Rows of `part`, with `row`, `source_name, target_name`, `refusal`, `silent`, `identity`.

        Args:
            values: Each column, `row` (the line's number) and `line` (its text).

        Returns:
            One row for each or more, with the line's number. `identity` tells a row from every
            other: the same row met again, in this file or another, has the same.
        """


def day(text: pl.Expr) -> pl.Expr:
    """The day that text names as YYYY-MM-DD; empty for other text."""
    found = text.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(found.dt.year().is_between(1, 9999)).then(found)


def code(text: pl.Expr) -> pl.Expr:
    """A code as text, also where a program took it for a number and wrote 2.0."""
    return text.str.replace(r"^(\d+)\.0+$", "${1}")


def folded(text: str) -> str:
    """Text without what differs between spellings of one word: case, spaces, letters in pieces."""
    return " ".join(normalize("NFC", text).casefold().split())


def span_of(days: pl.Series) -> tuple[date, date] | None:
    """First and last of some days; `None` without any."""
    first, last = days.min(), days.max()
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def plain(name: str) -> str:
    """A column's name without case, spaces and marks: `Event Date`, `event_date`, `Event.Date`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def formats() -> dict[str, Reader]:
    """Every reader by its format; those that ask for more columns choose first."""
    package = import_module("longtin.acts.readers")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    found: list[Reader] = [
        reader() for kind in (EventReader, RowReader) for reader in kind.__subclasses__()
    ]
    found.sort(key=lambda reader: (-len(reader.required), reader.format))
    return {reader.format: reader for reader in found}
