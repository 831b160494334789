"""The command `longtin register key new`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put_json
from longtin.cli.options import choice, option
from longtin.cli.options.register import Password, read_password
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "Make a key."
EXAMPLE = "Example: longtin register key new pol.example/vd11 --for witness -o pol.key"


class KeyUse(StrEnum):
    """What a key is for."""

    party = "party"
    witness = "witness"
    mirror = "mirror"
    log = "log"
    reading = "reading"


def new(
    name: Annotated[
        str, typer.Argument(help="Its name, best an address without https://.", metavar="NAME")
    ],
    output: Annotated[Path, option("--output -o", "Write the key to a new file.", "FILE")],
    use: Annotated[
        KeyUse, choice("--for", "What it is for; reading opens what is sealed.", KeyUse)
    ] = KeyUse.party,
    ml_dsa: Annotated[
        bool, option("--ml-dsa", "ML-DSA-44 in place of Ed25519; not for a party.")
    ] = False,
    password: Password = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Make a key, and print its public half: one line for trust files, and its fingerprint.

    Read the fingerprint out to the other parties, face to face or by telephone.
    """
    from longtin import register
    from longtin._language import Language as Words

    check_place(output)
    secret = read_password(password)
    if use is KeyUse.reading:
        reader = register.make_reading_key(name, output, password=secret)
        line, fingerprint = reader.line, reader.fingerprint
    else:
        public = register.make_key(name, use.value, output, ml_dsa=ml_dsa, password=secret)
        line, fingerprint = public.vkey, public.fingerprint
    if as_json:
        put_json({"name": name, "vkey": line, "fingerprint": fingerprint})
        return
    say = Words(language).say
    print_lines([say("The key is kept in {file}. Keep it secret.", file=output)])
    print_lines([say("Fingerprint: {text}", text=fingerprint)])
    typer.echo(line)
