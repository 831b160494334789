"""Forecast, sensitivity and minimal conditions in words: what may come of it, how sure it is."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, sentence_case
from longtin.plan._plan import Plan
from longtin.plan.decision.minimal_conditions import MinimalCondition
from longtin.plan.decision.sensitivity import Sensitivity
from longtin.plan.decision.simulate import Projection
from longtin.plan.words.situation import figure
from longtin.plan.words.steps import name_of

WAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plan": message("This plan"),
        "programme": message("The dated programme"),
        "nothing": message("Do nothing"),
        "tit_for_tat": message("Tit for tat"),
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
        "domain_share": message("how much a measure of the aim’s field serves the aim"),
        "general_share": message("how much a measure that carries any plan serves the aim"),
        "needed_share": message("how much a measure that others need serves the aim"),
        "other_share": message("how much any other measure serves a plan without an aim"),
        "price": message("what measures cost"),
        "clarity": message("how much is misread in spite of verification"),
        "unasked": message("how much making amends reveals"),
        "repair_calms": message("how fast making amends ends a crisis"),
        "repair_costs": message("what making amends costs"),
    }
)


def ways(fans: Mapping[str, Projection], language: Language) -> list[list[str]]:
    """A row for each way to go about it."""
    return [
        [
            language.say(WAYS[name]),
            language.level(float(fan.mean[-1])),
            f"{language.level(fan.trust[-1, 0])} – {language.level(fan.trust[-1, 4])}",
            language.percent(fan.reached[-1]),
            language.number(fan.worth, 2, signed=True),
            language.number(fan.worst, 2, signed=True),
            language.number(fan.cost),
            language.percent(fan.breached),
        ]
        for name, fan in fans.items()
    ]


def whatever_is_done(language: Language) -> str:
    """What the conduct of the other is called beside ways to go about it."""
    return language.say("Their conduct itself, whatever is done")


def conduct(plan: Plan, language: Language) -> str:
    """Where their conduct may stand at the end, which no way of ours changes, and what fades."""
    idle = plan.fans["nothing"]
    return language.say(
        "Their conduct itself may stand anywhere from {low} to {high} by then, nine times in ten, "
        "whatever is done: steps show it and bring their worth. By itself mean trust goes from "
        "{now} to {then}, as old evidence fades.",
        low=language.level(float(idle.level[-1, 0])),
        high=language.level(float(idle.level[-1, -1])),
        now=language.level(float(idle.mean[0])),
        then=language.level(float(idle.mean[-1])),
    )


def way_heads(plan: Plan, language: Language) -> list[str]:
    """The heads of `ways`."""
    return [
        language.say("Way"),
        language.say("Mean trust at the end"),
        language.say("In nine of ten futures"),
        language.say("Trust at or above {threshold}", threshold=language.level(plan.threshold)),
        language.say("Worth"),
        language.say("Worst twentieth"),
        language.say("Cost"),
        language.say("Cheated on"),
    ]


def sureness(plan: Plan, language: Language) -> Iterator[str]:
    """How the first step stands up to other assumptions, and what breaks it."""
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
    for one in found.breaks[:3]:
        if one.drop >= 0.15:
            yield breaking(one, language)


def breaking(one: Sensitivity, language: Language) -> str:
    """What would change our mind."""
    text = (
        message("It depends on {what}: above {limit} it is best in {inside}, else in {outside}.")
        if one.above
        else message(
            "It depends on {what}: below {limit} it is best in {inside}, else in {outside}."
        )
    )
    return language.say(
        text,
        what=language.say(ASSUMED[one.name]),
        limit=language.number(one.limit),
        inside=language.percent(one.inside),
        outside=language.percent(one.outside),
    )


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
    return language.say(
        "For {there} to take part in “{move}” (stake {stake}), one of these would have to be true: "
        "their trust in us is {need} rather than {have}, {steps}; or the stake is at most {borne}; "
        "or guarantees bring the loss when cheated from {v} down to {v_need}; or cheating costs "
        "{r_need} in reputation rather than {r}.",
        there=there,
        move=called,
        stake=language.number(one.stake),
        need=language.level(one.trust_needed),
        have=figure(plan.situation.theirs, one.trust, language),
        steps=steps,
        borne=language.number(one.stake_borne),
        v=language.number(one.vulnerability),
        v_need=language.number(one.vulnerability_needed),
        r=language.number(one.reputation),
        r_need=language.number(one.reputation_needed),
    )
