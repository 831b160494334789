"""Option types of the commands on statements."""

from pathlib import Path
from typing import Annotated

from longtin.cli.options import option

OwnStatements = Annotated[
    Path | None,
    option(
        "--promises",
        "Your own commitments and positions, a file or a folder, beside the shipped ones.",
        "FILE|FOLDER",
    ),
]
Issue = Annotated[str | None, option("--issue", "Of this: climate, water, maritime …", "ISSUE")]
