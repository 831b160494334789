"""What a reader is, and how readers are found: a file in `readers/` is all it takes."""

import abc
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar

import polars as pl

FIRST_YEAR, LAST_YEAR = 1800, 2199  # the state system begins with 1816
BY_POSITION = "columns read by position"


@dataclass(frozen=True)
class Seats:
    """Where the columns of a file stand.

    Attributes:
        places: Position of each column that the reader knows, from 0.
        width: How many fields a line should have.
        headed: Whether the first line is a header; if not, it is a row.
        note: What a user should know about how the columns were found; empty if as expected.
    """

    places: Mapping[str, int]
    width: int
    headed: bool
    note: str = ""


@dataclass(frozen=True)
class Separable:
    """Which columns of a row decide which part of what it becomes, each part by itself.

    A reader whose rows come apart so is read by spellings: what a name or a type of act becomes is
    worked out once, with `raw` and `look_up`, and not for each of the rows that have it. A row's
    first fault is that of `when`, else of `source`, of `target`, of `what`.

    Attributes:
        number: The archive's own number of a row; its identity is then "event NUMBER".
        when: Columns that decide the days, and what `spoken_for` asks.
        source: Columns that decide who acted.
        target: Columns that decide towards whom.
        what: Columns that decide kind, mode, class, domain, code, text and count.
        sound: A row without a fault, by column.
    """

    number: str
    when: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    what: tuple[str, ...]
    sound: Mapping[str, str]


class Reader(abc.ABC):
    """Knows one layout of file and nothing else.

    Attributes:
        format: What a user calls it.
        archive: What the rows come from.
        required: Columns it cannot do without, each with the spellings it knows, our own first.
        optional: Columns it uses if they are there, likewise.
        covers_all: Whether a file is the whole archive of its days, for every state, so that
            silence in it means nothing was reported.
        citation: Keys of the references to give for it, apart by semicolons; empty if unknown.
        licence: On what terms the archive may be used.
        layouts: Headers as published, for files that come without one or with a broken one.
        part: What its rows become: `acts`, `ties` or `votes`.
        series: The shipped dataset that its files bring up to date, if they do: in the years a file
            speaks for, it stands in for what the record had.
        separable: How its rows come apart, if they do; `look_up` then answers in the order asked.
    """

    format: ClassVar[str]
    archive: ClassVar[str]
    required: ClassVar[dict[str, tuple[str, ...]]]
    optional: ClassVar[dict[str, tuple[str, ...]]]
    covers_all: ClassVar[bool]
    citation: ClassVar[str] = ""
    licence: ClassVar[str] = "as the file's source has it"
    layouts: ClassVar[tuple[tuple[str, ...], ...]] = ()
    part: ClassVar[str] = "acts"
    series: ClassVar[str] = ""
    separable: ClassVar[Separable | None] = None

    @abc.abstractmethod
    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows in the columns of `RAW`, or of their own part, with `problem` and `identity`.

        Args:
            rows: `row` (line number), `line` (its text), `problem` (empty unless the line could
                not be split), and each column of `required` and `optional` as text, trimmed, empty
                where blank or not in the file.

        Returns:
            One row for each, in the same order; more for a line that names several states on a
            side, one for each pair. `identity` tells a row from every other: the same row met
            again, in this file or another, has the same.
        """

    @abc.abstractmethod
    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """Whose the names are: `name, country, sectors, day` in, `SIDE` out."""

    def turns(self, name: str, country: str | None) -> Sequence[date]:  # noqa: ARG002
        """Days on which the answer of `look_up` for an actor may change, in order.

        For readers that are `separable`.
        """
        return ()

    def fits(self, row: Mapping[str, str]) -> bool:  # noqa: ARG002 - for readers with layouts
        """Whether fields, by the columns they are taken for, can be a row of a published layout."""
        return False

    def spoken_for(self, rows: pl.DataFrame) -> tuple[date, date] | None:  # noqa: ARG002 - as above
        """First and last day that these rows, as given to `raw`, speak for.

        `None` where that is when their acts happened, and not, say, when they were published.
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


def day(text: pl.Expr) -> pl.Expr:
    """The day that text names as YYYY-MM-DD; empty for other text and for years that are slips."""
    found = text.str.to_date("%Y-%m-%d", strict=False)
    return pl.when(found.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(found)


def plain(name: str) -> str:
    """A column's name without case, spaces and marks: `Event Date`, `event_date`, `Event.Date`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def formats() -> dict[str, Reader]:
    """Every reader by its format; those that ask for more columns choose first."""
    package = import_module("longtin.acts.readers")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    found = [reader() for reader in Reader.__subclasses__()]
    found.sort(key=lambda reader: (-len(reader.required), reader.format))
    return {reader.format: reader for reader in found}
