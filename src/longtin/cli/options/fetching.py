"""Option types of `longtin update`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options import option

Whose = Annotated[
    str,
    typer.Argument(
        help="Whose files: polecat, icews, gdelt, gdelt-2 or un-votes.", metavar="PUBLISHER"
    ),
]
Into = Annotated[
    Path | None, option("--into --record", "Your record; made if it is not there.", "FILE")
]
Since = Annotated[
    str | None, option("--since", "Only files that speak for this day or later.", "DATE")
]
Mirror = Annotated[
    str | None, option("--mirror", "A folder or address that has the files.", "FOLDER|URL")
]
Save = Annotated[
    Path | None,
    option("--save", "Only fetch, into a folder that --mirror takes elsewhere.", "FOLDER"),
]
OwnPublishers = Annotated[
    Path | None, option("--publishers", "Your own list of publishers, laid over ours.", "FILE")
]
DryRun = Annotated[bool, option("--dry-run", "Say what is new and how much; fetch nothing of it.")]
Quiet = Annotated[bool, option("--quiet", "Say nothing where nothing is new, for cron.")]
