"""Conditional commitments: “I will if you will”, resolved to all that can be kept together.

Each party promises levels of its own under conditions on what others do. Promises only ask for more
of others and never for less, so that what can be kept together has a greatest element: everybody at
its greatest promise, those struck out whose conditions are not met, again and again until nothing
changes. Begun from nothing instead, two promises that wait for each other would never be due.

Source:
    [Tarski 1955], for the greatest fixed point; [Heitzig 2025], for commitments of this kind.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, CoalitionGame, Floats, slack

EQUAL = 1e-12
"""Share of a level by which another may fall short of it and still reach it."""


@dataclass(frozen=True)
class Precondition:
    """What others have to do: so many of them so much each, or all together so much.

    Attributes:
        parties: Places of those it is asked of.
        level: What each of them has to reach.
        count: How many have to; all, where not given.
        total: What they have to reach together instead; `level` and `count` then do not count.
    """

    parties: tuple[int, ...]
    level: float = 0.0
    count: int | None = None
    total: float | None = None


@dataclass(frozen=True)
class ConditionalCommitment:
    """A party's promise of a level of its own, if all its conditions hold.

    Attributes:
        party: Place of the party.
        level: What it will reach, at least 0.
        conditions: What others have to do; none for a promise without conditions.
    """

    party: int
    level: float
    conditions: tuple[Precondition, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """What is due once all promises are held against each other.

    Attributes:
        levels: What each party has to reach, (N,).
        promised: The most each has promised, (N,).
        due: Which promises are due, in the order given, (M,).
        struck: Round in which each promise was struck out, 0 for those that are due, (M,).
        losses: What party j has to reach less if party i withdraws all it promised, row i, (N, N);
            the diagonal is nil.
    """

    levels: Floats
    promised: Floats
    due: Bools
    struck: np.ndarray
    losses: Floats

    @property
    def pivotal(self) -> Bools:
        """Parties on whose promises those of others hang, (N,)."""
        found: Bools = np.any(self.losses > 0.0, axis=1)
        return found


def resolve(commitments: Sequence[ConditionalCommitment], size: int) -> Resolution:
    """What is due: the greatest levels that all promises allow together.

    Of several promises of one party the greatest whose conditions hold is due.

    Args:
        commitments: The promises, M of them.
        size: Number of parties N.

    Raises:
        ModelError: A party, a level or a count that cannot be.
    """
    _check(commitments, size)
    party = np.array([each.party for each in commitments], dtype=int)
    level = np.array([each.level for each in commitments], dtype=float)
    there = np.concatenate([np.ones((1, size), dtype=bool), ~np.eye(size, dtype=bool)])
    kept = there[:, party]  # first with all parties, then without each of them
    struck = np.zeros(len(commitments), dtype=int)
    levels, turn = _levels(kept, party, level, size), 0
    while True:
        met = np.stack([_met(each, levels) for each in commitments], axis=1) if len(level) else kept
        following, turn = kept & met, turn + 1
        struck[kept[0] & ~following[0]] = turn
        if (following == kept).all():
            break
        kept = following
        levels = _levels(kept, party, level, size)
    losses = np.maximum(levels[0] - levels[1:], 0.0)
    np.fill_diagonal(losses, 0.0)
    promised = _levels(np.ones((1, len(level)), dtype=bool), party, level, size)[0]
    return Resolution(levels[0], promised, kept[0], struck, losses)


def _levels(kept: Bools, party: np.ndarray, level: Floats, size: int) -> Floats:
    """What each party reaches if these promises are kept, for B cases; (B, N)."""
    found = np.zeros((len(kept), size))
    for place, (who, much) in enumerate(zip(party.tolist(), level.tolist(), strict=True)):
        found[:, who] = np.maximum(found[:, who], np.where(kept[:, place], much, 0.0))
    return found


def _met(commitment: ConditionalCommitment, levels: Floats) -> Bools:
    """Whether all conditions of a promise hold, for B cases; (B,)."""
    found = np.ones(len(levels), dtype=bool)
    for condition in commitment.conditions:
        reached = levels[:, list(condition.parties)]
        if condition.total is not None:
            found &= reached.sum(axis=1) >= condition.total - EQUAL * abs(condition.total)
        else:
            enough = reached >= condition.level - EQUAL * abs(condition.level)
            wanted = len(condition.parties) if condition.count is None else condition.count
            found &= enough.sum(axis=1) >= wanted
    return found


def _check(commitments: Sequence[ConditionalCommitment], size: int) -> None:
    """Refuse what cannot be promised or asked."""
    for number, each in enumerate(commitments, start=1):
        named = (each.party, *(party for one in each.conditions for party in one.parties))
        unknown = [party for party in named if not 0 <= party < size]
        if unknown:
            raise ModelError(
                "Promise {number} names party {given}; there are {size}, from 0 to {last}.",
                number=number,
                given=unknown[0],
                size=size,
                last=size - 1,
            )
        numbers = (each.level, *(one.level for one in each.conditions))
        if not all(math.isfinite(value) and value >= 0.0 for value in numbers):
            raise ModelError(
                "Promise {number} has a level below 0 or none at all: {given}. A level is a number "
                "from 0 up.",
                number=number,
                given=min(numbers),
            )
        for one in each.conditions:
            if one.count is not None and not 0 <= one.count <= len(one.parties):
                raise ModelError(
                    "Promise {number} asks for {given} of {size} parties. Ask for 0 to {size}.",
                    number=number,
                    given=one.count,
                    size=len(one.parties),
                )


def consistent_members(game: CoalitionGame, willing: Bools | None = None) -> Bools:
    """Who acts if everybody promises to act with the others as long as that beats nobody's acting.

    Begins with all who are willing and strikes out, again and again, those who would have less than
    without any coalition. Whoever is left cannot do better by breaking the promise alone: the
    others' promises would fall with it.

    Args:
        game: The game.
        willing: Who promises at all, booleans (N,); everybody, where not given.
    """
    size = game.size
    members = np.ones(size, dtype=bool) if willing is None else willing.copy()
    without = game.payoffs(np.zeros((1, size), dtype=bool))[0]
    while members.any():
        payoffs = game.payoffs(members[np.newaxis, :])
        losing = members & (payoffs[0] < without - slack(payoffs)[0])
        if not losing.any():
            break
        members &= ~losing
    return members
