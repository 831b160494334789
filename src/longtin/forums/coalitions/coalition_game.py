"""Games of coalitions: what each state has when some act together and the others stay out.

A coalition is a row of booleans, one a state, or for small games the bits of a whole number, state
0 the lowest. One coalition forms at a time; whoever is outside acts alone. This is a game in
partition function form with one coalition of more than one member.

Source:
    [Thrall and Lucas 1963], for the form; [d'Aspremont and others 1983], for stability.
"""

from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Masks = NDArray[np.int64]

BLOCK = 1 << 13
"""Coalitions whose payoffs are asked for at once."""

ROUNDING = 1e-12
"""Share of the greatest payoff below which a gain counts as none."""


@runtime_checkable
class CoalitionGame(Protocol):
    """What a game says: how many states there are, and what each has under coalitions."""

    @property
    def size(self) -> int:
        """Number of states N."""

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, shape (C, N), under each of C coalitions, booleans (C, N)."""


@runtime_checkable
class SwitchedGame(CoalitionGame, Protocol):
    """A game that knows by sums what one state's change of mind brings it, in O(N) a coalition."""

    def switched(self, members: Bools) -> Floats:
        """What each state would have if it alone changed its membership; shape (C, N)."""


def switched(game: CoalitionGame, members: Bools) -> Floats:
    """What each state would have if it alone joined or left.

    Args:
        game: The game.
        members: Coalitions, booleans (C, N).

    Returns:
        Payoffs after the change, shape (C, N): column i is what i has once i has changed.
    """
    if isinstance(game, SwitchedGame):
        return game.switched(members)
    states = np.arange(game.size)
    found = np.empty(members.shape)
    rows = max(1, BLOCK * 4 // max(1, game.size))
    for first in range(0, len(members), rows):
        some = members[first : first + rows]
        changed = np.repeat(some[:, np.newaxis, :], game.size, axis=1)
        changed[:, states, states] ^= True
        payoffs = game.payoffs(changed.reshape(-1, game.size)).reshape(changed.shape)
        found[first : first + rows] = payoffs[:, states, states]
    return found


def gains(game: CoalitionGame, members: Bools) -> tuple[Floats, Floats]:
    """Payoffs, and what each state would gain by changing its membership; both (C, N)."""
    payoffs = game.payoffs(members)
    return payoffs, switched(game, members) - payoffs


def members_of(masks: Any, size: int) -> Bools:
    """Coalitions written as bits, as booleans.

    Args:
        masks: Whole numbers, shape (C,) or a single one.
        size: Number of states, at most 62.

    Returns:
        Booleans (C, N).
    """
    bits = np.atleast_1d(np.asarray(masks, dtype=np.int64))
    return (bits[:, np.newaxis] >> np.arange(size) & 1).astype(bool)


def mask_of(members: Bools) -> int:
    """One coalition, booleans (N,), as the bits of a whole number of any length."""
    return sum(1 << int(state) for state in np.flatnonzero(members))


def slack(payoffs: Floats) -> Floats:
    """The gain below which nobody moves, for each coalition: rounding of its greatest payoff."""
    found: Floats = ROUNDING * np.maximum(np.abs(payoffs).max(axis=-1), np.finfo(float).tiny)
    return found
