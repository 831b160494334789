"""Belief by year of every pair that could clash: shipped, or estimated again for another record."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files

import polars as pl

from longtin import trust
from longtin.acts import Record
from longtin.effects.dyad_panel import FIRST_YEAR, LAST_YEAR, Pair

FILE = "belief.parquet"
"""`truster, trustee, year, trust` (thousandths); `version` says what it was estimated from."""

Told = Callable[[int, int], None]


def belief_version(record: Record, model: trust.Model) -> str:
    """What belief by year depends on: the record and the parameters by year."""
    exchanges = model.exchanges.version if model.exchanges else "none"
    return f"{record.version}/{model.annual.version}/{exchanges}"


@cache
def _shipped() -> tuple[str, pl.DataFrame]:
    place = files("longtin.effects") / "data"
    made_from = (place / "belief.version").read_text("utf-8").strip()
    with as_file(place / FILE) as path:
        return made_from, pl.read_parquet(path).with_columns(pl.col("trust") / 1000.0)


def shipped_belief_version() -> str:
    """What the shipped belief by year was estimated from."""
    return _shipped()[0]


def yearly_belief(record: Record, pairs: Iterable[Pair], told: Told | None = None) -> pl.DataFrame:
    """Belief at the end of each year, both ways.

    Args:
        record: Where acts and ties are.
        pairs: Unordered pairs, as of `pairs_of`.
        told: Called with how many pairs are done, and how many there are.

    Returns:
        `truster, trustee, year, trust` (0 to 1), a row where belief is told. The shipped file
        where it was made from this record and the shipped parameters, else estimated, which
        takes half a minute.
    """
    model = replace(trust.Model.shipped(), draws=0)
    made_from, rows = _shipped()
    if made_from == belief_version(record, model):
        return rows
    return estimated_belief(record, pairs, model, told)


def estimated_belief(
    record: Record, pairs: Iterable[Pair], model: trust.Model, told: Told | None = None
) -> pl.DataFrame:
    """The same, estimated from the record."""
    wanted = [ordered for one, two in pairs for ordered in ((one, two), (two, one))]
    block, parts = 384, []
    for start in range(0, len(wanted), block):
        parts.append(
            trust.panel(
                record, wanted[start : start + block], str(FIRST_YEAR), str(LAST_YEAR), by="year",
                model=model,
            )
        )  # fmt: skip
        if told:
            told(min(start + block, len(wanted)), len(wanted))
    return pl.concat(parts).drop_nulls("trust").select(
        truster=pl.col("ccode1").cast(pl.Int64), trustee=pl.col("ccode2").cast(pl.Int64),
        year=pl.col("year").cast(pl.Int64), trust="trust",
    )  # fmt: skip
