"""Cooperation game: what each state has when a group commits itself and the others act alone.

It is the game that `coalitions` solves: payoffs are what states expect, so that a coalition in
which nobody trusts the others is worth nothing to join.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums.institutions.other_supply import BestShot, Threshold, WeakestLink
from longtin.forums.institutions.supply import Additive, Reciprocal, Supply

SUPPLIES: Final[Mapping[str, Callable[[Setting], Supply]]] = MappingProxyType(
    {
        "sum": Additive,
        "club": Reciprocal,
        "weakest_link": WeakestLink,
        "best_shot": BestShot,
        "threshold": Threshold,
    }
)
"""The technology of each way in which efforts add up."""


SWITCHED: Final = 200_000
"""Payoffs that are worked out at once where every state changes its membership in turn."""


def keeping(belief: Floats, temptation: Floats, enforcement: Floats) -> Floats:
    """Chance that a promise is kept which a breach would pay for.

    Trust is the mean of how tempted a state may be before it breaks its word, which is spread over
    0 to 1 by the distribution `t^a` of that mean, `a = trust / (1 - trust)`: a state trusted by one
    half keeps half of all promises whatever the temptation is drawn from, one trusted by nine
    tenths breaks hardly any but those of which a breach saves nearly the whole burden.

    Args:
        belief: Trust in the state that promised, 0 to 1.
        temptation: Share of its burden that a breach would net, 0 to 1.
        enforcement: Chance that a breach shows and costs more than it brings.
    """
    power = belief / np.maximum(1.0 - belief, 1e-6)
    found: Floats = 1.0 - (1.0 - enforcement) * np.clip(temptation, 0.0, 1.0) ** power
    return found


@dataclass(frozen=True)
class CooperationGame:
    """The game of one setting.

    Attributes:
        setting: What is at stake.
    """

    setting: Setting

    @property
    def size(self) -> int:
        """Number of states N."""
        return self.setting.size

    @cached_property
    def supply(self) -> Supply:
        """How efforts make what is delivered."""
        return SUPPLIES[self.setting.aggregation](self.setting)

    @cached_property
    def reliance(self) -> Floats:
        """How sure each (row) is beforehand that each other keeps its word, (N, N).

        What a breach would save it is then taken to be what a public gain leaves to be saved: all
        of its burden but the part that its own gain has in everybody's.
        """
        s = self.setting
        gain = np.maximum(s.values, 0.0)
        own = gain / max(float(gain.sum()), 1e-12)
        tempted = (s.publicness * (1.0 - own))[np.newaxis, :]
        found = keeping(s.belief, tempted, s.enforcement * (1.0 - s.means))
        np.fill_diagonal(found, 1.0)
        return found

    def trusts(self, members: Bools) -> tuple[Floats, Floats]:
        """How far the members' promises are counted on.

        Args:
            members: Groups (C, N).

        Returns:
            Share of the members' extra effort that each state counts on, itself left out, (C, N);
            and the share that groups expect of themselves, (C,).
        """
        weight = members * self.setting.means
        seen = weight @ self.reliance.T
        mass = weight.sum(axis=1)
        among = (weight * seen).sum(axis=1) - (weight**2).sum(axis=1)
        return self._counted(weight, seen, mass), self._among(among, mass, weight)

    @staticmethod
    def _counted(own: Floats, seen: Floats, mass: Floats) -> Floats:
        others = mass[:, np.newaxis] - own
        return np.where(others > 1e-12, (seen - own) / np.maximum(others, 1e-12), 1.0)

    @staticmethod
    def _among(among: Floats, mass: Floats, weight: Floats) -> Floats:
        pairs = mass**2 - (weight**2).sum(axis=1)
        return np.where(pairs > 1e-12, among / np.maximum(pairs, 1e-12), 1.0)

    def plan(self, members: Bools) -> Floats:
        """The level (C,) that is best for groups together, as far as they trust each other."""
        return self.supply.plan(members, self.trusts(members)[1])

    def payoffs_at(self, members: Bools, level: Floats) -> Floats:
        """What each state expects, (C, N), if groups (C, N) commit themselves to levels (C,)."""
        return self._expected(members, level, self.trusts(members))

    def _expected(self, members: Bools, level: Floats, trusts: tuple[Floats, Floats]) -> Floats:
        efforts = self.supply.efforts(members, level)
        worth, efforts = self.supply.worth(members, efforts, *trusts)
        return self._net(members, worth, efforts)

    def _net(self, members: Bools, worth: Floats, efforts: Floats) -> Floats:
        s = self.setting
        found = s.values * worth - self.supply.cost(efforts)
        if s.penalty > 0.0:
            several = members.sum(axis=1) > 1
            weight = np.where(several, members @ s.means, 0.0)[:, np.newaxis]
            found = found - np.where(members, 0.0, s.penalty * weight * s.means)
        return found

    def payoffs(self, members: Bools) -> Floats:
        """What each state expects under coalitions (C, N) that do what is best for them; (C, N)."""
        several = members & (members.sum(axis=1) > 1)[:, np.newaxis]
        trusts = self.trusts(several)
        return self._expected(several, self.supply.plan(several, trusts[1]), trusts)

    def switched(self, members: Bools) -> Floats:
        """What each state would expect if it alone changed its membership; (C, N)."""
        at_once = max(1, SWITCHED // self.size**2)
        parts = [
            self._switched(members[first : first + at_once], None)
            for first in range(0, len(members), at_once)
        ]
        found: Floats = np.concatenate(parts) if parts else np.zeros(members.shape)
        return found

    def switched_at(self, members: Bools, level: float | None) -> Floats:
        """The same of one group (N,), at a level that stays, or that the new group sets anew."""
        found: Floats = self._switched(members[np.newaxis, :], level)[0]
        return found

    def _switched(self, members: Bools, level: float | None) -> Floats:
        """The same of groups (C, N).

        What a state counts on of the others does not hang on its own membership, so that no more
        than sums over the pairs of a group have to be brought up to date.
        """
        s, states = self.setting, np.arange(self.size)
        weight = np.where(members, s.means, 0.0)
        seen, mass = weight @ self.reliance.T, weight.sum(axis=1)
        trust = self._counted(weight, seen, mass)
        both = s.means * (seen + weight @ self.reliance)
        sign = np.where(members, -1.0, 1.0)
        whole = (weight * seen).sum(axis=1)[:, np.newaxis] + sign * both + s.means**2
        changed = np.repeat(members[:, np.newaxis, :], self.size, axis=1)
        changed[:, states, states] = ~members
        changed[changed.sum(axis=2) < 2] = False
        groups = changed.reshape(-1, self.size)
        weights = groups * s.means
        among = whole.ravel() - (weights**2).sum(axis=1)
        reliability = self._among(among, weights.sum(axis=1), weights)
        asked = (
            self.supply.plan(groups, reliability)
            if level is None
            else np.where(groups.any(axis=1), level, 0.0)
        )
        trusts = np.repeat(trust, self.size, axis=0), reliability
        expected = self._expected(groups, asked, trusts).reshape(changed.shape)
        found: Floats = np.ascontiguousarray(expected[:, states, states])
        return found

    def delivered(
        self, members: Bools, efforts: Floats, temptation: Floats
    ) -> tuple[Floats, Floats]:
        """What states have and do on average, if promises are kept as temptation and trust allow.

        Args:
            members: One group, (N,).
            efforts: What is promised by its members, (N,).
            temptation: Share of its burden that a breach would net each member, (N,).

        Returns:
            Net gains (N,) and efforts (N,), those of outsiders their answer.
        """
        return self.delivered_as(members, efforts, self.kept(members, temptation))

    def delivered_as(self, members: Bools, efforts: Floats, share: Floats) -> tuple[Floats, Floats]:
        """What states have and do if each keeps such a share of its promise, as `delivered`.

        Args:
            members: One group, (N,).
            efforts: What is promised by its members, (N,).
            share: Of what each promised beyond acting alone, how much it does, (N,), 0 to 1.
        """
        group, alone = members[np.newaxis, :], self.supply.alone()
        kept = alone + (efforts - alone) * share
        sure = np.ones(group.shape), np.ones(1)
        worth, kept_by_all = self.supply.worth(group, kept[np.newaxis, :], *sure)
        if self.setting.aggregation == "threshold":
            of_all = self._sure(members, efforts, kept, alone)
            sure = np.full(group.shape, of_all), np.array([of_all])
            worth, _ = self.supply.worth(group, efforts[np.newaxis, :], *sure)
        done = np.where(members, kept, kept_by_all[0])
        return self._net(group, worth, done[np.newaxis, :])[0], done

    def kept(self, members: Bools, temptation: Floats) -> Floats:
        """Share of what each promised beyond acting alone that it does on average, (N,).

        As the other members trust it; nothing of it for those who are no members.
        """
        belief = self.setting.belief
        others = members[:, np.newaxis] & ~np.eye(self.size, dtype=bool)
        trusted = np.where(others, belief, 0.0).sum(axis=0) / np.maximum(others.sum(axis=0), 1)
        return np.where(members, keeping(trusted, temptation, self.enforced(members)), 0.0)

    def enforced(self, members: Bools) -> Floats:
        """Chance that a breach of each shows and costs it more than it brings, (N,).

        It is the others of a group that make it cost anything: the larger a state's part of the
        group's means, the less they can.
        """
        s = self.setting
        mass = float(s.means[members].sum())
        others = 1.0 - np.where(members, s.means, 0.0) / max(mass, 1e-12)
        found: Floats = s.enforcement * others
        return found

    def _sure(self, members: Bools, efforts: Floats, kept: Floats, alone: Floats) -> float:
        """Share of what is promised beyond acting alone that is kept."""
        weight = np.where(members, self.setting.means, 0.0)
        promised = float(weight @ (efforts - alone))
        return float(weight @ (kept - alone)) / promised if promised > 0.0 else 1.0

    @cached_property
    def asked(self) -> float:
        """The level at which talks among all begin: what would be best for all together."""
        everybody = np.ones((1, self.size), dtype=bool)
        return max(self.supply.top(), float(self.plan(everybody)[0]))

    @cached_property
    def alone(self) -> Floats:
        """Payoffs (N,) if everybody acts alone."""
        nobody = np.zeros((1, self.size), dtype=bool)
        found: Floats = self.payoffs_at(nobody, np.zeros(1))[0]
        return found

    @cached_property
    def best(self) -> float:
        """Net gain of all if all did what is best for all together, at once, and kept it."""
        everybody = np.ones((1, self.size), dtype=bool)
        top = self.supply.plan(everybody, np.ones(1))
        efforts = self.supply.efforts(everybody, top)
        worth, efforts = self.supply.worth(everybody, efforts, np.ones(everybody.shape), np.ones(1))
        return float(self._net(everybody, worth, efforts)[0].sum())
