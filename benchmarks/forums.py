"""Time of a comparison of forums, cold: twenty states, and every state of the system.

Run as `python benchmarks/forums.py`. Each is a process of its own, so that imports and the opening
of the record count; processor time is what a machine with nothing else to do would take on one
core.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ISSUE = """\
id: benchmark
title: {en: Benchmark, vi: Đo thời gian}
problem: {en: Something to be done., vi: Một việc phải làm.}
on: 2026-11-30
states: STATES
aggregation: sum
publicness: {at: 0.7, low: 0.5, high: 0.9}
"""

START = "from longtin.cli import main; main()"

CASES = {
    "20 states": "[VNM, CHN, JPN, KOR, IDN, MYS, SGP, THA, PHL, BRN, LAO, KHM, MMR, USA, IND, AUS, "
    "NZL, RUS, CAN, GBR]",
    "all states": "{all: true}",
}


def main() -> None:
    """Print wall and processor time of each case."""
    with tempfile.TemporaryDirectory() as folder:
        for name, states in CASES.items():
            file = Path(folder) / "issue.yaml"
            file.write_text(ISSUE.replace("STATES", states), encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            begun = time.monotonic()
            subprocess.run(
                [sys.executable, "-c", START, "forum", "compare", str(file), "--json"],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{name}: {time.monotonic() - begun:.1f} s, {spent:.1f} s of processor time")


if __name__ == "__main__":
    main()
