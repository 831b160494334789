"""The game backwards: what would have to be true for a side to stay in."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from longtin.game._payoffs import Payoffs, check_share, supported_stake, threshold

Unknown = Literal["trust", "stake", "vulnerability", "reputation", "gain", "temptation"]
"""What may have to change: trust itself, the stake, or one number of the payoffs."""


@dataclass(frozen=True)
class Condition:
    """What one unknown would have to be, all else as it is, for trust to be just enough.

    Attributes:
        unknown: Which.
        now: Its value now.
        limit: Its value where trust is just enough; `None` where this alone decides nothing:
            it cannot bring the side in, or cannot drive it out.
        stays: Whether trust is enough now. Then `limit` is how far the unknown may move before it
            is not; else, how far it has to.
    """

    unknown: Unknown
    now: float
    limit: float | None
    stays: bool


def conditions(payoffs: Payoffs, trust: float, stake: float) -> tuple[Condition, ...]:
    """What would have to be true for a side to stay in, unknown by unknown.

    Each is the threshold solved for that unknown alone, with all others as they are. Trust `p` is
    enough where `v·s^(d−1) ≤ p/(1 − p) · (g − b + r)`, which is linear in every number but the
    stake and the dread, so that all solutions are in closed form.

    Args:
        payoffs: Of the side that has to decide, trustworthy.
        trust: Of that side in the other, in [0, 1].
        stake: In (0, 1].

    Returns:
        One for each `Unknown`, in that order.

    Raises:
        ModelError: Trust or the stake is outside its range.
    """
    check_share("trust", trust)
    check_share("stake", stake)
    stays = trust >= threshold(payoffs, stake)
    now: Mapping[Unknown, float] = {
        "trust": trust,
        "stake": stake,
        "vulnerability": payoffs.vulnerability,
        "reputation": payoffs.reputation,
        "gain": payoffs.gain,
        "temptation": payoffs.temptation,
    }
    limits = _limits(payoffs, trust, stake)
    return tuple(
        Condition(unknown, value, limits[unknown], stays) for unknown, value in now.items()
    )


def _limits(payoffs: Payoffs, trust: float, stake: float) -> Mapping[Unknown, float | None]:
    v, g, b, r = payoffs.vulnerability, payoffs.gain, payoffs.temptation, payoffs.reputation
    odds = trust / (1 - trust) if trust < 1 else inf
    scale = stake ** (payoffs.dread - 1)
    least = threshold(payoffs, stake)
    # `wanted` is the least edge that pays for the risk, `bearable` the most that can be risked.
    wanted = v * scale / odds if odds else inf
    bearable = odds * payoffs.edge()
    return {
        "trust": least if least <= 1 else None,
        "stake": _within(supported_stake(payoffs, trust), 0, 1),
        "vulnerability": _within(bearable / scale if scale else inf, 0, inf),
        "reputation": _within(wanted - g + b, 0, inf),
        "gain": _within(wanted + b - r, b, inf),
        "temptation": _within(g + r - wanted, 0, g, open_below=False),
    }


def _within(value: float, least: float, most: float, *, open_below: bool = True) -> float | None:
    """A value that its unknown can take; nothing where it cannot."""
    is_above = value > least if open_below else value >= least
    return value if is_above and value < most else None
