"""longtin cite."""

import sys

import typer

from longtin.cli.options.shared import RecordFile
from longtin.cli.options.values import opened

EXAMPLE = "Example: longtin cite > longtin.bib"


def cite(record: RecordFile = None) -> None:
    """References of every source in the record, and of Longtin itself, as BibTeX."""
    from longtin.acts import software_citation

    with opened(record) as held:
        entries = [software_citation(), *held.cite()]
    sys.stdout.write("\n\n".join(entry.bibtex for entry in entries) + "\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(short_help="References of the sources, and of Longtin, as BibTeX.", epilog=EXAMPLE)(
        cite
    )
