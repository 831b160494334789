"""Sensitivity: which assumption moves the order of institutions most.

For each uncertain number the draws are split into thirds by its value; how differently the
institutions win in the highest and the lowest third is its influence. What chance alone would show
is found by shuffling.

Source:
    [Saltelli and others 2008], regional (Monte Carlo filtered) sensitivity.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from longtin.forums._setting.setting import Floats
from longtin.forums.institutions.carry_out import FORUMS
from longtin.forums.institutions.forum_outcome import Forum

SHUFFLES: Final = 256


@dataclass(frozen=True)
class Influence:
    """How far one assumption moves the order.

    Attributes:
        name: The assumption, as the issue file has it.
        shift: Share of the draws that go to another institution between its lowest and highest
            third, 0 to 1.
        by_chance: The shift that nineteen in twenty shuffles stay below.
        at_low: The institution that wins most often in its lowest third.
        at_high: The same in its highest.
        low: Upper end of its lowest third.
        high: Lower end of its highest third.
    """

    name: str
    shift: float
    by_chance: float
    at_low: Forum
    at_high: Forum
    low: float
    high: float

    @property
    def is_seen(self) -> bool:
        """Whether it moves the order by more than chance would."""
        return self.shift > self.by_chance


def influences(values: Mapping[str, Floats], won: Floats, seed: int) -> tuple[Influence, ...]:
    """The influence of each assumption that has a range, the greatest first.

    Args:
        values: Of each assumption its value in each draw, (draws,).
        won: Which institution does best in each draw, (draws, forums), rows of sum 1.
        seed: Of the shuffles.
    """
    draws = len(won)
    third = draws // 3
    if third < 3:
        return ()
    chance = np.random.default_rng([seed, 4])
    shuffled = np.array([_shift(won, chance.permutation(draws), third) for _ in range(SHUFFLES)])
    limit = float(np.quantile(shuffled, 0.95))
    found = []
    for name, drawn in values.items():
        if np.ptp(drawn) <= 0.0:
            continue
        order = np.argsort(drawn, kind="stable")
        ends = won[order[:third]].mean(axis=0), won[order[-third:]].mean(axis=0)
        found.append(
            Influence(
                name=name,
                shift=_shift(won, order, third),
                by_chance=limit,
                at_low=FORUMS[int(np.argmax(ends[0]))],
                at_high=FORUMS[int(np.argmax(ends[1]))],
                low=float(drawn[order[third - 1]]),
                high=float(drawn[order[-third]]),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.shift, each.name)))


def _shift(won: Floats, order: np.ndarray, third: int) -> float:
    """Half the sum of absolute differences between the wins of the two outer thirds."""
    lowest, highest = won[order[:third]].mean(axis=0), won[order[-third:]].mean(axis=0)
    return float(0.5 * np.abs(highest - lowest).sum())
