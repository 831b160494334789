"""Withheld types of act: what a dataset cannot show on some of its days, and how much that is.

Two benchmarks were built to hold event types back, so for half a year their acts are only those of
the types left in. What is missing is not observed: an act tells how conduct is spread over the
types that could be seen, not over all of them.
"""

import json
from dataclasses import dataclass, replace
from importlib.resources import files
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from longtin.acts import Record, finer_kind, kinds
from longtin.trust._arrays import Floats

KEYS = ("code", "text")
TYPE = {"kind": pl.String(), "mode": pl.String(), "code": pl.String(), "text": pl.String(),
        "reports": pl.Int64()}  # fmt: skip
"""Columns of `usual_types`."""

COUNTED_BEFORE = "data/usual_types.json"
"""`usual_types` of the shipped record, made by `python tools/count_usual_types.py`."""

_SHOWN: WeakKeyDictionary[Record, dict[tuple[str, ...], list[Floats]]] = WeakKeyDictionary()

LEAST = 1e-6
"""Share of a type of act of which nothing could be seen."""


@dataclass(frozen=True)
class PartialSight:
    """Reports of a stretch of days on which some types could not be seen.

    Attributes:
        shown: Share of each type of act that could be (kind,).
        mass: Effective reports of those days, by the school that reads trust from them; all of
            them under no school (step, pair).
    """

    shown: Floats
    mass: dict[str | None, Floats]

    def of(self, columns: slice) -> "PartialSight":
        """Only some pairs."""
        return replace(self, mass={of: mass[:, columns] for of, mass in self.mass.items()})


def stretches(record: Record) -> pl.DataFrame:
    """Days on which a dataset holds types back: `dataset, since, until, stretch`."""
    spans = record.withheld.select("dataset", since="start", until="end").unique()
    return (
        spans.sort("dataset", "since")
        .with_row_index("stretch")
        .with_columns(pl.col("stretch").cast(pl.Int64))
    )


def placed(acts: pl.DataFrame, held_back: pl.DataFrame) -> pl.DataFrame:
    """Acts with the `stretch` they fall into; empty for most."""
    found = acts.join(held_back, on="dataset", how="left", maintain_order="left")
    within = pl.col("start").is_between("since", "until")
    return found.with_columns(stretch=pl.when(within).then("stretch")).drop("since", "until")


def partial_sights(
    record: Record,
    acts: pl.DataFrame,
    held_back: pl.DataFrame,
    shape: tuple[int, int],
    names: tuple[str, ...],
) -> tuple[PartialSight, ...]:
    """What acts with `step`, `column`, `share` and `stretch` say of each stretch.

    Args:
        record: Where the withheld types stand.
        acts: In their weeks, as `placed` leaves them.
        held_back: Of `stretches`.
        shape: Steps and pairs.
        names: Of the kinds of act that are told apart.
    """
    inside = acts.drop_nulls("stretch")
    if inside.is_empty():
        return ()
    found = []
    for seen, row in zip(shown(record, names), held_back.iter_rows(named=True), strict=True):
        own = inside.filter(pl.col("stretch") == row["stretch"])
        schools = own["kind"].replace_strict({name: each.school for name, each in kinds().items()})
        mass = {of: _mass(own.filter(schools == of), shape) for of in schools.unique()}
        mass[None] = _mass(own, shape)
        found.append(PartialSight(seen, mass))
    return tuple(found)


def shown(record: Record, names: tuple[str, ...]) -> list[Floats]:
    """Share of each kind of act that could be seen in each of `stretches`, worked out once."""
    known = _SHOWN.setdefault(record, {})
    if names not in known:
        held_back = stretches(record)
        usual = _usual(record, names)
        known[names] = [
            _shown(record, usual, row, names) for row in held_back.iter_rows(named=True)
        ]
    return known[names]


def _mass(acts: pl.DataFrame, shape: tuple[int, int]) -> Floats:
    """Effective reports of each step and pair."""
    mass = np.zeros(shape)
    np.add.at(mass, (acts["step"].to_numpy(), acts["column"].to_numpy()), acts["share"].to_numpy())
    return mass


def _usual(record: Record, told: tuple[str, ...]) -> pl.DataFrame:
    """`usual_types` by the kinds told apart; of the shipped record they were counted before."""
    before = json.loads(files("longtin.trust").joinpath(COUNTED_BEFORE).read_text("utf-8"))
    if before["record"] == record.version:
        usual = pl.DataFrame(before["types"], schema=TYPE, orient="row")
    else:
        usual = usual_types(record)
    finer = finer_kind() if len(told) > len(kinds()) else pl.col("kind")
    return usual.with_columns(kind=finer)


def usual_types(record: Record) -> pl.DataFrame:
    """How often each event type is reported in the days and datasets that hold none back.

    Args:
        record: What to read.

    Returns:
        The columns of `TYPE`, in their order.
    """
    names = ", ".join(f"'{name}'" for name in stretches(record)["dataset"].unique())
    query = (
        "SELECT kind, mode, code, text, sum(count) AS reports FROM acts "  # noqa: S608 -- our names
        "WHERE archive = 'icews' AND kind IS NOT NULL AND text IS NOT NULL "
        f'AND dataset NOT IN ({names}) AND start = "end" GROUP BY ALL ORDER BY ALL'
    )
    return pl.DataFrame(record.connection.sql(query).fetchall(), schema=TYPE, orient="row")


def _shown(
    record: Record, usual: pl.DataFrame, row: dict[str, object], names: tuple[str, ...]
) -> Floats:
    missing = record.withheld.filter(
        (pl.col("dataset") == row["dataset"]) & (pl.col("start") == row["since"])
    )
    whole = dict(usual.group_by("kind").agg(pl.col("reports").sum()).iter_rows())
    gone = usual.join(missing.select(KEYS), on=KEYS, how="semi")
    lost = dict(gone.group_by("kind").agg(pl.col("reports").sum()).iter_rows())
    shares = [1.0 - float(lost.get(kind, 0)) / float(whole.get(kind, 0) or 1) for kind in names]
    return np.asarray(np.maximum(shares, LEAST))
