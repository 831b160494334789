"""The command `longtin regime check`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import option
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.shared import AsJson, Language, OutputFile, Today, Tongue
from longtin.cli.options.values import when
from longtin.cli.terminal.text import print_lines
from longtin.errors import LongtinError

SUMMARY = "Hold an activity against the rules in force."
EXAMPLE = "Example: longtin regime check exercise.yaml --as-of 2026-01-15"


class ComplianceFormat(StrEnum):
    """Forms in which a check is told."""

    txt = "txt"
    json = "json"


Fixed = Annotated[
    list[str] | None,
    option("--set", "Fix what a text leaves open: close_proximity_km=50.", "NAME=NUMBER"),
]
Every = Annotated[
    bool, option("--all", "Show what is not triggered or cannot be told too, one by one.")
]
Only = Annotated[
    list[str] | None, option("--regime", "Look only at this one; may be given again.", "ID")
]


def check(
    file: Annotated[Path, typer.Argument(help="The activity.", metavar="FILE")],
    today: Today = None,
    fixed: Fixed = None,
    only: Only = None,
    own: OwnRegimes = None,
    every: Every = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """What an activity triggers, who must be told by when, what is late or forbidden.

    Ends with 1 when something is forbidden, late, missing or partial.
    """
    from longtin import measures
    from longtin._dates import today as this_day
    from longtin._language import Language as Words
    from longtin._moments import Moment, moment

    form = ComplianceFormat.json if as_json else ComplianceFormat.txt
    if output is not None:
        form = format_of(ComplianceFormat.json if as_json else None, output, ComplianceFormat)
    if today is None:
        now = Moment(this_day())
    else:
        now = moment(today) if ":" in today else Moment(when(today, language).end)
    activity = measures.read_activity(file)
    checked = measures.check(activity, now, _fixed(fixed), only or None, known(own))
    page = measures.compliance_page(checked, Words(language), every=every)
    if form is ComplianceFormat.json:
        put_json(measures.as_json(checked), output)
    elif output is not None:
        put("".join(f"{line}\n" for line in page), output)
    else:
        print_lines(page)
    if checked.breaches:
        raise typer.Exit(FINDINGS)


def _fixed(given: list[str] | None) -> dict[str, float]:
    from longtin._data import check_one_reading

    found: dict[str, float] = {}
    for text in given or ():
        name, _, value = text.partition("=")
        if name.strip() in found:
            raise LongtinError(
                "--set gives `{name}` more than once. Give it one value.", name=name.strip()
            )
        check_one_reading(value.strip())
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise LongtinError(
                "--set cannot be '{text}'. Give a name and a number, such as "
                "close_proximity_km=50.",
                text=text,
            ) from None
    return found
