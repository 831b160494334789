"""The command `longtin register key reader`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options.register import (
    KeyPassword,
    Password,
    Place,
    TokenFile,
    TrustThere,
    reached,
    read_password,
)
from longtin.cli.options.register_entries import As, ReadingPassword, SignKey, signer, tell_entered
from longtin.cli.options.shared import AsJson, Language, Tongue

SUMMARY = "Say with which key entries are sealed to your side."
EXAMPLE = "Example: longtin register key reader d.reading --register reg --as DEU"


def reader(
    reading: Annotated[
        Path, typer.Argument(help="The reading key, from `register key new`.", metavar="FILE")
    ],
    place: Place,
    party: As,
    key: SignKey = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    reading_password: ReadingPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Enter the public half of a reading key, in place of one before.

    What was sealed to the earlier key is read with that one: keep it.
    """
    from longtin import register
    from longtin._language import Language as Words

    made = register.enter_reading_key(
        reached(place, trust, token),
        signer(party, key, key_password, password),
        reading,
        read_password(reading_password),
    )
    tell_entered(made, Words(language), None, as_json=as_json)
