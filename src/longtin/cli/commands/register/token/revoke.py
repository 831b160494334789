"""The command `longtin register token revoke`."""

from typing import Annotated

import typer

from longtin.cli.options.register import Folder, served
from longtin.cli.options.shared import Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Revoke a token."
EXAMPLE = "Example: longtin register token revoke 3fa9c01b --register reg"


def revoke(
    name: Annotated[str, typer.Argument(help="Id of the token.", metavar="ID")],
    folder: Folder,
    language: Language = Tongue.en,
) -> None:
    """Revoke a token; a server that runs notices at the next request."""
    from longtin._language import Language as Words

    server = served()
    kept = server.revoke_token(folder, name)
    print_lines([Words(language).say("Token {id} is revoked.", id=kept.id)])
