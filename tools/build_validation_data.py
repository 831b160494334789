"""Build the shipped validation data, `src/longtin/acts/data/validation_data/*.parquet`.

Run from the repository root: `python tools/build_validation_data.py`. It reads `data/sources`; the
same inputs give the same bytes.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
TARGET = ROOT / "src" / "longtin" / "acts" / "data" / "validation_data"
BETWEEN_STATES, CIVIL_WITH_FOREIGN_TROOPS = 2, 4
PAIR = {"state1": pl.Int16, "state2": pl.Int16}
SHORT_YEAR = 2023  # the last year that UCDP's pairs of opponents have


def main() -> None:
    """Write every source."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, make in SOURCES_OF.items():
        rows = make(SOURCES)
        rows.write_parquet(TARGET / f"{name}.parquet", compression="zstd", compression_level=19)
        print(f"{name:<16}{rows.height:>8,}")


def ideal_points(sources: Path) -> pl.DataFrame:
    """Where each state stands in the General Assembly, by year, with 90 % of the posterior."""
    return (
        pl.read_parquet(sources / "un_ideal_points.parquet")
        .select(
            "ccode",
            "year",
            pl.col("idealpointall").round(4).alias("position"),
            pl.col("q5all").round(4).alias("low"),
            pl.col("q95all").round(4).alias("high"),
            pl.col("nvotesall").alias("votes"),
            pl.col("idealpointfp").round(4).alias("position_final"),
            pl.col("q5fp").round(4).alias("low_final"),
            pl.col("q95fp").round(4).alias("high_final"),
            pl.col("nvotesfp").alias("votes_final"),
        )
        .filter(pl.col("ccode").is_not_null())
        .sort("ccode", "year")
    )


def conflicts(sources: Path) -> pl.DataFrame:
    """Pairs of states whose troops fought on opposite sides in a year, each pair once.

    By pair of opponents where UCDP has them, by conflict in the years after.
    """
    parts = [
        (pl.read_parquet(sources / "ucdp_dyadic.parquet"), "ucdp_dyadic"),
        (
            pl.read_parquet(sources / "ucdp_prio_conflict.parquet").filter(
                pl.col("year") > SHORT_YEAR
            ),
            "ucdp_prio",
        ),
    ]
    found = [
        (one, two, *told, dataset)
        for rows, dataset in parts
        for sides, told in _opponents(rows)
        for one, two in sides
    ]
    schema = PAIR | {
        "year": pl.Int16,
        "war": pl.Boolean,
        "between_states": pl.Boolean,
        "location": pl.String,
        "conflict": pl.Int32,
        "dataset": pl.String,
    }
    return (
        pl.DataFrame(found, schema=schema, orient="row")
        .unique()
        .sort("state1", "state2", "year", "conflict", "war")
    )


def _opponents(
    rows: pl.DataFrame,
) -> Iterator[tuple[set[tuple[int, int]], tuple[int, bool, bool, str, int]]]:
    """Of each conflict or pair of opponents in a year, the states that fought each other."""
    for row in rows.iter_rows(named=True):
        kind = row["type_of_conflict"]
        if kind not in (BETWEEN_STATES, CIVIL_WITH_FOREIGN_TROOPS):
            continue
        end = date(row["year"], 12, 31)
        first = _states(row["gwno_a"], end) | _states(row["gwno_a_2nd"], end)
        second = _states(row["gwno_b"], end) | _states(row["gwno_b_2nd"], end)
        sides = {(min(a, b), max(a, b)) for a in first for b in second if a != b}
        told = (
            row["year"],
            row["intensity_level"] == 2,
            kind == BETWEEN_STATES,
            row["location"],
            row["conflict_id"],
        )
        yield sides, told


def _states(numbers: str | None, day: date) -> set[int]:
    """Correlates of War codes of states that Gleditsch and Ward number so; rebels have none."""
    found = {actors.ccode_from("gw", each.strip(), day) for each in (numbers or "").split(",")}
    return {each for each in found if each is not None}


def crises(sources: Path) -> pl.DataFrame:
    """International crises by pair of states, at their longest where a day is not known."""
    rows = pl.read_csv(sources / "icb_dyads_2010_2021.csv")
    sides = [
        [_of_the_day(code, date(year, 12, 31)) for code in codes]
        for *codes, year in rows.select("ccode1", "ccode2", "yrtrig").iter_rows()
    ]
    precision = (
        pl.when(pl.col("motrig").is_null() | pl.col("moterm").is_null())
        .then(pl.lit("year"))
        .when(pl.col("datrig").is_null() | pl.col("daterm").is_null())
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )
    return (
        rows.with_columns(
            pl.Series("state1", [min(pair) for pair in sides], pl.Int16),
            pl.Series("state2", [max(pair) for pair in sides], pl.Int16),
        )
        .select(
            "state1",
            "state2",
            pl.coalesce(
                pl.date("yrtrig", "motrig", "datrig"),
                pl.date("yrtrig", "motrig", 1),
                pl.date("yrtrig", 1, 1),
            ).alias("start"),
            pl.coalesce(
                pl.date("yrterm", "moterm", "daterm"),
                pl.date("yrterm", "moterm", 1).dt.month_end(),
                pl.date("yrterm", 12, 31),
            ).alias("end"),
            precision.alias("precision"),
            pl.col("crisno").cast(pl.Int16).alias("crisis"),
            pl.col("crisname").str.to_titlecase().alias("name"),
        )
        .sort("start", "state1", "state2")
    )


def _of_the_day(code: int, day: date) -> int:
    """A Correlates of War code of a state that lived; the source has Bonn's for Germany."""
    found = code if code in actors.living(day) else actors.ccode_from("gw", str(code), day)
    if found is None:
        raise ValueError(f"icb_dyads_2010_2021.csv: no state {code} on {day}")
    return found


SOURCES_OF: dict[str, Callable[[Path], pl.DataFrame]] = {
    "ideal_points": ideal_points,
    "conflicts": conflicts,
    "crises": crises,
}

if __name__ == "__main__":
    main()
