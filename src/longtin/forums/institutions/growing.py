"""Growing coalition: a core decides the terms, and newcomers that gain by them are let in.

The core keeps the decision, so that a coalition that grew is as deep as its core wants it with all
the members it has, while a founding conference of the same members is as deep as the least willing
of all of them wants it.

Source:
    [Downs and others 1998].
"""

import numpy as np

from longtin.forums._setting.setting import Bools
from longtin.forums.institutions.bargaining import accepted, gains_at, levels_up_to
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    ForumOutcome,
    Stage,
    agreed,
    agreement,
    nothing,
    talks,
)

CORE = 5
"""Most states of a core that nobody has named."""

WAVES = 30
"""Waves of newcomers that are followed."""


def terms(game: CooperationGame, deciding: Bools, members: Bools) -> float:
    """The level for all members that the least willing of those who decide agrees to."""
    levels = levels_up_to(game.asked)
    gains = gains_at(game, members, levels)
    return float(accepted(game, gains, levels)[deciding].min())


def found_core(game: CooperationGame) -> Bools:
    """Who would start: from the pair that gains most by acting together, one more at a time.

    Whoever is named in the setting, if anybody. Another is taken in as long as what the core's
    members expect together rises for each of them, five states at most.
    """
    s = game.setting
    if s.core.sum() > 1:
        return s.core
    size = game.size
    ones, twos = np.triu_indices(size, 1)
    weight = s.means * np.maximum(s.values, 0.0)
    kept = np.argsort(-(weight[ones] * weight[twos]), kind="stable")[: 8 * size]
    pairs = np.zeros((len(kept), size), dtype=bool)
    pairs[np.arange(len(kept)), ones[kept]] = True
    pairs[np.arange(len(kept)), twos[kept]] = True
    gain = game.payoffs(pairs) - game.alone
    least = np.where(pairs, gain, np.inf).min(axis=1)
    score = np.where(least > 0.0, np.where(pairs, gain, 0.0).sum(axis=1), -np.inf)
    if score.max() == -np.inf:
        return _smallest_that_pays(game)
    core: Bools = pairs[int(np.argmax(score))].copy()
    while core.sum() < CORE:
        following = _one_more(game, core)
        if following is None:
            break
        core = following
    return core


def _smallest_that_pays(game: CooperationGame) -> Bools:
    """The smallest group from which all its members gain, where no pair can do anything; or nobody.

    Groups are those of the states with the most means, of those that gain most, and of those that
    gain most for their means.
    """
    s, size = game.setting, game.size
    for_means = s.values / np.maximum(s.means, 1e-12)
    orders = [np.argsort(-by, kind="stable") for by in (s.means, s.values, for_means)]
    groups = np.zeros((3 * size, size), dtype=bool)
    for place, order in enumerate(orders):
        for many in range(size):
            groups[place * size + many, order[: many + 1]] = True
    gain = np.where(groups, game.payoffs(groups) - game.alone, np.inf).min(axis=1)
    number = np.where(gain > 1e-12, groups.sum(axis=1), size + 1)
    best = int(np.argmin(number))
    return groups[best] if number[best] <= size else np.zeros(size, dtype=bool)


def _one_more(game: CooperationGame, core: Bools) -> Bools | None:
    """The core with the newcomer that brings it most, if no member and not it loses by that."""
    outside = np.flatnonzero(~core)
    if not len(outside):
        return None
    larger = np.repeat(core[np.newaxis, :], len(outside), axis=0)
    larger[np.arange(len(outside)), outside] = True
    before = game.payoffs(core[np.newaxis, :])[0]
    change = game.payoffs(larger) - before
    fits = np.where(larger, change, 0.0).min(axis=1) >= -1e-12
    brings = np.where(fits, np.where(core, change, 0.0).sum(axis=1), -np.inf)
    best = int(np.argmax(brings))
    return larger[best] if brings[best] > 1e-12 else None


def growing(game: CooperationGame, start: Bools | None = None) -> ForumOutcome:
    """A core, and wave by wave those who gain by joining on the terms that the core sets.

    Args:
        game: The game.
        start: The core, where it is known.
    """
    s = game.setting
    core = found_core(game) if start is None else start
    members = core.copy()
    level = terms(game, core, members) if core.sum() > 1 else 0.0
    if level <= 0.0:
        return nothing(game, "growing")
    years = talks(game, float(core.sum()), 1.0) + s.preparation_years
    stages: list[Stage] = []
    for _ in range(WAVES):
        stages.append(_stage(game, members, level, years))
        following, asked = _wave(game, core, members, level)
        if (following == members).all():
            break
        members, level, years = following, asked, years + s.wave_years
    return agreed(game, "growing", agreement(game, members, level), years, tuple(stages[:-1]))


def _stage(game: CooperationGame, members: Bools, level: float, years: float) -> Stage:
    what = agreement(game, members, level)
    return Stage(years, members, game.delivered(members, what.promised, what.temptation)[0])


def _wave(game: CooperationGame, core: Bools, members: Bools, level: float) -> tuple[Bools, float]:
    """Members and terms after the next wave.

    All outsiders that would gain by joining as things are form the wave; the core sets the terms
    again for all, and whoever of the newcomers does not gain by these stays out. No core member may
    lose by it.
    """
    now = game.payoffs_at(members[np.newaxis, :], np.array([level]))[0]
    eager = game.switched_at(members, level) - now > 1e-12
    wave = ~members & (eager | _paid_for(game, members, level, now))
    while wave.any():
        larger = members | wave
        asked = terms(game, core, larger)
        then = game.payoffs_at(larger[np.newaxis, :], np.array([asked]))[0]
        alone_outside = game.switched_at(larger, asked)
        stays = then >= alone_outside - 1e-12
        if game.setting.transfers:
            stays = stays | ((then - alone_outside)[larger].sum() >= 0.0)
        if (then[core] < now[core] - 1e-12).any():
            return members, level
        if (stays | ~wave).all():
            return larger, asked
        wave = wave & stays
    return members, level


def _paid_for(game: CooperationGame, members: Bools, level: float, now: np.ndarray) -> Bools:
    """With transfers, outsiders whose joining brings members more than it costs the outsider."""
    size = game.size
    if not game.setting.transfers:
        return np.zeros(size, dtype=bool)
    joined = np.repeat(members[np.newaxis, :], size, axis=0)
    joined[np.arange(size), np.arange(size)] = True
    change = game.payoffs_at(joined, np.full(size, level)) - now
    own = np.diag(change)
    found: Bools = np.where(members, change, 0.0).sum(axis=1) * 0.9 + own > 1e-12
    return found
