"""A plain table that a person wrote, with a header.

Columns `date, source, type, target`, and if wanted `end, count, domain, text`.

- `date`: a day (2014-05-02), a month (2014-05) or a year (2014); with `end`, the first of a period.
  Other ways to write them are read where they leave no doubt: see `_written`.
- `source`, `target`: a state by any code or name that `actors.find` knows, in English or
  Vietnamese, or an actor as event archives name it ("Foreign Affairs (France)").
- `type`: a PLOVER type (AGREE), a CAMEO code with its leading zero (042), or CAMEO's words for it
  ("Make a visit").
- `count`: how many such acts, 1 if empty.

Two rows with the same date, names, type and text are one act.
"""

from datetime import date
from difflib import get_close_matches
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin.acts._reader import Reader
from longtin.acts._resolve import SIDE
from longtin.acts._vocabulary import cameo, kinds
from longtin.acts._written import first_day, form, iso, last_day
from longtin.errors import ActorError

_MEANING = ("kind", "mode", "quad", "domain", "code", "words")
_TYPES: dict[str, pl.DataType] = {
    "type": pl.String(),
    "kind": pl.String(),
    "mode": pl.String(),
    "quad": pl.Int8(),
    "kind_domain": pl.String(),
    "code": pl.String(),
    "words": pl.String(),
    "not_a_type": pl.String(),
}


class Plain(Reader):
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

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        types = pl.DataFrame(
            [_meaning(given) for given in rows["type"].unique(maintain_order=True) if given],
            schema=_TYPES,
            orient="row",
        )
        told = rows.join(types, on="type", how="left", maintain_order="left")
        began, ended = (iso(each, ("date", "end")) for each in ("date", "end"))
        start, end = first_day(began), pl.coalesce(last_day(ended), last_day(began))
        whole = pl.col("count").str.contains(r"^\d{1,9}$")
        count = (
            pl.when(pl.col("count").is_null())
            .then(1)
            .when(whole)
            .then(pl.col("count").str.to_integer(strict=False))
        )
        content = [
            pl.col(name).fill_null("")
            for name in ("date", "end", "source", "target", "type", "domain", "text")
        ]
        dated = told.with_columns(
            start.alias("start"),
            end.alias("last"),
            last_day(ended).alias("ended"),
            count.cast(pl.Int32).alias("number"),
        )
        return dated.select(
            "row",
            "start",
            pl.col("last").alias("end"),
            *_side("source"),
            *_side("target"),
            "kind",
            "mode",
            "quad",
            pl.coalesce("domain", "kind_domain").alias("domain"),
            "code",
            pl.coalesce("text", "words").alias("text"),
            pl.col("number").alias("count"),
            _problem().alias("problem"),
            pl.when(pl.col("problem").is_null())
            .then(pl.concat_str(content, separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`."""
        unknown: dict[str, str] = {}
        rows = [
            (name, country, sectors, on, *_whose(name, on, unknown))
            for name, country, sectors, on in asked.iter_rows()
        ]
        return pl.DataFrame(rows, schema=SIDE, orient="row")


def _whose(
    name: str, on: date, unknown: dict[str, str]
) -> tuple[int | None, str | None, str | None]:
    """The state a name means: as a person writes it, then as an archive does."""
    if name in unknown:
        return None, None, unknown[name]
    held = actors.affiliations(name)
    for found in held:
        if (found.start is None or found.start <= on) and (found.end is None or on <= found.end):
            return found.ccode, found.sphere, None
    try:
        return actors.find(name, on).ccode, "state", None
    except ActorError as error:
        reason = str(error)
    if not held:
        try:
            actors.find(name)
        except ActorError:
            unknown[name] = reason
    return None, None, reason


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
        return (
            f"no type {given!r}; did you mean '0{given}'? Spreadsheet programs drop the leading "
            "zero of CAMEO codes"
        )
    names = {name.lower(): name for name in kinds()} | {words: words for words in by_words}
    near = get_close_matches(given.lower(), list(names), n=1, cutoff=0.6)
    meant = f"; did you mean {names[near[0]]!r}?" if near else ""
    return f"no type {given[:80]!r}{meant}"


def _side(side: str) -> list[pl.Expr]:
    return [
        pl.col(side).alias(f"{side}_name"),
        pl.lit(None, pl.String).alias(f"{side}_country"),
        pl.lit(None, pl.String).alias(f"{side}_sectors"),
    ]


_UNREAD = ("a date written as '", "', which is no day, or may be two; write it as 2014-05-02")


def _problem() -> pl.Expr:
    return pl.coalesce(
        "problem",
        pl.when(pl.col("date").is_null()).then(pl.lit("no date")),
        pl.when(pl.col("start").is_null()).then(_unread("date")),
        pl.when(pl.col("end").is_not_null() & pl.col("ended").is_null()).then(_unread("end")),
        pl.when(pl.col("last") < pl.col("start")).then(pl.lit("it ends before it starts")),
        pl.when(pl.col("source").is_null()).then(pl.lit("no source")),
        pl.when(pl.col("target").is_null()).then(pl.lit("no target")),
        pl.when(pl.col("type").is_null()).then(pl.lit("no type")),
        pl.col("not_a_type"),
        pl.when(pl.col("number").is_null() | (pl.col("number") < 1)).then(
            pl.lit("a count that is not a whole number of at least 1")
        ),
    )


def _unread(column: str) -> pl.Expr:
    before, after = _UNREAD
    return pl.concat_str(pl.lit(before), form(pl.col(column)), pl.lit(after))
