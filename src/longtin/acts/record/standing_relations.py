"""Standing relations of a pair: ties of every kind and agreement in votes, from the record."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import TIE, VOTES
from longtin.acts.record.ties import KINDS

if TYPE_CHECKING:
    from longtin.acts.record.record import Record

VOTING = "vote"
STANDING: dict[str, pl.DataType] = TIE | {"known_to": pl.Date()}
"""Columns of what stands between two states: a tie, and the last day that its source knows."""


def standing_relations(
    record: "Record", pair: tuple[int, int], start: date, end: date
) -> pl.DataFrame:
    """What stood between two states in a span of days, and of each of them.

    Args:
        record: The record to ask.
        pair: Correlates of War codes.
        start: First day.
        end: Last day.

    Returns:
        Ties of every kind in the columns of `TIE`, and agreement in the General Assembly as ties
        `vote` (`value` the share, `detail` common votes and what chance alone would give), with
        `known_to`, the last day that the source knows of the two: what has no `end` is carried on
        from there.
    """
    found = [record.ties(kind, pair, start, end) for kind in KINDS]
    together = pl.concat([*found, _votes(record, pair, start, end)])
    known = [
        _known_to(record, row, pair if row["state2"] is not None else (row["state1"],), end)
        for row in together.iter_rows(named=True)
    ]
    return together.with_columns(pl.Series("known_to", known, pl.Date)).select(list(STANDING))


def _known_to(
    record: "Record", row: dict[str, object], states: tuple[int, ...], end: date
) -> date | None:
    """The last day that a source of this kind of tie knows of every state concerned."""
    of_kind = (pl.col("role") == row["tie"]) | (pl.col("dataset") == row["dataset"])
    spans = record.coverage().filter(
        pl.col("dataset").is_in(record.datasets().filter(of_kind)["dataset"].to_list()),
        pl.col("start") <= end,
    )
    last = [
        spans.filter(pl.col("ccode").is_null() | (pl.col("ccode") == ccode))["end"].max()
        for ccode in states
    ]
    known = [each for each in last if isinstance(each, date)]
    return min(known) if len(known) == len(states) else None


def _votes(record: "Record", pair: tuple[int, int], start: date, end: date) -> pl.DataFrame:
    """Agreement by whole year; the last one is carried on."""
    agreed = record.votes_agreement([pair])
    if agreed.is_empty():
        return pl.DataFrame(schema=TIE)
    last = agreed["period"].max()
    in_span = pl.col("period").is_between(start.year, end.year)
    carried = (pl.col("period") == last) & (pl.col("period") < start.year)
    detail = (pl.col("common").cast(pl.String), pl.col("expected").round(3).cast(pl.String))
    told = agreed.filter(in_span | carried).select(
        pl.lit(VOTING).alias("tie"),
        "state1",
        "state2",
        pl.date("period", 1, 1).alias("start"),
        pl.when(pl.col("period") != last).then(pl.date("period", 12, 31)).alias("end"),
        pl.col("agree").alias("value"),
        pl.concat_str(*detail, separator="; ").alias("detail"),
        pl.lit(VOTES).alias("dataset"),
    )
    return told.select(pl.col(name).cast(kind) for name, kind in TIE.items())


def leaders(record: "Record", ccode: int) -> pl.DataFrame:
    """Who led a state: `leader, start, end, entry, exit`; `end` empty if still in office."""
    found = record.ties("leader", [ccode])
    parts = pl.col("detail").str.split("; ")
    names = ("leader", "entry", "exit")
    told = [parts.list.get(place, null_on_oob=True).alias(name) for place, name in enumerate(names)]
    return found.select("start", "end", *told).select("leader", "start", "end", "entry", "exit")
