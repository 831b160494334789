"""A made-up POLECAT file of any length, from a seed and the hand-made rows of the tests.

Every row has one of eight thousand actors on each side, half of them with the names of persons; in
three of a hundred a side is two or three states. Days go on at some 1,500 rows each.
"""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

TEMPLATE = Path(__file__).parent.parent / "tests" / "data" / "polecat_as_published.txt"
CODES = ("USA", "CHN", "RUS", "VNM", "JPN", "KOR", "IND", "PAK", "FRA", "DEU", "GBR", "IRN", "ISR")
SECTORS = ("GOV", "MIL", "COP", "CVL", "MED", "BUS", "REB", "IGO", "NGO")
TYPES = ("CONSULT", "SUPPORT", "ACCUSE", "REQUEST", "AGREE", "COOPERATE", "THREATEN", "PROTEST")
FIRST = date(2020, 1, 1)
A_DAY, ACTORS, LOT = 1_500, 8_000, 250_000


def make(path: Path, rows: int, seed: int = 1) -> None:
    """Write a file of so many rows; the same seed gives the same bytes."""
    random = np.random.default_rng(seed)
    header, row, *_ = TEMPLATE.read_text("utf-8").splitlines()
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    actors = _actors(random)
    with path.open("wb") as file:
        file.write((header + "\n").encode())
        for begun in range(0, rows, LOT):
            place = np.arange(begun, min(begun + LOT, rows))
            lot = _lot(cells, actors, place, random)
            lot.write_csv(file, include_header=False, separator="\t", quote_style="never")


def _actors(random: np.random.Generator) -> pl.DataFrame:
    code = random.choice(CODES, ACTORS)
    other = random.choice(CODES, ACTORS)
    several = random.random(ACTORS) < 0.03
    named = [f"Somebody {place}" if place % 2 else "Government" for place in range(ACTORS)]
    sides = zip(code, other, several, strict=True)
    return pl.DataFrame(
        {
            "Name": [f"{n}; {n}" if s else n for n, s in zip(named, several, strict=True)],
            "Country": [f"{one};{two}" if s else one for one, two, s in sides],
            "Sector": random.choice(SECTORS, ACTORS),
        }
    )


def _lot(
    cells: dict[str, str],
    actors: pl.DataFrame,
    place: np.ndarray,
    random: np.random.Generator,
) -> pl.DataFrame:
    day = pl.Series(np.datetime64(FIRST) + place // A_DAY).cast(pl.String)
    kind = pl.Series(random.choice(TYPES, len(place)))
    columns = {
        "Event ID": pl.Series(place).cast(pl.String) + "_" + kind,
        "Event Date": day,
        "Event Type": kind,
        "Publication Date": day,
    }
    for side in ("Actor", "Recipient"):
        popular = (ACTORS * random.random(len(place)) ** 3).astype(np.int64)
        who = actors[popular]
        columns[f"{side} Name"] = who["Name"]
        columns[f"{side} Country"] = who["Country"]
        columns[f"Primary {side} Sector"] = who["Sector"]
    return pl.select(
        columns.get(name, pl.lit(text)).alias(name)
        if name in columns
        else pl.repeat(text, len(place)).alias(name)
        for name, text in cells.items()
    )
