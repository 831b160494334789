"""Fuzz imports: damage files of every archive at random, over and over, and import what is left.

    python tools/fuzz_imports.py --minutes 10

Each case is damaged in one way or two; one in fifty has a line of 40 MB as well. What goes wrong is
kept under `build/damaged`, with the seed that makes it again.
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


def campaign(minutes: float, seed: int, kept: Path) -> int:
    """Damage files at random for so long; how many cases went wrong."""
    until, said, wrong = time.monotonic() + 60 * minutes, Counter[str](), 0
    while time.monotonic() < until:
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
    print(f"{said['read']} read, {said['refused']} refused, {wrong} wrong; next seed {seed}")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kept", type=Path, default=Path("build/damaged"))
    asked = parser.parse_args()
    sys.exit(campaign(asked.minutes, asked.seed, asked.kept) > 0)
