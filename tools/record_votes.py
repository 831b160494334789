"""The votes of the shipped record: who voted how on which roll call of the General Assembly."""

from pathlib import Path

import polars as pl

from longtin.acts import REFUSAL
from record_acts import known_on

VOTE = {"yes": 1, "abstain": 2, "no": 3}
ISSUES = ("me", "nu", "di", "hr", "co", "ec")


def roll_calls(sources: Path) -> pl.DataFrame:
    """Each roll call's day, session and issues."""
    calls = pl.read_parquet(sources / "un_roll_calls.parquet")
    tags = pl.read_parquet(sources / "un_roll_call_issues.parquet").with_columns(
        pl.col("rcid").cast(pl.Int32)
    )
    issues = tags.group_by("rcid").agg(pl.col("short_name").unique().sort().str.join("; "))
    return (
        calls.join(issues, on="rcid", how="left")
        .select(
            pl.col("rcid").cast(pl.Int16),
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
    kept = coded.filter(pl.col("ccode").is_not_null())
    refused = coded.filter(pl.col("ccode").is_null()).select(
        pl.lit("un_votes").alias("dataset"),
        pl.col("row").cast(pl.Int32),
        pl.lit("not a state of the Correlates of War system on the date").alias("reason"),
        pl.col("country").alias("source_name"),
        pl.lit(None, pl.String).alias("target_name"),
    )
    compact = kept.select(
        "rcid", "ccode", pl.col("vote").replace_strict(VOTE, return_dtype=pl.Int8)
    )
    return compact.sort("rcid", "ccode"), refused.select(*REFUSAL)


def seated(votes_cast: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """Coverage by state: runs of years in which it voted at least once, to the last full year."""
    last = calls["date"].dt.year().value_counts().filter(pl.col("count") > 1)["date"].max()
    years = (
        votes_cast.join(calls.select("rcid", "date"), on="rcid")
        .select("ccode", pl.col("date").dt.year().alias("year"))
        .filter(pl.col("year") <= last)
        .unique()
        .sort("ccode", "year")
    )
    broken = (pl.col("year").diff() != 1) | (pl.col("ccode").diff() != 0)
    return (
        years.with_columns(broken.fill_null(value=True).cum_sum().alias("run"))
        .group_by("run", maintain_order=True)
        .agg(
            pl.lit("un_votes").alias("dataset"),
            pl.col("ccode").first(),
            pl.date(pl.col("year").min(), 1, 1).alias("start"),
            pl.date(pl.col("year").max(), 12, 31).alias("end"),
        )
        .drop("run")
    )
