"""Time coalitions: every one of a million, beside one at a time, and the search among 195 states.

Run as `python benchmarks/coalitions.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. Both ways to enumerate must name the same stable coalitions of twelve states
before anything is timed; the one in plain Python is timed on those and reckoned up to twenty.
"""

import argparse
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin.forums.coalitions import PublicGood, enumerated, members_of, stable_coalitions

FEW, MANY, WORLD = 12, 20, 195


def game(size: int, publicness: float = 1.0) -> PublicGood:
    """A public good among unlike states."""
    chance = np.random.default_rng(size)
    return PublicGood(chance.lognormal(size=size), chance.lognormal(size=size), publicness)


def one_by_one(asked: PublicGood) -> list[int]:
    """The stable coalitions, each coalition and each change of mind looked at by itself."""
    found = []
    for mask in range(1 << asked.size):
        members = members_of(mask, asked.size)
        now, stays = asked.payoffs(members)[0], True
        for state in range(asked.size):
            changed = members_of(mask ^ (1 << state), asked.size)
            if asked.payoffs(changed)[0, state] > now[state] + 1e-9:
                stays = False
                break
        if stays:
            found.append(mask)
    return found


def timed(kept: Kept, what: str, rounds: int, work: object, *given: object) -> None:
    """Print what a piece of work takes."""
    seconds, busy = [], []
    for _ in range(rounds):
        start, own = perf_counter(), process_time()
        work(*given)  # type: ignore[operator]
        seconds.append(perf_counter() - start)
        busy.append(process_time() - own)
    kept.say(f"{what:68} {median(busy):8.2f} {median(seconds):8.2f} {min(seconds):8.2f}")


def main() -> None:
    """Compare, time, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked, kept = parser.parse_args(), Kept()
    few, rounds = game(FEW), asked.rounds
    if sorted(one_by_one(few)) != sorted(enumerated(few).stable.tolist()):
        raise SystemExit("They do not agree.")
    kept.say(machine())
    kept.say(f"{'Seconds':68} {'core':>8} {'passing':>8} {'least':>8}")
    timed(kept, f"2^{FEW} coalitions, one by one in plain Python", 1, one_by_one, few)
    timed(kept, f"2^{FEW} coalitions", rounds, enumerated, few)
    timed(kept, f"2^{MANY} coalitions", rounds, enumerated, game(MANY))
    timed(kept, f"2^{MANY} coalitions, with transfers", rounds, enumerated, game(MANY), True)
    for way, transfers, entry in (
        ("open entry", False, "open"),
        ("entry by consent", False, "consent"),
        ("transfers", True, "open"),
    ):
        for publicness in (1.0, 0.3):
            what = f"Search among {WORLD} states, {way}, publicness {publicness:g}"
            timed(kept, what, rounds, stable_coalitions, game(WORLD, publicness), transfers, entry)
    kept.say(f"Greatest memory {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB.")
    if asked.write:
        kept.write("coalitions")


if __name__ == "__main__":
    main()
