"""Option types of `longtin plan`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options import choice, option
from longtin.cli.options.parsers import amount, whole_number


class PlanFormat(StrEnum):
    """How a plan is shown."""

    text = "text"
    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    json = "json"


Aim = Annotated[str | None, option("--aim", "What it is for, in words.", "WORDS")]
Until = Annotated[str | None, option("--until", "Last day.", "DATE")]
From = Annotated[str | None, option("--from", "First day; today without it.", "DATE")]
AsOf = Annotated[str | None, option("--as-of", "Trust as the record had it on this day.", "DATE")]
Programmes = Annotated[
    Path | None,
    option(
        "--output -o",
        "Write the dated programme, .yaml, or the plan, .html, .pdf, .docx, .md or .json.",
        "FILE",
    ),
]
Domains = Annotated[
    list[str] | None, option("--domain", "Only measures of this field; may be repeated.", "DOMAIN")
]
Trust = Annotated[
    str | None, option("--trust", "Trust in place of the record's: VNM=0.4,PHL=0.5.", "A=P")
]
Will = Annotated[
    str | None, option("--will", "Most cost each side is willing to bear: VNM=0.5,PHL=0.3.", "A=X")
]
Channels = Annotated[
    list[str] | None,
    option(
        "--channel",
        "A measure that runs already, or none; may be repeated. Without it, what regimes in "
        "force, arrangements and precedents say.",
        "MEASURE",
    ),
]
Others = Annotated[
    list[str] | None,
    typer.Argument(
        help="More states: what all can take up together, what of two could become of all.",
        metavar="[STATE]...",
    ),
]
Conditions = Annotated[
    list[str] | None,
    option(
        "--condition",
        "A condition that holds between them whatever the lists say, such as mines, or not, such "
        "as migration=no; may be repeated.",
        "NAME[=no]",
    ),
]
Outlook = Annotated[
    Path | None, option("--outlook", "What you assume of the world instead.", "FILE")
]
Budget = Annotated[
    float | None,
    option(
        "--budget",
        "Most that all measures may cost together, in the catalogue's cost.",
        "X",
        amount,
    ),
]
Summits = Annotated[
    list[str] | None,
    option("--summit", "A day leaders meet, at which something begins; may be repeated.", "DATE"),
]
Elections = Annotated[
    list[str] | None,
    option(
        "--election",
        "A day of election, around which nothing large begins; may be repeated.",
        "DATE",
    ),
]
Holidays = Annotated[
    list[str] | None,
    option("--holiday-country", "Keep its public holidays free; both states' without it.", "CODE"),
]
Must = Annotated[
    list[str] | None, option("--must", "A measure that has to be in it; may be repeated.", "ID")
]
Shown = Annotated[PlanFormat, choice("--format", "How the plan is shown.", PlanFormat)]
Ics = Annotated[Path | None, option("--ics", "Write the dates as iCalendar.", "FILE")]
Gantt = Annotated[Path | None, option("--gantt", "Draw the dates: .svg or .html.", "FILE")]
Pomdp = Annotated[Path | None, option("--pomdp", "Write the problem for other solvers.", "FILE")]
Robust = Annotated[
    int, option("--robust", "Sets of other assumptions tried; 0 for none.", "N", whole_number)
]
Depth = Annotated[int, option("--depth", "Steps ahead that are shown.", "N", whole_number)]
