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
- A type that the class of its row contradicts, cooperation here and conflict there, is refused.
- One event, one row: its number tells it from others, in weekly and yearly files alike.

Get it: POLECAT Weekly Data, doi:10.7910/DVN/AJGVIT. Terms: research and education only, no
commercial use; cite it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

import polars as pl

from longtin._language import message
from longtin.acts._affiliation import coded, coded_turns
from longtin.acts._reason import Reason
from longtin.acts._vocabulary import kinds
from longtin.acts._written_days import iso
from longtin.acts.reader import AT_ODDS, NO_DAY, NOTHING, EventReader, Whose, day, span_of

MOST_STATES = 12
MOST_DAYS = 31  # between an event and its story
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

_CODES = "iso3"
_PARTS = ("", "_country", "_cow", "_sector", "_sectors", "_raw")
FAR = Reason("far-from-story", message("dated more than a month from its story"))
NO_TYPE = Reason("no-plover-type", message("an event type that PLOVER does not list"))
NOBODY = {
    "source": Reason("no-actor", message("no actor")),
    "target": Reason("no-recipient", message("no recipient")),
}
TOO_MANY = Reason("too-many-states", message("more than {n} states on one side"))


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


class Polecat(EventReader):
    """Rows of the POLECAT archive."""

    format: ClassVar[str] = "polecat"
    archive: ClassVar[str] = "polecat"
    whole: ClassVar[int] = 50
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

    number: ClassVar[str] = "event"
    must_have_number: ClassVar[bool] = True
    dated: ClassVar[tuple[str, ...]] = ("date", "published")
    days: ClassVar[tuple[str, ...]] = ("date", "published")
    source: ClassVar[tuple[str, ...]] = tuple(f"source{part}" for part in _PARTS)
    target: ClassVar[tuple[str, ...]] = tuple(f"target{part}" for part in _PARTS)
    deed: ClassVar[tuple[str, ...]] = ("type", "mode", "class", "contexts")
    several: ClassVar[bool] = True

    def fits(self, row: Mapping[str, str]) -> bool:
        """See `Reader.fits`."""
        if not row["event"] or row["type"].upper() not in kinds():
            return False
        if not re.match(_ISO_DAY, row["date"]):
            return False
        if row.get("class", "") not in ("", *NOTHING, *_QUADS):
            return False
        return all(
            re.match(pattern, row[column]) is not None
            for column, pattern in _LISTED.items()
            if row.get(column, "") not in ("", *NOTHING)
        )

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`: the days on which its stories appeared."""
        return span_of(self._days(values)["published"])

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        late = (pl.col("start") - pl.col("told")).dt.total_days().abs() > MOST_DAYS
        return (
            self._days(values)
            .select(pl.col("date").alias("start"), pl.col("date").alias("end"), told="published")
            .with_columns(
                pl.coalesce(
                    pl.when(pl.col("start").is_null()).then(NO_DAY.column()),
                    pl.when(late).then(FAR.column()),
                ).alias("refusal")
            )
        )

    def _days(self, values: pl.DataFrame) -> pl.DataFrame:
        """The columns of days, as days."""
        return values.select(iso(values[name], self.order) for name in self.dated).select(
            day(pl.all())
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`: all of a side together, then each of its states."""
        given = values.with_row_index("value")
        whole = given.with_columns(
            pl.coalesce("name", "raw", "country").alias("one"),
            pl.coalesce("country", pl.col("cow").str.replace_all(r"\.0\b", ""))
            .fill_null("")
            .str.strip_chars()
            .alias("code"),
        )
        many = pl.col("country").str.count_matches(";") >= MOST_STATES
        refused = whole.with_columns(
            pl.coalesce(
                pl.when(pl.col("one").is_null()).then(NOBODY[side].column()),
                pl.when(many).then(TOO_MANY.column(n=str(MOST_STATES))),
            ).alias("refusal"),
            pl.lit(0).alias("place"),
        )
        each = _states(refused.filter(pl.col("refusal").is_null()))
        states = each.group_by("value").agg(pl.len().alias("states"))
        told = refused.join(states, on="value", how="left", maintain_order="left").with_columns(
            pl.col("states").fill_null(1)
        )
        # A single state, however often it is named, is the side itself.
        single = each.join(states.filter(pl.col("states") == 1), on="value").select(
            "value", pl.col("one").alias("one_name"), pl.col("code").alias("one_code")
        )
        sides = told.join(single, on="value", how="left", maintain_order="left").with_columns(
            pl.coalesce("one_name", "one").alias("one"),
            pl.coalesce("one_code", "code").alias("code"),
        )
        several = each.join(states.filter(pl.col("states") > 1), on="value")
        return pl.concat([sides, several], how="diagonal_relaxed").select(
            "value",
            "place",
            "states",
            _named().alias("name"),
            _filled(pl.col("code").str.to_uppercase()).alias("country"),
            _sectors().alias("sectors"),
            "refusal",
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`."""
        told = values.with_columns(pl.col("type").str.to_uppercase().alias("kind"))
        coded_type = pl.concat_str("kind", "mode", separator="-", ignore_nulls=True)
        in_words = pl.concat_str("kind", "mode", separator=", ", ignore_nulls=True)
        listed = pl.col("kind").is_in(list(kinds()))
        return told.select(
            "kind",
            pl.col("mode").str.to_lowercase(),
            _quad(),
            pl.col("contexts").str.split(";").list.first().str.strip_chars().alias("domain"),
            coded_type.alias("code"),
            in_words.str.to_lowercase().alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            pl.coalesce(
                pl.when(~listed.fill_null(value=False)).then(NO_TYPE.column()),
                pl.when((_own_quad() > 2) != (_quad() > 2)).then(
                    AT_ODDS.column(
                        column="Event Type",
                        value=pl.col("type"),
                        other="Quad Code",
                        other_value=pl.col("class"),
                    )
                ),
            ).alias("refusal"),
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:
        """See `EventReader.whose`."""
        return coded(name, country, sectors, day, _CODES, bare=None)

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `EventReader.turns`."""
        return coded_turns(name, country, _CODES)


def _states(sides: pl.DataFrame) -> pl.DataFrame:
    """Each state of a side once, with the name that goes with it if there are as many.

    Without ISO codes, Correlates of War codes serve.
    """
    codes, names = _parts(pl.col("code")), _parts(pl.col("one"))
    return (
        sides.with_columns(
            codes.alias("code"),
            pl.when(codes.list.len() == names.list.len())
            .then(names)
            .otherwise(pl.col("one").repeat_by(codes.list.len()))
            .alias("one"),
        )
        .explode("code", "one", empty_as_null=True, keep_nulls=True)
        .unique(["value", "code"], keep="first", maintain_order=True)
        .with_columns((pl.int_range(pl.len()).over("value") + 1).alias("place"))
    )


def _parts(cell: pl.Expr) -> pl.Expr:
    return cell.fill_null("").str.split(";").list.eval(pl.element().str.strip_chars())


def _named() -> pl.Expr:
    """The name that goes with a state, else its code; a side without a name has none."""
    code = pl.when(pl.col("refusal").is_null()).then(_filled(pl.col("code")))
    return pl.coalesce(_filled(pl.col("one")), "raw", code, "one")


def _sectors() -> pl.Expr:
    both = pl.concat_str("sector", "sectors", separator=";", ignore_nulls=True)
    return _filled(both.str.replace_all(r"\s*;\s*", ","))


def _filled(text: pl.Expr) -> pl.Expr:
    return pl.when(~text.is_in(["", *NOTHING])).then(text)


def _quad() -> pl.Expr:
    """As the archive classes it; where it does not, as PLOVER classes the type."""
    its = pl.col("class").str.to_uppercase()
    return pl.coalesce(
        its.replace_strict(_QUADS, default=None, return_dtype=pl.Int8), _own_quad()
    ).alias("quad")


def _own_quad() -> pl.Expr:
    own = {name: kind.quad for name, kind in kinds().items()}
    return pl.col("kind").replace_strict(own, default=None, return_dtype=pl.Int8)
