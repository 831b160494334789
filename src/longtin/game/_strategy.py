"""Strategies of repeated games: rules of conduct, played and followed into the long run."""

import abc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from longtin.errors import ModelError, Phrase
from longtin.game._payoffs import Floats, Payoffs, check_share, payoff_table

History = Sequence[tuple[int, int]]
"""Own and the other's conduct as seen, round by round; 1 cooperates."""

HALVINGS = 60
"""Doublings of time after which a lazy chain stands still to the last digit."""


@dataclass(frozen=True, kw_only=True)
class Strategy(abc.ABC):
    """A rule of conduct: what a side does after each history.

    Attributes:
        name: In English, marked by `message`; catalogues have it in other languages.
        source: Where it is from.
    """

    name: str
    source: str

    @abc.abstractmethod
    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""


class Response(NamedTuple):
    """Chances of cooperating after each outcome of a round, own conduct first.

    Attributes:
        cc: Both cooperated.
        cd: Oneself cooperated and the other defected.
        dc: The other way round.
        dd: Both defected.
    """

    cc: float
    cd: float
    dc: float
    dd: float


@dataclass(frozen=True, kw_only=True)
class MemoryOneStrategy(Strategy):
    """A strategy that remembers one round.

    Attributes:
        first: Chance of cooperating in the first round.
        after: The same after each outcome of the round before.

    Raises:
        ModelError: A chance does not lie between 0 and 1.
    """

    first: float
    after: Response

    def __post_init__(self) -> None:
        for chance in (self.first, *self.after):
            check_share(Phrase("chance of cooperating"), chance)

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""
        return float(self.table[history[-1]]) if history else self.first

    @property
    def table(self) -> Floats:
        """Chance of cooperating by own and other's conduct, 1 cooperates."""
        after = self.after
        return np.array([[after.dd, after.dc], [after.cd, after.cc]])


@cache
def roster() -> Mapping[str, Strategy]:
    """Every strategy known by name, by id: one a file in `strategies/`, found by being there."""
    package = import_module("longtin.game.strategies")
    known = sorted(module.name for module in iter_modules(package.__path__))
    return MappingProxyType(
        {
            name.replace("_", "-"): import_module(f"{package.__name__}.{name}").STRATEGY
            for name in known
        }
    )


def memory_one() -> Mapping[str, MemoryOneStrategy]:
    """Those of them that remember one round, whose long run is known exactly."""
    return {name: one for name, one in roster().items() if isinstance(one, MemoryOneStrategy)}


def play(
    one: Strategy, two: Strategy, rounds: int, *, noise: float = 0.0, rng: int | np.random.Generator
) -> Floats:
    """Two strategies against each other.

    Args:
        one: A strategy.
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


def long_run(one: MemoryOneStrategy, two: MemoryOneStrategy, noise: float = 0.0) -> Floats:
    """How often each outcome comes in the long run, when two memory-one strategies meet.

    The outcomes are a chain of four states. Where it has several ends, as without noise, they are
    weighed by the first moves.

    Args:
        one: A strategy.
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
        raise ModelError("The noise is {noise}; it must lie between 0 and 0.5.", noise=f"{noise:g}")
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
    one: MemoryOneStrategy,
    two: MemoryOneStrategy,
    *,
    noise: float = 0.0,
    trustworthy: bool = True,
) -> float:
    """What a round is worth on average to the first of two strategies, in the long run.

    Args:
        payoffs: Of the first side.
        stake: Of every round, in [0, 1].
        one: Its strategy.
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
