"""The command `longtin register submit`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import KeyPassword, Password, TokenFile, read_password, read_token
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Submit a statement: checked, signed, appended, with a receipt."
EXAMPLE = "Example: longtin register submit n.yaml --register reg --as POL --key pol.key"


def submit(
    file: Annotated[Path, typer.Argument(help="The statement, in YAML.", metavar="FILE")],
    place: Annotated[
        str, option("--register", "The folder of the register, or its address.", "FOLDER|ADDRESS")
    ],
    party: Annotated[str, option("--as", "Which party submits it.", "STATE")],
    key: Annotated[Path, option("--key", "The key that this party signs with.", "FILE")],
    trust: Annotated[
        Path | None,
        option("--trust", "At an address: the trust file the receipt is held to.", "FILE"),
    ] = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Hold a statement against the form of the regime, sign it, append it, take its receipt.

    A statement that is refused says why, and nothing is stored. With -o the receipt is written. At
    an address the key stays here; --token-file lets in, and --trust checks what comes back.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    secret = read_password(key_password)
    if place.startswith(("http://", "https://")):
        made = register.submit_to(
            place, file, party, key, trust, token=read_token(token), key_password=secret
        )
    else:
        own = read_password(password)
        made = register.submit(file, Path(place), party, key, password=own, key_password=secret)
    if output is not None:
        put(made.receipt, output)
    if as_json:
        put_json({"index": made.index, "number": made.number, "level": made.level,
                  "receipt": made.receipt.decode()})  # fmt: skip
        return
    say = Words(language).say
    print_lines([say("Entered as entry {index}, number {n} of this party.", index=made.index,
                     n=made.number)])  # fmt: skip
