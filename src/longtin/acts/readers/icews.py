"""ICEWS coded event data in its full layout, as published on Harvard Dataverse.

One tab-separated file a year, with a header; also as CSV, gzipped or zipped, and with the header
as statistics programs rewrite it (`Event.Date`, `event_date`). Read against a sample of June 2018.

A report is told from another by its event number and its day: two outlets that tell one story stay
two rows, as in the complete counts. The number alone would not do, since the file of 2013 as
published in 2015 shares 145,312 of them with 2014. The file of 2021 has 5,789 rows twice.

The event's words, not its code, say what was done, because programs that read the code as a number
lose its leading zero, and the file of 2017 has none. That file also writes days as 12/31/2017.

Get it: ICEWS Coded Event Data, doi:10.7910/DVN/28075. Terms: on its Dataverse page; cite it.
"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin.acts._reader import Reader, Separable, day
from longtin.acts._resolve import archive_names
from longtin.acts._vocabulary import cameo

_NOTHING = ("NA", "NULL", "null", "None")
_CAMEO = ("kind", "mode", "quad", "domain")


class Icews(Reader):
    """Rows of the whole ICEWS archive."""

    format: ClassVar[str] = "icews"
    archive: ClassVar[str] = "icews"
    covers_all: ClassVar[bool] = True
    citation: ClassVar[str] = "ICEWS2015"
    licence: ClassVar[str] = "ICEWS terms on Dataverse; cite, check before commercial use"
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "event": ("Event ID",),
        "date": ("Event Date",),
        "source": ("Source Name",),
        "source_country": ("Source Country",),
        "text": ("Event Text",),
        "target": ("Target Name",),
        "target_country": ("Target Country",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "source_sectors": ("Source Sectors",),
        "target_sectors": ("Target Sectors",),
        "code": ("CAMEO Code",),
    }
    separable: ClassVar[Separable] = Separable(
        number="event",
        when=("date",),
        source=("source", "source_sectors", "source_country"),
        target=("target", "target_sectors", "target_country"),
        what=("text", "code"),
        sound={
            "event": "1",
            "date": "2018-06-01",
            "source": "somebody",
            "text": "Make statement",
            "target": "somebody else",
        },
    )

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        by_text = (
            cameo()
            .with_columns(pl.col("name").str.to_lowercase().alias("words"))
            .unique("words", keep="last", maintain_order=True)  # CONSULT 04 and Consult 040
        )
        by_code = cameo().rename({name: f"{name}_coded" for name in ("name", *_CAMEO)})
        told = (
            rows.with_columns(
                pl.col("text").str.to_lowercase().alias("words"), pl.col("code").alias("given")
            )
            .drop("code")
            .join(by_text, on="words", how="left", maintain_order="left")
            .join(
                by_code.with_columns(pl.col("code").alias("same_code")),
                left_on="given",
                right_on="code",
                how="left",
                maintain_order="left",
            )
        )
        on = pl.coalesce(day(pl.col("date").str.slice(0, 10)), _month_first(pl.col("date")))
        content = [
            pl.col(name).fill_null("") for name in ("date", "source", "target", "text", "given")
        ]
        number = pl.when(pl.col("event").is_not_null()).then(pl.lit("event ") + pl.col("event"))
        return told.select(
            "row",
            on.alias("start"),
            on.alias("end"),
            *_side("source"),
            *_side("target"),
            *(pl.coalesce(name, f"{name}_coded").alias(name) for name in _CAMEO),
            pl.coalesce("code", "same_code").alias("code"),
            pl.coalesce("name", "name_coded").alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            _problem(on).alias("problem"),
            pl.when(pl.col("problem").is_null())
            .then(pl.coalesce(number, pl.concat_str(content, separator="\x1f")))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`."""
        return archive_names(asked)

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `Reader.turns`."""
        return actors.turns(name, country)


def _side(side: str) -> list[pl.Expr]:
    return [
        pl.col(side).alias(f"{side}_name"),
        *(
            pl.when(~pl.col(f"{side}_{part}").is_in(_NOTHING)).then(pl.col(f"{side}_{part}"))
            for part in ("country", "sectors")
        ),
    ]


def _month_first(text: pl.Expr) -> pl.Expr:
    """The day that text names as M/D/YYYY, as in the file of 2017."""
    whole = text.str.extract(r"^(\d{1,2}/\d{1,2}/20\d\d)$")
    return whole.str.to_date("%m/%d/%Y", strict=False)


def _problem(on: pl.Expr) -> pl.Expr:
    return pl.coalesce(
        "problem",
        pl.when(on.is_null()).then(pl.lit("a date that is not a day as YYYY-MM-DD")),
        pl.when(pl.col("source").is_null()).then(pl.lit("no source name")),
        pl.when(pl.col("target").is_null()).then(pl.lit("no target name")),
        pl.when(pl.coalesce("kind", "kind_coded").is_null()).then(
            pl.lit("an event text and code that CAMEO does not list")
        ),
    )
