"""Technologies of public supply: how efforts make what is delivered, for one group and outsiders.

A group S commits its members to a level d; outsiders act alone and answer to what the group does.
Everything is worked out for C groups at once. `trust` says how much of what others promise beyond
what they would do anyway each state counts on.

Source:
    [Hirshleifer 1983], weakest link and best shot; [Cornes and Sandler 1996], spillovers between
    pure public and club goods; [Sandler 2004], the five kinds; [Barrett 2007].
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from longtin.forums._setting.setting import Bools, Floats, Setting

TINY = 1e-12


def benefit(delivered: Floats, curvature: float) -> Floats:
    """Worth of what is delivered, 0 to 1: `q (1 + a (1 - q))`, level from 1 on."""
    q = np.minimum(delivered, 1.0)
    found: Floats = q * (1.0 + curvature * (1.0 - q))
    return found


class Supply(Protocol):
    """One technology, in one setting."""

    def alone(self) -> Floats:
        """Efforts (N,) of 0 to 1 if everybody acts alone (Nash)."""

    def top(self) -> float:
        """The level that would be best for all together, if everybody kept it."""

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """The level (C,) that is best for the members together, others' answers foreseen.

        Args:
            members: Groups (C, N).
            reliability: Share of what is promised that each group expects of itself, (C,).
        """

    def efforts(self, members: Bools, level: Floats) -> Floats:
        """Efforts (C, N) that a level asks of members, outsiders as if alone at first."""

    def worth(
        self, members: Bools, efforts: Floats, trust: Floats, reliability: Floats
    ) -> tuple[Floats, Floats]:
        """What each state has of efforts, before costs, and efforts with outsiders' answers.

        Args:
            members: Groups (C, N).
            efforts: What is promised, (C, N).
            trust: Share of the others' extra effort that each counts on, (C, N).
            reliability: Share of the group's extra effort that outsiders answer to, (C,).

        Returns:
            Worth for a value of 1, (C, N), and efforts (C, N).
        """

    def shared(self, efforts: Floats, together: Floats) -> Floats:
        """Worth (N,) for a value of 1 of efforts as they are.

        Args:
            efforts: What each does, (N,).
            together: How far each (row) shares in what each other gives, (N, N).
        """

    def cost(self, efforts: Floats) -> Floats:
        """Cost (…, N) of efforts."""


@dataclass(frozen=True)
class Additive:
    """Efforts that add up: the sum, with costs that rise with the square of effort."""

    setting: Setting

    @cached_property
    def _answer(self) -> tuple[Floats, Floats]:
        """Best answer of each state alone to the sum Q of all: `clip(A - B Q)`, (N,) each."""
        s = self.setting
        gain = np.maximum(s.values, 0.0)
        slope = 2.0 * s.unit_cost * s.costs
        slope = slope + 2.0 * s.curvature * gain * s.means * (1.0 - s.publicness)
        return gain * (1.0 + s.curvature) / slope, 2.0 * s.curvature * s.publicness * gain / slope

    def _answers(self, inside: Floats, members: Bools) -> Floats:
        """Efforts (C, N) of outsiders, given what groups deliver (C,)."""
        s, (level, slope) = self.setting, self._answer
        outside = np.where(members, 0.0, s.means)
        total = (inside + outside @ level) / (1.0 + outside @ slope)
        for _ in range(6):
            wanted = level - slope * total[:, np.newaxis]
            efforts = np.clip(wanted, 0.0, 1.0)
            off = total - inside - (outside * efforts).sum(axis=1)
            active = (wanted > 0.0) & (wanted < 1.0)
            step = off / (1.0 + (outside * slope * active).sum(axis=1))
            total = total - step
            if np.abs(step).max(initial=0.0) < TINY:
                break
        found: Floats = np.clip(level - slope * total[:, np.newaxis], 0.0, 1.0)
        return found

    @cached_property
    def _alone(self) -> Floats:
        nobody = np.zeros((1, self.setting.size), dtype=bool)
        found: Floats = self._answers(np.zeros(1), nobody)[0]
        return found

    def alone(self) -> Floats:
        """As `Supply`."""
        return self._alone

    def top(self) -> float:
        """As `Supply`."""
        everybody = np.ones((1, self.setting.size), dtype=bool)
        return float(self.plan(everybody, np.ones(1))[0])

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`: in closed form, as if no effort came up against all there is."""
        s, (level, slope) = self.setting, self._answer
        value = np.maximum(members @ s.values, 0.0) * reliability
        mass = members @ (s.means / s.costs)
        outside = ~members
        held, bent = outside @ (s.means * level), 1.0 + outside @ (s.means * slope)
        own = (1.0 - s.publicness) + s.publicness / bent
        wanted = value * np.maximum(
            1.0 + s.curvature - 2.0 * s.curvature * s.publicness * held / bent, 0.0
        )
        asked = 2.0 * s.unit_cost + 2.0 * s.curvature * value * mass * own
        most = float(s.costs.max())
        found: Floats = np.minimum(wanted / asked, most)
        return found

    def efforts(self, members: Bools, level: Floats) -> Floats:
        """As `Supply`: equal marginal costs, and nobody does less than alone."""
        asked = np.minimum(level[:, np.newaxis] / self.setting.costs, 1.0)
        return np.where(members, np.maximum(asked, self.alone()), self.alone())

    def worth(
        self, members: Bools, efforts: Floats, trust: Floats, reliability: Floats
    ) -> tuple[Floats, Floats]:
        """As `Supply`."""
        s, alone = self.setting, self.alone()
        promised = np.where(members, s.means * efforts, 0.0)
        anyway = np.where(members, s.means * alone, 0.0)
        inside, sure = promised.sum(axis=1), anyway.sum(axis=1)
        expected = sure + reliability * (inside - sure)
        efforts = np.where(members, efforts, self._answers(expected, members))
        given = s.means * efforts
        outside = np.where(members, 0.0, given)
        others = self._of_others(members, (promised, anyway), (inside, sure), trust)
        spilt = outside.sum(axis=1)[:, np.newaxis] - outside
        felt = np.where(members, others + s.publicness * spilt, s.publicness * (others + spilt))
        return self._worth(given, felt), efforts

    @staticmethod
    def _of_others(
        members: Bools,
        each: tuple[Floats, Floats],
        total: tuple[Floats, Floats],
        trust: Floats,
    ) -> Floats:
        """What each counts on of the group, itself left out: promised and anyway."""
        (promised, anyway), (inside, sure) = each, total
        extra = (inside - sure)[:, np.newaxis] - np.where(members, promised - anyway, 0.0)
        found: Floats = sure[:, np.newaxis] - np.where(members, anyway, 0.0) + trust * extra
        return found

    def _worth(self, own: Floats, others: Floats) -> Floats:
        return benefit(own + others, self.setting.curvature)

    def shared(self, efforts: Floats, together: Floats) -> Floats:
        """As `Supply`."""
        given = self.setting.means * efforts
        return self._worth(given, together @ given - np.diag(together) * given)

    def cost(self, efforts: Floats) -> Floats:
        """As `Supply`."""
        s = self.setting
        found: Floats = s.unit_cost * s.means * s.costs * efforts**2
        return found


@dataclass(frozen=True)
class Reciprocal(Additive):
    """A club: each gains by what the others open to it, and nobody by its own effort."""

    @cached_property
    def _alone(self) -> Floats:
        return np.zeros(self.setting.size)

    def _answers(self, inside: Floats, members: Bools) -> Floats:  # noqa: ARG002 -- nothing answers
        return np.zeros(members.shape)

    def plan(self, members: Bools, reliability: Floats) -> Floats:
        """As `Supply`: where the worth to the members of a little more is what it costs them."""
        s = self.setting
        weight = s.means / s.costs
        mass = members @ weight
        share = np.maximum(mass[:, np.newaxis] - members * weight, 0.0) / (1.0 - s.means)
        value = np.where(members, s.values, 0.0) * reliability[:, np.newaxis]
        rising = (value * share).sum(axis=1) * (1.0 + s.curvature)
        bending = 2.0 * s.curvature * (value * share**2).sum(axis=1)
        asked = 2.0 * s.unit_cost * mass + np.maximum(bending, 0.0)
        found: Floats = np.clip(rising / np.maximum(asked, TINY), 0.0, float(s.costs.max()))
        return found

    def _worth(self, own: Floats, others: Floats) -> Floats:  # noqa: ARG002 -- by others alone
        return benefit(others / (1.0 - self.setting.means), self.setting.curvature)
