"""What came of one way to go about it: drawn futures, followed step by step and summed up."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan.decision.kernels import TINY
from longtin.plan.decision.problem import Floats

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Projection:
    """What came of one way to go about it.

    Attributes:
        trust: Quantiles of our trust before each step and at the end, (step + 1, quantile).
        theirs: The same of their trust in us.
        mean: Mean of our trust, (step + 1,).
        level: Quantiles of the level of their conduct itself, which no way of ours changes.
        above: Share of futures in which that level ends at or above the threshold.
        reached: Share of futures with trust at or above the threshold, (step + 1,).
        if_trustworthy: Mean trust where they kept faith at least every other time at the outset,
            (step + 1,).
        if_not: The same where they did not; NaN where no future drew it.
        gain: Common gain by the end, on average.
        loss: Lost to breaches and crises by the end, on average.
        cost: Spent by the end, on average.
        worst: Gain less loss and cost in the worst twentieth of futures, on average.
        breached: Share of futures with at least one breach of theirs.
        crises: Share of futures in which a crisis begins.
        in_force: Measures in force at the end, on average.
        narrower: By what share the judgement of their conduct is narrower at the end than at the
            outset; below 0 where it has become wider.
        shifted: How far kept measures have moved the level of their conduct by the end: low, mean
            and high, nine futures in ten between; zeros where they only reveal it.
        net: Gain less loss and cost in each future, (path,).
        paths: How many futures.
    """

    trust: Floats
    theirs: Floats
    mean: Floats
    level: Floats
    above: float
    reached: Floats
    if_trustworthy: Floats
    if_not: Floats
    gain: float
    loss: float
    cost: float
    worst: float
    breached: float
    crises: float
    in_force: float
    narrower: float
    shifted: tuple[float, float, float]
    net: Floats
    paths: int

    @property
    def worth(self) -> float:
        """Gain less loss and cost, on average."""
        return self.gain - self.loss - self.cost


@dataclass
class Followed:
    """Drawn futures, followed: beliefs and levels step by step, and what adds up, (path,).

    Attributes:
        trust: Our trust in them before each step.
        theirs: Theirs in us.
        level: How often they keep faith.
        earned: Gained, lost and spent, (3, path).
        breached: Whether a breach of theirs was seen or not.
        crises: Whether a crisis began.
        shifted: How far kept measures have moved the level.
    """

    trust: list[Floats]
    theirs: list[Floats]
    level: list[Floats]
    earned: Floats
    breached: NDArray[np.bool_]
    crises: NDArray[np.bool_]
    shifted: Floats

    @classmethod
    def begun(cls, trust: Floats, theirs: Floats, level: Floats) -> "Followed":
        """Before the first step."""
        paths = trust.size
        none = np.zeros(paths, dtype=bool)
        return cls(
            [trust], [theirs], [level], np.zeros((3, paths)), none, none.copy(), np.zeros(paths)
        )

    def follow(self, trust: Floats, theirs: Floats, level: Floats) -> None:
        """One step on."""
        self.trust.append(trust)
        self.theirs.append(theirs)
        self.level.append(level)

    def summed(self, threshold: float, kept: NDArray[np.bool_]) -> Projection:
        """What came of it.

        Args:
            threshold: Trust that is aimed at.
            kept: Which measures are in force at the end, (path, move).
        """
        ours, level = np.array(self.trust), np.array(self.level)
        gain, loss, cost = self.earned
        net, at_first = gain - loss - cost, level[0] >= 0.5
        return Projection(
            trust=np.quantile(ours, QUANTILES, axis=1).T,
            theirs=np.quantile(np.array(self.theirs), QUANTILES, axis=1).T,
            mean=ours.mean(axis=1),
            level=np.quantile(level, QUANTILES, axis=1).T,
            above=float((level[-1] >= threshold).mean()),
            reached=(ours >= threshold).mean(axis=1),
            if_trustworthy=_mean(ours, at_first),
            if_not=_mean(ours, ~at_first),
            gain=float(gain.mean()),
            loss=float(loss.mean()),
            cost=float(cost.mean()),
            worst=float(np.sort(net)[: max(1, net.size // 20)].mean()),
            breached=float(self.breached.mean()),
            crises=float(self.crises.mean()),
            in_force=float(kept.sum(axis=1).mean()),
            narrower=_narrower((ours[0], level[0]), (ours[-1], level[-1])),
            shifted=_middle(self.shifted),
            net=net,
            paths=net.size,
        )


def _mean(ours: Floats, chosen: NDArray[np.bool_]) -> Floats:
    return ours[:, chosen].mean(axis=1) if chosen.any() else np.full(len(ours), np.nan)


def _middle(values: Floats) -> tuple[float, float, float]:
    """Mean of some values, between the ends of nine in ten."""
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(values.mean()), float(high)


def _narrower(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> float:
    """By what share less is unknown of a level, judged by trust as well as that can be done."""
    left = []
    for trust, level in (before, after):
        told = 0.0
        if trust.std() > TINY and level.std() > TINY:
            told = float(np.corrcoef(trust, level)[0, 1])
        left.append(float(level.std()) * float(np.sqrt(max(0.0, 1.0 - told**2))))
    return 1.0 - left[1] / left[0] if left[0] > TINY else 0.0
