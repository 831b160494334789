"""Roll-call votes of the UN General Assembly: updates of Voeten's data.

One row is one member's vote on one roll call, with its day and session, as in `UNVotes.csv`. Votes
are 1 yes, 2 abstain, 3 no, in digits or words; 8 absent and 9 not a member are silent, since
absence is missing and not abstention. Members are known by Correlates of War code or, where that
is missing, by the name the data give them.

A file must hold every vote between its first day and its last: there, it stands in for what the
record had.

Get it: United Nations General Assembly Voting Data, doi:10.7910/DVN/LEJUQZ. Terms: CC0; cite it.
"""

from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin.acts._annual import NOTHING, whole
from longtin.acts._reader import Reader, day
from longtin.acts._schema import VOTES
from longtin.errors import ActorError

MOST_CALLS = 99_999  # roll calls are numbered through from 1946
_VOTES = {"1": 1, "2": 2, "3": 3, "8": 0, "9": 0, "yes": 1, "abstain": 2, "no": 3, "absent": 0}
_ISSUES = ("me", "nu", "di", "hr", "co", "ec")


class Unga(Reader):
    """Rows of votes."""

    format: ClassVar[str] = "unga"
    archive: ClassVar[str] = "un"
    covers_all: ClassVar[bool] = False
    citation: ClassVar[str] = "Voeten2013"
    licence: ClassVar[str] = "CC0; cite"
    part: ClassVar[str] = "votes"
    series: ClassVar[str] = VOTES
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "rcid": ("rcid",),
        "vote": ("vote",),
        "date": ("date",),
        "session": ("session",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "ccode": ("ccode",),
        "country": ("country", "Countryname", "Country"),
        "important": ("importantvote",),
        "resolution": ("unres",),
        **{issue: (issue,) for issue in _ISSUES},
    }

    def spoken_for(self, rows: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        told = rows.filter(pl.col("problem").is_null()).select(day(pl.col("date").str.slice(0, 10)))
        first, last = told["date"].min(), told["date"].max()
        return (first, last) if isinstance(first, date) and isinstance(last, date) else None

    def raw(self, rows: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.raw`."""
        told = _with_voters(
            rows.with_columns(
                whole("rcid").alias("call"),
                whole("session").alias("in_session"),
                day(pl.col("date").str.slice(0, 10)).alias("start"),
                pl.col("vote").str.to_lowercase().str.strip_suffix(".0")
                .replace_strict(_VOTES, default=None, return_dtype=pl.Int8).alias("cast"),
            )
        ).with_columns(_problem())  # fmt: skip
        tags = [pl.when(whole(issue) == 1).then(pl.lit(issue)) for issue in sorted(_ISSUES)]
        issues = pl.concat_str(tags, separator="; ", ignore_nulls=True)
        content = ("call", "start", "voter", "cast")
        return told.select(
            "row",
            pl.col("call").alias("rcid"),
            pl.col("voter").alias("ccode"),
            pl.col("cast").alias("vote"),
            "start",
            pl.col("start").alias("end"),
            pl.col("in_session").alias("session"),
            (whole("important") == 1).alias("important"),
            pl.when(issues != "").then(issues).alias("issues"),
            pl.when(~pl.col("resolution").is_in(NOTHING)).then("resolution").alias("resolution"),
            pl.coalesce("country", "ccode").alias("source_name"),
            pl.lit(None, pl.String).alias("target_name"),
            "problem",
            (pl.col("cast") == 0).fill_null(value=False).alias("silent"),
            pl.when(pl.col("problem").is_null())
            .then(pl.concat_str((pl.col(name).cast(pl.String) for name in content),
                                separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )  # fmt: skip

    def look_up(self, asked: pl.DataFrame) -> pl.DataFrame:
        """See `Reader.look_up`; votes name their states by code and ask nobody."""
        return asked


def _with_voters(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the code of the state that voted, empty where none was it on the day."""
    asked = rows.select("ccode", "country", "start").unique(maintain_order=True)
    codes = [_voter(*each) for each in asked.iter_rows()]
    return rows.join(
        asked.with_columns(pl.Series("voter", codes, pl.Int16)),
        on=["ccode", "country", "start"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )


def _voter(ccode: str | None, country: str | None, on: date | None) -> int | None:
    if on is None:
        return None
    alive = actors.living(on)
    given = (ccode or "").removesuffix(".0")
    if given.isascii() and given.isdecimal():
        return int(given) if len(given) < 5 and int(given) in alive else None
    try:
        found = actors.find(country, on).ccode if country else None
    except ActorError:
        return None
    return found if found in alive else None


def _problem() -> pl.Expr:
    call, session = pl.col("call"), pl.col("in_session")
    return pl.coalesce(
        "problem",
        pl.when(~call.is_between(1, MOST_CALLS).fill_null(value=False)).then(
            pl.lit("no number of a roll call")
        ),
        pl.when(pl.col("start").is_null()).then(pl.lit("a date that is not a day as YYYY-MM-DD")),
        pl.when(~session.is_between(1, 999).fill_null(value=False)).then(
            pl.lit("no number of a session")
        ),
        pl.when(pl.col("cast").is_null()).then(pl.lit("a vote that is not 1, 2, 3, 8 or 9")),
        pl.when((pl.col("cast") > 0) & pl.col("voter").is_null()).then(
            pl.lit("not a state of the Correlates of War system on the date")
        ),
    ).alias("problem")
