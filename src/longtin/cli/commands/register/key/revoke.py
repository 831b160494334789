"""The command `longtin register key revoke`."""

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

SUMMARY = "Revoke a key: what it signs from here on does not count."
EXAMPLE = "Example: longtin register key revoke POL 3fa9 --register reg --reason lost"


def revoke(
    party: Annotated[str, typer.Argument(help="A state, by any name.", metavar="STATE")],
    fingerprint: Annotated[
        str,
        typer.Argument(
            help="Of the key, or its beginning; see `register key list`.", metavar="KEY"
        ),
    ],
    place: Place,
    reason: Annotated[str, option("--reason", "Why, for all to read.", "TEXT")],
    key: Annotated[
        Path | None,
        option("--key", "A valid key of the party; without it the secretariat revokes.", "FILE"),
    ] = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Revoke a key of a party that is lost, stolen or replaced.

    Revocation works forward: what the key signed before keeps its place and its time.
    """
    from longtin import register
    from longtin._language import Language as Words

    made = register.revoke_key(
        reached(place, trust, token),
        party,
        fingerprint,
        reason,
        key=key,
        password=read_password(password),
        key_password=read_password(key_password),
    )
    if as_json:
        put_json({"index": made.index, "number": made.number, "level": made.level})
        return
    say = Words(language).say
    print_lines([say("The key is revoked from entry {index} on.", index=made.index)])
