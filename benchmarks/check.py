"""Time `longtin check` on a programme of forty steps, each time in a process of its own."""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._kept import Kept, machine

PROGRAMME = Path(__file__).parents[1] / "tests" / "plan" / "data" / "forty-steps.yaml"
COMMAND = "from longtin.cli import main; main()"


def once(language: str) -> tuple[float, float]:
    """Seconds of one cold run: on the clock, and of all cores together."""
    before, began = os.times(), time.perf_counter()
    words = ["check", str(PROGRAMME), "--today", "2026-11-22", "--lang", language]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words], check=False, capture_output=True, timeout=60
    )
    wall, after = time.perf_counter() - began, os.times()
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode())
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return wall, spent


def main() -> None:
    """Run it some times in each language and say the medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = options.parse_args()
    kept = Kept()
    kept.say(f"longtin check, 40 steps, cold. {machine()}")
    for language in ("en", "vi"):
        once(language)
        runs = [once(language) for _ in range(asked.runs)]
        wall, cores = (statistics.median(each) for each in zip(*runs, strict=True))
        kept.say(f"{language}: {wall:.2f} s on the clock, {cores:.2f} s of all cores")
    if asked.write:
        kept.write("check")


if __name__ == "__main__":
    main()
