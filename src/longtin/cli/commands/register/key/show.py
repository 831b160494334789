"""The command `longtin register key show`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.register import Password, read_password
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

SUMMARY = "The public half of a key."
EXAMPLE = "Example: longtin register key show pol.key"


def show(
    file: Annotated[Path, typer.Argument(help="The key's file.", metavar="FILE")],
    password: Password = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Print the public half of a key: one line for trust files, and its fingerprint."""
    from longtin import register
    from longtin._language import Language as Words

    public = register.public_key(file, password=read_password(password))
    if as_json:
        put_json({"name": public.name, "vkey": public.vkey, "fingerprint": public.fingerprint})
        return
    print_lines([Words(language).say("Fingerprint: {text}", text=public.fingerprint)])
    typer.echo(public.vkey)
