"""A plain table that a person wrote, with a header.

Columns `date, source, type, target`, and if wanted `end, count, domain, text`.

- `date`: a day (2014-05-02), a month (2014-05) or a year (2014); with `end`, the first of a period.
  Other ways to write them are read where they leave no doubt: see `dates_as_written`.
- `source`, `target`: a state by any code or name that `actors.find` knows, in English or
  Vietnamese, or an actor as event archives name it ("Foreign Affairs (France)").
- `type`: a PLOVER type (AGREE), a CAMEO code with its leading zero (042), or CAMEO's words for it
  ("Make a visit").
- `count`: how many such acts, 1 if empty.

Two rows with the same date, names, type and text are one act.
"""

from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason, remark_of
from longtin.acts._vocabulary import cameo, kinds
from longtin.acts.importing.dates_as_written import first_day, form, iso, last_day
from longtin.acts.reader import EventReader, Whose
from longtin.errors import ActorError, Phrase

_TYPES: dict[str, pl.DataType] = {
    "type": pl.String(),
    "kind": pl.String(),
    "mode": pl.String(),
    "quad": pl.Int8(),
    "kind_domain": pl.String(),
    "code": pl.String(),
    "words": pl.String(),
    "refusal": pl.String(),
}

NO_DATE = Reason("no-date", message("no date"))
UNREAD = Reason(
    "unread-date",
    message("a date written as '{form}', which is no day, or may be two; write it as 2014-05-02"),
)
BACKWARDS = Reason("ends-before-it-starts", message("it ends before it starts"))
NOBODY = {
    "source": Reason("no-source", message("no source")),
    "target": Reason("no-target", message("no target")),
}
NO_TYPE = Reason("no-type", message("no type"))
UNKNOWN_TYPE = Reason("unknown-type", message("no type '{given}'"))
NEAR_TYPE = Reason("unknown-type-near", message("no type '{given}'; did you mean '{near}'?"))
LOST_ZERO = Reason(
    "lost-zero",
    message(
        "no type '{given}'; did you mean '{near}'? Spreadsheet programs drop the leading zero of "
        "CAMEO codes"
    ),
)
NO_COUNT = Reason("no-count", message("a count that is not a whole number of at least 1"))
UNFOUND = Reason("not-found", message("{why}"))
_NO_STATE = (
    Reason("no-state-near", message("No state '{text}'; did you mean {states}?")),
    Reason(
        "no-state",
        message(
            "No state '{text}'. Give an ISO 3166 alpha-3 code, a Correlates of War number, or a "
            "name in English or Vietnamese."
        ),
    ),
    Reason(
        "no-state-of-number",
        message(
            "No state has the number {number}. Numbers are read as Correlates of War codes; give "
            "one of those, an ISO 3166 alpha-3 code or a name in English or Vietnamese."
        ),
    ),
    Reason(
        "several-states",
        message(
            "'{text}' may be more than one state on {day}: {states}. Give the code of the one you "
            "mean."
        ),
    ),
    Reason(
        "no-state-on-day",
        message(
            "No state called '{text}' was a member of the state system on {day}. {lives}. Ask for "
            "another date."
        ),
    ),
)
"""What `actors.find` says."""


class Plain(EventReader):
    """Rows that a person wrote."""

    format: ClassVar[str] = "plain"
    archive: ClassVar[str] = "plain"
    covers_all: ClassVar[bool] = False
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "date": ("date", "start", "event_date", "day"),
        "source": ("source", "source_name", "actor1"),
        "type": ("type", "kind", "event_type", "event_text", "cameo_code", "code"),
        "target": ("target", "target_name", "actor2"),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "end": ("end", "end_date"),
        "count": ("count", "number"),
        "domain": ("domain", "context"),
        "text": ("text", "note"),
    }

    content: ClassVar[tuple[str, ...]] = (
        *("date", "end", "source", "target", "type", "domain", "text"),
    )
    days: ClassVar[tuple[str, ...]] = ("date", "end")
    source: ClassVar[tuple[str, ...]] = ("source",)
    target: ClassVar[tuple[str, ...]] = ("target",)
    deed: ClassVar[tuple[str, ...]] = ("type", "count", "domain", "text")
    daily: ClassVar[bool] = True

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        began, ended = (iso(each, self.days) for each in self.days)
        start, end = first_day(began), pl.coalesce(last_day(ended), last_day(began))
        unread = {each: UNREAD.column(form=form(pl.col(each))) for each in self.days}
        return values.select(
            start.alias("start"),
            end.alias("end"),
            pl.coalesce(
                pl.when(pl.col("date").is_null()).then(NO_DATE.column()),
                pl.when(start.is_null()).then(unread["date"]),
                pl.when(pl.col("end").is_not_null() & last_day(ended).is_null()).then(
                    unread["end"]
                ),
                pl.when(end < start).then(BACKWARDS.column()),
            ).alias("refusal"),
        )

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`."""
        return values.select(
            "name",
            pl.lit(None, pl.String).alias("country"),
            pl.lit(None, pl.String).alias("sectors"),
            pl.when(pl.col("name").is_null()).then(NOBODY[side].column()).alias("refusal"),
        )

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`."""
        types = pl.DataFrame(
            [_meaning(given) for given in values["type"].unique(maintain_order=True) if given],
            schema=_TYPES,
            orient="row",
        )
        whole = pl.col("count").str.contains(r"^\d{1,9}$")
        count = (
            pl.when(pl.col("count").is_null())
            .then(1)
            .when(whole)
            .then(pl.col("count").str.to_integer(strict=False))
        ).cast(pl.Int32)
        return values.join(types, on="type", how="left", maintain_order="left").select(
            "kind",
            "mode",
            "quad",
            pl.coalesce("domain", "kind_domain").alias("domain"),
            "code",
            pl.coalesce("text", "words").alias("text"),
            count.alias("count"),
            pl.coalesce(
                pl.when(pl.col("type").is_null()).then(NO_TYPE.column()),
                "refusal",
                pl.when(count.is_null() | (count < 1)).then(NO_COUNT.column()),
            ).alias("refusal"),
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:  # noqa: ARG002 - a person wrote a name alone
        """See `EventReader.whose`: the state a name means to a person, then to an archive."""
        if unknown := _why_unknown(name, day.year):
            return None, None, unknown
        for found in actors.affiliations(name):
            begun = found.start is None or found.start <= day
            if begun and (found.end is None or day <= found.end):
                return found.ccode, found.sphere, None
        try:
            return actors.find(name, day).ccode, "state", None
        except ActorError as error:
            return None, None, _told(error)


@lru_cache(maxsize=65536)
def _why_unknown(name: str, year: int) -> str | None:
    """Why a name is nobody's on any day of a year; `None` where it depends on the day."""
    if actors.affiliations(name):
        return None
    try:
        actors.find(name)
    except ActorError:
        try:
            actors.find(name, date(year, 12, 31))
        except ActorError as error:
            return _told(error)
    return None


def _told(error: ActorError) -> str:
    remark = remark_of(error)
    return remark.text() if remark else UNFOUND.text(why=Phrase(error.sentence, **error.values))


def _meaning(given: str) -> tuple[object, ...]:
    """What a type written by hand means, or why it means nothing."""
    kind = kinds().get(given.upper())
    if kind:
        return (given, kind.kind, None, kind.quad, None, None, None, None)
    by_code, by_words = _cameo()
    row = by_code.get(given) or by_words.get(given.lower())
    if row:
        return (given, *row, None)
    return (given, None, None, None, None, None, None, _no_type(given))


def _cameo() -> tuple[dict[str, tuple[object, ...]], dict[str, tuple[object, ...]]]:
    rows = cameo().select("kind", "mode", "quad", "domain", "code", "name").rows()
    return {str(row[4]): row for row in rows}, {str(row[5]).lower(): row for row in rows}


def _no_type(given: str) -> str:
    by_code, by_words = _cameo()
    if "0" + given in by_code:
        return LOST_ZERO.text(given=given, near=f"0{given}")
    names = {name.lower(): name for name in kinds()} | {words: words for words in by_words}
    near = get_close_matches(given.lower(), list(names), n=1, cutoff=0.6)
    if near:
        return NEAR_TYPE.text(given=given, near=names[near[0]])
    return UNKNOWN_TYPE.text(given=given)
