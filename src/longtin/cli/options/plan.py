"""Option types of `longtin plan`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options.parsers import amount, one_of, whole_number


class PlanFormat(StrEnum):
    """How a plan is shown."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


Aim = Annotated[
    str | None, typer.Option("--aim", help="What it is for, in words.", metavar="WORDS")
]
Until = Annotated[str | None, typer.Option("--until", help="Last day.", metavar="DATE")]
From = Annotated[
    str | None, typer.Option("--from", help="First day; today without it.", metavar="DATE")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Trust as the record had it on this day.", metavar="DATE"),
]
Programmes = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write the dated programme, .yaml, or the plan, .html, .md or .json.",
        metavar="FILE",
    ),
]
Domains = Annotated[
    list[str] | None,
    typer.Option(
        "--domain", help="Only measures of this field; may be repeated.", metavar="DOMAIN"
    ),
]
Trust = Annotated[
    str | None,
    typer.Option("--trust", help="Trust in place of the record's: VNM=0.4,PHL=0.5.", metavar="A=P"),
]
Will = Annotated[
    str | None,
    typer.Option(
        "--will", help="Most cost each side is willing to bear: VNM=0.5,PHL=0.3.", metavar="A=X"
    ),
]
Channels = Annotated[
    list[str] | None,
    typer.Option(
        "--channel",
        help="A measure that runs already, or none; may be repeated. Without it, what regimes in "
        "force and precedents say.",
        metavar="MEASURE",
    ),
]
Outlook = Annotated[
    Path | None,
    typer.Option("--outlook", help="What you assume of the world instead.", metavar="FILE"),
]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget",
        help="Most that all measures may cost together, in the catalogue's cost.",
        metavar="X",
        parser=amount("--budget"),
    ),
]
Summits = Annotated[
    list[str] | None,
    typer.Option(
        "--summit",
        help="A day leaders meet, at which something begins; may be repeated.",
        metavar="DATE",
    ),
]
Elections = Annotated[
    list[str] | None,
    typer.Option(
        "--election",
        help="A day of election, around which nothing large begins; may be repeated.",
        metavar="DATE",
    ),
]
Holidays = Annotated[
    list[str] | None,
    typer.Option(
        "--holiday-country",
        help="Keep its public holidays free; both states' without it.",
        metavar="CODE",
    ),
]
Must = Annotated[
    list[str] | None,
    typer.Option("--must", help="A measure that has to be in it; may be repeated.", metavar="ID"),
]
Shown = Annotated[
    PlanFormat,
    typer.Option(
        "--format",
        help="How the plan is shown.",
        metavar="text|md|html|json",
        parser=one_of("--format", PlanFormat),
    ),
]
Ics = Annotated[
    Path | None, typer.Option("--ics", help="Write the dates as iCalendar.", metavar="FILE")
]
Gantt = Annotated[
    Path | None, typer.Option("--gantt", help="Draw the dates: .svg or .html.", metavar="FILE")
]
Pomdp = Annotated[
    Path | None,
    typer.Option("--pomdp", help="Write the problem for other solvers.", metavar="FILE"),
]
Robust = Annotated[
    int,
    typer.Option(
        "--robust",
        help="Sets of other assumptions tried; 0 for none.",
        metavar="N",
        parser=whole_number("--robust"),
    ),
]
Depth = Annotated[
    int,
    typer.Option(
        "--depth", help="Steps ahead that are shown.", metavar="N", parser=whole_number("--depth")
    ),
]
