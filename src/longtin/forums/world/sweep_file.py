"""Sweep file: which values of a world are uncertain, which can be chosen, and what is looked at.

Source:
    [Kwakkel 2017], for the words of exploratory modelling.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from longtin import _data
from longtin._data import Closed
from longtin.errors import Phrase

NEVER_SWEPT: Final = ("states", "start", "step", "title", "watch", "belief.as_of", "contact.years")
"""Places of a world that change what is read from the record: those make another world."""

OutcomeName = Literal[
    "trust", "trusted", "trustworthy", "misplaced", "meetings", "cooperation", "mutual", "conflict",
    "forums", "kept", "gain",
]  # fmt: skip


class SampledRange(Closed):
    """The range of a value that is not known."""

    low: float
    high: float

    @model_validator(mode="after")
    def _upwards(self) -> "SampledRange":
        if not self.low < self.high:
            raise ValueError(
                Phrase(
                    "`low` is {low} and `high` {high}. Give the smaller figure to `low`.",
                    low=f"{self.low:g}",
                    high=f"{self.high:g}",
                )
            )
        return self


class SweepFile(Closed):
    """A sweep over a world, in the words of exploratory modelling.

    Attributes:
        uncertainties: Ranges of values that nobody can choose, by their place in the world's file.
            A Latin hypercube is drawn from them: each draw is a scenario.
        levers: Values that can be chosen, by their place; each combination is a policy.
        outcomes: What is looked at.
        scenarios: How many draws.
        over: `end` looks at the last step, `course` at the mean of all steps.
    """

    uncertainties: Mapping[str, SampledRange] = Field(default_factory=dict)
    levers: Mapping[str, Annotated[tuple[Any, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    outcomes: Annotated[tuple[OutcomeName, ...], Field(min_length=1)] = ("trust", "cooperation")
    scenarios: Annotated[int, Field(ge=1, le=100_000)] = 50
    over: Literal["end", "course"] = "end"

    @model_validator(mode="after")
    def _something(self) -> "SweepFile":
        both = set(self.uncertainties) & set(self.levers)
        wrong = [
            place
            for place in (*self.uncertainties, *self.levers)
            if any(place == each or place.startswith(f"{each}.") for each in NEVER_SWEPT)
        ]
        if not self.uncertainties and not self.levers:
            raise ValueError(
                Phrase("Nothing is swept. Name values under `uncertainties` or `levers`.")
            )
        if both:
            raise ValueError(
                Phrase(
                    "`{place}` stands under `uncertainties` and `levers`. Keep it under one.",
                    place=min(both),
                )
            )
        if wrong:
            raise ValueError(
                Phrase(
                    "`{place}` cannot be swept, since it changes what is read from the record. "
                    "Write another world file.",
                    place=wrong[0],
                )
            )
        return self


class WrittenSweep:
    """A sweep file with the line on which each of its values stands."""

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            DataError: It is not there, not YAML, or not what the schema asks for.
        """
        self.where = str(path)
        plain, self._lines = _data.document(_data.text_of(path), self.where)
        self.values = _data.checked(plain, self._lines, SweepFile, self.where)

    def line(self, *place: str | int) -> str:
        """Where a value stands, as `file:line`."""
        return _data.line_of(self._lines, self.where, place)
