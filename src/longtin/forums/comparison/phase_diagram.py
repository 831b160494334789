"""Phase diagram: which forum does best as interests diverge and gains become public.

Interest divergence is scaled from none, where each gains as its means are, through the problem's
own, to beyond; publicness from nothing to all of the gain. At each place the other uncertain
numbers are drawn, so that the border between two forums is a band.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from longtin.acts import Record
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums._setting.situate import situated
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.coalitions import settle
from longtin.forums.comparison.compare_forums import winners
from longtin.forums.comparison.measured import measured
from longtin.forums.institutions.carry_out import FORUMS, carry_out
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import Forum
from longtin.forums.institutions.growing import found_core
from longtin.page import in_notebook

STEPS: Final = 9
"""Places along each side."""

DRAWS: Final = 12
"""Draws at each place."""

WIDEST: Final = 1.5
"""Divergence up to which the diagram goes at least: above 1 some lose by delivery."""

CLEAR: Final = 2.0 / 3.0
"""Share of the draws in which a forum does best, from which on a place is clearly its own."""


@in_notebook(
    "longtin.forums._pages.diagram_document:diagram_document",
    lambda found: (
        f"PhaseDiagram of {len(found.divergence)} × {len(found.publicness)} places, "
        f"{found.draws} draws, seed {found.seed}"
    ),
)
@dataclass(frozen=True)
class PhaseDiagram:
    """Which forum does best where.

    Attributes:
        situation: The problem among its states.
        divergence: Of each column, (X,).
        publicness: Of each row, (Y,).
        wins: Share of the draws in which each forum does best, (Y, X, forums).
        gains: Mean gain of each forum, (Y, X, forums).
        here: Divergence and publicness of the problem as it is given.
        draws: At each place.
        seed: Of the draws.
        record_version: Of the record that was read.
    """

    situation: SituatedProblem
    divergence: Floats
    publicness: Floats
    wins: Floats
    gains: Floats
    here: tuple[float, float]
    draws: int
    seed: int
    record_version: str

    def best(self, row: int, column: int) -> Forum:
        """The forum that does best most often at a place."""
        return FORUMS[int(np.argmax(self.wins[row, column]))]

    @property
    def is_clear(self) -> Bools:
        """Places that are clearly one forum's, (Y, X); the others are the band of the borders."""
        found: Bools = self.wins.max(axis=2) >= CLEAR
        return found

    @property
    def areas(self) -> dict[Forum, float]:
        """Share of all places at which each forum does best, and how much of that is clear."""
        best = np.argmax(self.wins, axis=2)
        return {name: float((best == place).mean()) for place, name in enumerate(FORUMS)}


def phase_diagram(
    problem: CooperationProblem,
    record: Record,
    *,
    states: Sequence[str] | None = None,
    steps: int = STEPS,
    draws: int = DRAWS,
    seed: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> PhaseDiagram:
    """Which forum does best as divergence and publicness change.

    Args:
        problem: The issue file.
        record: Where capability, votes and belief are read.
        states: In place of the file's own.
        steps: Places along each side, 3 or more.
        draws: At each place, 1 or more.
        seed: Of the draws.
        told: Called with how many places are done, and how many there are.

    Raises:
        ActorError: No such state or group on that day.
    """
    situation = situated(problem, record, states)
    settings, _ = situation.settings(draws, seed)
    own = settings[0].divergence
    across = np.linspace(0.0, max(WIDEST, 1.25 * own), steps)
    public = np.linspace(0.0, 1.0, steps)
    wins = np.zeros((steps, steps, len(FORUMS)))
    gains = np.zeros_like(wins)
    core = found_core(CooperationGame(settings[0]))
    for row, share in enumerate(public):
        start = np.ones(situation.size, dtype=bool)
        for column, divergence in enumerate(across):
            there = [_moved(each, float(divergence), float(share)) for each in settings]
            start = _coalition(CooperationGame(there[0]), start, core)
            cell = np.array([_gains(each, start, core) for each in there])
            wins[row, column], gains[row, column] = winners(cell).mean(axis=0), cell.mean(axis=0)
            if told is not None:
                told(row * steps + column + 1, steps * steps)
    return PhaseDiagram(
        situation=situation,
        divergence=across,
        publicness=public,
        wins=wins,
        gains=gains,
        here=(own, settings[0].publicness),
        draws=draws,
        seed=seed,
        record_version=record.version,
    )


def _moved(setting: Setting, divergence: float, publicness: float) -> Setting:
    """A setting whose interests diverge so far, in the direction in which they do."""
    total = float(setting.values.sum())
    total = total if total > 0.0 else float(np.abs(setting.values).sum())
    even = setting.means * total
    apart = setting.values - even
    if setting.divergence < 0.05:
        apart = total / setting.size - even
    spread = 0.5 * float(np.abs(apart).sum()) / total
    values = even + apart * (divergence / spread if spread > 1e-9 else 0.0)
    return replace(setting, values=values, publicness=publicness)


def _coalition(game: CooperationGame, before: Bools, core: Bools) -> Bools:
    """The best of where joining and leaving ends from the neighbour's coalition, all, or a core."""
    if game.setting.transfers:
        return np.ones(game.size, dtype=bool)
    starts = (before, np.ones(game.size, dtype=bool), core)
    ends = [settle(game, start, False, "consent", most=3 * game.size) for start in starts]
    stable = [each for each in ends if each.is_stable] or ends[:1]
    return max(stable, key=lambda each: each.total).members


def _gains(setting: Setting, start: Bools, core: Bools) -> Floats:
    game = CooperationGame(setting)
    starts: dict[str, Bools] = {"willing": start}
    if core.sum() > 1:
        starts["growing"] = core
    return np.array(
        [measured(game, carry_out(game, name, starts.get(name))).gain for name in FORUMS]
    )
