"""Setting of a tournament: the game, its length, noise, and what nobody knows beforehand."""

from dataclasses import dataclass

from longtin.errors import ModelError, Phrase
from longtin.game._payoffs import check_share
from longtin.game.tournament._stage_game import PRISONERS_DILEMMA, StageGame

USUAL_TURNS, MOST_TURNS = 200, 10_000
"""Turns of a match where none are asked for, as in Axelrod's first tournament, and at most."""


@dataclass(frozen=True, kw_only=True)
class TournamentSetting:
    """What all matches of a tournament have in common.

    Attributes:
        game: What a round is worth.
        turns: Of a match, 1 to 10,000.
        noise: Chance in [0, 0.5) that a side does the opposite of what it means; both see what is
            done.
        misperception: Chance in [0, 0.5) that a side sees the opposite of what the other did,
            which the other does not know.
        cheats: Share in [0, 1) of a rule's matches that are, unknown to it, against an
            untrustworthy government, which cheats whatever its rule of conduct would be.
        twins: Whether each rule also meets itself, as in Axelrod's tournaments.
        prior: Trust before the first turn, in [0, 1]; without it `1 − cheats`, or 0.5 where there
            are none. A rule of belief starts from it where it is given or there are cheats.

    Raises:
        ModelError: A number is out of range.

    Source:
        [Axelrod 1984]; noise and misperception as in [Wu & Axelrod 1995].
    """

    game: StageGame = PRISONERS_DILEMMA
    turns: int = USUAL_TURNS
    noise: float = 0.01
    misperception: float = 0.0
    cheats: float = 0.0
    twins: bool = False
    prior: float | None = None

    def __post_init__(self) -> None:
        check_number(Phrase("number of turns"), self.turns, 1, MOST_TURNS)
        for name, share in (
            (Phrase("noise"), self.noise),
            (Phrase("chance of misperception"), self.misperception),
        ):
            if not 0 <= share < 0.5:
                raise ModelError(
                    "The {name} is {value}; it must be 0 or more, and below 0.5, where conduct "
                    "would say nothing.",
                    name=name,
                    value=f"{share:g}",
                )
        if not 0 <= self.cheats < 1:
            raise ModelError(
                "The share of cheats is {value}; it must be 0 or more, and below 1: rules of "
                "conduct have to meet somebody who keeps one.",
                value=f"{self.cheats:g}",
            )
        if self.prior is not None:
            check_share(Phrase("trust"), self.prior)

    @property
    def trust(self) -> float:
        """Trust in whoever one meets before the first turn."""
        if self.prior is not None:
            return self.prior
        return 1 - self.cheats if self.cheats else 0.5


def check_number(name: Phrase, value: int, least: int, most: int) -> None:
    """Refuse a number outside its range.

    Raises:
        ModelError: It is.
    """
    if not least <= value <= most:
        raise ModelError(
            "The {name} is {value}; it must be {least} to {most}.",
            name=name,
            value=value,
            least=least,
            most=most,
        )
