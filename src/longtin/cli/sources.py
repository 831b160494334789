"""longtin cite, longtin versions."""

import sys
from typing import TYPE_CHECKING

import typer

from longtin.cli._options import AsJson, Language, Output, RecordFile, Tongue, opened
from longtin.cli._show import check_output, emit

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

CHECKSUM = 8
"""Figures of a checksum that tell two files apart at a glance."""


def cite(record: RecordFile = None) -> None:
    """References of every source in the record, and of Longtin itself, as BibTeX."""
    from longtin.acts import software_citation

    with opened(record) as held:
        entries = [software_citation(), *held.cite()]
    sys.stdout.write("\n\n".join(entry.bibtex for entry in entries) + "\n")


def versions(
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """Every source with its version, licence, span and checksum."""
    from longtin._language import Language as Words

    check_output(output)
    with opened(record) as held:
        frame, version = held.versions(), held.version
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show(frame, version, words))


def _show(frame: "pl.DataFrame", version: str, language: "Words") -> None:
    from longtin.cli._table import Column, table

    say = language.say
    rows = [
        [
            row["dataset"],
            row["version"] or "–",
            f"{row['start']:%Y}–{row['end']:%Y}" if row["start"] else "–",
            row["licence"] or "–",
            (row["sha256"] or "–")[:CHECKSUM],
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(say("Data set")),
        Column(say("Version")),
        Column(say("Years")),
        Column(say("Licence"), wraps=True),
        Column("SHA-256"),
    ]
    note = say("Titles, days and whole checksums: --json, or -o FILE.csv.")
    table(say("Sources of record {version}", version=version), columns, rows, note=note)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        short_help="References of the sources, and of Longtin, as BibTeX.",
        epilog="Example: longtin cite > longtin.bib",
    )(cite)
    app.command(
        short_help="The sources: version, licence, span, checksum.",
        epilog="Example: longtin versions --json",
    )(versions)
