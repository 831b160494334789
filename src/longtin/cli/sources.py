"""longtin cite, longtin versions."""

import sys

import typer

from longtin.cli._options import AsJson, Output, RecordFile, opened
from longtin.cli._show import emit, table


def cite(record: RecordFile = None) -> None:
    """References of every source in the record, and of Longtin itself, as BibTeX."""
    from longtin.acts import software_citation

    with opened(record) as held:
        entries = [software_citation(), *held.cite()]
    sys.stdout.write("\n\n".join(entry.bibtex for entry in entries) + "\n")


def versions(as_json: AsJson = False, output: Output = None, record: RecordFile = None) -> None:
    """Every source with its version, licence, span and checksum."""
    with opened(record) as held:
        frame = held.versions()
    rows = [
        [row["dataset"], row["version"] or "", row["licence"] or "",
         f"{row['start']} – {row['end']}", (row["sha256"] or "")[:12]]
        for row in frame.iter_rows(named=True)
    ]  # fmt: skip
    heads = [
        ("Data set", "left"),
        ("Version", "left"),
        ("Licence", "left"),
        ("Span", "left"),
        ("SHA-256", "left"),
    ]
    emit(frame, as_json=as_json, output=output, show=lambda: table("Sources", heads, rows))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(cite)
    app.command()(versions)
