"""Build the shipped record, `src/longtin/acts/data/record/*.parquet`, from `data/sources`.

Run from the repository root: `python tools/build_record.py`. The same inputs give the same bytes,
so a rebuilt record that differs has a cause to look for. Prints, for every dataset, what its rows
became, why rows were refused, and how much of the complete archive the samples hold.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

import record_acts
import record_leaders
import record_ties
import record_votes
from longtin.acts import table

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
RECORD = ROOT / "src" / "longtin" / "acts" / "data" / "record"
ROWS_IN_A_GROUP = 30_000
SAMPLED_YEARS = {"icews0515": range(2005, 2014), "icews14": range(2014, 2015)}
UNDIVIDED = (
    "icews0515",
    "icews14",
    "mid",
    "atop",
    "cow_igo",
    "cow_contiguity",
    "cow_majors",
    "us_troops",
)
HOLE = {"icews0515": (date(2013, 12, 31), date(2015, 1, 1))}
Entry = tuple[str, int, int, int, int, int]
TIES: dict[str, Callable[[Path], tuple[pl.DataFrame, pl.DataFrame]]] = {
    "alliances": record_ties.alliances,
    "igo": record_ties.memberships,
    "contiguity": record_ties.contiguity,
    "capabilities": record_ties.capabilities,
    "majors": record_ties.majors,
    "capitals": record_ties.capitals,
    "distances": record_ties.distances,
    "leaders": record_leaders.leaders,
    "troops": record_ties.troops,
}


@dataclass(frozen=True)
class Built:
    """A whole record, not yet written.

    Attributes:
        tables: Each file's rows, by its name.
        ledger: What the rows of each dataset of acts became.
        shares: How much of the complete archive each sample holds, year by year.
    """

    tables: dict[str, pl.DataFrame]
    ledger: list[Entry]
    shares: pl.DataFrame


def main() -> None:
    """Write every file of the record and say what is in it."""
    built = build(SOURCES)
    write(built, RECORD)
    report(built)


def build(sources: Path) -> Built:
    """Make the record from the source files."""
    parts = {part.dataset: part for part in record_acts.event_parts(sources)}
    parts["icews_year"] = record_acts.yearly_part(sources)
    parts["mid"] = record_acts.dispute_part(sources)
    tables = {
        name: compact(pl.concat([getattr(part.resolved, name) for part in parts.values()]))
        for name in ("acts", "domestic")
    }
    refused = [part.resolved.refusals for part in parts.values()]
    for name, make in TIES.items():
        tables[name], left_out = make(sources)
        refused.append(left_out)
    tables["roll_calls"] = record_votes.roll_calls(sources)
    tables["votes"], left_out = record_votes.votes(sources, tables["roll_calls"])
    tables["refusals"] = pl.concat([*refused, left_out]).sort("dataset", "row")
    covered = record_acts.yearly_states(sources)
    tables["coverage"] = coverage(covered, tables, record_leaders.covered(sources))
    shares = record_acts.sampling(parts, covered)
    ledger = [entry(part) for part in parts.values()]
    tables["datasets"] = datasets(sources, ledger, shares)
    return Built(tables, ledger, shares)


def entry(part: record_acts.Part) -> Entry:
    """What the rows of a dataset became, as numbers."""
    became = part.resolved
    sizes = (became.acts.height, became.domestic.height, became.refusals.height)
    return (part.dataset, part.rows, *sizes, part.silent)


def write(built: Built, folder: Path) -> None:
    """Write the record into a folder, and nothing else of an earlier one is left there."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.parquet"):
        file.unlink()
    for name, rows in built.tables.items():
        rows.write_parquet(
            folder / f"{name}.parquet",
            compression="zstd",
            compression_level=19,
            row_group_size=ROWS_IN_A_GROUP,
        )
    (folder / "version.txt").write_text(checksums(folder), "utf-8", newline="\n")


def checksums(folder: Path) -> str:
    """Every file of a record with its SHA-256."""
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.glob("*.parquet"))
    )


def compact(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts as stored: the row number in place of `origin`, a pair's acts together."""
    row = pl.col("origin").str.split(":").list.last().cast(pl.Int32).alias("row")
    return acts.with_columns(row).drop("origin").sort("source", "target", "start", "dataset", "row")


def coverage(
    covered: list[int], tables: dict[str, pl.DataFrame], later_leaders: pl.DataFrame
) -> pl.DataFrame:
    """Spans that each dataset covers, for all states or one by one.

    A state without a row in a dataset that lists states is not covered by it, which is not zero.
    """
    stops = record_leaders.KNOWN_TO["archigos"]
    known_to = dict(known_datasets().select("dataset", "end").iter_rows())
    ends = {name: known_to[f"cow_{name}"] for name in ("capabilities", "capitals")}
    archigos = tables["leaders"].filter(pl.col("dataset") == "archigos")
    columns = ["dataset", "ccode", "start", "end"]
    spans: list[tuple[str, int | None, date, date]] = []
    for dataset, first, last in known_datasets().select("dataset", "start", "end").iter_rows():
        if dataset in HOLE:
            before, after = HOLE[dataset]
            spans += [(dataset, None, first, before), (dataset, None, after, last)]
        elif dataset in UNDIVIDED:
            spans.append((dataset, None, first, last))
        elif dataset == "icews_year":
            spans += [(dataset, ccode, first, last) for ccode in covered]
    listed = pl.DataFrame(
        spans,
        schema={
            "dataset": pl.String,
            "ccode": pl.Int16,
            "start": pl.Date,
            "end": pl.Date,
        },
        orient="row",
    )
    return pl.concat(
        [
            listed,
            record_votes.seated(tables["votes"], tables["roll_calls"]).select(columns),
            *(
                runs(tables[name].with_columns(pl.col("end").fill_null(ends[name])))
                for name in ends
            ),
            runs(archigos.with_columns(pl.col("end").fill_null(stops).clip(upper_bound=stops))),
            later_leaders.select(columns),
        ]
    ).sort("dataset", "ccode", "start")


def runs(ties: pl.DataFrame) -> pl.DataFrame:
    """The years in which a source has each state, from its spells; a gap of a year parts runs."""
    ordered = ties.sort("dataset", "state1", "start")
    reach = pl.col("end").cum_max().shift().over("dataset", "state1")
    parted = (reach.is_null() | (pl.col("start") > reach.dt.offset_by("1y"))).cum_sum()
    return (
        ordered.with_columns(parted.alias("run"))
        .group_by("dataset", "state1", "run", maintain_order=True)
        .agg(pl.col("start").min(), pl.col("end").max())
        .select("dataset", pl.col("state1").alias("ccode"), "start", "end")
    )


def known_datasets() -> pl.DataFrame:
    """The table of datasets as written by hand."""
    return table("datasets.csv").with_columns(pl.col("start", "end").str.to_date())


def datasets(sources: Path, ledger: list[Entry], shares: pl.DataFrame) -> pl.DataFrame:
    """The table of datasets with what was measured: rows, sampling, checksums."""
    counted = pl.DataFrame(
        ledger,
        schema=dict.fromkeys(("dataset",), pl.String)
        | dict.fromkeys(("rows", "acts", "domestic", "refused", "silent"), pl.Int32),
        orient="row",
    )
    measured = []
    for dataset, years in SAMPLED_YEARS.items():
        own = shares.filter((pl.col("dataset") == dataset) & pl.col("year").is_in(list(years)))
        measured.append((dataset, int(own["sampled"].sum()) / int(own["complete"].sum())))
    whole = ("icews_year", 1.0)
    sampling = pl.DataFrame([*measured, whole], schema=["dataset", "sampling"], orient="row")
    known = known_datasets()
    sums = [checksum(sources, files) for files in known["file"]]
    return (
        known.with_columns(pl.Series("sha256", sums))
        .join(counted, on="dataset", how="left")
        .join(sampling, on="dataset", how="left")
        .with_columns((pl.col("rows") * 0).alias("duplicates"))
    )


def checksum(sources: Path, files: str) -> str:
    """SHA-256 of a file, or of several apart by semicolons, one after the other."""
    whole = hashlib.sha256()
    for file in files.split("; "):
        whole.update((sources / file).read_bytes())
    return whole.hexdigest()


def report(built: Built) -> None:
    """Say what the record holds."""
    print(f"{'dataset':<16}{'rows':>10}{'acts':>10}{'domestic':>10}{'refused':>10}{'silent':>10}")
    for dataset, *numbers in built.ledger:
        print(f"{dataset:<16}" + "".join(f"{number:>10,}" for number in numbers))
    print("\nRefused, by dataset and reason")
    counted = built.tables["refusals"].group_by("dataset", "reason").len()
    why = counted.sort("dataset", "len", "reason", descending=[False, True, False])
    for dataset, reason, number in why.iter_rows():
        print(f"{dataset:<16}{number:>10,}  {reason}")
    print("\nSampling: acts between covered states per act of the complete archive")
    for year, sampled, states, complete, dataset in built.shares.select(
        "year", "sampled", "sampled_states", "complete", "dataset"
    ).iter_rows():
        print(
            f"{dataset:<12}{year}  {sampled:>7,} of {complete:>8,} = {sampled / complete:.5f}"
            f"  (state to state {states / complete:.5f})"
        )
    sizes = sorted((file.stat().st_size, file.name) for file in RECORD.glob("*.parquet"))
    print(f"\nFiles, {sum(size for size, _ in sizes) / 1e6:.2f} MB")
    for size, name in reversed(sizes):
        print(f"{size:>10,}  {name}")


if __name__ == "__main__":
    main()
