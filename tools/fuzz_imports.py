"""Fuzz imports: damage files of every archive at random, over and over, and import what is left.

    python tools/fuzz_imports.py --minutes 10

Each case is damaged in one way or two; one in fifty has a line of 40 MB as well. What goes wrong is
kept under `build/damaged`, with the seed that makes it again. Tells every minute how far it is;
with `--write` the result is also kept, dated, under `benchmarks/results/`.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from tests.acts.damages import DAMAGES, DATA, FILES, answered, with_a_line_of_40_megabytes


def damaged(seed: int) -> tuple[str, bytes, list[str]]:
    """A file's name, its damaged content, and in which ways."""
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    name, ways = chance.choice(FILES), chance.sample(sorted(DAMAGES), chance.randint(1, 2))
    content = (DATA / name).read_bytes()
    for way in ways:
        content = DAMAGES[way](content, chance) or b"x"
    if chance.random() < 1 / 50:
        content, ways = with_a_line_of_40_megabytes(content, chance), [*ways, "a line of 40 MB"]
    return name, content, ways


def campaign(minutes: float, seed: int, kept: Path, result: Kept) -> int:
    """Damage files at random for so long; how many cases went wrong."""
    first, said, wrong, told = seed, Counter[str](), 0, time.monotonic()
    until = told + 60 * minutes
    while time.monotonic() < until:
        if time.monotonic() > told + 60:
            told += 60
            print(f"{seed - first} cases, {wrong} wrong, {(until - told) / 60:.0f} min to go")
        name, content, ways = damaged(seed)
        with TemporaryDirectory() as folder:
            try:
                said[answered(name, content, Path(folder))] += 1
            except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                wrong += 1
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed}-{name}").write_bytes(content)
                print(f"seed {seed}: {name}, {', '.join(ways)}")
                traceback.print_exc()
        seed += 1
    result.say(
        f"Damaged files imported for {minutes:g} minutes, seeds {first} to {seed - 1}: "
        f"{said['read']} read, {said['refused']} refused, {wrong} wrong."
    )
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kept", type=Path, default=Path("build/damaged"))
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = parser.parse_args()
    result = Kept()
    result.say(machine())
    wrong = campaign(asked.minutes, asked.seed, asked.kept, result)
    if asked.write:
        result.write("fuzz")
    sys.exit(wrong > 0)
