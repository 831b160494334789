"""Print expert rows whose degree of trust stands two or more from their tier, and on what it rests.

Run as `python tools/question_levels.py --into docs/explanation/questioned-levels.csv`. Tiers 5 to 1
of `tests/trust/expert_levels.csv` are held against the degrees very high to very low. For each row:
trust with its 90 % interval; by year, what the long run alone would say, from ties and past
disputes, what disputes alone lead to, and reports in the three years up to the day; by week, belief
of the last complete year, and dated reports in the 52 weeks up to the day. All of it stood in the
record on that day.
"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

import judge_levels
from longtin import trust
from longtin.acts import Record
from longtin.trust._arrays import Pair
from longtin.trust._log_odds import probability
from longtin.trust.evidence.panel import FIRST_YEAR, read_panel
from longtin.trust.model import annual_model
from longtin.trust.model.beliefs import believed_by_year, last_year

APART, BEHIND, WEEKS = 2, 3, 52

HEADS = (
    "by", "truster", "trustee", "day", "tier", "trust", "low", "high", "long_run", "disputes",
    "last_year", "reports",
)  # fmt: skip


def degree(value: float) -> int:
    """1 very low to 5 very high, as the degrees in words."""
    return min(5, int(5.0 * value) + 1)


def questioned(record: Record, by: str, model: trust.Model) -> Iterator[list[str]]:
    """Rows of one step size."""
    reader = judge_levels.Reader(record, by, replace(model, draws=0))
    for row in judge_levels.rows("expert_levels"):
        day = date.fromisoformat(row["date"])
        pair = judge_levels.pair_of(row, day)
        logit = reader.at(pair, day)
        if (
            logit is None
            or abs(degree(float(probability(np.array(logit)))) - int(row["tier"])) < APART
        ):
            continue
        found = trust.estimate_pairs(record, [pair], by=by, until=day, model=model)
        told = found.frame(day).row(0, named=True)
        rest = (
            _by_year(record, pair, told["date"], model)
            if by == "year"
            else _by_week(record, pair, day, model)
        )
        yield [
            by, row["truster"], row["trustee"], row["date"], row["tier"],
            *(f"{told[name]:.2f}" for name in ("trust", "low", "high")), *rest,
        ]  # fmt: skip


def _by_year(record: Record, pair: Pair, end: date, model: trust.Model) -> list[str]:
    """Trust by the long run and by disputes alone; nothing; and reports."""
    held = read_panel(record, [pair], FIRST_YEAR, end.year)
    bare = replace(model, draws=0)
    silent = believed_by_year(replace(held, reports=0.0 * held.reports), bare)
    theta = model.annual.values[None, :]
    run = annual_model.steps(theta, held, model.annual.counting).turnover.long_run[-1, :, 0]
    reports = np.nan_to_num(held.reports[:, -BEHIND:]).sum()
    disputes = float(probability(silent.path.after[-1, 0]))
    return [f"{run @ silent.scale:.2f}", f"{disputes:.2f}", "", f"{reports:.0f}"]


def _by_week(record: Record, pair: Pair, day: date, model: trust.Model) -> list[str]:
    """Nothing, nothing, trust at the end of the last complete year, and reports."""
    end = date(min(day.year - 1, last_year(record)), 12, 31)
    yearly = trust.estimate_pairs(
        record, [pair], by="year", until=end, model=replace(model, draws=0)
    )
    found = trust.estimate_pairs(
        record, [pair], by="week", until=day, model=replace(model, draws=0)
    )
    value = float(probability(yearly.beliefs.path.after[-1, 0]))
    acts = found.held.acts if found.held is not None else None
    since = found.step(max(day - timedelta(weeks=WEEKS), found.beliefs.ends[0]))
    reports = 0 if acts is None else int(acts.filter(acts["step"] > since)["count"].sum())
    return ["", "", f"{value:.2f}", f"{reports}"]


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    record = Record.shipped()
    model = trust.Model.shipped()
    lines = [
        list(HEADS),
        *(row for by in ("year", "week") for row in questioned(record, by, model)),
    ]
    for line in lines:
        print(" | ".join(line))
    if asked.into:
        with asked.into.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    main()
