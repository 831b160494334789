"""Coverage: what each dataset can speak of, how dense dated ones are, which types they miss."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import record_leaders
import record_votes
from longtin.acts import COVER, DENSITY, WITHHELD, cameo
from record_acts import TRIPLES, Part, triples
from record_exchanges import Spans, in_a_row

UNDIVIDED = (
    "mid",
    "atop",
    "cow_igo",
    "cow_contiguity",
    "cow_majors",
    "us_troops",
)
"""Datasets that cover every state from their first day to their last."""
BY_STATE = {
    "capabilities": "cow_capabilities",
    "capitals": "cow_capitals",
    "democracy": "vdem",
}
"""Tables of ties of one state, and their datasets, which cover the states they have."""
CONFLICT = [3, 4]
ALMOST_NOTHING = 0.1
"""A day with fewer than this part of a benchmark's usual rows is one on which it was not made."""
HELD_BACK = ("icews21", "icews22")
"""Benchmarks that were built to hold back event types until the middle of their year."""
_OF_STATES = (pl.col("source_sphere") == "state") & (pl.col("target_sphere") == "state")
REFERENCE = 0
"""The first span, in which the complete yearly counts stand beside one benchmark alone."""


def coverage(
    known: pl.DataFrame,
    yearly: list[int],
    parts: dict[str, Part],
    listed: Spans,
    tables: dict[str, pl.DataFrame],
    later_leaders: pl.DataFrame,
) -> pl.DataFrame:
    """Spans that each dataset covers: for all states, one by one, or for a pair.

    A state without a row in a dataset that lists states is not covered by it, which is not zero.
    """
    spans: Spans = []
    months = parts["icews_month"].resolved.acts
    monthly = sorted(set(months["source"]) | set(months["target"]))
    for dataset, first, last in known.select("dataset", "start", "end").iter_rows():
        if dataset in UNDIVIDED:
            spans.append((dataset, None, None, first, last))
        elif dataset == "icews_year":
            spans += [(dataset, ccode, None, first, last) for ccode in yearly]
        elif dataset == "icews_month":
            spans += [(dataset, ccode, None, first, last) for ccode in monthly]
    names = ["dataset", "ccode", "partner", "start", "end"]
    told = pl.DataFrame(
        spans + listed, schema={name: COVER[name] for name in names}, orient="row"
    ).with_columns(
        pl.when(pl.col("dataset") == "icews_month")
        .then(pl.lit(CONFLICT, COVER["quads"]))
        .alias("quads")
    )
    known_to = dict(known.select("dataset", "end").iter_rows())
    ends = {name: known_to[dataset] for name, dataset in BY_STATE.items()}
    stops = record_leaders.KNOWN_TO["archigos"]
    archigos = tables["leaders"].filter(pl.col("dataset") == "archigos")
    ties = [
        record_votes.seated(tables["votes"], tables["roll_calls"]),
        *(runs(tables[name].with_columns(pl.col("end").fill_null(ends[name]))) for name in ends),
        runs(archigos.with_columns(pl.col("end").fill_null(stops).clip(upper_bound=stops))),
        later_leaders,
    ]
    by_state = [
        one.select(
            "dataset",
            "ccode",
            pl.lit(None, COVER["partner"]).alias("partner"),
            "start",
            "end",
            pl.lit(None, COVER["quads"]).alias("quads"),
        )
        for one in ties
    ]
    return pl.concat([told.select(list(COVER)), *by_state]).sort(
        "dataset", "ccode", "partner", "start"
    )


def days_made(sources: Path) -> Spans:
    """Days of each benchmark, without those for which it has next to no rows.

    From 19 to 24 January 2021 there are five to twenty-two rows a day, where there are 1,491 on
    others: nothing was collected, which is not that nothing was done.
    """
    found: Spans = []
    for dataset, (file, benchmark) in TRIPLES.items():
        days = triples(sources, file, benchmark).group_by("event_date").len()
        usual = float(np.median(days["len"].to_numpy()))
        made = days.filter(pl.col("len") >= ALMOST_NOTHING * usual)["event_date"].sort()
        spans = in_a_row([(day, day) for day in made])
        found += [(dataset, None, None, *span) for span in spans]
    return found


def runs(ties: pl.DataFrame) -> pl.DataFrame:
    """The years in which a source has each state, from its spells; a gap of a year parts runs."""
    ordered = ties.sort("dataset", "state1", "start")
    reach = pl.col("end").cum_max().shift().over("dataset", "state1")
    parted = (reach.is_null() | (pl.col("start") > reach.dt.offset_by("1y"))).cum_sum()
    return (
        ordered.with_columns(parted.alias("run"))
        .group_by("dataset", "state1", "run", maintain_order=True)
        .agg(pl.col("start").min(), pl.col("end").max())
        .select("dataset", pl.col("state1").alias("ccode"), "start", "end")
    )


def density(
    known: pl.DataFrame, yearly: list[int], parts: dict[str, Part], made: Spans
) -> pl.DataFrame:
    """How much of the complete archive the benchmarks hold together, span by span.

    Only acts between two states of the complete yearly counts enter, whoever within the states
    acted, because those counts are made so. Where the counts end, a span is as dense as an earlier
    one of the same benchmarks, or as its acts a day say beside those of the first span; that takes
    the archive to have been as busy.
    """
    dated = pl.concat([_between(parts[name].resolved.acts, yearly) for name in TRIPLES])
    counts = _between(parts["icews_year"].resolved.acts, yearly)
    rows: list[dict[str, Any]] = []
    for start, end, names in _spans(known):
        inside = pl.col("start").is_between(start, end) & (pl.col("end") <= end)
        own = dated.filter(inside & pl.col("dataset").is_in(names))
        counted = counts.filter(inside)
        years = counted["start"].dt.year().unique().to_list()
        matched = own.filter(pl.col("start").dt.year().is_in(years)).height
        complete = int(counted["count"].sum())
        rows.append(
            {
                "start": start,
                "end": end,
                "datasets": "; ".join(names),
                "days": sum(
                    max(0, (min(end, last) - max(start, first)).days + 1)
                    for dataset, _, _, first, last in made
                    if dataset == names[0]
                ),
                "acts": own.height,
                "state_acts": own.filter(_OF_STATES).height,
                "complete": complete or None,
                "sampling": matched / complete if complete else None,
                "measured_by": "complete counts" if complete else None,
            }
        )
    measured = {row["datasets"]: row["sampling"] for row in rows if row["complete"]}
    first = rows[REFERENCE]
    for row in rows:
        if row["sampling"] is not None:
            continue
        row["sampling"] = measured.get(row["datasets"])
        row["measured_by"] = "the same benchmarks in other years"
        if row["sampling"] is None:
            row["sampling"] = first["sampling"] * _a_day(row) / _a_day(first)
            row["measured_by"] = "acts a day"
    return pl.DataFrame(rows, schema=DENSITY)


def _a_day(row: dict[str, Any]) -> float:
    return float(row["acts"]) / float(row["days"])


def _spans(known: pl.DataFrame) -> list[tuple[date, date, list[str]]]:
    """Stretches of days on which the same benchmarks speak, in order."""
    held = known.filter(pl.col("dataset").is_in(list(TRIPLES))).select("dataset", "start", "end")
    spans = list(held.iter_rows())
    day = timedelta(days=1)
    turns = sorted({start for _, start, _ in spans} | {end + day for _, _, end in spans})
    found = []
    for start, after in pairwise(turns):
        names = [name for name, first, last in spans if first <= start and after - day <= last]
        if names:
            found.append((start, after - day, names))
    return found


def _between(acts: pl.DataFrame, states: list[int]) -> pl.DataFrame:
    return acts.filter(pl.col("source").is_in(states) & pl.col("target").is_in(states))


def withheld(sources: Path) -> pl.DataFrame:
    """Event types that a benchmark held back: none from January to June, some in July or August."""
    words = cameo().select("code", "kind", pl.col("name").alias("text"))
    found = []
    for dataset in HELD_BACK:
        rows = triples(sources, *TRIPLES[dataset])
        first = min(rows["event_date"].to_list())
        turn = date(first.year, 7, 1)
        early = rows.filter(pl.col("event_date") < turn).select("event_text").unique()
        late = rows.filter(pl.col("event_date") >= turn).select("event_text").unique()
        found.append(
            late.join(early, on="event_text", how="anti")
            .rename({"event_text": "text"})
            .join(words, on="text", how="left")
            .with_columns(
                pl.lit(dataset).alias("dataset"),
                pl.lit(first).alias("start"),
                pl.lit(turn - timedelta(days=1)).alias("end"),
            )
            .select(pl.col(name).cast(kind) for name, kind in WITHHELD.items())
        )
    return pl.concat(found).sort("dataset", "code", "text")
