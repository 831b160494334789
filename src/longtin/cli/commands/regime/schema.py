"""The command `longtin regime schema`."""

from enum import StrEnum
from typing import Annotated

from longtin.cli._output import put_json
from longtin.cli.options import choice
from longtin.cli.options.shared import OutputFile

SUMMARY = "The schema of an activity's or a regime's file, for editors."
EXAMPLE = "Example: longtin regime schema -o activity.schema.json"


class FileKind(StrEnum):
    """Files that have a schema here."""

    activity = "activity"
    regime = "regime"


Of = Annotated[FileKind, choice("--of", "Which file: an activity's by default.", FileKind)]


def schema(
    of: Of = FileKind.activity,
    output: OutputFile = None,
) -> None:
    """A file as JSON Schema: editors complete and check as you write."""
    from longtin import measures

    found = measures.regime_schema() if of is FileKind.regime else measures.activity_schema()
    put_json(found, output)
