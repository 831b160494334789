"""The command `longtin register admit`."""

from typing import Annotated

import typer

from longtin.cli.options import option
from longtin.cli.options.register import Folder, Password, read_password
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
    password: Password = None,
    language: Language = Tongue.en,
) -> None:
    """Admit a party to a register, once its fingerprint was read out and compared.

    The key is entered by the secretariat, as a statement of the log. The next key of a party that
    has one is entered by itself: `longtin register key rotate`.
    """
    from longtin import register
    from longtin._language import Language as Words

    name = register.admit_party(folder, party, key, regime, password=read_password(password))
    print_lines([Words(language).say("{party} signs with this key from now on.", party=name)])
