"""Payoffs of one act of cooperation: what each outcome is worth, and the trust it takes.

For an act with stake `s`, from one side, whose type decides what cheating pays (`b`):

|               | the other cooperates | the other defects |
|---------------|----------------------|-------------------|
| **cooperate** | `g·s`                | `−v·s^d`          |
| **defect**    | `(b − r)·s`          | `0`               |
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import inf, isfinite
from typing import Any, Final, Literal, overload

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError, Phrase

Floats = NDArray[np.float64]

Cell = Literal["win-win", "first doubts", "second doubts", "collapse"]
"""Where two sides stand: both trust enough, only one does, neither does."""

NONE_IS_ENOUGH: Final = inf
"""The threshold of a side that would cheat even a partner sure to keep faith."""

TIE: Final = 1e-9
"""How near to a threshold, as a share of it, trust is at it: rounding cannot tell them apart."""


@dataclass(frozen=True, kw_only=True)
class Payoffs:
    """What an act of cooperation is worth to one side, in units of the common gain at full stake.

    Attributes:
        gain: `g` > 0, when both cooperate; grows with the overlap of interests.
        vulnerability: `v` ≥ 0, lost when the other cheats; guarantees and verification lower it.
        temptation: `b` in [0, g) of a trustworthy government: what cheating would bring it.
        cheating: `b` > g of an untrustworthy one.
        reputation: `r` ≥ 0, what cheating costs with third parties and under rules.
        dread: `d` ≥ 1, how fast losses grow with the stake: as `v·s^d`. At 1, in step with gains;
            above, a small betrayal can be survived and a large one cannot.

    Raises:
        ModelError: A value is outside its range.

    Source:
        [Kydd 2005]; the growth of losses, [Jervis 1978].
    """

    gain: float
    vulnerability: float
    temptation: float
    cheating: float
    reputation: float
    dread: float

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isfinite(value):
                raise ModelError(
                    "`{name}` is {value}. Give a finite number.", name=field.name, value=value
                )
        gain = f"{self.gain:g}"
        ranges = {
            "gain": (self.gain > 0, Phrase("above 0")),
            "vulnerability": (self.vulnerability >= 0, Phrase("0 or more")),
            "reputation": (self.reputation >= 0, Phrase("0 or more")),
            "dread": (
                self.dread >= 1,
                Phrase("1 or more: losses grow at least in step with gains"),
            ),
            "temptation": (
                0 <= self.temptation < self.gain,
                Phrase(
                    "from 0 to below the gain, {gain}: a trustworthy government would rather "
                    "cooperate than cheat",
                    gain=gain,
                ),
            ),
            "cheating": (
                self.cheating > self.gain,
                Phrase(
                    "above the gain, {gain}: an untrustworthy government would rather cheat",
                    gain=gain,
                ),
            ),
        }
        for name, (is_held, accepted) in ranges.items():
            if not is_held:
                raise ModelError(
                    "`{name}` is {value}; it must be {accepted}.",
                    name=name,
                    value=f"{getattr(self, name):g}",
                    accepted=accepted,
                )

    def edge(self, *, trustworthy: bool = True) -> float:
        """What keeping faith with one who keeps faith is worth over cheating him, per stake.

        `g − b + r`; below zero, no trust makes this type cooperate.
        """
        pays = self.temptation if trustworthy else self.cheating
        return self.gain - pays + self.reputation

    def loss(self, stake: float) -> float:
        """What cooperating with a cheat costs at a stake."""
        return float(self.vulnerability * stake**self.dread)


def payoff_table(payoffs: Payoffs, stakes: Sequence[float]) -> Floats:
    """What each outcome is worth to each type.

    Args:
        payoffs: Of the side.
        stakes: In [0, 1].

    Returns:
        Shape (stake, type, own conduct, other's conduct); type 1 is trustworthy, conduct 1
        cooperates.
    """
    s = np.asarray(stakes, np.float64)
    table = np.zeros((s.size, 2, 2, 2))
    table[:, :, 1, 1] = payoffs.gain * s[:, None]
    table[:, :, 1, 0] = -payoffs.vulnerability * s[:, None] ** payoffs.dread
    for kind, pays in enumerate((payoffs.cheating, payoffs.temptation)):
        table[:, kind, 0, 1] = (pays - payoffs.reputation) * s
    return table


def threshold(payoffs: Payoffs, stake: float, *, trustworthy: bool = True) -> float:
    """The least trust at which cooperating is worth it: enough by itself, see `is_enough`.

    `v·s^(d−1) / (v·s^(d−1) + g − b + r)`. With `d = 1`, and at full stake with any `d`, this is
    the threshold of the linear game, which does not depend on the stake.

    Args:
        payoffs: Of the side that has to decide.
        stake: In [0, 1]; at 0, the limit.
        trustworthy: Of which type; an untrustworthy one cooperates only where reputation and
            rules cost it more than cheating brings.

    Returns:
        In [0, 1], or infinity where no trust is enough.

    Raises:
        ModelError: The stake is outside [0, 1].

    Source:
        [Kydd 2005], for linear losses.
    """
    check_share(Phrase("stake"), stake)
    risk = payoffs.vulnerability * stake ** (payoffs.dread - 1)
    edge = payoffs.edge(trustworthy=trustworthy)
    if edge < 0:
        return NONE_IS_ENOUGH
    return risk / (risk + edge) if risk else 0.0


@overload
def is_enough(trust: float, least: float) -> bool: ...
@overload
def is_enough(trust: Floats, least: float) -> NDArray[np.bool_]: ...
def is_enough(trust: Any, least: float) -> Any:
    """Whether trust reaches a threshold, each of an array by itself; at the threshold it does.

    There both choices are worth the same, and either would be an equilibrium. Longtin takes the
    side as staying in, so that the threshold is the *least* trust that is enough and the largest
    supported stake is itself supported. Nearer than `TIE`, trust counts as being at the threshold.

    Args:
        trust: In [0, 1], one or many.
        least: The threshold.
    """
    return trust >= least * (1 - TIE)


def is_tie(trust: float, least: float) -> bool:
    """Whether trust is at a threshold, so that both choices are worth the same."""
    return abs(trust - least) <= TIE * least if isfinite(least) else False


def supported_stake(payoffs: Payoffs, trust: float) -> float:
    """The largest stake that trust supports: where the threshold is no higher than trust.

    Args:
        payoffs: Of the side that has to decide, trustworthy.
        trust: In [0, 1].

    Returns:
        In [0, 1]. With linear losses it is all or nothing.

    Raises:
        ModelError: Trust is not a probability.
    """
    check_share(Phrase("trust"), trust)
    if is_enough(trust, threshold(payoffs, 1)):
        return 1.0
    if payoffs.dread == 1 or trust == 0:
        return 0.0
    odds = trust / (1 - trust)
    risk = odds * payoffs.edge() / payoffs.vulnerability
    return float(min(risk ** (1 / (payoffs.dread - 1)), 1.0))


def cell(
    first_trust: float, second_trust: float, first_threshold: float, second_threshold: float
) -> Cell:
    """Where two sides stand in the 2×2: whether each trusts the other enough.

    Args:
        first_trust: Of the first side in the second, in [0, 1].
        second_trust: Of the second in the first.
        first_threshold: The least trust at which the first cooperates.
        second_threshold: Of the second.
    """
    does_first = is_enough(first_trust, first_threshold)
    does_second = is_enough(second_trust, second_threshold)
    if does_first and does_second:
        return "win-win"
    if does_second:
        return "first doubts"
    return "second doubts" if does_first else "collapse"


def check_share(name: Phrase, value: float) -> None:
    """Refuse what is not between 0 and 1.

    Raises:
        ModelError: It is not.
    """
    if not 0 <= value <= 1:
        raise ModelError(
            "The {name} is {value}; it must lie between 0 and 1.", name=name, value=f"{value:g}"
        )
