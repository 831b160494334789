"""Time an import of a large ICEWS file beside what others take merely to read and count it.

Run as `python benchmarks/import.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. The file is made up from a seed, in a temporary folder that needs 3 GB.

In each round every contestant runs once, each in a process of its own, so that a busy minute hurts
all of them and memory is each one's own. The file has been read before: nobody waits for the disk.
Longtin's time is what `import_files` and the counts by pair and week take; loading Python and its
libraries is left out for all.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import _gdelt, _polecat
from benchmarks._icews import make
from benchmarks._kept import Kept, machine
from benchmarks._readers import CONTESTANTS, IMPORT, SECOND_LOOK

POLARS = ("Polars, read and count", "Polars, count of what an act needs", "Polars, count")
"""What Longtin is set beside: the whole file as a table; streams of ten columns, and of three."""


@dataclass(frozen=True)
class Spent:
    """What one run took: seconds on the clock, of all cores together, and megabytes at most."""

    wall: float
    cores: float
    memory: float
    found: int


def run(name: str, file: Path) -> Spent:
    """One contestant in a process of its own."""
    command = [sys.executable, __file__, "--alone", name, "--file", str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Spent(**json.loads(answer))


def alone(name: str, file: Path) -> None:
    """Be that process."""
    contestant = CONTESTANTS[name]()
    began, worked = perf_counter(), process_time()
    found = contestant(file)
    wall, cores = perf_counter() - began, process_time() - worked
    print(json.dumps(Spent(wall, cores, peak(), found).__dict__))


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def report(spent: dict[str, list[Spent]], rows: int, kept: Kept) -> None:
    """Medians, spreads, memory, and how Longtin's import compares within each round."""
    kept.say(
        f"{'':36} {'median':>8} {'min':>8} {'max':>8} {'all cores':>10} {'rows/s':>12} {'MB':>7}"
    )
    for name, runs in spent.items():
        walls = [each.wall for each in runs]
        kept.say(
            f"{name:36} {median(walls):8.2f} {min(walls):8.2f} {max(walls):8.2f}"
            f" {median(each.cores for each in runs):10.2f} {rows / median(walls):12,.0f}"
            f" {max(each.memory for each in runs):7,.0f}"
        )
    for name in (*POLARS, "DuckDB, count"):
        pairs = list(zip(spent[IMPORT], spent[name], strict=True))
        walls = [mine.wall / other.wall for mine, other in pairs]
        cores = median(mine.cores / other.cores for mine, other in pairs)
        kept.say(
            f"Longtin's import takes {median(walls):.2f} times as long as {name!r} "
            f"({min(walls):.2f} to {max(walls):.2f}); {cores:.2f} times by processor time."
        )


def compare(rows: int, icews: list[Spent], folder: Path, kept: Kept) -> None:
    """How long as many rows of other archives take, beside those of ICEWS."""
    for name, archive in {"GDELT": _gdelt, "POLECAT": _polecat}.items():
        file = folder / "events.txt"
        archive.make(file, rows)
        runs = [run(IMPORT, file) for _ in icews]
        ratios = [one.cores / other.cores for one, other in zip(runs, icews, strict=True)]
        kept.say(
            f"As many rows of {name} take {median(each.wall for each in runs):.2f} s, "
            f"{median(ratios):.2f} times as long as ICEWS by processor time "
            f"({min(ratios):.2f} to {max(ratios):.2f})."
        )


def main() -> None:
    """Make the files, time, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 5_000_000])
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        alone(asked.alone, asked.file)
        return
    kept = Kept()
    kept.say(
        f"Import of a made-up ICEWS file, seconds of {asked.repetitions} interleaved repetitions."
    )
    kept.say(machine())
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "events.tab"
            make(file, rows)
            kept.say(f"\n{rows:,} rows, {file.stat().st_size / 1e9:.2f} GB:")
            spent: dict[str, list[Spent]] = {name: [] for name in CONTESTANTS}
            for _ in range(asked.repetitions):
                for name in CONTESTANTS:
                    spent[name].append(run(name, file))
            report(spent, rows, kept)
            agree(spent)
            compare(rows, spent[IMPORT], Path(folder), kept)
    if asked.write:
        kept.write("import")


def agree(spent: dict[str, list[Spent]]) -> None:
    """Refuse figures of contestants that did not find the same."""
    for names in ((*POLARS, "DuckDB, count"), (IMPORT, SECOND_LOOK)):
        found = {each.found for name in names for each in spent[name]}
        if len(found) != 1:
            raise SystemExit(f"{', '.join(names)} found {sorted(found)}.")


if __name__ == "__main__":
    main()
