"""Stage game of a tournament: what one round is worth to either side, the same for both."""

from dataclasses import astuple, dataclass
from math import isfinite
from typing import Final

import numpy as np

from longtin._language import message
from longtin.errors import Either, ModelError
from longtin.game._payoffs import Floats, Payoffs, payoff_table

KINDS: Final = {
    "prisoners-dilemma": message(
        "a prisoner’s dilemma, in which cheating always pays more in one turn"
    ),
    "stag-hunt": message(
        "a stag hunt, in which keeping faith pays best where the other keeps it, and only there"
    ),
    "chicken": message("a game of chicken, in which it pays to give way to one who cheats"),
    "harmony": message("a game in which keeping faith always pays more"),
    "other": message("none of the games that have a name"),
}
"""Symmetric games of two sides by what pays one of them, in words."""


@dataclass(frozen=True)
class StageGame:
    """What a round is worth to a side, in points.

    Attributes:
        reward: Both cooperate.
        sucker: It cooperates and the other cheats.
        temptation: It cheats and the other cooperates.
        punishment: Both cheat.

    Raises:
        ModelError: A number is not finite.

    Source:
        The four names: [Rapoport and Chammah 1965].
    """

    reward: float
    sucker: float
    temptation: float
    punishment: float

    def __post_init__(self) -> None:
        for value in astuple(self):
            if not isfinite(value):
                raise ModelError(
                    "The points of a round are {points}. Give four finite numbers.",
                    points=", ".join(f"{each:g}" for each in astuple(self)),
                )

    @property
    def points(self) -> Floats:
        """By own conduct and the other's, `dd dc cd cc`."""
        return np.array([self.punishment, self.temptation, self.sucker, self.reward])

    @property
    def kind(self) -> str:
        """Which of `KINDS` it is."""
        cheats_pay = self.temptation > self.reward, self.punishment > self.sucker
        if cheats_pay == (True, True) and self.reward > self.punishment:
            return "prisoners-dilemma"
        if cheats_pay == (False, True) and self.reward > self.punishment:
            return "stag-hunt"
        if cheats_pay == (True, False):
            return "chicken"
        return "harmony" if cheats_pay == (False, False) else "other"


PRISONERS_DILEMMA: Final = StageGame(reward=3, sucker=0, temptation=5, punishment=1)
"""The points of Axelrod's tournaments."""


def stage_game(payoffs: Payoffs, stake: float, *, trustworthy: bool = True) -> StageGame:
    """The round that two governments with the same payoffs play.

    Args:
        payoffs: Of both.
        stake: In [0, 1].
        trustworthy: Which type both are.
    """
    table = payoff_table(payoffs, [stake])[0, int(trustworthy)]
    return StageGame(
        reward=float(table[1, 1]),
        sucker=float(table[1, 0]),
        temptation=float(table[0, 1]),
        punishment=float(table[0, 0]),
    )


def read_points(given: str) -> StageGame:
    """The stage game of four numbers: reward, sucker, temptation, punishment.

    Args:
        given: With commas between them, such as `3,0,5,1`.

    Raises:
        ModelError: They are not four numbers.
    """
    try:
        reward, sucker, temptation, punishment = map(float, given.split(","))
    except ValueError:
        raise ModelError(
            "`{given}` is no game. Give {known}, or the points of both cooperating, being cheated, "
            "cheating and both cheating as four numbers: 3,0,5,1.",
            given=given,
            known=Either(("prisoners-dilemma", "reassurance"), "`"),
        ) from None
    return StageGame(reward, sucker, temptation, punishment)
