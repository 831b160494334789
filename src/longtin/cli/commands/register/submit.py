"""The command `longtin register submit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.register import KeyPassword, Password, TokenFile, read_password, read_token
from longtin.cli.options.register_entries import As, SignKey, entered_lines, tell_entered
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.cli.terminal.text import print_lines
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words

SUMMARY = "Submit a statement: checked, signed, appended, with a receipt."
EXAMPLE = "Example: longtin register submit n.yaml --register reg --as POL --key pol.key"


def submit(
    file: Annotated[Path, typer.Argument(help="The statement, in YAML.", metavar="FILE")],
    place: Annotated[
        str, option("--register", "The folder of the register, or its address.", "FOLDER|ADDRESS")
    ],
    party: As,
    key: SignKey = None,
    on_behalf: Annotated[
        str, option("--on-behalf", "Whose paper the secretariat enters.", "STATE")
    ] = "",
    paper: Annotated[
        Path | None, option("--paper", "A scan of that paper; its hash is entered.", "FILE")
    ] = None,
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

    A file of commitments and positions is entered whole, one entry each. What is refused says why,
    and nothing is stored. With -o the receipt is written. At an address the key stays here;
    --token-file lets in, and --trust checks what comes back.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    words, own, secret = Words(language), read_password(password), read_password(key_password)
    is_elsewhere = place.startswith(("http://", "https://"))
    if register.holds_statements(file):
        _promised(file, place, party, key, (own, secret), words, as_json=as_json)
    elif is_elsewhere and key is not None:
        made = register.submit_to(
            place, file, party, key, trust, token=read_token(token), key_password=secret
        )
        tell_entered(made, words, output, as_json=as_json)
    else:
        made = register.submit(
            file, Path(place), party, key, paper=paper, on_behalf=on_behalf, password=own,
            key_password=secret,
        )  # fmt: skip
        tell_entered(made, words, output, as_json=as_json)


def _promised(
    file: Path,
    place: str,
    party: str,
    key: Path | None,
    passwords: tuple[bytes | None, bytes | None],
    words: "Words",
    *,
    as_json: bool,
) -> None:
    """Enter a file of commitments and positions."""
    from longtin import register

    if key is None or place.startswith(("http://", "https://")):
        raise LongtinError(
            "Commitments are entered by a party where the register is kept. Give --key, and the "
            "folder of the register."
        )
    own, secret = passwords
    entered = register.submit_promised(
        file, Path(place), party, key, password=own, key_password=secret
    )
    if as_json:
        put_json([{"index": each.index, "receipt": each.receipt.decode()} for each in entered])
        return
    print_lines(line for each in entered for line in entered_lines(each, words))
