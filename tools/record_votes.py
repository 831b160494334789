"""The votes of the shipped record: who voted how on which roll call of the General Assembly.

Two files of the same data are joined at the turn of 2019 to 2020. In 2018 and 2019 both have the
same 185 roll calls with the same votes; before 2018 the later file lacks those on paragraphs.
"""

from datetime import date
from pathlib import Path

import polars as pl

from longtin.acts import REFUSAL
from record_acts import known_on

VOTE = {"yes": 1, "abstain": 2, "no": 3}
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
FIRST_SESSION_AFTER = 75
"""The first session that the later file gives; the earlier one has all those before."""

TWICE = 78_022
"""A roll call of 1 September 2023 that the file has as 77 076 too, with all who voted."""

MISPLACED_FROM = date(2023, 1, 1)
MISPLACED = (551, 552, 640, 679)
"""States whose votes of session 78 the source has on wrong numbers (Zambia, Zimbabwe, Yemen; left
out of our copy) or has not at all (Türkiye, 2 of 87 after 85 of 88 in session 77)."""

EMERGENCY = 76_901
"""Our number for the vote of 2 March 2022, of the emergency session within the 76th."""

NO_STATE = "not a state of the Correlates of War system on the date"
REPEATED = "a roll call that the file has twice"
HALF_A_YEAR = "a state most of whose votes of this year are lost or misplaced in the source"


def roll_calls(sources: Path) -> pl.DataFrame:
    """Each roll call's day, session, issues and resolution, as far as they are known."""
    columns = {"rcid": pl.Int32, "date": pl.Date, "session": pl.Int16, "important": pl.Boolean}
    texts = {"issues": pl.String, "resolution": pl.String}
    later = _later(sources).filter(pl.col("reason").is_null() | (pl.col("reason") != REPEATED))
    known = later.unique("rcid", maintain_order=True).with_columns(
        pl.lit(None).alias("important"), pl.lit(None).alias("issues")
    )
    return pl.concat(
        part.select(pl.col(name).cast(kind) for name, kind in (columns | texts).items())
        for part in (_calls_before(sources), known)
    ).sort("rcid")


def _calls_before(sources: Path) -> pl.DataFrame:
    calls = pl.read_parquet(sources / "un_roll_calls.parquet")
    tags = pl.read_parquet(sources / "un_roll_call_issues.parquet").with_columns(
        pl.col("rcid").cast(pl.Int32)
    )
    issues = tags.group_by("rcid").agg(pl.col("short_name").unique().sort().str.join("; "))
    return (
        calls.join(issues, on="rcid", how="left")
        .select(
            "rcid",
            "date",
            "session",
            (pl.col("importantvote") == 1).alias("important"),
            pl.col("short_name").alias("issues"),
            pl.col("unres").alias("resolution"),
        )
        .sort("rcid")
    )


def votes(sources: Path, calls: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Votes by state code, and those cast by no state of the system on the day."""
    before, later = _votes_before(sources, calls), _later(sources)
    refused = pl.concat(
        part.filter(pl.col("reason").is_not_null()).select(
            pl.lit("un_votes").alias("dataset"),
            pl.col("row").cast(pl.Int32),
            "reason",
            pl.col("name").alias("source_name"),
            pl.lit(None, pl.String).alias("target_name"),
        )
        for part in (before, later)
    )
    kept = pl.concat(
        part.filter(pl.col("reason").is_null()).select(
            pl.col("rcid").cast(pl.Int32),
            "ccode",
            pl.col("vote").replace_strict(VOTE, return_dtype=pl.Int8),
        )
        for part in (before, later)
    )
    return kept.sort("rcid", "ccode"), refused.select(*REFUSAL)


def _votes_before(sources: Path, calls: pl.DataFrame) -> pl.DataFrame:
    """The votes of the earlier file: `rcid, ccode, vote, row, name, reason`."""
    cast = (
        pl.read_parquet(sources / "un_votes.parquet")
        .with_row_index("row", 1)
        .with_columns(pl.col("country", "vote").cast(pl.String))
        .join(calls.select("rcid", "date"), on="rcid")
    )
    asked = cast.select("country", "date").unique().sort("country", "date")
    codes = [known_on(name, day) for name, day in asked.iter_rows()]
    coded = cast.join(
        asked.with_columns(pl.Series("ccode", codes, pl.Int16)), on=["country", "date"]
    )
    no_state = pl.when(pl.col("ccode").is_null()).then(pl.lit(NO_STATE))
    return coded.with_columns(pl.col("country").alias("name"), no_state.alias("reason")).sort("row")


def _later(sources: Path) -> pl.DataFrame:
    """The votes from session 75 on, with the emergency session's: as above, with the roll call.

    `row` is the line in the file they come from.
    """
    regular = (
        pl.read_parquet(sources / "un_votes_cow.parquet")
        .with_row_index("row", 1)
        .rename({"resid": "rcid"})
        .filter(pl.col("rcid") >= FIRST_SESSION_AFTER * 1000)
        .with_columns(
            (pl.col("rcid") // 1000).alias("session"), pl.lit(None, pl.String).alias("resolution")
        )
    )
    emergency = (
        pl.read_parquet(sources / "un_vote_es11_1.parquet")
        .with_row_index("row", 1)
        .with_columns(
            pl.lit(EMERGENCY, pl.Int32).alias("rcid"),
            pl.lit(EMERGENCY // 1000, pl.Int32).alias("session"),
            pl.col("unres").alias("resolution"),
        )
    )
    columns = ["row", "rcid", "ccode", "date", "vote", "session", "resolution"]
    together = pl.concat([regular.select(columns), emergency.select(columns)])
    misplaced = pl.col("ccode").is_in(MISPLACED) & (pl.col("date") >= MISPLACED_FROM)
    return together.with_columns(
        pl.col("ccode").cast(pl.String).alias("name"),
        pl.when(pl.col("rcid") == TWICE)
        .then(pl.lit(REPEATED))
        .when(misplaced)
        .then(pl.lit(HALF_A_YEAR))
        .alias("reason"),
    )


def seated(votes_cast: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """Coverage by state: runs of years in which it voted at least once, to the last roll call."""
    years = (
        votes_cast.join(calls.select("rcid", "date"), on="rcid")
        .select("ccode", pl.col("date").dt.year().alias("year"))
        .unique()
        .sort("ccode", "year")
    )
    last = pl.lit(calls["date"].max(), pl.Date)
    broken = (pl.col("year").diff() != 1) | (pl.col("ccode").diff() != 0)
    return (
        years.with_columns(broken.fill_null(value=True).cum_sum().alias("run"))
        .group_by("run", maintain_order=True)
        .agg(
            pl.lit("un_votes").alias("dataset"),
            pl.col("ccode").first(),
            pl.date(pl.col("year").min(), 1, 1).alias("start"),
            pl.date(pl.col("year").max(), 12, 31).clip(upper_bound=last).alias("end"),
        )
        .drop("run")
    )
