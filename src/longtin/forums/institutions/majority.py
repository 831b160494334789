"""Majority: a quota of votes decides for all.

Whoever is outvoted does what it would have agreed to, and beyond that only as far as a breach costs
it more than it brings.
"""

import numpy as np

from longtin.forums._setting.setting import Floats
from longtin.forums.institutions.bargaining import accepted, gains_at, levels_up_to
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    Agreement,
    ForumOutcome,
    agreed,
    nothing,
    rounds_of,
    talks,
    temptations,
)


def majority(game: CooperationGame) -> ForumOutcome:
    """An agreement at the level of the pivotal state, as far as it is kept by those outvoted."""
    s = game.setting
    everybody = np.ones(game.size, dtype=bool)
    levels = levels_up_to(game.asked)
    accepts = accepted(game, gains_at(game, everybody, levels), levels)
    level = _decided(game, accepts)
    parties = float(np.ceil(s.quota * game.size)) + float(s.veto.sum())
    years = talks(game, parties, rounds_of(game, game.asked, level))
    members = np.minimum(accepts, level) + s.enforcement * level > 0.0
    if members.sum() < 2 or years > s.horizon:
        return nothing(game, "majority")
    done = _outvoted(game, accepts, level)
    efforts = game.supply.efforts(np.repeat(members[np.newaxis, :], game.size, axis=0), done)
    leaving, joining = temptations(game, members, level)
    what = Agreement(members, level, np.diag(efforts), leaving, joining)
    return agreed(game, "majority", what, years + s.preparation_years)


def _outvoted(game: CooperationGame, accepts: Floats, level: float) -> Floats:
    """The level each keeps, (N,): what it accepts, and of the rest the share that is enforced."""
    own = np.minimum(accepts, level)
    return own + game.setting.enforcement * (level - own)


def _decided(game: CooperationGame, accepts: Floats) -> float:
    """The highest level that has the votes, and no veto."""
    s = game.setting
    order = np.argsort(-accepts, kind="stable")
    votes = np.cumsum(s.votes[order]) / s.votes.sum()
    pivotal = float(accepts[order[int(np.argmax(votes >= s.quota - 1e-12))]])
    return min(pivotal, float(accepts[s.veto].min())) if s.veto.any() else pivotal
