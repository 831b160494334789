"""A simulated world in Longtin and as a Mesa model of the same rules, side by side in one run.

Run as `python benchmarks/world.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. Needs Mesa: `pip install mesa`.
"""

import argparse
import gc
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from benchmarks._mesa_world import MesaWorld
from longtin import actors
from longtin.forums.world import Start, World, assembled, kernels, play, replicate
from longtin.forums.world.history_table import unpacked
from longtin.forums.world.simulation import simulate_world
from longtin.forums.world.world import ActMix
from longtin.forums.world.world_file import WrittenWorld

TEXT = """
title: The benchmark
start: 2020-01-01
step: month
steps: {steps}
states: all
belief: {{trust: 0.6}}
contact: {{chance: {contact}}}
conduct: {{rule: generous-tit-for-tat, mimicry: 0.5}}
observers: {{kept: 0.95, cheated: 0.5, standing: 1}}
noise: {{slip: 0.02, misperception: 0.02}}
leaders: {{turnover: 0}}
watch: []
"""

MIX = ActMix(("CONSULT", "THREATEN"), (1, 3), (1.0, 0.0), (0.0, 1.0))

OURS = 10
"""Histories of ours for each of Mesa's: one is too short to time."""

NEAR = 0.02
"""How far the two may differ in what they find: twice what a few histories of Mesa's vary by."""


def world(states: int, steps: int, contact: float) -> World:
    """Longtin's world of so many states, without asking the record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.yaml"
        path.write_text(TEXT.format(steps=steps, contact=contact), encoding="utf-8")
        written = WrittenWorld(path)
    size = (states, states)
    codes = tuple(sorted(actors.living(date(2020, 1, 1)))[:states])
    return assembled(
        written, Start(codes, np.full(size, 0.6), np.full(size, contact), np.zeros(states), MIX)
    )


KEPT = ("outcomes", "outcomes and acts in memory", "outcomes and acts in a file")
"""What is kept of a history: by Mesa's DataCollector, as columns of an act each, these as Parquet.

On both sides the same: the file has step, source, target and deed of each act, written by Polars.
What the record's own table of acts takes, with its 18 columns, `costs` tells.
"""

FOUR = ("step", "source", "target", "cooperates")
"""Columns of the file."""


def ours(found: World, number: int, kept: str = KEPT[0]) -> dict[str, float]:
    """One history of ours; meetings are held as they come: a word each, with both acts in it."""
    held: list[Any] = []
    history = play(found, 1, number, held.append if kept != KEPT[0] else None)
    if kept == KEPT[2]:
        acts = [unpacked(found, meetings) for meetings in held]
        _written_as({name: np.concatenate([getattr(each, name) for each in acts]) for name in FOUR})
    return {
        "trust": history.state.sums[-1, kernels.TRUST],
        "cooperative": history.state.sums[-1, kernels.COOPERATIVE],
        "meetings": history.state.sums[-1, kernels.MEETINGS],
    }


def _written_as(columns: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pl.DataFrame(columns).write_parquet(Path(folder) / "acts.parquet")


def several(found: World, kept: str) -> None:
    """As many histories of ours as are timed together."""
    for number in range(OURS):
        ours(found, number, kept)


def mesas(states: int, steps: int, contact: float, seed: int, kept: str) -> dict[str, float]:
    """One history of Mesa's."""
    model = MesaWorld(states, contact, records=kept != KEPT[0], seed=seed)
    for _ in range(steps):
        model.step()
    if kept == KEPT[2]:
        _written_as(dict(zip(FOUR, model.columns, strict=True)))
    return {name: values[-1] for name, values in model.datacollector.model_vars.items()}


def agree(found: World, told: list[dict[str, float]], say: Callable[[str], None]) -> None:
    """Refuse to compare what does not find the same."""
    pairs = 2 * found.sides.shape[1]
    mine = [ours(found, number) for number in range(4 * len(told))]
    for name, of in (("trust", pairs), ("cooperative", None), ("meetings", pairs / 2)):
        one, two = (
            float(np.mean([each[name] / (of or 2 * each["meetings"]) for each in runs]))
            for runs in (mine, told)
        )
        say(f"  {name:12} Longtin {one:.4f}, Mesa {two:.4f}")
        if abs(one - two) > NEAR:
            raise SystemExit(f"The two do not play by the same rules: {name}.")


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds on the clock and of the processor, and the answer."""
    gc.collect()
    began, worked = perf_counter(), process_time()
    answer = run()
    return perf_counter() - began, process_time() - worked, answer


def side_by_side(
    states: int, steps: int, contact: float, rounds: int, say: Callable[[str], None]
) -> None:
    """Both in turn, with and without acts kept; ratios of each round."""
    found = world(states, steps, contact)
    ours(found, 0, KEPT[2])  # compiled before
    say(f"\n{states} states, {steps} steps, each pair meets with chance {contact:g} in a step")
    told = []
    for kept in KEPT:
        ratios: list[float] = []
        wall: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds):
            _, theirs, answer = timed(partial(mesas, states, steps, contact, number, kept))
            _, mine, _ = timed(partial(several, found, kept))
            told.append(answer)
            wall[0].append(theirs)
            wall[1].append(mine / OURS)
            ratios.append(theirs * OURS / mine)
        say(
            f"  {kept:27} Mesa {median(wall[0]):8.3f} s   Longtin {median(wall[1]):8.5f} s   "
            f"ratio {median(ratios):6.0f} ({min(ratios):.0f}–{max(ratios):.0f})"
        )
    agree(found, told, say)


def linear(say: Callable[[str], None]) -> None:
    """What Mesa's model takes a state, where each meets as many others however many there are."""
    say("\nMesa's model is linear in agents: 20 partners each, met every step, 20 steps")
    for states in (50, 100, 200, 400, 800):
        _, spent, _ = timed(partial(_ring, states))
        say(f"  {states:5} states {spent:8.3f} s   {spent / states * 1e3:8.3f} ms a state")


def _ring(states: int) -> None:
    model = MesaWorld(states, 1.0, degree=20)
    for _ in range(20):
        model.step()


def costs(say: Callable[[str], None]) -> None:
    """What a whole run takes as states and histories grow: time, memory, size of the file."""
    say("\nLongtin, all acts in the record's table: one worker, 60 steps, chance of meeting 0.2")
    say(f"{'states':>8} {'histories':>10} {'ms a history':>14} {'peak MB':>9} {'MB on disk':>11}")
    for states, histories in ((10, 64), (10, 1024), (50, 64), (50, 256), (100, 32), (195, 4),
                              (195, 32)):  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            found = world(states, 60, 0.2)
            output = Path(folder) / "acts.parquet"
            _, spent, _ = timed(
                partial(simulate_world, found, {}, {}, replicates=histories, seed=1, output=output)
            )
            disk = output.stat().st_size / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say(f"{states:8} {histories:10} {spent / histories * 1e3:14.1f} {peak:9.0f} {disk:11.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--states", type=int, default=195)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--contacts", type=float, nargs="+", default=[1.0, 0.1])
    parser.add_argument("--only-costs", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    kept = Kept()
    kept.say(machine())
    replicate.warm()
    if not given.only_costs:
        import mesa

        kept.say(f"Mesa {mesa.__version__}; seconds are of the processor, a history each.")
        for chance in given.contacts:
            side_by_side(given.states, given.steps, chance, given.rounds, kept.say)
        linear(kept.say)
    costs(kept.say)
    if not given.only_costs:
        kept.say("\nThe Mesa model, benchmarks/_mesa_world.py:\n")
        kept.say((Path(__file__).parent / "_mesa_world.py").read_text(encoding="utf-8"))
    if given.write:
        kept.write("world-costs" if given.only_costs else "world")
