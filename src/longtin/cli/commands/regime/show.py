"""The command `longtin regime show`."""

from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "One regime, obligation by obligation."
EXAMPLE = "Example: longtin regime show vienna-2011"


def show(
    name: Annotated[str, typer.Argument(help="Its id, such as vienna-2011.", metavar="ID")],
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """One regime: parties, zone, every obligation with its trigger and deadline."""
    from longtin import measures
    from longtin._language import Language as Words

    found = measures.regime(name)
    if as_json:
        put_json(found.model_dump(mode="json", exclude_defaults=True, by_alias=True))
        return
    words = Words(language)
    print_lines(measures.regime_page(found, words))
