"""Assumptions about payoffs: shipped judgements with their reasons, and a user's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from longtin import _data
from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import DataError, ModelError, Phrase
from longtin.game._payoffs import Payoffs, check_share


class Assumption(Closed):
    """A number that is somebody's judgement.

    Attributes:
        value: The number.
        certainty: How sure it is.
        why: What it says, in words.
        source: Who says so.
    """

    value: float
    certainty: Certainty
    why: Bilingual
    source: str


class _ShippedPayoffs(Closed):
    reference_stake: Assumption
    both: dict[str, Assumption]


class _PayoffChanges(Closed):
    """The numbers a user changes."""

    gain: float | None = None
    vulnerability: float | None = None
    temptation: float | None = None
    cheating: float | None = None
    reputation: float | None = None
    dread: float | None = None

    def over(self, payoffs: Mapping[str, float]) -> dict[str, float]:
        """These numbers where they are given, the others elsewhere."""
        return {**payoffs, **self.model_dump(exclude_none=True)}


class _OwnPayoffs(Closed):
    reference_stake: float | None = None
    both: _PayoffChanges = Field(default_factory=_PayoffChanges)
    parties: dict[str, _PayoffChanges] = Field(default_factory=dict)


@dataclass(frozen=True)
class Assumptions:
    """What acts of cooperation are worth to each of some parties.

    Attributes:
        reference_stake: The stake at which the 2×2 is drawn when none is asked for.
        both: Payoffs of a party of which nothing else is said.
        parties: Payoffs of others, by name as the user wrote it.
        reasons: Why the shipped numbers are what they are, by name.
    """

    reference_stake: float
    both: Payoffs
    parties: Mapping[str, Payoffs]
    reasons: Mapping[str, Assumption]

    def __repr__(self) -> str:
        """In short."""
        own = f", own for {', '.join(self.parties)}" if self.parties else ""
        return f"<Assumptions at a stake of {self.reference_stake:g}: {self.both}{own}>"


@cache
def assumptions() -> Assumptions:
    """The numbers Longtin starts from: judgements, each with its reason."""
    shipped = _data.read(files(__package__) / "data" / "payoffs.yaml", _ShippedPayoffs)
    both = Payoffs(**{name: number.value for name, number in shipped.both.items()})
    reasons = {"reference_stake": shipped.reference_stake, **shipped.both}
    return Assumptions(shipped.reference_stake.value, both, {}, reasons)


def read_assumptions(path: Path | None) -> Assumptions:
    """The shipped numbers, with those of a user's file in their place.

    Args:
        path: YAML with any of `reference_stake`, `both: {vulnerability: …}` and
            `parties: {NAME: {vulnerability: …}}`; without one, the shipped numbers.

    Raises:
        DataError: It cannot be read, or a number is outside its range.
    """
    shipped = assumptions()
    if path is None:
        return shipped
    own = _data.read(path, _OwnPayoffs)
    plain = own.both.over(
        {name: getattr(shipped.both, name) for name in _PayoffChanges.model_fields}
    )
    stake = shipped.reference_stake if own.reference_stake is None else own.reference_stake
    try:
        check_share(Phrase("reference stake"), stake)
        both = Payoffs(**plain)
    except ModelError as error:
        raise DataError("{place}: {slip}", place=path, slip=error) from None
    parties = {name: _party(path, name, some.over(plain)) for name, some in own.parties.items()}
    return Assumptions(stake, both, parties, shipped.reasons)


def _party(path: Path, name: str, values: Mapping[str, float]) -> Payoffs:
    try:
        return Payoffs(**values)
    except ModelError as error:
        raise DataError("{place}: `{name}`: {slip}", place=path, name=name, slip=error) from None
