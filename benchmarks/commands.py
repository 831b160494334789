"""Time whole commands cold, each in a process of its own: what a user waits for.

Run as `python benchmarks/commands.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. Modules are compiled before, as `pip install` leaves them, and each command
has run once, so that nobody waits for the disk.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._kept import Kept, machine

ROOT = Path(__file__).parents[1]
PROGRAMME = ROOT / "tests" / "lint" / "data" / "forty-steps.yaml"

COMMANDS = {
    "brief": "brief VNM CHN --as-of 2014-08-01 -o {folder}/brief.md",
    "brief today": "brief VNM CHN -o {folder}/today.md",
    "plan": "plan VNM CHN --as-of 2014-08-01 -o {folder}/plan.md",
    "trust on a day": "trust VNM CHN --at 2014-06",
    "trust through time": "trust VNM CHN",
    "explain": "explain VNM CHN --at 2014-05",
    "acts": "acts VNM CHN --from 2014-05-01 --to 2014-05-12",
    "check, 40 steps": f"check {PROGRAMME} --today 2026-11-22",
    "help": "--help",
}
"""What is asked, by its name."""


@dataclass(frozen=True)
class Spent:
    """Seconds of one cold run: on the clock, and of all cores together."""

    wall: float
    cores: float


def once(words: list[str]) -> Spent:
    """Run a command in a process of its own."""
    before, began = os.times(), perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "from longtin.cli import main; main()", *words],
        check=False,
        capture_output=True,
    )
    wall, after = perf_counter() - began, os.times()
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode())
    return Spent(
        wall,
        (after.children_user - before.children_user)
        + (after.children_system - before.children_system),
    )


def main() -> None:
    """Run each command some times, in turns, so that a busy minute hurts all of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--only", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    options.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = options.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=2)
    kept = Kept()
    kept.say(f"Whole commands, cold, seconds of {asked.runs} runs in turns.")
    kept.say(machine())
    with tempfile.TemporaryDirectory() as folder:
        lines = {name: COMMANDS[name].format(folder=folder).split() for name in asked.only}
        for words in lines.values():
            once(words)
        spent: dict[str, list[Spent]] = {name: [] for name in lines}
        for _ in range(asked.runs):
            for name, words in lines.items():
                spent[name].append(once(words))
    kept.say(f"{'':22}{'median':>8}{'min':>8}{'max':>8}{'all cores: median':>20}{'min':>8}")
    for name, runs in spent.items():
        wall, cores = sorted(each.wall for each in runs), [each.cores for each in runs]
        kept.say(
            f"{name:22}{median(wall):8.2f}{wall[0]:8.2f}{wall[-1]:8.2f}"
            f"{median(cores):20.2f}{min(cores):8.2f}"
        )
    if asked.write:
        kept.write("commands")


if __name__ == "__main__":
    main()
