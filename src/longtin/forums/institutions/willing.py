"""Coalition of the willing: those who gain by it and trust each other enough, and nobody else.

Source:
    [d'Aspremont and others 1983], for stability; [Finus and Rundshagen 2003], for exclusive
    membership.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict, TypeVar

import numpy as np
from numpy.typing import NDArray

from longtin.forums._setting.setting import Bools, Floats
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

Held = TypeVar("Held", np.bool_, np.float64)

EXACT = 12
"""States up to which every coalition is looked at."""

STARTS = 24
"""Coalitions from which the search starts, for more states."""

FEW = 40
"""States above which the search follows only a handful of starts."""


class _Admission(TypedDict):
    transfers: bool
    entry: Entry


@dataclass(frozen=True)
class _AmongInvited:
    """The game of those who may be members; the others act alone.

    Whom the good itself harms would sit in only to have less of it asked of the others. It would
    gain by that, and so would a member that bears much of the cost; those who gain by the good
    decide who is asked [Finus and Rundshagen 2003], and nobody calls it willing. Where members pay
    each other it may be won, and is asked.
    """

    game: CooperationGame

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """Of those who are asked among all states, (n,)."""
        setting = self.game.setting
        return np.flatnonzero((setting.values >= 0.0) | setting.transfers)

    @property
    def size(self) -> int:
        """How many are asked, n."""
        return len(self.places)

    def payoffs(self, members: Bools) -> Floats:
        """What each of those asked expects under coalitions, (C, n)."""
        found: Floats = self.game.payoffs(self.among_all(members))[:, self.places]
        return found

    def switched(self, members: Bools) -> Floats:
        """What each would expect if it alone changed its membership; (C, n)."""
        found: Floats = self.game.switched(self.among_all(members))[:, self.places]
        return found

    def among_all(self, entries: NDArray[Held]) -> NDArray[Held]:
        """Entries for those asked, (..., n), as entries for all states, (..., N)."""
        found = np.zeros((*entries.shape[:-1], self.game.size), entries.dtype)
        found[..., self.places] = entries
        return found


def found_coalition(game: CooperationGame, seed: int = 0) -> Bools:
    """The stable coalition with the greatest total, entry by consent, (N,); nobody if none acts.

    All coalitions are looked at for up to twelve states; for more, a search from many starts, and
    above forty from nobody, everybody and those who gain most by all the others' part.
    """
    invited = _AmongInvited(game)
    if game.size <= FEW and not (game.setting.transfers and game.size > EXACT):
        exact = game.size <= EXACT
        found = stable_coalitions(invited, seed=seed, starts=STARTS, exact=exact, **_rule(game))
        members = found.best.members if found.best is not None else _nobody(invited)
    else:
        members = _settled(invited)
    return invited.among_all(members)


def _nobody(invited: _AmongInvited) -> Bools:
    return np.zeros(invited.size, dtype=bool)


def _settled(invited: _AmongInvited) -> Bools:
    """The best of where joining and leaving ends from a handful of starts."""
    setting, rule = invited.game.setting, _rule(invited.game)
    order = np.argsort(-(setting.values * setting.means)[invited.places], kind="stable")
    ends = []
    for many in (2, max(6, invited.size // 8), invited.size):
        start = _nobody(invited)
        start[order[:many]] = True
        ends.append(settle(invited, _hurried(invited, start), most=80, **rule))
    stable = [each for each in ends if each.is_stable] or ends[:1]
    return max(stable, key=lambda each: each.total).members


def _hurried(invited: _AmongInvited, members: Bools) -> Bools:
    """Near where joining and leaving ends: half of those who would move do so at once."""
    for _ in range(12):
        now = stability(invited, members, **_rule(invited.game))
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
    invited = _AmongInvited(game)
    if start is None:
        begins = found_coalition(game)[invited.places]
        end = settle(invited, begins, most=24, **_rule(game))
    elif game.setting.transfers:
        end = stability(invited, _paid(game, start), entry="open")
    else:
        begins = start[invited.places]
        end = settle(invited, begins, most=24 if game.size <= FEW else 4, **_rule(game))
    members = invited.among_all(end.members)
    level = float(game.plan(members[np.newaxis, :])[0])
    if members.sum() < 2 or level <= 0.0:
        return nothing(game, "willing")
    promised = game.supply.efforts(members[np.newaxis, :], np.array([level]))[0]
    stays = game.setting.transfers and start is not None
    gain = np.where(end.would_leave & (not stays), np.nan_to_num(end.leaving), 0.0)
    burden = burdened(game, promised, invited.among_all(gain))
    what = Agreement(members, level, promised, burden, invited.among_all(end.would_join))
    years = talks(game, float(members.sum()), 1.0) + game.setting.preparation_years
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
