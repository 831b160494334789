"""Conditional commitments: each says what it does if the others do enough, and all clear at once.

Promises are monotone – more by others never makes a state promise less – so that there is a
greatest consistent set: begin with the most that anybody offers, strike out what its condition does
not bear, and repeat.

Source:
    [Tarski 1955], for the greatest fixed point; [Heitzig 2025], for commitments that
    hang on each other.
"""

import numpy as np

from longtin.forums._setting.setting import Bools, Floats
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    Agreement,
    ForumOutcome,
    agreed,
    burdened,
    nothing,
    talks,
    together_of,
)

STEPS = 24
"""Levels among which each chooses."""


def offers(game: CooperationGame, left_out: int | None = None) -> Floats:
    """The greatest consistent set of offers: a level for each state, (N,).

    A state offers the highest level whose cost, beyond what it does alone, is at most
    `1 - asks` of what all offers together bring it, as far as it trusts the others.

    Args:
        game: The game.
        left_out: A state that offers nothing.
    """
    s = game.setting
    levels = game.asked * np.linspace(0.0, 1.0, STEPS + 1)
    everybody = np.ones((len(levels), s.size), dtype=bool)
    efforts = game.supply.efforts(everybody, levels)
    alone = game.supply.alone()
    efforts = np.maximum(efforts, alone)
    cost = game.supply.cost(efforts) - game.supply.cost(alone)
    place = np.full(s.size, STEPS)
    place[s.values <= 0.0] = 0
    if left_out is not None:
        place[left_out] = 0
    for _ in range(STEPS * s.size):
        offered = efforts[place, np.arange(s.size)]
        bears = (1.0 - s.asks) * _brought(game, offered)
        affordable = cost <= bears + 1e-12
        highest = STEPS - np.argmax(affordable[::-1], axis=0)
        following = np.minimum(place, np.where(affordable.any(axis=0), highest, 0))
        if (following == place).all():
            break
        place = following
    found: Floats = levels[place]
    return found


def _brought(game: CooperationGame, offered: Floats) -> Floats:
    """What all offers bring each state beyond what all would do alone, (N,)."""
    s, alone = game.setting, game.supply.alone()
    members = offered > alone + 1e-12
    trust = game.trusts(members[np.newaxis, :])[0][0]
    together = together_of(game, members)
    more = game.supply.shared(offered, together) - game.supply.shared(alone, together)
    found: Floats = np.maximum(s.values * trust * more, 0.0)
    return found


def pivotal(game: CooperationGame) -> np.ndarray:
    """How much each state's offer holds up: share of the others' effort lost without it, (N,)."""
    s = game.setting
    whole = offers(game)
    found = np.zeros(s.size)
    for state in np.flatnonzero(whole > 0.0):
        rest = offers(game, int(state))
        others = np.arange(s.size) != state
        before = float((s.means * whole)[others].sum())
        found[state] = 1.0 - float((s.means * rest)[others].sum()) / before if before > 0 else 0.0
    return found


def conditional(game: CooperationGame) -> ForumOutcome:
    """The greatest consistent set of conditional commitments, cleared in one round."""
    s, alone = game.setting, game.supply.alone()
    level = offers(game)
    everybody = np.ones((s.size, s.size), dtype=bool)
    efforts = np.maximum(np.diag(game.supply.efforts(everybody, level)), alone)
    members = (level > 0.0) & (efforts > alone + 1e-9)
    if members.sum() < 2:
        return nothing(game, "conditional")
    promised = np.where(members, efforts, alone)
    what = Agreement(
        members=members,
        level=float(np.average(level[members], weights=s.means[members])),
        promised=promised,
        temptation=burdened(game, promised, _withdrawal(game, members, promised)),
        joining=np.zeros(s.size, dtype=bool),
    )
    years = talks(game, game.size, 1.0) + s.preparation_years
    return agreed(game, "conditional", what, years)


def _withdrawal(game: CooperationGame, members: Bools, promised: Floats) -> Floats:
    """What each would gain by withdrawing its offer, (N,).

    The others' offers hang on it: they fall by the share of all offers that it made.
    """
    s, alone = game.setting, game.supply.alone()
    extra = s.means * (promised - alone)
    shares = extra / max(float(extra.sum()), 1e-12)
    together = together_of(game, members)
    whole = game.supply.shared(promised, together)
    saved = game.supply.cost(promised) - game.supply.cost(alone)
    found = np.zeros(s.size)
    for state in np.flatnonzero(members):
        rest = alone + (promised - alone) * (1.0 - shares[state])
        rest[state] = alone[state]
        outside = together.copy()
        outside[state, :] = outside[:, state] = s.publicness
        outside[state, state] = 1.0
        lost = s.values[state] * (whole - game.supply.shared(rest, outside))[state]
        found[state] = saved[state] - lost
    return found
