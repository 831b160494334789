"""Option types of commands about single entries of a register."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.register import read_password
from longtin.cli.terminal.text import print_lines

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.register import EnteredStatement, PartySigner

EntryIndex = Annotated[
    int, typer.Argument(help="Where the entry stands, from 0.", metavar="INDEX", min=0)
]
As = Annotated[str, option("--as", "As whom: a state, by any name, or secretariat.", "STATE")]
SignKey = Annotated[
    Path | None,
    option("--key", "The key it signs with; the secretariat's is the log's without it.", "FILE"),
]
Reading = Annotated[Path, option("--reading", "Its reading key.", "FILE")]
ReadingPassword = Annotated[
    Path | None,
    option("--reading-password-file", "A file with the password of the reading key.", "FILE"),
]
Fields = Annotated[
    list[str] | None,
    option("--field", "Only this field, such as figures.troops; may be given again.", "NAME"),
]


def signer(
    party: str, key: Path | None, key_password: Path | None, password: Path | None
) -> "PartySigner":
    """Who signs, from the options of a command."""
    from longtin import register

    return register.PartySigner(party, key, read_password(key_password), read_password(password))


def tell_entered(
    made: "EnteredStatement", words: "Words", output: Path | None, *, as_json: bool
) -> None:
    """Say where a statement stands; its receipt goes into a file."""
    if output is not None:
        put(made.receipt, output)
    if as_json:
        put_json(
            {
                "index": made.index,
                "number": made.number,
                "level": made.level,
                "missing": list(made.missing),
                "receipt": made.receipt.decode(),
            }
        )
        return
    print_lines(entered_lines(made, words))


def entered_lines(made: "EnteredStatement", words: "Words") -> list[str]:
    """Where a statement stands, and which numbers of its party are missing."""
    say = words.say
    if made.told is None or made.told.number is None:
        return [say("Entered as entry {index}.", index=made.index)]
    told = [
        say(
            "Entered as entry {index}, number {n} of this party.",
            index=made.index,
            n=made.told.number,
        )
    ]
    if made.missing:
        numbers = words.list([str(each) for each in made.missing])
        told.append(say("Numbers that stand in no entry yet: {numbers}.", numbers=numbers))
    return told
