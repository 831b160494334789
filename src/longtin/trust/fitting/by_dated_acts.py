"""Belief by dated acts alone, on which further channels are fitted, and how well they foretell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from longtin.acts import Record
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.evidence.panel import Panel
from longtin.trust.model.beliefs import Beliefs, Model, believed_by_week
from longtin.trust.model.parameters import Parameters

DISCOUNTS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Those tried."""

ENOUGH = 0.9
"""Share of the greatest gain that the chosen discount must win."""

SETTLING = 6
"""First weeks of a stretch of dated acts, which are not held out."""

SHORTEST = 12
"""Weeks of the shortest stretch from which acts are held out."""


@dataclass(frozen=True)
class ByActs:
    """Belief of pairs by dated acts alone.

    Attributes:
        record: What it was read from.
        annual: Parameters behind it.
        events: Likewise.
        held: The weeks.
        beliefs: The belief.
        panel: The same pairs by years, up to the year before the last week.
    """

    record: Record
    annual: Parameters
    events: Parameters
    held: Weeks
    beliefs: Beliefs
    panel: Panel

    @property
    def origin(self) -> dict[str, Any]:
        """Where what is fitted on it comes from."""
        return {
            "command": "longtin fit",
            "record": self.record.version,
            "until": self.held.ends[-1].isoformat(),
            "annual": self.annual.version,
            "events": self.events.version,
            "pairs": len(self.held.pairs),
        }


def by_dated_acts(
    record: Record, annual: Parameters, events: Parameters, pairs: tuple[Pair, ...], last: date
) -> ByActs:
    """Belief of pairs up to a day by dated acts alone, without exchanges and context."""
    held = read_weeks(record, pairs, last, events.counting)
    graded = annual.anchors is not None
    panel = years_behind(record, held, graded=graded, shift=events.shift)
    alone = replace(held, exchanged=held.exchanged.clear())
    beliefs = believed_by_week(alone, panel, Model(annual, events, draws=0))
    return ByActs(record, annual, events, held, beliefs, panel)


def chosen(gains: Mapping[float, float]) -> float:
    """The smallest discount that wins `ENOUGH` of what any would."""
    return min(each for each, gain in gains.items() if gain >= ENOUGH * max(gains.values()))


def rounded(gains: Mapping[float, float]) -> dict[str, float]:
    """Gains as a parameter file keeps them."""
    return {f"{discount:g}": round(float(gain), 1) for discount, gain in gains.items()}


def held_out(told: Floats, where: Bools, known: ByActs) -> dict[float, float]:
    """Log-likelihood of held-out acts at each discount, less that at none.

    From each stretch of dated weeks but its first ones, belief is led on by the channel alone, and
    asked each week how likely the acts of that week were.

    Args:
        told: Log-likelihood under each level by the channel (step, level, pair).
        where: Steps and pairs whose acts count.
        known: Belief by dated acts.
    """
    without = _foretold(0.0 * told, where, known)
    return {each: _foretold(each * told, where, known) - without for each in DISCOUNTS}


@dataclass(frozen=True)
class _Stretch:
    """Steps from which acts are held out."""

    first: int
    last: int


def _stretches(dated: Bools) -> Iterator[_Stretch]:
    """Runs of steps in which dated acts cover most pairs, without their first ones."""
    covers = np.concatenate([[False], dated.mean(axis=1) > 0.5, [False]])
    starts, ends = (np.flatnonzero(np.diff(covers.astype(int)) == way) for way in (1, -1))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start >= SHORTEST + SETTLING:
            yield _Stretch(start + SETTLING, end)


def _foretold(told: Floats, where: Bools, known: ByActs) -> float:
    """Log-likelihood of held-out acts, up to a constant."""
    levels, total = known.beliefs.levels, 0.0
    for stretch in _stretches(known.held.dated):
        belief = levels.after[stretch.first - 1]
        for step in range(stretch.first, stretch.last):
            belief = known.beliefs.turnover.into(step, belief) * np.exp(told[step])
            belief /= belief.sum(axis=0)
            acts = levels.after[step] / levels.before[step]
            total += float(np.log((belief * acts).sum(axis=0))[where[step]].sum())
    return total
