"""The command `longtin regime schema`."""

from longtin.cli._output import put_json
from longtin.cli.options.shared import OutputFile

SUMMARY = "The schema of an activity's file, for editors."
EXAMPLE = "Example: longtin regime schema -o activity.schema.json"


def schema(
    output: OutputFile = None,
) -> None:
    """The file of an activity as JSON Schema: editors complete and check as you write."""
    from longtin import measures

    put_json(measures.activity_schema(), output)
