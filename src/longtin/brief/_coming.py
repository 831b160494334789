"""What a brief says of the time to come: what to do next, and what the rules ask."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin.measures import Binding, Phase


@dataclass(frozen=True)
class NextStep:
    """One step of the plan, if all before it are answered.

    Attributes:
        move: Id of the measure, `wait` or `repair`.
        name: What it is called, in the brief's language.
        stake: How much it exposes if the other cheats, in [0, 1]; `None` where it is no measure.
        trust: Our trust in them when it is taken.
        answered: Chance that they answer and keep it; `None` where nothing is asked of them.
        kept: What keeping it would weigh, in decibans.
        broken: What being seen to break it would weigh.
    """

    move: str
    name: str
    stake: float | None
    trust: float
    answered: float | None
    kept: float | None
    broken: float | None


@dataclass(frozen=True)
class Fan:
    """Our trust in many drawn futures of one way to go about it, a value for each date.

    Attributes:
        way: `plan`, `nothing`, or a rival: `tit_for_tat`, `grit`, `grand_bargain`.
        name: What it is called, in the brief's language.
        low: Lower end of nine futures in ten.
        middle: Median.
        high: Upper end.
        reached: Share of futures in which trust ends at or above the threshold.
    """

    way: str
    name: str
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    reached: float


@dataclass(frozen=True)
class Advice:
    """What to do next, from the side of the first state.

    Attributes:
        phase: `prevention`, `crisis_management` or `post_conflict`, as was said or taken.
        steps: The plan's first steps, if each is answered.
        running: What is taken to run already, by regime or precedent, with the year.
        why: Why this first, in sentences of the brief's language.
        later: Larger measures and what stands in their way, a sentence each.
        terms: What would have to be true for the other to take part in more, a sentence each.
        mind: What would change our mind, a sentence each.
        dates: Of the outlook, the first being the brief's.
        threshold: Trust at which the largest measure of the plan is worth its risk.
        fans: What comes of the plan, then of nothing, then of its rivals.
    """

    phase: Phase
    steps: tuple[NextStep, ...]
    running: tuple[str, ...]
    why: tuple[str, ...]
    later: tuple[str, ...]
    terms: tuple[str, ...]
    mind: tuple[str, ...]
    dates: tuple[date, ...]
    threshold: float
    fans: tuple[Fan, ...]


@dataclass(frozen=True)
class Bond:
    """A regime that both states are bound by on the brief's date.

    Attributes:
        regime: Its id.
        name: Its short title, in the brief's language.
        binding: `LB`, `PB` or `VOL`: in law, politically, or not at all.
        since: First day it was in force.
        parties: States bound by it that day.
        duties: Obligations of it in force that day.
        verified: How many of them were seen in a source.
    """

    regime: str
    name: str
    binding: Binding
    since: date
    parties: int
    duties: int
    verified: int


@dataclass(frozen=True)
class Due:
    """What the calendar asks of one of the two or both, first within the year on one day.

    Attributes:
        day: The day, or the last of the period in which it is to be done.
        is_fixed: Whether the text fixes the day.
        obligations: Ids of the obligations; those of one regime and day stand together.
        regime: Short title of the regime, in the brief's language.
        says: What is to be done, an obligation each.
        binding: `LB`, `PB` or `VOL`.
        certainty: `verified` if all of them are.
        times: How often it falls due within the year.
        owed_by: Which of the two.
    """

    day: date
    is_fixed: bool
    obligations: tuple[str, ...]
    regime: str
    says: tuple[str, ...]
    binding: Binding
    certainty: str
    times: int
    owed_by: Literal["both", "here", "there"]


@dataclass(frozen=True)
class Rules:
    """The regimes that bind both states, and what falls due in the year after the brief's date.

    Attributes:
        bonds: Those with the fewest parties first.
        due: Of those regimes, in date order.
    """

    bonds: tuple[Bond, ...]
    due: tuple[Due, ...]
