"""A made-up ICEWS file of any length, from a seed and the published sample of June 2018.

Each row takes its event, its two sides and its place from a row of the sample, so that lengths,
shares and pairs are those of the archive. Then four sides in ten give way to one of twenty thousand
others, half of them agencies that resolve and half people in no list, because years hold far more
actors than two days do. Days go on at some 2,700 rows each, as published; event numbers rise, out
of order within a day.
"""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

SAMPLE = Path(__file__).parent.parent / "data" / "sources" / "icews_2018_sample.tab"
FIRST = date(2016, 1, 1)
A_DAY = 2_700
OTHERS = 20_000
REPLACED = 0.4
LOT = 250_000
_PARTS = ("Name", "Sectors", "Country")


def make(path: Path, rows: int, seed: int = 1) -> None:
    """Write a file of so many rows; the same seed gives the same bytes."""
    random = np.random.default_rng(seed)
    sample = pl.read_csv(SAMPLE, separator="\t", quote_char=None, infer_schema=False)
    others = _others(sample, random)
    with path.open("wb") as file:
        file.write(("\t".join(sample.columns) + "\n").encode())
        for begun in range(0, rows, LOT):
            lot = _lot(sample, others, begun, min(LOT, rows - begun), random)
            lot.write_csv(file, include_header=False, separator="\t", quote_style="never")


def _others(sample: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Twenty thousand actors that two days did not name."""
    country = random.choice(
        sample["Source Country"].filter(sample["Source Country"] != "NA"), OTHERS
    )
    sectors = random.choice(sample["Source Sectors"], OTHERS)
    roles = sample["Source Name"].str.extract(r"^(.+) \(.+\)$").drop_nulls().unique().sort()
    role = random.choice(roles, OTHERS)
    names = [
        f"{role[place]} ({country[place]})" if place % 2 else f"Somebody Listed-Nowhere {place}"
        for place in range(OTHERS)
    ]
    return pl.DataFrame({"Name": names, "Sectors": sectors, "Country": country})


def _lot(
    sample: pl.DataFrame, others: pl.DataFrame, begun: int, rows: int, random: np.random.Generator
) -> pl.DataFrame:
    place = np.arange(begun, begun + rows)
    lot = sample[random.integers(sample.height, size=rows)]
    columns = {}
    for side in ("Source", "Target"):
        replaced = pl.Series(random.random(rows) < REPLACED)
        popular = np.minimum(OTHERS * random.random(rows) ** 3, OTHERS - 1).astype(np.int64)
        other = others[popular]
        for part in _PARTS:
            columns[f"{side} {part}"] = pl.select(
                pl.when(replaced).then(other[part]).otherwise(lot[f"{side} {part}"])
            ).to_series()
    shuffled = place // 64 * 64 + random.permutation(64)[place % 64]
    columns["Event ID"] = pl.Series(20_000_000 + shuffled * 3).cast(pl.String)
    columns["Event Date"] = pl.Series(np.datetime64(FIRST) + place // A_DAY).cast(pl.String)
    columns["Story ID"] = pl.Series(30_000_000 + place // 2).cast(pl.String)
    return lot.with_columns(column.alias(name) for name, column in columns.items()).select(
        sample.columns
    )
