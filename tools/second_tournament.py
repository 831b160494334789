"""Play Axelrod's second tournament again, with the 63 rules as they were sent in.

Run as `python tools/second_tournament.py FOLDER`, where FOLDER is a clone of TourExec, which keeps
the Fortran of 1980 (MIT licence); gfortran and gcc have to be there. It writes the mean score and
cooperation of each rule against each, over the five lengths of 1980, to
`src/longtin/game/data/second-tournament.csv`, from which the replication card is reckoned.

Lengths are those of the rebuild of 2025: four are on record, and 156 follows from their mean of
151. Rules keep their memory in the library, so that a match takes two copies of it.
"""

import argparse
import csv
import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

LENGTHS = (63, 77, 151, 308, 156)
RULES = (*(f"k{number}r" for number in range(31, 93)), "krandomc")
"""In the order of the rebuild's index."""

OUT = Path(__file__).parents[1] / "src" / "longtin" / "game" / "data" / "second-tournament.csv"


def compiled(folder: Path, work: Path) -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    """Two copies of the rules, and what plays them."""
    sources = sorted((folder / "src" / "strategies").glob("*.f"))
    if not sources:
        raise SystemExit(f"{folder} has no src/strategies/*.f. Name a clone of TourExec.")
    flags = ["-O1", "-fno-automatic", "-fPIC", "-w", "-shared", "-static-libgfortran"]
    _run("gfortran", *flags, *map(str, sources), "-o", str(work / "one.so"))
    shutil.copy(work / "one.so", work / "two.so")
    player = Path(__file__).with_suffix(".c")
    _run("gcc", "-O2", "-fPIC", "-shared", str(player), "-o", str(work / "play.so"))
    one, two, play = (ctypes.CDLL(str(work / f"{name}.so")) for name in ("one", "two", "play"))
    return one, two, play


def _run(*words: str) -> None:
    if shutil.which(words[0]) is None:
        raise SystemExit(f"{words[0]} is not there. Install it.")
    subprocess.run(words, check=True)  # noqa: S603 -- compilers, named above


def played(folder: Path, repetitions: int, seed: int) -> np.ndarray:
    """Scores and cooperations, (length, pair, repetition, 4)."""
    pairs = len(RULES) * (len(RULES) + 1) // 2
    found = np.empty((len(LENGTHS), pairs, repetitions, 4), np.int32)
    with tempfile.TemporaryDirectory() as work:
        one, two, play = compiled(folder, Path(work))
        first, second = (
            (ctypes.c_void_p * len(RULES))(
                *(ctypes.cast(library[f"{rule}_"], ctypes.c_void_p).value for rule in RULES)
            )
            for library in (one, two)
        )
        lengths = (ctypes.c_int32 * len(LENGTHS))(*LENGTHS)
        play.play(
            first, second, len(RULES), lengths, len(LENGTHS), repetitions,
            ctypes.c_uint64(seed), found.ctypes.data_as(ctypes.c_void_p),
        )  # fmt: skip
    return found


def squares(found: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points a turn and share of cooperation, (rule, opponent), over the turns of all lengths."""
    means = found.mean(axis=2).sum(axis=0) / sum(LENGTHS)  # (pair, 4)
    n = len(RULES)
    points, cooperation = np.empty((n, n)), np.empty((n, n))
    i, j = np.triu_indices(n)
    points[i, j], points[j, i] = means[:, 0], means[:, 1]
    cooperation[i, j], cooperation[j, i] = means[:, 2], means[:, 3]
    twins = i == j
    points[i[twins], i[twins]] = means[twins, :2].mean(axis=1)
    cooperation[i[twins], i[twins]] = means[twins, 2:].mean(axis=1)
    return points, cooperation


def main() -> None:
    """Play, print the first fifteen, and write the squares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a clone of TourExec")
    parser.add_argument("--repetitions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    points, cooperation = squares(played(asked.folder, asked.repetitions, asked.seed))
    scores = points.mean(axis=1)
    for place, own in enumerate(np.argsort(-scores)[:15], 1):
        print(f"{place:2} {RULES[own]} {scores[own]:.3f} {cooperation[own].mean():.3f}")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(("rule", "opponent", "points", "cooperation"))
        for own, rule in enumerate(RULES):
            for other, opponent in enumerate(RULES):
                write.writerow(
                    (rule, opponent, f"{points[own, other]:.4f}", f"{cooperation[own, other]:.4f}")
                )


if __name__ == "__main__":
    main()
