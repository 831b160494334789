"""The command `longtin register token new`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.register import Folder, served
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Issue a token."
EXAMPLE = "Example: longtin register token new --register reg --role reader"


class TokenRole(StrEnum):
    """What a token lets do."""

    party = "party"
    secretariat = "secretariat"
    reader = "reader"


def new(
    folder: Folder,
    role: Annotated[TokenRole, choice("--role", "What it lets do.", TokenRole)],
    party: Annotated[str, option("--party", "Whose it is, of a party.", "STATE")] = "",
    days: Annotated[int, option("--days", "For how long; 0 without end.", "N", whole_number)] = 365,
    output: Annotated[
        Path | None, option("--output -o", "Write the token to a file.", "FILE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Issue a token: shown once, and kept as a hash only.

    A party's token lets it read and hand in what it has signed; the secretariat's lets hand in
    for all; a reader's lets read.
    """
    from longtin._language import Language as Words

    server = served()
    if output is not None:
        check_place(output)
    kept, token = server.issue_token(folder, role.value, party, days)
    if output is not None:
        put(token + "\n", output)
        output.chmod(0o600)
    if as_json:
        shown = {} if output else {"token": token}
        put_json(
            {"id": kept.id, "role": kept.role, "party": kept.party, "until": kept.until, **shown}
        )
        return
    say = Words(language).say
    print_lines([say("Token {id} is issued. It is shown once: keep it secret.", id=kept.id)])
    if output is None:
        typer.echo(token)
