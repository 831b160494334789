"""From rows as an archive gives them to acts, domestic acts and refusals: every row becomes one.

A row is refused for the first of these that holds: the reader found a fault in it; its source
names nobody who belongs to a state on the day; its target does not; the two belong to different
states and one is an armed group, whose acts are not its state's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from longtin import actors
from longtin.acts._schema import ACT, MEANING, REFUSAL
from longtin.acts._vocabulary import actor_types

RAW: dict[str, pl.DataType] = {
    "row": pl.Int32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "source_name": pl.String(),
    "source_country": pl.String(),
    "source_sectors": pl.String(),
    "target_name": pl.String(),
    "target_country": pl.String(),
    "target_sectors": pl.String(),
    **MEANING,
    "count": pl.Int32(),
    "problem": pl.String(),
}
"""Columns of rows as a reader gives them, before actors are resolved, and their types."""
NAMED = ("name", "country", "sectors")
SIDE: dict[str, pl.DataType] = {
    "name": pl.String(),
    "country": pl.String(),
    "sectors": pl.String(),
    "day": pl.Date(),
    "ccode": pl.Int16(),
    "sphere": pl.String(),
    "reason": pl.String(),
}
ARMED = "an armed group, whose acts are not its state's"

NO_MEMBER = "a country code of no member of the state system on that day"
INTERNATIONAL = "an international body"

LookUp = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class Resolved:
    """What rows became; `acts`, `domestic` and `refusals` have together as many rows as came in."""

    acts: pl.DataFrame
    domestic: pl.DataFrame
    refusals: pl.DataFrame


def resolve(raw: pl.DataFrame, dataset: str, archive: str, look_up: LookUp) -> Resolved:
    """Turn rows into acts, domestic acts and refusals.

    Args:
        raw: Rows in the columns of `RAW`; `problem` filled where the reader found a fault.
        dataset: The name these rows go by.
        archive: What they come from.
        look_up: Whose the names are: takes `name, country, sectors, day`, each combination once,
            and gives `SIDE`, each with a state or a reason why not.
    """
    known = look_up(_actors_in(raw))
    told = _with_side(_with_side(raw, "source", known), "target", known)
    same = pl.col("source") == pl.col("target")
    armed = (pl.col("source_sphere") == "armed") | (pl.col("target_sphere") == "armed")
    told = told.with_columns(
        pl.coalesce(
            "problem",
            "source_reason",
            "target_reason",
            pl.when(armed & ~same).then(pl.lit(ARMED)),
        ).alias("reason"),
        pl.lit(dataset).alias("dataset"),
        pl.lit(archive).alias("archive"),
        (pl.lit(f"{dataset}:") + pl.col("row").cast(pl.String)).alias("origin"),
    )
    kept = told.filter(pl.col("reason").is_null())
    refused = told.filter(pl.col("reason").is_not_null())
    return Resolved(
        acts=_as(kept.filter(~same), ACT),
        domestic=_as(kept.filter(same), ACT),
        refusals=_as(refused, REFUSAL),
    )


def archive_names(asked: pl.DataFrame) -> pl.DataFrame:
    """Whose the actors of an event archive are: states, agencies, people in office, bodies."""
    return pl.DataFrame(
        [
            (name, country, sectors, day, *_whose(name, country, sectors, day))
            for name, country, sectors, day in asked.iter_rows()
        ],
        schema=SIDE,
        orient="row",
    )


def _whose(
    name: str, country: str | None, sectors: str | None, day: date
) -> tuple[int | None, str | None, str | None]:
    for found in actors.affiliations(name, country, sectors):
        begun = found.start is None or found.start <= day
        if begun and (found.end is None or day <= found.end):
            return found.ccode, found.sphere, None
    return None, None, actors.why_unresolved(name, day)


def coded_names(asked: pl.DataFrame, system: str, bare: str | None) -> pl.DataFrame:
    """Whose the actors of an archive are that gives each a country code and roles.

    Args:
        asked: As `archive_names`; `sectors` are codes of `actor_types`, apart by commas, the first
            listed one counts.
        system: The system of its country codes, as `actors.ccode_from` knows it; digits are
            Correlates of War codes.
        bare: The sphere of an actor with a country and no role; `None` where its name must say.
    """
    return pl.DataFrame(
        [
            (name, country, sectors, day, *_coded(name, country, sectors, day, system, bare))
            for name, country, sectors, day in asked.iter_rows()
        ],
        schema=SIDE,
        orient="row",
    )


def _coded(
    name: str, country: str | None, sectors: str | None, day: date, system: str, bare: str | None
) -> tuple[int | None, str | None, str | None]:
    given = [role for role in (sectors or "").split(",") if role]
    spheres = [actor_types()[role] for role in given if role in actor_types()]
    if spheres and spheres[0] == "international":
        return None, None, INTERNATIONAL
    if country is None:
        return _whose(name, None, None, day)
    ccode = _member(country, system, day)
    if ccode is None:
        return None, None, NO_MEMBER
    if spheres:
        return ccode, spheres[0], None
    if bare and not given:
        return ccode, bare, None
    found, sphere, _ = _whose(name, None, None, day)
    if found == ccode:
        return ccode, sphere, None
    return None, None, "no role that we know, and a name in no list of its country's"


def _member(code: str, system: str, day: date) -> int | None:
    if not code.isdecimal():
        return actors.ccode_from(system, code, day)
    ccode = int(code[:6])
    return ccode if ccode in actors.living(day) else None


def _actors_in(raw: pl.DataFrame) -> pl.DataFrame:
    sound = raw.filter(pl.col("problem").is_null())
    sides = [
        sound.select(*(pl.col(f"{side}_{part}").alias(part) for part in NAMED), day="start")
        for side in ("source", "target")
    ]
    return pl.concat(sides).unique(maintain_order=True)


def _with_side(raw: pl.DataFrame, side: str, known: pl.DataFrame) -> pl.DataFrame:
    """The rows with the state and sphere of one side, or why it has none."""
    renamed = known.rename(
        {part: f"{side}_{part}" for part in (*NAMED, "sphere", "reason")}
        | {"day": "start", "ccode": side}
    )
    keys = [*(f"{side}_{part}" for part in NAMED), "start"]
    return raw.join(renamed, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _as(frame: pl.DataFrame, columns: dict[str, pl.DataType]) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in columns.items())
