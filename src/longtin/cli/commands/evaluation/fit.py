"""The command `longtin fit`."""

from pathlib import Path
from typing import Annotated

from longtin.cli._output import put
from longtin.cli.options import option
from longtin.cli.options.shared import Levels, RecordFile
from longtin.cli.options.values import opened

SUMMARY = "Fit the models' parameters on a record."
EXAMPLE = "Example: longtin fit --record my.duckdb --into fits"


def fit(
    into: Annotated[
        Path, option("--into", "Folder for annual.json, events.json and the others.", "FOLDER")
    ],
    record: RecordFile = None,
    levels: Levels = 9,
    scores: Annotated[
        bool, option("--scores/--no-scores", "Also fit up to cut-offs and score.")
    ] = True,
) -> None:
    """Fit the models on a record and write the parameter files. Takes some minutes."""
    from longtin import trust
    from longtin._files import check_place
    from longtin.cli.terminal.progress import progress

    check_place(into / "annual.json")
    with opened(record) as held, progress() as tell:
        found = trust.fit(
            held,
            levels=levels,
            scores=scores,
            telling=lambda what: (
                lambda count, value: tell(f"{what}: iteration {count}, {value:,.1f}", None, None)
            ),
        )
    for name, (text, version) in found.files().items():
        file = into / name
        put(text, file)
        put(f"{file}: {version}\n")
