"""The file of a replication card: a published result, its figures, and what is not reproduced.

Figures are as published, in the order of their rows and columns; what Longtin makes of them is
computed when the card is asked for and never stands in the file.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from pydantic import Field

from longtin._data import Bilingual, Closed, read
from longtin.errors import DataError, meant

CARDS: Final[Any] = files("longtin.forums") / "replications" / "data"

Basis = Literal["text", "memory", "apart", "claim", "definition"]
"""Where published figures come from: seen in the publication or in what its authors keep with it;
recalled and not checked; worked out from its formulas apart from this code, for its tables could
not be read; said in its words, without figures; or following from a definition."""

Relation = Literal["equal", "above", "at_most"]
"""What a computed figure has to be to a published one: equal within the tolerance, above it, or at
most it."""


class PublishedTable(Closed):
    """One table of published figures.

    Attributes:
        caption: What the figures are, with their unit.
        columns: Headings of the columns of figures.
        rows: For each row its name and its figures, none where the publication has none.
        tolerance: Difference up to which a computed figure agrees, for all columns or for each.
        digits: Decimals that are shown, for all columns or for each.
        basis: Where the figures come from.
        relation: What a computed figure has to be to them.
        recomputed: Whether Longtin computes them; where not, the card says why.
    """

    caption: Bilingual
    columns: tuple[Bilingual | str, ...]
    rows: Mapping[str, tuple[float | None, ...]]
    tolerance: float | tuple[float, ...] = 0.0
    digits: int | tuple[int, ...] = 2
    basis: Basis
    relation: Relation = "equal"
    recomputed: bool = True

    def tolerances(self) -> tuple[float, ...]:
        """The tolerance of each column."""
        given = self.tolerance
        return given if isinstance(given, tuple) else (given,) * len(self.columns)

    def decimals(self) -> tuple[int, ...]:
        """The decimals of each column."""
        given = self.digits
        return given if isinstance(given, tuple) else (given,) * len(self.columns)


class CardSource(Closed):
    """Where a result was published.

    Attributes:
        cite: The publication, in one line.
        address: Where it, or what its authors keep with it, can be found.
        read: Day on which it was looked at, or `memory`.
    """

    cite: str
    address: str
    read: str


class ReplicationCard(Closed):
    """One published result.

    Attributes:
        id: Its name, that of its file.
        title: What it is called.
        about: The model and what it shows.
        sources: Where it was published.
        reproduced: What is reproduced, and how closely.
        not_reproduced: What is not, and why.
        tables: Its figures, by name.
        inputs: Published parameters that it is computed from, where there are lists of them.
        words: Vietnamese of the names of rows that are words.
        written: Day on which the figures were put down, before they were computed here.
    """

    id: str
    title: Bilingual
    about: Bilingual
    sources: tuple[CardSource, ...] = Field(min_length=1)
    reproduced: Bilingual
    not_reproduced: Bilingual
    tables: Mapping[str, PublishedTable] = Field(min_length=1)
    inputs: Mapping[str, tuple[float, ...]] = Field(default_factory=dict)
    words: Mapping[str, str] = Field(default_factory=dict)
    written: str

    def row_name(self, name: str, language: str) -> str:
        """The name of a row in a language, by its code."""
        return self.words.get(name, name) if language == "vi" else name


@cache
def cards() -> tuple[str, ...]:
    """Names of the replication cards, in alphabetical order."""
    names = (each.name for each in CARDS.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def card(name: str) -> ReplicationCard:
    """One card.

    Raises:
        DataError: There is none of that name; the nearest is named.
    """
    from difflib import get_close_matches

    key = name.strip().lower()
    if key not in cards():
        raise DataError(
            "There is no replication card `{name}`.{hint} `longtin forum replicate` lists them.",
            name=name,
            hint=meant(get_close_matches(key, cards(), n=1, cutoff=0.4)),
        )
    return read(CARDS / f"{key}.yaml", ReplicationCard)
