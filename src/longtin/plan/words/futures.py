"""Forecast, sensitivity and minimal conditions in words: what may come of it, how sure it is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, sentence_case
from longtin.plan._plan import Plan
from longtin.plan.decision.minimal_conditions import MinimalCondition
from longtin.plan.decision.sensitivity import Sensitivity
from longtin.plan.words.situation import figure
from longtin.plan.words.steps import name_of

DECIDES: Final = 0.15
"""By how much rarer the step is best beyond a limit, for an assumption to be named."""

MOST_DECIDING: Final = 6

WAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plan": message("This plan"),
        "programme": message("The dated programme"),
        "nothing": message("Do nothing"),
        "reciprocity": message("Reciprocity: like for like"),
        "grit": message("Graduated gestures (GRIT)"),
        "grand_bargain": message("Grand bargain first"),
    }
)

ASSUMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "our_trust": message("our trust in them"),
        "their_trust": message("their trust in us"),
        "vulnerability": message("the loss when cheated"),
        "temptation": message("what cheating tempts a trustworthy government with"),
        "reputation": message("what cheating costs in reputation"),
        "dread": message("how fast losses grow with the stake"),
        "reveals": message("how much measures reveal"),
        "turnover": message("how fast governments change"),
        "noise": message("how much is misread"),
        "noise_with_channel": message("how much is misread in spite of a channel"),
        "noise_in_crisis": message("how much more is misread in a crisis"),
        "cheats": message("how many of the untrustworthy agree and cheat"),
        "sharpness": message("how sharply their answer turns at the threshold"),
        "unused": message("how many of those that do not answer have no use for the measure"),
        "routine": message("how much going on with a measure reveals"),
        "evades": message("how often a breach is not cleared up"),
        "clarify_costs": message("what asking for clarification costs"),
        "harm": message("what a crisis takes"),
        "lapse": message("how often a trustworthy government does not answer"),
        "onset": message("how often crises break out by themselves"),
        "breach": message("how often a breach brings a crisis"),
        "calming": message("how fast crises end"),
        "discount": message("how much the future counts"),
        "problem_share": message("how much a measure for a problem of the two serves a plan"),
        "domain_share": message("how much a measure of the aim’s field serves the aim"),
        "general_share": message("how much a measure that carries any plan serves the aim"),
        "needed_share": message("how much a measure that others need serves the aim"),
        "calm_share": message(
            "how much a measure against clashes brings between states that have no quarrel"
        ),
        "other_share": message("how much any other measure serves a plan without an aim"),
        "price": message("what measures cost"),
        "clarity": message("how much is misread in spite of verification"),
        "unasked": message("how much making amends reveals"),
        "repair_calms": message("how fast making amends ends a crisis"),
        "repair_costs": message("what making amends costs"),
    }
)


def way_name(way: str, language: Language) -> str:
    """What a way to go about it is called."""
    return language.say(WAYS[way])


def whatever_is_done(language: Language) -> str:
    """What the conduct of the other is called beside ways to go about it."""
    return language.say("Their conduct itself, whatever is done")


def sureness(plan: Plan, language: Language) -> Iterator[str]:
    """How the first step stands up to other assumptions, and what decides it most."""
    found = plan.robustness
    if found is None:
        return
    yield language.say(
        "In {share} of {samples} sets of other assumptions the same first step is best, or as "
        "good as best.",
        share=language.percent(found.still_best),
        samples=language.whole(found.samples),
    )
    if found.instead:
        told = [
            f"{name_of(plan, move, language)} ({language.percent(share)})"
            for move, share in found.instead[:3]
        ]
        yield language.say("Otherwise it is most often: {moves}.", moves=", ".join(told))
    if found.breaks and found.breaks[0].drop >= DECIDES:
        yield deciding(found.breaks[0], language)


def deciding(one: Sensitivity, language: Language) -> str:
    """The assumption that decides most, in words; its limit stands in the annex."""
    text = (
        message(
            "It hangs most on {what}: where that is high, the step is best in {inside} of cases, "
            "else in {outside}."
        )
        if one.above
        else message(
            "It hangs most on {what}: where that is low, the step is best in {inside} of cases, "
            "else in {outside}."
        )
    )
    return language.say(
        text,
        what=language.say(ASSUMED[one.name]),
        inside=language.percent(one.inside),
        outside=language.percent(one.outside),
    )


def deciding_heads(language: Language) -> list[str]:
    """The heads of `deciding_assumptions`."""
    return [
        language.say("What is assumed"),
        language.say("Fails"),
        language.say("Best beyond"),
        language.say("Best before"),
    ]


def deciding_assumptions(plan: Plan, language: Language) -> list[list[str]]:
    """A row for each assumption on which the first step hangs, the most first: for the annex."""
    if plan.robustness is None:
        return []
    rows = []
    for one in plan.robustness.breaks[:MOST_DECIDING]:
        if one.drop < DECIDES:
            break
        fails = message("above {limit}") if one.above else message("below {limit}")
        rows.append(
            [
                sentence_case(language.say(ASSUMED[one.name])),
                language.say(fails, limit=language.number(one.limit)),
                language.percent(one.inside),
                language.percent(one.outside),
            ]
        )
    return rows


def condition(plan: Plan, one: MinimalCondition, language: Language) -> str:
    """What would have to be true for them to take part."""
    there = plan.situation.said[1].of(language.code)
    called = name_of(plan, one.move, language)
    if one.holds:
        said = language.say(
            "{there} would take part in “{move}” today: it takes trust of {need}, and theirs is "
            "{have}.",
            there=there,
            move=called,
            need=language.level(one.trust_needed),
            have=figure(plan.situation.theirs, one.trust, language),
        )
        return sentence_case(said)
    steps = (
        language.say("which the plan does not earn in its time")
        if one.steps is None
        else language.count(
            "which {n} kept step of the plan earns",
            "which {n} kept steps of the plan earn",
            one.steps,
        )
    )
    told = language.say(
        "For {there} to take part in “{move}”, their trust in us would have to be {need} rather "
        "than {have}, {steps}.",
        there=there,
        move=called,
        need=language.level(one.trust_needed),
        have=figure(plan.situation.theirs, one.trust, language),
        steps=steps,
    )
    return f"{told} {_or_else(one, language)}".strip()


def _or_else(one: MinimalCondition, language: Language) -> str:
    """What would do instead of trust: a smaller step, a guarantee, a price on cheating."""
    if not 0.0 < one.stake_borne < one.stake:
        return ""
    return language.say(
        "It would also do if the measure risked {less} less, or if guarantees took {off} off the "
        "loss when cheated.",
        less=language.percent(1.0 - one.stake_borne / one.stake),
        off=language.percent(max(0.0, 1.0 - one.vulnerability_needed / one.vulnerability)),
    )
