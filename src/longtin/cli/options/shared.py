"""Options that several commands share, and how their values are read."""

from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from longtin.errors import Either, LongtinError, meant

if TYPE_CHECKING:
    from longtin._dates import Period
    from longtin.acts import Record
    from longtin.trust import Model

Choice = TypeVar("Choice", bound=StrEnum)


class By(StrEnum):
    """How finely belief is told."""

    week = "week"
    year = "year"


class Stretch(StrEnum):
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


def one_of(option: str, choices: type[Choice]) -> Callable[[str], Choice]:
    """Reads the value of an option that has few.

    Args:
        option: As it is typed.
        choices: What it may be; case does not matter.
    """

    def read(text: str) -> Choice:
        wanted = text.strip().lower()
        known = [each.value for each in choices]
        if wanted in known:
            return choices(wanted)
        raise LongtinError(
            "{option} cannot be '{text}'.{hint} Give {known}.",
            option=option,
            text=text,
            hint=meant(get_close_matches(wanted, known, n=1, cutoff=0.5), mark=""),
            known=Either(known),
        )

    return read


def whole_number(option: str, such_as: str = "0") -> Callable[[str], int]:
    """Reads the value of an option that is a whole number, not below zero."""

    def read(text: str) -> int:
        typed = str(text).strip()  # the default is a number already
        if not (typed.isascii() and typed.isdecimal()):
            raise LongtinError(
                "{option} cannot be '{text}'. Give a whole number from 0 up, such as {such_as}.",
                option=option,
                text=text,
                such_as=such_as,
            )
        return int(typed)

    return read


def share(option: str) -> Callable[[str], float]:
    """Reads the value of an option that is a share of one, from 0 to 1."""

    def read(text: str) -> float:
        typed = str(text).strip().replace(",", ".")
        try:
            value = float(typed)
        except ValueError:
            value = -1
        if not 0 <= value <= 1:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a number from 0 to 1.", option=option, text=text
            )
        return value

    return read


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
Own = Annotated[
    Path | None,
    typer.Option(
        "--own",
        help="Your own file of judged values and measures, laid over the catalogue.",
        metavar="FILE",
    ),
]
ByStep = Annotated[
    By | None,
    typer.Option(
        "--by",
        help="By default week, or year before the record has dated acts.",
        metavar="week|year",
        parser=one_of("--by", By),
    ),
]
Every = Annotated[
    Stretch | None,
    typer.Option(
        "--every",
        help="Only the last step of each: one row a pair and month, or year.",
        metavar="month|year",
        parser=one_of("--every", Stretch),
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


def when(text: str, language: Tongue) -> "Period":
    """A date as typed: with `--lang vi`, `01/08/2014` is 1 August."""
    from longtin._dates import period

    return period(text, day_first=language is Tongue.vi)


def model_of(fits: Path | None, draws: int, seed: int = 0) -> "Model":
    """The model with the parameters asked for; the shipped ones without a folder."""
    from longtin.trust import Model

    if fits is None:
        return Model.shipped(draws=draws, seed=seed)
    return Model.fitted(fits, draws=draws, seed=seed)


def opened(path: Path | None) -> "Record":
    """The record asked for; the shipped one without a path."""
    from longtin.acts import Record

    return Record.shipped() if path is None else Record.open(path)
