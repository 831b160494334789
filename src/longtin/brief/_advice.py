"""What to do next: the plan's first steps for a pair, taken into a brief."""

from collections.abc import Iterator
from datetime import date, timedelta

from longtin import measures, plan
from longtin._language import Language, sentence_case
from longtin.brief._brief import Direction
from longtin.brief._coming import Advice, Fan, NextStep
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


def advice(
    estimate: Estimate,
    ways: tuple[Direction, Direction],
    phase: Phase,
    language: str,
) -> Advice | None:
    """The first steps of a plan for a year, from the side of the first state.

    Args:
        estimate: Of both directions.
        ways: Both directions, as the brief shows them.
        phase: Where the conflict stands.
        language: `en` or `vi`.

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
    wishes = plan.Wishes(start=day, samples=SAMPLES, paths=PATHS)
    return _told(plan.propose(stood, catalogue, wishes), phase, day, Language(language))


def _told(found: plan.Plan, phase: Phase, day: date, language: Language) -> Advice:
    says = plan.words
    dates = tuple(
        day + timedelta(days=round(found.days * step))
        for step in range(found.policy.problem.horizon + 1)
    )
    return Advice(
        phase=phase,
        steps=tuple(_step(found, each, language) for each in found.main_path),
        running=tuple(says.running(found.situation, language, most=NAMED)),
        why=tuple(says.first(found, language))[1:],
        later=tuple(_later(found, language)),
        terms=tuple(says.condition(found, each, language) for each in found.conditions[:TERMS]),
        mind=tuple(says.sureness(found, language)),
        dates=dates,
        threshold=found.threshold,
        fans=tuple(
            _fan(way, row[0], fan)
            for (way, fan), row in zip(
                found.fans.items(), says.ways(found.fans, language), strict=True
            )
        ),
    )


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


def _step(found: plan.Plan, decision: plan.Decision, language: Language) -> NextStep:
    seen = {branch.seen: branch for branch in decision.branches}
    held = found.measures.get(decision.move)
    return NextStep(
        move=decision.move,
        name=plan.words.action(found, decision, language),
        stake=held.measure.stake if held else None,
        trust=decision.place.p,
        answered=seen["answered"].chance if held and "answered" in seen else None,
        kept=seen["answered"].decibans if held and "answered" in seen else None,
        broken=seen["cheated"].decibans if held and "cheated" in seen else None,
    )


def _fan(way: str, name: str, found: plan.Projection) -> Fan:
    low, _, middle, _, high = (tuple(map(float, column)) for column in found.trust.T)
    return Fan(way, name, low, middle, high, float(found.reached[-1]))
