"""The command `longtin register receipt`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import TokenFile, Trust, Unwitnessed, read_token
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "A receipt of one entry, to be verified without a network."
EXAMPLE = "Example: longtin register receipt reg 17 -o r.proof --trust trust.policy"


def receipt(
    source: Annotated[
        str, typer.Argument(help="The log's address, or a folder that holds it.", metavar="SOURCE")
    ],
    index: Annotated[int, typer.Argument(help="Where the entry stands, from 0.", metavar="INDEX")],
    trust: Trust,
    output: Annotated[Path, option("--output -o", "Write the receipt to a file.", "FILE")],
    token: TokenFile = None,
    unwitnessed: Unwitnessed = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Make a receipt from what the log serves, and check it; the operator is not asked for it.

    The file (C2SP tlog-proof) holds the entry, its proof and the signed head.
    """
    from longtin import register
    from longtin._language import Language as Words

    check_place(output)
    made = register.receipt(source, trust, index, token=read_token(token), quorum=not unwitnessed)
    put(bytes(made), output)
    found = register.verify_file(output, trust, quorum=not unwitnessed)
    if as_json:
        put_json(register.proof_data(found))
        return
    print_lines(register.proven_lines(found, Words(language)))
