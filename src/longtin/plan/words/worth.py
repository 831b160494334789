"""What a plan is worth, in words: beside waiting, beside other ways, and if they refuse.

Shares are of full cooperation: of what the measures of the plan would bring if each were answered
and kept.
"""

from collections.abc import Callable
from datetime import timedelta

from longtin._language import NO_BREAK, Language
from longtin.plan._plan import Plan
from longtin.plan.decision.compare import Outcome
from longtin.plan.decision.move import WAIT
from longtin.plan.decision.tree import contingent, worth_at
from longtin.plan.words.futures import way_name
from longtin.plan.words.steps import name_of

NEXT_TO_NOTHING = 0.005
"""Share of full cooperation below which a loss is next to nothing."""


def against_waiting(plan: Plan, language: Language) -> list[str]:
    """What the plan is worth beside doing nothing, in both readings: two sentences, or three."""
    worth = plan.worth
    reveal, change = worth.reveal[worth.proposed], worth.change[worth.proposed]
    if worth.verdict == "wait":
        return [_no_better(plan, language)]
    values = {
        "day": _end(plan, language),
        "share": language.percent(reveal.value),
        "range": _range(reveal, language),
        "nothing": language.percent(worth.reveal["nothing"].value),
    }
    if worth.verdict == "only_if_change":
        found = language.say(
            "If measures only reveal how the other behaves, the plan brings no more by {day} than "
            "doing nothing, beyond the error of the draws: {share} of full cooperation against "
            "{nothing}.",
            **values,
        )
    else:
        found = language.say(
            "By {day} the plan brings {share} of what its measures would bring if each were "
            "answered and kept (nine futures in ten: {range}); doing nothing brings {nothing}.",
            **values,
        )
    if (
        language.percent(change.value) == values["share"]
        and _range(change, language) == (values["range"])
    ):
        also = language.say(
            "That is so whether measures only reveal conduct or, as far as comparable cases show, "
            "also change it."
        )
    else:
        also = language.say(
            "If keeping measures also changes conduct, by what comparable cases show, it is "
            "{share} ({range}).",
            share=language.percent(change.value),
            range=_range(change, language),
        )
    told = [found, also]
    if worth.verdict == "plan":
        told.append(
            language.say(
                "It would still beat doing nothing if its measures brought only {share} of what "
                "they are judged to bring.",
                share=language.percent(reveal.breaks_even),
            )
        )
    return [*told, *_if_otherwise(plan, language)]


def _if_otherwise(plan: Plan, language: Language) -> list[str]:
    """That under some other assumptions waiting would be best."""
    found = plan.robustness
    share = dict(found.instead).get(WAIT.id, 0.0) if found else 0.0
    if found is None or not share:
        return []
    said = language.say(
        "In {share} of {samples} sets of other assumptions waiting would be best.",
        share=language.percent(share),
        samples=language.whole(found.samples),
    )
    return [said]


def _no_better(plan: Plan, language: Language) -> str:
    reveal = plan.worth.reveal[plan.worth.proposed]
    if plan.first.move == WAIT.id:
        return language.say(
            "Nothing that can be begun now does better than waiting, whether measures only reveal "
            "conduct or also change it."
        )
    return language.say(
        "Nothing does better than waiting beyond the error of the draws: the best that can be "
        "begun brings {over} of full cooperation more, give or take {error}.",
        over=language.percent(reveal.over_nothing, 1),
        error=language.percent(reveal.error, 1),
    )


def if_refused(plan: Plan, language: Language) -> str:
    """What then, if the other side does not answer the first step; empty where none is asked."""
    silent = next((one for one in plan.first.branches if one.seen == "silent"), None)
    if silent is None or plan.first.move not in plan.measures:
        return ""
    problem = plan.policy.problem
    now, later = (
        float(worth_at(plan.policy, place).max()) for place in (plan.first.place, silent.there)
    )
    left = later / now if now > 0.0 else 0.0
    cost = problem.moves[problem.position(plan.first.move)].cost / plan.worth.full
    then = contingent(plan.policy, silent.there, plan.moves.requires, 1).move
    values = {
        "chance": language.percent(silent.chance),
        "next": name_of(plan, then, language),
        "left": language.percent(min(1.0, max(0.0, left))),
        "cost": language.percent(cost),
    }
    if cost < NEXT_TO_NOTHING:
        return language.say(
            "If they do not answer ({chance}), next to nothing is lost; then: {next}. The plan "
            "keeps about {left} of its worth.",
            **values,
        )
    return language.say(
        "If they do not answer ({chance}), the attempt has cost {cost} of full cooperation; then: "
        "{next}. The plan keeps about {left} of its worth.",
        **values,
    )


def readings(plan: Plan, language: Language) -> list[str]:
    """What the two readings are, and what each says of trust."""
    plain, idle = plan.drawn["reveal"]["plan"], plan.drawn["reveal"]["nothing"]
    low, middle, high = plan.drawn["change"]["plan"].shifted
    reveals = language.say(
        "If measures only reveal how the other behaves, no way to go about it raises trust on "
        "average: what is learnt may be good or bad. It ends at {then} in all of them, {now} being "
        "today’s.",
        then=language.level(float(idle.mean[-1])),
        now=language.level(float(plain.mean[0])),
    )
    enough = plan.first.place.p >= plan.threshold
    risen = language.say(
        "Our trust is enough for the largest measure today: what tells more of them also shows "
        "more often that it was too high."
    )
    changes = language.say(
        "If keeping measures also changes conduct, by as much as comparable cases show, the plan "
        "moves their conduct by {middle} points of 100 (nine futures in ten: {low} to {high}).",
        middle=_points(middle, language),
        low=_points(low, language),
        high=_points(high, language),
    )
    return [reveals, *([risen] if enough else []), changes]


def value_heads(language: Language) -> list[str]:
    """The heads of `values`."""
    return [
        language.say("Way"),
        language.say("If measures only reveal"),
        language.say("More than doing nothing"),
        language.say("If they also change"),
        language.say("More than doing nothing"),
    ]


def values(plan: Plan, language: Language) -> list[list[str]]:
    """A row for each way: its share of full cooperation, and how much more than nothing's."""
    worth = plan.worth
    return [
        [
            way_name(name, language),
            *_value(worth.reveal[name], name, language),
            *_value(worth.change[name], name, language),
        ]
        for name in worth.reveal
    ]


def _value(one: Outcome, way: str, language: Language) -> list[str]:
    low, high = (language.number(100.0 * end, 0) for end in (one.low, one.high))
    between = language.say("{low} to {high}", low=low, high=high)
    told = [f"{language.percent(one.value)} ({between})", "–"]
    if way != "nothing":
        over = language.number(100.0 * one.over_nothing, 1, signed=True)
        told[1] = f"{over} ± {language.percent(one.error, 1)}"
    return [each.replace(" ", NO_BREAK) for each in told]


def outcome_heads(plan: Plan, language: Language) -> list[str]:
    """The heads of `outcomes`."""
    return [
        language.say("Way"),
        language.say("Trust {threshold} or more", threshold=language.level(plan.threshold)),
        language.say("Judgement narrower by"),
        language.say("Measures in force"),
        language.say("A crisis"),
        language.say("A broken promise"),
        language.say("Worst one in twenty"),
    ]


def outcomes(plan: Plan, language: Language) -> list[list[str]]:
    """A row for each way: what else comes of it by the end; the second reading where it differs."""

    def percent(share: float) -> str:
        return language.percent(share)

    shown: list[tuple[str, Callable[[float], str]]] = [
        ("reached", percent),
        ("narrower", percent),
        ("in_force", lambda n: language.number(n, 1)),
        ("crisis", percent),
        ("broken", percent),
        ("worst", percent),
    ]
    rows = []
    for name, one in plan.worth.reveal.items():
        other, row = plan.worth.change[name], [way_name(name, language)]
        for field, say in shown:
            first, second = say(getattr(one, field)), say(getattr(other, field))
            row.append(first if first == second else f"{first} / {second}")
        rows.append(row)
    return rows


def _end(plan: Plan, language: Language) -> str:
    start = plan.wishes.start or plan.situation.as_of
    steps = plan.policy.problem.horizon
    if start is None:
        return language.say("its end")
    return language.date(start + timedelta(days=round(plan.days * steps)))


def _range(one: Outcome, language: Language) -> str:
    return language.say(
        "{low} to {high}", low=language.percent(one.low), high=language.percent(one.high)
    )


def _points(shift: float, language: Language) -> str:
    return language.number(100.0 * shift, 1, signed=True)
