"""The command `longtin cite`."""

from longtin.cli._output import put
from longtin.cli.options.shared import RecordFile
from longtin.cli.options.values import opened

SUMMARY = "References of the sources, and of Longtin, as BibTeX."
EXAMPLE = "Example: longtin cite > longtin.bib"


def cite(record: RecordFile = None) -> None:
    """References of every source in the record, and of Longtin itself, as BibTeX."""
    from longtin.acts import software_citation

    with opened(record) as held:
        entries = [software_citation(), *held.cite()]
    put("\n\n".join(entry.bibtex for entry in entries) + "\n")
