"""Aggregation of acts: how many each pair had in each period, defined once, in Ibis.

`counted` is the definition. It takes a table of acts on any engine that Ibis speaks to, so the
same counts can be had where the events do not fit on one machine. Longtin itself does not load
Ibis: the queries in `data/counts/` are what it makes of the definition for DuckDB (`make counts`;
a test holds them to it).
"""

from collections.abc import Collection
from datetime import date
from importlib.resources import files
from math import prod
from typing import TYPE_CHECKING, Final

import polars as pl

from longtin.acts.record import store
from longtin.acts.record.query import Query, names_in, refuse_unknown
from longtin.acts.record.record import Record, States

if TYPE_CHECKING:
    import ibis

PERIODS: Final = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
"""Lengths of time that acts can be counted by, and Ibis' letters for them."""

COUNT: Final[dict[str, pl.DataType]] = {
    "source": pl.Int16(),
    "target": pl.Int16(),
    "period": pl.Date(),
    "quad": pl.Int8(),
    "kind": pl.String(),
    "mode": pl.String(),
    "acts": pl.Int64(),
    "reports": pl.Int64(),
}
"""Columns of counts and their types."""

ASKED: Final = "asked"
"""What the table of acts is called in the queries."""

_WORDS = ("kind", "mode")
_KEYS = ("source", "target", "period", "quad", *_WORDS)


def counted(acts: "ibis.Table", every: str = "week") -> "ibis.Table":
    """The counts of a table of acts, on whichever engine the table is.

    An act counts in the period that holds all of it: one that is dated only by its year counts in
    no week. Weeks begin on Monday. Needs the extra `longtin[ibis]`.

    Args:
        acts: With at least `start, end, source, target, quad, kind, mode, count`, as in `ACT`.
        every: `day`, `week`, `month`, `quarter` or `year`.

    Returns:
        `source, target, period, quad, kind, mode`, `period` being its first day; `acts`, rows, and
        `reports`, the sum of `count`. In no order.

    Raises:
        RecordError: No such period.
    """
    refuse_unknown("period", every, PERIODS)
    dated = acts.mutate(
        # As times: some engines make a time of a truncated day whatever Ibis says of it.
        period=acts["start"].cast("timestamp").truncate(PERIODS[every]).cast("date"),
        until=acts["end"].cast("timestamp").truncate(PERIODS[every]).cast("date"),
    )
    within = dated.filter(dated["period"] == dated["until"])
    return within.group_by(list(_KEYS)).aggregate(
        acts=within.count(), reports=within["count"].cast("int64").sum()
    )


def counts(
    record: Record,
    every: str = "week",
    source: States = None,
    target: States = None,
    *,
    start: date | None = None,
    end: date | None = None,
    datasets: Collection[str] | None = None,
    spheres: tuple[str | None, str | None] | None = ("state", "state"),
) -> pl.DataFrame:
    """How many acts a record holds for each pair and period, by class, kind and mode.

    An act counts in the period that holds all of it: one that is dated only by its year counts in
    no week. Weeks begin on Monday.

    Args:
        record: The record.
        every: `day`, `week`, `month`, `quarter` or `year`.
        source: As in `Record.acts`, and so are the others.
        target: For towards whom.
        start: Only acts whose whole period is not before this day.
        end: Only acts whose whole period is not after this day.
        datasets: Only these.
        spheres: Who within the two states.

    Returns:
        In the columns of `COUNT` and in their order.

    Raises:
        RecordError: No such period, dataset or sphere.

    Example:
        >>> with Record.shipped() as record:
        ...     counts(record, "year", 816, 710, datasets=["mid"])["acts"].sum() > 0
        True
    """
    refuse_unknown("period", every, PERIODS)
    asked = Query(source, target, start, end, datasets, spheres)
    rows = asked.sql("acts", *names_in(record.datasets()), ordered=False)
    query = f"WITH {ASKED} AS ({rows}) {query_of(every)}"
    found = store.frame(record.connection, query)
    return _in_order(found.select(pl.col(name).cast(kind) for name, kind in COUNT.items()))


def _in_order(found: pl.DataFrame) -> pl.DataFrame:
    """Counts sorted by their keys, as one number each, which takes a third of the time."""
    words = {name: pl.Enum(found[name].drop_nulls().unique().sort()) for name in _WORDS}
    coded = found.with_columns(pl.col(name).cast(kind) for name, kind in words.items())
    digits = coded.select(
        pl.col(name).to_physical().cast(pl.Int64) - pl.col(name).to_physical().min() + 1
        for name in _KEYS
    ).select(pl.all().fill_null(0))
    sizes = [int(size) + 1 for size in digits.max().row(0)] if digits.height else [1]
    if prod(sizes) >= 1 << 63:
        return found.sort(_KEYS)
    key = pl.lit(0, pl.Int64)
    for name, size in zip(digits.columns, sizes, strict=False):
        key = key * size + pl.col(name)
    order = digits.select(key.arg_sort()).to_series()
    return coded[order].with_columns(pl.col(name).cast(pl.String) for name in _WORDS)


def query_of(every: str) -> str:
    """What Ibis makes of `counted` for DuckDB, of a table called `asked`."""
    return (files("longtin.acts") / "data" / "counts" / f"{every}.sql").read_text("utf-8")
