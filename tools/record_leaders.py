"""The leaders of the shipped record: who led each state, joined from three lists.

Archigos knows every tenure to the end of 2015, by the day. PLAD goes on from there to the end of
2023, by the day, and knows Archigos's leaders by Archigos's own numbers, so that a tenure that
Archigos leaves open gets its end from PLAD. REIGN, whose ends are months, serves from 2016 to
March 2021 for the states that PLAD does not have.
"""

import re
from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import REFUSAL, TIE

STILL_IN_OFFICE = "Still in Office"
JOINED = date(2016, 1, 1)
"""From this day on the later lists speak."""

KNOWN_TO = {"archigos": date(2015, 12, 31), "plad": date(2023, 12, 31), "reign": date(2021, 3, 31)}
"""The last day each list speaks of."""

NO_STATE = "not a state of the Correlates of War system on the date"
KNOWN_BEFORE = "a tenure that Archigos has"
KNOWN_ELSEWHERE = "a state that PLAD has, or a tenure that was over before 2016"
_TENURE = ["row", "ccode", "leader", "start", "end", "entry", "exit", "number", "dataset", "name"]


def leaders(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Who led each state and when; `end` is empty for those in office when the source stops."""
    archigos, plad, reign = (read(sources) for read in (_archigos, _plad, _reign))
    known = archigos.filter(pl.col("ccode").is_not_null())
    theirs = _also_in(plad, known)
    last = known.group_by("ccode").agg(pl.col("start").max().alias("last"))
    later = (
        plad.filter(pl.col("ccode").is_not_null(), pl.col("end").fill_null(JOINED) >= JOINED)
        .join(theirs, on="row", how="anti")
        .join(last, on="ccode", how="left")
        .filter(pl.col("last").is_null() | (pl.col("start") > pl.col("last")))
        .select(_TENURE)
    )
    small = reign.filter(
        pl.col("ccode").is_not_null(),
        pl.col("end").fill_null(JOINED) >= JOINED,
        ~pl.col("ccode").is_in(plad["ccode"].drop_nulls().unique().implode()),
    )
    refused = [
        _refused(archigos, known, NO_STATE),
        _refused(plad, later, KNOWN_BEFORE),
        _refused(reign, small, KNOWN_ELSEWHERE),
    ]
    return _as_ties(pl.concat([_closed(known, theirs), later, small])), pl.concat(refused)


def covered(sources: Path) -> pl.DataFrame:
    """From when to when the later lists have each state: `dataset, ccode, start, end`."""
    plad = _plad(sources).filter(pl.col("ccode").is_not_null())
    reign = _reign(sources).filter(
        pl.col("ccode").is_not_null(),
        pl.col("end").fill_null(JOINED) >= JOINED,
        ~pl.col("ccode").is_in(plad["ccode"].unique().implode()),
    )
    return pl.concat(
        own.group_by("ccode")
        .agg(pl.max_horizontal(pl.col("start").min(), pl.lit(JOINED)).alias("start"))
        .select(
            pl.lit(dataset).alias("dataset"),
            "ccode",
            "start",
            pl.lit(KNOWN_TO[dataset]).alias("end"),
        )
        for dataset, own in (("plad", plad), ("reign", reign))
    )


def disagreements(sources: Path) -> pl.DataFrame:
    """Tenures at the join of which Archigos and PLAD say different things.

    Returns:
        `ccode, leader, archigos_start, plad_start, plad_end`, for tenures that Archigos leaves
        open and that PLAD begins on another day or ends before Archigos stops.
    """
    known = _archigos(sources).filter(pl.col("ccode").is_not_null())
    theirs = _also_in(_plad(sources), known).sort("start").unique(["ccode", "number"], keep="last")
    return (
        known.filter(pl.col("end").is_null())
        .join(theirs, on=["ccode", "number"], suffix="_plad")
        .filter(
            (pl.col("start") != pl.col("start_plad")) | (pl.col("end_plad") < KNOWN_TO["archigos"])
        )
        .select(
            "ccode",
            "leader",
            pl.col("start").alias("archigos_start"),
            pl.col("start_plad").alias("plad_start"),
            pl.col("end_plad").alias("plad_end"),
        )
        .sort("ccode")
    )


def _archigos(sources: Path) -> pl.DataFrame:
    rows = pl.read_parquet(sources / "archigos_leaders.parquet").with_row_index("row", 1)
    codes = [
        actors.ccode_from("gw", str(code), entered) or actors.ccode_from("gw", str(code), left)
        for code, entered, left in rows.select("gwcode", "startdate", "enddate").iter_rows()
    ]
    return rows.select(
        "row",
        pl.Series("ccode", codes, pl.Int16),
        "leader",
        pl.col("startdate").alias("start"),
        pl.when(pl.col("exit") != STILL_IN_OFFICE, pl.col("enddate") < KNOWN_TO["archigos"])
        .then("enddate")
        .alias("end"),
        "entry",
        "exit",
        pl.col("leadid").alias("number"),
        pl.lit("archigos").alias("dataset"),
        pl.col("obsid").alias("name"),
    )


def _plad(sources: Path) -> pl.DataFrame:
    """PLAD with its slips set right; a tenure ends when the next begins, at the latest."""
    rows = pl.read_parquet(sources / "plad_leaders.parquet").with_row_index("row", 1)
    for each in pl.read_csv(sources / "plad_corrections.csv").iter_rows(named=True):
        slip = (pl.col("plad_id") == each["plad_id"]) & (
            pl.col(each["column"]).cast(pl.String) == each["published"]
        )
        if rows.filter(slip).height != 1:
            raise ValueError(f"plad_corrections.csv: {each['plad_id']} is not as published")
        dated = rows.schema[each["column"]] == pl.Date
        right = pl.lit(date.fromisoformat(each["here"]) if dated else each["here"])
        rows = rows.with_columns(
            pl.when(slip).then(right).otherwise(each["column"]).alias(each["column"])
        )
    codes = [
        _alive(ccode, entered) or _alive(ccode, left)
        for ccode, entered, left in rows.select("ccode", "startdate", "enddate").iter_rows()
    ]
    told = rows.with_columns(
        pl.Series("ccode", codes, pl.Int16), pl.Series("leader", map(_spelt, rows["leader"]))
    ).sort("ccode", "startdate", "row")
    ends = pl.min_horizontal("enddate", pl.col("startdate").shift(-1).over("ccode"))
    in_office = (pl.col("enddate") == KNOWN_TO["plad"]) & (
        pl.col("exit").str.to_lowercase() == STILL_IN_OFFICE.lower()
    )
    return told.select(
        "row",
        "ccode",
        "leader",
        pl.col("startdate").alias("start"),
        pl.when(~in_office).then(ends).alias("end"),
        pl.col("entry").str.replace("^Reguar$", "Regular"),
        pl.when(in_office).then(pl.lit(STILL_IN_OFFICE)).otherwise("exit").alias("exit"),
        pl.col("archigos_id").alias("number"),
        pl.lit("plad").alias("dataset"),
        pl.col("plad_id").alias("name"),
    )


def _reign(sources: Path) -> pl.DataFrame:
    """REIGN; a tenure ends when the next begins in the same month, else with its month."""
    rows = pl.read_parquet(sources / "reign_leaders.parquet").with_row_index("row", 1)
    told = rows.with_columns(
        pl.date("syear", "smonth", "sday").alias("start"),
        pl.date("eyear", "emonth", 1).dt.month_end().alias("month"),
    ).sort("ccode", "start", "row")
    following = pl.col("start").shift(-1).over("ccode")
    codes = [_alive(ccode, start) for ccode, start in told.select("ccode", "start").iter_rows()]
    return told.with_columns(following.alias("next"), pl.Series("ccode", codes, pl.Int16)).select(
        "row",
        "ccode",
        "leader",
        "start",
        pl.min_horizontal("month", "next").alias("end"),
        pl.lit("unknown").alias("entry"),
        pl.when(pl.col("month").is_null()).then(pl.lit(STILL_IN_OFFICE))
        .otherwise(pl.lit("unknown")).alias("exit"),
        pl.col("leadid").alias("number"),
        pl.lit("reign").alias("dataset"),
        pl.col("leadid").alias("name"),
    )  # fmt: skip


def _alive(ccode: int | None, day: date) -> int | None:
    """The code of a state that lived on a day, which Gleditsch and Ward may have numbered."""
    if ccode is None or ccode in actors.living(day):
        return ccode
    return actors.ccode_from("gw", str(ccode), day)


def _spelt(name: str) -> str:
    """A name with the letters that the copy writes as `<U+021B>` or as two letters each."""
    letters = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found.group(1), 16)), name)
    try:
        return letters.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return letters.strip()


def _also_in(plad: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Tenures of PLAD that Archigos has: the same leader's, at the same time."""
    tenures = known.select("ccode", "number", began="start", ended="end")
    together = (pl.col("start") <= pl.col("ended").fill_null(JOINED)) & (
        pl.col("began") <= pl.col("end").fill_null(JOINED)
    )
    return (
        plad.join(tenures, on=["ccode", "number"])
        .filter(together)
        .unique("row", maintain_order=True)
        .select(_TENURE)
    )


def _closed(known: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Archigos's tenures; those it leaves open end as PLAD says, if it does."""
    open_to = pl.col("end").is_null()
    ends = theirs.sort("start").unique(["ccode", "number"], keep="last")
    closed = (
        known.filter(open_to)
        .join(
            ends.select("ccode", "number", "end", "exit"),
            on=["ccode", "number"],
            how="left",
            suffix="_later",
        )
        .with_columns(
            pl.col("end_later").alias("end"), pl.coalesce("exit_later", "exit").alias("exit")
        )
    )
    return pl.concat([known.filter(~open_to).select(_TENURE), closed.select(_TENURE)])


def _refused(rows: pl.DataFrame, kept: pl.DataFrame, known: str) -> pl.DataFrame:
    left = rows.join(kept, on="row", how="anti")
    why = pl.when(pl.col("ccode").is_null()).then(pl.lit(NO_STATE)).otherwise(pl.lit(known))
    return left.select(
        "dataset",
        pl.col("row").cast(pl.Int32),
        why.alias("reason"),
        pl.col("name").alias("source_name"),
        pl.col("leader").alias("target_name"),
    ).select(pl.col(name).cast(kind) for name, kind in REFUSAL.items())


def _as_ties(tenures: pl.DataFrame) -> pl.DataFrame:
    told = tenures.select(
        pl.lit("leader").alias("tie"),
        pl.col("ccode").alias("state1"),
        pl.lit(None).alias("state2"),
        "start",
        "end",
        pl.lit(None).alias("value"),
        pl.concat_str("leader", "entry", "exit", separator="; ").alias("detail"),
        "dataset",
    )
    typed = told.select(pl.col(name).cast(kind) for name, kind in TIE.items())
    return typed.sort("state1", "start", "detail")
