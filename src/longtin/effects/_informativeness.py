"""Informativeness: how well keeping a measure tells a state to be trusted from another.

The catalogue's `reveals` is a judgement: the chance that a government not to be trusted would not
keep the measure. The record gives an estimate. Each party of a precedent counts as not to be
trusted by as much as belief in it, the year before, fell short of 1; it counts as having broken
faith if it threatened, showed or used force against the other in the five years after. Whether
notices were sent or visits received is not in the record, so this is a stand-in for keeping.

The judgement is the prior, worth `WORTH` cases; the estimate carries weight once the record has as
many cases of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from longtin.effects.dyad_panel import DyadPanel
from longtin.effects.exposure import Exposure

WORTH = 8.0
"""Cases that a judgement is worth: a decision, not an estimate."""

AFTER = 5
"""Years after a precedent in which faith could be broken."""

FEWEST_YEARS = 3


@dataclass(frozen=True)
class Informativeness:
    """How well keeping a measure tells whom to trust, on the scale of `Measure.reveals`.

    Attributes:
        judgement: The catalogue's value.
        estimate: Judgement and record together, 0 to 1.
        low: Lower end of the 90 % band.
        high: Upper end.
        cases: Parties not to be trusted in its precedents, each counted by as much.
    """

    judgement: float
    estimate: float
    low: float
    high: float
    cases: float

    @property
    def carries_weight(self) -> bool:
        """Whether the record has as many cases as the judgement is worth."""
        return self.cases >= WORTH

    @property
    def reveals(self) -> float:
        """The estimate where it carries weight, else the judgement."""
        return self.estimate if self.carries_weight else self.judgement


@dataclass(frozen=True)
class SubsequentConduct:
    """How parties of a measure's precedents went on.

    Attributes:
        untrusted: Parties not to be trusted, by as much.
        untrusted_broke: Of these, those that broke faith.
        trusted: Parties to be trusted, by as much.
        trusted_broke: Of these, those that broke faith.
    """

    untrusted: float
    untrusted_broke: float
    trusted: float
    trusted_broke: float


def conduct(panel: DyadPanel, exposure: Exposure) -> SubsequentConduct:
    """How the parties of an exposure's events went on.

    An event counts at most as many cases as it has states, however many pairs these make.
    """
    total = np.zeros(4)
    for event in exposure.events:
        counts = np.zeros(4)
        cases = 0
        column = panel.at(event.year)
        for pair in event.pairs:
            row = panel.row.get(pair)
            if row is None or not 1 <= column < len(panel.years):
                continue
            if not panel.relevant[row, column] and len(event.pairs) > 1:
                continue
            for direction in (0, 1):
                trust = panel.trust[direction, row, column - 1]
                after = panel.broken[direction, row, column + 1 : column + 1 + AFTER]
                known = after[np.isfinite(after)]
                if np.isnan(trust) or len(known) < FEWEST_YEARS:
                    continue
                broke = float(known.any())
                counts += [1 - trust, (1 - trust) * broke, trust, trust * broke]
                cases += 1
        if cases:
            total += counts * min(1.0, event.states / cases)
    return SubsequentConduct(*(float(each) for each in total))


def informativeness(
    judgement: float, found: SubsequentConduct, everyone: Iterable[SubsequentConduct]
) -> Informativeness:
    """Judgement and record together.

    Args:
        judgement: The catalogue's value.
        found: SubsequentConduct of the parties of the measure's precedents.
        everyone: The same of all measures, for how often those to be trusted break faith.
    """
    from scipy.stats import beta

    held = list(everyone)
    trusted = sum(one.trusted for one in held)
    kept = 1.0 - sum(one.trusted_broke for one in held) / trusted if trusted else 1.0
    expected = 1.0 - (1.0 - judgement) * kept
    broke = expected * WORTH + found.untrusted_broke
    stayed = (1.0 - expected) * WORTH + found.untrusted - found.untrusted_broke
    ends = beta.ppf([0.05, 0.95], max(broke, 1e-3), max(stayed, 1e-3))
    middle = broke / (broke + stayed)
    low, estimate, high = (
        float(np.clip(1.0 - (1.0 - share) / kept, 0.0, 0.99))
        for share in (ends[0], middle, ends[1])
    )
    return Informativeness(judgement, estimate, low, high, found.untrusted)
