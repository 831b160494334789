"""Alert: one early warning on a pair, with the acts it rests on and what would make it false."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

AlertKind = Literal["force", "sanction", "threat", "fall", "silence"]

Doubt = Literal[
    "few reports", "one kind", "no acts named", "recovered", "holes before", "others too",
    "otherwise friendly", "not in the press",
]  # fmt: skip
"""What would make an alert a false alarm."""

GRAVITY: dict[AlertKind, int] = {"force": 5, "fall": 4, "sanction": 3, "threat": 2, "silence": 1}
"""By which alerts are sorted; a fall to very low trust stands beside force."""

ACTS: dict[str, type[pl.DataType]] = {
    "start": pl.Date,
    "end": pl.Date,
    "what": pl.String,
    "text": pl.String,
    "who": pl.String,
    "reports": pl.Int64,
    "points": pl.Float64,
    "origin": pl.String,
}
"""Columns of the acts of an alert; `points` of trust where it is a fall."""

ALERT: dict[str, type[pl.DataType]] = {
    "alert": pl.Int64,
    "gravity": pl.Int64,
    "kind": pl.String,
    "truster": pl.String,
    "trustee": pl.String,
    "ccode1": pl.Int16,
    "ccode2": pl.Int16,
    "first": pl.Date,
    "last": pl.Date,
    "before": pl.Float64,
    "after": pl.Float64,
    "doubts": pl.String,
    **ACTS,
}
"""Columns of a table of alerts: one row an act."""


@dataclass(frozen=True)
class Alert:
    """One early warning.

    Attributes:
        kind: First use or show of `force`, first `sanction` or first `threat` after calm, a `fall`
            of trust, or `silence` of a channel.
        gravity: 1 to 5, the gravest highest.
        truster: The state that is watched, COW code.
        trustee: Whose conduct it is.
        start: First day of what was seen: of the acts, of the fall, of the silence.
        end: Its last day.
        before: Trust before a fall; share of weeks with contact before a silence; else `None`.
        after: Trust after a fall; else `None`.
        acts: What it rests on, the heaviest first; of a silence, the last contacts. As `ACTS`.
        doubts: What would make it a false alarm.
    """

    kind: AlertKind
    gravity: int
    truster: int
    trustee: int
    start: date
    end: date
    before: float | None
    after: float | None
    acts: pl.DataFrame
    doubts: tuple[Doubt, ...]


def as_acts(rows: pl.DataFrame) -> pl.DataFrame:
    """Acts of the record, as alerts hold them."""
    return rows.select(
        "start",
        "end",
        what="kind",
        text="text",
        who=pl.col("source_name") + " → " + pl.col("target_name"),
        reports=pl.col("count").cast(pl.Int64),
        points=pl.lit(None, dtype=pl.Float64),
        origin="origin",
    )
