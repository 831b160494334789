"""Options of the commands `longtin regime …`: regimes of one's own beside the shipped ones."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from longtin.cli.options import option

if TYPE_CHECKING:
    from longtin.measures import Regime

OwnRegimes = Annotated[
    Path | None,
    option("--regimes", "Regimes of your own: a folder with a file ID.yaml for each.", "FOLDER"),
]


def known(own: Path | None) -> "Mapping[str, Regime]":
    """The regimes there are: the shipped ones, and those of one's own.

    Raises:
        DataError: The folder or a file in it is not as it should be.
    """
    from longtin import measures

    return measures.regimes() if own is None else measures.regimes_with(own)
