"""The ties of the shipped record: standing relations, one row each spell.

Sources by dyad-year become spells: years in a row with the same value are one row. What still held
on the last day that its source knows has no end: that a list was closed ends no border.
"""

from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import REFUSAL, TIE, table

OBLIGATIONS = {
    "atop_defense": "defence",
    "atop_offense": "offence",
    "atop_neutral": "neutrality",
    "atop_nonagg": "non-aggression",
    "atop_consul": "consultation",
}
CONTIGUITY = {
    1: "land border",
    2: "within 12 miles of water",
    3: "within 24 miles of water",
    4: "within 150 miles of water",
    5: "within 400 miles of water",
}
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
FROM = 2  # whose forces the list of troops counts, by Correlates of War code


def alliances(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What each state has promised the other; `value` counts kinds of obligation."""
    years = pl.read_parquet(sources / "atop_alliances.parquet")
    promised = [
        pl.when(pl.col(column) == 1).then(pl.lit(name)) for column, name in OBLIGATIONS.items()
    ]
    stated = years.with_columns(
        pl.concat_str(promised, separator="; ", ignore_nulls=True).alias("detail"),
        pl.sum_horizontal(*OBLIGATIONS).cast(pl.Float64).alias("value"),
    )
    return _ties(_spells(stated), "alliance", "atop"), _none()


def memberships(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """How many intergovernmental organisations two states are both in, each pair and year once.

    Kept by year and one way round, which is a third of the size; the record reads it both ways.
    """
    years = pl.read_parquet(sources / "cow_igo_dyads.parquet").select(
        pl.col("ccode1").alias("state1"),
        pl.col("ccode2").alias("state2"),
        "year",
        pl.col("dyadigos").alias("shared"),
    )
    return years.sort("state1", "state2", "year"), _none()


def contiguity(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Direct contiguity; rows of type 0 say that there is none and make no tie."""
    rows = pl.read_parquet(sources / "cow_contiguity.parquet").with_row_index("row", 1)
    touching = rows.filter(pl.col("conttype") > 0).select(
        "ccode1",
        "ccode2",
        pl.col("stdate").alias("start"),
        pl.col("enddate").dt.month_end().alias("end"),
        pl.col("conttype").cast(pl.Float64).alias("value"),
        pl.col("conttype").replace_strict(CONTIGUITY, return_dtype=pl.String).alias("detail"),
    )
    refused = rows.filter(pl.col("conttype") == 0).select(
        pl.lit("cow_contiguity").alias("dataset"),
        pl.col("row").cast(pl.Int32),
        pl.lit("type 0: the source says that the two are not contiguous").alias("reason"),
        pl.col("ccode1").cast(pl.String).alias("source_name"),
        pl.col("ccode2").cast(pl.String).alias("target_name"),
    )
    return _ties(touching, "contiguity", "cow_contiguity"), refused


def capabilities(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each state's share of the system's material capabilities (CINC), year by year."""
    years = pl.read_parquet(sources / "cow_capabilities.parquet").select(
        pl.col("ccode").alias("ccode1"),
        pl.lit(None, pl.Int16).alias("ccode2"),
        pl.date("year", 1, 1).alias("start"),
        pl.date("year", 12, 31).alias("end"),
        pl.col("cinc").alias("value"),
        pl.lit(None, pl.String).alias("detail"),
    )
    return _ties(years, "capability", "cow_capabilities"), _none()


def majors(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Spells as a major power."""
    spells = pl.read_parquet(sources / "cow_majors.parquet").select(
        pl.col("ccode").alias("ccode1"),
        pl.lit(None, pl.Int16).alias("ccode2"),
        pl.date("styear", "stmonth", "stday").alias("start"),
        pl.date("endyear", "endmonth", "endday").alias("end"),
        pl.lit(1.0).alias("value"),
        pl.lit(None, pl.String).alias("detail"),
    )
    return _ties(spells, "major", "cow_majors"), _none()


def capitals(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each state's capital, by name."""
    spells = pl.read_parquet(sources / "cow_capitals.parquet").select(
        pl.col("ccode").alias("ccode1"),
        pl.lit(None, pl.Int16).alias("ccode2"),
        pl.col("stdate").alias("start"),
        pl.col("enddate").alias("end"),
        pl.lit(None, pl.Float64).alias("value"),
        pl.col("capital").alias("detail"),
    )
    return _ties(spells, "capital", "cow_capitals"), _none()


def distances(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Great-circle kilometres between the capitals of two states while both stood."""
    here = pl.read_parquet(sources / "cow_capitals.parquet").select(
        "ccode", "stdate", "enddate", pl.col("lat").radians(), pl.col("lng").radians()
    )
    pairs = here.join(here, how="cross", suffix="_there").filter(
        (pl.col("ccode") != pl.col("ccode_there"))
        & (pl.col("stdate") <= pl.col("enddate_there"))
        & (pl.col("stdate_there") <= pl.col("enddate"))
    )
    north, east = pl.col("lat_there") - pl.col("lat"), pl.col("lng_there") - pl.col("lng")
    haversine = (north / 2).sin().pow(2) + pl.col("lat").cos() * pl.col("lat_there").cos() * (
        east / 2
    ).sin().pow(2)
    spells = pairs.select(
        pl.col("ccode").alias("ccode1"),
        pl.col("ccode_there").alias("ccode2"),
        pl.max_horizontal("stdate", "stdate_there").alias("start"),
        pl.min_horizontal("enddate", "enddate_there").alias("end"),
        (2 * EARTH_RADIUS_KM * haversine.sqrt().arcsin()).round(0).alias("value"),
        pl.lit(None, pl.String).alias("detail"),
    )
    return _ties(spells, "distance", "cow_capitals"), _none()


def troops(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Forces on active duty that the United States had in another state, year by year.

    The source counts them once a year, and gives territories and oceans numbers above 1000.
    """
    rows = pl.read_parquet(sources / "us_troops.parquet").with_row_index("row", 1)
    hosts = [
        ccode in actors.living(date(year, 12, 31)) and ccode != FROM
        for ccode, year in rows.select("ccode", "year").iter_rows()
    ]
    abroad = rows.filter(pl.Series(hosts))
    years = abroad.select(
        pl.lit(FROM).alias("ccode1"),
        pl.col("ccode").alias("ccode2"),
        pl.date("year", 1, 1).alias("start"),
        pl.date("year", 12, 31).alias("end"),
        pl.col("troops_ad").cast(pl.Float64).alias("value"),
        pl.lit(None, pl.String).alias("detail"),
    )
    refused = rows.filter(~pl.Series(hosts)).select(
        pl.lit("us_troops").alias("dataset"),
        pl.col("row").cast(pl.Int32),
        pl.lit("no other state of the Correlates of War system at the end of the year").alias(
            "reason"
        ),
        pl.lit(str(FROM)).alias("source_name"),
        pl.col("countryname").alias("target_name"),
    )
    return _ties(years, "troops", "us_troops"), refused


def democracy(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """V-Dem's electoral democracy index of each state, from 0 to 1, year by year."""
    years = pl.read_parquet(sources / "vdem_polyarchy.parquet").select(
        pl.col("ccode").alias("ccode1"),
        pl.lit(None, pl.Int16).alias("ccode2"),
        pl.date("year", 1, 1).alias("start"),
        pl.date("year", 12, 31).alias("end"),
        pl.col("v2x_polyarchy").alias("value"),
        pl.lit(None, pl.String).alias("detail"),
    )
    return _ties(years, "democracy", "vdem"), _none()


def _spells(years: pl.DataFrame) -> pl.DataFrame:
    """Years in a row with one value become one spell."""
    pair = ["ccode1", "ccode2"]
    broken = (pl.col("year").diff() != 1) | pl.any_horizontal(
        pl.col(column).ne_missing(pl.col(column).shift()) for column in (*pair, "value", "detail")
    )
    return (
        years.sort(*pair, "year")
        .with_columns(broken.fill_null(value=True).cum_sum().alias("spell"))
        .group_by("spell", maintain_order=True)
        .agg(
            pl.col(*pair).first(),
            pl.date(pl.col("year").min(), 1, 1).alias("start"),
            pl.date(pl.col("year").max(), 12, 31).alias("end"),
            pl.col("value", "detail").first(),
        )
        .drop("spell")
    )


def _ties(spells: pl.DataFrame, tie: str, dataset: str) -> pl.DataFrame:
    known_to = table("datasets.csv").filter(pl.col("dataset") == dataset)["end"].str.to_date()[0]
    whole = spells.with_columns(
        pl.when(pl.col("end") < known_to).then("end").alias("end"),
        pl.lit(tie).alias("tie"),
        pl.lit(dataset).alias("dataset"),
    ).rename({"ccode1": "state1", "ccode2": "state2"})
    typed = whole.select(pl.col(name).cast(kind) for name, kind in TIE.items())
    return typed.sort("state1", "state2", "start", "detail")


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema=REFUSAL)
