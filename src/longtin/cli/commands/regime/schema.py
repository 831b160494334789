"""The command `longtin regime schema`."""

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import OutputFile

EXAMPLE = "Example: longtin regime schema -o activity.schema.json"


def schema(
    output: OutputFile = None,
) -> None:
    """The file of an activity as JSON Schema: editors complete and check as you write."""
    from longtin import measures

    put_json(measures.activity_schema(), output)


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(short_help="The schema of an activity's file, for editors.", epilog=EXAMPLE)(
        schema
    )
