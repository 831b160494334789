"""Advice: the first steps of a plan for a pair, and the futures drawn for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import numpy as np

from longtin import measures, plan
from longtin._data import Bilingual
from longtin._language import Language, sentence_case
from longtin.brief.values.direction import Direction
from longtin.brief.values.proposal import Proposal, proposals
from longtin.measures import Phase
from longtin.trust import Estimate

SAMPLES = 24
"""Sets of other assumptions under which the first step is tried."""

PATHS = 2_000
"""Futures drawn for the outlook."""

NAMED = 3
"""Measures of one regime that are named; of more, only their number."""

LATER, TERMS = 3, 1
"""Most sentences of each."""


@dataclass(frozen=True)
class NextStep:
    """One step of the plan, if all before it are answered.

    Attributes:
        move: Id of the measure, `wait` or `repair`.
        name: What it is called.
        stake: How much it exposes if the other cheats, in [0, 1]; `None` where it is no measure.
        trust: Our trust in them when it is taken.
        trust_words: The same in words: a figure, or how far from today's where that is none.
        answered: Chance that they answer and keep it; `None` where nothing is asked of them.
        kept: Our trust in them once it is kept; `None` where nothing is asked of them.
        broken: The same once they are seen to break it.
        after_words: Both in words; empty where nothing is asked of them.
    """

    move: str
    name: Bilingual
    stake: float | None
    trust: float
    trust_words: Bilingual
    answered: float | None
    kept: float | None
    broken: float | None
    after_words: Bilingual


@dataclass(frozen=True)
class PredictiveBand:
    """Our trust in many drawn futures of one way to go about it, a value for each date.

    Attributes:
        way: `plan`, `nothing`, or a rival: `tit_for_tat`, `grit`, `grand_bargain`.
        name: What it is called.
        low: Lower end of nine futures in ten.
        middle: Mean of all, which what is merely learnt does not change.
        high: Upper end.
        reached: Share of futures in which trust ends at or above the threshold.
        worth: Common gain less loss and cost, on average; of the common gain at full stake.
    """

    way: str
    name: Bilingual
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    reached: float
    worth: float


@dataclass(frozen=True)
class Advice:
    """What to do next, from the side of the first state.

    Attributes:
        phase: `prevention`, `crisis_management` or `post_conflict`, as was said or taken.
        steps: The plan's first steps, if each is answered.
        running: What is taken to run already, by regime or precedent, with the year.
        why: Why this first, a sentence each.
        later: Larger measures and what stands in their way, a sentence each.
        terms: What would have to be true for the other to take part in more, a sentence each.
        mind: What would change our mind, a sentence each.
        dates: Of the outlook, the first being the brief's.
        threshold: Trust at which the largest measure of the plan is worth its risk.
        fans: What comes of the plan, then of nothing, then of its rivals.
        conduct: Where the other's conduct itself may stand, whatever is done; its `middle` is the
            mean of trust, its `worth` 0.
        proposals: The first of its measures, as they can be put to the other side.
        verdict: `plan` where the plan brings more than waiting beyond the error of the draws,
            `only_if_change` where it does only if measures that are kept change conduct too,
            `wait` where it does not.
        crisis: Chance that a crisis begins within the year, by the plan and by waiting.
    """

    phase: Phase
    steps: tuple[NextStep, ...]
    running: tuple[Bilingual, ...]
    why: tuple[Bilingual, ...]
    later: tuple[Bilingual, ...]
    terms: tuple[Bilingual, ...]
    mind: tuple[Bilingual, ...]
    dates: tuple[date, ...]
    threshold: float
    fans: tuple[PredictiveBand, ...]
    conduct: PredictiveBand
    proposals: tuple[Proposal, ...] = ()
    verdict: plan.Verdict = "plan"
    crisis: tuple[float, float] = (0.0, 0.0)


def advice(
    estimate: Estimate,
    ways: tuple[Direction, Direction],
    phase: Phase | None,
    *,
    annex: bool,
) -> Advice | None:
    """The first steps of a plan for a year, from the side of the first state.

    Args:
        estimate: Of both directions.
        ways: Both directions, as the brief shows them.
        phase: Where the conflict stands; as listed crises say without.
        annex: With what only an annex shows: the plan's rivals, and its first step under other
            assumptions.

    Returns:
        `None` without a figure for both directions.
    """
    if any(way.now.trust is None for way in ways):
        return None
    keys = (ways[0].truster.key, ways[0].trustee.key)
    day = ways[0].now.date
    catalogue = measures.catalogue()
    stood = plan.situation(
        estimate.record, *keys, as_of=day, phase=phase, channels=catalogue, estimate=estimate
    )
    wishes = plan.Wishes(start=day, samples=SAMPLES if annex else 0, paths=PATHS, rivals=annex)
    return _told(plan.propose(stood, catalogue, wishes), day)


def _told(found: plan.Plan, day: date) -> Advice:
    says = plan.words
    dates = tuple(
        day + timedelta(days=round(found.days * step))
        for step in range(found.policy.problem.horizon + 1)
    )
    ways = _both(lambda language: [says.way_name(way, language) for way in found.fans])
    terms = found.conditions[:TERMS]
    idle = found.fans["nothing"]
    ends = (tuple(map(float, idle.level[:, at])) for at in (0, -1))
    low, high = ends
    return Advice(
        phase=cast("Phase", found.situation.phase),
        steps=tuple(_step(found, each) for each in found.main_path),
        running=_both(lambda language: says.running(found.situation, language, most=NAMED)),
        why=_both(lambda language: says.first(found, language))[1:],
        later=_both(lambda language: _later(found, language)),
        terms=_both(lambda language: (says.condition(found, each, language) for each in terms)),
        mind=_both(lambda language: says.sureness(found, language)),
        dates=dates,
        threshold=found.threshold,
        fans=tuple(
            _band(way, name, fan) for (way, fan), name in zip(found.fans.items(), ways, strict=True)
        ),
        conduct=PredictiveBand(
            "conduct",
            _both(lambda language: [says.whatever_is_done(language)])[0],
            low,
            tuple(map(float, idle.mean)),
            high,
            idle.above,
            0.0,
        ),
        proposals=proposals(found, day),
        verdict=found.worth.verdict,
        crisis=(
            found.worth.reveal[found.worth.proposed].crisis,
            found.worth.reveal["nothing"].crisis,
        ),
    )


def _both(tell: Callable[[Language], Iterable[str]]) -> tuple[Bilingual, ...]:
    """What a plan says of itself, in both languages: one plan, shown in either."""
    english, vietnamese = (tell(Language(code)) for code in ("en", "vi"))
    return tuple(Bilingual(en=en, vi=vi) for en, vi in zip(english, vietnamese, strict=True))


def _later(found: plan.Plan, language: Language) -> Iterator[str]:
    """One measure for each obstacle, of those that look most like a next step."""
    told: set[str] = set()
    for each in found.not_yet:
        if each.why in told or len(told) == LATER:
            continue
        told.add(each.why)
        name = plan.words.name_of(found, each.move, language)
        why = plan.words.obstacle(found, each, language)
        yield language.say("{measure}: {why}.", measure=sentence_case(name), why=why)


def _step(found: plan.Plan, decision: plan.Decision) -> NextStep:
    seen = {branch.seen: branch for branch in decision.branches}
    held = found.measures.get(decision.move)
    (name,) = _both(lambda language: [plan.words.action(found, decision, language)])

    def told(*places: float) -> Bilingual:
        return _both(
            lambda language: [
                "; ".join(plan.words.then(found.situation.ours, p, language) for p in places)
            ]
        )[0]

    asked = held and {"answered", "cheated"} <= set(seen)
    after = [seen[each].there.p for each in ("answered", "cheated")] if asked else []
    return NextStep(
        move=decision.move,
        name=name,
        stake=held.measure.stake if held else None,
        trust=decision.place.p,
        trust_words=told(decision.place.p),
        answered=seen["answered"].chance if held and "answered" in seen else None,
        kept=seen["answered"].there.p if held and "answered" in seen else None,
        broken=seen["cheated"].there.p if held and "cheated" in seen else None,
        after_words=told(*after),
    )


def _band(way: str, name: Bilingual, found: plan.Projection) -> PredictiveBand:
    mean = tuple(map(float, found.mean))
    low = tuple(map(float, np.minimum(found.trust[:, 0], mean)))
    high = tuple(map(float, np.maximum(found.trust[:, -1], mean)))
    return PredictiveBand(way, name, low, mean, high, float(found.reached[-1]), found.worth)
