"""Militarised interstate disputes by directed pair and year: updates of the Correlates of War's.

Read as the project's dyadic file has them (`statea`, `stateb`, `hihosta`, …) and as programs that
build directed dyad-years write them (`ccode1`, `ccode2`, `hostlev1`, …). Each row is what its first
state did to its second in one dispute and year. Levels 0 and 1, no militarised action, and pairs
without a dispute are silent. The year a dispute begins counts from its first month. The level
decides; an action of another level, which no published row has, says nothing.

In years of which a file names thirty states or more it stands in for what the record had; in
others, for the pairs it has rows of. Years before its first and after its last dispute, which
programs fill with zeros, are none of them.

Get it: correlatesofwar.org. Terms: free to use; cite it.
"""

from datetime import date
from typing import ClassVar

import polars as pl

from longtin._language import message
from longtin.acts._annual import NO_YEAR, member, members, whole, year, years_of
from longtin.acts._reason import Reason
from longtin.acts._schema import DISPUTES
from longtin.acts._vocabulary import mid
from longtin.acts.reader import EventReader, Whose

_MEANING = ("kind", "mode", "quad", "domain")
_NO_ACTION, _WAR = 1, 5
NO_CODE = {
    "source": Reason("no-cow-code-of-source", message("no Correlates of War code of the source")),
    "target": Reason("no-cow-code-of-target", message("no Correlates of War code of the target")),
}
WITH_ITSELF = Reason("dispute-with-itself", message("a dispute of a state with itself"))
NO_HOSTILITY = Reason("no-hostility", message("hostility missing"))


class Mid(EventReader):
    """Rows of dispute data."""

    format: ClassVar[str] = "mid"
    archive: ClassVar[str] = "mid"
    whole: ClassVar[int] = 30
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
        "ongoing": ("cowmidongoing", "gmlmidongoing"),
        "onset": ("cowmidonset", "gmlmidonset"),
        "first_year": ("strtyr",),
        "month": ("stmon", "strtmnth"),
    }

    content: ClassVar[tuple[str, ...]] = ("dispute",)
    days: ClassVar[tuple[str, ...]] = ("year", "onset", "first_year", "month")
    source: ClassVar[tuple[str, ...]] = ("source", "year")
    target: ClassVar[tuple[str, ...]] = ("target", "year")
    deed: ClassVar[tuple[str, ...]] = ("hostility", "action", "ongoing")
    same_state: ClassVar[Reason | None] = WITH_ITSELF
    daily: ClassVar[bool] = True

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        return years_of(values)

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        begins = (whole("onset") == 1) | (whole("first_year") == year("year"))
        month = pl.when(begins & whole("month").is_between(1, 12)).then(whole("month"))
        return values.select(
            pl.date(year("year"), month.fill_null(1), 1).alias("start"),
            pl.date(year("year"), 12, 31).alias("end"),
            pl.when(year("year").is_null()).then(NO_YEAR.column()).alias("refusal"),
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`: a state by its name in the year."""
        code = whole("name").cast(pl.String)
        return values.select(
            pl.coalesce(members(values.select(whole("name"), year("year"))), code).alias("name"),
            code.alias("country"),
            pl.lit(None, pl.String).alias("sectors"),
            code.alias("identity"),
            pl.when(code.is_null()).then(NO_CODE[side].column()).alias("refusal"),
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`: by level and action, else by the level alone."""
        level = pl.col("level")
        told = _meaning(values.with_columns(whole("hostility").alias("level")))
        known = level.is_between(0, _WAR).fill_null(value=False)
        return told.select(
            *(pl.coalesce(name, f"{name}_general").alias(name) for name in _MEANING),
            level.cast(pl.String).alias("code"),
            pl.coalesce("name", "name_general").alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            _silent().alias("silent"),
            pl.when(~known & ~_silent()).then(NO_HOSTILITY.column()).alias("refusal"),
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:  # noqa: ARG002 - a code says it
        """See `EventReader.whose`."""
        return member(country, day.year)


def _meaning(values: pl.DataFrame) -> pl.DataFrame:
    """What level and action mean, and what the level means alone."""
    known = mid().with_columns(pl.col("hostility", "action").cast(pl.Int32))
    keys = {"hostility": "level", "action": "action_level"}
    precise = known.filter(pl.col("action").is_not_null()).rename(keys)
    general = (
        known.filter(pl.col("action").is_null())
        .drop("action")
        .rename({"hostility": "level"})
        .rename({name: f"{name}_general" for name in ("name", *_MEANING)})
    )
    return (
        values.with_columns(whole("action").alias("action_level"))
        .join(precise, on=list(keys.values()), how="left", maintain_order="left")
        .join(general, on="level", how="left", maintain_order="left")
    )


def _silent() -> pl.Expr:
    """No militarised action of this side's own, or no dispute at all."""
    level = pl.col("level")
    peace = pl.col("hostility").is_null() & (whole("ongoing") == 0)
    return (level.is_between(0, _NO_ACTION) | peace).fill_null(value=False)
