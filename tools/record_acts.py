"""The acts of the shipped record: dated events, yearly counts, disputes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import ACT, REFUSAL, cameo, mid
from longtin.errors import ActorError

DATED = "icews_sample_2005_2015.parquet"
YEARLY = "icews_dyad_year_2002_2014.parquet"
DISPUTES = "cow_mid_directed_dyad_year.parquet"
CLASSES = {
    "verbal_cooperation": 1,
    "material_cooperation": 2,
    "verbal_conflict": 3,
    "material_conflict": 4,
}
DOUBLED_YEAR = 2014
NO_ACTION = 1
ARMED = "an armed group, whose acts are not its state's"
SIDE = {
    "name": pl.String,
    "day": pl.Date,
    "ccode": pl.Int16,
    "sphere": pl.String,
    "reason": pl.String,
}
SIDES = ("source", "target")


@dataclass(frozen=True)
class Resolved:
    """What rows became; `acts`, `domestic` and `refusals` have together as many rows as came in."""

    acts: pl.DataFrame
    domestic: pl.DataFrame
    refusals: pl.DataFrame


@dataclass(frozen=True)
class Part:
    """One dataset's rows: what they became, and how many said that nothing was done."""

    dataset: str
    rows: int
    silent: int
    resolved: Resolved


def event_parts(sources: Path) -> Iterator[Part]:
    """The two benchmarks, with 2014 read from the whole one alone."""
    events = pl.read_parquet(sources / DATED).with_row_index("row", 1)
    coded = events.join(cameo(), left_on="event_text", right_on="name", how="left")
    twin = ["source_name", "event_text", "target_name", "event_date"]
    whole = pl.col("benchmark") == "ICEWS14"
    also_whole = coded.filter(whole).select(twin).with_columns(pl.lit(value=True).alias("twin"))
    marked = coded.join(also_whole, on=twin, how="left").sort("row")
    doubled = ~whole & (pl.col("event_date").dt.year() == DOUBLED_YEAR)
    problem = (
        pl.when(doubled & pl.col("twin"))
        .then(pl.lit("the same row stands in icews14"))
        .when(doubled)
        .then(pl.lit("superseded: 2014 is read from icews14, which is whole"))
        .when(pl.col("code").is_null())
        .then(pl.lit("an event text that CAMEO does not list"))
    )
    raw = marked.select(
        "benchmark",
        pl.col("row").cast(pl.Int32),
        pl.col("event_date").alias("start"),
        pl.col("event_date").alias("end"),
        "source_name",
        "target_name",
        *("kind", "mode", "quad", "domain", "code"),
        pl.col("event_text").alias("text"),
        pl.lit(1, pl.Int32).alias("count"),
        problem.alias("problem"),
    )
    for dataset, benchmark in (("icews0515", "ICEWS05-15"), ("icews14", "ICEWS14")):
        rows = raw.filter(pl.col("benchmark") == benchmark).drop("benchmark")
        yield Part(dataset, rows.height, 0, resolve(rows, dataset))


def resolve(raw: pl.DataFrame, dataset: str) -> Resolved:
    """Turn rows of ICEWS into acts, domestic acts and refusals, as an import does.

    A row is refused for the first of these that holds: it has a `problem`; its source names nobody
    who belongs to a state on the day; its target does not; the two belong to different states and
    one is an armed group.
    """
    told = raw
    for side in SIDES:
        asked = told.select(f"{side}_name", "start").unique(maintain_order=True)
        known = pl.DataFrame([whose(*each) for each in asked.iter_rows()], SIDE, orient="row")
        named = known.rename({"name": f"{side}_name", "day": "start", "ccode": side}).rename(
            {part: f"{side}_{part}" for part in ("sphere", "reason")}
        )
        told = told.join(named, on=[f"{side}_name", "start"], how="left", maintain_order="left")
    same = pl.col("source") == pl.col("target")
    armed = (pl.col("source_sphere") == "armed") | (pl.col("target_sphere") == "armed")
    fighting = pl.when(armed & ~same).then(pl.lit(ARMED))
    told = told.with_columns(
        pl.coalesce("problem", "source_reason", "target_reason", fighting).alias("reason"),
        pl.lit(dataset).alias("dataset"),
        pl.lit("icews").alias("archive"),
        (pl.lit(f"{dataset}:") + pl.col("row").cast(pl.String)).alias("origin"),
    )
    kept = told.filter(pl.col("reason").is_null())
    refused = told.filter(pl.col("reason").is_not_null())
    return Resolved(
        kept.filter(~same).select(pl.col(name).cast(kind) for name, kind in ACT.items()),
        kept.filter(same).select(pl.col(name).cast(kind) for name, kind in ACT.items()),
        refused.select(pl.col(name).cast(kind) for name, kind in REFUSAL.items()),
    )


def whose(name: str, day: date) -> tuple[str, date, int | None, str | None, str | None]:
    """Whose an actor was on a day, or why nobody's."""
    for found in actors.affiliations(name):
        if (found.start is None or found.start <= day) and (found.end is None or day <= found.end):
            return name, day, found.ccode, found.sphere, None
    return name, day, None, None, actors.why_unresolved(name, day)


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
    """Codes of the states that the complete counts cover."""
    names = pl.read_parquet(sources / YEARLY, columns=["source_name"])["source_name"].unique()
    return sorted(actors.find(name).ccode for name in names)


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


def sampling(parts: dict[str, Part], covered: list[int]) -> pl.DataFrame:
    """How many of the complete archive's rows each sample holds, year by year.

    Only acts between two states that the complete counts cover enter on either side. The sample's
    numerator has states' and societies' acts alike, because the complete counts do.
    """
    complete = _between(parts["icews_year"].resolved.acts, covered).select(
        "source", "target", pl.col("start").dt.year().alias("year"), "count"
    )
    yearly = complete.group_by("year").agg(pl.col("count").sum().alias("complete"))
    found = []
    for dataset in ("icews0515", "icews14"):
        rows = _between(parts[dataset].resolved.acts, covered)
        states = (pl.col("source_sphere") == "state") & (pl.col("target_sphere") == "state")
        found.append(
            rows.group_by(pl.col("start").dt.year().alias("year"))
            .agg(pl.len().alias("sampled"), states.sum().alias("sampled_states"))
            .join(yearly, on="year")
            .with_columns(pl.lit(dataset).alias("dataset"))
        )
    return pl.concat(found).sort("dataset", "year")


def _between(acts: pl.DataFrame, covered: list[int]) -> pl.DataFrame:
    return acts.filter(pl.col("source").is_in(covered) & pl.col("target").is_in(covered))


def known_on(name: str, day: date) -> int | None:
    """Code of the state a name stands for on a date, where that state is alive."""
    try:
        ccode = actors.find(name, day).ccode
    except ActorError:
        ccode = actors.find(name).ccode
    alive = any(start <= day and (end is None or day <= end) for start, end in actors.spells(ccode))
    return ccode if alive else None
