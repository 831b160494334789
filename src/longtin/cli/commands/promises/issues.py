"""The command `longtin issues`."""

from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, AsOf, Language, OutputFile, Tongue
from longtin.cli.options.values import last_day

SUMMARY = "What an issue amounts to, which way it goes, and who is worst hit."
EXAMPLE = "Example: longtin issues climate"


def issues(
    name: Annotated[
        str | None, typer.Argument(help="One issue; all without it.", metavar="ISSUE")
    ] = None,
    as_of: AsOf = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Figures of issues with year, trend and source, and the states worst hit."""
    from longtin import promises
    from longtin._language import Language as Words
    from longtin.page import print_table, print_tables

    words, day = Words(language), last_day(as_of, language)
    if name is None:
        if as_json or output is not None:
            put_json({key: promises.issue(key, day)[1] for key in promises.issues()}, output)
        else:
            print_table(
                promises.issue_list(words, day),
                note=words.say("`longtin issues ISSUE` tells more."),
            )
        return
    key, found = promises.issue(name, day)
    if as_json or output is not None:
        put_json({key: found}, output)
        return
    print_tables(promises.issue_tables(key, found, words))
