"""Coalitions that grow: a core first, newcomers one at a time, and how deep they stay.

States differ in how deep an agreement they want. Who founds it together gets what enough of them
want; who begins with the keenest and lets others in later keeps the depth there is, because
newcomers take the rules as they are and enough members must agree to change them.

Source:
    [Downs and others 1998], for depth kept by admitting members one after the other; [Finus and
    Rundshagen 2003], for entry by consent.
"""

import math
from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, CoalitionGame, Floats
from longtin.forums.coalitions.stability import Entry, Stability, stability


@dataclass(frozen=True)
class Growth:
    """A coalition grown from a core.

    Attributes:
        found: The coalition at the end, with who would still join or leave.
        joined: Places of the newcomers, in the order in which they came.
        totals: Sum of all payoffs before the first newcomer and after each, (newcomers + 1,).
    """

    found: Stability
    joined: tuple[int, ...]
    totals: Floats


def grow(
    game: CoalitionGame, core: Bools, transfers: bool = False, entry: Entry = "consent"
) -> Growth:
    """Let newcomers into a core one at a time; who gains most by joining is next, nobody leaves.

    Args:
        game: The game.
        core: Who is in it at first, booleans (N,).
        transfers: Whether members compensate each other.
        entry: Who decides on a newcomer.
    """
    now, joined = stability(game, core, transfers, entry), []
    totals = [now.total]
    while now.would_join.any():
        newcomer = int(np.argmax(np.where(now.would_join, now.joining, -np.inf)))
        members = now.members.copy()
        members[newcomer] = True
        now = stability(game, members, transfers, entry)
        joined.append(newcomer)
        totals.append(now.total)
    return Growth(now, tuple(joined), np.array(totals))


@dataclass(frozen=True)
class GrownDepth:
    """How deep a coalition stayed while it grew.

    Attributes:
        members: Who is in it at the end, booleans (N,).
        joined: Places of the newcomers, in the order in which they came.
        depths: Depth at the start and after each newcomer, (newcomers + 1,).
    """

    members: Bools
    joined: tuple[int, ...]
    depths: Floats

    @property
    def depth(self) -> float:
        """The depth at the end."""
        return float(self.depths[-1])


def founding_depth(wanted: Floats, members: Bools, quota: float) -> float:
    """How deep an agreement is that its members found together.

    From nothing it is deepened as long as the quota of members wants more.

    Args:
        wanted: Depth that each state likes best, (N,).
        members: Who founds it, booleans (N,).
        quota: Share of members who must agree to a change, above a half up to 1.
    """
    inside = np.sort(wanted[members])[::-1]
    return float(inside[_enough(len(inside), quota) - 1]) if len(inside) else 0.0


def grown_depth(wanted: Floats, bearable: Floats, core: Bools, quota: float) -> GrownDepth:
    """How deep an agreement stays that a core founds and others join one at a time.

    Next comes whoever wants it deepest of those who can bear the depth there is. After each
    newcomer the depth changes only if the quota of members wants it deeper, or shallower.

    Args:
        wanted: Depth that each state likes best, (N,).
        bearable: Depth beyond which it would rather stay outside, at least what it wants, (N,).
        core: Who founds it, booleans (N,).
        quota: Share of members who must agree to a change, above a half up to 1.
    """
    members, joined = core.copy(), list[int]()
    depths = [founding_depth(wanted, core, quota)]
    while True:
        candidates = ~members & (bearable >= depths[-1])
        if not candidates.any():
            return GrownDepth(members, tuple(joined), np.array(depths))
        newcomer = int(np.argmax(np.where(candidates, wanted, -np.inf)))
        members[newcomer] = True
        joined.append(newcomer)
        inside = np.sort(wanted[members])
        enough = _enough(len(inside), quota)
        depths.append(float(np.clip(depths[-1], inside[-enough], inside[enough - 1])))


def _enough(count: int, quota: float) -> int:
    """How many of so many members are the quota."""
    if not 0.5 < quota <= 1.0:
        raise ModelError(
            "The quota is {given}; it must be above 0.5 and up to 1, or two opposite changes could "
            "both be agreed.",
            given=quota,
        )
    return max(1, math.ceil(quota * count - 1e-9))
