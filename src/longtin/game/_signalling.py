"""Costly signalling in two rounds: which first steps tell the types of government apart.

Both sides move at once, first at stake `s`, then at stake `S`; what each did first is seen. With
`p` the chance that the other is trustworthy, `e = g − b_1 + r` the edge of a trustworthy
government and `x = b_0 − r − g` what an untrustworthy one gains by cheating over cooperating:

*Separating*: only the trustworthy cooperate first; then those who saw cooperation cooperate.
An untrustworthy one will not mimic, since that risks `s` for a chance to cheat at `S`, where

    p·x·s + (1 − p)·v·s^d ≥ p·(b_0 − r)·S          the first step is large enough

and a trustworthy one will risk it, to cooperate at `S` with those who show themselves, where

    (1 − p)·v·s^d − p·e·s ≤ p·g·S                  the first step is small enough

*Pooling*: both types cooperate first, who then have learnt nothing; the trustworthy go on, since
`p` is above the threshold at `S`, and the untrustworthy cheat then. This needs

    x·s ≤ p·(b_0 − r)·S           the first step is too small to be worth cheating at

The conditions are derived from these payoffs; the argument is Kydd's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from longtin.errors import Phrase
from longtin.game._payoffs import (
    NONE_IS_ENOUGH,
    TIE,
    Payoffs,
    check_share,
    is_enough,
    threshold,
)

PRECISE = 1e-12
"""How narrow a bracketed root is made."""


@dataclass(frozen=True)
class StakeRange:
    """First stakes at which an equilibrium exists, both ends among them.

    Attributes:
        low: The least, in [0, 1].
        high: The greatest, in [0, 1]; below `low`, there is none.
    """

    low: float
    high: float

    @property
    def is_open(self) -> bool:
        """Whether any first stake will do."""
        return is_enough(self.high, self.low)

    def __contains__(self, stake: object) -> bool:
        if not isinstance(stake, int | float):
            return False
        return is_enough(stake, self.low) and is_enough(self.high, stake)


NOWHERE = StakeRange(1.0, 0.0)
"""No first stake will do."""


def separating(payoffs: Payoffs, trust: float, last: float = 1.0) -> StakeRange:
    """First stakes that show which type a government is: large enough, and small enough.

    Args:
        payoffs: Of the side that moves; where both sides are uncertain, both must find the stake
            in their window.
        trust: Of that side in the other, in [0, 1].
        last: Stake of the second round, in (0, 1].

    Raises:
        ModelError: Trust or the stake is outside its range.

    Source:
        [Kydd 2000], [Kydd 2005], for linear losses.
    """
    check_share(Phrase("trust"), trust)
    check_share(Phrase("stake of the second round"), last)
    edge, lure = payoffs.edge(), -payoffs.edge(trustworthy=False)
    if edge < 0 or lure <= 0 or not trust:
        return NOWHERE  # nobody cooperates, or rules make both types alike
    prize = payoffs.cheating - payoffs.reputation

    def unmasked(stake: float) -> float:
        return _mixed(trust, lure * stake, payoffs.loss(stake)) - trust * prize * last

    def risked(stake: float) -> float:
        return _mixed(trust, -edge * stake, payoffs.loss(stake)) - trust * payoffs.gain * last

    if unmasked(1.0) < -TIE * trust * prize * last:
        return NOWHERE
    return StakeRange(_rising(unmasked), _rising(risked))


def pooling(payoffs: Payoffs, trust: float, last: float = 1.0) -> StakeRange:
    """First stakes that show nothing: an untrustworthy government cooperates too, to cheat later.

    Args:
        payoffs: Of the side that moves.
        trust: Of that side in the other, in [0, 1].
        last: Stake of the second round, in (0, 1].

    Raises:
        ModelError: Trust or the stake is outside its range.

    Source:
        [Kydd 2000], [Kydd 2005], for linear losses.
    """
    check_share(Phrase("trust"), trust)
    lure, edge = -payoffs.edge(trustworthy=False), payoffs.edge()
    if lure <= 0 or not is_enough(trust, threshold(payoffs, last)):
        return NOWHERE  # rules make both types alike, or nobody would go on
    goes_on = trust * payoffs.gain * last - (1 - trust) * payoffs.loss(last)
    least = max(-goes_on / edge, 0.0) if edge else 0.0
    prize = payoffs.cheating - payoffs.reputation
    return StakeRange(least, min(trust * prize * last / lure, 1.0))


def least_first_step(payoffs: Payoffs, last: float = 1.0) -> float:
    """The first stake below which types are told apart at no trust whatever.

    `S·(b_0 − r − g) / (b_0 − b_1)`, whatever the vulnerability and the dread. Where a window just
    opens, it is this stake; at higher trust the least stake is larger.

    Args:
        payoffs: Of the side that moves.
        last: Stake `S` of the second round, in (0, 1].

    Returns:
        In [0, 1]; 0 where rules make both types alike.

    Source:
        Derived here: put one condition of `separating` with equality into the other.
    """
    lure = max(-payoffs.edge(trustworthy=False), 0.0)
    return last * lure / (payoffs.cheating - payoffs.temptation)


def least_trust_to_separate(payoffs: Payoffs, last: float = 1.0) -> float:
    """The least trust at which some first step tells the types apart.

    It lies below the threshold of the second stake: a first step buys what one step could not.
    Below it, any step that unmasks a cheat is more than a trustworthy government would risk.

    Args:
        payoffs: Of the side that moves.
        last: Stake of the second round, in (0, 1].

    Returns:
        In [0, 1], or infinity where there is nothing to tell apart, or nobody would cooperate.

    Source:
        Derived here; for linear losses the argument of [Kydd 2005].
    """
    edge, step = payoffs.edge(), least_first_step(payoffs, last)
    if edge < 0 or not step:
        return NONE_IS_ENOUGH
    risk = payoffs.loss(step)
    return risk / (risk + edge * step + payoffs.gain * last)


def _mixed(trust: float, if_trustworthy: float, if_not: float) -> float:
    return trust * if_trustworthy + (1 - trust) * if_not


def _rising(function: Callable[[float], float]) -> float:
    """Where a function that is below zero at 0 reaches zero; 1 where it does so no earlier."""
    from scipy.optimize import brentq

    return float(brentq(function, 0.0, 1.0, xtol=PRECISE)) if function(1.0) > 0 else 1.0
