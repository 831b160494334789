"""Build the shipped record, `src/longtin/acts/data/record/*.parquet`, from `data/sources`.

Run from the repository root: `python tools/build_record.py`. The same inputs give the same bytes,
so a rebuilt record that differs has a cause to look for. Prints, for every dataset, what its rows
became, why rows were refused, and how much of the complete archive the samples hold.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import record_acts
import record_counts
import record_coverage
import record_exchanges
import record_leaders
import record_ties
import record_travel
import record_votes
from longtin.acts import table

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
RECORD = ROOT / "src" / "longtin" / "acts" / "data" / "record"
ROWS_IN_A_GROUP = 30_000
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
    "democracy": record_ties.democracy,
}


@dataclass(frozen=True)
class Built:
    """A whole record, not yet written.

    Attributes:
        tables: Each file's rows, by its name.
        ledger: What the rows of each dataset of acts and of exchanges became.
    """

    tables: dict[str, pl.DataFrame]
    ledger: list[Entry]


def main() -> None:
    """Write every file of the record and say what is in it."""
    built = build(SOURCES)
    write(built, RECORD)
    report(built)


def build(sources: Path) -> Built:
    """Make the record from the source files."""
    parts = {part.dataset: part for part in record_acts.event_parts(sources)}
    for count in (
        record_counts.yearly_part,
        record_counts.monthly_part,
        record_counts.dispute_part,
    ):
        part = count(sources)
        parts[part.dataset] = part
    tables = {
        name: compact(pl.concat([getattr(part.resolved, name) for part in parts.values()]))
        for name in ("acts", "domestic")
    }
    refused = [part.resolved.refusals for part in parts.values()]
    exchanged = list(record_exchanges.exchange_parts(sources))
    tables["exchanges"] = pl.concat([part.exchanges for part in exchanged]).sort(
        "state1", "state2", "dataset", "start"
    )
    for name, make in TIES.items():
        tables[name], left_out = make(sources)
        refused.append(left_out)
    tables["travel"], left_out = record_travel.travel(sources)
    refused.append(left_out)
    tables["roll_calls"] = record_votes.roll_calls(sources)
    tables["votes"], left_out = record_votes.votes(sources, tables["roll_calls"])
    tables["refusals"] = pl.concat([*refused, left_out]).sort("dataset", "row")
    known, yearly = known_datasets(), record_counts.yearly_states(sources)
    made = record_coverage.days_made(sources)
    spans = made + [span for part in exchanged for span in part.coverage]
    tables["coverage"] = record_coverage.coverage(
        known, yearly, parts, spans, tables, record_leaders.covered(sources)
    )
    tables["density"] = record_coverage.density(known, yearly, parts, made)
    tables["withheld"] = record_coverage.withheld(sources)
    ledger = [entry(part) for part in parts.values()]
    ledger += [
        (part.dataset, part.rows, part.exchanges.height, 0, part.rows - part.exchanges.height, 0)
        for part in exchanged
    ]
    tables["datasets"] = datasets(sources, ledger, tables["density"])
    return Built(tables, ledger)


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


def known_datasets() -> pl.DataFrame:
    """The table of datasets as written by hand."""
    return table("datasets.csv").with_columns(pl.col("start", "end").str.to_date())


def datasets(sources: Path, ledger: list[Entry], density: pl.DataFrame) -> pl.DataFrame:
    """The table of datasets with what was measured: rows, sampling, checksums."""
    counted = pl.DataFrame(
        ledger,
        schema=dict.fromkeys(("dataset",), pl.String)
        | dict.fromkeys(("rows", "acts", "domestic", "refused", "silent"), pl.Int32),
        orient="row",
    )
    sampled = (
        density.select(pl.col("datasets").str.split("; ").alias("dataset"), "sampling")
        .explode("dataset")
        .unique("dataset", keep="first", maintain_order=True)
    )
    whole = pl.DataFrame({"dataset": ["icews_year"], "sampling": [1.0]})
    known = known_datasets()
    sums = [checksum(sources, files) for files in known["file"]]
    return (
        known.with_columns(pl.Series("sha256", sums))
        .join(counted, on="dataset", how="left", maintain_order="left")
        .join(pl.concat([sampled, whole]), on="dataset", how="left", maintain_order="left")
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
    print(f"{'dataset':<18}{'rows':>10}{'acts':>10}{'domestic':>10}{'refused':>10}{'silent':>10}")
    for dataset, *numbers in built.ledger:
        print(f"{dataset:<18}" + "".join(f"{number:>10,}" for number in numbers))
    print("\nRefused, by dataset and reason")
    counted = built.tables["refusals"].group_by("dataset", "reason").len()
    why = counted.sort("dataset", "len", "reason", descending=[False, True, False])
    for dataset, reason, number in why.iter_rows():
        print(f"{dataset:<18}{number:>10,}  {reason}")
    print("\nDensity: acts between states of the complete yearly counts, and their share of it")
    for row in built.tables["density"].iter_rows(named=True):
        print(
            f"{row['start']} – {row['end']}  {row['acts']:>8,}  {row['sampling']:.5f}  "
            f"{row['datasets']} ({row['measured_by']})"
        )
    sizes = sorted((file.stat().st_size, file.name) for file in RECORD.glob("*.parquet"))
    print(f"\nFiles, {sum(size for size, _ in sizes) / 1e6:.2f} MB")
    for size, name in reversed(sizes):
        print(f"{size:>10,}  {name}")


if __name__ == "__main__":
    main()
