"""Steps in words: what is done, why, what then, and why not the others yet."""

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType
from typing import Final

from longtin._dates import WEEK
from longtin._language import Language, message, sentence_case
from longtin.plan._plan import Plan
from longtin.plan._situation.moves import CLARIFY, REPAIR
from longtin.plan.decision.kernels import turned
from longtin.plan.decision.move import WAIT
from longtin.plan.decision.problem import NEAR
from longtin.plan.decision.tree import Branch, Decision, Obstacle
from longtin.plan.words.situation import figure, then

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "channel": message("a channel of communication has to be open first"),
        "phase": message("not for this phase of the conflict"),
        "costs": message("costs more than it brings, however far we trust them"),
    }
)

SEEN_OF_MEASURE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answered": message("If they answer and keep it ({chance}; trust {trust}):"),
        "silent": message("If they do not answer ({chance}; trust {trust}):"),
        "cheated": message("If they are seen to break it ({chance}; trust {trust}):"),
    }
)
SEEN_OF_CLARIFYING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answered": message("If they explain and put it right ({chance}; trust {trust}):"),
        "silent": message("If they do not explain ({chance}; trust {trust}):"),
        "cheated": message("If what they say proves untrue ({chance}; trust {trust}):"),
    }
)
SEEN_OF_WHAT_RUNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answered": message("If what runs is kept ({chance}; trust {trust}):"),
        "silent": message("If nothing happens ({chance}; trust {trust}):"),
        "cheated": message("If what runs is seen broken ({chance}; trust {trust}):"),
    }
)
SEEN_AFTER: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {CLARIFY: SEEN_OF_CLARIFYING, WAIT.id: SEEN_OF_WHAT_RUNS, REPAIR: SEEN_OF_WHAT_RUNS}
)
"""What may be seen after a move that is no measure."""


def name_of(plan: Plan, move: str, language: Language) -> str:
    """What a move is called."""
    if move == WAIT.id:
        return language.say("wait")
    if move == REPAIR:
        return language.say("make amends: explain, compensate, invite to look")
    if move == CLARIFY:
        return language.say("ask for clarification, and that it be put right")
    if move in plan.catalogue:
        return plan.catalogue[move].name.of(language.code)
    return move


def first(plan: Plan, language: Language) -> Iterator[str]:
    """The first step and why."""
    decision = plan.first
    if decision.move == WAIT.id:
        yield language.say(
            "Wait. Nothing is worth its risk and cost as things are believed today; trust drifts "
            "as governments change, and the plan looks again after each step."
        )
        return
    yield language.say("{move}.", move=sentence_case(name_of(plan, decision.move, language)))
    yield from elsewhere(plan, language)
    if decision.rather_than:
        yield language.say(
            "{other} would do as well; of the two, this is what the aim names.",
            other=sentence_case(name_of(plan, decision.rather_than, language)),
        )
    answered = {branch.seen: branch for branch in decision.branches}
    if decision.move in plan.measures:
        measure = plan.measures[decision.move].measure
        yield language.say(
            "The first step’s stake is {stake} of 1. A government that does not mean to keep faith "
            "would show it here with a chance of {reveals}.",
            stake=language.number(measure.stake),
            reveals=language.percent(measure.reveals),
        )
        if {"answered", "cheated"} <= set(answered):
            yield _moves(plan, answered["answered"].there.p, answered["cheated"].there.p, language)
            if decision.most_telling:
                yield language.say(
                    "Of all that could be begun now, nothing tells us more for what it risks."
                )
    yield language.say(
        "With all that can follow it is worth {worth} more than waiting, in units of the common "
        "gain at full stake.",
        worth=language.number(decision.worth),
    )


def _moves(plan: Plan, kept: float, broken: float, language: Language) -> str:
    """What keeping the first step and breaking it would do to trust, and what a breach costs."""
    world, ours = plan.policy.problem.outlook, plan.situation.ours
    alone = float(turned(plan.first.place.p, world.keep_them, world.win_them))
    values = {
        "up": language.number(100.0 * (kept - alone), 0),
        "down": language.number(100.0 * (alone - broken), 0),
        "risk": language.percent(plan.first.risk, 2),
    }
    if ours.is_old:
        return language.say(
            "Kept, it raises our trust by {up} points; seen broken, it lowers it by {down}. A "
            "breach would cost us {risk} of the common gain on average, its chance taken in.",
            **values,
        )
    return language.say(
        "A step later our trust would be {alone} by itself; kept, it is {kept}, seen broken, "
        "{broken}. A breach would cost us {risk} of the common gain on average, its chance taken "
        "in.",
        alone=language.level(alone),
        kept=language.level(kept),
        broken=language.level(broken),
        risk=values["risk"],
    )


def elsewhere(plan: Plan, language: Language) -> Iterator[str]:
    """Where trust is an interval: whether the first step hangs on where it lies in truth."""
    if not plan.elsewhere:
        return
    if {one.move for one in plan.elsewhere} == {plan.first.move}:
        yield language.say(
            "It is best wherever from {low} to {high} our trust in them lies in truth.",
            low=language.level(plan.elsewhere[0].low),
            high=language.level(plan.elsewhere[-1].high),
        )
        return
    others = [
        language.say(
            "{move} from {low} to {high}",
            move=name_of(plan, one.move, language),
            low=language.level(one.low),
            high=language.level(one.high),
        )
        for one in plan.elsewhere
        if one.move != plan.first.move
    ]
    yield language.say(
        "It hangs on where our trust in them lies in truth; elsewhere it would be: {moves}.",
        moves="; ".join(others),
    )


def branch(plan: Plan, one: Branch, language: Language) -> str:
    """What may be seen, how likely, and what trust would be."""
    told = SEEN_AFTER.get(one.move, SEEN_OF_MEASURE)[one.seen]
    trust = then(plan.situation.ours, one.there.p, language)
    return language.say(told, chance=language.percent(one.chance), trust=trust)


def after(plan: Plan, one: Branch, language: Language) -> str:
    """The same after a move that asks nothing."""
    trust = then(plan.situation.ours, one.there.p, language)
    return language.say("Then (trust {trust}):", trust=trust)


def action(plan: Plan, decision: Decision, language: Language) -> str:
    """What is done at a place of the plan."""
    called = name_of(plan, decision.move, language)
    if decision.again:
        return language.say("{measure}, offered once more", measure=called)
    return called


def obstacle(plan: Plan, one: Obstacle, language: Language) -> str:
    """Why not that yet, as a sentence."""
    if one.why in SAID:
        return language.say(SAID[one.why])
    ours, theirs = plan.situation.ours, plan.situation.theirs
    values: dict[str, str] = {"need": language.level(one.need)}
    match one.why:
        case "prerequisite":
            needed = [name_of(plan, each, language) for each in one.first]
            text, values = message("first: {measures}"), {"measures": language.list(needed)}
        case "stage":
            text = message("something of stage {stage} has to be kept first")
            values = {"stage": language.whole(int(one.need))}
        case "will":
            text = message("costs {cost}, and the will reaches to {will}")
            values = {"cost": language.number(one.need), "will": language.number(one.have)}
        case "time":
            text = message("takes {need} weeks with what it needs first; the plan has {have}")
            values = {"need": language.whole(ceil(one.need / WEEK)),
                      "have": language.whole(int(one.have / WEEK))}  # fmt: skip
        case "their_trust":
            text = message("they would need to trust us {need}, and do {have}")
            values["have"] = figure(theirs, one.have, language)
        case "our_trust":
            text = message("we would need to trust them {need}, and do {have}")
            values["have"] = figure(ours, one.have, language)
        case _ if one.need - one.have < NEAR:
            return language.say("would do nearly as well")
        case _:
            text = message("would do; the first step is worth {more} more")
            values = {"more": language.number(one.need - one.have, 2)}
    return language.say(text, **values)
