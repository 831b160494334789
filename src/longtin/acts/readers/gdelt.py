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
- Programs that take codes for numbers make 18 of 018. The root code and the class of the same row
  say which was meant: a lost zero is put back where only that agrees with them, and a row that
  contradicts itself is refused. (GDELT's classes are told apart as cooperation and conflict only:
  it has protest in class 3, CAMEO in class 4.)
- GDELT codes by machine from nearly everything: expect far more rows than ICEWS for the same days,
  and do not import both for the same days unless both should count.

Get it: gdeltproject.org. Terms: free to use; cite it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import ClassVar

import polars as pl

from longtin._language import message
from longtin.acts._affiliation import coded, coded_turns
from longtin.acts._reason import Reason
from longtin.acts._schema import MEANING
from longtin.acts._vocabulary import EventType, readings
from longtin.acts.reader import AT_ODDS, EventReader, Whose, code, span_of

_CODES = "gdelt_cameo"
MOST_DAYS = 31  # between an event and its entry
_SIDES = (("source", "Actor1"), ("target", "Actor2"))
_ROLES = ("type1", "type2", "type3")
_DECIDE = ("name", "country", "ethnic", "religion", *_ROLES)
_QUADS, _CONFLICT = ("1", "2", "3", "4"), ("3", "4")
_TOLD = MEANING | {"mended": pl.Boolean(), "refusal": pl.String()}
NO_DATE = Reason("no-day-in-digits", message("a date that is not a day as YYYYMMDD"))
LATE = Reason("long-before-entry", message("dated more than a month before it was entered"))
EARLY = Reason("after-entry", message("dated after it was entered"))
NO_COUNTRY = Reason("no-country", message("no country of {actor}"))
NO_DEED = Reason("no-cameo-code", message("an event code that CAMEO does not list"))


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


class Gdelt(EventReader):
    """Rows of the GDELT event data base."""

    format: ClassVar[str] = "gdelt"
    archive: ClassVar[str] = "gdelt"
    whole: ClassVar[int] = 50
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
        "root": ("EventRootCode",),
        **{
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
        },
    }

    number: ClassVar[str] = "event"
    must_have_number: ClassVar[bool] = True
    days: ClassVar[tuple[str, ...]] = ("date", "added")
    source: ClassVar[tuple[str, ...]] = tuple(f"source_{part}" for part in _DECIDE)
    target: ClassVar[tuple[str, ...]] = tuple(f"target_{part}" for part in _DECIDE)
    deed: ClassVar[tuple[str, ...]] = ("code", "base", "root", "class")

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

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`: the days on which its events were entered."""
        return span_of(values.select(_day("added"))["added"])

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        late = (pl.col("entered") - pl.col("start")).dt.total_days()
        return values.select(
            _day("date").alias("start"), _day("date").alias("end"), _day("added").alias("entered")
        ).with_columns(
            pl.coalesce(
                pl.when(pl.col("start").is_null()).then(NO_DATE.column()),
                pl.when(late > MOST_DAYS).then(LATE.column()),
                pl.when(late < -1).then(EARLY.column()),
            ).alias("refusal")
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`: ethnicity or religion alone makes an actor one of society."""
        roles = pl.concat_str(*_ROLES, separator=",", ignore_nulls=True)
        group = pl.coalesce("ethnic", "religion").is_not_null()
        without = NO_COUNTRY.column(actor=dict(_SIDES)[side])
        return values.select(
            pl.coalesce("name", "country").alias("name"),
            "country",
            pl.when(roles != "").then(roles).when(group).then(pl.lit("CVL")).alias("sectors"),
            pl.when(pl.col("country").is_null()).then(without).alias("refusal"),
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`: by the code, else by its base."""
        asked = values.select(code(pl.col(name)) for name in self.deed)
        rows = [_meaning(*each) for each in asked.iter_rows()]
        return pl.DataFrame(rows, _TOLD, orient="row").with_columns(
            pl.lit(1, pl.Int32).alias("count")
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:
        """See `EventReader.whose`."""
        return coded(name, country, sectors, day, _CODES, bare="state")

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `EventReader.turns`."""
        return coded_turns(name, country, _CODES)


def _meaning(
    given: str | None, base: str | None, root: str | None, quad: str | None
) -> tuple[object, ...]:
    """What a code means beside the root code and class of its row: as `_TOLD` has it."""
    nothing = (None,) * 6
    found = next((each for each in (given, base) if each and readings(each)), None)
    if found is None:
        return (*nothing, False, NO_DEED.text())
    odd = None
    for meant in readings(found):
        against = _against(meant, root, quad)
        if against is None:
            return (*astuple(meant), meant.code != found, None)
        odd = odd or against
    column, value = odd or ("", "")
    odds = AT_ODDS.text(column="EventCode", value=found, other=column, other_value=value)
    return (*nothing, False, odds)


def _against(meant: EventType, root: str | None, quad: str | None) -> tuple[str, str] | None:
    """The column of the row, and its value, that says other than a code; `None` if none does."""
    if root and root.isdecimal() and meant.root != root.zfill(2):
        return "EventRootCode", root
    if quad in _QUADS and meant.is_conflict != (quad in _CONFLICT):
        return "QuadClass", quad
    return None


def _day(column: str) -> pl.Expr:
    return code(pl.col(column)).str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
