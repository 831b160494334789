"""Militarised interstate disputes by directed pair and year: updates of the Correlates of War's.

Read as the project's dyadic file has them (`statea`, `stateb`, `hihosta`, …) and as programs that
build directed dyad-years write them (`ccode1`, `ccode2`, `hostlev1`, …). Each row is what its first
state did to its second in one dispute and year. Levels 0 and 1, no militarised action, and pairs
without a dispute are silent. The year a dispute begins counts from its first month.

A file must hold every dispute of its years: in those, it stands in for what the record had.

Get it: correlatesofwar.org. Terms: free to use; cite it.
"""

from datetime import date
from typing import ClassVar

import polars as pl

from longtin.acts._annual import NOTHING, coded_members, whole, with_members, year, years_of
from longtin.acts._reader import Reader
from longtin.acts._schema import DISPUTES
from longtin.acts._vocabulary import mid

_MEANING = ("kind", "mode", "quad", "domain")
_SIDES = ("source", "target")
_NO_ACTION, _WAR = 1, 5


class Mid(Reader):
    """Rows of dispute data."""

    format: ClassVar[str] = "mid"
    archive: ClassVar[str] = "mid"
    covers_all: ClassVar[bool] = True
    citation: ClassVar[str] = "Palmer2022"
    licence: ClassVar[str] = "free to use; cite"
    series: ClassVar[str] = DISPUTES
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "source": ("ccode1", "statea"),
        "target": ("ccode2", "stateb"),
        "year": ("year",),
        "hostility": ("hostlev1", "hihosta"),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "dispute": ("dispnum", "disno"),
        "action": ("hiact1", "highmcaa"),
        "ongoing": ("cowmidongoing",),
        "onset": ("cowmidonset",),
        "first_year": ("strtyr",),
        "month": ("stmon", "strtmnth"),
    }

    def spoken_for(self, rows: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        return years_of(rows)

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        told = with_members(
            rows.with_columns(
                year("year").alias("year"),
                *(whole(side).alias(f"{side}_code") for side in _SIDES),
                *(whole(name).alias(f"{name}_level") for name in ("hostility", "action")),
                *(whole(name).alias(f"{name}_number") for name in ("onset", "first_year", "month")),
            ),
            _SIDES,
        )
        meant = _meaning(told)
        begins = (pl.col("onset_number") == 1) | (pl.col("first_year_number") == pl.col("year"))
        month = pl.when(begins & pl.col("month_number").is_between(1, 12)).then("month_number")
        content = (
            "dispute",
            *_SIDES,
            "year",
            "hostility",
            "action",
            "onset",
            "first_year",
            "month",
        )
        return meant.select(
            "row",
            pl.date("year", month.fill_null(1), 1).alias("start"),
            pl.date("year", 12, 31).alias("end"),
            *(part for side in _SIDES for part in _side(side)),
            *(pl.coalesce(name, f"{name}_general").alias(name) for name in _MEANING),
            pl.col("hostility_level").cast(pl.String).alias("code"),
            pl.coalesce("name", "name_general").alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            _problem(),
            _silent().alias("silent"),
            pl.when(pl.col("problem").is_null())
            .then(pl.concat_str((pl.col(name).cast(pl.String).fill_null("") for name in content),
                                separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )  # fmt: skip

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`."""
        return coded_members(asked)


def _meaning(told: pl.DataFrame) -> pl.DataFrame:
    """What level and action mean; the level alone where the action is missing or unknown."""
    known = mid().with_columns(pl.col("hostility", "action").cast(pl.Int32))
    keys = {"hostility": "hostility_level", "action": "action_level"}
    precise = known.filter(pl.col("action").is_not_null()).rename(keys)
    general = (
        known.filter(pl.col("action").is_null())
        .drop("action")
        .rename({"hostility": "hostility_level"})
        .rename({name: f"{name}_general" for name in ("name", *_MEANING)})
    )
    return told.join(
        precise, on=list(keys.values()), how="left", maintain_order="left"
    ).join(general, on="hostility_level", how="left", maintain_order="left")  # fmt: skip


def _side(side: str) -> list[pl.Expr]:
    code = pl.col(f"{side}_code").cast(pl.String)
    return [
        pl.coalesce(f"{side}_state", code).alias(f"{side}_name"),
        code.alias(f"{side}_country"),
        pl.lit(None, pl.String).alias(f"{side}_sectors"),
    ]


def _silent() -> pl.Expr:
    """No militarised action of this side's own, or no dispute at all."""
    level = pl.col("hostility_level")
    blank = pl.col("hostility").is_null() | pl.col("hostility").is_in(NOTHING)
    peace = blank & (whole("ongoing") == 0)
    return (level.is_between(0, _NO_ACTION) | peace).fill_null(value=False)


def _problem() -> pl.Expr:
    level = pl.col("hostility_level")
    known = level.is_between(0, _WAR).fill_null(value=False)
    return pl.coalesce(
        "problem",
        pl.when(pl.col("year").is_null()).then(pl.lit("no year of the state system")),
        *(
            pl.when(pl.col(f"{side}_code").is_null()).then(
                pl.lit(f"no Correlates of War code of the {side}")
            )
            for side in _SIDES
        ),
        pl.when(pl.col("source_code") == pl.col("target_code")).then(
            pl.lit("a dispute of a state with itself")
        ),
        pl.when(~known & ~_silent()).then(pl.lit("hostility missing")),
    ).alias("problem")
