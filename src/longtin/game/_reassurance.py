"""Reassurance game: two governments, rounds of larger and smaller stakes, private types.

Each round both sides see the round's stake and move at once: cooperate, or cheat. What each did is
then seen by both, now and then wrongly (`noise`), and both beliefs move by Bayes' rule. Types are
drawn once. A state of the game is the pair of public beliefs, so that it can be solved backwards,
round by round, on a grid of beliefs.

At each node each type of each side answers with a logit of what its choices are worth, and
expects the others to do so: an agent quantal-response equilibrium. Its precision `λ` says how well
choices follow their worth: 0 is a toss, and as it grows equilibria approach perfect Bayesian ones,
with beliefs off the path those of the rarer slips.

Axes of arrays: side (0 first, 1 second), type (1 trustworthy), and beliefs in the first and in the
second side being trustworthy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError, Phrase
from longtin.game._payoffs import Floats, Payoffs, check_share, payoff_table
from longtin.game._round import Bools, Round, chance, from_cooperation, from_toss

Selection = Literal["cooperative", "principal"]
"""Which equilibrium is taken where there are several.

`cooperative`: the one that answering from trustworthy governments cooperating and untrustworthy
ones cheating leads to, which pays best where trust allows it. `principal`: the one that the branch
from a toss leads to as precision grows, which favours the safe choice.
"""


@dataclass(frozen=True, kw_only=True)
class Reassurance:
    """Rounds of cooperation between two governments that do not know each other's type.

    Attributes:
        first: Payoffs of the first side.
        second: Payoffs of the second.
        stakes: Of each round, in order: those it may have, each in [0, 1]. Where there are several,
            the one with the greatest worth to both trustworthy governments together is played, as
            if a mediator who shares their interests proposed it.
        noise: Chance in [0, 0.5) that a side's conduct is seen as its opposite, by both alike.
        spread: How far either side's conduct is from known, `Var τ / (E τ (1 − E τ))` in [0, 1], of
            the first and of the second: beliefs move by so much of what two types would have them
            move. One kept promise takes the mean of belief from E to `E + Var/E`. At 1, types.

    Raises:
        ModelError: There is no round, a round has no stake, or a number is outside its range.
    """

    first: Payoffs
    second: Payoffs
    stakes: tuple[tuple[float, ...], ...]
    noise: float = 0.0
    spread: tuple[float, float] = (1.0, 1.0)

    def __post_init__(self) -> None:
        for share in self.spread:
            check_share(Phrase("spread"), share)
        if not self.stakes or not all(self.stakes):
            raise ModelError("A game needs at least one round, and each round at least one stake.")
        for each in self.stakes:
            for stake in each:
                check_share(Phrase("stake"), stake)
        if not 0 <= self.noise < 0.5:
            raise ModelError(
                "The noise is {noise}; it must lie between 0 and 0.5, where conduct would say "
                "nothing.",
                noise=f"{self.noise:g}",
            )


@dataclass(frozen=True)
class Solution:
    """An equilibrium at every pair of beliefs.

    Attributes:
        beliefs: The grid, from 0 to 1, for either side.
        cooperate: Chance that each type cooperates, (round, side, type, belief, belief).
        stake: What is played, (round, belief, belief).
        value: What is to come is worth, (round, side, type, belief, belief).
        is_found: Whether the node's equilibrium was found, (round, belief, belief).
        precision: λ, per unit of the common gain.
        selection: Which equilibrium was taken where there are several; others may exist, and no
            search is made for all.
    """

    beliefs: Floats
    cooperate: Floats
    stake: Floats
    value: Floats
    is_found: Bools
    precision: float
    selection: Selection

    @property
    def found(self) -> float:
        """Share of nodes whose equilibrium was found."""
        return float(self.is_found.mean())

    def __repr__(self) -> str:
        """In short."""
        rounds, nodes = len(self.stake), len(self.beliefs)
        return f"<Solution of {rounds} rounds on {nodes} × {nodes} beliefs, {self.found:.0%} found>"


def solve(
    game: Reassurance,
    precision: float,
    *,
    nodes: int = 41,
    selection: Selection = "cooperative",
) -> Solution:
    """Solve a game backwards on a grid of beliefs.

    Args:
        game: Which.
        precision: λ > 0, per unit of the common gain; 50 is close to the limit.
        nodes: Beliefs of the grid for each side, at least 2.
        selection: Which equilibrium, where there are several.

    Raises:
        ModelError: Precision or the grid is out of range.

    Source:
        Logit quantal response: [McKelvey and Palfrey 1998]; the branch from a toss:
        [Turocy 2005].
    """
    if not precision > 0 or nodes < 2:
        raise ModelError("Precision must be above 0, and a grid needs at least two beliefs.")
    grid = np.linspace(0.0, 1.0, nodes)
    pairs = np.stack(np.meshgrid(grid, grid, indexing="ij"), axis=-1).reshape(-1, 2)
    ahead = np.zeros((nodes, nodes, 2, 2))
    rounds = []
    for options in reversed(game.stakes):
        rounds.append(_best(game, options, pairs, ahead, precision, selection))
        ahead = rounds[-1].value.reshape(nodes, nodes, 2, 2)

    def gathered(name: str) -> NDArray[Any]:
        flat = np.stack([getattr(each, name) for each in reversed(rounds)])
        return np.moveaxis(flat, 1, -1).reshape(*flat.shape[:1], *flat.shape[2:], nodes, nodes)

    return Solution(
        beliefs=grid,
        cooperate=gathered("cooperate"),
        stake=gathered("stake"),
        value=gathered("value"),
        is_found=gathered("is_found"),
        precision=precision,
        selection=selection,
    )


@dataclass(frozen=True)
class _Solved:
    """A round solved at every node: arrays (node, side, type) and (node,)."""

    cooperate: Floats
    value: Floats
    stake: Floats
    is_found: Bools


def _best(
    game: Reassurance,
    options: Sequence[float],
    pairs: Floats,
    ahead: Floats,
    precision: float,
    selection: Selection,
) -> _Solved:
    """The round at each node with the stake worth most to trustworthy governments together."""
    follow = from_cooperation if selection == "cooperative" else from_toss
    tried = []
    for stake in options:
        payoffs = np.concatenate(
            [payoff_table(side, [stake]) for side in (game.first, game.second)]
        )
        here = Round(payoffs, pairs, ahead, game.noise, game.spread)
        odds, found = follow(here, precision)
        stakes = np.full(len(pairs), stake)
        tried.append(_Solved(chance(odds), here.value(odds), stakes, found))
    worth = np.stack([each.value[:, :, 1].sum(axis=1) for each in tried])
    best, node = worth.argmax(axis=0), np.arange(len(pairs))
    return _Solved(
        *(
            np.stack([getattr(each, field.name) for each in tried])[best, node]
            for field in fields(_Solved)
        )
    )
