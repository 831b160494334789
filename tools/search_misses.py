"""Measure where the search for stable coalitions misses what enumeration finds, and by how much.

Run as `python tools/search_misses.py`; draws games of four kinds and two sizes, looks for the
stable coalition with the greatest total both ways, and writes
`docs/explanation/coalition-search.csv`. About four minutes on one core.
"""

import csv
import datetime as dt
import itertools
import sys
from pathlib import Path
from time import process_time

import numpy as np

from longtin.forums.coalitions import (
    CoalitionGame,
    Penalised,
    PublicGood,
    RisingDamages,
    Tabulated,
    mask_of,
    stable_coalitions,
)

WRITTEN = Path(__file__).parents[1] / "docs" / "explanation" / "coalition-search.csv"
GAMES = {10: 25, 14: 25}
"""How many of each kind and way, by number of states."""

KINDS = ("public good", "rising damages", "penalised", "tabulated")
WAYS = ("open", "consent", "transfers")
"""Who decides on a newcomer, or that members compensate each other."""


def drawn(kind: str, size: int, seed: int) -> CoalitionGame:
    """A game of one kind."""
    chance = np.random.default_rng([seed, size, KINDS.index(kind)])
    value, cost = chance.lognormal(size=size), chance.lognormal(size=size)
    if kind == "public good":
        return PublicGood(value, cost, float(chance.random()))
    if kind == "rising damages":
        return RisingDamages(10 * value, cost, 0.1 * chance.lognormal(size=size))
    if kind == "penalised":
        loss = chance.random() * chance.lognormal(size=(size, size))
        return Penalised(PublicGood(value, cost, 1.0), loss, burden=0.3)
    return Tabulated(chance.normal(size=(1 << size, size)))


def compared(kind: str, size: int, way: str) -> dict[str, object]:
    """A row: so many games of a kind and size, looked at both ways."""
    transfers, entry = way == "transfers", "consent" if way == "consent" else "open"
    short, there, reached, seconds, wrong, seen = [], 0, 0, [0.0, 0.0], 0, 0
    for seed in range(GAMES[size]):
        game = drawn(kind, size, seed)
        start = process_time()
        every = stable_coalitions(game, transfers, entry)  # type: ignore[arg-type]
        middle = process_time()
        found = stable_coalitions(game, transfers, entry, exact=False, seed=seed)  # type: ignore[arg-type]
        seconds[0] += middle - start
        seconds[1] += process_time() - middle
        masks = {mask_of(each.members) for each in every.found}
        if every.count == len(every.found):
            wrong += sum(mask_of(each.members) not in masks for each in found.found)
        there += every.count
        seen += found.looked_at
        reached += found.count
        if every.best is None:
            continue
        nobody = float(game.payoffs(np.zeros((1, size), dtype=bool)).sum())
        got = found.best.total if found.best else nobody
        gap = every.best.total - got
        if gap > 1e-9 * abs(every.best.total):
            short.append(gap / max(every.best.total - nobody, gap))
    return {
        "kind": kind,
        "states": size,
        "way": way,
        "games": GAMES[size],
        "looked_at_by_search": round(seen / GAMES[size] / (1 << size), 3),
        "best_missed": len(short),
        "mean_shortfall_where_missed": round(float(np.mean(short)), 4) if short else 0,
        "greatest_shortfall": round(max(short, default=0), 4),
        "stable_in_all": there,
        "stable_found": reached,
        "found_not_stable": wrong,
        "seconds_enumeration": round(seconds[0], 2),
        "seconds_search": round(seconds[1], 2),
    }


def main() -> None:
    """Compare everything and write the table."""
    rows = []
    for size, kind, way in itertools.product(GAMES, KINDS, WAYS):
        rows.append(
            {**compared(kind, size, way), "measured": dt.datetime.now(tz=dt.UTC).date().isoformat()}
        )
        print(rows[-1], file=sys.stderr)
    with WRITTEN.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
