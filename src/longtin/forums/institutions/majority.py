"""Majority: a quota of votes decides for all.

Whoever is outvoted complies only as far as a breach costs it more than it brings.
"""

import numpy as np

from longtin.forums._setting.setting import Floats
from longtin.forums.institutions.bargaining import accepted, gains_at, levels_up_to
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    Agreement,
    ForumOutcome,
    agreed,
    burdened,
    nothing,
    rounds_of,
    talks,
    temptations,
)


def majority(game: CooperationGame) -> ForumOutcome:
    """An agreement at the level of the pivotal state.

    The votes are cast on what each would have if all complied. A state that is outvoted does beyond
    acting alone only the part that is enforced; the others keep their word as in any agreement.
    """
    s = game.setting
    everybody = np.ones((1, game.size), dtype=bool)
    levels = levels_up_to(game.asked)
    accepts = accepted(game, gains_at(game, everybody[0], levels), levels)
    level = _decided(game, accepts)
    parties = float(np.ceil(s.quota * game.size)) + float(s.veto.sum())
    years = talks(game, parties, rounds_of(game, game.asked, level))
    if level <= 0.0 or years > s.horizon:
        return nothing(game, "majority")
    outvoted = accepts < level - 1e-12
    alone = game.supply.alone()
    wanted = game.supply.efforts(everybody, np.array([level]))[0]
    done = np.where(outvoted, alone + game.enforced(everybody[0]) * (wanted - alone), wanted)
    gain, joining = temptations(game, everybody[0], level)
    temptation = np.where(outvoted, 0.0, burdened(game, wanted, gain))
    what = Agreement(everybody[0], level, done, temptation, joining)
    return agreed(game, "majority", what, years + s.preparation_years)


def _decided(game: CooperationGame, accepts: Floats) -> float:
    """The highest level that has the votes, and no veto."""
    s = game.setting
    order = np.argsort(-accepts, kind="stable")
    votes = np.cumsum(s.votes[order]) / s.votes.sum()
    pivotal = float(accepts[order[int(np.argmax(votes >= s.quota - 1e-12))]])
    return min(pivotal, float(accepts[s.veto].min())) if s.veto.any() else pivotal
