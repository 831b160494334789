"""The command `longtin commitment`."""

from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, AsOf, Language, OutputFile, Tongue
from longtin.cli.options.statements import OwnStatements
from longtin.cli.options.values import day_of
from longtin.errors import DataError

SUMMARY = "The whole life of one commitment."
EXAMPLE = "Example: longtin commitment vnm-net-zero-2050"


def commitment(
    name: Annotated[str, typer.Argument(help="Its id, as lists show it.", metavar="ID")],
    as_of: AsOf = None,
    own: OwnStatements = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """What was promised, what it hangs on, what was done, and who sees it otherwise."""
    from longtin import promises
    from longtin._language import Language as Words
    from longtin.page import print_tables

    known, words = promises.statements(own), Words(language)
    found = promises.commitment(name, known)
    day = day_of(as_of, language)
    if found.made > day:
        raise DataError(
            "`{name}` was made on {made}, and on {day} nobody knew of it. Ask for a later day.",
            name=name,
            made=found.made,
            day=day,
        )
    stands = promises.standing(found, day, known.commitments)
    if as_json or output is not None:
        put_json(stands, output)
        return
    print_tables(promises.life_tables(stands, known, words))
