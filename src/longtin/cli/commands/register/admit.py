"""The command `longtin register admit`."""

from typing import Annotated

import typer

from longtin.cli.options import option
from longtin.cli.options.register import Folder
from longtin.cli.options.shared import Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Say with which key a party signs."
EXAMPLE = "Example: longtin register admit POL KEY --register reg --regime vienna-2011"


def admit(
    party: Annotated[str, typer.Argument(help="A state, by any name.", metavar="STATE")],
    key: Annotated[
        str, typer.Argument(help="Its public line, from `register key show`.", metavar="KEY")
    ],
    folder: Folder,
    regime: Annotated[
        str, option("--regime", "Under which the register is kept; the first time.", "ID")
    ] = "",
    language: Language = Tongue.en,
) -> None:
    """Admit a party to a register, once its fingerprint was read out and compared.

    A key that was admitted is not replaced.
    """
    from longtin import register
    from longtin._language import Language as Words

    name = register.admit_party(folder, party, key, regime)
    print_lines([Words(language).say("{party} signs with this key from now on.", party=name)])
