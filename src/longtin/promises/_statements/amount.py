"""Amounts: how much was promised or done, in which unit, and how exactly that was said."""

from math import inf
from typing import Final, Self

from pydantic import Field, model_validator

from longtin._data import Bilingual, Closed
from longtin.errors import Phrase
from longtin.promises._statements.vocabulary import Unit, check_words, vocabulary


class Amount(Closed):
    """So much of something.

    Attributes:
        value: As stated; with `low` and `high` where a range was.
        low: Least.
        high: Most.
        unit: A key of the vocabulary.
        of: What is counted, where the unit does not say.
        year: Of the prices, for money.
        about: Whether the text says "some" or "about".
        a_year: Whether it is due in each year rather than in all.
        limit: Whether it is a ceiling that is not to be passed, rather than something to deliver.
    """

    value: float | None = Field(default=None, ge=0)
    low: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    unit: str
    of: Bilingual | None = None
    year: int | None = Field(default=None, ge=1900, le=2100)
    about: bool = False
    a_year: bool = False
    limit: bool = False

    @model_validator(mode="after")
    def _is_some(self) -> Self:
        if self.value is None and self.low is None and self.high is None:
            raise ValueError(Phrase("an amount needs `value`, or `low` or `high`. Write one."))
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(Phrase("`low` is above `high`. Set one right."))
        check_words([(self.unit, vocabulary().units, "unit")])
        return self

    @property
    def least(self) -> float:
        """The least that keeps the promise."""
        return next(each for each in (self.low, self.value, self.high) if each is not None)

    @property
    def lowest(self) -> float:
        """The lower end of what is said: nothing below a mere ceiling."""
        return next((each for each in (self.low, self.value) if each is not None), 0.0)

    @property
    def highest(self) -> float:
        """The upper end of what is said: no end above a mere floor."""
        return next((each for each in (self.high, self.value) if each is not None), inf)

    @property
    def middle(self) -> float:
        """One number for a table: the value, else the middle of the range or its one end."""
        if self.value is not None:
            return self.value
        ends = [each for each in (self.low, self.high) if each is not None]
        return sum(ends) / len(ends)

    @property
    def counted(self) -> Unit:
        """Its unit."""
        return vocabulary().units[self.unit]


ROUNDING: Final = 0.005
"""Share by which a figure may differ and still be the same: figures are rounded when told."""


def tolerated(promised: Amount, done: Amount | None = None) -> float:
    """Share by which what was done may differ from what was promised and still agree.

    Nothing where both are exact; where one is told as "some", what the vocabulary says of that.

    Args:
        promised: What was said.
        done: What was counted.
    """
    is_about = promised.about or (done is not None and done.about)
    return vocabulary().about.share if is_about else 0.0
