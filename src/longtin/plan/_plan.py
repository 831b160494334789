"""A plan between two states: what was wanted, what to do first, what may come of it, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from longtin._data import Bilingual
from longtin._language import LANGUAGES, Language, is_vietnamese
from longtin.measures import Catalogue
from longtin.page import in_notebook
from longtin.plan._situation.moves import MoveSet
from longtin.plan._situation.relevance import RelevantMeasure
from longtin.plan._situation.situation import Situation
from longtin.plan.decision.compare import PlanWorth
from longtin.plan.decision.minimal_conditions import MinimalCondition
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.sensitivity import Robustness
from longtin.plan.decision.solver import Policy
from longtin.plan.decision.tree import Decision, Obstacle
from longtin.programme import TO_TRANSLATE, Programme

DEPTH: Final = 4


@cache
def mutual_trust() -> Bilingual:
    """What a plan is for when nothing is named."""
    return Bilingual(**{code: Language(code).say("mutual trust") for code in LANGUAGES})


@dataclass(frozen=True)
class FirstStep:
    """What is done first where our trust lies within some bounds.

    Attributes:
        move: Id of the move.
        low: From this trust.
        high: To this.
    """

    move: str
    low: float
    high: float


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a plan, and within what limits.

    Attributes:
        aim: What it is for.
        until: Last day.
        start: First day; the situation's or the programme's without it.
        domains: Only measures of these.
        will: How much each side is willing to give, ours and theirs, from 0 to 1.
        samples: Sets of assumptions tried; 0 for none.
        paths: Futures drawn for each way to go about it.
        rivals: Whether other ways than the plan and nothing are drawn.
        depth: Decisions in a row of the contingent plan.
        seed: Same seed, same plan.
    """

    aim: Bilingual = field(default_factory=mutual_trust)
    start: date | None = None
    until: date | None = None
    domains: tuple[str, ...] = ()
    will: tuple[float, float] = (1.0, 1.0)
    samples: int = 24
    paths: int = 4_000
    rivals: bool = True
    depth: int = DEPTH
    seed: int = 0


@in_notebook(
    "longtin.plan._page:document",
    lambda made: (
        f"Plan of {made.situation.here} with {made.situation.there}: first {made.first.move}"
    ),
)
@dataclass(frozen=True)
class Plan:
    """What to do, why, and what may come of it.

    Attributes:
        situation: Where the two states stand.
        wishes: What was wanted.
        measures: Measures the aim brings in, each with the reason.
        moves: The same as moves.
        policy: What is best at every pair of beliefs.
        days: Length of a step of the plan.
        first: The first decision, with everything that may follow.
        not_yet: Why not the others.
        threshold: Trust in them at which the largest measure of the plan is worth its risk.
        fans: Trust along the plan and along its rivals, by name: `plan`, `nothing`,
            `reciprocity`, `grit`, `grand_bargain`; where trust was not read today the plan and
            nothing begin from all that it may be.
        drawn: What came of each way in each reading, `reveal` and `change`.
        worth: What that is worth beside doing nothing.
        robustness: How the first step stands up to other assumptions; `None` if not asked.
        catalogue: What could be agreed.
        conditions: What would have to be true for them to take part in more.
        elsewhere: First steps at other places of the interval of our trust, where that is wide:
            from where to where each is best, the lowest first.
        programme: Its measures with their dates, where it has been `dated`.
    """

    situation: Situation
    wishes: Wishes
    measures: Mapping[str, RelevantMeasure]
    moves: MoveSet
    policy: Policy
    days: float
    first: Decision
    not_yet: tuple[Obstacle, ...]
    threshold: float
    fans: Mapping[str, Projection]
    drawn: Mapping[str, Mapping[str, Projection]]
    worth: PlanWorth
    robustness: Robustness | None
    catalogue: Catalogue
    conditions: tuple[MinimalCondition, ...] = field(default=())
    elsewhere: tuple[FirstStep, ...] = field(default=())
    programme: Programme | None = None

    @property
    def main_path(self) -> tuple[Decision, ...]:
        """Decision after decision, if they always answer."""
        found, now = [], self.first
        while True:
            found.append(now)
            then = next((b.then for b in now.branches if b.seen == "answered"), None)
            if then is None and len(now.branches) == 1:
                then = now.branches[0].then
            if then is None:
                return tuple(found)
            now = then


def in_both(words: str | None, language: str = "en") -> Bilingual:
    """Words of the user in both languages; mutual trust without any.

    In the language they are not written in they are marked as waiting to be translated.

    Args:
        words: In one language.
        language: The language asked in; words with Vietnamese letters are Vietnamese anyway.
    """
    if not words:
        return mutual_trust()
    if language == "vi" or is_vietnamese(words):
        return Bilingual(en=f"{TO_TRANSLATE.en} {words}", vi=words)
    return Bilingual(en=words, vi=f"{TO_TRANSLATE.vi} {words}")
