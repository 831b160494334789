"""Steps in words: what is done, why, what then, and why not the others yet."""

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType
from typing import Final

from longtin._dates import WEEK
from longtin._language import MINUS, Language, message, sentence_case
from longtin.plan._plan import Plan
from longtin.plan._situation.moves import CLARIFY, REPAIR
from longtin.plan.decision.move import WAIT
from longtin.plan.decision.problem import NEAR
from longtin.plan.decision.tree import Branch, Decision, Obstacle
from longtin.plan.words.situation import figure

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "channel": message("a channel of communication has to be open first"),
        "phase": message("not for this phase of the conflict"),
        "heat": message("too much at stake for the heat of a crisis"),
        "evidence": message("the evidence on them is too thin for what it puts at stake"),
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
    if move not in plan.catalogue:
        return move
    name = plan.catalogue[move].name.of(language.code)
    until = {one.id: one.until for one in plan.situation.lapsed}.get(move)
    if until is None:
        return name
    return language.say(
        "{measure}, revived (suspended {day})", measure=name, day=language.date(until)
    )


def first(plan: Plan, language: Language) -> Iterator[str]:
    """The first step and why: whether it is better than waiting, and what that hangs on."""
    decision = plan.first
    name = sentence_case(name_of(plan, decision.move, language))
    if plan.worth.verdict == "wait":
        yield language.say("Wait.")
        if decision.move == WAIT.id:
            yield language.say(
                "Nothing that could be begun is worth its risk and cost as things are believed "
                "today; the plan looks again after each step."
            )
            yield from _nearest(plan, language)
        return
    if plan.worth.verdict == "only_if_change":
        begun = language.say("{move}, if keeping measures also changes conduct.", move=name)
    else:
        begun = language.say("{move}.", move=name)
    yield " ".join((begun, *elsewhere(plan, language)))
    if decision.rather_than:
        yield language.say(
            "{other} would do as well; of the two, this is what the aim names.",
            other=sentence_case(name_of(plan, decision.rather_than, language)),
        )
    if decision.move in plan.measures:
        yield from _shows(plan, language)
    yield language.say(
        "To put it off by one step of {days} days would lose {worth} of full cooperation.",
        days=language.whole(round(plan.days)),
        worth=language.percent(decision.worth / plan.worth.full, 1),
    )


def _nearest(plan: Plan, language: Language) -> Iterator[str]:
    """What would become worth it first, if trust rose."""
    waiting = [one for one in plan.not_yet if one.why in {"our_trust", "their_trust"}]
    if not waiting:
        return
    one = min(waiting, key=lambda each: each.need - each.have)
    yield language.say(
        "The first that would be worth it: {measure} ({why}).",
        measure=name_of(plan, one.move, language),
        why=obstacle(plan, one, language),
    )


def _shows(plan: Plan, language: Language) -> Iterator[str]:
    """What the first step tells of the other, and what a breach of it would take."""
    decision, measure = plan.first, plan.measures[plan.first.move].measure
    yield language.say(
        "A government that does not mean to keep faith would show it here in {reveals} of cases.",
        reveals=language.percent(measure.reveals),
    )
    seen = {branch.seen: branch for branch in decision.branches}
    if not {"answered", "cheated"} <= set(seen):
        return
    problem = plan.policy.problem
    loss = problem.moves[problem.position(decision.move)].loss
    yield language.say(
        "Our trust, beside the same day without it: {up} if it is kept, {down} if it is seen "
        "broken. A breach would take {loss} of full cooperation.",
        up=moved(seen["answered"], language),
        down=moved(seen["cheated"], language),
        loss=language.percent(loss / plan.worth.full, 1),
    )
    if decision.most_telling:
        yield language.say(
            "Of all that could be begun now, nothing tells us more for what it risks."
        )


def moved(one: Branch, language: Language) -> str:
    """What a step did to our trust, beside the same day without it."""
    points = round(100.0 * (one.there.p - one.alone))
    if not points:
        return language.say("unchanged")
    return language.count(
        "{sign}{n} point", "{sign}{n} points", abs(points), sign=MINUS if points < 0 else "+"
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


def branch(one: Branch, language: Language) -> str:
    """What may be seen, how likely, and what it does to trust beside the same day without it."""
    told = SEEN_AFTER.get(one.move, SEEN_OF_MEASURE)[one.seen]
    return language.say(told, chance=language.percent(one.chance), trust=moved(one, language))


def after(one: Branch, language: Language) -> str:
    """The same after a move that asks nothing."""
    return language.say("Then (trust {trust}):", trust=moved(one, language))


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
        case "blocked":
            blocking = [name_of(plan, each, language) for each in one.first]
            text = message("rests on {measures}, which does not suit this phase of the conflict")
            values = {"measures": language.list(blocking)}
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
            text = message("would do; the first step brings {more} of full cooperation more")
            values = {"more": language.percent((one.need - one.have) / plan.worth.full, 1)}
    return language.say(text, **values)
