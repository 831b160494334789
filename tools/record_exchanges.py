"""Exchanges: what two states did to each other in a period, both directions added up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import EXCHANGE

NETWORK = "gdelt_network_week.parquet"
EAST_ASIA = "gdelt_east_asia_month.parquet"
INDIA = "gdelt_india_day.parquet"
INDIAN = "IND"
NO_STATE = "a code of no member of the state system on that day"
MISSING_DAYS = (
    (date(2022, 11, 10), date(2022, 11, 10)),
    (date(2023, 3, 23), date(2023, 3, 23)),
    (date(2025, 6, 14), date(2025, 7, 1)),
)
"""Days for which GDELT has published no file; none of them is in the daily file of India."""
NETWORK_ENDS = date(2024, 2, 23)
"""Its last week is cut short."""
GDELT_2_BEGINS = date(2015, 2, 18)
Spans = list[tuple[str, int | None, int | None, date, date]]


@dataclass(frozen=True)
class Exchanged:
    """One dataset's rows: exchanges, how many rows are of no two states, and what is covered.

    Attributes:
        dataset: Its name.
        rows: Rows of the file.
        exchanges: In the columns of `EXCHANGE`.
        left_out: Codes of no state, with the rows that were left out for each.
        coverage: dataset, state, partner, first and last day.
    """

    dataset: str
    rows: int
    exchanges: pl.DataFrame
    left_out: pl.DataFrame
    coverage: Spans


def exchange_parts(sources: Path) -> Iterator[Exchanged]:
    """The GDELT network's weeks, East Asia's months, India's days."""
    yield _network(pl.read_parquet(sources / NETWORK))
    yield _east_asia(pl.read_parquet(sources / EAST_ASIA))
    yield _india(pl.read_parquet(sources / INDIA))


def _network(weeks: pl.DataFrame) -> Exchanged:
    """Sums of a score: Goldstein values of events with small terms; `reports` are days with news.

    A file of the whole world, but some states never occur in it (Serbia, Taiwan): not covered.
    """
    raw = weeks.select(
        (pl.col("week") - timedelta(days=6)).alias("start"),
        pl.col("week").alias("end"),
        "iso1",
        "iso2",
        pl.col("positive").alias("cooperation"),
        (-pl.col("negative")).abs().alias("conflict"),
        pl.col("days").alias("reports"),
    )
    found, left_out = _between_states(raw, "gdelt_network", "iso3")
    first = min(found["start"].to_list())
    states = sorted(set(found["state1"]) | set(found["state2"]))
    covered: Spans = [("gdelt_network", ccode, None, first, NETWORK_ENDS) for ccode in states]
    return Exchanged("gdelt_network", weeks.height, found, left_out, covered)


def _east_asia(months: pl.DataFrame) -> Exchanged:
    """Events of a month: cooperation is Goldstein above 0, the rest conflict or plain words."""
    first = pl.date(pl.col("month") // 100, pl.col("month") % 100, 1)
    raw = months.select(
        first.alias("start"),
        first.dt.month_end().alias("end"),
        "iso1",
        "iso2",
        "cooperation",
        (pl.col("low_conflict") + pl.col("high_conflict")).alias("conflict"),
        pl.col("n").alias("reports"),
    )
    found, left_out = _between_states(raw, "gdelt_east_asia", "iso3")
    covered: Spans = []
    for (one, two), rows in found.group_by("state1", "state2", maintain_order=True):
        runs = in_a_row([(start, end) for start, end in rows.select("start", "end").iter_rows()])
        for start, end in _less(runs, MISSING_DAYS):
            covered.append(("gdelt_east_asia", one, two, max(start, GDELT_2_BEGINS), end))
    return Exchanged("gdelt_east_asia", months.height, found, left_out, covered)


def _india(days: pl.DataFrame) -> Exchanged:
    """Events of a day by class: 1 and 2 are cooperation, 3 and 4 conflict."""
    raw = days.select(
        pl.col("date").alias("start"),
        pl.col("date").alias("end"),
        pl.lit(INDIAN).alias("iso1"),
        pl.col("partner").alias("iso2"),
        pl.col("n_coop").alias("cooperation"),
        pl.col("n_conflict").alias("conflict"),
        pl.col("n").alias("reports"),
    )
    found, left_out = _between_states(raw, "gdelt_india", "gdelt_cameo")
    there = in_a_row([(day, day) for day in days["date"].unique().sort()])
    pairs = found.select("state1", "state2").unique().sort("state1", "state2")
    covered = [("gdelt_india", *pair, *run) for pair in pairs.iter_rows() for run in there]
    return Exchanged("gdelt_india", days.height, found, left_out, covered)


def _between_states(
    raw: pl.DataFrame, dataset: str, system: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of two different states that live on the last day, the smaller code first."""
    asked = pl.concat([raw.select(code=name, day="end") for name in ("iso1", "iso2")]).unique()
    known = [
        (code, day, _state_on(system, code, day)) for code, day in asked.sort("code", "day").rows()
    ]
    codes = pl.DataFrame(
        known, schema={"code": pl.String, "end": pl.Date, "ccode": pl.Int16}, orient="row"
    )
    told = raw
    for number in ("1", "2"):
        own = codes.rename({"code": f"iso{number}", "ccode": f"ccode{number}"})
        told = told.join(own, on=[f"iso{number}", "end"], how="left", maintain_order="left")
    same = pl.col("ccode1") == pl.col("ccode2")
    kept = told.filter(~same)
    found = (
        kept.with_columns(
            pl.lit(dataset).alias("dataset"),
            pl.min_horizontal("ccode1", "ccode2").alias("state1"),
            pl.max_horizontal("ccode1", "ccode2").alias("state2"),
        )
        .select(pl.col(name).cast(kind) for name, kind in EXCHANGE.items())
        .sort("state1", "state2", "dataset", "start")
    )
    if found.select("state1", "state2", "start").is_duplicated().any():
        raise ValueError(f"{dataset}: a pair has two rows for one period")
    stateless = [
        told.filter(pl.col(f"ccode{number}").is_null()).select(pl.col(f"iso{number}").alias("code"))
        for number in ("1", "2")
    ]
    left_out = (
        pl.concat(stateless)
        .group_by("code")
        .agg(pl.len().cast(pl.Int32).alias("rows"))
        .select(pl.lit(dataset).alias("dataset"), "code", "rows", pl.lit(NO_STATE).alias("reason"))
        .sort("rows", "code", descending=[True, False])
    )
    return found, left_out


def _state_on(system: str, code: str, day: date) -> int | None:
    ccode = actors.ccode_from(system, code, day)
    if ccode is None:
        return None
    lives = actors.spells(ccode)
    return ccode if any(one <= day and (end is None or day <= end) for one, end in lives) else None


def in_a_row(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans in order, those that touch made one."""
    runs: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1] + timedelta(days=1):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _less(
    spans: list[tuple[date, date]], holes: tuple[tuple[date, date], ...]
) -> list[tuple[date, date]]:
    """Spans without the days of holes."""
    day = timedelta(days=1)
    for first, last in holes:
        pieces = [
            side
            for start, end in spans
            for side in ((start, min(end, first - day)), (max(start, last + day), end))
        ]
        spans = [(start, end) for start, end in pieces if start <= end]
    return spans
