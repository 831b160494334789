"""Names of forums, jobs and assumptions, as pages say them."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from longtin import actors
from longtin._language import Language, message
from longtin.actors import State
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._issue.listed_states import states_named
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.institutions.forum_outcome import Forum

FORUM_NAMES: Final = MappingProxyType(
    {
        "universal": message("universal consensus"),
        "majority": message("majority vote"),
        "willing": message("coalition of the willing"),
        "growing": message("growing coalition"),
        "bilateral": message("bilateral deals"),
        "conditional": message("conditional commitments"),
        "national": message("national action"),
    }
)
"""The seven forums by id, in English; `forum_name` says one in a language."""

JOB_NAMES: Final = MappingProxyType(
    {
        "convening": message("convening"),
        "informing": message("informing"),
        "coordinating": message("coordinating"),
        "operating": message("operating"),
        "enforcing": message("enforcing"),
    }
)

HOW_EFFORTS_ADD_UP: Final = MappingProxyType(
    {
        "sum": message("Efforts add up"),
        "weakest_link": message("What is delivered is the least that anybody does"),
        "best_shot": message("The best single effort is what counts"),
        "threshold": message("Nothing is delivered below a threshold"),
        "club": message("Each gains by what the others open to it"),
    }
)

NUMBER_NAMES: Final = MappingProxyType(
    {
        "publicness": message("share of the gain that outsiders get"),
        "benefit_cost": message("worth of full delivery over its cost"),
        "curvature": message("how fast further efforts lose their worth"),
        "needed": message("share of all means that one delivery takes"),
        "discount": message("discount a year"),
        "delay_damage": message("share of the gain lost by a year of delay"),
        "round_years": message("years of a round of talks"),
        "preparation_years": message("years from agreement to delivery"),
        "enforcement": message("chance that a breach shows and costs more than it brings"),
        "penalty": message("penalty on outsiders"),
        "votes": message("how far votes tell what a state values"),
        "belief": message("belief, within its intervals"),
        "pressure": message("how far the least willing can be pushed"),
        "concession": message("share given up in a round of talks"),
        "numbers": message("how much longer talks of many take"),
        "asks": message("share of the gain kept before promising"),
        "wave_years": message("years between waves of newcomers"),
    }
)

KIND_NAMES: Final = MappingProxyType(
    {
        "values": message("worth to {who}"),
        "means": message("means of {who}"),
        "costs": message("cost of effort to {who}"),
    }
)


def forum_name(forum: Forum, language: Language) -> str:
    """What a forum is called, in the middle of a sentence."""
    return language.say(FORUM_NAMES[forum])


def state_names(
    codes: Sequence[str], situation: SituatedProblem, language: Language, most: int = 6
) -> str:
    """Names of states by their codes; of many only the first and how many others there are."""
    known = {state.key: state for state in situation.states}

    def named(code: str) -> str:
        return actors.in_sentence(known[code].name(language.code), language.code)

    names = [named(code) for code in codes[:most]]
    left = len(codes) - len(names)
    if left == 1:
        names.append(named(codes[most]))
    elif left:
        names.append(language.count("{n} other state", "{n} other states", left))
    return language.list(names) if names else ""


def number_name(name: str, situation: SituatedProblem, language: Language) -> str:
    """What an uncertain number is called."""
    kind, _, who = name.partition(".")
    if not who:
        return language.say(NUMBER_NAMES[name])
    places = situation.rows[kind].get(who, ())
    named = who
    if len(places) == 1:
        state: State = situation.states[places[0]]
        named = actors.in_sentence(state.name(language.code), language.code)
    elif len(places) > 1:
        named = _group_name(who, language)
    return language.say(KIND_NAMES[kind], who=named)


def assumption_name(name: str, problem: CooperationProblem, language: Language) -> str:
    """What an assumption of a problem is called, without looking at the record.

    Args:
        name: As `assumptions_of` has it.
        problem: Whose it is.
        language: To say it in.
    """
    kind, _, who = name.partition(".")
    if kind == "belief":
        return language.say("belief of each in each other, in place of the record")
    if not who:
        return language.say(NUMBER_NAMES[name])
    states = states_named(who, problem.on)
    named = _group_name(who, language)
    if len(states) == 1:
        state = actors.as_of(states[0], problem.on)
        named = actors.in_sentence(state.name(language.code), language.code)
    return language.say(KIND_NAMES[kind], who=named)


def _group_name(name: str, language: Language) -> str:
    """What a list of states is called, without what is added in brackets."""
    from longtin import measures

    key = name.strip().casefold()
    for group_key, group in measures.groups().items():
        called = {group_key, group.name.en, group.name.vi, *group.aliases}
        if key in {each.casefold() for each in called}:
            return group.name.of(language.code).partition(" (")[0]
    return name


def state_name(code: str, situation: SituatedProblem, language: Language) -> str:
    """The name of one state of a problem, as in the middle of a sentence."""
    name = actors.find(code, situation.problem.on).name(language.code)
    return actors.in_sentence(name, language.code)
