"""Read aid files of many megabytes: how long, how much memory, and whether the sums are the file's.

Run as `python benchmarks/iati.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. The files are made up from a seed in the form of IATI 2.03 – narratives,
sectors, budgets, participants and some ten transactions an activity, as large publishers have
them – and are deleted afterwards; `--keep FOLDER` leaves them there.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._kept import Kept, machine

WORDS = (__doc__ or "").split()
"""What narratives are made of."""

COUNTRIES = ("VN", "LA", "KH", "BD", "KE", "ET", "NP", "TZ", "PK", "UG")
CURRENCIES = ("USD", "EUR", "AUD", "GBP")
KINDS = {"2": ("commitment", "outgoing"), "3": ("disbursement", "outgoing")}
KINDS |= {"4": KINDS["3"], "11": ("commitment", "incoming"), "1": ("disbursement", "incoming")}
KINDS |= {"12": ("pledge", "outgoing")}

Sums = Counter[tuple[str, str, str]]


def text(draw: random.Random, words: int) -> str:
    """So many words."""
    return " ".join(draw.choices(WORDS, k=words))


def activity(draw: random.Random, number: int, sums: Sums) -> str:
    """One activity, and its transactions added to the sums."""
    currency = draw.choice(CURRENCIES)
    parts = [
        f'<iati-activity default-currency="{currency}">',
        f"<iati-identifier>XM-TEST-1-{number}</iati-identifier>",
        '<reporting-org ref="XM-TEST-1" type="10"><narrative>A government</narrative>',
        f"</reporting-org><title><narrative>{text(draw, 8)}</narrative></title>",
        f'<description type="1"><narrative>{text(draw, 120)}</narrative></description>',
        f'<recipient-country code="{draw.choice(COUNTRIES)}" percentage="100"/>',
    ]
    parts += [
        f'<sector vocabulary="1" code="{draw.randint(11110, 99810)}" percentage="25"/>'
        for _ in range(4)
    ]
    parts += [
        f'<budget><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<value value-date="{year}-01-01">{draw.randint(1000, 900000)}</value></budget>'
        for year in range(2018, 2023)
    ]
    for _ in range(draw.randint(2, 18)):
        kind = draw.choice((*KINDS, "3", "3", "3"))
        day, value = (
            f"20{draw.randint(10, 23)}-0{draw.randint(1, 9)}-15",
            draw.randint(1000, 5_000_000),
        )
        sums[(*KINDS[kind], currency)] += value
        parts.append(
            f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
            f'<value value-date="{day}">{value}</value>'
            f"<description><narrative>{text(draw, 12)}</narrative></description></transaction>"
        )
    return "".join((*parts, "</iati-activity>\n"))


def make(path: Path, size: int, seed: int) -> Sums:
    """A file of some size in bytes, and the sums of its transactions."""
    draw = random.Random(seed)  # noqa: S311 -- made up, not secret
    sums = Sums()
    with path.open("w", encoding="utf-8") as file:
        written = file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n'
        )
        number = 0
        while written < size:
            number += 1
            written += file.write(activity(draw, number, sums))
        file.write("</iati-activities>\n")
    return sums


def read(path: Path, output: Path) -> Iterator[float]:
    """Seconds on the clock, processor seconds and megabytes at most of one `import-commitments`."""
    words = ["import-commitments", str(path), "--json", "-o", str(output)]
    began = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", "from longtin.cli import main; main()", *words],
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{path} was not read: status {status}.")
    yield perf_counter() - began
    yield used.ru_utime + used.ru_stime
    yield used.ru_maxrss / 1024


def found(output: Path) -> Sums:
    """Sums of what was read, from the JSON of the command."""
    sums = Sums()
    for row in json.loads(output.read_text("utf-8")):
        for rung, column in (
            ("commitment", "committed"),
            ("pledge", "pledged"),
            ("disbursement", "paid"),
        ):
            if row.get(column):
                sums[rung, row["direction"], row["currency"]] += row[column]
    return sums


def main() -> None:
    """Make, read and compare files of each size."""
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    ask.add_argument("--sizes", type=int, nargs="+", default=[50, 500], help="megabytes")
    ask.add_argument("--seed", type=int, default=15)
    ask.add_argument("--keep", type=Path, help="folder in which the files stay")
    ask.add_argument("--write", action="store_true")
    given = ask.parse_args()
    kept = Kept()
    kept.say(f"longtin import-commitments of an IATI file. {machine()}")
    kept.say(
        f"{'MB':>5} {'s, clock':>9} {'s, all cores':>13} {'MB at most':>11}  sums are the file's"
    )
    with tempfile.TemporaryDirectory() as spare:
        folder = given.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        for size in given.sizes:
            path, output = folder / f"iati-{size}.xml", folder / f"iati-{size}.json"
            sums = make(path, size * 1_000_000, given.seed)
            wall, cores, memory = read(path, output)
            same = all(abs(found(output)[key] - value) < 1 for key, value in sums.items())
            kept.say(f"{size:>5} {wall:>9.1f} {cores:>13.1f} {memory:>11.0f}  {same}")
            if given.keep is None:
                path.unlink()
    if given.write:
        kept.write("iati")


if __name__ == "__main__":
    main()
