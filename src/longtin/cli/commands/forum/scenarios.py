"""The command `longtin forum scenarios`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_ending, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Tongue

if TYPE_CHECKING:
    pass

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
    from longtin._language import Language as Words
    from longtin.forums.histories import (
        case_data,
        case_page,
        case_tally,
        cases_page,
        count_page,
        tally_data,
    )

    check_ending(output, PAGES)
    words, tally = Words(language), case_tally()
    case = None if name is None else tally.case(name)
    if as_json or (output is not None and output.suffix == ".json"):
        put_json(tally_data(tally) if case is None else case_data(case), output)
        return
    if case is not None:
        shown = case_page(case, tally, words)
    else:
        shown = count_page(tally, words) if output is None else cases_page(tally, words)
    put_page(shown, output.suffix if output else "", output)
