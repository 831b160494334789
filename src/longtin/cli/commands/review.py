"""The command `longtin review`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import format_of, put_json, put_page
from longtin.cli.options import choice
from longtin.cli.options.shared import AsJson, AsOf, Language, OutputFile, RecordFile, Tongue
from longtin.cli.options.values import opened, seen_until
from longtin.errors import OutputError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.reviews import ProgrammeReview

SUMMARY = "A running programme against what it set out to do."
EXAMPLE = "Example: longtin review programme.yaml --as-of 2026-11-22 -o review.html"


class ReviewFormat(StrEnum):
    """Forms in which a review is told."""

    text = "text"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"
    json = "json"


def review(
    file: Annotated[Path, typer.Argument(help="The programme.", metavar="FILE")],
    as_of: AsOf = None,
    form: Annotated[
        ReviewFormat | None,
        choice("--format", "By default what the name of the file says, or text.", ReviewFormat),
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
    record: RecordFile = None,
) -> None:
    """A running programme: indicators, quality, steps late, answered or broken, what to change.

    Ends with 1 where something calls for action.
    """
    from longtin import programme, reviews
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    if output is not None:
        form = format_of(form, output, ReviewFormat)
    elif as_json:
        form = ReviewFormat.json
    elif form in {ReviewFormat.pdf, ReviewFormat.docx}:
        raise OutputError("A {form} goes into a file. Name one: -o review.{form}.", form=form)
    day, words = seen_until(as_of, language, record), Words(language)
    draft = programme.draft(file)
    with opened(record) as held, progress(words.say("Estimating")):
        found = reviews.review(draft, held, as_of=day)
    _tell(found, form, words, (output, record))
    if found.calls_for_action:
        raise typer.Exit(FINDINGS)


def _tell(
    found: "ProgrammeReview",
    form: ReviewFormat | None,
    words: "Words",
    files: tuple[Path | None, Path | None],
) -> None:
    """Show a review, or write it; `files` are where to, and the record it was made from."""
    from longtin import reviews

    if form is ReviewFormat.json:
        put_json(reviews.as_data(found, words), files[0])
    else:
        put_page(reviews.document(found, words), form or "", *files)
