"""Coalition of the willing: those who gain by it and trust each other enough, and nobody else."""

from typing import TypedDict

import numpy as np

from longtin.forums._setting.setting import Bools
from longtin.forums.coalitions import Entry, settle, stability, stable_coalitions
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import (
    Agreement,
    ForumOutcome,
    agreed,
    burdened,
    nothing,
    talks,
)

EXACT = 12
"""States up to which every coalition is looked at."""

STARTS = 24
"""Coalitions from which the search starts, for more states."""

FEW = 40
"""States above which the search follows only a handful of starts."""


class _Admission(TypedDict):
    transfers: bool
    entry: Entry


def found_coalition(game: CooperationGame, seed: int = 0) -> Bools:
    """The stable coalition with the greatest total, entry by consent, (N,); nobody if none acts.

    All coalitions are looked at for up to twelve states; for more, a search from many starts, and
    above forty from nobody, everybody and those who gain most by all the others' part.
    """
    if game.size <= FEW and not (game.setting.transfers and game.size > EXACT):
        exact = game.size <= EXACT
        found = stable_coalitions(game, seed=seed, starts=STARTS, exact=exact, **_rule(game))
        return found.best.members if found.best is not None else _nobody(game)
    return _settled(game)


def _nobody(game: CooperationGame) -> Bools:
    return np.zeros(game.size, dtype=bool)


def _settled(game: CooperationGame) -> Bools:
    """The best of where joining and leaving ends from a handful of starts."""
    order = np.argsort(-game.setting.values * game.setting.means, kind="stable")
    ends = []
    for many in (2, max(6, game.size // 8), game.size):
        start = _nobody(game)
        start[order[:many]] = True
        ends.append(settle(game, _hurried(game, start), most=80, **_rule(game)))
    stable = [each for each in ends if each.is_stable] or ends[:1]
    return max(stable, key=lambda each: each.total).members


def _hurried(game: CooperationGame, members: Bools) -> Bools:
    """Near where joining and leaving ends: half of those who would move do so at once."""
    for _ in range(12):
        now = stability(game, members, **_rule(game))
        gain = np.where(now.would_leave, now.leaving, np.where(now.would_join, now.joining, 0.0))
        moving = np.argsort(-gain, kind="stable")[: int((gain > 0.0).sum() + 1) // 2]
        if len(moving) < 2:
            break
        members = members.copy()
        members[moving] ^= True
    return members


def _rule(game: CooperationGame) -> _Admission:
    """How members are won and admitted: by consent, or for many states by anyone who likes."""
    entry: Entry = "consent" if game.size <= FEW else "open"
    return {"transfers": game.setting.transfers, "entry": entry}


def willing(game: CooperationGame, start: Bools | None = None) -> ForumOutcome:
    """The coalition that nobody leaves and no further state may join, doing what is best for it.

    Args:
        game: The game.
        start: A coalition to begin from, where joining and leaving are followed to their end;
            without it the best stable coalition is looked for.
    """
    if start is None:
        end = settle(game, found_coalition(game), most=24, **_rule(game))
    elif game.setting.transfers:
        end = stability(game, _paid(game, start), entry="open")
    else:
        end = settle(game, start, most=24 if game.size <= FEW else 4, **_rule(game))
    level = float(game.plan(end.members[np.newaxis, :])[0])
    if end.members.sum() < 2 or level <= 0.0:
        return nothing(game, "willing")
    promised = game.supply.efforts(end.members[np.newaxis, :], np.array([level]))[0]
    stays = game.setting.transfers and start is not None
    gain = np.where(end.would_leave & (not stays), np.nan_to_num(end.leaving), 0.0)
    what = Agreement(end.members, level, promised, burdened(game, promised, gain), end.would_join)
    years = talks(game, float(end.members.sum()), 1.0) + game.setting.preparation_years
    return agreed(game, "willing", what, years)


def _paid(game: CooperationGame, members: Bools) -> Bools:
    """A coalition whose members pay each other, as long as it has enough to keep all.

    Where it has not, those go first for whom staying costs most.
    """
    while members.sum() > 1:
        now = game.payoffs(members[np.newaxis, :])[0]
        wish = np.where(members, game.switched_at(members, None) - now, -np.inf)
        if wish[members].sum() <= 1e-12:
            break
        members = members.copy()
        members[int(np.argmax(wish))] = False
    return members
