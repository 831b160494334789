"""Break a register at every point of an append, and see that no receipt is lost.

Run as `python benchmarks/register_faults.py`; with `--served` it is the process of a server that
breaks while parties submit over HTTP. With `--write` the report is kept, dated, under
`benchmarks/results/`. PostgreSQL is started from the system's binaries; without them it is left
out, and the report says so. Every case has a seed; the same command tries the same cases.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from benchmarks._register_fault import DATABASES, KINDS, POINTS, Case, try_case
from benchmarks._served_fault import SERVED_POINTS, try_served
from tests.register.log.postgres import Server, absent, serving

ENDED = ("returned", "refused", "killed")


def cases(
    points: tuple[str, ...], rounds: int, moments: int, databases: tuple[str, ...]
) -> Iterator[Case]:
    """All cases: each combination a number of times, and kills at any moment."""
    for seed in range(rounds):
        for database in databases:
            for point in points:
                for kind in KINDS:
                    yield Case(database, point, kind, seed)
    for seed in range(moments):
        for database in databases:
            yield Case(database, "any moment", "kill -9", seed)


def main() -> int:
    """Try them, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--served", action="store_true", help="break the process of a server")
    parser.add_argument("--rounds", type=int, default=18, help="times each combination is tried")
    parser.add_argument("--moments", type=int, default=60, help="kills at any moment, per database")
    parser.add_argument("--write", action="store_true", help="keep the report under results/")
    asked = parser.parse_args()
    why = absent()
    databases = ("sqlite",) if why else DATABASES
    kept = Kept()
    trying, points = (try_served, SERVED_POINTS) if asked.served else (try_case, POINTS)
    kept.say(
        f"Faults put into a server of a register, three parties submitting. {machine()}"
        if asked.served
        else f"Faults put into appends of a register. {machine()}"
    )
    if why:
        kept.say(f"Left out: {why}.")
    with serving() if not why else nullcontext() as server:
        address = server.address if isinstance(server, Server) else None
        found: Counter[tuple[str, str, str, int]] = Counter()
        receipts, broken = 0, []
        for case in cases(points, asked.rounds, asked.moments, databases):
            try:
                ended, verified = trying(case, address)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
                broken.append(f"{case}: {error!r}")
                continue
            found[case.database, case.point, case.kind, ended] += 1
            receipts += verified
            if sum(found.values()) % 100 == 0:
                print(f"{sum(found.values())} cases, {len(broken)} broken", file=sys.stderr)
    kept.say("database    point       kind                    returned  refused  killed")
    for database, point, kind in sorted({key[:3] for key in found}):
        counts = [found[database, point, kind, ended] for ended in range(3)]
        kept.say(f"{database:<11} {point:<11} {kind:<23} " + "".join(f"{n:>9}" for n in counts))
    kept.say(
        f"{sum(found.values())} cases; {receipts} released receipts, all verified afterwards; no "
        "two roots signed for one size; nothing entered twice."
        if not broken
        else f"{len(broken)} cases are broken:"
    )
    for line in broken:
        kept.say(line)
    if asked.write:
        kept.write("register-served-faults" if asked.served else "register-faults")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
