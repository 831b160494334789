"""Stage game: one round of the reassurance game, at many pairs of beliefs at once.

Axes of arrays: node, side, type, conduct; type 1 is trustworthy, conduct 1 cooperates.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.game._payoffs import Floats

Bools = NDArray[np.bool_]

STEADIEST: Final = 600.0
"""Log-odds of a choice beyond which it is as good as certain."""

FOUND: Final = 1e-7
"""Largest distance of log-odds from what they answer at which a node counts as solved."""

MOST_TURNS: Final = 30
"""Newton steps at one precision."""

SHORTEST: Final = 8
"""Times a Newton step is halved before it is taken as it is."""

SETTLING: Final = 60
"""Half-way answers from a start before Newton's method takes over."""

MIMICS: Final = (-8.0, -5.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 5.0)
"""Log-odds with which untrustworthy governments are tried as mimics, fewest first."""

LEVELS: Final = 32
"""Precisions, evenly spaced in logarithm, on the way from a toss."""


@dataclass(frozen=True)
class Round:
    """A round at some nodes.

    Attributes:
        payoffs: Of both sides at the round's stake, (side, type, own conduct, other's conduct).
        beliefs: In either side being trustworthy, (node, side).
        ahead: What the rounds to come are worth on the grid, (belief, belief, side, type).
        noise: Chance that conduct is seen as its opposite.
        spread: How much of what two types would have beliefs in either side move they move.
    """

    payoffs: Floats
    beliefs: Floats
    ahead: Floats
    noise: float
    spread: tuple[float, float] = (1.0, 1.0)

    def of(self, nodes: Bools) -> "Round":
        """Only some nodes."""
        return replace(self, beliefs=self.beliefs[nodes])

    def worth(self, odds: Floats) -> Floats:
        """What either conduct is worth, when all choose with these log-odds of cooperating.

        Args:
            odds: (node, side, type).

        Returns:
            (node, side, type, conduct).
        """
        conduct = np.stack([chance(-odds), chance(odds)], axis=-1)
        seen = self.noise + (1 - 2 * self.noise) * conduct
        weights = np.stack([1 - self.beliefs, self.beliefs], axis=-1)
        does = np.einsum("nst,nsta->nsa", weights, conduct)
        shows = np.einsum("nst,nsta->nsa", weights, seen)
        after = weights[:, :, 1, None] * seen[:, :, 1] / shows  # (node, side, seen)
        after = self.beliefs[..., None] + np.array(self.spread)[:, None] * (
            after - self.beliefs[..., None]
        )
        stage = np.einsum("stab,nsb->nsta", self.payoffs, does[:, ::-1])
        return np.asarray(stage + self._to_come(after, shows))

    def _to_come(self, after: Floats, shows: Floats) -> Floats:
        """What each conduct makes the rounds to come worth: by what is seen of it, and of others'.

        Args:
            after: Belief in a side after its conduct was seen as each, (node, side, seen).
            shows: Chance that a side's conduct is seen as each, (node, side, seen).
        """
        if not self.ahead.any():
            return np.zeros((1, 2, 2, 2))
        at = np.stack(
            [
                np.stack([bilinear(self.ahead, after[:, 0, a], after[:, 1, b]) for b in (0, 1)], -1)
                for a in (0, 1)
            ],
            axis=-2,
        )  # (node, side, type, seen of the first, seen of the second)
        first = np.einsum("ntab,nb->nta", at[:, 0], shows[:, 1])
        second = np.einsum("ntab,na->ntb", at[:, 1], shows[:, 0])
        by_seen = np.stack([first, second], axis=1)  # (node, side, type, own conduct as seen)
        return (1 - self.noise) * by_seen + self.noise * by_seen[..., ::-1]

    def answer(self, odds: Floats, precision: float) -> Floats:
        """Log-odds of cooperating in answer to these."""
        worth = self.worth(odds)
        ahead = precision * (worth[..., 1] - worth[..., 0])
        return np.clip(ahead, -STEADIEST, STEADIEST)

    def value(self, odds: Floats) -> Floats:
        """What the round and those to come are worth to each type, (node, side, type)."""
        worth = self.worth(odds)
        return chance(-odds) * worth[..., 0] + chance(odds) * worth[..., 1]


def chance(odds: Floats) -> Floats:
    """Probability for log-odds, exact at either end."""
    small = np.exp(-np.abs(odds))
    return np.where(odds >= 0, 1.0, small) / (1.0 + small)


def bilinear(table: Floats, one: Floats, two: Floats) -> Floats:
    """A table over two beliefs, read between its nodes.

    Args:
        table: (belief, belief, …), evenly spaced from 0 to 1.
        one: Beliefs along the first axis.
        two: Along the second.
    """
    last = len(table) - 1
    x, y = one * last, two * last
    i, j = (np.minimum(each.astype(np.intp), last - 1) for each in (x, y))
    shape = (-1,) + (1,) * (table.ndim - 2)
    a, b = (x - i).reshape(shape), (y - j).reshape(shape)
    low = table[i, j] * (1 - b) + table[i, j + 1] * b
    high = table[i + 1, j] * (1 - b) + table[i + 1, j + 1] * b
    return np.asarray(low * (1 - a) + high * a)


def from_cooperation(here: Round, precision: float) -> tuple[Floats, Bools]:
    """Where answers lead from trustworthy governments cooperating and untrustworthy ones cheating.

    Where they lead nowhere, untrustworthy ones are tried as mimics, ever more of them, and last of
    all the branch from a toss.

    Returns:
        Log-odds of cooperating, (node, side, type), and whether they answer themselves.
    """
    odds = np.empty((len(here.beliefs), 2, 2))
    odds[:, :, 1], odds[:, :, 0] = STEADIEST, -STEADIEST
    for _ in range(SETTLING):
        odds = 0.5 * (odds + here.answer(odds, precision))
    odds, found = newton(here, odds, precision)
    for mimics in MIMICS:
        if found.all():
            return odds, found
        start = np.empty((int((~found).sum()), 2, 2))
        start[:, :, 1], start[:, :, 0] = -MIMICS[0], mimics
        _put(odds, found, newton(here.of(~found), start, precision))
    if not found.all():
        _put(odds, found, from_toss(here.of(~found), precision))
    return odds, found


def _put(odds: Floats, found: Bools, more: tuple[Floats, Bools]) -> None:
    """Fill in what was found at the nodes that were left."""
    left = np.flatnonzero(~found)
    odds[left], found[left] = more


def from_toss(here: Round, precision: float) -> tuple[Floats, Bools]:
    """Where the branch from a toss leads, followed in small steps of growing precision.

    Returns:
        Log-odds of cooperating, (node, side, type), and whether they answer themselves.
    """
    odds, found = np.zeros((len(here.beliefs), 2, 2)), np.ones(len(here.beliefs), np.bool_)
    for level in np.geomspace(1e-3 * precision, precision, LEVELS):
        odds, found = newton(here, odds, float(level))
    return odds, found


def newton(here: Round, odds: Floats, precision: float) -> tuple[Floats, Bools]:
    """Log-odds that answer themselves, by Newton's method with halved steps.

    Returns:
        The log-odds, and at which nodes they were found.
    """
    odds = odds.copy()
    for _ in range(MOST_TURNS):
        gap = here.answer(odds, precision) - odds
        left = np.abs(gap).max(axis=(1, 2)) > FOUND
        if not left.any():
            break
        odds[left] = _step(here.of(left), odds[left], gap[left], precision)
    gap = here.answer(odds, precision) - odds
    return odds, np.abs(gap).max(axis=(1, 2)) <= FOUND


def _step(here: Round, odds: Floats, gap: Floats, precision: float) -> Floats:
    """One Newton step for each node, halved until it comes nearer."""
    nodes = len(odds)
    slopes = np.empty((nodes, 4, 4))
    for k in range(4):
        nudge = np.zeros((nodes, 4))
        nudge[:, k] = 1e-6 * (1 + np.abs(odds.reshape(nodes, 4)[:, k]))
        moved = odds + nudge.reshape(odds.shape)
        change = (here.answer(moved, precision) - moved - gap).reshape(nodes, 4)
        slopes[:, :, k] = change / nudge[:, k, None]
    slopes += 1e-12 * np.eye(4)
    way = -np.linalg.solve(slopes, gap.reshape(nodes, 4, 1))[..., 0].reshape(odds.shape)
    way = np.clip(way, -STEADIEST, STEADIEST)
    size = np.ones(nodes)
    was = np.abs(gap).max(axis=(1, 2))
    for _ in range(SHORTEST):
        tried = np.clip(odds + size[:, None, None] * way, -STEADIEST, STEADIEST)
        now = np.abs(here.answer(tried, precision) - tried).max(axis=(1, 2))
        worse = ~(now < was)
        if not worse.any():
            break
        size[worse] *= 0.5
    return np.asarray(np.clip(odds + size[:, None, None] * way, -STEADIEST, STEADIEST))
