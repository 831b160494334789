"""The command `longtin import-commitments`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import check_output, emit, put
from longtin.cli.options import choice, option
from longtin.cli.options.shared import AsJson, AsOf, Language, OutputFile, Tongue
from longtin.cli.options.values import last_day

if TYPE_CHECKING:
    from datetime import date

    from longtin._language import Language as Words
    from longtin.promises import AidStatements, Flow, IatiSummary

SUMMARY = "Aid committed and paid, and national climate targets, from published files."
EXAMPLE = "Example: longtin import-commitments activities.xml -o aid.csv"


class PublishedForm(StrEnum):
    """Forms of published files of commitments."""

    iati = "iati"
    crs = "crs"
    ndc = "ndc"


Form = Annotated[
    PublishedForm | None,
    choice("--format", "By default iati for .xml, else by the columns.", PublishedForm),
]


def import_commitments(
    file: Annotated[
        Path, typer.Argument(help="IATI, CRS, or a tracker's table of targets.", metavar="FILE")
    ],
    form: Form = None,
    by: Annotated[
        str | None, option("--by", "Who gave; else whoever the file says reports.", "PARTY")
    ] = None,
    to: Annotated[
        str | None, option("--to", "Who receives; else the countries that the file names.", "PARTY")
    ] = None,
    issue: Annotated[
        str, option("--issue", "What it is about, for a file of statements.", "ISSUE")
    ] = "development",
    made: Annotated[
        str | None,
        option("--made", "Day of documents whose day a table of targets does not tell.", "DATE"),
    ] = None,
    as_of: AsOf = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """What was promised and paid by activity, and its sums, each on its own rung.

    Of a tracker's table of national climate targets: each target. With `-o FILE.yaml`: a file of
    statements for `longtin commitments --promises`. Ends with status 1 if a row could not be read
    or a party is not known.
    """
    from longtin import promises
    from longtin._language import Language as Words

    chosen, day, words = form or _form_of(file), last_day(as_of, language), Words(language)
    if chosen is PublishedForm.ndc:
        _targets(file, last_day(made, language), day, words, as_json=as_json, output=output)
        return
    is_statements = output is not None and output.suffix == ".yaml"
    if not is_statements:
        check_output(output)
    told = promises.IatiSummary()
    rows = promises.read_iati(file, told) if chosen == "iati" else promises.read_crs(file, told)
    found = promises.flows(each for each in rows if day is None or each.on <= day)
    if is_statements:
        _statements(promises.as_statements(found, file, by, to, issue), words, output)
        return
    emit(
        promises.flow_frame(found),
        as_json=as_json,
        output=output,
        show=lambda: _show(found, told, words),
    )


def _form_of(file: Path) -> PublishedForm:
    from longtin import promises

    if file.suffix.lower() == ".xml":
        return PublishedForm.iati
    return PublishedForm.ndc if promises.is_target_table(file) else PublishedForm.crs


def _targets(
    file: Path,
    made: "date | None",
    until: "date | None",
    words: "Words",
    *,
    as_json: bool,
    output: Path | None,
) -> None:
    from longtin import promises
    from longtin.page import print_table

    told = promises.read_targets(file, made)
    found = [each for each in told.targets if until is None or each.made <= until]
    is_statements = output is not None and output.suffix == ".yaml"
    if is_statements:
        put(promises.targets_as_statements(found, file), output)
    else:
        check_output(output)
        emit(
            promises.target_frame(found),
            as_json=as_json,
            output=output,
            show=lambda: print_table(promises.target_table(found, words)),
        )
    print(promises.targets_in_words(told, words), file=sys.stderr)
    if told.refused:
        raise typer.Exit(FINDINGS)


def _statements(found: "AidStatements", words: "Words", output: Path | None) -> None:
    put(found.text, output)
    told = words.count("{n} commitment", "{n} commitments", found.taken)
    if found.unknown:
        told = words.say(
            "{told}. No party is known by {names}; give --by or --to, and their flows are taken.",
            told=told,
            names=", ".join(found.unknown),
        )
    print(told, file=sys.stderr)
    if found.unknown:
        raise typer.Exit(FINDINGS)


def _show(found: "tuple[Flow, ...]", told: "IatiSummary", words: "Words") -> None:
    from longtin import promises
    from longtin.page import print_table

    print_table(
        promises.flow_totals_table(found, words), note=promises.reading_in_words(told, words)
    )
