"""The command `longtin commitments`."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit, put, put_json
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, AsOf, Language, OutputFile, Tongue
from longtin.cli.options.statements import Issue, OwnStatements
from longtin.cli.options.values import day_of

if TYPE_CHECKING:
    from pathlib import Path

    from longtin._language import Language as Words
    from longtin.promises import Standing

SUMMARY = "Who promised what to whom, by when, and what was delivered."
EXAMPLE = "Example: longtin commitments VNM --issue climate"

To = Annotated[str | None, option("--to", "Made to this state, list or organisation.", "PARTY")]
Overdue = Annotated[
    bool, option("--overdue", "Only those whose day is over and of which not all was done.")
]


def commitments(
    by: Annotated[
        str | None,
        typer.Argument(help="Who promised: a state, a list or an organisation.", metavar="PARTY"),
    ] = None,
    to: To = None,
    issue: Issue = None,
    overdue: Overdue = False,
    as_of: AsOf = None,
    own: OwnStatements = None,
    schema: Annotated[
        bool, option("--schema", "Print the JSON Schema of files of statements, for editors.")
    ] = False,
    acts: Annotated[
        bool,
        option("--acts", "What was done and left undone as acts, for `longtin import`."),
    ] = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Commitments and how each stands, as table, CSV, Excel, Parquet, JSON or iCalendar.

    A state's are its own and those of lists and organisations it is in.
    """
    from longtin import promises
    from longtin._language import Language as Words

    if schema:
        put_json(promises.statements_schema(), output)
        return
    is_calendar = output is not None and output.suffix == ".ics"
    if not is_calendar:
        check_output(output)
    words, known = Words(language), promises.statements(own)
    day = day_of(as_of, language)
    found = promises.commitments(by, to=to, issue=issue, as_of=day, overdue=overdue, among=known)
    if is_calendar:
        _calendar(found, words, output)
        return
    emit(
        promises.act_frame(found) if acts else promises.commitment_frame(found, known, words.code),
        as_json=as_json,
        output=output,
        show=lambda: _show(found, by, words),
        labels={} if acts else promises.COMMITMENT_LABELS,
    )


def _calendar(found: "tuple[Standing, ...]", words: "Words", output: "Path | None") -> None:
    from longtin import promises
    from longtin._files import check_place

    if output is not None:
        check_place(output)
    put(promises.due_dates(found, words), output)


def _show(found: "tuple[Standing, ...]", by: str | None, words: "Words") -> None:
    from longtin import promises
    from longtin.page import print_tables

    sums = promises.ladder(promises.own(found, by))
    held = promises.certainty_in_words((each.commitment.certainty for each in found), words)
    note = f"{held} {words.say('`longtin commitment ID` tells the whole life of one.')}"
    if not found:
        note = words.say("Nothing of that kind is known here. That is no proof that there is none.")
    tables = [promises.commitment_table(found, words)]
    if sums:
        tables.append(promises.ladder_table(sums, words))
    print_tables(tables, note=note)
