"""POLECAT: political events coded in the PLOVER ontology, the successor of ICEWS.

Weekly and yearly tab-separated files of forty columns, as published on Harvard Dataverse; a yearly
zip file holds a table a month. Some have a broken header, and some lines stray tabs: the columns
are then taken in their published order, and a line is put right only where there is one way to.
Read against the column lists of the published files, not against a whole file.

- A line that names several states on a side is one row for each pair: what two states did to a
  third, each of them did. Pairs of a state with itself are then left out. A line with more than a
  dozen states on a side is a list and is refused.
- Countries are ISO 3166 codes. A first sector (GOV, MIL, REB, …) says who within the state; without
  one, the name must be in our lists.
- An event dated more than a month from its story is an anniversary or a forecast, and is refused.
- One event, one row: its number tells it from others, in weekly and yearly files alike.

Get it: POLECAT Weekly Data, doi:10.7910/DVN/AJGVIT. Terms: research and education only, no
commercial use; cite it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import polars as pl

from longtin.acts._reader import Reader, day
from longtin.acts._resolve import coded_names
from longtin.acts._vocabulary import kinds

MOST_STATES = 12
MOST_DAYS = 31  # between an event and its story
_NOTHING = ("None", "none", "NA", "NaN", "nan", "NULL")
_QUADS = {
    "VERBAL COOPERATION": 1,
    "MATERIAL COOPERATION": 2,
    "VERBAL CONFLICT": 3,
    "MATERIAL CONFLICT": 4,
}
_ISO_DAY = r"^\d{4}-\d{2}-\d{2}([ T][\d:.Z]*)?$"
_LISTED = {
    "date": _ISO_DAY,
    "contexts": r"^[a-z_\-]+(\s*;\s*[a-z_\-]+)*$",
    "source_country": r"^[A-Z]{3}(\s*;\s*[A-Z]{3})*$",
    "target_country": r"^[A-Z]{3}(\s*;\s*[A-Z]{3})*$",
    "source_cow": r"^\d+(\.0)?(\s*;\s*\d+(\.0)?)*$",
    "target_cow": r"^\d+(\.0)?(\s*;\s*\d+(\.0)?)*$",
    "source_sector": r"^[A-Z]{3}$",
    "target_sector": r"^[A-Z]{3}$",
    "source_sectors": r"^[A-Z]{3}(\s*;\s*[A-Z]{3})*$",
    "target_sectors": r"^[A-Z]{3}(\s*;\s*[A-Z]{3})*$",
    "latitude": r"^-?\d+(\.\d+)?$",
    "longitude": r"^-?\d+(\.\d+)?$",
    "published": _ISO_DAY,
}


def _published(intensity: str) -> tuple[str, ...]:
    """The forty columns in their order; one of them has had two names."""
    return (
        *("Event ID", "Event Date", "Event Type", "Event Mode", intensity, "Quad Code"),
        *("Contexts", "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector"),
        *("Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID"),
        *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
        *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
        *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
        *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
        *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
    )


class Polecat(Reader):
    """Rows of the POLECAT archive."""

    format: ClassVar[str] = "polecat"
    archive: ClassVar[str] = "polecat"
    covers_all: ClassVar[bool] = True
    citation: ClassVar[str] = "Scarborough2023; Halterman2023"
    licence: ClassVar[str] = "research and education only, no commercial use; cite"
    layouts: ClassVar[tuple[tuple[str, ...], ...]] = (_published("Event Intensity"),)
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "event": ("Event ID",),
        "date": ("Event Date",),
        "type": ("Event Type",),
        "source": ("Actor Name",),
        "source_country": ("Actor Country",),
        "target": ("Recipient Name",),
        "target_country": ("Recipient Country",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "mode": ("Event Mode",),
        "class": ("Quad Code",),
        "contexts": ("Contexts",),
        "source_cow": ("Actor COW",),
        "source_sector": ("Primary Actor Sector",),
        "source_sectors": ("Actor Sectors",),
        "source_raw": ("Actor Name Raw",),
        "target_cow": ("Recipient COW",),
        "target_sector": ("Primary Recipient Sector",),
        "target_sectors": ("Recipient Sectors",),
        "target_raw": ("Recipient Name Raw",),
        "latitude": ("Latitude",),
        "longitude": ("Longitude",),
        "published": ("Publication Date",),
    }

    def fits(self, row: Mapping[str, str]) -> bool:
        """See `Reader.fits`."""
        if not row["event"] or row["type"].upper() not in kinds():
            return False
        if not re.match(_ISO_DAY, row["date"]):
            return False
        if row.get("class", "") not in ("", *_NOTHING, *_QUADS):
            return False
        return all(
            re.match(pattern, row[column]) is not None
            for column, pattern in _LISTED.items()
            if row.get(column, "") not in ("", *_NOTHING)
        )

    def spoken_for(self, rows: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`: the days on which its stories appeared."""
        told = rows.filter(pl.col("problem").is_null()).select(
            day(pl.col("published").str.slice(0, 10))
        )
        first, last = told["published"].min(), told["published"].max()
        return (first, last) if isinstance(first, date) and isinstance(last, date) else None

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        given = rows.with_columns(
            pl.when(~pl.col(name).is_in(_NOTHING)).then(pl.col(name))
            for name in (*self.required, *self.optional)
        )
        told = given.with_columns(
            day(pl.col("date").str.slice(0, 10)).alias("start"),
            day(pl.col("published").str.slice(0, 10)).alias("told"),
            pl.col("type").str.to_uppercase().alias("kind"),
        )
        split = _states(_states(told.with_columns(_problem()), "source"), "target")
        return _each_pair(split).select(
            "row",
            "start",
            pl.col("start").alias("end"),
            *_side("source"),
            *_side("target"),
            "kind",
            pl.col("mode").str.to_lowercase(),
            _quad(),
            pl.col("contexts").str.split(";").list.first().str.strip_chars().alias("domain"),
            pl.concat_str("kind", "mode", separator="-", ignore_nulls=True).alias("code"),
            pl.concat_str("kind", "mode", separator=", ", ignore_nulls=True)
            .str.to_lowercase()
            .alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            "problem",
            pl.when(pl.col("problem").is_null())
            .then(
                pl.concat_str(pl.lit("event "), "event")
                + pl.when(pl.col("pair") > 0)
                .then(pl.format(", pair {}", "pair"))
                .otherwise(pl.lit(""))
            )
            .otherwise(pl.col("line"))
            .alias("identity"),
        )

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`."""
        return coded_names(asked, "iso3", bare=None)


def _problem() -> pl.Expr:
    late = (pl.col("start") - pl.col("told")).dt.total_days().abs() > MOST_DAYS
    return pl.coalesce(
        "problem",
        pl.when(pl.col("event").is_null()).then(pl.lit("no event number")),
        pl.when(pl.col("start").is_null()).then(pl.lit("a date that is not a day as YYYY-MM-DD")),
        pl.when(late).then(pl.lit("dated more than a month from its story")),
        pl.when(~pl.col("kind").is_in(list(kinds())) | pl.col("kind").is_null()).then(
            pl.lit("an event type that PLOVER does not list")
        ),
        *(
            pl.when(pl.coalesce(side, f"{side}_raw", f"{side}_country").is_null()).then(
                pl.lit(f"no {word}")
            )
            for side, word in (("source", "actor"), ("target", "recipient"))
        ),
        *(
            pl.when(pl.col(f"{side}_country").str.count_matches(";") >= MOST_STATES).then(
                pl.lit(f"more than {MOST_STATES} states on one side")
            )
            for side in ("source", "target")
        ),
    ).alias("problem")


def _states(rows: pl.DataFrame, side: str) -> pl.DataFrame:
    """A row for each state named on a side, with the name that goes with it if there are as many.

    Without ISO codes, Correlates of War codes serve.
    """
    whole = pl.coalesce(side, f"{side}_raw", f"{side}_country")
    codes = _parts(
        pl.when(pl.col("problem").is_null()).then(
            pl.coalesce(f"{side}_country", pl.col(f"{side}_cow").str.replace_all(r"\.0\b", ""))
        )
    )
    names = _parts(whole)
    paired = codes.list.len() == names.list.len()
    return rows.with_columns(
        codes.alias(f"{side}_code"),
        pl.when(paired)
        .then(names)
        .otherwise(whole.fill_null("").repeat_by(codes.list.len()))
        .alias(f"{side}_one"),
    ).explode(f"{side}_code", f"{side}_one", empty_as_null=True, keep_nulls=True)


def _parts(cell: pl.Expr) -> pl.Expr:
    return cell.fill_null("").str.split(";").list.eval(pl.element().str.strip_chars())


def _each_pair(rows: pl.DataFrame) -> pl.DataFrame:
    """Each pair once, and no state with itself where a line has other pairs."""
    itself = pl.col("source_code").eq(pl.col("target_code"))
    pairs = rows.unique(["row", "source_code", "target_code"], keep="first", maintain_order=True)
    return pairs.filter(~itself | itself.all().over("row")).with_columns(
        pl.int_range(pl.len()).over("row").alias("pair")
    )


def _side(side: str) -> list[pl.Expr]:
    def filled(text: pl.Expr) -> pl.Expr:
        return pl.when(~text.is_in(["", *_NOTHING])).then(text)

    sectors = pl.concat_str(
        f"{side}_sector", f"{side}_sectors", separator=";", ignore_nulls=True
    ).str.replace_all(r"\s*;\s*", ",")
    return [
        pl.coalesce(
            filled(pl.col(f"{side}_one")), f"{side}_raw", filled(pl.col(f"{side}_code"))
        ).alias(f"{side}_name"),
        filled(pl.col(f"{side}_code").str.to_uppercase()).alias(f"{side}_country"),
        filled(sectors).alias(f"{side}_sectors"),
    ]


def _quad() -> pl.Expr:
    """As the archive classes it; where it does not, as PLOVER classes the type."""
    own = {name: kind.quad for name, kind in kinds().items()}
    return pl.coalesce(
        pl.col("class")
        .str.to_uppercase()
        .replace_strict(_QUADS, default=None, return_dtype=pl.Int8),
        pl.col("kind").replace_strict(own, default=None, return_dtype=pl.Int8),
    ).alias("quad")
