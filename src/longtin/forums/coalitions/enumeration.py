"""Exact enumeration: every coalition of up to twenty states, with who would leave and join.

Payoffs of all coalitions stand in one table (N, 2^N): 168 MB for twenty states. A state's choice
compares two halves of its row, so that a coalition costs N comparisons and no further payoffs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import (
    BLOCK,
    Bools,
    CoalitionGame,
    Floats,
    Masks,
    members_of,
    slack,
)
from longtin.forums.coalitions.stability import Entry

LARGEST = 20
"""States whose coalitions are enumerated: about a million."""


@dataclass(frozen=True)
class Enumeration:
    """All coalitions of N states; place m of each array is the coalition whose bits m has.

    Attributes:
        size: Number of states N.
        total: Sum of all payoffs, (2^N,).
        internal: No member gains by leaving, (2^N,).
        external: No outsider gains by joining, (2^N,).
        acting: Somebody has something other than without a coalition, (2^N,).
    """

    size: int
    total: Floats
    internal: Bools
    external: Bools
    acting: Bools

    @property
    def stable(self) -> Masks:
        """Masks of the coalitions that nobody leaves or joins, the greatest total first."""
        found = np.flatnonzero(self.internal & self.external)
        return found[np.lexsort((found, -self.total[found]))].astype(np.int64)

    @property
    def breadth(self) -> Masks:
        """How many members each has, (2^N,)."""
        return np.bitwise_count(np.arange(1 << self.size)).astype(np.int64)

    def by_breadth(self, chosen: Bools) -> Masks:
        """How many of the chosen coalitions, booleans (2^N,), have 0 … N members; (N + 1,)."""
        return np.bincount(self.breadth[chosen], minlength=self.size + 1).astype(np.int64)


def enumerated(game: CoalitionGame, transfers: bool = False, entry: Entry = "open") -> Enumeration:
    """Look at every coalition.

    Args:
        game: A game of at most twenty states.
        transfers: Whether members compensate each other; entry is then open.
        entry: Who decides on a newcomer.

    Raises:
        ModelError: The game has more states.
    """
    if not 1 <= game.size <= LARGEST:
        raise ModelError(
            "All coalitions of {given} states cannot be enumerated; from 1 to {most} can. Search "
            "for stable ones instead.",
            given=game.size,
            most=LARGEST,
        )
    table = _table(game)
    tolerance = _slack(table)
    total = table.sum(axis=0)
    acting = np.zeros(table.shape[1], dtype=bool)
    for row in table:
        acting |= np.abs(row - row[0]) > tolerance
    if transfers:
        stays, joins = _by_surplus(table, tolerance)
    else:
        stays, joins = _by_own_gain(table, tolerance, entry)
    return Enumeration(game.size, total, stays, ~joins, acting)


def _table(game: CoalitionGame) -> Floats:
    """Payoffs under all coalitions, (N, 2^N)."""
    count = 1 << game.size
    found = np.empty((game.size, count))
    for first in range(0, count, BLOCK):
        masks = np.arange(first, min(first + BLOCK, count))
        found[:, first : first + BLOCK] = game.payoffs(members_of(masks, game.size)).T
    return found


def _slack(table: Floats) -> Floats:
    """The gain below which nobody moves, for each column, one row after the other."""
    greatest = np.zeros(table.shape[1])
    for row in table:
        np.maximum(greatest, np.abs(row), out=greatest)
    return slack(greatest[:, np.newaxis])


def _halves(row: Any, state: int) -> tuple[Any, Any]:
    """A row without and with a state: views, the coalitions in the same order in both."""
    parted = row.reshape(-1, 2, 1 << state)
    return parted[:, 0], parted[:, 1]


def _by_own_gain(table: Floats, tolerance: Floats, entry: Entry) -> tuple[Bools, Bools]:
    """Where all members stay, and where somebody joins, each for its own payoff."""
    stays = np.ones(table.shape[1], dtype=bool)
    joins = np.zeros(table.shape[1], dtype=bool)
    for state, row in enumerate(table):
        without, inside = _halves(row, state)
        loose_out, loose_in = _halves(tolerance, state)
        gain = inside - without
        _halves(stays, state)[1][...] &= -gain <= loose_in
        wishes = gain > loose_out
        if entry == "consent":
            wishes &= ~_refused(table, tolerance, state)
        _halves(joins, state)[0][...] |= wishes
    return stays, joins


def _refused(table: Floats, tolerance: Floats, newcomer: int) -> Bools:
    """Coalitions without a newcomer of which some member would lose by it."""
    count = table.shape[1]
    masks = _halves(np.arange(count), newcomer)[0]
    loose = _halves(tolerance, newcomer)[1]
    found = np.zeros(masks.shape, dtype=bool)
    for member, row in enumerate(table):
        if member != newcomer:
            without, inside = _halves(row, newcomer)
            found |= (inside < without - loose) & (masks >> member & 1).astype(bool)
    return found


def _by_surplus(table: Floats, tolerance: Floats) -> tuple[Bools, Bools]:
    """The same where members share what they have above what each has by leaving."""
    surplus = np.zeros(table.shape[1])
    for state, row in enumerate(table):
        without, inside = _halves(row, state)
        _halves(surplus, state)[1][...] += inside - without
    loose = tolerance * len(table)
    joins = np.zeros(table.shape[1], dtype=bool)
    for state in range(len(table)):
        _halves(joins, state)[0][...] |= _halves(surplus > loose, state)[1]
    return surplus >= -loose, joins
