"""Weakest link, best shot and threshold: technologies in which efforts do not simply add up.

As `supply`, whose protocol they follow.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums.institutions.supply import TINY, benefit

FILLINGS = 4
"""Times that what some cannot bear is laid on the others."""

MARGINS = 24
"""Safety margins among which a group chooses how much more than enough it promises."""


@dataclass(frozen=True)
class WeakestLink:
    """What is delivered is the least that anybody does; outsiders match up to what they like."""

    setting: Setting

    @cached_property
    def _liked(self) -> Floats:
        """The level that each outsider would like best if all kept to it, (N,)."""
        s = self.setting
        gain = np.maximum(s.values, 0.0) * s.publicness
        burden = s.unit_cost * s.means * s.costs
        return np.clip(
            gain * (1.0 + s.curvature) / (2.0 * (burden + s.curvature * gain) + TINY), 0.0, 1.0
        )

    def alone(self) -> Floats:
        """As `Supply`: the highest level at which nobody would do less (best Nash equilibrium)."""
        return np.full(self.setting.size, float(self._liked.min()))

    def top(self) -> float:
        """As `Supply`."""
        everybody = np.ones((1, self.setting.size), dtype=bool)
        return float(self.plan(everybody, np.ones(1))[0])

    def _cap(self, members: Bools) -> Floats:
        """The least that outsiders like, (C,); 1 where there are none."""
        found: Floats = np.where(members, 1.0, self._liked).min(axis=1)
        return found

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`: beyond what outsiders match, members weigh their own part of the gain."""
        s = self.setting
        value = np.maximum(members @ s.values, 0.0) * reliability
        burden = members @ (s.unit_cost * s.means * s.costs)
        cap = self._cap(members)

        def best(share: float) -> Floats:
            gain = value * share
            return gain * (1.0 + s.curvature) / (2.0 * (burden + s.curvature * gain) + TINY)

        found: Floats = np.clip(
            np.maximum(np.minimum(best(1.0), cap), best(1.0 - s.publicness)), 0, 1
        )
        return found

    def efforts(self, members: Bools, level: Floats) -> Floats:
        """As `Supply`."""
        wanted = np.broadcast_to(level[:, np.newaxis], members.shape)
        return np.where(members, np.maximum(wanted, self.alone()), self.alone())

    def worth(
        self,
        members: Bools,
        efforts: Floats,
        trust: Floats,
        reliability: Floats,  # noqa: ARG002 -- outsiders answer to what is promised
    ) -> tuple[Floats, Floats]:
        """As `Supply`."""
        s, alone = self.setting, self.alone()
        level = np.where(members, efforts, 1.0).min(axis=1)
        lowest = np.minimum(level, self._cap(members))
        outside = np.minimum(self._liked, lowest[:, np.newaxis])
        efforts = np.where(members, efforts, outside)
        floor = float(alone[0])
        counted = floor + trust * np.maximum(level - floor, 0.0)[:, np.newaxis]
        everywhere = np.minimum(counted, lowest[:, np.newaxis])
        has_all = np.logical_not((~members).any(axis=1, keepdims=True))
        everywhere = np.where(has_all, counted, everywhere)
        a = s.curvature
        public = s.publicness * benefit(everywhere, a)
        own = np.where(members, counted, 0.0)
        return public + (1.0 - s.publicness) * benefit(own, a), efforts

    def shared(self, efforts: Floats, together: Floats) -> Floats:
        """As `Supply`: of those who share in full, and of all."""
        s = self.setting
        own = np.where(together >= 1.0, efforts[np.newaxis, :], 1.0).min(axis=1)
        has_partner = (together >= 1.0).sum(axis=1) > 1
        everywhere = benefit(np.full(s.size, efforts.min()), s.curvature)
        found: Floats = s.publicness * everywhere + (1.0 - s.publicness) * np.where(
            has_partner, benefit(own, s.curvature), 0.0
        )
        return found

    def cost(self, efforts: Floats) -> Floats:
        """As `Supply`."""
        s = self.setting
        found: Floats = s.unit_cost * s.means * s.costs * efforts**2
        return found


@dataclass(frozen=True)
class Pooled(ABC):
    """What best shot and threshold share: one delivery takes so much of all means, at a price.

    A level of 1 is one whole delivery.
    """

    setting: Setting

    @abstractmethod
    def alone(self) -> Floats:
        """As `Supply`."""

    @abstractmethod
    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`."""

    def top(self) -> float:
        """As `Supply`."""
        everybody = np.ones((1, self.setting.size), dtype=bool)
        return float(self.plan(everybody, np.ones(1))[0])

    def efforts(self, members: Bools, level: Floats) -> Floats:
        """As `Supply`."""
        return np.where(members, self._borne(members, level), self.alone())

    def cost(self, efforts: Floats) -> Floats:
        """As `Supply`: in proportion, so that one delivery costs the same whoever makes it."""
        s = self.setting
        found: Floats = s.unit_cost * s.costs * s.means * efforts / s.needed
        return found

    def _reach(self, members: Bools) -> Floats:
        """The most that groups can deliver, (C,)."""
        found: Floats = members @ self.setting.means / self.setting.needed
        return found

    def _price(self, members: Bools) -> Floats:
        """Cost of one delivery to groups, (C,), each member bearing as it gains."""
        s = self.setting
        weight = np.maximum(s.values, 0.0)
        mass = members @ weight
        found: Floats = s.unit_cost * (members @ (weight * s.costs)) / np.maximum(mass, TINY)
        return np.where(mass > TINY, found, s.unit_cost)

    def _borne(self, members: Bools, level: Floats) -> Floats:
        """Efforts (C, N) of members that make a level together.

        Each bears as it gains, and none more than it has: what is then lacking the others bear, as
        they gain.
        """
        s = self.setting
        weight = np.where(members, np.maximum(s.values, 0.0) + 1e-9, 0.0)
        most = np.where(members, s.means, 0.0)
        given = np.zeros(members.shape)
        for _ in range(FILLINGS):
            lacking = level * s.needed - given.sum(axis=1)
            free = weight * (given < most - 1e-12)
            share = free / np.maximum(free.sum(axis=1, keepdims=True), 1e-15)
            given = np.minimum(given + np.maximum(lacking, 0.0)[:, np.newaxis] * share, most)
        return given / np.maximum(s.means, TINY)

    def _shares(self, members: Bools, efforts: Floats) -> Floats:
        """Each member's part of what a group delivers, (C, N)."""
        given = np.where(members, efforts, 0.0) * self.setting.means
        found: Floats = given / np.maximum(given.sum(axis=1, keepdims=True), TINY)
        return found


@dataclass(frozen=True)
class BestShot(Pooled):
    """What is delivered is the best that any group or state makes; a second one adds nothing."""

    def _best(self, value: Floats, price: Floats, reach: Floats) -> Floats:
        """How much is worth making for a value, at a price, within reach."""
        a = self.setting.curvature
        worth = np.where(value > price, 1.0, 0.0)
        if a > TINY:
            ratio = price / np.maximum(value, TINY)
            worth = np.clip((1.0 + a - ratio) / (2.0 * a), 0.0, 1.0)
        found: Floats = np.minimum(np.where(value > 0.0, worth, 0.0), reach)
        return np.minimum(found, 1.0)

    @cached_property
    def _solo(self) -> Floats:
        """What each would make if nobody else did, (N,)."""
        s = self.setting
        return self._best(s.values, s.unit_cost * s.costs, s.means / s.needed)

    @cached_property
    def _makers(self) -> Bools:
        """Who makes something when all act alone: whoever gains most by it, then who still does."""
        s, a = self.setting, self.setting.curvature
        net = s.values * benefit(self._solo, a) - s.unit_cost * s.costs * self._solo
        makers, there = np.zeros(s.size, dtype=bool), 0.0
        for state in np.argsort(-net, kind="stable"):
            if net[state] > s.values[state] * s.publicness * there + TINY:
                makers[state] = True
                there = max(there, float(benefit(self._solo[state : state + 1], a)[0]))
        return makers

    def alone(self) -> Floats:
        """As `Supply`: whoever gains most by it acts, and others only where that is not enough."""
        s = self.setting
        made = np.where(self._makers, self._solo, 0.0)
        return np.minimum(made * s.needed / np.maximum(s.means, TINY), 1.0)

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`."""
        value = np.maximum(members @ self.setting.values, 0.0) * reliability
        return self._best(value, self._price(members), self._reach(members))

    def worth(
        self,
        members: Bools,
        efforts: Floats,
        trust: Floats,
        reliability: Floats,  # noqa: ARG002 -- outsiders answer to what is promised
    ) -> tuple[Floats, Floats]:
        """As `Supply`."""
        s, a = self.setting, self.setting.curvature
        level = (np.where(members, efforts, 0.0) @ s.means) / s.needed
        share = self._shares(members, efforts)
        counted = level[:, np.newaxis] * (share + trust * (1.0 - share))
        of_group = benefit(counted, a)
        solo = benefit(self._solo, a)
        net = s.values * solo - s.unit_cost * s.costs * self._solo
        makes = self._makers & ~members & (net > s.values * s.publicness * of_group + TINY)
        efforts = np.where(members, efforts, np.where(makes, self.alone(), 0.0))
        by_others = np.where(makes, solo, 0.0).max(axis=1)[:, np.newaxis]
        group = np.where(members, of_group, s.publicness * of_group)
        found = np.maximum(group, s.publicness * by_others)
        return np.maximum(found, np.where(makes, solo, 0.0)), efforts

    def shared(self, efforts: Floats, together: Floats) -> Floats:
        """As `Supply`."""
        s = self.setting
        made = s.means * efforts / s.needed
        own = benefit((together >= 1.0) @ made, s.curvature)
        others = s.publicness * float(benefit(made, s.curvature).max())
        found: Floats = np.maximum(own, others)
        return found


@dataclass(frozen=True)
class Threshold(Pooled):
    """Nothing is delivered below what is needed, and nothing is gained by more."""

    def alone(self) -> Floats:
        """As `Supply`: whoever can deliver alone and gains most by it, else nobody."""
        s = self.setting
        net = np.where(s.means >= s.needed, s.values - s.unit_cost * s.costs, -1.0)
        found = np.zeros(s.size)
        if net.max() > 0.0:
            best = int(np.argmax(net))
            found[best] = min(1.0, s.needed / float(s.means[best]))
        return found

    def _enough(self, level: Floats, share: Floats, trust: Floats, spread: Floats) -> Floats:
        """Chance that what is kept of a level is enough, each keeping its word by itself."""
        from scipy.special import ndtr

        mean = level * (share + trust * (1.0 - share))
        deviation = level * np.sqrt(np.maximum(trust * (1.0 - trust) * spread, 0.0))
        found: Floats = ndtr((mean - 1.0 + 1e-9) / np.maximum(deviation, 1e-11))
        return np.where(level > 0.0, found, 0.0)

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`: enough, and so much more as unreliable promises make worth while."""
        s = self.setting
        value, price = np.maximum(members @ s.values, 0.0), self._price(members)
        reach = self._reach(members)
        usual = self._shares(members, self._borne(members, np.minimum(reach, 1.0)))
        spread = (usual**2).sum(axis=1)
        margins = np.linspace(0.0, 1.0, MARGINS)
        levels = 1.0 + np.maximum(reach - 1.0, 0.0)[:, np.newaxis] * margins
        trust = np.broadcast_to(reliability[:, np.newaxis], levels.shape)
        chance = self._enough(levels, np.zeros_like(levels), trust, spread[:, np.newaxis])
        net = value[:, np.newaxis] * chance - price[:, np.newaxis] * levels
        best = np.argmax(net, axis=1)
        rows = np.arange(len(members))
        pays = (net[rows, best] > 0.0) & (reach >= 1.0 - 1e-9)
        return np.where(pays, levels[rows, best], 0.0)

    def worth(
        self,
        members: Bools,
        efforts: Floats,
        trust: Floats,
        reliability: Floats,  # noqa: ARG002 -- outsiders answer to what is promised
    ) -> tuple[Floats, Floats]:
        """As `Supply`: the chance that what members keep is enough."""
        s = self.setting
        level = (np.where(members, efforts, 0.0) @ s.means) / s.needed
        share = self._shares(members, efforts)
        spread = (share**2).sum(axis=1)[:, np.newaxis]
        chance = self._enough(level[:, np.newaxis] + 0.0 * share, share, trust, spread)
        acts = ~members & (self.alone() > 0.0) & (level < 1.0 - 1e-9)[:, np.newaxis]
        efforts = np.where(members, efforts, np.where(acts, self.alone(), 0.0))
        by_other = acts.any(axis=1, keepdims=True)
        group = np.where(members, chance, s.publicness * chance)
        found = np.maximum(group, np.where(by_other, s.publicness, 0.0))
        return np.where(acts, 1.0, found), efforts

    def shared(self, efforts: Floats, together: Floats) -> Floats:
        """As `Supply`."""
        s = self.setting
        made = s.means * efforts / s.needed
        own = (together >= 1.0) @ made >= 1.0 - 1e-9
        anyone = bool((((together >= 1.0) @ made) >= 1.0 - 1e-9).any())
        return np.where(own, 1.0, s.publicness if anyone else 0.0)
