"""The command `longtin register minutes`."""

from enum import StrEnum
from typing import Annotated

import typer

from longtin.cli._output import format_of, put, put_json
from longtin.cli.options.register import Trust, Unwitnessed
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue

SUMMARY = "The head of a register, short enough to print in the minutes of a meeting."
EXAMPLE = "Example: longtin register minutes reg --trust trust.policy -o head.docx"


class MinutesFormat(StrEnum):
    """Forms in which a head is put into minutes."""

    text = "text"
    txt = "txt"
    json = "json"
    docx = "docx"
    html = "html"
    pdf = "pdf"
    md = "md"


def minutes(
    source: Annotated[
        str, typer.Argument(help="The log's address, or a folder that holds it.", metavar="SOURCE")
    ],
    trust: Trust,
    unwitnessed: Unwitnessed = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Three lines and the Ed25519 signatures: they bind every entry, and can be typed in again.

    A file that ends in .docx, .pdf, .html or .md has a sentence about them too.
    """
    from longtin import page, register
    from longtin._language import Language as Words

    form = format_of(None, output, MinutesFormat) if output else MinutesFormat.text
    found = register.head_for_minutes(source, trust, quorum=not unwitnessed)
    if as_json or form is MinutesFormat.json:
        put_json(register.minutes_data(found), output)
    elif form in {MinutesFormat.text, MinutesFormat.txt}:
        put(register.short_head(found), output)
    else:
        shown = register.minutes_document(found, Words(language))
        put(page.rendered(shown, str(form)), output)
