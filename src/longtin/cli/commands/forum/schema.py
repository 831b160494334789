"""The command `longtin forum schema`."""

from longtin.cli._output import put_json
from longtin.cli.options.shared import OutputFile

SUMMARY = "The form of issue files as JSON Schema, for editors."
EXAMPLE = "Example: longtin forum schema"


def schema(output: OutputFile = None) -> None:
    """The form of issue files: keys, units and ranges, as JSON Schema."""
    from longtin import forums

    put_json(forums.issue_schema(), output)
