"""Option types that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options.parsers import one_of, share, whole_number


class TimeStep(StrEnum):
    """How finely belief is told."""

    week = "week"
    year = "year"


class RowInterval(StrEnum):
    """How many steps one row stands for."""

    month = "month"
    year = "year"


class Phase(StrEnum):
    """Where a conflict stands."""

    prevention = "prevention"
    crisis_management = "crisis_management"
    post_conflict = "post_conflict"


class Tongue(StrEnum):
    """The languages."""

    en = "en"
    vi = "vi"


RecordFile = Annotated[
    Path | None,
    typer.Option("--record", help="Your own record, made by `longtin import`.", metavar="FILE"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: every row and column.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to a file: .csv, .xlsx, .parquet, .json or .dta.",
        metavar="FILE",
    ),
]
OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to a file.", metavar="FILE")
]
Own = Annotated[
    Path | None,
    typer.Option(
        "--own",
        help="Your own file of judged values and measures, laid over the catalogue.",
        metavar="FILE",
    ),
]
ByStep = Annotated[
    TimeStep | None,
    typer.Option(
        "--by",
        help="By default week, or year before the record has dated acts.",
        metavar="week|year",
        parser=one_of("--by", TimeStep),
    ),
]
Every = Annotated[
    RowInterval | None,
    typer.Option(
        "--every",
        help="Only the last step of each: one row a pair and month, or year.",
        metavar="month|year",
        parser=one_of("--every", RowInterval),
    ),
]
Steps = Annotated[
    int,
    typer.Option(
        "--forecast",
        help="So many weeks or years ahead, if nothing more were seen.",
        metavar="N",
        parser=whole_number("--forecast"),
    ),
]
Language = Annotated[
    Tongue,
    typer.Option(
        "--lang",
        help="Language of what is shown.",
        metavar="en|vi",
        parser=one_of("--lang", Tongue),
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", help="Judge it as on this day; today without it.", metavar="DATE"),
]
Stake = Annotated[
    float | None,
    typer.Option(
        "--stake",
        help="What is exposed, as a share of all there is to lose.",
        metavar="SHARE",
        parser=share("--stake"),
    ),
]
OwnPayoffs = Annotated[
    Path | None,
    typer.Option("--payoffs", help="Payoffs of your own, in YAML.", metavar="FILE"),
]
InPhase = Annotated[
    Phase,
    typer.Option(
        "--phase",
        help="Where the conflict stands.",
        metavar="prevention|crisis_management|post_conflict",
        parser=one_of("--phase", Phase),
    ),
]
Fits = Annotated[
    Path | None,
    typer.Option(
        "--fits",
        help="Parameters of your own: a folder that `longtin fit` filled.",
        metavar="FOLDER",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        help="Seed of the random draws; the same seed, the same numbers.",
        metavar="N",
        parser=whole_number("--seed"),
    ),
]
