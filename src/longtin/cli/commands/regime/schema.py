"""The command `longtin regime schema`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: longtin regime schema -o activity.schema.json"


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to a file.", metavar="FILE")
    ] = None,
) -> None:
    """The file of an activity as JSON Schema: editors complete and check as you write."""
    from longtin import measures
    from longtin._files import write_whole

    text = json.dumps(measures.activity_schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        write_whole(output, text.encode())


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(short_help="The schema of an activity's file, for editors.", epilog=EXAMPLE)(
        schema
    )
