"""Situations: a cooperation problem with what the record knows of its states, before draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from longtin.actors import State
from longtin.forums._issue.changed_assumptions import ALWAYS, HOUSE
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._issue.judged_number import JudgedNumber
from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums._setting.uncertain_number import UncertainNumber, drawn

SCALARS: Final = tuple(name for name in ALWAYS if name != "needed")
"""Uncertain numbers of a problem that a setting has under the same name."""

VIEWS: Final = 0.25
"""Standard deviation of the log of a value as its government sees it."""


@dataclass(frozen=True)
class SituatedProblem:
    """A problem among given states on its day.

    Attributes:
        problem: The issue file.
        states: Whom it concerns, N of them.
        means: Capability of each in no particular unit, (N,), and its range (N, 2).
        values: Likewise what delivery is worth to each, before the file's ranges, (N,).
        rows: The entries of the file that a state's means, value and cost come from, by kind.
        votes: How near each votes to those who want it, -1 to 1, (N,); nothing without votes.
        belief: How far each (row) trusts each other (column), (N, N).
        belief_low: The low end of its 90 % interval.
        belief_high: The high end.
        unknown_pairs: Pairs of whom nothing is known, to whom the middle of the others is given.
        powers: Great powers among the states, by place.
        core: Who is named to start a growing coalition, (N,).
        veto: Whose veto a majority needs, (N,).
        notes: Where numbers are from that the file does not give: codes that pages put in words.
    """

    problem: CooperationProblem
    states: tuple[State, ...]
    means: Floats
    values: Floats
    rows: Mapping[str, Mapping[str, tuple[int, ...]]]
    votes: Floats | None
    belief: Floats
    belief_low: Floats
    belief_high: Floats
    unknown_pairs: int
    powers: tuple[int, ...]
    core: Bools
    veto: Bools
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()

    @property
    def size(self) -> int:
        """Number of states N."""
        return len(self.states)

    @cached_property
    def uncertain_numbers(self) -> tuple[UncertainNumber, ...]:
        """Every uncertain number, by name, in the order of the file's keys."""
        problem, given = self.problem, self.problem.model_fields_set
        found = [UncertainNumber(name, getattr(problem, name), name in given) for name in SCALARS]
        if problem.aggregation in {"threshold", "best_shot"}:
            found.append(UncertainNumber("needed", problem.need(), problem.needed is not None))
        for kind in ("values", "means", "costs"):
            part = getattr(problem, kind)
            found += [
                UncertainNumber(f"{kind}.{name}", number, is_given=True)
                for name, number in part.given.items()
                if name in self.rows[kind]
            ]
        if problem.values.votes is not None:
            found.append(UncertainNumber("votes", problem.values.votes.weight, is_given=True))
        found.append(
            UncertainNumber("belief", JudgedNumber(at=0.0, low=-1.0, high=1.0), is_given=False)
        )
        own = {str(name): number for name, number in problem.institutions.items()}
        house = {**HOUSE, **own}
        found += [
            UncertainNumber(name, number, name in problem.institutions)
            for name, number in house.items()
        ]
        return tuple(each for each in found if not each.number.is_sure or each.number.at != 0.0)

    def settings(self, draws: int, seed: int) -> tuple[Sequence[Setting], Mapping[str, Floats]]:
        """Settings, the first as everything is given, and the values behind them by assumption."""
        values = drawn(self.uncertain_numbers, draws, seed)
        codes = np.array([state.ccode for state in self.states])
        views = _by_state(codes, draws, seed)
        pairs = _pair_noise(codes, draws, seed) if self.size <= 60 else None
        found = []
        for draw in range(draws):
            picked = {name: float(each[draw]) for name, each in values.items()}
            view = np.exp(VIEWS * views[draw]) if draw else np.ones(self.size)
            noise = pairs[draw] if pairs is not None and draw else 0.0
            found.append(self._setting(picked, view, noise))
        return tuple(found), MappingProxyType(values)

    def setting_at(self, shares: Mapping[str, float], views: Floats) -> Setting:
        """One setting whose numbers lie at given shares of their distributions.

        Args:
            shares: Of each uncertain number by name, 0 to 1.
            views: How each state sees its own stake, in standard deviations, (N,).
        """
        picked = {each.name: float(each.at(np.array(shares[each.name])))
                  for each in self.uncertain_numbers}  # fmt: skip
        return self._setting({**picked, "belief": 0.0}, np.exp(VIEWS * views), 0.0)

    def setting_as_given(self) -> Setting:
        """The setting with every number as it is given."""
        picked = {each.name: each.number.at for each in self.uncertain_numbers}
        return self._setting(picked, np.ones(self.size), 0.0)

    def reordered(self, places: Sequence[int]) -> "SituatedProblem":
        """The same with its states in another order: the places of all of them."""
        turned = {old: new for new, old in enumerate(places)}
        held, both = np.asarray(places, np.int64), np.ix_(places, places)
        rows = {
            kind: {name: tuple(turned[each] for each in old) for name, old in entries.items()}
            for kind, entries in self.rows.items()
        }
        return replace(
            self,
            states=tuple(self.states[each] for each in places),
            means=self.means[held], values=self.values[held], rows=rows,
            votes=None if self.votes is None else self.votes[held],
            belief=self.belief[both], belief_low=self.belief_low[both],
            belief_high=self.belief_high[both],
            powers=tuple(turned[each] for each in self.powers),
            core=self.core[held], veto=self.veto[held],
        )  # fmt: skip

    def _setting(self, picked: Mapping[str, float], view: Floats, noise: Floats | float) -> Setting:
        problem = self.problem
        means, values, costs = self.means.copy(), self.values.copy(), np.ones(self.size)
        if self.votes is not None:
            values = values * (1.0 + picked.get("votes", 0.0) * self.votes)
        for kind, array in (("values", values), ("means", means), ("costs", costs)):
            for name, places in self.rows[kind].items():
                array[list(places)] = picked.get(f"{kind}.{name}", 0.0)
        values = values * view
        scalars: dict[str, Any] = {
            **{name: picked.get(name, getattr(problem, name).at) for name in SCALARS},
            **{name: picked.get(name, HOUSE[name].at) for name in HOUSE},
        }
        worth = values / max(float(np.maximum(values, 0.0).sum()), 1e-12)
        return Setting(
            means=means,
            values=worth,
            costs=costs,
            belief=self._belief(picked.get("belief", 0.0), noise),
            aggregation=problem.aggregation,
            needed=picked.get("needed", problem.need().at),
            horizon=problem.horizon,
            transfers=problem.transfers,
            quota=problem.majority.quota,
            votes=means if problem.majority.weights == "means" else np.ones(self.size),
            veto=self.veto,
            core=self.core,
            **scalars,
        )

    def _belief(self, level: float, noise: Floats | float) -> Floats:
        """Belief as drawn: all of it higher or lower together, and each pair by itself."""
        place = np.clip(0.7 * level + noise, -1.0, 1.0)
        up = np.maximum(place, 0.0) * (self.belief_high - self.belief)
        down = np.maximum(-place, 0.0) * (self.belief - self.belief_low)
        found: Floats = np.clip(self.belief + up - down, 0.0, 1.0)
        return found


def _by_state(codes: np.ndarray, draws: int, seed: int) -> Floats:
    """Standard normal numbers, (draws, N), that hang on a state's code and not on its place."""
    columns = [np.random.default_rng([seed, 2, int(code)]).standard_normal(draws) for code in codes]
    return np.stack(columns, axis=1)


def _pair_noise(codes: np.ndarray, draws: int, seed: int) -> Floats:
    """Numbers about nil, (draws, N, N), that hang on the codes of two states."""
    size = len(codes)
    found = np.zeros((draws, size, size))
    for one in range(size):
        for two in range(size):
            if one != two:
                key = [seed, 3, int(codes[one]), int(codes[two])]
                found[:, one, two] = np.random.default_rng(key).normal(0.0, 0.3, draws)
    return found
