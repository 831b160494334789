"""Coverage of a pair by each source: its span, its rows, and whether it covers the day."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from longtin import actors, trust
from longtin.acts import Record
from longtin.brief.values.contributions import day_of


@dataclass(frozen=True)
class SourceCoverage:
    """What one source covers for this pair.

    Attributes:
        dataset: Its id.
        title: Its name and version.
        start: First day it covers for the pair; `None` where it never does.
        end: Last day it covers.
        rows: Acts or ties of the pair it gives up to the brief's date.
        on_date: Whether it covers the pair on the brief's date.
    """

    dataset: str
    title: str
    start: date | None
    end: date | None
    rows: int
    on_date: bool


def covers(record: Record, pair: trust.Pair, day: date) -> tuple[SourceCoverage, ...]:
    """Every source that had begun by the day: its span, its rows, and whether it covers the day."""
    spells = record.coverage()
    spells = spells.filter(
        pl.col("partner").is_null() | (pl.col("ccode").is_in(pair) & pl.col("partner").is_in(pair))
    )
    listed = set(spells["dataset"])
    together = record.coverage(pair)
    counts = _rows_of(record, pair, day)
    found = []
    for dataset, title in record.datasets().select("dataset", "title").iter_rows():
        if dataset not in listed:
            continue
        own = together.filter(pl.col("dataset") == dataset)
        start, end = _common(own, pair)
        if start is not None and start > day:
            continue
        then = own.filter(pl.col("start") <= day, pl.col("end") >= day)
        on_date = start is not None and end is not None and day <= end and not then.is_empty()
        found.append(SourceCoverage(dataset, title, start, end, counts.get(dataset, 0), on_date))
    return tuple(found)


def acts_until(record: Record, pair: trust.Pair, day: date) -> date | None:
    """Last day up to a day on which a source of dated acts covers a pair."""
    by_day = pl.col("period").is_null() | (pl.col("period") == "day")
    dated = record.datasets().filter(pl.col("role") == "acts", by_day)["dataset"].to_list()
    spans = record.coverage(pair).filter(pl.col("dataset").is_in(dated), pl.col("start") <= day)
    return None if spans.is_empty() else min(day_of(spans["end"].max()), day)


def _common(spans: pl.DataFrame, pair: trust.Pair) -> tuple[date | None, date | None]:
    """First and last day on which a dataset covers both states, holes between them or not."""
    if spans.is_empty():
        return None, None
    lives = [actors.spells(ccode) for ccode in pair]
    start = max(day_of(spans["start"].min()), *(life[0][0] for life in lives))
    end = min(day_of(spans["end"].max()), *(life[-1][1] or date.max for life in lives))
    return (start, end) if start <= end else (None, None)


def _rows_of(record: Record, pair: trust.Pair, day: date) -> dict[str, int]:
    acts = pl.concat([record.acts(one, two, end=day) for one, two in (pair, (pair[1], pair[0]))])
    told = pl.concat([acts.select("dataset"), record.exchanges(*pair, end=day).select("dataset")])
    counts = dict(told.group_by("dataset").len().iter_rows())
    for tie in ("alliance", "igo", "contiguity", "distance"):
        rows = record.ties(tie, pair, end=day)
        rows = rows.filter(pl.col("state2").is_not_null())
        for dataset, count in rows.group_by("dataset").len().iter_rows():
            counts[dataset] = counts.get(dataset, 0) + count
    for tie in ("capability", "major", "leader", "democracy"):
        rows = record.ties(tie, pair, end=day)
        counts |= dict(rows.group_by("dataset").len().iter_rows())
    votes = record.votes_agreement([pair]).filter(pl.col("period") <= day.year)
    counts["un_votes"] = int(votes["common"].sum())
    return counts
