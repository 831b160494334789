"""Switching values: what would have to be true for a side to stay in, unknown by unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from longtin.errors import Phrase
from longtin.game._payoffs import (
    Payoffs,
    check_share,
    is_enough,
    is_tie,
    supported_stake,
    threshold,
)

Unknown = Literal["trust", "stake", "vulnerability", "reputation", "gain", "temptation"]
"""What may have to change: trust itself, the stake, or one number of the payoffs."""


@dataclass(frozen=True)
class SwitchingValue:
    """What one unknown would have to be, all else as it is, for trust to be just enough.

    Attributes:
        unknown: Which.
        now: Its value now.
        limit: Its value where trust is just enough; `None` where this alone decides nothing:
            it cannot bring the side in, or cannot drive it out. At a tie, where it is now.
        stays: Whether trust is enough now. Then `limit` is how far the unknown may move before it
            is not; else, how far it has to.
    """

    unknown: Unknown
    now: float
    limit: float | None
    stays: bool


def switching_values(payoffs: Payoffs, trust: float, stake: float) -> tuple[SwitchingValue, ...]:
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
    check_share(Phrase("trust"), trust)
    check_share(Phrase("stake"), stake)
    least = threshold(payoffs, stake)
    stays = is_enough(trust, least)
    now: Mapping[Unknown, float] = {
        "trust": trust,
        "stake": stake,
        "vulnerability": payoffs.vulnerability,
        "reputation": payoffs.reputation,
        "gain": payoffs.gain,
        "temptation": payoffs.temptation,
    }
    solved = _solved(payoffs, trust, stake)
    # At a tie each stands at its limit, which rounding would put beside it.
    if trust and is_tie(trust, least):
        kept: tuple[Unknown, ...] = ("trust", "stake") if solved["stake"] in (0, 1) else ("trust",)
        solved = {**now, **{unknown: solved[unknown] for unknown in kept}}
    elif is_tie(trust, threshold(replace(payoffs, temptation=0.0), stake)):
        solved["temptation"] = 0.0  # the least there is, which rounding would put below
    limits = {unknown: _possible(payoffs, unknown, value) for unknown, value in solved.items()}
    return tuple(
        SwitchingValue(unknown, value, limits[unknown], stays) for unknown, value in now.items()
    )


def _solved(payoffs: Payoffs, trust: float, stake: float) -> dict[Unknown, float]:
    """The value of each unknown at which trust is just enough, whether it can be had or not."""
    v, g, b, r = payoffs.vulnerability, payoffs.gain, payoffs.temptation, payoffs.reputation
    odds = trust / (1 - trust) if trust < 1 else inf
    scale = stake ** (payoffs.dread - 1)
    # `wanted` is the least edge that pays for the risk, `bearable` the most that can be risked.
    risk = v * scale
    wanted = risk / odds if odds else inf if risk else 0.0
    bearable = odds * payoffs.edge()
    return {
        "trust": threshold(payoffs, stake),
        "stake": supported_stake(payoffs, trust),
        "vulnerability": bearable / scale if scale else inf,
        "reputation": wanted - g + b,
        "gain": wanted + b - r,
        "temptation": g + r - wanted,
    }


def _possible(payoffs: Payoffs, unknown: Unknown, value: float) -> float | None:
    """A value that its unknown can take and that divides those it can take; else nothing."""
    match unknown:
        case "trust":
            can_be = value <= 1
        case "stake":
            can_be = 0 < value < 1
        case "vulnerability":
            can_be = 0 <= value < inf
        case "reputation":
            can_be = 0 < value < inf
        case "gain":
            can_be = payoffs.temptation < value < inf
        case "temptation":
            can_be = 0 <= value < payoffs.gain
    return value if can_be else None
