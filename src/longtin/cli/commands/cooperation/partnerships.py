"""The command `longtin partnerships`."""

from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, AsOf, Language, Output, Tongue
from longtin.cli.options.values import day_of

SUMMARY = "Levels of partnership between states, dated and sourced; checks a table of your own."
EXAMPLE = "Example: longtin partnerships VNM --as-of 2023-09-10"


def partnerships(
    state: Annotated[
        str | None,
        typer.Argument(help="Whose: a state by code or name; all without it.", metavar="STATE"),
    ] = None,
    own: Annotated[
        Path | None,
        option(
            "--tables",
            "A table of your own, laid over the shipped one: what it gets wrong is said with "
            "line, value and remedy.",
            "FILE",
        ),
    ] = None,
    earlier: Annotated[
        bool, option("--earlier", "With the levels that later ones replaced.")
    ] = False,
    as_of: AsOf = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Comprehensive, strategic and other partnerships, each from its day, with its source.

    With `--tables` the file is checked first; nothing is written when it is wrong.
    """
    from longtin._language import Language as Words
    from longtin.forums.portfolio import (
        partnership_frame,
        partnership_rows,
        partnership_table,
        portfolio_tables,
    )
    from longtin.page import print_table

    check_output(output)
    words, tables = Words(language), portfolio_tables(own)
    day = day_of(as_of, language)
    rows = partnership_rows(tables, state, day, earlier=earlier)
    emit(
        partnership_frame(rows, tables, day, words.code),
        as_json=as_json,
        output=output,
        show=lambda: print_table(
            partnership_table(rows, day, words),
            note=words.say("No row is no proof that there is no partnership.")
            if not rows
            else words.say(
                "Recalled rows were not looked up; check the day before it is quoted. `--json` and "
                "-o give the source of each."
            ),
        ),
    )
