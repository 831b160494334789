"""GDELT events, versions 1 and 2, as published: tab-separated, without a header, often zipped.

Version 2 has 61 columns, version 1 has 58, and its oldest files 57. A table with GDELT's own column
names as a header, as data bases export it, is read too. Read against the column lists of the two
codebooks.

- `GLOBALEVENTID` tells an event from others: met again, in any file, it is a duplicate.
- An event counts once, however many articles carried it: one story told by many outlets is one
  report. Mentions, sources and articles are not kept.
- Countries are CAMEO's three letters. An actor with a country and no type, ethnicity or religion is
  taken for its state, as CAMEO means it; one with an ethnicity or religion for its society.
- An event dated more than a month before it entered GDELT is an anniversary or a slip in reading
  dates, and is refused.
- GDELT codes by machine from nearly everything: expect far more rows than ICEWS for the same days,
  and do not import both for the same days unless both should count.

Get it: gdeltproject.org. Terms: free to use; cite it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin.acts._reader import Reader, Separable
from longtin.acts._resolve import coded_names
from longtin.acts._vocabulary import cameo

_CODES = "gdelt_cameo"
MOST_DAYS = 31  # between an event and its entry
_SIDES = (("source", "Actor1"), ("target", "Actor2"))
_ROLES = ("type1", "type2", "type3")
_DECIDE = ("name", "country", "ethnic", "religion", *_ROLES)


def _actor(side: str) -> tuple[str, ...]:
    names = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code")
    return tuple(
        f"{side}{name}" for name in (*names, "Religion2Code", "Type1Code", "Type2Code", "Type3Code")
    )


def _place(side: str, *, second: bool) -> tuple[str, ...]:
    finer = ("ADM2Code",) if second else ()
    names = ("Type", "FullName", "CountryCode", "ADM1Code", *finer, "Lat", "Long", "FeatureID")
    return tuple(f"{side}Geo_{name}" for name in names)


def _published(*, second: bool) -> tuple[str, ...]:
    """The columns of version 1 or 2 in their order."""
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *_actor("Actor1"),
        *_actor("Actor2"),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
        *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *_place("Actor1", second=second),
        *_place("Actor2", second=second),
        *_place("Action", second=second),
        *("DATEADDED", "SOURCEURL"),
    )


class Gdelt(Reader):
    """Rows of the GDELT event data base."""

    format: ClassVar[str] = "gdelt"
    archive: ClassVar[str] = "gdelt"
    covers_all: ClassVar[bool] = True
    citation: ClassVar[str] = "Leetaru2013"
    licence: ClassVar[str] = "free to use; cite"
    layouts: ClassVar[tuple[tuple[str, ...], ...]] = (
        _published(second=True),
        _published(second=False),
        _published(second=False)[:-1],
    )
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "event": ("GLOBALEVENTID",),
        "date": ("SQLDATE", "Day"),
        "source_country": ("Actor1CountryCode",),
        "target_country": ("Actor2CountryCode",),
        "code": ("EventCode",),
        "base": ("EventBaseCode",),
        "class": ("QuadClass",),
        "added": ("DATEADDED",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        f"{side}_{part}": (f"{actor}{name}",)
        for side, actor in _SIDES
        for part, name in (
            ("name", "Name"),
            ("ethnic", "EthnicCode"),
            ("religion", "Religion1Code"),
            ("type1", "Type1Code"),
            ("type2", "Type2Code"),
            ("type3", "Type3Code"),
        )
    }

    separable: ClassVar[Separable] = Separable(
        number="event",
        when=("date", "added"),
        source=tuple(f"source_{part}" for part in _DECIDE),
        target=tuple(f"target_{part}" for part in _DECIDE),
        what=("code", "base"),
        sound={
            "event": "1",
            "date": "20140502",
            "added": "20140502",
            "source_country": "one",
            "target_country": "other",
            "code": "010",
        },
    )

    def fits(self, row: Mapping[str, str]) -> bool:
        """See `Reader.fits`."""
        return (
            row["event"].isdecimal()
            and re.match(r"^\d{8}$", row["date"]) is not None
            and re.match(r"^[1-4]?$", row["class"]) is not None
            and re.match(r"^(\d{8}|\d{14})$", row["added"]) is not None
            and all(
                re.match(r"^([A-Z]{3})?$", value) is not None
                for column, value in row.items()
                if column.endswith(("_country", "_type1", "_type2", "_type3"))
            )
        )

    def spoken_for(self, rows: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`: the days on which its events were entered."""
        entered = rows.filter(pl.col("problem").is_null()).select(_day("added"))["added"]
        first, last = entered.min(), entered.max()
        return (first, last) if isinstance(first, date) and isinstance(last, date) else None

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        meaning = cameo().select("code", "name", "kind", "mode", "quad", "domain")
        own = meaning.with_columns(pl.col("code").alias("known"))
        general = meaning.rename({name: f"{name}_base" for name in meaning.columns})
        told = (
            rows.with_columns(_day("date").alias("start"), _day("added").alias("entered"))
            .join(own, on="code", how="left", maintain_order="left")
            .join(general, left_on="base", right_on="code_base", how="left", maintain_order="left")
        )
        return told.select(
            "row",
            "start",
            pl.col("start").alias("end"),
            *(part for side, _ in _SIDES for part in _side(side)),
            *(
                pl.coalesce(name, f"{name}_base").alias(name)
                for name in ("kind", "mode", "quad", "domain")
            ),
            pl.coalesce("known", "base").alias("code"),
            pl.coalesce("name", "name_base").alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            _problem(),
            pl.when(pl.col("problem").is_null() & pl.col("event").is_not_null())
            .then(pl.lit("event ") + pl.col("event"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`."""
        return coded_names(asked, _CODES, bare="state")

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `Reader.turns`."""
        by_code = actors.code_turns(_CODES, country) if country else ()
        return sorted({*by_code, *actors.turns(name)})


def _day(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 8).str.to_date("%Y%m%d", strict=False)


def _side(side: str) -> list[pl.Expr]:
    """Name, country and roles; ethnicity or religion alone makes an actor one of society."""
    roles = pl.concat_str(*(f"{side}_{role}" for role in _ROLES), separator=",", ignore_nulls=True)
    group = pl.coalesce(f"{side}_ethnic", f"{side}_religion").is_not_null()
    return [
        pl.coalesce(f"{side}_name", f"{side}_country").alias(f"{side}_name"),
        pl.col(f"{side}_country"),
        pl.when(roles != "").then(roles).when(group).then(pl.lit("CVL")).alias(f"{side}_sectors"),
    ]


def _problem() -> pl.Expr:
    late = (pl.col("entered") - pl.col("start")).dt.total_days()
    return pl.coalesce(
        "problem",
        pl.when(pl.col("event").is_null()).then(pl.lit("no event number")),
        pl.when(pl.col("start").is_null()).then(pl.lit("a date that is not a day as YYYYMMDD")),
        pl.when(late > MOST_DAYS).then(pl.lit("dated more than a month before it was entered")),
        pl.when(late < -1).then(pl.lit("dated after it was entered")),
        *(
            pl.when(pl.col(f"{side}_country").is_null()).then(pl.lit(f"no country of {actor}"))
            for side, actor in _SIDES
        ),
        pl.when(pl.coalesce("kind", "kind_base").is_null()).then(
            pl.lit("an event code that CAMEO does not list")
        ),
    ).alias("problem")
