"""The command `longtin forum replicate`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import format_of, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from longtin._language import Language as Words
    from longtin.forums.replications import Replication

SUMMARY = "Published results, computed again."
EXAMPLE = "Example: longtin forum replicate heyen-lehtomaa-2021"


class ReplicationFormat(StrEnum):
    """Forms in which cards are told."""

    text = "text"
    html = "html"
    pdf = "pdf"
    md = "md"
    json = "json"


def replicate(
    name: Annotated[
        str | None, typer.Argument(help="One card; a list of all without it.", metavar="CARD")
    ] = None,
    everything: Annotated[bool, option("--all", "Every card, whole.")] = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        option("--output -o", "Write to a file: .html, .pdf, .md or .json.", "FILE"),
    ] = None,
) -> None:
    """Published results beside what Longtin computes now; what is not reproduced, and why.

    Ends with 1 where a figure does not agree.
    """
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress
    from longtin.forums.replications import replication, replications

    form = None if output is None else format_of(None, output, ReplicationFormat)
    words = Words(language)
    with progress(words.say("Computing published results again")):
        found = replications() if name is None else (replication(name),)
    is_whole = everything or output is not None or name is not None
    _tell(found, ReplicationFormat.json if as_json else form, words, output, whole=is_whole)
    if not all(each.is_reproduced for each in found):
        raise typer.Exit(FINDINGS)


def _tell(
    found: "Sequence[Replication]",
    form: ReplicationFormat | None,
    words: "Words",
    output: Path | None,
    *,
    whole: bool,
) -> None:
    from longtin import page
    from longtin.forums.replications import (
        replication_data,
        replication_list,
        replication_page,
    )

    match form:
        case ReplicationFormat.json:
            data = [replication_data(each) for each in found]
            put_json(data if len(data) > 1 else data[0], output)
        case _ if whole:
            put_page(replication_page(found, words), form or "", output)
        case _:
            note = words.say("`longtin forum replicate CARD` shows one, `--all` every figure.")
            page.print_table(replication_list(found, words), note=note)
