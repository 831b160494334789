"""The command `longtin register submit`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import Folder, KeyPassword, Password, read_password
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Submit a statement: checked, signed, appended, with a receipt."
EXAMPLE = "Example: longtin register submit n.yaml --register reg --as POL --key pol.key"


def submit(
    file: Annotated[Path, typer.Argument(help="The statement, in YAML.", metavar="FILE")],
    folder: Folder,
    party: Annotated[str, option("--as", "Which party submits it.", "STATE")],
    key: Annotated[Path, option("--key", "The key that this party signs with.", "FILE")],
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Hold a statement against the form of the regime, sign it, append it, take its receipt.

    A statement that is refused says why, and nothing is stored. With -o the receipt is written.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    made = register.submit(
        file,
        folder,
        party,
        key,
        password=read_password(password),
        key_password=read_password(key_password),
    )
    if output is not None:
        put(made.receipt, output)
    if as_json:
        put_json({"index": made.index, "number": made.number, "level": made.level,
                  "receipt": made.receipt.decode()})  # fmt: skip
        return
    print_lines(
        [
            Words(language).say(
                "Entered as entry {index}, number {n} of this party.",
                index=made.index,
                n=made.number,
            )
        ]
    )
