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
from longtin.errors import Phrase, RecordError, meant

States = str | int | actors.State | Collection[str | int | actors.State] | None
"""A state by name or code, or several; `None` for all."""

_COLUMNS = ", ".join(f'"{column}"' for column in ACT)


@dataclass(frozen=True)
class Query:
    """Limits on rows of acts; `None` sets none."""

    source: States = None
    target: States = None
    start: When | None = None
    end: When | None = None
    datasets: Collection[str] | None = None
    spheres: tuple[str | None, str | None] | None = None

    def check(self, known: Collection[str]) -> None:
        """Refuse names that the record does not have.

        Raises:
            RecordError: A dataset or sphere that is not there.
        """
        for dataset in self.datasets or ():
            refuse_unknown("dataset", dataset, known)
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
    ) -> tuple[str, list[object]]:
        """The query in SQL and its values.

        Args:
            table: `acts` or `domestic`.
            known: Every dataset.
            updates: Those whose rows go by the name of the series they bring up to date.
            ordered: Whether rows are wanted in order of start, dataset and origin.
        """
        self.check(known)
        claims, values = self._claims(updates)
        where = f" WHERE {' AND '.join(claims)}" if claims else ""
        order = "start, dataset, CAST(split_part(origin, ':', 2) AS INTEGER), quad, source, target"
        query = f"SELECT {_COLUMNS} FROM {table}{where}"
        return f"{query} ORDER BY {order}" if ordered else query, values

    def exchanged(self, known: Collection[str]) -> tuple[str, list[object]]:
        """The query of exchanges in SQL and its values: `source` and `target` are either state."""
        self.check(known)
        first, last = self._days()
        claims: list[str] = []
        values: list[object] = []
        both = [_codes(one, last) for one in (self.source, self.target) if one is not None]
        ways = (both, both[::-1]) if len(both) == 2 else ([*both, None], [None, *both])
        if both:
            either = []
            for way in ways:
                held = []
                for column, codes in zip(("state1", "state2"), way, strict=True):
                    if codes is not None:
                        held.append(f"{column} IN ({', '.join('?' * len(codes)) or 'NULL'})")
                        values += codes
                either.append(" AND ".join(held))
            claims.append(f"(({') OR ('.join(either)}))")
        if self.datasets is not None:
            claims.append(f"dataset IN ({', '.join('?' * len(self.datasets)) or 'NULL'})")
            values += sorted(self.datasets)
        for claim, value in (("start >= ?", first), ('"end" <= ?', last)):
            if value is not None:
                claims.append(claim)
                values.append(value)
        where = f" WHERE {' AND '.join(claims)}" if claims else ""
        columns = ", ".join(f'"{column}"' for column in EXCHANGE)
        order = "start, dataset, state1, state2"
        return f"SELECT {columns} FROM exchanges{where} ORDER BY {order}", values

    def _claims(self, updates: Collection[str]) -> tuple[list[str], list[object]]:
        """What has to hold of a row, and the values it speaks of."""
        first, last = self._days()
        claims: list[str] = []
        values: list[object] = []
        for column, wanted in (("source", self.source), ("target", self.target)):
            if wanted is not None:
                codes = _codes(wanted, last)
                claims.append(f"{column} IN ({', '.join('?' * len(codes)) or 'NULL'})")
                values += codes
        if self.datasets is not None:
            listed = ", ".join("?" * len(self.datasets)) or "NULL"
            claim = f"dataset IN ({listed})"
            values += sorted(self.datasets)
            if any(dataset in updates for dataset in self.datasets):
                claim = f"({claim} OR split_part(origin, ':', 1) IN ({listed}))"
                values += sorted(self.datasets)
            claims.append(claim)
        for claim, value in (("start >= ?", first), ('"end" <= ?', last)):
            if value is not None:
                claims.append(claim)
                values.append(value)
        for side, sphere in zip(("source", "target"), self.spheres or (None, None), strict=True):
            if sphere is not None:
                claims.append(f"{side}_sphere = ?")
                values.append(sphere)
        return claims, values


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
