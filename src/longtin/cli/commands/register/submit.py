"""The command `longtin register submit`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
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
from longtin.cli.options.register_entries import As, SignKey, entered_lines, tell_entered
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.cli.terminal.text import print_lines
from longtin.errors import LongtinError

SUMMARY = "Submit a statement: checked, signed, appended, with a receipt."
EXAMPLE = "Example: longtin register submit n.yaml --register reg --as POL --key pol.key"


def submit(
    file: Annotated[Path, typer.Argument(help="The statement, in YAML.", metavar="FILE")],
    place: Place,
    party: As,
    key: SignKey = None,
    on_behalf: Annotated[
        str, option("--on-behalf", "Whose paper the secretariat enters.", "STATE")
    ] = "",
    paper: Annotated[
        Path | None, option("--paper", "A scan of that paper; its hash is entered.", "FILE")
    ] = None,
    trust: TrustThere = None,
    token: TokenFile = None,
    password: Password = None,
    key_password: KeyPassword = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Hold a statement against the form of the regime, sign it, append it, take its receipt.

    A file of commitments and positions is entered whole, one entry each. What is refused says why,
    and nothing is stored. With -o the receipt is written. At an address the key stays here;
    --token-file lets in, and --trust checks what comes back.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    words, own, secret = Words(language), read_password(password), read_password(key_password)
    where = reached(place, trust, token)
    if register.holds_statements(file):
        if key is None:
            raise LongtinError("Commitments are entered by a party. Give its --key.")
        entered = register.submit_promised(
            file, where, party, key, password=own, key_password=secret
        )
        if as_json:
            put_json([{"index": each.index, "receipt": each.receipt.decode()} for each in entered])
            return
        print_lines(line for each in entered for line in entered_lines(each, words))
        return
    made = register.submit(
        file, where, party, key, paper=paper, on_behalf=on_behalf, password=own,
        key_password=secret,
    )  # fmt: skip
    tell_entered(made, words, output, as_json=as_json)
