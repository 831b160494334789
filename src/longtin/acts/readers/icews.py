"""ICEWS coded event data in its full layout, as published on Harvard Dataverse.

One tab-separated file a year, with a header; also as CSV, gzipped or zipped, and with the header
as statistics programs rewrite it (`Event.Date`, `event_date`). Read against a sample of June 2018.

A report is told from another by its event number and its day: two outlets that tell one story stay
two rows, as in the complete counts. The number alone would not do, since the file of 2013 as
published in 2015 shares 145,312 of them with 2014. The file of 2021 has 5,789 rows twice.

The event's words, not its code, say what was done, because programs that read the code as a number
lose its leading zero, and the file of 2017 has none. That file also writes days as 12/31/2017.
Where the words are in no list the code has to do; one whose zero may be lost does not, and a code
of another root than the words is a row that contradicts itself.

Get it: ICEWS Coded Event Data, doi:10.7910/DVN/28075. Terms: research and education only, no
commercial use; cite it.
"""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._affiliation import named
from longtin.acts._reason import Reason
from longtin.acts._schema import MEANING
from longtin.acts._vocabulary import event_types_by_words, readings
from longtin.acts._written_days import MONTH_FIRST, iso
from longtin.acts.reader import AT_ODDS, NO_DAY, EventReader, Whose, code, day

_NOBODY = {
    "source": Reason("no-source-name", message("no source name")),
    "target": Reason("no-target-name", message("no target name")),
}
NO_DEED = Reason("no-cameo-text", message("an event text and code that CAMEO does not list"))
LOST_ZERO = Reason(
    "code-may-lack-zero",
    message("an event text that CAMEO does not list, and a code that may have lost a zero: {code}"),
)


class Icews(EventReader):
    """Rows of the whole ICEWS archive."""

    format: ClassVar[str] = "icews"
    archive: ClassVar[str] = "icews"
    whole: ClassVar[int] = 50
    citation: ClassVar[str] = "ICEWS2015"
    licence: ClassVar[str] = "research and education only, no commercial use; cite"
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
    dated: ClassVar[tuple[str, ...]] = ("date",)
    order: str | None = MONTH_FIRST
    days: ClassVar[tuple[str, ...]] = ("date",)
    source: ClassVar[tuple[str, ...]] = ("source", "source_sectors", "source_country")
    target: ClassVar[tuple[str, ...]] = ("target", "target_sectors", "target_country")
    deed: ClassVar[tuple[str, ...]] = ("text", "code")

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        on = day(pl.col("date"))
        return values.select(iso(values["date"], self.order)).select(
            on.alias("start"),
            on.alias("end"),
            pl.when(on.is_null()).then(NO_DAY.column()).alias("refusal"),
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`."""
        return values.select(
            "name",
            "country",
            "sectors",
            pl.when(pl.col("name").is_null()).then(_NOBODY[side].column()).alias("refusal"),
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`: by the words, else by the code."""
        asked = values.select("text", code(pl.col("code")))
        rows = [_meaning(*each) for each in asked.iter_rows()]
        return pl.DataFrame(rows, MEANING | {"refusal": pl.String()}, orient="row").with_columns(
            pl.lit(1, pl.Int32).alias("count")
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:
        """See `EventReader.whose`."""
        return named(name, country, sectors, day)

    def turns(self, name: str, country: str | None) -> Sequence[date]:
        """See `EventReader.turns`."""
        return actors.turns(name, country)


def _meaning(text: str | None, given: str | None) -> tuple[object, ...]:
    """What an event's words and code mean, and why nothing if they do."""
    nothing = (None,) * len(MEANING)
    meant = event_types_by_words().get(text.lower()) if text else None
    coded = readings(given) if given else []
    if meant is None:
        if len(coded) > 1:
            return (*nothing, LOST_ZERO.text(code=given))
        return (*astuple(coded[0]), None) if coded else (*nothing, NO_DEED.text())
    if coded and meant.root not in {each.root for each in coded}:
        odds = AT_ODDS.text(column="CAMEO Code", value=given, other="Event Text", other_value=text)
        return (*nothing, odds)
    return (*astuple(meant), None)
