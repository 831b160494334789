"""The command `longtin register audit`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.register import TokenFile, Trust, Unwitnessed, read_token
from longtin.cli.options.shared import AsJson, Language, Today, Tongue
from longtin.cli.options.values import day_of
from longtin.cli.terminal.progress import progress
from longtin.cli.terminal.text import print_lines

SUMMARY = "Check a whole register: hashes, signatures, and that it extends what was seen before."
EXAMPLE = "Example: longtin register audit https://register.example/vd11 --trust trust.policy"


def audit(
    source: Annotated[
        str, typer.Argument(help="Its address, or a folder that holds it.", metavar="SOURCE")
    ],
    trust: Trust,
    since: Annotated[
        Path | None, option("--since", "A checkpoint kept from an earlier audit.", "FILE")
    ] = None,
    save: Annotated[
        Path | None, option("--save", "Keep the checkpoint for the next audit.", "FILE")
    ] = None,
    copy: Annotated[
        Path | None, option("--copy", "Keep all that was checked, as files.", "FOLDER")
    ] = None,
    minutes: Annotated[
        Path | None,
        option("--minutes", "Write the checkpoint short enough to print in minutes.", "FILE"),
    ] = None,
    today: Today = None,
    token: TokenFile = None,
    unwitnessed: Unwitnessed = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Check everything a log serves, the signatures of parties, and who owes what anew.

    Each statement is held against the keys that were valid at its place. A log that dropped,
    altered, swapped or moved an entry, or shows another history than before, ends the command
    with status 2 and the check that failed.
    """
    from longtin import register
    from longtin._language import Language as Words

    words = Words(language)
    with progress(words.say("Checking entries")) as tell:
        found = register.audit_register(
            source,
            trust,
            day_of(today, language),
            since,
            files=register.AuditFiles(save, copy, minutes),
            token=read_token(token),
            quorum=not unwitnessed,
            progress=lambda done, total: tell(words.say("Checking entries"), done, total),
        )
    if as_json:
        put_json(register.register_audit_data(found))
        return
    print_lines(register.register_audit_lines(found, words, save))
