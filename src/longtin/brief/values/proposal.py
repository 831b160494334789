"""Proposal: one measure of a plan as one side can put it to the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from longtin import plan
from longtin._data import Bilingual
from longtin._language import LANGUAGES, Language
from longtin.measures import COSTLY, HIGH_STAKE

MOST: Final = 2
"""Proposals of one plan."""

SMALL: Final = 0.1
"""Cost or stake below which it is little."""

Grade = Literal["little", "some", "much"]
"""How much a measure costs or exposes."""


@dataclass(frozen=True)
class Proposal:
    """What to put to the other side, and what it takes.

    Attributes:
        move: Id of the measure.
        name: What it is called.
        description: What it is.
        leads: Who carries it out on either side, keys of the catalogue, the first in the lead.
        runs_by: The first day on which it can run, prepared from the brief's day on.
        again: Whether it was offered before.
        cost: What setting it up and a year of it take: `little`, `some` or `much`.
        stake: How much it exposes if the other cheats.
        refuses: Chance that they do not answer, by the plan; `None` where nothing is asked.
        instead: What the plan does then; empty where it says nothing of that.
    """

    move: str
    name: Bilingual
    description: Bilingual
    leads: tuple[str, ...]
    runs_by: date
    again: bool
    cost: Grade
    stake: Grade
    refuses: float | None
    instead: Bilingual


def proposals(found: plan.Plan, day: date) -> tuple[Proposal, ...]:
    """The first measures of a plan if each is answered, at most two.

    Args:
        found: The plan.
        day: From which they are prepared.
    """
    return tuple(_along(found, day))[:MOST]


def _along(found: plan.Plan, day: date) -> Iterator[Proposal]:
    told: set[str] = set()
    for decision in found.main_path:
        held = found.measures.get(decision.move)
        if held is None or decision.move in told:
            continue
        told.add(decision.move)
        measure = held.measure
        silent = next((each for each in decision.branches if each.seen == "silent"), None)
        yield Proposal(
            move=decision.move,
            name=measure.name,
            description=measure.description,
            leads=tuple(measure.carried_out_by),
            runs_by=day + timedelta(weeks=measure.weeks_to_set_up),
            again=decision.again,
            cost=_grade(measure.cost + measure.yearly_cost, COSTLY),
            stake=_grade(measure.stake, HIGH_STAKE),
            refuses=silent.chance if silent else None,
            instead=_then(found, silent),
        )


def _grade(share: float, much: float) -> Grade:
    return "little" if share < SMALL else "some" if share < much else "much"


def _then(found: plan.Plan, silent: plan.Branch | None) -> Bilingual:
    """What the plan does after silence, by name; empty where it says nothing of it."""
    if silent is None or silent.then is None:
        return Bilingual(en="", vi="")
    then = silent.then
    return Bilingual(**{code: plan.words.action(found, then, Language(code)) for code in LANGUAGES})
