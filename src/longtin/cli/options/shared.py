"""Option types that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from longtin.cli.options import choice, option
from longtin.cli.options.parsers import share, whole_number


class TimeStep(StrEnum):
    """How finely belief is told."""

    week = "week"
    year = "year"


class Breakdown(StrEnum):
    """How belief is told apart: through time, or on one day by what acts are about."""

    week = "week"
    year = "year"
    issue = "issue"


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
    Path | None, option("--record", "Your own record, made by `longtin import`.", "FILE")
]
Without = Annotated[
    list[str] | None,
    option(
        "--without",
        "Strike a row of the record, as if it were not reported, and say what that changes; may be "
        "repeated.",
        "SOURCE:ROW",
    ),
]
AsJson = Annotated[bool, option("--json", "Print JSON: every row and column.")]
Output = Annotated[
    Path | None,
    option("--output -o", "Write to a file: .csv, .xlsx, .parquet, .json or .dta.", "FILE"),
]
OutputFile = Annotated[Path | None, option("--output -o", "Write to a file.", "FILE")]
Own = Annotated[
    Path | None,
    option(
        "--own", "Your own file of judged values and measures, laid over the catalogue.", "FILE"
    ),
]
ByStep = Annotated[
    TimeStep | None,
    choice("--by", "By default week, or year before the record has dated acts.", TimeStep),
]
ByStepOrIssue = Annotated[
    Breakdown | None,
    choice(
        "--by",
        "By default week, or year before the record has dated acts; issue tells fields apart.",
        Breakdown,
    ),
]
Every = Annotated[
    RowInterval | None,
    choice(
        "--every", "Only the last step of each: one row a pair and month, or year.", RowInterval
    ),
]
Steps = Annotated[
    int,
    option(
        "--forecast", "So many weeks or years ahead, if nothing more were seen.", "N", whole_number
    ),
]
Language = Annotated[Tongue, choice("--lang", "Language of what is shown.", Tongue)]
Today = Annotated[
    str | None, option("--as-of --today", "Judge it as on this day; today without it.", "DATE")
]
AsOf = Annotated[
    str | None, option("--as-of", "Read nothing later than this date; today without it.", "DATE")
]
Stake = Annotated[
    float | None,
    option("--stake", "What is exposed, as a share of all there is to lose.", "SHARE", share),
]
OwnPayoffs = Annotated[Path | None, option("--payoffs", "Payoffs of your own, in YAML.", "FILE")]
InPhase = Annotated[
    Phase | None,
    choice(
        "--phase",
        "Where the conflict stands; without it crisis_management while a listed crisis of the two "
        "goes on, else prevention.",
        Phase,
    ),
]
Fits = Annotated[
    Path | None,
    option("--fits", "Parameters of your own: a folder that `longtin fit` filled.", "FOLDER"),
]
Ties = Annotated[
    bool,
    option("--ties", "A second figure: with alliance and long peace counted beside conduct."),
]
Levels = Annotated[
    int, option("--levels", "9 for graded levels, 2 for the types trustworthy and not.", "N")
]
Seed = Annotated[
    int,
    option(
        "--seed", "Seed of the random draws; the same seed, the same numbers.", "N", whole_number
    ),
]
