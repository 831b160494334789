"""The command `longtin register export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import emit, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.shared import AsJson, Language, Today, Tongue
from longtin.cli.options.values import day_of
from longtin.cli.terminal.progress import progress
from longtin.cli.terminal.text import print_lines

SUMMARY = "A whole register as a directory; or its deeds as acts, its promises as statements."
EXAMPLE = "Example: longtin register export reg ./vd11"


class ExportedWhat(StrEnum):
    """What is taken out of a register."""

    register = "register"
    acts = "acts"
    statements = "statements"


def export(
    folder: Annotated[Path, typer.Argument(help="The folder of the register.", metavar="FOLDER")],
    target: Annotated[Path, typer.Argument(help="Where to write it.", metavar="TARGET")],
    what: Annotated[
        ExportedWhat, choice("--what", "All of it, or what it says in another form.", ExportedWhat)
    ] = ExportedWhat.register,
    today: Today = None,
    tolerance: Annotated[
        float,
        option("--tolerance", "For acts: share by which what was seen may differ.", "SHARE"),
    ] = 0.1,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Write a register as plain files that rebuild it byte for byte with `register import`.

    With --what acts: deeds and omissions as rows for `longtin import`. With --what statements:
    its commitments and positions for `longtin commitments --promises`.
    """
    from longtin import register
    from longtin._language import Language as Words

    words = Words(language)
    if what is ExportedWhat.acts:
        found = register.register_deeds(folder, day_of(today, language), tolerance=tolerance)
        emit(found, as_json=as_json, output=target, show=lambda: None)
        return
    if what is ExportedWhat.statements:
        statements, _ = register.register_statements(folder)
        put(register.promised_file(statements), target)
        return
    with progress(words.say("Writing the register")) as tell:
        made = register.export_register(
            folder,
            target,
            lambda done, total: tell(words.say("Writing the register"), done, total),
        )
    if as_json:
        put_json(register.export_data(made))
        return
    print_lines(register.export_lines(made, words))
