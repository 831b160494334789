"""Dated events of ICEWS: rows of its triples, resolved to acts, domestic acts and refusals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import ACT, REFUSAL, cameo
from longtin.errors import ActorError

TRIPLES = {
    "icews0515": ("icews_triples_2005_2015.parquet", "ICEWS05-15"),
    "icews14": ("icews_triples_2014.parquet", "ICEWS14"),
    "icews18": ("icews_triples_2018.parquet", "ICEWS18"),
    "icews21": ("icews_triples_2021.parquet", "ICEWS21-zero"),
    "icews22": ("icews_triples_2022.parquet", "ICEWS22-zero"),
    "icews22q4": ("icews_triples_2022.parquet", "ICEWS22"),
    "icews23": ("icews_triples_2023.parquet", "ICEWS23"),
}
"""The dataset of each benchmark, its file and its name there."""

TWIN = ["source_name", "event_text", "target_name", "event_date"]
"""What makes two rows of triples one."""

ARMED = "an armed group, whose acts are not its state's"
SIDE = {
    "name": pl.String,
    "since": pl.Date,
    "ccode": pl.Int16,
    "sphere": pl.String,
    "reason": pl.String,
}
SIDES = ("source", "target")


@dataclass(frozen=True)
class Resolved:
    """What rows became; `acts`, `domestic` and `refusals` have together as many rows as came in."""

    acts: pl.DataFrame
    domestic: pl.DataFrame
    refusals: pl.DataFrame


@dataclass(frozen=True)
class Part:
    """One dataset's rows: what they became, and how many said that nothing was done."""

    dataset: str
    rows: int
    silent: int
    resolved: Resolved


def event_parts(sources: Path) -> Iterator[Part]:
    """Every benchmark; a row that an earlier one has too is told once."""
    told = pl.DataFrame(schema=dict.fromkeys(TWIN, pl.String) | {"event_date": pl.Date})
    told = told.with_columns(pl.lit(None, pl.String).alias("twin"))
    unlisted = pl.lit("an event text that CAMEO does not list")
    for dataset, (file, benchmark) in TRIPLES.items():
        rows = triples(sources, file, benchmark)
        raw = (
            rows.join(cameo(), left_on="event_text", right_on="name", how="left")
            .join(told, on=TWIN, how="left", maintain_order="left")
            .select(
                "row",
                pl.col("event_date").alias("start"),
                pl.col("event_date").alias("end"),
                "source_name",
                "target_name",
                *("kind", "mode", "quad", "domain", "code"),
                pl.col("event_text").alias("text"),
                pl.lit(1, pl.Int32).alias("count"),
                pl.coalesce("twin", pl.when(pl.col("code").is_null()).then(unlisted)).alias(
                    "problem"
                ),
            )
        )
        twin = pl.lit(f"the same row stands in {dataset}").alias("twin")
        told = pl.concat([told, rows.select(*TWIN, twin)])
        yield Part(dataset, raw.height, 0, resolve(raw, dataset))


def triples(sources: Path, file: str, benchmark: str) -> pl.DataFrame:
    """One benchmark's rows, each with its number in the file."""
    events = pl.read_parquet(sources / file).with_row_index("row", 1)
    return events.filter(pl.col("benchmark") == benchmark).select(
        pl.col("row").cast(pl.Int32), *TWIN
    )


def resolve(raw: pl.DataFrame, dataset: str) -> Resolved:
    """Turn rows of ICEWS into acts, domestic acts and refusals, as an import does.

    A row is refused for the first of these that holds: it has a `problem`; its source names nobody
    who belongs to a state on the day; its target does not; the two belong to different states and
    one is an armed group.
    """
    told = raw.sort("start", maintain_order=True)
    for side in SIDES:
        asked = told[f"{side}_name"].unique(maintain_order=True)
        known = pl.DataFrame(
            [stretch for name in asked for stretch in whose(name)], SIDE, orient="row"
        )
        named = known.rename(
            {"name": f"{side}_name", "ccode": side}
            | {part: f"{side}_{part}" for part in ("sphere", "reason")}
        ).sort("since")
        told = told.join_asof(
            named, left_on="start", right_on="since", by=f"{side}_name", check_sortedness=False
        ).drop("since")
    same = pl.col("source") == pl.col("target")
    armed = (pl.col("source_sphere") == "armed") | (pl.col("target_sphere") == "armed")
    fighting = pl.when(armed & ~same).then(pl.lit(ARMED))
    told = told.sort("row").with_columns(
        pl.coalesce("problem", "source_reason", "target_reason", fighting).alias("reason"),
        pl.lit(dataset).alias("dataset"),
        pl.lit("icews").alias("archive"),
        (pl.lit(f"{dataset}:") + pl.col("row").cast(pl.String)).alias("origin"),
    )
    kept = told.filter(pl.col("reason").is_null())
    refused = told.filter(pl.col("reason").is_not_null())
    return Resolved(
        kept.filter(~same).select(pl.col(name).cast(kind) for name, kind in ACT.items()),
        kept.filter(same).select(pl.col(name).cast(kind) for name, kind in ACT.items()),
        refused.select(pl.col(name).cast(kind) for name, kind in REFUSAL.items()),
    )


def whose(name: str) -> Iterator[tuple[str, date, int | None, str | None, str | None]]:
    """Whose an actor was, or why nobody's, from each day on which that may change."""
    held = actors.affiliations(name)
    for since in (date.min, *actors.turns(name)):
        found = next(
            (one for one in held if (one.start or date.min) <= since <= (one.end or date.max)),
            None,
        )
        if found is None:
            yield name, since, None, None, actors.why_unresolved(name, since)
        else:
            yield name, since, found.ccode, found.sphere, None


def known_on(name: str, day: date) -> int | None:
    """Code of the state a name stands for on a date, where that state is alive."""
    try:
        ccode = actors.find(name, day).ccode
    except ActorError:
        ccode = actors.find(name).ccode
    alive = any(start <= day and (end is None or day <= end) for start, end in actors.spells(ccode))
    return ccode if alive else None
