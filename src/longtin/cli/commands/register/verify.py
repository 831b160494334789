"""The command `longtin register verify`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin._files import check_place
from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import Trust, Unwitnessed
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines
from longtin.errors import OutputError

SUMMARY = "What a receipt or a checkpoint proves, and what not; without a network."
EXAMPLE = "Example: longtin register verify notice.tlog-proof --trust trust.policy"


def verify(
    file: Annotated[Path, typer.Argument(help="A receipt or a checkpoint.", metavar="FILE")],
    trust: Trust,
    entry: Annotated[
        Path | None,
        option("--entry", "The entry's bytes, if the receipt came without them.", "FILE"),
    ] = None,
    keys: Annotated[
        list[Path] | None,
        option(
            "--key-receipt",
            "The receipt of the entry that brings its issuer's key; may be given again.",
            "FILE",
        ),
    ] = None,
    unwitnessed: Unwitnessed = False,
    output: Annotated[
        Path | None, option("--output -o", "Write the proven entry's bytes to a file.", "FILE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Verify a file by a trust file; nobody is asked anything.

    Whatever is not proven ends the command with status 2 and the check that failed.
    """
    from longtin import register
    from longtin._language import Language as Words

    if output is not None:
        check_place(output)
    found = register.verify_file(file, trust, entry, keys or (), quorum=not unwitnessed)
    if output is not None:
        if found.proven is None:
            raise OutputError(
                "{file} is a checkpoint and proves no entry. Give a receipt.", file=file
            )
        put(found.proven.entry, output)
    if as_json:
        put_json(register.proof_data(found))
        return
    words = Words(language)
    print_lines([words.say("Proven:")])
    print_lines(f"  {line}" for line in register.proven_lines(found, words))
    print_lines([words.say("Not proven:")])
    print_lines(f"  {line}" for line in register.unproven_lines(found, words))
