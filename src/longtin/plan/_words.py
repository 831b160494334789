"""A plan in words: sentences for those who decide, in both languages."""

from collections.abc import Iterator, Mapping
from math import ceil

from longtin._dates import WEEK
from longtin._language import Language, message, sentence_case
from longtin.measures import named
from longtin.plan._backwards import Condition
from longtin.plan._contingent import Branch, Decision, NotYet
from longtin.plan._forecast import Fan
from longtin.plan._moves import CLARIFY, REPAIR
from longtin.plan._problem import NEAR
from longtin.plan._propose import Plan
from longtin.plan._robust import Break
from longtin.plan._situation import Situation
from longtin.plan._terms import (
    ASSUMED,
    BECAUSE,
    CLASHES,
    SAID,
    SEEN_AFTER,
    SEEN_OF_MEASURE,
    WAIT,
    WAYS,
)


def name_of(plan: Plan, move: str, language: Language) -> str:
    """What a move is called."""
    if move == WAIT:
        return language.say("wait")
    if move == REPAIR:
        return language.say("make amends: explain, compensate, invite to look")
    if move == CLARIFY:
        return language.say("ask for clarification, and that it be put right")
    if move in plan.catalogue:
        return plan.catalogue[move].name.of(language.code)
    return move


def standing(plan: Plan, language: Language) -> Iterator[str]:
    """Where the two states stand, and where that was read."""
    situation = plan.situation
    here, there = (name.of(language.code) for name in situation.said)
    for belief, truster, trustee in (
        (situation.ours, here, there),
        (situation.theirs, there, here),
    ):
        if belief.given:
            yield language.say(
                "Trust of {truster} in {trustee}: {trust}, as given.",
                truster=truster,
                trustee=trustee,
                trust=language.probability(belief.trust),
            )
        else:
            yield language.say(
                "Trust of {truster} in {trustee}: {trust} (90 % interval {low} to {high}).",
                truster=truster,
                trustee=trustee,
                trust=language.probability(belief.trust),
                low=language.probability(belief.low),
                high=language.probability(belief.high),
            )
    if situation.known:
        yield language.say(
            "Taken to be running already; name what runs instead, or none, with --channel. A "
            "regime in force says what is owed, not that it is kept."
        )
        yield from (f"– {one}" for one in running(situation, language))
    yield from _reach(situation, language)


def running(situation: Situation, language: Language, most: int = 99) -> Iterator[str]:
    """What is taken to run already: by each regime, then what precedents say.

    Args:
        situation: Where the two states stand.
        language: To say it in.
        most: Measures of one regime that are named; of more, only their number.
    """
    groups: dict[tuple[str, int, str], list[str]] = {}
    for one in situation.known:
        by = one.by.of(language.code) if one.by else ""
        name = one.name.of(language.code)
        groups.setdefault((by, one.year, one.certainty), []).append(name)
    for (by, year, certainty), names in sorted(groups.items(), key=lambda each: not each[0][0]):
        values = {"year": str(year), "certainty": named("certainty", certainty, language)}
        if len(names) > most:
            listed = language.count("{n} measure", "{n} measures", len(names))
        else:
            listed = language.list(names)
        yield (
            language.say(
                "{measure} (under “{regime}”, since {year}, {certainty})",
                measure=listed, regime=by, **values,
            )
            if by
            else language.say(
                "{measure} (since {year}, {certainty})", measure=listed, **values
            )
        )  # fmt: skip


def _reach(situation: Situation, language: Language) -> Iterator[str]:
    """How far the record reaches, and what time has done to trust since."""
    if situation.as_of and situation.carried_to:
        told = [
            language.say(
                "{before} to {after}",
                before=language.probability(belief.recorded),
                after=language.probability(belief.trust),
            )
            for belief in (situation.ours, situation.theirs)
            if belief.recorded is not None
        ]
        yield language.say(
            "The record ends on {day}; since then only governments’ turnover is reckoned, which "
            "takes {changes} by {start}.",
            day=language.date(situation.as_of),
            changes=language.list(told),
            start=language.date(situation.carried_to),
        )
    elif situation.as_of:
        yield language.say(
            "The record reaches to {day}; nothing later is known to it.",
            day=language.date(situation.as_of),
        )


def aim(plan: Plan, language: Language) -> Iterator[str]:
    """How the aim was read: which measures, by which words."""
    counts: dict[str, int] = {}
    words: dict[str, None] = {}
    for one in plan.measures.values():
        counts[one.because] = counts.get(one.because, 0) + 1
        words |= dict.fromkeys(one.words)
    told = [
        f"{language.say(BECAUSE[because])}: {language.whole(n)}" for because, n in counts.items()
    ]
    if words:
        yield language.say(
            "Words of the aim that were recognised: {words}.",
            words=", ".join(f"“{word}”" for word in words),
        )
    yield language.count(
        "{n} measure taken up ({why}).",
        "{n} measures taken up ({why}).",
        len(plan.measures),
        why="; ".join(told),
    )


def first(plan: Plan, language: Language) -> Iterator[str]:
    """The first step and why."""
    decision = plan.first
    if decision.move == WAIT:
        yield language.say(
            "Wait. Nothing is worth its risk and cost as things are believed today; trust drifts "
            "as governments change, and the plan looks again after each step."
        )
        return
    yield language.say("{move}.", move=sentence_case(name_of(plan, decision.move, language)))
    if decision.rather_than:
        yield language.say(
            "{other} would do as well; of the two, this is what the aim names.",
            other=sentence_case(name_of(plan, decision.rather_than, language)),
        )
    answered = {branch.seen: branch for branch in decision.branches}
    if decision.move in plan.measures:
        measure = plan.measures[decision.move].measure
        yield language.say(
            "Its stake is {stake} of 1. An untrustworthy government would not keep it with a "
            "chance of {reveals}.",
            stake=language.number(measure.stake),
            reveals=language.percent(measure.reveals),
        )
        if {"answered", "cheated"} <= set(answered):
            yield language.say(
                "Kept, it raises our trust from {now} to {kept}; seen broken, it lowers it to "
                "{broken}. A breach would cost us {risk} of the common gain on average, its "
                "chance taken in.",
                now=language.probability(decision.place.p),
                kept=language.probability(answered["answered"].there.p),
                broken=language.probability(answered["cheated"].there.p),
                risk=language.percent(decision.risk, 2),
            )
            if decision.most_telling:
                yield language.say(
                    "Of all that could be begun now, nothing tells us more for what it risks."
                )
    yield language.say(
        "With all that can follow it is worth {worth} more than waiting, in units of the common "
        "gain at full stake.",
        worth=language.number(decision.worth),
    )


def programme_begins(plan: Plan, language: Language) -> Iterator[str]:
    """Why the dates begin with something other than the first step."""
    steps = plan.programme.steps if plan.programme else ()
    by_id = {step.id: step for step in steps}
    begins = min(steps, key=lambda one: (one.start, one.id), default=None)
    first = by_id.get(plan.first.move)
    if begins is None or begins.id == plan.first.move:
        return
    if first is None:
        yield language.say(
            "It begins with what can be set up soonest, and leaves the first step above out, since "
            "good practice or the dates do not allow it to come first."
        )
        return
    yield language.say(
        "{first} is prepared from the first day and can begin on {day}; what can be set up sooner "
        "is done meanwhile.",
        first=sentence_case(name_of(plan, plan.first.move, language)),
        day=language.date(first.start),
    )


def too_late(plan: Plan, language: Language) -> Iterator[str]:
    """What the window has no time for."""
    late = [one for one in plan.not_yet if one.why == "time"]
    if not late:
        return
    told = [
        language.count(
            "{measure} ({n} week)", "{measure} ({n} weeks)", ceil(one.need / WEEK),
            measure=name_of(plan, one.move, language),
        )
        for one in late
    ]  # fmt: skip
    yield language.count(
        "Left out, since {n} week is too short to set it up, with what it needs first, and to see "
        "it kept: {measures}.",
        "Left out, since {n} weeks are too short to set it up, with what it needs first, and to "
        "see it kept: {measures}.",
        int(late[0].have / WEEK),
        measures=language.list(told),
    )


def branch(one: Branch, language: Language) -> str:
    """What may be seen, how likely, and what trust would be."""
    told = SEEN_AFTER.get(one.move, SEEN_OF_MEASURE)[one.seen]
    return language.say(
        told, chance=language.percent(one.chance), trust=language.probability(one.there.p)
    )


def after(one: Branch, language: Language) -> str:
    """The same after a move that asks nothing."""
    return language.say("Then (trust {trust}):", trust=language.probability(one.there.p))


def action(plan: Plan, decision: Decision, language: Language) -> str:
    """What is done at a place of the plan."""
    called = name_of(plan, decision.move, language)
    if decision.again:
        return language.say("{measure}, offered once more", measure=called)
    return called


def obstacle(plan: Plan, one: NotYet, language: Language) -> str:
    """Why not that yet, as a sentence."""
    if one.why in SAID:
        return language.say(SAID[one.why])
    values: dict[str, str] = {
        "have": language.probability(one.have), "need": language.probability(one.need)
    }  # fmt: skip
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
        case "our_trust":
            text = message("we would need to trust them {need}, and do {have}")
        case _ if one.need - one.have < NEAR:
            return language.say("would do nearly as well")
        case _:
            text = message("would do; the first step is worth {more} more")
            values = {"more": language.number(one.need - one.have, 2)}
    return language.say(text, **values)


def ways(fans: Mapping[str, Fan], language: Language) -> list[list[str]]:
    """A row for each way to go about it."""
    return [
        [
            language.say(WAYS[name]),
            language.probability(fan.trust[-1, 2]),
            f"{language.probability(fan.trust[-1, 0])} – {language.probability(fan.trust[-1, 4])}",
            language.percent(fan.reached[-1]),
            language.number(fan.worth, 2, signed=True),
            language.number(fan.worst, 2, signed=True),
            language.number(fan.cost),
            language.percent(fan.breached),
        ]
        for name, fan in fans.items()
    ]


def way_heads(plan: Plan, language: Language) -> list[str]:
    """The heads of `ways`."""
    return [
        language.say("Way"),
        language.say("Trust at the end"),
        language.say("In nine of ten futures"),
        language.say(
            "Trust at or above {threshold}", threshold=language.probability(plan.threshold)
        ),
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


def breaking(one: Break, language: Language) -> str:
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


def condition(plan: Plan, one: Condition, language: Language) -> str:
    """What would have to be true for them to take part."""
    there = plan.situation.said[1].of(language.code)
    called = name_of(plan, one.move, language)
    if one.holds:
        said = language.say(
            "{there} would take part in “{move}” today: it takes trust of {need}, and theirs is "
            "{have}.",
            there=there,
            move=called,
            need=language.probability(one.trust_needed),
            have=language.probability(one.trust),
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
        need=language.probability(one.trust_needed),
        have=language.probability(one.trust),
        steps=steps,
        borne=language.number(one.stake_borne),
        v=language.number(one.vulnerability),
        v_need=language.number(one.vulnerability_needed),
        r=language.number(one.reputation),
        r_need=language.number(one.reputation_needed),
    )


def clash(groups: tuple[str, ...], language: Language) -> str:
    """Which constraints clash, and what to do."""
    told = language.list([language.say(CLASHES[group]) for group in groups])
    return language.say(
        "No programme keeps all of this together: {constraints}. Give way on one of them.",
        constraints=told,
    )


def domain(name: str, language: Language) -> str:
    """What a domain of the catalogue is called."""
    return named("domain", name, language)
