"""The command `longtin register import`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.register import Database, Password, Trust, Unwitnessed, read_password
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.progress import progress
from longtin.cli.terminal.text import print_lines

SUMMARY = "Rebuild a register from the directory it was exported to."
EXAMPLE = "Example: longtin register import vd11 ./copy --trust trust.policy"


def import_(
    source: Annotated[
        Path, typer.Argument(help="What `register export` has written.", metavar="SOURCE")
    ],
    folder: Annotated[Path, typer.Argument(help="Where to make it.", metavar="FOLDER")],
    trust: Trust,
    database: Database = "",
    keys: Annotated[
        list[Path] | None,
        option("--key", "The log's key, to go on with it here; may be given again.", "FILE"),
    ] = None,
    pin: Annotated[
        Path | None,
        option("--pin", "Where its last signed head is kept, apart from the store.", "FILE"),
    ] = None,
    unwitnessed: Unwitnessed = False,
    password: Password = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Rebuild a register, every entry and hash checked against the signed head before it stands.

    Without --key it is a copy for reading: its status, receipts and audit work, and nothing can be
    entered.
    """
    from longtin import register
    from longtin._language import Language as Words

    words = Words(language)
    with progress(words.say("Checking entries")) as tell:
        found = register.import_register(
            source,
            folder,
            trust,
            database=database,
            keys=keys or (),
            password=read_password(password),
            pin=pin,
            quorum=not unwitnessed,
            told=lambda done, total: tell(words.say("Checking entries"), done, total),
        )
    if as_json:
        put_json(register.import_data(found))
        return
    print_lines(register.import_lines(found, words))
