"""A move: an action of the decision problem, with what it brings, risks, shows and asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from longtin.errors import ModelError
from longtin.plan.decision.modes import CALM, CRISIS, GRIEVANCE, parts_of

Requires = Mapping[str, frozenset[str]]
"""Measures that must have been kept before a measure, by its id."""


@dataclass(frozen=True)
class Move:
    """Something we may do in a step.

    Attributes:
        id: Its name, a measure's id.
        stake: How much is exposed, 0 to 1.
        gain: What it is worth to us when they keep it.
        loss: What it takes from us when they cheat.
        cost: What it takes in any case.
        reveals: Chance that an untrustworthy state would not keep it.
        threshold: Trust in us at which they are as likely as not to take part.
        stage: 1 to 3; a stage opens when a measure of the one before has been kept. 0: always.
        needs_channel: Whether an open channel is needed first.
        opens_channel: Whether keeping it opens one.
        unilateral: Whether we keep it even if they do not answer.
        calm: Whether it suits quiet times.
        crisis: Whether it suits a crisis.
        clarity: Factor on the noise with which it is seen: below 1 where it is verified.
        asks: Whether it wants an answer at all.
        shows: Chance that an untrustworthy state in our place would not do it.
        calms: Chance that it ends a crisis; the outlook's without it.
        grievance: Whether it suits the time after a breach that is not cleared up.
        clears: Whether, answered, it clears such a breach up; it is then no measure of its own.
        once: Whether it can be begun only once. Without it, it may be done in every step.
        runs: Whether, once kept, it goes on by itself.
        upkeep: What it takes in each later step, if it runs.
        tests: Chance that an untrustworthy state would not go on with it in a later step.
        named: Whether the aim of the plan names it: of steps as good as best it is taken first.
    """

    id: str
    stake: float = 0.0
    gain: float = 0.0
    loss: float = 0.0
    cost: float = 0.0
    reveals: float = 0.0
    threshold: float = 0.0
    stage: int = 0
    needs_channel: bool = False
    opens_channel: bool = False
    unilateral: bool = False
    calm: bool = True
    crisis: bool = False
    clarity: float = 1.0
    asks: bool = True
    shows: float = 0.0
    calms: float | None = None
    grievance: bool = False
    clears: bool = False
    once: bool = False
    runs: bool = False
    upkeep: float = 0.0
    tests: float = 0.0
    named: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether it is something to agree on, rather than waiting, amends or asking for them."""
        return self.asks and not self.clears

    def __post_init__(self) -> None:
        for name in ("stake", "reveals", "threshold", "shows", "tests"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ModelError(
                    "`{name}` of {move} is {value}. Give a number from 0 to 1.",
                    name=name,
                    move=self.id,
                    value=f"{getattr(self, name):g}",
                )


WAIT: Final = Move("wait", asks=False, crisis=True, grievance=True)
"""Do nothing this step."""


def can_be_made(move: Move, mode: int, bit: int = 0) -> bool:
    """Whether a move suits a public state.

    Args:
        move: The move.
        mode: The state.
        bit: What its keeping adds to a mode: set, it has been kept already.
    """
    phase, channel, stage = parts_of(mode)
    suits = {CALM: move.calm, CRISIS: move.crisis, GRIEVANCE: move.grievance}[phase]
    is_open = move.stage <= stage + 1 and (channel or not move.needs_channel)
    return suits and is_open and not mode & bit
