"""Judged numbers: a value with the range it may lie in, and why somebody thinks so."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from longtin._data import Bilingual, Closed
from longtin.errors import Phrase


class JudgedNumber(Closed):
    """A number that somebody judged, or that a source gives.

    Attributes:
        at: The value; where the range is drawn from, its peak.
        low: Least it may be; the value itself without it.
        high: Most it may be, likewise.
        because: What it rests on, where it is somebody's judgement.
        source: A key of the sources, where one gives it.
    """

    at: float
    low: float | None = None
    high: float | None = None
    because: Bilingual | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _is_in_its_range(self) -> Self:
        if not self.least <= self.at <= self.most:
            raise ValueError(
                Phrase(
                    "{at} lies outside {low} to {high}. Set `at`, `low` or `high` right.",
                    at=self.at,
                    low=self.least,
                    high=self.most,
                )
            )
        return self

    @property
    def least(self) -> float:
        """The low end of its range."""
        return self.at if self.low is None else self.low

    @property
    def most(self) -> float:
        """The high end of its range."""
        return self.at if self.high is None else self.high

    @property
    def is_sure(self) -> bool:
        """Whether its range is a single value."""
        return self.least == self.most


def _written(given: Any) -> Any:
    """A plain number as a judged one without a range."""
    is_plain = isinstance(given, int | float | str) and not isinstance(given, bool)
    return {"at": given} if is_plain else given


def _within(least: float, most: float) -> AfterValidator:
    def check(number: JudgedNumber) -> JudgedNumber:
        if number.least < least or number.most > most:
            if number.is_sure:
                raise ValueError(
                    Phrase(
                        "is {at}, and only {least} to {most} means anything. Set it right.",
                        at=number.at,
                        least=least,
                        most=most,
                    )
                )
            raise ValueError(
                Phrase(
                    "goes from {low} to {high}, and only {least} to {most} means anything. Set "
                    "`at`, `low` or `high` right.",
                    low=number.least,
                    high=number.most,
                    least=least,
                    most=most,
                )
            )
        return number

    return AfterValidator(check)


Number = Annotated[JudgedNumber, _within(-1.0e6, 1.0e6), BeforeValidator(_written)]
"""A plain number or `{at, low, high, because, source}`; a million times an average at most."""

Share = Annotated[JudgedNumber, _within(0.0, 1.0), BeforeValidator(_written)]
"""The same from 0 to 1."""

Ratio = Annotated[JudgedNumber, _within(1.0e-3, 1.0e3), BeforeValidator(_written)]
"""The same above 0."""

Years = Annotated[JudgedNumber, _within(0.0, 100.0), BeforeValidator(_written)]
"""The same, a span of time in years."""

Rate = Annotated[JudgedNumber, _within(0.0, 0.9), BeforeValidator(_written)]
"""The same, a share lost by each year."""
