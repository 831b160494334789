"""Trigger of an obligation: a closed expression, kept as data."""

import math
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from longtin._data import Certainty, Closed
from longtin.errors import Listing, Phrase

Operator = Literal[">", ">=", "<", "<=", "=="]
Anchor = Literal[
    "start",
    "end",
    "received",
    "issued",
    "event",
    "entry",
    "arrival",
    "plan",
    "movement",
    "window",
    "deployment",
    "activation",
    "approval",
    "meeting_asked",
    "assessed",
    "published",
    "adopted",
]
"""Moments that deadlines are counted from; `start` and `end` are the activity's own."""


class Formula(Closed):
    """A limit worked out from a figure of the activity.

    Attributes:
        of: The figure.
        divided_by: What it is divided by.
        round: Up or down to a whole number; as it is without.
        at_least: Never below this.
        at_most: Never above this.
    """

    of: str
    divided_by: float = 1
    round: Literal["up", "down"] | None = None
    at_least: float | None = None
    at_most: float | None = None

    def limit(self, figures: Mapping[str, float]) -> float | None:
        """The limit by these figures; nothing where the one it is worked out of is not among them.

        What is not stated is not none: a quota that nobody has told is no quota of zero.
        """
        if self.of not in figures:
            return None
        found = figures[self.of] / self.divided_by
        if self.round:
            found = math.ceil(found) if self.round == "up" else math.floor(found)
        if self.at_most is not None:
            found = min(found, self.at_most)
        return found if self.at_least is None else max(found, self.at_least)


class Season(Closed):
    """From one day of the year to another, both counted: `07-01` to `09-01`."""

    first: str = Field(pattern=r"^\d\d-\d\d$")
    last: str = Field(pattern=r"^\d\d-\d\d$")


class Trigger(Closed):
    """One node of a trigger; exactly one of its forms is written.

    Attributes:
        all: Every one of these holds.
        any: One of these holds.
        negated: This does not hold; written `not`.
        kind: The activity is of this kind.
        fact: The activity has this mark.
        quantity: A figure, compared by `op` with `value`.
        distance_to: Kilometres to a line, compared by `op` with `value`.
        between: Hours or days between two moments, compared by `op` with `value`.
        season: It touches these days of the year.
        acting: One of these states takes part or hosts.
        owed: That obligation of this regime is triggered.
        kept: That obligation of this regime is not broken so far.
        op: `>` and `>=` are meant literally.
        value: A number, the name of a parameter, or a formula.
        unit: Of `between`.
        paragraph: Where the text says this, when it is not the obligation's own article.
        certainty: How sure the number is, when it differs from the obligation.
        source: Key of the number's source, when it differs.
    """

    all: "tuple[Trigger, ...] | None" = None
    any: "tuple[Trigger, ...] | None" = None
    negated: "Trigger | None" = Field(None, alias="not")
    kind: str | None = None
    fact: str | None = None
    quantity: str | None = None
    distance_to: str | None = None
    between: tuple[Anchor, Anchor] | None = None
    season: Season | None = None
    acting: tuple[str, ...] | None = None
    owed: str | None = None
    kept: str | None = None
    op: Operator | None = None
    value: float | str | Formula | None = None
    unit: Literal["hours", "days"] | None = None
    paragraph: str | None = None
    certainty: Certainty | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [form for form in FORMS if getattr(self, form) is not None]
        if len(given) != 1:
            raise ValueError(
                Phrase(
                    "a condition takes one form and this has {given}. Give one of: {forms}.",
                    given=Listing(map(_written, given)) if given else Phrase("none"),
                    forms=Listing(map(_written, FORMS)),
                )
            )
        compares = given[0] in COMPARED
        if compares != (self.op is not None) or compares != (self.value is not None):
            raise ValueError(
                Phrase("`op` and `value` belong to a figure, a distance or a time between.")
            )
        if (given[0] == "between") != (self.unit is not None):
            raise ValueError(Phrase("`unit` (hours or days) belongs to `between`, which needs it."))
        return self

    @property
    def form(self) -> str:
        """Which of its forms is written."""
        return next(form for form in FORMS if getattr(self, form) is not None)

    def nodes(self) -> "tuple[Trigger, ...]":
        """This node and all below it."""
        below = (*(self.all or ()), *(self.any or ()), *((self.negated,) if self.negated else ()))
        return (self, *(node for each in below for node in each.nodes()))


def _written(form: str) -> str:
    """The key of a form in a file."""
    return "not" if form == "negated" else form


COMPARED = ("quantity", "distance_to", "between")
FORMS = (
    *("all", "any", "negated", "kind", "fact", *COMPARED),
    *("season", "acting", "owed", "kept"),
)
