"""What a plan calls things: ways to go about it, assumptions, reasons, constraints, outcomes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import message
from longtin.plan._moves import CLARIFY, REPAIR

WAIT: Final = "wait"

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

BECAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "matched": message("its words say so"),
        "domain": message("of a domain the aim names"),
        "asked": message("of a domain you named"),
        "general": message("carries any plan"),
        "needed": message("others need it"),
        "all": message("the aim names no domain, so what suits any two states was taken"),
    }
)

SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "channel": message("a channel of communication has to be open first"),
        "phase": message("not for this phase of the conflict"),
        "costs": message("costs more than it brings, however far we trust them"),
    }
)

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
    {CLARIFY: SEEN_OF_CLARIFYING, WAIT: SEEN_OF_WHAT_RUNS, REPAIR: SEEN_OF_WHAT_RUNS}
)
"""What may be seen after a move that is no measure."""
