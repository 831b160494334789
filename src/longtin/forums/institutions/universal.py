"""Universal consensus: all sit at the table, and each can refuse."""

import numpy as np

from longtin.forums.institutions.bargaining import accepted, compensated, gains_at, levels_up_to
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    ForumOutcome,
    agreed,
    agreement,
    nothing,
    rounds_of,
    talks,
)


def universal(game: CooperationGame) -> ForumOutcome:
    """An agreement of all at the level that the least willing can be brought to, if any.

    Talks begin at what would be best for all and give up a part in each round. With transfers,
    whoever would lose is paid by those who gain, as far as that suffices.
    """
    everybody = np.ones(game.size, dtype=bool)
    asked = game.asked
    levels = levels_up_to(asked)
    gains = gains_at(game, everybody, levels)
    level = float(accepted(game, gains, levels).min())
    if game.setting.transfers:
        paid = compensated(gains, everybody)
        total = np.where(paid, gains.sum(axis=1), -np.inf)
        if paid.any():
            level = max(level, float(levels[int(np.argmax(total))]))
    years = talks(game, game.size, rounds_of(game, asked, level))
    if years > game.setting.horizon:
        return nothing(game, "universal")
    what = agreement(game, everybody, level)
    return agreed(game, "universal", what, years + game.setting.preparation_years)
