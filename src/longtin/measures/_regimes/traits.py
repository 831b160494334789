"""Traits of states on which duties hang: who is known to have something, and who to lack it."""

from datetime import date
from functools import lru_cache

from longtin.measures._regimes.parties import code_of
from longtin.measures._regimes.vocabulary import vocabulary


@lru_cache(maxsize=4096)
def has(trait: str, state: int, day: date) -> bool | None:
    """Whether a state has what a duty asks for; `None` where nobody here knows.

    Args:
        trait: Its key in the vocabulary, such as `air_combat_units`.
        state: Correlates of War code.
        day: The day by which codes of states are looked up.
    """
    found = vocabulary().traits[trait]
    for states, answer in ((found.has, True), (found.lacks, False)):
        if any(code_of(each, day) == state for each in states):
            return answer
    return None if found.others is None else found.others == "has"
