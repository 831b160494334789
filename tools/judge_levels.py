"""Judge belief by lists that were written before it was fitted: expert levels, known crises.

Run as `python tools/judge_levels.py [--levels 9] [--from FOLDER]`. By week and by year it prints
the share of pairs of rows, two or more tiers apart, that stand in the right order, the medians of
the tiers, which crises are seen as falls (0.02 or one deciban), and how many of the belief of all
often reported pairs stand near the ends. Lists: `tests/trust/expert_levels.csv`,
`tests/trust/known_crises.csv`.
"""

import argparse
import csv
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np

from longtin import actors, trust
from longtin.acts import Record
from longtin.trust.evidence import dated_reports
from longtin.trust.model.beliefs import last_year

LISTS = Path(__file__).parents[1] / "tests" / "trust"
APART = 2
TIERS = (5, 4, 3, 2, 1)
BLOCK = 300
"""Pairs estimated at once, so that memory holds them."""

FALL, DECIBAN = 0.02, 1.0
ENDS = (date(2014, 12, 28), date(2022, 12, 25))


def rows(name: str) -> list[dict[str, str]]:
    """A list, row by row."""
    return list(csv.DictReader((LISTS / f"{name}.csv").read_text("utf-8").splitlines()))


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
            for name, day in (("expert_levels", "date"), ("known_crises", "start"))
            for row in rows(name)
        }
        self.found = trust.estimate_pairs(record, named, by=by, until=self.end, model=model)

    def at(self, pair: tuple[int, int], day: date) -> float | None:
        """Log-odds at the last step that had ended; none outside."""
        if not self.first + timedelta(days=7) <= day <= self.end:
            return None
        step, column = self.found.step(day), self.found.column(*pair)
        return float(self.found.beliefs.path.after[step, column])


def ordered(reader: Reader) -> None:
    """Print the share of orderings, and the medians of the tiers."""
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
    middle = [median(value for tier, value, _ in known if tier == each) for each in TIERS]
    print(
        f"{reader.by}: {len(known)} rows, orderings two tiers apart {right / total:.3f} of "
        f"{total:.0f}; medians of tiers 5 to 1 {' · '.join(f'{value:.2f}' for value in middle)}"
    )
    heavy = sorted(worst.items(), key=lambda item: -item[1])[:8]
    print("  most contradicted: " + ", ".join(f"{name} ({count})" for name, count in heavy))


def crises(reader: Reader) -> None:
    """Print which crises are seen as falls."""
    seen, told, missed = 0, 0, []
    for row in rows("known_crises"):
        start, end = (date.fromisoformat(row[side]) for side in ("start", "end"))
        ends = [reader.at(pair_of(row, start), day) for day in (start, end)]
        if None in ends:
            continue
        before, after = (float(logit) for logit in ends if logit is not None)
        chances = trust.probability(np.array([before, after]))
        falls = chances[0] - chances[1] >= FALL or (before - after) * trust.DECIBANS >= DECIBAN
        told, seen = told + 1, seen + int(falls)
        if not falls:
            missed.append(f"{row['truster']}→{row['trustee']} {row['start'][:7]} "
                          f"{chances[0]:.2f}→{chances[1]:.2f}")  # fmt: skip
    print(f"{reader.by}: {seen} of {told} crises seen; missed: {', '.join(missed)}")


def saturated(record: Record, by: str, model: trust.Model) -> None:
    """Print how much of the belief of often reported pairs stands near the ends."""
    from longtin.trust.fitting.fit_graded import REPORTED

    end = dated_reports.last_day(record) if by == "week" else date(last_year(record), 12, 31)
    pairs = dated_reports.reported_pairs(record, dated_reports.last_day(record), REPORTED)
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
        saturated(record, by, model)


if __name__ == "__main__":
    main()
