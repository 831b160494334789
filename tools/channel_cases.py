"""Say what each channel beside dated acts does to belief in known cases.

Run as `python tools/channel_cases.py`. Reads the cases of `docs/explanation/channel-cases.csv` and
writes trust before and after into it: with all that is heard, by dated acts alone, and with each
channel left out. The documentation prints the table.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from longtin import actors, trust
from longtin.acts import Record
from longtin.trust.model.settings import BESIDE

PLACE = Path(__file__).parents[1] / "docs" / "explanation" / "channel-cases.csv"
GIVEN = ("truster", "trustee", "start", "end", "what")

Row = dict[str, str]


def models() -> dict[str, trust.Model]:
    """Under which belief is told."""
    whole = trust.Model.shipped(draws=0, levels=9)
    without = {f"without {name.replace('_', ' ')}": whole.without(name) for name in BESIDE}
    return {"all": whole, "acts alone": whole.without(*BESIDE), **without}


def told(rows: list[Row]) -> Iterator[Row]:
    """Cases with trust before and after under each model."""
    pairs = [_pair(row) for row in rows]
    until = max(date.fromisoformat(row["end"]) for row in rows)
    wanted = list(dict.fromkeys(pairs))
    tried = models()
    with Record.shipped() as record:
        found = trust.estimate_under(record, wanted, by="week", until=until, models=tried.values())
        each = dict(zip(tried, found, strict=True))
    for row, pair in zip(rows, pairs, strict=True):
        given = {name: row[name] for name in GIVEN}
        yield given | {name: _moved(one, pair, row) for name, one in each.items()}


def _pair(row: Row) -> tuple[int, int]:
    day = date.fromisoformat(row["start"])
    truster, trustee = (actors.find(row[side], day).ccode for side in ("truster", "trustee"))
    return truster, trustee


def _moved(found: trust.Estimate, pair: tuple[int, int], row: Row) -> str:
    column = found.column(*pair)
    steps = [found.step(date.fromisoformat(row[day])) for day in ("start", "end")]
    ends = trust.probability(found.beliefs.path.after[steps, column])
    return " → ".join(f"{end:.2f}" for end in ends)


def main() -> None:
    """Write the cases again."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = list(told(rows))
    with PLACE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    for row in found:
        print("  ".join(row.values()))


if __name__ == "__main__":
    main()
