"""Bargaining: the level each state would like best, and the lowest at which it would still agree.

The least ambitious programme sets the pace of a body in which each may refuse; how far beyond it a
state can be pushed lies between what it would like best and where agreement is worth nothing to it.

Source:
    [Underdal 1980], the law of the least ambitious programme; [Downs and others 1998], depth as a
    question of who decides.
"""

import numpy as np

from longtin.forums._setting.setting import Bools, Floats
from longtin.forums.institutions.cooperation_game import CooperationGame

STEPS = 48
"""Levels that are looked at."""

LOSS = 0.1
"""Share of what is paid between states that is lost on the way."""


def levels_up_to(top: float) -> Floats:
    """Levels from none to the most that is looked at, denser near none."""
    return top * np.linspace(0.0, 1.0, STEPS + 1) ** 1.5


def gains_at(game: CooperationGame, members: Bools, levels: Floats) -> Floats:
    """What each state expects above acting alone, (L, N), if a group takes up each level."""
    groups = np.repeat(members[np.newaxis, :], len(levels), axis=0)
    return game.payoffs_at(groups, levels) - game.alone


def accepted(game: CooperationGame, gains: Floats, levels: Floats) -> Floats:
    """The highest level each state can be brought to agree to, (N,); 0 where none is good.

    Args:
        game: The game.
        gains: As `gains_at`, (L, N).
        levels: The levels, (L,).
    """
    best = np.argmax(gains, axis=0)
    liked = levels[best]
    is_good = gains > 1e-12
    beyond = np.arange(len(levels))[:, np.newaxis] >= best
    fails = beyond & ~is_good
    last = np.where(fails.any(axis=0), np.argmax(fails, axis=0) - 1, len(levels) - 1)
    most = levels[np.maximum(last, 0)]
    pushed = liked + game.setting.pressure * (np.maximum(most, liked) - liked)
    return np.where(is_good.any(axis=0), pushed, 0.0)


def compensated(gains: Floats, members: Bools) -> Bools:
    """At which levels the members that gain can make up for the loss of those that do not, (L,)."""
    inside = np.where(members, gains, 0.0)
    won = np.maximum(inside, 0.0).sum(axis=1) * (1.0 - LOSS)
    found: Bools = (won >= np.maximum(-inside, 0.0).sum(axis=1)) & (won > 0.0)
    return found
