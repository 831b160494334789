"""Findings: what somebody saw who looked whether a word agrees with what is there."""

from datetime import date
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import Phrase
from longtin.promises._statements.amount import Amount, tolerated

Agreement = Literal[
    "consistent", "within_tolerance", "inconsistent", "inconclusive", "access_denied"
]
"""How a word and what was found agree.

`consistent`: what was found is what was said. `within_tolerance`: it differs by no more than the
text, the count or a named tolerance leaves open. `inconsistent`: by more. `inconclusive`: who
looked could not tell. `access_denied`: who was to look was not let in, which is no finding of what
is behind the door. None of them says why, or whose fault it is.
"""

Bound = Literal["at_most", "at_least", "exactly"]


class FindingReply(Closed):
    """What the other side says of a finding.

    Attributes:
        by: Who.
        on: When.
        says: What, in our words.
        source: A key of the sources.
    """

    by: str
    on: date
    says: Bilingual
    source: str


class WordFinding(Closed):
    """What somebody saw who looked whether a commitment agrees with what is there.

    Attributes:
        on: When it was found, or reported where the day of looking is not told.
        by: Who looked: the other side, a third party, or the promiser itself.
        says: What was found, in our words.
        agreement: How it agrees; left out where the figures say so.
        found: The figure found; a range where it is not known better.
        stated: The figure it was held against.
        bound: Whether the stated figure is a ceiling, a floor, or the figure itself.
        tolerance: Difference in the unit up to which both still agree; without it what `about` of
            one of the figures leaves open, and else nothing.
        tolerance_says: Where the tolerance is from.
        reply: What the other side says of it.
        source: A key of the sources.
        certainty: How sure it is.
    """

    on: date
    by: str
    says: Bilingual
    agreement: Agreement | None = None
    found: Amount | None = None
    stated: Amount | None = None
    bound: Bound = "exactly"
    tolerance: float | None = Field(default=None, ge=0)
    tolerance_says: Bilingual | None = None
    reply: FindingReply | None = None
    source: str
    certainty: Certainty = "memory"

    @model_validator(mode="after")
    def _is_told_once(self) -> Self:
        figures = (self.found, self.stated)
        if (self.agreement is None) == any(each is None for each in figures):
            raise ValueError(
                Phrase(
                    "a finding has `found` and `stated`, which say how they agree, or `agreement`. "
                    "Write one of the two."
                )
            )
        if self.found and self.stated and self.found.unit != self.stated.unit:
            raise ValueError(Phrase("`found` and `stated` are in two units. Give both in one."))
        if self.tolerance is not None and self.tolerance_says is None:
            raise ValueError(
                Phrase("a tolerance comes from somewhere. Say where in `tolerance_says`.")
            )
        return self

    @property
    def outcome(self) -> Agreement:
        """How it agrees: as told, or by the figures."""
        if self.agreement is not None:
            return self.agreement
        beyond = abs(self.beyond or 0.0)
        if beyond <= LEAST:
            return "consistent"
        return "within_tolerance" if beyond <= self.tolerated + LEAST else "inconsistent"

    @property
    def difference(self) -> float | None:
        """The figure found less the figure stated, in their unit; by their middles."""
        if self.found is None or self.stated is None:
            return None
        return round(self.found.middle - self.stated.middle, DIGITS)

    @property
    def beyond(self) -> float | None:
        """By how much what was found passes the bound, at the least; 0 where it keeps to it."""
        if self.found is None or self.stated is None:
            return None
        over = max(self.found.lowest - self.stated.highest, 0.0)
        under = max(self.stated.lowest - self.found.highest, 0.0)
        if self.bound == "at_most":
            return over
        return -under if self.bound == "at_least" else over - under

    @property
    def tolerated(self) -> float:
        """Difference up to which both still agree, in their unit."""
        if self.tolerance is not None:
            return self.tolerance
        if self.found is None or self.stated is None:
            return 0.0
        return tolerated(self.stated, self.found) * self.stated.middle

    def known_on(self, day: date) -> Self:
        """The same as it was known on a day: no reply that came later."""
        is_later = self.reply is not None and self.reply.on > day
        return self.model_copy(update={"reply": None}) if is_later else self


DIGITS: Final = 9
"""Places of a difference; what is left beyond them is of subtracting decimals."""

LEAST: Final = 10.0**-DIGITS
"""Difference that is none."""
