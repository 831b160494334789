"""Stability: who would leave a coalition, who would join it, and where joining and leaving ends.

A coalition is internally stable when no member gains by leaving, and externally stable when no
outsider gains by joining; who is indifferent stays where it is. With transfers members share what
the coalition has above what they would each have by leaving, so that all stay whenever the sum
suffices; an outsider then joins whenever the larger coalition would suffice too, which needs no
further consent.

Source:
    [d'Aspremont and others 1983], for stability; [Carraro and others 2006] and [Eyckmans and Finus
    2004], for transfers that let every member stay; [Finus and Rundshagen 2003], for entry by
    consent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from longtin.forums.coalitions.coalition_game import (
    BLOCK,
    Bools,
    CoalitionGame,
    Floats,
    gains,
    slack,
    switched,
)

IntArray = NDArray[np.intp]

Entry = Literal["open", "consent"]
"""Who decides on a newcomer: itself alone, or no member may lose by it."""

ENTRIES: tuple[Entry, ...] = ("open", "consent")


@dataclass(frozen=True)
class Stability:
    """A coalition and who would change its mind.

    Attributes:
        members: Who is in it, booleans (N,).
        payoffs: What each state has, transfers included, (N,).
        leaving: What each member would gain by leaving, NaN for outsiders, (N,).
        joining: What each outsider would gain by joining, NaN for members, (N,).
        admitted: Outsiders whom no member would refuse, (N,); all, where entry is open.
        transfers: What each member is given by the others, the sum nil, (N,).
        acting: Whether anybody has anything other than without a coalition.
        tolerance: Gains up to this count as none.
    """

    members: Bools
    payoffs: Floats
    leaving: Floats
    joining: Floats
    admitted: Bools
    transfers: Floats
    acting: bool
    tolerance: float

    @property
    def would_leave(self) -> Bools:
        """Members that gain by leaving."""
        return np.nan_to_num(self.leaving, nan=0.0) > self.tolerance

    @property
    def would_join(self) -> Bools:
        """Outsiders that gain by joining and are let in."""
        return (np.nan_to_num(self.joining, nan=0.0) > self.tolerance) & self.admitted

    @property
    def is_internal(self) -> bool:
        """Whether nobody leaves."""
        return not self.would_leave.any()

    @property
    def is_external(self) -> bool:
        """Whether nobody joins."""
        return not self.would_join.any()

    @property
    def is_stable(self) -> bool:
        """Whether nobody moves."""
        return self.is_internal and self.is_external

    @property
    def total(self) -> float:
        """The sum of all payoffs, members' and outsiders'."""
        return float(self.payoffs.sum())

    @property
    def breadth(self) -> int:
        """How many are in it."""
        return int(self.members.sum())


def stability(
    game: CoalitionGame, members: Bools, transfers: bool = False, entry: Entry = "open"
) -> Stability:
    """Who would leave a coalition, and who would join it.

    Args:
        game: The game.
        members: Who is in it, booleans (N,).
        transfers: Whether members compensate each other: each has what it would have by leaving
            and an equal part of what is above the sum of that. Entry is then open.
        entry: Who decides on a newcomer.
    """
    row, asks = members[np.newaxis, :], entry == "consent" and not transfers
    payoffs, change = moves(game, row, transfers)
    alone = game.payoffs(np.zeros_like(row))[0]
    plain = game.payoffs(row)[0]
    tolerance = float(slack(payoffs)[0])
    return Stability(
        members=members.copy(),
        payoffs=payoffs[0],
        leaving=np.where(members, change[0], np.nan),
        joining=np.where(members, np.nan, change[0]),
        admitted=~members & ~(refused(game, row, ~row)[0] if asks else members),
        transfers=payoffs[0] - plain,
        acting=bool((np.abs(plain - alone) > tolerance).any()),
        tolerance=tolerance,
    )


def moves(
    game: CoalitionGame, members: Bools, transfers: bool = False, asked: Bools | None = None
) -> tuple[Floats, Floats]:
    """Payoffs and what each state would gain by a change of membership, for C coalitions.

    Args:
        game: The game.
        members: Coalitions, booleans (C, N).
        transfers: Whether members compensate each other.
        asked: With transfers, outsiders (C, N) for whom joining is looked at, and that only where
            members stay; for the others it is NaN. All of all coalitions where not given.

    Returns:
        Payoffs with transfers, and gains from changing; both (C, N).
    """
    if not transfers:
        return gains(game, members)
    payoffs, change = gains(game, members)
    surplus = np.where(members, -change, 0.0).sum(axis=1)
    breadth = np.maximum(members.sum(axis=1), 1)
    share = (surplus / breadth)[:, np.newaxis]
    shared = np.where(members, payoffs + change + share, payoffs)
    if asked is None:
        asked = ~members
    else:
        asked = asked & ~members & (share >= -slack(shared)[:, np.newaxis])
    joining = surplus_with(game, members, asked) / (breadth + 1)[:, np.newaxis]
    return shared, np.where(members, -share, joining)


def _enlarged(members: Bools, asked: Bools) -> Iterator[tuple[IntArray, IntArray, Bools]]:
    """Coalitions with one newcomer each, some at a time: which coalition, who is new, who is in."""
    rows, states = np.nonzero(asked)
    for first in range(0, len(rows), BLOCK):
        row, state = rows[first : first + BLOCK], states[first : first + BLOCK]
        larger = members[row]
        larger[np.arange(len(row)), state] = True
        yield row, state, larger


def surplus_with(game: CoalitionGame, members: Bools, asked: Bools) -> Floats:
    """What a coalition with one newcomer has above the sum of what its members have by leaving.

    Args:
        game: The game.
        members: Coalitions, booleans (C, N).
        asked: Newcomers that are looked at, booleans (C, N), each an outsider.

    Returns:
        Shape (C, N): column j is the surplus of the coalition with j, NaN where j is not asked.
    """
    found = np.full(members.shape, np.nan)
    for row, state, larger in _enlarged(members, asked):
        stay = game.payoffs(larger) - switched(game, larger)
        found[row, state] = np.where(larger, stay, 0.0).sum(axis=1)
    return found


def refused(game: CoalitionGame, members: Bools, asked: Bools) -> Bools:
    """Newcomers by whose joining some member would lose; booleans (C, N), shaped as those asked."""
    found, before = np.zeros(members.shape, dtype=bool), game.payoffs(members)
    for row, state, larger in _enlarged(members, asked):
        after = game.payoffs(larger)
        lost = (after < before[row] - slack(after)[:, np.newaxis]) & members[row]
        found[row, state] = lost.any(axis=1)
    return found


def settle(
    game: CoalitionGame,
    members: Bools,
    transfers: bool = False,
    entry: Entry = "open",
    *,
    most: int | None = None,
    told: Callable[[Bools], None] | None = None,
) -> Stability:
    """Where joining and leaving one at a time ends: whoever gains most by moving moves first.

    Args:
        game: The game.
        members: Who is in it at first, booleans (N,).
        transfers: Whether members compensate each other.
        entry: Who decides on a newcomer.
        most: Moves at most; 8 N where not given. Joining and leaving need not end.
        told: Is told of each coalition on the way.

    Returns:
        The last coalition; `is_stable` says whether anybody still wants to move.
    """
    now = stability(game, members, transfers, entry)
    for _ in range(8 * game.size if most is None else most):
        if now.is_stable:
            break
        change = np.fmax(
            np.where(now.would_leave, now.leaving, -np.inf),
            np.where(now.would_join, now.joining, -np.inf),
        )
        following = now.members.copy()
        following[int(np.argmax(change))] ^= True
        if told is not None:
            told(following)
        now = stability(game, following, transfers, entry)
    return now
