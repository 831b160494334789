"""The command `longtin versions`."""

from typing import TYPE_CHECKING, Any

from longtin._language import message
from longtin.cli._output import check_output, emit
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import opened

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

SUMMARY = "The sources: version, licence, span, checksum."
EXAMPLE = "Example: longtin versions --json"
CHECKSUM = 8
"""Figures of a checksum that tell two files apart at a glance."""


def versions(
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """Every source with its version, licence, span and checksum."""
    from longtin._language import Language as Words

    check_output(output)
    with opened(record) as held, opened(None) as shipped:
        frame, version = held.versions(), held.version
        archives = held.datasets().select("archive")
        ours = set(shipped.datasets()["dataset"])
    words = Words(language)
    emit(
        frame,
        as_json=as_json,
        output=output,
        show=lambda: _show(_by_archive(frame.hstack(archives), ours), version, words),
    )


TERMS = (
    message("CC0; cite"),
    message("CC BY-SA 4.0; cite"),
    message("as the file's source has it"),
    message("free to use; cite"),
    message("free to use and to pass on; credit GDELT with a link"),
    message("US government work; cite"),
    message("cite; copies are not to be passed on"),
    message("© United Nations; non-commercial use, with attribution"),
    message("research and education only, no commercial use; cite"),
)
"""On what terms sources may be used, as the record says it."""


def _terms(licence: str, language: "Words") -> str:
    return language.say(licence) if licence in TERMS else licence


def _by_archive(frame: "pl.DataFrame", ours: set[str]) -> "pl.DataFrame":
    """One row for all of a user's files of an archive, with how many there are."""
    import polars as pl

    mine = ~pl.col("dataset").is_in(ours)
    together = pl.when(mine).then("archive").otherwise("dataset")
    return (
        frame.group_by(together.alias("name"), mine.alias("mine"), maintain_order=True)
        .agg(
            pl.len().alias("files"),
            pl.col("dataset", "title", "version", "licence", "sha256").first(),
            pl.col("start").min(),
            pl.col("end").max(),
        )
        .with_columns(
            pl.when(pl.col("files") > 1).then("name").otherwise("dataset").alias("dataset")
        )
    )


def _own(row: dict[str, Any], language: "Words") -> str:
    """What is known of a user's files in place of a version."""
    if row["files"] == 1:
        return str(row["title"])
    return language.say("{n} files", n=language.whole(row["files"]))


def _show(frame: "pl.DataFrame", version: str, language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = language.say
    rows = [
        [
            row["dataset"],
            _own(row, language) if row["mine"] else row["version"] or "–",
            language.span(row["start"], row["end"]) if row["start"] else "–",
            _terms(row["licence"] or "–", language),
            (row["sha256"] or "–")[:CHECKSUM] if row["files"] == 1 else "–",
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(say("Data set")),
        Column(say("Version"), wraps=True),
        Column(say("Period"), wraps=True),
        Column(say("Licence"), wraps=True),
        Column("SHA-256"),
    ]
    note = say("Titles, days and whole checksums: --json, or -o FILE.csv.")
    print_table(
        Table.of(say("Sources of record {version}", version=version), columns, rows), note=note
    )
