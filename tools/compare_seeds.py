"""Compare the ends of intervals from seed to seed: how many part by more than 0.02, and how far.

Run as `python tools/compare_seeds.py [--seeds 6] [--draws N]`. It takes every pair of the expert
list (`tests/trust/expert_levels.csv`) that is named in it, by week (one week in thirteen of the
five years before each of two days) and by year (forty years), and compares every two seeds. A last
column holds the ends of a list of many pairs, with fewer draws, against those of pairs.
"""

import argparse
import itertools
from collections.abc import Iterator
from datetime import date

import numpy as np

from judge_levels import pair_of, rows
from longtin import trust
from longtin.acts import Record
from longtin.trust._arrays import Floats, Pair

ALLOWED = 0.02

SPANS = {
    "week": ((date(2014, 12, 28), 260, 13), (date(2023, 6, 25), 260, 13)),
    "year": ((date(2014, 12, 31), 40, 1),),
}
"""Step: last day, how many steps before it, and every which of them."""

BLOCK = 24
"""Pairs estimated at once."""


def ends(record: Record, pairs: list[Pair], by: str, model: trust.Model) -> Iterator[Floats]:
    """Ends of intervals of a step, (end, step, pair), one array for each block of pairs."""
    for last, steps, stride in SPANS[by]:
        for first in range(0, len(pairs), BLOCK):
            some = pairs[first : first + BLOCK]
            found = trust.estimate_pairs(record, some, by=by, until=last, model=model)
            yield np.stack(found.interval())[:, -steps::stride]


def told(record: Record, pairs: list[Pair], by: str, draws: int, seed: int) -> Floats:
    """All of them in a row."""
    model = trust.Model.shipped(draws=draws, seed=seed)
    return np.concatenate([each.ravel() for each in ends(record, pairs, by, model)])


def line(by: str, what: str, parted: Floats) -> str:
    """One line of the table."""
    over = int((parted > ALLOWED).sum())
    return (
        f"{by:5} {what:32} {over:6} of {parted.size:7} above {ALLOWED}"
        f" ({over / parted.size:.2%}), the worst {parted.max():.3f}"
    )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--draws", type=int, default=trust.PAIR_DRAWS)
    asked = parser.parse_args()
    pairs = sorted({pair_of(row, date.fromisoformat(row["date"])) for row in rows("expert_levels")})
    with Record.shipped() as record:
        for by in SPANS:
            found = [told(record, pairs, by, asked.draws, seed) for seed in range(asked.seeds)]
            parted = [np.abs(one - two) for one, two in itertools.combinations(found, 2)]
            print(line(by, f"seeds, {asked.draws} draws", np.concatenate(parted)), flush=True)
            many = told(record, pairs, by, trust.MANY_DRAWS, 0)
            against = f"{trust.MANY_DRAWS} draws against {asked.draws}"
            print(line(by, against, np.abs(many - found[0])), flush=True)


if __name__ == "__main__":
    main()
