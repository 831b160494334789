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

DRIFT, BREAK = 0.05, 0.08
"""Rates of turnover: to a neighbour at most, and anew."""

TOLERANCE = 1e-9

REST = 0.02
"""Seconds before each run: threads of some contestants stay awake a while for more work."""


def made_up(sequences: int, steps: int, levels: int, seed: int = 1) -> Task:
    """Acts in three channels of levels that move, as log-likelihoods by level."""
    random = np.random.default_rng(seed)
    task = Task(
        random.dirichlet(4.0 * np.ones(levels)), DRIFT if levels > 2 else 0.0, BREAK,
        np.zeros((levels, steps, sequences)),
    )  # fmt: skip
    level = random.choice(levels, sequences, p=task.long_run)
    edges = np.cumsum(task.move, axis=1)[:, :-1]
    of_level = np.empty((steps, sequences), np.int64)
    for step in range(steps):
        of_level[step] = level
        level = (random.uniform(size=sequences)[:, None] > edges[level]).sum(axis=1)
    for acts in CHANNELS:
        chances = random.dirichlet(np.ones(acts), size=levels)
        rises = np.cumsum(chances, axis=1)[:, :-1]
        drawn = random.uniform(size=of_level.shape)
        act = np.zeros_like(of_level)
        for edge in rises.T:
            act += drawn > edge[of_level]
        seen = random.uniform(size=of_level.shape) >= UNSEEN
        task.loglik[:] += np.where(seen, np.log(chances)[:, act], 0.0)
    return task


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


def agree(runs: dict[str, Run], shape: tuple[int, int, int]) -> None:
    """Refuse to time anything that does not give the same numbers."""
    expected: tuple[Floats, float] | None = None
    for name, run in runs.items():
        found, total = run()
        known = as_probabilities(found, shape)
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
    whole, own = spent["longtin, compiled"], spent["longtin, smoothed alone"]
    say(
        f"{'':24} {'median':>8} {'min':>8} {'max':>8} {'all cores':>10}   "
        "times Longtin's smoothed alone (range), and its whole filter"
    )
    for name, times in spent.items():
        walls = [each.wall for each in times]
        ratios = [each.wall / mine.wall for each, mine in zip(times, own, strict=True)]
        beside = median(each.wall / mine.wall for each, mine in zip(times, whole, strict=True))
        say(
            f"{name:24} {median(walls):8.4f} {min(walls):8.4f} {max(walls):8.4f}"
            f" {median(each.cores for each in times):10.4f}"
            f"   {median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f})  {beside:6.2f}"
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
    parser.add_argument("--levels", type=int, default=9)
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = parser.parse_args()
    kept = Kept()
    task = made_up(asked.sequences, asked.steps, asked.levels)
    kept.say(
        f"Filter and smoother of {asked.levels} levels, {asked.sequences:,} sequences of "
        f"{asked.steps} steps in {len(CHANNELS)} channels, seconds of {asked.repetitions} "
        "interleaved repetitions."
    )
    kept.say(machine())
    runs, missing = ready(task)
    agree(runs, (asked.steps, asked.levels, asked.sequences))
    kept.say(f"All agree to {TOLERANCE:g}.")
    report(timed(runs, asked.repetitions), missing, kept.say)
    if asked.write:
        kept.write("filter")


if __name__ == "__main__":
    main()
