"""Roll-call votes of the UN General Assembly: updates of Voeten's data.

One row is one member's vote on one roll call, with its day and session, as in `UNVotes.csv`. Votes
are 1 yes, 2 abstain, 3 no, in digits or words; 8 absent and 9 not a member are silent, since
absence is missing and not abstention. Members are known by Correlates of War code or, where that
is missing, by the name the data give them. A day in none of the years of its session is refused.

In years of which a file has half the roll calls it stands in for what the record had; in others, on
the days it has votes of.

Get it: United Nations General Assembly Voting Data, doi:10.7910/DVN/LEJUQZ. Terms: CC0; cite it.
"""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._annual import whole
from longtin.acts._reason import Reason
from longtin.acts._schema import VOTES
from longtin.acts._written_days import iso
from longtin.acts.reader import AT_ODDS, NO_DAY, RowReader, code, day, span_of
from longtin.errors import ActorError

MOST_CALLS = 99_999  # roll calls are numbered through from 1946
_BEFORE_FIRST = 1945  # the first session was held in 1946
_REGULAR = 512  # emergency sessions have higher numbers
_VOTES = {"1": 1, "2": 2, "3": 3, "8": 0, "9": 0, "yes": 1, "abstain": 2, "no": 3, "absent": 0}
NO_CALL = Reason("no-roll-call", message("no number of a roll call"))
NO_SESSION = Reason("no-session", message("no number of a session"))
NO_VOTE = Reason("no-vote", message("a vote that is not 1, 2, 3, 8 or 9"))
NO_VOTER = Reason("no-voter", message("not a state of the Correlates of War system on the date"))
VoterOf = Callable[[str | None, str | None, date | None], int | None]
"""Which state a code and a name stand for on a day, as a file writes the two."""
_ISSUES = ("me", "nu", "di", "hr", "co", "ec")


class Unga(RowReader):
    """Rows of votes."""

    format: ClassVar[str] = "unga"
    archive: ClassVar[str] = "un"
    citation: ClassVar[str] = "Voeten2013"
    licence: ClassVar[str] = "CC0; cite"
    part: ClassVar[str] = "votes"
    series: ClassVar[str] = VOTES
    dated: ClassVar[tuple[str, ...]] = ("date",)
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

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        written = values.select(iso(values["date"], self.order))
        return span_of(written.select(day(pl.col("date")))["date"])

    def rows(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `RowReader.rows`."""
        told = with_voters(
            values.with_columns(iso(values["date"], self.order).alias("written")).with_columns(
                whole("rcid").alias("call"),
                whole("session").alias("in_session"),
                day(pl.col("written")).alias("start"),
                code(pl.col("vote").str.to_lowercase())
                .replace_strict(_VOTES, default=None, return_dtype=pl.Int8).alias("cast"),
            ),
            ("ccode", "country"), _voter,
        ).with_columns(_refusal())  # fmt: skip
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
            "resolution",
            pl.coalesce("country", "ccode").alias("source_name"),
            pl.lit(None, pl.String).alias("target_name"),
            "refusal",
            (pl.col("cast") == 0).fill_null(value=False).alias("silent"),
            pl.when(pl.col("refusal").is_null())
            .then(pl.concat_str((pl.col(name).cast(pl.String) for name in content),
                                separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )  # fmt: skip


def with_voters(rows: pl.DataFrame, known_by: tuple[str, str], voter: VoterOf) -> pl.DataFrame:
    """The rows with the code of the state that voted, empty where none was it on the day."""
    by = [*known_by, "start"]
    asked = rows.select(by).unique(maintain_order=True)
    codes = [voter(*each) for each in asked.iter_rows()]
    return rows.join(
        asked.with_columns(pl.Series("voter", codes, pl.Int16)),
        on=by,
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


def _refusal() -> pl.Expr:
    call, session = pl.col("call"), pl.col("in_session")
    return pl.coalesce(
        pl.when(~call.is_between(1, MOST_CALLS).fill_null(value=False)).then(NO_CALL.column()),
        pl.when(pl.col("start").is_null()).then(NO_DAY.column()),
        pl.when(~session.is_between(1, 999).fill_null(value=False)).then(NO_SESSION.column()),
        session_against(pl.col("start"), session),
        pl.when(pl.col("cast").is_null()).then(NO_VOTE.column()),
        pl.when((pl.col("cast") > 0) & pl.col("voter").is_null()).then(NO_VOTER.column()),
    ).alias("refusal")


def session_against(start: pl.Expr, session: pl.Expr) -> pl.Expr:
    """Why a vote cannot have been cast on its day: its session was held in other years."""
    years = start.dt.year() - _BEFORE_FIRST - session
    return pl.when((session < _REGULAR) & ~years.is_between(-1, 2)).then(
        AT_ODDS.column(
            column="date",
            value=start.dt.to_string("%Y-%m-%d"),
            other="session",
            other_value=session.cast(pl.String),
        )
    )
