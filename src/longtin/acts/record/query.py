"""Query of acts: what was asked of the record, in SQL and its values."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import polars as pl

from longtin import actors
from longtin._dates import When, asked, last_day
from longtin.acts._schema import ACT, EXCHANGE, SPHERES
from longtin.acts.record.store import quoted
from longtin.errors import Phrase, RecordError, meant

States = str | int | actors.State | Collection[str | int | actors.State] | None
"""A state by name or code, or several; `None` for all."""


def _named(columns: Collection[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


_COLUMNS = _named(ACT)


@dataclass(frozen=True)
class Query:
    """Limits on rows of acts; `None` sets none."""

    source: States = None
    target: States = None
    start: When | None = None
    end: When | None = None
    datasets: Collection[str] | None = None
    spheres: tuple[str | None, str | None] | None = None
    columns: Collection[str] | None = None

    def check(self, known: Collection[str]) -> None:
        """Refuse names that the record does not have.

        Raises:
            RecordError: A dataset, sphere or column that is not there.
        """
        for dataset in self.datasets or ():
            refuse_unknown("dataset", dataset, known)
        for column in self.columns or ():
            refuse_unknown("column", column, ACT)
        for sphere in self.spheres or ():
            if sphere is not None:
                refuse_unknown("sphere", sphere, SPHERES)

    def _days(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        first = None if self.start is None else asked(self.start).start
        last = last_day(self.end)
        if first and last and last < first:
            raise RecordError(
                "Acts are asked for from {first} on and up to {last}. Give the earlier date first.",
                first=first,
                last=last,
            )
        return first, last

    def sql(
        self,
        table: str,
        known: Collection[str],
        updates: Collection[str] = (),
        *,
        ordered: bool = True,
    ) -> str:
        """The query in SQL.

        Codes, days and known names are written out: DuckDB then leaves out what the file says it
        need not read, which with values bound later it does not.

        Args:
            table: `acts` or `domestic`.
            known: Every dataset.
            updates: Those whose rows go by the name of the series they bring up to date.
            ordered: Whether rows are wanted in order of start, dataset and origin; of some columns
                they come as they stand in the files.
        """
        self.check(known)
        claims = self._claims(updates)
        where = f" WHERE {' AND '.join(claims)}" if claims else ""
        order = "start, dataset, CAST(split_part(origin, ':', 2) AS INTEGER), quad, source, target"
        columns = _named(self.columns) if self.columns else _COLUMNS
        query = f"SELECT {columns} FROM {table}{where}"
        return query if self.columns or not ordered else f"{query} ORDER BY {order}"

    def exchanged(self, known: Collection[str]) -> str:
        """The query of exchanges in SQL: `source` and `target` are either state."""
        self.check(known)
        first, last = self._days()
        claims: list[str] = []
        both = [_codes(one, last) for one in (self.source, self.target) if one is not None]
        ways = (both, both[::-1]) if len(both) == 2 else ([*both, None], [None, *both])
        if both:
            either = (
                " AND ".join(
                    f"{column} IN ({listed(codes)})"
                    for column, codes in zip(("state1", "state2"), way, strict=True)
                    if codes is not None
                )
                for way in ways
            )
            claims.append(f"(({') OR ('.join(either)}))")
        if self.datasets is not None:
            claims.append(f"dataset IN ({listed(sorted(self.datasets))})")
        claims += _within(first, last)
        where = f" WHERE {' AND '.join(claims)}" if claims else ""
        order = "start, dataset, state1, state2"
        return f"SELECT {_named(EXCHANGE)} FROM exchanges{where} ORDER BY {order}"

    def _claims(self, updates: Collection[str]) -> list[str]:
        """What has to hold of a row."""
        first, last = self._days()
        claims: list[str] = []
        for column, wanted in (("source", self.source), ("target", self.target)):
            if wanted is not None:
                claims.append(f"{column} IN ({listed(_codes(wanted, last))})")
        if self.datasets is not None:
            names = listed(sorted(self.datasets))
            claim = f"dataset IN ({names})"
            if any(dataset in updates for dataset in self.datasets):
                claim = f"({claim} OR split_part(origin, ':', 1) IN ({names}))"
            claims.append(claim)
        claims += _within(first, last)
        for side, sphere in zip(("source", "target"), self.spheres or (None, None), strict=True):
            if sphere is not None:
                claims.append(f"{side}_sphere = {quoted(sphere)}")
        return claims


def listed(values: Collection[int] | Collection[str]) -> str:
    """Values as SQL lists them; of none, one that nothing equals."""
    return (
        ", ".join(quoted(one) if isinstance(one, str) else f"{one:d}" for one in values) or "NULL"
    )


def _within(first: date | None, last: date | None) -> list[str]:
    """Claims that a period lies between two days."""
    limits = (("start >=", first), ('"end" <=', last))
    return [f"{claim} DATE '{day:%Y-%m-%d}'" for claim, day in limits if day is not None]


def _codes(
    states: str | int | actors.State | Collection[str | int | actors.State], day: date | None
) -> list[int]:
    """Correlates of War codes of states, however they are named, in order."""
    if isinstance(states, str | int | actors.State):
        return _codes([states], day)
    return sorted(one if isinstance(one, int) else actors.find(one, day).ccode for one in states)


_KINDS = {
    "dataset": Phrase("dataset"),
    "sphere": Phrase("sphere"),
    "column": Phrase("column"),
    "period": Phrase("period"),
    "tie": Phrase("tie"),
    "issue": Phrase("issue"),
    "validation data": Phrase("validation data"),
}


def names_in(datasets: pl.DataFrame) -> tuple[list[str], list[str]]:
    """Every dataset of a record, and those that bring a series up to date."""
    updates = datasets.filter(pl.col("role") == "update")["dataset"].to_list()
    return datasets["dataset"].to_list(), updates


def refuse_unknown(what: str, given: str, known: Collection[str]) -> None:
    """Refuse a name that is not on a list, with the nearest that is.

    Raises:
        RecordError: It is not on the list.
    """
    if given in known:
        return
    near = get_close_matches(given, list(known), n=1, cutoff=0.5)
    raise RecordError(
        "No {what} '{given}' in the record.{hint} There are {known}.",
        what=_KINDS.get(what, what),
        given=given,
        hint=meant(near, mark="'"),
        known=", ".join(known),
    )
