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
from longtin._language import message
from longtin.acts._affiliation import named
from longtin.acts._reason import Reason
from longtin.acts._vocabulary import cameo
from longtin.acts.reader import NO_DAY, EventReader, Whose, day

_NOTHING = ("NA", "NULL", "null", "None")
_CAMEO = ("kind", "mode", "quad", "domain")
_NOBODY = {
    "source": Reason("no-source-name", message("no source name")),
    "target": Reason("no-target-name", message("no target name")),
}
NO_DEED = Reason("no-cameo-text", message("an event text and code that CAMEO does not list"))


class Icews(EventReader):
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
    number: ClassVar[str] = "event"
    content: ClassVar[tuple[str, ...]] = ("date", "source", "target", "text", "code")
    days: ClassVar[tuple[str, ...]] = ("date",)
    source: ClassVar[tuple[str, ...]] = ("source", "source_sectors", "source_country")
    target: ClassVar[tuple[str, ...]] = ("target", "target_sectors", "target_country")
    deed: ClassVar[tuple[str, ...]] = ("text", "code")

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        on = pl.coalesce(day(pl.col("date").str.slice(0, 10)), _month_first(pl.col("date")))
        return values.select(
            on.alias("start"),
            on.alias("end"),
            pl.when(on.is_null()).then(NO_DAY.column()).alias("refusal"),
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`."""
        return values.select(
            "name",
            *(
                pl.when(~pl.col(part).is_in(_NOTHING)).then(pl.col(part)).alias(part)
                for part in ("country", "sectors")
            ),
            pl.when(pl.col("name").is_null()).then(_NOBODY[side].column()).alias("refusal"),
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`: by the words, else by the code."""
        by_text = (
            cameo()
            .with_columns(pl.col("name").str.to_lowercase().alias("words"))
            .unique("words", keep="last", maintain_order=True)  # CONSULT 04 and Consult 040
        )
        by_code = cameo().rename({name: f"{name}_coded" for name in ("code", "name", *_CAMEO)})
        meant = (
            values.rename({"code": "given"})
            .with_columns(pl.col("text").str.to_lowercase().alias("words"))
            .join(by_text, on="words", how="left", maintain_order="left")
            .join(
                by_code.with_columns(pl.col("code_coded").alias("given")),
                on="given",
                how="left",
                maintain_order="left",
            )
        )
        found = {name: pl.coalesce(name, f"{name}_coded") for name in (*_CAMEO, "code", "name")}
        return meant.select(
            *(found[name].alias(name) for name in (*_CAMEO, "code")),
            found["name"].alias("text"),
            pl.lit(1, pl.Int32).alias("count"),
            pl.when(found["kind"].is_null()).then(NO_DEED.column()).alias("refusal"),
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:
        """See `EventReader.whose`."""
        return named(name, country, sectors, day)

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `EventReader.turns`."""
        return actors.turns(name, country)


def _month_first(text: pl.Expr) -> pl.Expr:
    """The day that text names as M/D/YYYY, as in the file of 2017."""
    whole = text.str.extract(r"^(\d{1,2}/\d{1,2}/20\d\d)$")
    return whole.str.to_date("%m/%d/%Y", strict=False)
