"""The schedule in words: what begins it, what it has no time for, which constraints clash."""

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType
from typing import Final

from longtin._dates import WEEK
from longtin._language import Language, message, sentence_case
from longtin.errors import Listing, LongtinError, Phrase
from longtin.plan._plan import Plan
from longtin.plan.words.steps import name_of

CLASHES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deeds": message("a deed among the words"),
        "prerequisites": message("what must come before what"),
        "ladder": message("one stage after the other, channels first"),
        "balance": message("no stake far above those before it or on the other side"),
        "trust": message("nothing before trust bears it"),
        "window": message("the first and the last day"),
        "budget": message("the budget"),
        "people": message("how many measures can be prepared or begun at a time"),
        "holidays": message("holidays and weekends"),
        "elections": message("the elections"),
        "summits": message("the summits, at which something should begin"),
        "domains": message("several domains at once"),
        "number": message("the number of measures"),
        "must": message("the measures that have to be in it"),
    }
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


def clash(groups: tuple[str, ...]) -> LongtinError:
    """Which constraints clash, and what to do."""
    return LongtinError(
        "No programme keeps all of this together: {constraints}. Give way on one of them.",
        constraints=Listing((Phrase(CLASHES[group]) for group in groups), last=" and "),
    )
