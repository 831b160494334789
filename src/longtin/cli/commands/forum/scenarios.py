"""The command `longtin forum scenarios`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.errors import Either, LongtinError

if TYPE_CHECKING:
    from longtin.page import Document

SUMMARY = "The library of cases: which forum is best, what happened, and how often they agree."
EXAMPLE = "Example: longtin forum scenarios -o cases.html"

PAGES = (".html", ".md", ".json")
"""Endings of files that hold the page or its data."""


def scenarios(
    name: Annotated[
        str | None, typer.Argument(help="One case; the count over all without it.", metavar="CASE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        option("--output -o", "Write a page (.html, .md) with every case, or .json.", "FILE"),
    ] = None,
) -> None:
    """Cases with what happened: in how many each forum is best, in how many history agrees.

    Results are those shipped, computed on the day shown; `longtin forum compare --scenario CASE`
    computes one again.
    """
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin.forums.histories import (
        case_data,
        case_page,
        case_tally,
        cases_page,
        count_page,
        tally_data,
    )

    if output is not None:
        check_place(output)
        if output.suffix not in PAGES:
            raise LongtinError(
                "{file} ends in none of {endings}. Give it one.",
                file=output,
                endings=Either(PAGES),
            )
    words, tally = Words(language), case_tally()
    case = None if name is None else tally.case(name)
    if as_json or (output is not None and output.suffix == ".json"):
        put_json(tally_data(tally) if case is None else case_data(case), output)
    elif case is not None:
        _put(case_page(case, tally, words), output)
    elif output is None:
        _put(count_page(tally, words), None)
    else:
        _put(cases_page(tally, words), output)


def _put(document: "Document", output: Path | None) -> None:
    from longtin import page

    if output is None:
        page.print_document(document)
    else:
        put((page.as_html if output.suffix == ".html" else page.as_markdown)(document), output)
