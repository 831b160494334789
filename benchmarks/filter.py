"""Time filter and smoother of many sequences in Longtin, in others' software and in C.

Run as `python benchmarks/filter.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. Others' software that is not installed is left out and named.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from benchmarks._peers import CONTESTANTS, Floats, Run, Task, as_probabilities

CHANNELS = (2, 4, 6)
"""Possible acts of a step in each channel: any dispute, class of report, how high it went."""

UNSEEN = 0.2
"""Share of steps in which a channel says nothing."""

TOLERANCE = 1e-9

REST = 0.02
"""Seconds before each run: threads of some contestants stay awake a while for more work."""


def made_up(sequences: int, steps: int, seed: int = 1) -> Task:
    """Acts in three channels of types that turn over, as log-likelihoods by type."""
    random = np.random.default_rng(seed)
    start, keep, win = 0.6, 0.97, 0.05
    of_one = np.empty((steps, sequences), bool)
    of_one[0] = random.uniform(size=sequences) < start
    for step in range(1, steps):
        stays = np.where(of_one[step - 1], keep, win)
        of_one[step] = random.uniform(size=sequences) < stays
    loglik = np.zeros((2, steps, sequences))
    for acts in CHANNELS:
        chances = random.dirichlet(np.ones(acts), size=2)
        drawn = random.uniform(size=of_one.shape)
        edges = np.cumsum(chances, axis=1)[:, :-1]
        act = np.where(of_one, np.searchsorted(edges[1], drawn), np.searchsorted(edges[0], drawn))
        seen = random.uniform(size=of_one.shape) >= UNSEEN
        loglik += np.where(seen, np.log(chances)[:, act], 0.0)
    return Task(start, keep, win, loglik)


def ready(task: Task) -> tuple[dict[str, Run], list[str]]:
    """All contestants that are installed, each run once, and the names of the others."""
    runs: dict[str, Run] = {}
    missing: list[str] = []
    for name, make in CONTESTANTS.items():
        try:
            runs[name] = make(task)
        except ImportError:
            missing.append(name)
    return runs, missing


def agree(runs: dict[str, Run], shape: tuple[int, int]) -> None:
    """Refuse to time anything that does not give the same numbers."""
    expected: tuple[Floats, float] | None = None
    for name, run in runs.items():
        found, total = run()
        known = as_probabilities(name, found, shape)
        if expected is None:
            expected = known, float(total)
        np.testing.assert_allclose(known, expected[0], atol=TOLERANCE, err_msg=name)
        np.testing.assert_allclose(float(total), expected[1], rtol=TOLERANCE, err_msg=name)


@dataclass(frozen=True)
class Spent:
    """Seconds of one repetition: on the clock, and of all cores together."""

    wall: float
    cores: float


def timed(runs: dict[str, Run], repetitions: int) -> dict[str, list[Spent]]:
    """Each repetition's time; every round lets each contestant run once."""
    spent: dict[str, list[Spent]] = {name: [] for name in runs}
    for _ in range(repetitions):
        for name, run in runs.items():
            sleep(REST)
            began, worked = perf_counter(), process_time()
            run()
            spent[name].append(Spent(perf_counter() - began, process_time() - worked))
    return spent


def report(spent: dict[str, list[Spent]], missing: list[str], say: Callable[[str], None]) -> None:
    """Median, least and most of each, and how many times as long as Longtin in the same round."""
    own = spent["longtin, compiled"]
    say(f"{'':24} {'median':>8} {'min':>8} {'max':>8} {'all cores':>10}   times Longtin's (range)")
    for name, times in spent.items():
        walls = [each.wall for each in times]
        ratios = [each.wall / mine.wall for each, mine in zip(times, own, strict=True)]
        say(
            f"{name:24} {median(walls):8.4f} {min(walls):8.4f} {max(walls):8.4f}"
            f" {median(each.cores for each in times):10.4f}"
            f"   {median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        )
    for name in missing:
        say(f"{name:24} not installed")
    if "C loop" in spent:
        shares = [floor.wall / mine.wall for floor, mine in zip(spent["C loop"], own, strict=True)]
        say(f"Longtin reaches {median(shares):.0%} of the speed of the C loop.")


def main() -> None:
    """Ask, time, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=40_000)
    parser.add_argument("--steps", type=int, default=75)
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = parser.parse_args()
    kept = Kept()
    task = made_up(asked.sequences, asked.steps)
    kept.say(
        f"Filter and smoother, {asked.sequences:,} sequences of {asked.steps} steps in "
        f"{len(CHANNELS)} channels, seconds of {asked.repetitions} interleaved repetitions."
    )
    kept.say(machine())
    runs, missing = ready(task)
    agree(runs, (asked.steps, asked.sequences))
    kept.say(f"All agree to {TOLERANCE:g}.")
    report(timed(runs, asked.repetitions), missing, kept.say)
    if asked.write:
        kept.write("filter")


if __name__ == "__main__":
    main()
