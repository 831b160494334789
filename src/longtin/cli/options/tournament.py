"""Option types of `longtin tournament`."""

from pathlib import Path
from typing import Annotated, Final

from longtin.cli.options import option
from longtin.cli.options.parsers import share, whole_number

TURNS: Final = 200
"""Of a match where none are asked for, as in Axelrod's first tournament."""

DILEMMA: Final = "prisoners-dilemma"
OWN: Final = "reassurance"

Rules = Annotated[
    str | None,
    option(
        "--rules",
        "Which take part, by id with commas between; all of them without it. `--rules ?` lists "
        "them.",
        "ID,ID",
    ),
]
Game = Annotated[
    str,
    option(
        "--game",
        "What a turn is worth: prisoners-dilemma, reassurance (Longtin’s own payoffs), or four "
        "numbers: both cooperate, cheated, cheating, both cheat.",
        "GAME",
    ),
]
Turns = Annotated[int, option("--turns", "Turns of a match.", "N", whole_number)]
Repetitions = Annotated[
    int, option("--repetitions", "Tournaments to draw, for the bands.", "N", whole_number)
]
Noise = Annotated[
    float,
    option("--noise", "Chance that a side does the opposite of what it means.", "SHARE", share),
]
Misperception = Annotated[
    float,
    option(
        "--misperception",
        "Chance that a side sees the opposite of what the other did.",
        "SHARE",
        share,
    ),
]
Cheats = Annotated[
    float,
    option(
        "--cheats",
        "Share of matches against an untrustworthy government, which cheats whatever happens.",
        "SHARE",
        share,
    ),
]
Prior = Annotated[
    float | None,
    option(
        "--trust",
        "Trust before the first turn; without it, the share of no cheats.",
        "SHARE",
        share,
    ),
]
Twins = Annotated[bool, option("--twins", "Each rule also meets itself.")]
Written = Annotated[
    Path | None,
    option(
        "--output -o",
        "Write a page (.html, .md), the ranking (.svg, .png), .json, or the table of standings "
        "(.csv, .xlsx, .dta).",
        "FILE",
    ),
]
