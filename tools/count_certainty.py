"""Count how many of the shipped facts were seen in a source, and how many are recalled.

Of each regime it is said below how many of its rows were read whole in the text.

Run as `python tools/count_certainty.py`, before and after a round of checking; with the path of
another checkout, its facts are counted instead.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parents[1]
COLUMNS = ("verified", "memory", "judgement")


def _found(home: Path) -> Iterator[tuple[str, str]]:
    """Each fact's kind and certainty."""
    measures = home / "src" / "longtin" / "measures" / "data"
    for path in sorted((measures / "regimes").glob("*.yaml")):
        yield from _regime(_read(path))
    for group in _read(measures / "groups.yaml")["groups"].values():
        yield "lists of states: who", group["certainty"]
        yield "lists of states: since when", group.get("days", group["certainty"])
    for path in sorted((measures / "measures").glob("*.yaml")):
        for precedent in _read(path)["precedents"]:
            yield "precedents of measures", precedent["certainty"]
    for path in sorted((home / "src/longtin/programme/data/programmes").glob("*.yaml")):
        for source in _read(path)["sources"]:
            yield "sources of example programmes", source["certainty"]
    yield from _tables(home)


def _tables(home: Path) -> Iterator[tuple[str, str]]:
    """The same of rows of tables, some of which say it in the words of their source."""
    actors = home / "src" / "longtin" / "actors" / "data"
    for name in ("offices", "bodies"):
        for row in _rows(actors / f"{name}.csv"):
            yield f"actors: {name}", row["certainty"]
    for name in ("names", "codes", "successions"):
        for row in _rows(actors / f"{name}.csv"):
            yield f"actors: {name}", "memory" if "memory" in row["source"] else "verified"
    for row in _rows(home / "tests" / "trust" / "history.csv"):
        yield "claims on history", "memory" if "memory" in row["source"] else "verified"


def _regime(regime: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "regimes: force", regime["force"]["certainty"]
    for part in ("obligations", "exceptions", "suspended"):
        for each in regime.get(part, ()):
            yield f"regimes: {part}", each["certainty"]
            own = list(_own({key: part for key, part in each.items() if key != "certainty"}))
            yield from (("regimes: figures less or more sure", sure) for sure in own)


def _own(part: Any) -> Iterator[str]:
    """Certainties that numbers within a row state for themselves."""
    if isinstance(part, dict):
        if "certainty" in part:
            yield part["certainty"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _own(each)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rows_read(home: Path) -> Iterator[tuple[str, int, int]]:
    """Each regime with its rows that were read whole, and all of its rows."""
    for path in sorted((home / "src/longtin/measures/data/regimes").glob("*.yaml")):
        found = _read(path)
        parts = [*found["obligations"], *found.get("exceptions", ())]
        yield found["id"], sum("read" in each for each in parts), len(parts)


def main() -> None:
    """Print the counts as tables."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    counted = Counter(_found(home))
    kinds = dict.fromkeys(kind for kind, _ in counted)
    sys.stdout.write(f"{'':36}" + "".join(f"{column:>10}" for column in COLUMNS) + "\n")
    for kind in kinds:
        cells = (f"{counted[kind, column]:10}" for column in COLUMNS)
        sys.stdout.write(f"{kind:36}" + "".join(cells) + "\n")
    sys.stdout.write(f"\n{'rows read whole':36}{'read':>10}{'of':>10}\n")
    read = list(_rows_read(home))
    for name, seen, rows in (*read, ("all", sum(r[1] for r in read), sum(r[2] for r in read))):
        sys.stdout.write(f"{name:36}{seen:10}{rows:10}\n")


if __name__ == "__main__":
    main()
