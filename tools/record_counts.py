"""Counts and disputes: acts of a period between states that the source itself identifies.

Counts of a year are complete; counts of a month hold conflict alone. A dispute is an act of a side
in a year.
"""

from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import ACT, REFUSAL, cameo, mid
from record_acts import Part, Resolved

YEARLY = "icews_dyad_year_2002_2014.parquet"
MONTHLY = "icews_conflict_month_1991_2013.parquet"
DISPUTES = "cow_mid_directed_dyad_year.parquet"
CLASSES = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}
FIRST_YEAR_OF_MONTHS = 2001
BEFORE = "before 2001, when the archive had half as many sources"
NO_ACTION = 1


def yearly_part(sources: Path) -> Part:
    """Complete counts: each row holds four, each non-zero one is an act, each zero is silence."""
    counts = pl.read_parquet(sources / YEARLY).with_row_index("row", 1)
    long = counts.unpivot(
        list(CLASSES), index=["row", "source_name", "target_name", "year"], value_name="count"
    ).sort("row", "variable")
    spoken = long.filter(pl.col("count") > 0)
    raw = spoken.select(
        pl.col("row").cast(pl.Int32),
        pl.date("year", 1, 1).alias("start"),
        pl.date("year", 12, 31).alias("end"),
        "source_name",
        "target_name",
        pl.col("variable").replace_strict(CLASSES, return_dtype=pl.Int8).alias("quad"),
        pl.col("variable").str.replace("_", " ").alias("text"),
        pl.col("count").cast(pl.Int32),
    )
    known = {name: actors.find(name).ccode for name in raw["source_name"].unique().to_list()}
    acts = _given(raw, "icews_year", "icews", known)
    resolved = Resolved(acts, acts.clear(), pl.DataFrame(schema=REFUSAL))
    return Part("icews_year", long.height, long.height - spoken.height, resolved)


def yearly_states(sources: Path) -> list[int]:
    """Codes of the states that the complete yearly counts cover."""
    names = pl.read_parquet(sources / YEARLY, columns=["source_name"])["source_name"].unique()
    return sorted(actors.find(name).ccode for name in names)


def monthly_part(sources: Path) -> Part:
    """Counts of conflict by month: each row holds eleven, one for each CAMEO root.

    Years before 2001 are refused, root by root, since the archive had half as many sources.
    """
    roots = cameo().filter(pl.col("code").str.len_chars() == 2).rename({"name": "words"})
    counts = pl.read_parquet(sources / MONTHLY).with_row_index("row", 1)
    columns = [name for name in counts.columns if name.startswith("r") and name[1:].isdecimal()]
    long = (
        counts.unpivot(
            columns,
            index=["row", "year", "month", "source", "target", "ccode1", "ccode2"],
            value_name="count",
        )
        .with_columns(pl.col("variable").str.slice(1).alias("code"))
        .sort("row", "code")
    )
    spoken = long.filter(pl.col("count") > 0)
    told = spoken.filter(pl.col("year") >= FIRST_YEAR_OF_MONTHS).join(
        roots, on="code", how="left", maintain_order="left"
    )
    first = pl.date("year", "month", 1)
    acts = _given(
        told.select(
            pl.col("row").cast(pl.Int32),
            first.alias("start"),
            first.dt.month_end().alias("end"),
            pl.col("ccode1").alias("source"),
            pl.col("ccode2").alias("target"),
            pl.col("source").alias("source_name"),
            pl.col("target").alias("target_name"),
            *("kind", "mode", "quad", "domain", "code"),
            pl.col("words").str.to_lowercase().alias("text"),
            pl.col("count").cast(pl.Int32),
        ),
        "icews_month",
        "icews",
        {},
    )
    early = spoken.filter(pl.col("year") < FIRST_YEAR_OF_MONTHS).select(
        pl.lit("icews_month").alias("dataset"),
        pl.col("row").cast(pl.Int32),
        pl.lit(BEFORE).alias("reason"),
        pl.col("source").alias("source_name"),
        pl.col("target").alias("target_name"),
    )
    silent = long.height - spoken.height
    return Part("icews_month", long.height, silent, Resolved(acts, acts.clear(), early))


def dispute_part(sources: Path) -> Part:
    """Disputes: one act for each dispute, side and year with an action of that side's own.

    The year a dispute begins counts from its first month.
    """
    disputes = pl.read_parquet(sources / DISPUTES).with_row_index("row", 1)
    states = pl.read_parquet(sources / "cow_states.parquet", columns=["ccode", "statenme"])
    named = states.unique("ccode", keep="last")
    done = disputes.filter(pl.col("hostlev1") > NO_ACTION)
    missing = disputes.filter(pl.col("hostlev1") < NO_ACTION)
    action = mid().rename({"hostility": "hostlev1", "action": "hiact1"})
    met = done.join(action, on=["hostlev1", "hiact1"], how="left")
    general = action.filter(pl.col("hiact1").is_null()).drop("hiact1")
    whole = met.join(general, on="hostlev1", how="left", suffix="_level")
    for side in ("1", "2"):
        names = named.rename({"ccode": f"ccode{side}", "statenme": f"state{side}"})
        whole = whole.join(names, on=f"ccode{side}", how="left")
    month = pl.when(pl.col("cowmidonset") == 1).then(pl.col("stmon")).otherwise(1)
    meaning = ("kind", "mode", "quad", "domain")
    raw = whole.sort("row").select(
        pl.col("row").cast(pl.Int32),
        pl.date("year", month, 1).alias("start"),
        pl.date("year", 12, 31).alias("end"),
        pl.col("state1").alias("source_name"),
        pl.col("state2").alias("target_name"),
        pl.col("ccode1").alias("source"),
        pl.col("ccode2").alias("target"),
        *(pl.coalesce(name, f"{name}_level").alias(name) for name in meaning),
        pl.col("hostlev1").cast(pl.String).alias("code"),
        pl.coalesce("name", "name_level").alias("text"),
        pl.lit(1, pl.Int32).alias("count"),
    )
    acts = _given(raw, "mid", "mid", {})
    refusals = missing.select(
        pl.lit("mid").alias("dataset"),
        pl.col("row").cast(pl.Int32),
        pl.lit("hostility missing").alias("reason"),
        pl.col("ccode1").cast(pl.String).alias("source_name"),
        pl.col("ccode2").cast(pl.String).alias("target_name"),
    )
    silent = disputes.height - done.height - missing.height
    return Part("mid", disputes.height, silent, Resolved(acts, acts.clear(), refusals))


def _given(raw: pl.DataFrame, dataset: str, archive: str, known: dict[str, int]) -> pl.DataFrame:
    """Acts between states that the source itself identifies."""
    names = pl.col("source_name", "target_name")
    code_of = names.replace_strict(known, default=None, return_dtype=pl.Int16)
    coded = [code_of.name.map(lambda name: name.removesuffix("_name"))] if known else []
    filled = raw.with_columns(
        *coded,
        pl.lit(dataset).alias("dataset"),
        pl.lit(archive).alias("archive"),
        pl.lit("state").alias("source_sphere"),
        pl.lit("state").alias("target_sphere"),
        (pl.lit(f"{dataset}:") + pl.col("row").cast(pl.String)).alias("origin"),
    )
    empty = [pl.lit(None, kind).alias(name) for name, kind in ACT.items() if name not in filled]
    return filled.with_columns(empty).select(pl.col(name).cast(kind) for name, kind in ACT.items())
