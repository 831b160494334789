"""Judge belief by lists that were written before it was fitted: expert levels, crises, named cases.

Run as `python tools/judge_levels.py [--levels 9] [--from FOLDER]`. By week and by year it prints
the share of pairs of rows, two or more tiers apart, that stand in the right order, the medians of
the tiers, which crises are seen as falls (0.02 or one deciban), what becomes of some cases that are
asked for by name, and how much of the belief of all often reported pairs stands near the ends: by
week those with ten dated reports, by year those with ten in the complete counts. At last it prints
how far week and year part. Lists, all in `tests/trust`: `expert_levels.csv`, `known_crises.csv`,
`named_cases.csv`.
"""

import argparse
import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from longtin import actors, trust
from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust.evidence import dated_reports, yearly_reports
from longtin.trust.evidence.panel import every_pair
from longtin.trust.model.beliefs import last_year

LISTS = Path(__file__).parents[1] / "tests" / "trust"
APART = 2
TIERS = (5, 4, 3, 2, 1)
BLOCK = 300
"""Pairs estimated at once, so that memory holds them."""

OFTEN = 40
"""Dated reports of a pair whose beliefs by week and by year are compared."""

FALL, DECIBAN = 0.02, 1.0
ENDS = (date(2014, 12, 28), date(2022, 12, 25))


def rows(name: str) -> list[dict[str, str]]:
    """A list, row by row."""
    return list(csv.DictReader((LISTS / f"{name}.csv").read_text("utf-8").splitlines()))


def others(name: str) -> list[dict[str, str]]:
    """Rows of a list that are held against another trustee, with that one."""
    return [row | {"trustee": row["than"]} for row in rows(name) if row.get("than")]


def pair_of(row: dict[str, str], day: date) -> tuple[int, int]:
    """(truster, trustee) of a row."""
    one, two = (actors.find(row[side], day).ccode for side in ("truster", "trustee"))
    return one, two


class Reader:
    """Readings of one step size, each pair estimated once, up to the end of the record."""

    def __init__(self, record: Record, by: str, model: trust.Model) -> None:
        self.by, self.first = by, date(1946, 12, 31)
        self.end = date(last_year(record), 12, 31)
        if by == "week":
            self.first, self.end = dated_reports.first_day(record), dated_reports.last_day(record)
        named = {
            pair_of(row, date.fromisoformat(row[day]))
            for name, day in (
                ("expert_levels", "date"),
                ("known_crises", "start"),
                ("named_cases", "since"),
            )
            for row in (*rows(name), *others(name))
        }
        self.found = trust.estimate_pairs(record, named, by=by, until=self.end, model=model)

    def at(self, pair: tuple[int, int], day: date) -> float | None:
        """Log-odds at the last step that had ended; none outside."""
        if not self.first + timedelta(days=7) <= day <= self.end:
            return None
        step, column = self.found.step(day), self.found.column(*pair)
        return float(self.found.beliefs.path.after[step, column])


@dataclass(frozen=True)
class Orderings:
    """Pairs of rows two or more tiers apart.

    Attributes:
        rows: How many rows have a figure.
        pairs: How many pairs of rows were compared.
        right: Share of them in the right order.
        medians: Of the tiers, from the highest.
        wrong: How often each row contradicts another.
    """

    rows: int
    pairs: int
    right: float
    medians: tuple[float, ...]
    wrong: dict[str, int]


def orderings(reader: Reader) -> Orderings:
    """Of the expert rows that have a figure."""
    known = [
        (int(row["tier"]), float(trust.probability(np.array(logit))), row)
        for row in rows("expert_levels")
        if (logit := reader.at(pair_of(row, day := date.fromisoformat(row["date"])), day))
        is not None
    ]
    right = total = 0.0
    worst: dict[str, int] = {}
    for tier, trust_one, one in known:
        for other_tier, trust_other, other in known:
            if tier - other_tier >= APART:
                total += 1
                right += 1.0 if trust_one > trust_other else 0.5 * (trust_one == trust_other)
                for row in (one, other) if trust_one <= trust_other else ():
                    name = f"{row['truster']}→{row['trustee']} {row['date']}"
                    worst[name] = worst.get(name, 0) + 1
    middle = tuple(median(value for tier, value, _ in known if tier == each) for each in TIERS)
    return Orderings(len(known), int(total), right / total, middle, worst)


def ordered(reader: Reader) -> None:
    """Print the share of orderings, and the medians of the tiers."""
    found = orderings(reader)
    print(
        f"{reader.by}: {found.rows} rows, orderings two tiers apart {found.right:.3f} of "
        f"{found.pairs}; medians of tiers 5 to 1 "
        f"{' · '.join(f'{value:.2f}' for value in found.medians)}"
    )
    heavy = sorted(found.wrong.items(), key=lambda item: -item[1])[:8]
    print("  most contradicted: " + ", ".join(f"{name} ({count})" for name, count in heavy))


def falls(reader: Reader) -> list[tuple[str, bool]]:
    """Known crises with a figure before and after, in words, and whether each is seen as a fall."""
    found = []
    for row in rows("known_crises"):
        start, end = (date.fromisoformat(row[side]) for side in ("start", "end"))
        ends = [reader.at(pair_of(row, start), day) for day in (start, end)]
        if None in ends:
            continue
        before, after = (float(logit) for logit in ends if logit is not None)
        chances = trust.probability(np.array([before, after]))
        fell = chances[0] - chances[1] >= FALL or (before - after) * trust.DECIBANS >= DECIBAN
        name = f"{row['truster']}→{row['trustee']} {row['start'][:7]}"
        found.append((f"{name} {chances[0]:.2f}→{chances[1]:.2f}", bool(fell)))
    return found


def crises(reader: Reader) -> None:
    """Print which crises are seen as falls."""
    found = falls(reader)
    missed = [name for name, fell in found if not fell]
    print(f"{reader.by}: {len(found) - len(missed)} of {len(found)} crises seen; missed: "
          f"{', '.join(missed)}")  # fmt: skip


def path(reader: Reader, row: dict[str, str]) -> Floats:
    """Trust in a named case, from the step of its first day to that of its last. Shape (step,)."""
    since, until = (date.fromisoformat(row[side]) for side in ("since", "until"))
    first, last = reader.found.step(since), reader.found.step(until)
    column = reader.found.column(*pair_of(row, since))
    return np.asarray(trust.probability(reader.found.beliefs.path.after[first : last + 1, column]))


def named(reader: Reader) -> None:
    """Print what becomes of the cases that are asked for by name."""
    for row in rows("named_cases"):
        if row["by"] != reader.by:
            continue
        since, until = (date.fromisoformat(row[side]) for side in ("since", "until"))
        span = path(reader, row)
        told = f"{span[0]:.2f} → {span[-1]:.2f}"
        if row["rule"] in ("at least", "at most"):
            way = 1.0 if row["rule"] == "at least" else -1.0
            kept = (way * span >= way * float(row["bound"])).mean()
            told = f"{100 * kept:.0f} % of steps, {span.min():.2f} to {span.max():.2f}"
        elif row["rule"] == "below":
            other = pair_of(row | {"trustee": row["than"]}, since)
            value = reader.at(other, until)
            told = f"{span[-1]:.2f} against {trust.probability(np.array(value)):.2f}"
        print(f"  {row['truster']}→{row['trustee']} {row['rule']} {row['bound'] or row['than']} "
              f"{row['since']} to {row['until']} ({row['must']}): {told}")  # fmt: skip


def saturated(record: Record, by: str, model: trust.Model) -> None:
    """Print how much of the belief of often reported pairs stands near the ends."""
    from longtin.trust.fitting.fit_graded import REPORTED

    end = dated_reports.last_day(record) if by == "week" else date(last_year(record), 12, 31)
    if by == "week":
        pairs = dated_reports.reported_pairs(record, dated_reports.last_day(record), REPORTED)
    else:
        pairs = counted_pairs(record, REPORTED)
    found: dict[date, list[float]] = {day: [] for day in ENDS if day <= end}
    for first in range(0, len(pairs), BLOCK):
        some = trust.estimate_pairs(
            record, pairs[first : first + BLOCK], by=by, until=end, model=model
        )
        for day, values in found.items():
            values.extend(trust.probability(some.beliefs.path.after[some.step(day)]).tolist())
    for day, values in found.items():
        value = np.array(values)
        middle = ((value > 0.2) & (value < 0.8)).mean()
        print(f"{by}, {day}: {len(value)} pairs, above 0.95 {(value > 0.95).mean():.3f}, "
              f"below 0.05 {(value < 0.05).mean():.3f}, 0.2 to 0.8 {middle:.3f}")  # fmt: skip


def week_and_year(record: Record, model: trust.Model) -> None:
    """Print how far belief by week and by year part on the last day that both are told of."""
    day = date(last_year(record), 12, 31)
    pairs = dated_reports.reported_pairs(record, dated_reports.last_day(record), OFTEN)
    pairs = tuple(sorted(pairs, key=lambda pair: pair[::-1]))
    weekly, yearly = (
        trust.probability(
            trust.estimate_pairs(record, pairs, by=by, until=day, model=model).beliefs.path.after[
                -1
            ]
        )
        for by in ("week", "year")
    )
    apart = np.abs(weekly - yearly)
    same = np.floor(5.0 * weekly) == np.floor(5.0 * yearly)
    print(
        f"week and year, {day}: {len(pairs)} pairs part by {apart.mean():.3f} on average (half of "
        f"them by less than {np.median(apart):.3f}), by more than 0.2 {(apart > 0.2).mean():.3f}; "
        f"same degree {same.mean():.3f}, correlation {np.corrcoef(weekly, yearly)[0, 1]:.3f}"
    )


def counted_pairs(record: Record, least: int) -> tuple[tuple[int, int], ...]:
    """Pairs alive in the last year with so many reports in the complete yearly counts."""
    last = last_year(record)
    counts = record.acts(datasets=[yearly_reports.YEARLY_COUNTS])
    known = counts.group_by("target", "source").agg(pl.col("count").sum())
    known = known.filter(pl.col("count") >= least).select("target", "source")
    living = set(every_pair(last, last))
    return tuple(sorted(pair for pair in known.iter_rows() if pair in living))


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levels", type=int, default=9)
    parser.add_argument("--from", dest="folder", help="parameters of `longtin fit --into FOLDER`")
    asked = parser.parse_args()
    record = Record.shipped()
    model = (
        trust.Model.fitted(asked.folder, draws=0)
        if asked.folder
        else trust.Model.shipped(draws=0, levels=asked.levels)
    )
    for by in ("week", "year"):
        reader = Reader(record, by, model)
        ordered(reader)
        if by == "week":
            crises(reader)
        named(reader)
        saturated(record, by, model)
    week_and_year(record, model)


if __name__ == "__main__":
    main()
