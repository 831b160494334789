"""Principles a state sets itself, as questions that a programme or a portfolio has to answer."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import Field

from longtin._data import Bilingual, Certainty, Closed, read
from longtin._language import message
from longtin.errors import DataError, Listing, meant

PrincipleQuestion = Literal[
    "lead_office",
    "interest_stated",
    "rests_on_law",
    "by_consent",
    "takes_part",
    "within_means",
    "strong_partners",
    "both_ways",
    "own_means",
    "outside_means",
    "keeps_commitments",
]
"""What principles can ask."""

PRINCIPLE_QUESTIONS: Final[Mapping[PrincipleQuestion, str]] = MappingProxyType(
    {
        "lead_office": message("one office leads"),
        "interest_stated": message("the interest is stated"),
        "rests_on_law": message("it rests on law"),
        "by_consent": message("nobody is bound against its will"),
        "takes_part": message("it takes part in a body"),
        "within_means": message("it takes on what it can carry"),
        "strong_partners": message("a strong partner, or strong itself"),
        "both_ways": message("both pair by pair and in bodies"),
        "own_means": message("it brings means of its own"),
        "outside_means": message("others bring means"),
        "keeps_commitments": message("commitments are kept"),
    }
)
"""What principles can ask, by key: what has to be so for the principle to be kept."""


class DeclaredPrinciple(Closed):
    """One principle.

    Attributes:
        id: Its name here.
        says: What it says, in our words.
        asks: Keys of `PRINCIPLE_QUESTIONS`.
    """

    id: str
    says: Bilingual
    asks: Annotated[tuple[PrincipleQuestion, ...], Field(min_length=1)]


class PrinciplePreset(Closed):
    """The principles of a state.

    Attributes:
        party: Whose: a state by ISO code.
        name: What they are called.
        source: Where they stand.
        certainty: How sure that is.
        principles: In their order.
    """

    party: str
    name: Bilingual
    source: Bilingual
    certainty: Certainty
    principles: Annotated[tuple[DeclaredPrinciple, ...], Field(min_length=1)]


@cache
def principle_presets() -> Mapping[str, PrinciplePreset]:
    """The shipped principles, by name."""
    folder = files("longtin.programme") / "data" / "principles"
    return MappingProxyType(
        {
            file.name.removesuffix(".yaml"): read(file, PrinciplePreset)
            for file in sorted(folder.iterdir(), key=lambda each: each.name)
            if file.name.endswith(".yaml")
        }
    )


def principles_of(name: str | Path) -> PrinciplePreset:
    """Principles by the name of a shipped preset, or from a file of one's own.

    Raises:
        DataError: There is neither; or the file is not as it should be, with place and remedy.
    """
    known = principle_presets()
    if str(name) in known:
        return known[str(name)]
    if Path(name).suffix in {".yaml", ".yml"}:
        return read(Path(name), PrinciplePreset)
    raise DataError(
        "There are no principles `{name}`.{hint} Name {known}, or a file that ends in .yaml.",
        name=name,
        hint=meant(get_close_matches(str(name), known, n=1, cutoff=0.4)),
        known=Listing(f"`{each}`" for each in known),
    )


def principles_by(party: str) -> PrinciplePreset | None:
    """The shipped principles of a state, by its ISO code; nothing where none ship."""
    return next((each for each in principle_presets().values() if each.party == party), None)
