"""Rules of conduct in rounds without end: by name, by memory of one round, by belief."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

import numpy as np
from pydantic import Field, RootModel

from longtin import _data
from longtin._data import Bilingual, Closed
from longtin.errors import ModelError
from longtin.game._payoffs import Floats, Payoffs, payoff_table

History = Sequence[tuple[int, int]]
"""Own and the other's conduct as seen, round by round; 1 cooperates."""

Conduct = Callable[[History], float]
"""A rule: the chance of cooperating after a history."""

HALVINGS = 60
"""Doublings of time after which a lazy chain stands still to the last digit."""

_Share = Annotated[float, Field(ge=0, le=1)]


class _After(Closed):
    cc: _Share
    cd: _Share
    dc: _Share
    dd: _Share


class Rule(Closed):
    """A rule that remembers one round.

    Attributes:
        name: In both languages.
        first: Chance of cooperating in the first round.
        after: The same after each outcome, own conduct first: `cc`, `cd`, `dc`, `dd`, where `c`
            cooperated and `d` defected.
        source: Where it is from.
    """

    name: Bilingual
    first: _Share
    after: _After
    source: str

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""
        return float(self.table[history[-1]]) if history else self.first

    @property
    def table(self) -> Floats:
        """Chance of cooperating by own and other's conduct, 1 cooperates."""
        after = self.after
        return np.array([[after.dd, after.dc], [after.cd, after.cc]])


class _Rules(RootModel[dict[str, Rule]]):
    pass


@cache
def rules() -> Mapping[str, Rule]:
    """The rules known by name that remember one round, by id."""
    read = _data.read(files(__package__) / "data" / "conduct.yaml", _Rules)
    return MappingProxyType(read.root)


@dataclass(frozen=True)
class Grit:
    """Graduated reciprocation in tension-reduction, for rounds of one stake.

    It opens with a series of cooperative acts whatever the answer, answers in kind after that, and
    after a pause of the same length begins a new series.

    Attributes:
        series: Length of a series of initiatives, at least 1.

    Source:
        [Osgood 1962].
    """

    series: int = 3

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""
        turn = len(history) % (2 * self.series)
        return 1.0 if turn < self.series else float(history[-1][1])


@dataclass(frozen=True)
class ByBelief:
    """Cooperates as long as belief in the other is at least a threshold.

    Attributes:
        trust: Belief before the first round, in [0, 1].
        threshold: The least that is enough.
        kept: Chance that a trustworthy other is seen to cooperate, above `cheated`.
        cheated: Chance that an untrustworthy one is.
    """

    trust: float
    threshold: float
    kept: float = 0.95
    cheated: float = 0.5

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history, 0 or 1."""
        kept, cheated = self.trust, 1 - self.trust
        for _, other in history:
            kept *= self.kept if other else 1 - self.kept
            cheated *= self.cheated if other else 1 - self.cheated
            total = kept + cheated
            kept, cheated = kept / total, cheated / total
        return float(kept >= self.threshold)


def play(
    one: Conduct, two: Conduct, rounds: int, *, noise: float = 0.0, rng: int | np.random.Generator
) -> Floats:
    """Two rules against each other.

    Args:
        one: A rule.
        two: Another.
        rounds: How many.
        noise: Chance in [0, 0.5) that a side does the opposite of what it means.
        rng: Seed or generator.

    Returns:
        What each did, (round, side); 1 cooperates.
    """
    chance = np.random.default_rng(rng)
    ours: list[tuple[int, int]] = []
    theirs: list[tuple[int, int]] = []
    for _ in range(rounds):
        did = [
            int(chance.random() < (1 - 2 * noise) * share + noise)
            for share in (one(ours), two(theirs))
        ]
        ours.append((did[0], did[1]))
        theirs.append((did[1], did[0]))
    return np.array(ours, np.float64).reshape(rounds, 2)


def long_run(one: Rule, two: Rule, noise: float = 0.0) -> Floats:
    """How often each outcome comes in the long run, when two rules that remember one round meet.

    The outcomes are a chain of four states. Where it has several ends, as without noise, they are
    weighed by the first moves.

    Args:
        one: A rule.
        two: Another.
        noise: Chance in [0, 0.5) that a side does the opposite of what it means.

    Returns:
        Shares of rounds, (conduct of the first, conduct of the second); 1 cooperates.

    Raises:
        ModelError: The noise is out of range.

    Source:
        [Nowak and Sigmund 1993].
    """
    if not 0 <= noise < 0.5:
        raise ModelError(f"The noise is {noise:g}; it must lie between 0 and 0.5.")
    ours, theirs = one.table.ravel(), two.table.T.ravel()
    chain = np.stack([_outcomes(a, b, noise) for a, b in zip(ours, theirs, strict=True)])
    lazy = 0.5 * (chain + np.eye(4))  # no clockwork, and the same shares
    for _ in range(HALVINGS):
        lazy = lazy @ lazy
        lazy /= lazy.sum(axis=1, keepdims=True)
    return np.asarray(_outcomes(one.first, two.first, noise) @ lazy).reshape(2, 2)


def long_run_worth(
    payoffs: Payoffs,
    stake: float,
    one: Rule,
    two: Rule,
    *,
    noise: float = 0.0,
    trustworthy: bool = True,
) -> float:
    """What a round is worth on average to the first of two rules, in the long run.

    Args:
        payoffs: Of the first side.
        stake: Of every round, in [0, 1].
        one: Its rule.
        two: The other's.
        noise: Chance that a side does the opposite of what it means.
        trustworthy: Which type the first side is.
    """
    table = payoff_table(payoffs, [stake])[0, int(trustworthy)]
    return float((table * long_run(one, two, noise)).sum())


def _outcomes(one: float, two: float, noise: float) -> Floats:
    """Chances of the four outcomes of a round, `dd dc cd cc`."""
    a, b = ((1 - 2 * noise) * share + noise for share in (one, two))
    return np.array([(1 - a) * (1 - b), (1 - a) * b, a * (1 - b), a * b])
