"""Time a tournament beside the Axelrod library: the same rules, game, turns and noise in one run.

Run as `python benchmarks/tournament.py` where `axelrod` is installed (`make oracles` does); with
`--write` the result is also kept, dated, under `benchmarks/results/`.

Both draw every match of every repetition and come to scores by pair, ranks and cooperation rates.
Before anything is timed, the library's mean scores must lie where Longtin's exact ones say they
should.
"""

import argparse
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin.game import (
    MemoryOneStrategy,
    Response,
    Tournament,
    TournamentSetting,
    memory_one,
    round_robin,
)

RULES, REPETITIONS = 30, 10
SETTING = TournamentSetting(turns=200, noise=0.05)
OFTEN = 20
"""Tournaments of Longtin in a round, whose median counts: one is over in milliseconds."""


def rules() -> dict[str, MemoryOneStrategy]:
    """Those of the roster that open with a certain move, and others drawn from a seed."""
    found = {name: rule for name, rule in memory_one().items() if rule.first in {0, 1}}
    rng = np.random.default_rng(1980)
    while len(found) < RULES:
        first, *after = rng.random(5).tolist()
        found[f"drawn-{len(found)}"] = MemoryOneStrategy(
            name="drawn", source="this benchmark", first=round(first), after=Response(*after)
        )
    return found


def theirs(field: dict[str, MemoryOneStrategy], seed: int, processes: int | None = None) -> Any:
    """The library's tournament, with its result set."""
    import axelrod as axl

    players = [
        axl.MemoryOnePlayer(
            four_vector=tuple(rule.after), initial=axl.Action.C if rule.first else axl.Action.D
        )
        for rule in field.values()
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return axl.Tournament(
            players, turns=SETTING.turns, repetitions=REPETITIONS, noise=SETTING.noise, seed=seed
        ).play(progress_bar=False, processes=processes)


def ours(field: dict[str, MemoryOneStrategy], seed: int, *, exact: bool) -> Tournament:
    """Longtin's, with its standings."""
    held = round_robin(field, SETTING, repetitions=REPETITIONS, exact=exact, seed=seed)
    assert held.standings  # noqa: S101 -- counts and ranks, as the library's result set does
    return held


def timed(run: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Seconds as they pass and of the processor, the median of some times."""
    walls, cores = [], []
    for _ in range(times):
        wall, core = perf_counter(), process_time()
        run()
        walls.append(perf_counter() - wall)
        cores.append(process_time() - core)
    return median(walls), median(cores)


def line(name: str, seconds: list[float], ratios: list[float] | None = None) -> str:
    """Median, least and most, and how many times as long as Longtin in the same round."""
    text = f"{name:58} {median(seconds):9.4f} {min(seconds):9.4f} {max(seconds):9.4f}"
    if ratios is not None:
        text += f"   {median(ratios):8.0f} ({min(ratios):.0f} to {max(ratios):.0f})"
    return text


def check(field: dict[str, MemoryOneStrategy], kept: Kept) -> None:
    """Refuse to time what does not agree."""
    found = np.array(theirs(field, 0).payoffs)
    exact = ours(field, 0, exact=True)
    others = ~np.eye(len(field), dtype=bool)
    error = exact.deviation[others] / np.sqrt(REPETITIONS)
    sure = error > 1e-9
    z = (found.mean(axis=2) - exact.expected)[others][sure] / error[sure]
    typical = np.sqrt((z**2).mean())
    kept.say(
        f"Mean scores of {others.sum()} pairs, the library's less Longtin's exact ones, in "
        f"standard errors: root mean square {typical:.2f}, greatest {np.abs(z).max():.1f}."
    )
    if np.abs(z).max() > 5 or not 0.8 < (z**2).mean() < 1.25:
        raise SystemExit("They do not agree.")


def main() -> None:
    """Compare, time, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked, kept, field = parser.parse_args(), Kept(), rules()
    import axelrod

    kept.say(machine())
    kept.say(
        f"{len(field)} rules that remember one round, {SETTING.turns} turns, {REPETITIONS} "
        f"repetitions, noise {SETTING.noise:g}; Axelrod {axelrod.__version__} on one core."
    )
    check(field, kept)
    own, full, peer = [], [], []
    for seed in range(asked.rounds):
        own.append(timed(partial(ours, field, seed, exact=False), OFTEN))
        full.append(timed(partial(ours, field, seed, exact=True), OFTEN))
        peer.append(timed(partial(theirs, field, seed)))
    for place, what in ((1, "of the processor, all cores together"), (0, "as they pass")):
        mine, whole, other = ([each[place] for each in seen] for seen in (own, full, peer))
        kept.say(f"{'Seconds ' + what:58} {'median':>9} {'min':>9} {'max':>9}   times Longtin’s")
        kept.say(line("Longtin, drawn", mine))
        kept.say(line("Axelrod", other, [a / b for a, b in zip(other, mine, strict=True)]))
        kept.say(line("Longtin, drawn, and expected scores and spreads exactly", whole))
        kept.say(line("Axelrod", other, [a / b for a, b in zip(other, whole, strict=True)]))
    if asked.write:
        kept.write("tournament")


if __name__ == "__main__":
    main()
