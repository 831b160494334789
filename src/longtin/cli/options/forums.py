"""Options of the commands on forums, and the problem they name."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import format_of, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.parsers import share, whole_number
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from collections.abc import Callable

    from longtin.forums import CooperationProblem
    from longtin.page import Document

IssueFile = Annotated[
    Path | None, typer.Argument(help="An issue file; or name a --scenario.", metavar="ISSUE.yaml")
]
Scenario = Annotated[
    str | None, option("--scenario", "A shipped scenario; `longtin forum list` shows them.", "NAME")
]
Among = Annotated[
    str | None,
    option("--states", "Whom it concerns, in place of the file’s: ASEAN+3, or a list.", "STATES"),
]
Transfers = Annotated[
    bool | None,
    typer.Option("--transfers/--no-transfers", help="Whether members may pay each other."),
]
Penalty = Annotated[
    float | None,
    option(
        "--penalty", "On outsiders: share of what an average state has at stake.", "SHARE", share
    ),
]
Draws = Annotated[
    int | None,
    option("--draws", "Draws behind each interval; fewer are faster.", "N", whole_number),
]


class ForumFormat(StrEnum):
    """What a comparison can be shown as."""

    text = "text"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"
    json = "json"


class DiagramFormat(StrEnum):
    """What a phase diagram can be shown as."""

    text = "text"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"
    json = "json"
    png = "png"
    svg = "svg"


def problem_of(
    issue: Path | None,
    scenario: str | None,
    *,
    transfers: bool | None = None,
    penalty: float | None = None,
) -> "CooperationProblem":
    """The problem that is named, with switches set.

    Raises:
        LongtinError: Neither or both a file and a scenario are named.
    """
    from longtin import forums
    from longtin.forums.histories import checked_history

    if (issue is None) == (scenario is None):
        raise LongtinError("Name one issue: a file, or --scenario NAME.")
    found = forums.read_issue(issue) if issue is not None else forums.scenario(str(scenario))
    if found.history is not None:
        checked_history(found)
    switched: dict[str, object] = {}
    if transfers is not None:
        switched["transfers"] = transfers
    if penalty is not None:
        switched["penalty"] = forums.JudgedNumber(at=penalty)
    return found.model_copy(update=switched) if switched else found


def several(text: str | None) -> list[str] | None:
    """Names with commas between."""
    if text is None:
        return None
    return [each.strip() for each in text.split(",") if each.strip()]


def form_of(output: Path | None, *, as_json: bool) -> ForumFormat:
    """The format of a page: what the file's name says, else text for a terminal."""
    if output is None:
        return ForumFormat.json if as_json else ForumFormat.text
    return format_of(ForumFormat.json if as_json else None, output, ForumFormat)


def put_comparison(
    document: "Callable[[], Document]",
    data: "Callable[[], object]",
    form: str,
    output: Path | None,
    record: Path | None = None,
) -> None:
    """Write a page in one of its forms, or its data."""
    if form == "json":
        put_json(data(), output)
    else:
        put_page(document(), form, output, record)
