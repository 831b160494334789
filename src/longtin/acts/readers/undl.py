"""Roll-call votes of the UN General Assembly as the UN Digital Library publishes them.

One row is one member's vote on one adopted resolution (`…_ga_voting.csv`): Y yes, N no, A
abstention; X and blank did not vote and are silent, since absence is missing and not abstention.
Members are known by their three letters, those of states that are gone too, or by their name; who
sat for a member when, the lists of actors say.

The Library leaves out votes on paragraphs and on drafts that failed, and has no issues. A file
holds everything since 1946 and stands in for what the record had, so that one account is not
spliced to another. Votes of special and emergency sessions count with the regular session in whose
course they fell, which opens in the middle of September.

Read against the Library's description of version 3 (July 2025) and the header and some rows of
the file of 6 February 2026, not against a whole file.

Get it: General Assembly Voting Data, digitallibrary.un.org/record/4060887. Terms: © United Nations,
non-commercial use with attribution; automated downloads only with the Library's approval.
"""

from datetime import date
from typing import ClassVar

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason
from longtin.acts._schema import VOTES
from longtin.acts._written_days import iso
from longtin.acts.reader import NO_DAY, RowReader, day, span_of
from longtin.acts.readers.unga import session_against, with_voters
from longtin.errors import ActorError

_VOTES = {"Y": 1, "A": 2, "N": 3, "X": 0, "": 0}
_SYSTEMS = ("un_seat", "iso3")
_FIRST_SESSION = 1946
NO_RECORD = Reason("no-library-number", message("no number of a record of the Library"))
NO_BALLOT = Reason("no-ballot", message("a vote that is not Y, N, A or X"))
NO_MEMBER_STATE = Reason(
    "no-member-state", message("a member that is no state of the Correlates of War system that day")
)


class Undl(RowReader):
    """Rows of votes."""

    format: ClassVar[str] = "undl"
    archive: ClassVar[str] = "un"
    citation: ClassVar[str] = "UNDL2026"
    licence: ClassVar[str] = "© United Nations; non-commercial use, with attribution"
    part: ClassVar[str] = "votes"
    series: ClassVar[str] = VOTES
    dated: ClassVar[tuple[str, ...]] = ("date",)
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "call": ("undl_id",),
        "code": ("ms_code",),
        "vote": ("ms_vote",),
        "date": ("date",),
        "session": ("session",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "name": ("ms_name",),
        "resolution": ("resolution",),
    }

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        written = values.select(iso(values["date"], self.order))
        return span_of(written.select(day(pl.col("date")))["date"])

    def rows(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `RowReader.rows`."""
        told = with_voters(
            values.with_columns(iso(values["date"], self.order).alias("written")).with_columns(
                pl.col("call").str.extract(r"^(\d{1,9})(\.0+)?$").cast(pl.Int32, strict=False),
                day(pl.col("written")).alias("start"),
                pl.col("vote").str.to_uppercase().fill_null("")
                .replace_strict(_VOTES, default=None, return_dtype=pl.Int8).alias("cast"),
            ),
            ("code", "name"), _member,
        ).with_columns(_refusal())  # fmt: skip
        content = ("call", "start", "voter", "cast")
        return told.select(
            "row",
            pl.col("call").alias("rcid"),
            pl.col("voter").alias("ccode"),
            pl.col("cast").alias("vote"),
            "start",
            pl.col("start").alias("end"),
            _session().alias("session"),
            pl.lit(None, pl.Boolean).alias("important"),
            pl.lit(None, pl.String).alias("issues"),
            "resolution",
            pl.coalesce("name", "code").alias("source_name"),
            pl.lit(None, pl.String).alias("target_name"),
            "refusal",
            (pl.col("cast") == 0).fill_null(value=False).alias("silent"),
            pl.when(pl.col("refusal").is_null())
            .then(pl.concat_str((pl.col(name).cast(pl.String) for name in content),
                                separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )  # fmt: skip


def _session() -> pl.Expr:
    """The regular session: by its number, or by the day."""
    opened = (pl.col("start").dt.month() * 100 + pl.col("start").dt.day()) >= 915
    in_course = pl.col("start").dt.year() - _FIRST_SESSION + opened.cast(pl.Int32)
    return pl.coalesce(_numbered(), pl.max_horizontal(in_course, pl.lit(1))).cast(pl.Int16)


def _numbered() -> pl.Expr:
    """The number of a regular session; special and emergency ones have letters."""
    return pl.col("session").str.extract(r"^(\d{1,3})(\.0+)?$").cast(pl.Int32, strict=False)


def _member(code: str | None, name: str | None, on: date | None) -> int | None:
    if on is None:
        return None
    alive = actors.living(on)
    for system in _SYSTEMS:
        found = actors.ccode_from(system, code, on) if code else None
        if found in alive:
            return found
    try:
        found = actors.find(name, on).ccode if name else None
    except ActorError:
        return None
    return found if found in alive else None


def _refusal() -> pl.Expr:
    return pl.coalesce(
        pl.when(pl.col("call").is_null()).then(NO_RECORD.column()),
        pl.when(pl.col("start").is_null()).then(NO_DAY.column()),
        session_against(pl.col("start"), _numbered()),
        pl.when(pl.col("cast").is_null()).then(NO_BALLOT.column()),
        pl.when((pl.col("cast") > 0) & pl.col("voter").is_null()).then(NO_MEMBER_STATE.column()),
    ).alias("refusal")
