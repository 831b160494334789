"""Belief of one side in the other as a plan takes it: from an estimate, or as the user gave it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from longtin._dates import DAYS_A_YEAR, WEEK
from longtin.trust import Estimate, onward, probability, spread

OLD: Final = timedelta(days=round(2 * DAYS_A_YEAR))
"""Age of the last evidence beyond which trust is an interval and no figure."""

WIDE: Final = 0.5
"""Width of the interval of trust from which on evidence counts as thin: half of all it can be."""


@dataclass(frozen=True)
class Belief:
    """Trust of one side in the other, and how it changes by itself.

    Attributes:
        trust: How often the other would return cooperation, as far as its conduct shows.
        low: Lower end of the 90 % interval of that level.
        high: Upper end.
        keep: What trust of 1 would be a year later, by turnover alone.
        win: What trust of 0 would be a year later.
        given: Whether the user gave it rather than the record.
        recorded: What it was at the last evidence, where it has been carried on since.
        spread: How far the level is from known, `Var τ / (E τ (1 − E τ))`, in [0, 1]: after one
            kept promise trust is `E + Var/E`. At 1 the other is of one of two types.
        read: The spread at the last evidence; the same where it is of today.
        stir: Standard deviation of a year's change of trust in the record; 0 where none is known.
        heard: Day of the last evidence, where trust has been carried on since.
        is_old: Whether it was carried on for so long that it is an interval, not a figure.
    """

    trust: float
    low: float
    high: float
    keep: float
    win: float
    given: bool = False
    recorded: float | None = None
    spread: float = 1.0
    read: float = 1.0
    stir: float = 0.0
    heard: date | None = None
    is_old: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether evidence is too thin for one figure: no first step should rest on it unsaid."""
        return not self.given and (self.is_old or self.high - self.low >= WIDE)

    @property
    def unread(self) -> float:
        """Spread of trust itself: all that the level has, where there is an interval and no figure.

        Carried on for a shorter time, as much as would be gone were it read as well as it was last.
        """
        if self.is_old:
            return self.spread
        return max(0.0, (self.spread - self.read) / (1.0 - self.read)) if self.read < 1.0 else 0.0

    def news(self, days: float) -> float:
        """How far ordinary dealings over some days tell the other's conduct, in [0, 1].

        So that trust is moved as it has been in the record: by one of two signs, right with chance
        `(1 + news) / 2`, by which belief moves about `2·spread·p·(1 − p)·news`.
        """
        moves = 2.0 * self.spread * self.trust * (1.0 - self.trust)
        size = self.stir * (days / DAYS_A_YEAR) ** 0.5
        return min(size / moves, 0.99) if moves > 0.0 else 0.0

    def over(self, days: float) -> tuple[float, float]:
        """P(1 stays 1) and P(0 becomes 1) over some days."""
        lasting = max(self.keep - self.win, 0.0)
        settled = self.win / (1.0 - lasting) if lasting < 1.0 else 0.0
        left = lasting ** (days / DAYS_A_YEAR)
        return settled + (1.0 - settled) * left, settled * (1.0 - left)


def steps_a_year(known: Estimate) -> float:
    return 1.0 if known.by == "year" else DAYS_A_YEAR / WEEK


def belief_of(known: Estimate, pair: tuple[int, int], given: float | None) -> Belief | None:
    column, beliefs = known.column(*pair), known.beliefs
    keep, win = onward(beliefs, column)
    lasting = max(keep - win, 0.0)
    settled = win / (1.0 - lasting) if lasting < 1.0 else 0.0
    left = lasting ** steps_a_year(known)
    yearly = (settled + (1.0 - settled) * left, settled * (1.0 - left))
    now, read = spread(beliefs, column), spread(beliefs, column, at_last_evidence=True)
    stir = _stir(known, column)
    if given is not None:
        return Belief(
            given, max(0.0, given - 0.1), min(1.0, given + 0.1), *yearly, given=True,
            spread=read, read=read, stir=stir,
        )  # fmt: skip
    alone = replace(known, beliefs=beliefs.of(slice(column, column + 1)), held=None)
    row = alone.frame(beliefs.ends[-1], carried=True).row(0, named=True)
    if row["trust"] is None:
        return None
    return Belief(
        row["trust"], row["low"], row["high"], *yearly, recorded=row["last_known"],
        spread=max(now, read), read=read, stir=stir, is_old=is_old(row),
        heard=row["last_evidence"],
    )  # fmt: skip


def is_old(row: Mapping[str, Any], day: date | None = None) -> bool:
    """Whether trust was carried on for so long that it is an interval only.

    Args:
        row: Of a frame.
        day: To which it was carried on; by default that of the row, if it is not observed.
    """
    heard = row["last_evidence"] or date.min
    if day is None:
        return bool(row["coverage"] == "not observed" and row["date"] - heard > OLD)
    return bool(day - heard > OLD)


def _stir(known: Estimate, column: int) -> float:
    """Standard deviation of a year's change of trust, over the observed years there are."""
    beliefs, steps = known.beliefs, round(steps_a_year(known))
    trust, seen = beliefs.path.after[:, column], beliefs.observed[:, column]
    both = seen[steps:] & seen[:-steps]
    if both.sum() < max(steps, 3):
        return 0.0
    moved = probability(trust[steps:]) - probability(trust[:-steps])
    return float(np.sqrt(np.mean(moved[both] ** 2)))
