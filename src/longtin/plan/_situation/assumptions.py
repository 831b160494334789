"""Assumptions about the world: shipped judgements with their reasons, and a user's own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from longtin import _data
from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import DataError, ModelError
from longtin.plan.decision.outlook import Outlook


class JudgedValue(Closed):
    """A number that is somebody's judgement.

    Attributes:
        value: The number.
        range: What is thought possible, lowest and highest.
        certainty: How sure it is.
        source: Who says so.
        why: What it says, in words.
    """

    value: float
    range: tuple[float, float]
    certainty: Certainty
    source: str
    why: Bilingual


class _ShippedValues(Closed):
    values: dict[str, JudgedValue]


class _OwnValues(Closed):
    values: dict[str, float] = Field(default_factory=dict)


@dataclass(frozen=True)
class AssumptionSet:
    """What is assumed.

    Attributes:
        values: By name, as `reasons` has them.
        reasons: Of the shipped values.
        where: The user's file; empty for the shipped values.
    """

    values: Mapping[str, float]
    reasons: Mapping[str, JudgedValue]
    where: str = ""

    def outlook(self, **turnover: float) -> Outlook:
        """These values as an outlook.

        Args:
            **turnover: `keep_them`, `win_them`, `keep_us`, `win_us` for a step of the plan.
        """
        known = {field.name for field in fields(Outlook)}
        given = {name: value for name, value in self.values.items() if name in known}
        return Outlook(**given, **turnover)

    def having(self, **values: float) -> "AssumptionSet":
        """The same with other values."""
        return replace(self, values={**self.values, **values})


@cache
def assumptions() -> AssumptionSet:
    """The shipped judgements."""
    shipped = _data.read(files("longtin.plan") / "data" / "outlook.yaml", _ShippedValues)
    return AssumptionSet({name: one.value for name, one in shipped.values.items()}, shipped.values)


def read_assumptions(path: Path | None) -> AssumptionSet:
    """The shipped judgements, with those of a user's file in their place.

    Args:
        path: YAML such as `values: {noise: 0.1}`; without one, the shipped values.

    Raises:
        DataError: It cannot be read, names a value there is not, or one is out of range.
    """
    shipped = assumptions()
    if path is None:
        return shipped
    own = _data.read(path, _OwnValues).values
    for name in own:
        if name not in shipped.values:
            known = ", ".join(sorted(shipped.values))
            raise DataError(
                "{file}: there is no value `{name}`. There are {known}.",
                file=path,
                name=name,
                known=known,
            )
    found = AssumptionSet({**shipped.values, **own}, shipped.reasons, str(path))
    try:
        found.outlook()
    except ModelError as error:
        raise DataError("{place}: {slip}", place=path, slip=error) from None
    return found
