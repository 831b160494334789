"""Comparison of ways to go about it: what each is worth beside doing nothing, and how surely.

Where measures only reveal the other's conduct, belief is a martingale: on average trust ends where
it would have ended anyway, whatever is done, and "trust at the end" is no contest. Ways differ in
what they bring, what they risk, how often trust becomes enough and how much is known in the end.
Their worth is told as a share of full cooperation: of what the measures of the plan would bring
if each that is begun were answered and kept, nothing were misread and no crisis came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from longtin.plan.decision.draws import mean_and_error
from longtin.plan.decision.projection import Projection

Verdict = Literal["plan", "only_if_change", "wait"]
"""What is recommended: the plan; the plan only for those who hold that kept measures change
conduct; to wait, since nothing does better beyond the error of the draws."""

READINGS: Final = ("reveal", "change")
"""If measures only reveal the other's conduct, and if keeping them also changes it."""

WORST: Final = 20
"""The worst futures are one in so many."""


@dataclass(frozen=True)
class Outcome:
    """What one way to go about it comes to; worth as a share of full cooperation.

    Attributes:
        value: Gain less losses and costs, on average.
        low: Above it in nineteen of twenty futures.
        high: Below it in nineteen of twenty.
        over_nothing: How much more that is than by doing nothing, with the same luck.
        error: How far that difference may be from the one of all futures, 95 times in 100.
        gain: What kept measures bring, before losses and costs.
        loss: What breaches and crises take.
        cost: What is spent.
        worst: Mean of the worst one in twenty.
        reached: Chance that trust is enough for the largest measure at the end.
        narrower: By what share the judgement of their conduct is narrower at the end than today;
            below 0 where it is wider.
        in_force: Measures in force at the end, on average.
        crisis: Chance that a crisis begins.
        broken: Chance of at least one broken promise of theirs.
    """

    value: float
    low: float
    high: float
    over_nothing: float
    error: float
    gain: float
    loss: float
    cost: float
    worst: float
    reached: float
    narrower: float
    in_force: float
    crisis: float
    broken: float

    @property
    def is_better(self) -> bool:
        """Whether it is worth more than doing nothing, beyond the error of the draws."""
        return self.over_nothing > self.error

    @property
    def breaks_even(self) -> float:
        """Share of what measures are judged to bring at which doing nothing is as good.

        With the same steps and losses; 0 where it is better even if they brought nothing, and
        above 1 where doing nothing is better.
        """
        return max(0.0, 1.0 - self.over_nothing / self.gain) if self.gain > 0.0 else 0.0


@dataclass(frozen=True)
class PlanWorth:
    """What a plan and its rivals are worth, in both readings.

    Attributes:
        reveal: Each way by its name, if measures only reveal conduct.
        change: The same if keeping them also changes conduct.
        full: What full cooperation would bring, of the common gain at full stake; what all shares
            are shares of.
        begins: Whether the plan begins with a step rather than with waiting.
    """

    reveal: Mapping[str, Outcome]
    change: Mapping[str, Outcome]
    full: float
    begins: bool

    @property
    def proposed(self) -> str:
        """The way that is proposed: the dated programme where there is one, else the plan."""
        return "programme" if "programme" in self.reveal else "plan"

    def of(self, reading: str) -> Mapping[str, Outcome]:
        """The ways in one reading: `reveal` or `change`."""
        return {"reveal": self.reveal, "change": self.change}[reading]

    @property
    def verdict(self) -> Verdict:
        """What is recommended."""
        if self.begins and self.reveal[self.proposed].is_better:
            return "plan"
        if self.begins and self.change[self.proposed].is_better:
            return "only_if_change"
        return "wait"


def compared(
    drawn: Mapping[str, Mapping[str, Projection]], full: float, *, begins: bool
) -> PlanWorth:
    """Compare ways to go about it with doing nothing.

    Args:
        drawn: What came of each way in each reading; all with the same draws.
        full: What full cooperation would bring, above 0.
        begins: Whether the plan begins with a step.
    """
    reveal, change = (
        MappingProxyType({
            name: _outcome(one, drawn[reading]["nothing"], full)
            for name, one in drawn[reading].items()
        })
        for reading in READINGS
    )  # fmt: skip
    return PlanWorth(reveal, change, full, begins)


def _outcome(found: Projection, nothing: Projection, full: float) -> Outcome:
    low, high = np.quantile(found.net, (0.05, 0.95))
    over, error = mean_and_error(found.net - nothing.net)
    return Outcome(
        value=found.worth / full,
        low=float(low) / full,
        high=float(high) / full,
        over_nothing=over / full,
        error=error / full,
        gain=found.gain / full,
        loss=found.loss / full,
        cost=found.cost / full,
        worst=found.worst / full,
        reached=float(found.reached[-1]),
        narrower=found.narrower,
        in_force=found.in_force,
        crisis=found.crises,
        broken=found.breached,
    )
