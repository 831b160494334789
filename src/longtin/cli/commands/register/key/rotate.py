"""The command `longtin register key rotate`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.register import (
    KeyPassword,
    Password,
    Place,
    TokenFile,
    TrustThere,
    reached,
    read_password,
)
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Enter a party's next key, signed by its old one."
EXAMPLE = "Example: longtin register key rotate POL --register reg --key pol.key --new pol-2.key"


def rotate(
    party: Annotated[str, typer.Argument(help="A state, by any name.", metavar="STATE")],
    place: Place,
    key: Annotated[Path, option("--key", "A valid key of the party.", "FILE")],
    new: Annotated[Path, option("--new", "Its next key.", "FILE")],
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Enter a party's next key: signed by one it has and by the new one.

    The old key stays valid until `register key revoke` ends it.
    """
    from longtin import register
    from longtin._language import Language as Words

    made = register.rotate_key(
        reached(place, trust, token),
        party,
        key,
        new,
        password=read_password(password),
        key_password=read_password(key_password),
    )
    if as_json:
        put_json({"index": made.index, "number": made.number, "level": made.level})
        return
    say = Words(language).say
    print_lines([say("The new key counts from entry {index} on.", index=made.index)])
