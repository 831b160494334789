"""Forum outcomes: what comes of one institution in one setting."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from longtin.forums._setting.setting import Bools, Floats
from longtin.forums.institutions.cooperation_game import CooperationGame

Forum = Literal[
    "universal", "majority", "willing", "growing", "bilateral", "conditional", "national"
]
"""The seven institutions."""


@dataclass(frozen=True)
class Stage:
    """What is delivered from a year on.

    Attributes:
        years: When, from today.
        members: Who has committed itself by then, (N,).
        gains: Net gain of each a year, from then on, (N,).
    """

    years: float
    members: Bools
    gains: Floats


@dataclass(frozen=True)
class ForumOutcome:
    """What comes of one institution.

    Attributes:
        forum: Which.
        members: Who commits itself, (N,); nobody where no agreement is reached.
        level: How much is asked of members: their common marginal cost, or level of effort.
        promised: Efforts promised, 0 to 1, (N,).
        kept: Efforts made, on average, (N,).
        together: How far each shares in what each other gives, (N, N); 1 within one agreement.
        deals: Which two have given each other their word, (N, N).
        stages: What is delivered, from when on; the first is everybody alone.
        temptation: Share of its burden that a breach would net each member, (N,).
        joining: Outsiders that gain by joining as it is, (N,).
        is_agreed: Whether there is an agreement at all.
    """

    forum: Forum
    members: Bools
    level: float
    promised: Floats
    kept: Floats
    together: Floats
    deals: Bools
    stages: tuple[Stage, ...]
    temptation: Floats
    joining: Bools
    is_agreed: bool

    @property
    def leaving(self) -> Bools:
        """Members that a breach would pay, (N,)."""
        found: Bools = self.members & (self.temptation > 1e-6)
        return found

    @property
    def years(self) -> float:
        """Years to the first delivery; without an agreement, infinite."""
        return self.stages[1].years if len(self.stages) > 1 else float("inf")

    @property
    def gains(self) -> Floats:
        """Net gain of each once all is in place, (N,)."""
        return self.stages[-1].gains


def nothing(game: CooperationGame, forum: Forum) -> ForumOutcome:
    """No agreement: everybody acts alone."""
    size, alone = game.size, game.supply.alone()
    nobody = np.zeros(size, dtype=bool)
    return ForumOutcome(
        forum=forum,
        members=nobody,
        level=0.0,
        promised=alone,
        kept=alone,
        together=together_of(game, nobody),
        deals=deals_of(nobody),
        stages=(Stage(0.0, nobody, game.alone),),
        temptation=np.zeros(size),
        joining=nobody,
        is_agreed=False,
    )


def together_of(game: CooperationGame, members: Bools) -> Floats:
    """How far each shares in what each other gives, where one group acts together, (N, N)."""
    found = np.where(np.logical_and.outer(members, members), 1.0, game.setting.publicness)
    np.fill_diagonal(found, 1.0)
    return found


def deals_of(members: Bools) -> Bools:
    """Which two have given each other their word, where one group acts together, (N, N)."""
    found: Bools = np.logical_and.outer(members, members)
    np.fill_diagonal(found, val=False)
    return found


@dataclass(frozen=True)
class Agreement:
    """What a group has agreed on.

    Attributes:
        members: Who is in it, (N,).
        level: What it asks of them.
        promised: Efforts, (N,).
        temptation: Share of its burden that each member would net by not keeping it, the others
            answering as the institution does, (N,).
        joining: Outsiders that would gain by joining, (N,).
    """

    members: Bools
    level: float
    promised: Floats
    temptation: Floats
    joining: Bools


def agreement(game: CooperationGame, members: Bools, level: float) -> Agreement:
    """A group at one level, whoever leaves or joins leaving that level as it is."""
    promised = game.supply.efforts(members[np.newaxis, :], np.array([level]))[0]
    gain, joining = temptations(game, members, level)
    return Agreement(members, level, promised, burdened(game, promised, gain), joining)


def agreed(
    game: CooperationGame,
    forum: Forum,
    what: Agreement,
    years: float,
    before: tuple[Stage, ...] = (),
) -> ForumOutcome:
    """An agreement, and what comes of it.

    Args:
        game: The game.
        forum: Which institution.
        what: What is agreed.
        years: From when on it delivers.
        before: Stages before that, after everybody alone.
    """
    gains, kept = game.delivered(what.members, what.promised, what.temptation)
    first = Stage(0.0, np.zeros(game.size, dtype=bool), game.alone)
    return ForumOutcome(
        forum=forum,
        members=what.members,
        level=what.level,
        promised=np.where(what.members, what.promised, kept),
        kept=kept,
        together=together_of(game, what.members),
        deals=deals_of(what.members),
        stages=(first, *before, Stage(years, what.members, gains)),
        temptation=what.temptation,
        joining=what.joining,
        is_agreed=True,
    )


def temptations(game: CooperationGame, members: Bools, level: float) -> tuple[Floats, Bools]:
    """What members gain by leaving, (N,), and who gains by joining, (N,), if the level stays.

    With transfers nobody leaves as long as the group has enough to make up for it.
    """
    now = game.payoffs_at(members[np.newaxis, :], np.array([level]))[0]
    gain = game.switched_at(members, level) - now
    joining = ~members & (gain > 1e-9 * max(game.best, 1e-9))
    leaving = np.where(members, np.maximum(gain, 0.0), 0.0)
    if game.setting.transfers and gain[members].sum() <= 0.0:
        leaving = np.zeros(game.size)
    return leaving, joining


def burdened(game: CooperationGame, promised: Floats, gain: Floats) -> Floats:
    """Gains from a breach as shares of the burden that it saves, 0 to 1, (N,)."""
    burden = game.supply.cost(promised) - game.supply.cost(game.supply.alone())
    found: Floats = np.clip(np.maximum(gain, 0.0) / np.maximum(burden, 1e-12), 0.0, 1.0)
    return np.where(burden > 1e-12, found, 0.0)


def talks(game: CooperationGame, parties: float, rounds: float) -> float:
    """Years from the first round to the first delivery.

    Args:
        game: The game.
        parties: How many have to agree.
        rounds: How many rounds that takes.
    """
    s = game.setting
    longer = max(0.25, 1.0 + s.numbers * np.log2(max(parties, 2.0) / 10.0))
    return float(rounds * s.round_years * longer)


def rounds_of(game: CooperationGame, asked: float, level: float) -> float:
    """Rounds of talks in which what is asked is given up down to a level."""
    if level <= 0.0 or asked <= 0.0:
        return float("inf")
    return 1.0 + max(0.0, float(np.log(asked / level) / -np.log1p(-game.setting.concession)))
