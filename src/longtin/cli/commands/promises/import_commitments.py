"""The command `longtin import-commitments`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit, put
from longtin.cli.options import choice, option
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.promises import Flow, IatiSummary

SUMMARY = "Aid committed and paid, from IATI files or OECD rows."
EXAMPLE = "Example: longtin import-commitments activities.xml -o aid.csv"


class AidFormat(StrEnum):
    """Forms of files of aid."""

    iati = "iati"
    crs = "crs"


Form = Annotated[
    AidFormat | None,
    choice("--format", "By default iati for .xml, else crs.", AidFormat),
]


def import_commitments(
    file: Annotated[Path, typer.Argument(help="An IATI or CRS file.", metavar="FILE")],
    form: Form = None,
    by: Annotated[
        str | None, option("--by", "Who gave, for a file of statements (.yaml).", "PARTY")
    ] = None,
    to: Annotated[
        str | None, option("--to", "Who receives, for a file of statements.", "PARTY")
    ] = None,
    issue: Annotated[
        str, option("--issue", "What it is about, for a file of statements.", "ISSUE")
    ] = "development",
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """What was promised and paid by activity, and its sums, each on its own rung.

    With `-o FILE.yaml`, `--by` and `--to`: a file of statements for `longtin commitments
    --promises`.
    """
    from longtin import promises
    from longtin._language import Language as Words

    is_statements = output is not None and output.suffix == ".yaml"
    if is_statements and not (by and to):
        raise LongtinError("A file of statements names its parties. Give --by and --to.")
    if not is_statements:
        check_output(output)
    told = promises.IatiSummary()
    if (form or ("iati" if file.suffix.lower() == ".xml" else "crs")) == "iati":
        found = promises.flows(promises.read_iati(file, told))
    else:
        found = promises.flows(promises.read_crs(file))
    if is_statements:
        put(promises.as_statements(found, file, by or "", to or "", issue), output)
        return
    emit(
        promises.flow_frame(found),
        as_json=as_json,
        output=output,
        show=lambda: _show(found, told, Words(language)),
    )


def _show(found: "tuple[Flow, ...]", told: "IatiSummary", words: "Words") -> None:
    from longtin import promises
    from longtin.page import print_table

    print_table(
        promises.flow_totals_table(found, words), note=promises.reading_in_words(told, words)
    )
