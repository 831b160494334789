"""Parties of statements: states, lists of states and organisations, by what people call them."""

from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from longtin import actors, measures
from longtin.errors import ActorError, LongtinError, UnknownIdError, meant
from longtin.promises._statements.vocabulary import vocabulary


@lru_cache(maxsize=4096)
def party_named(text: str, day: date) -> str:
    """The name of a party in statements, from what somebody typed.

    Args:
        text: A state by any of its names or codes, a list of states, or an organisation.
        day: On which it is spoken of.

    Returns:
        The ISO code of a state (the Correlates of War abbreviation where it had none), or the key
        of a list or an organisation.

    Raises:
        UnknownIdError: There is no such party; the nearest is named.
    """
    bare = text.strip().casefold()
    others = _others()
    if bare in others:
        return others[bare]
    try:
        return actors.find(text, day).key
    except ActorError as error:
        near = get_close_matches(bare, others, n=1, cutoff=0.75)
        if not near:
            raise
        raise UnknownIdError(
            "There is no party `{party}`.{hint} Give a state, a list of states or an organisation.",
            party=text,
            hint=meant(near),
        ) from error


def party_or_none(text: str, day: date) -> str | None:
    """The same where what was typed may be nobody that is known, as names in tables of others."""
    try:
        return party_named(text, day) if text.strip() else None
    except LongtinError:
        return None


@lru_cache(maxsize=1)
def _others() -> dict[str, str]:
    """Keys of lists and organisations by all that they are called."""
    found: dict[str, str] = {}
    for key, group in measures.groups().items():
        found |= dict.fromkeys((key, group.name.en.casefold(), group.name.vi.casefold()), key)
    for key, one in vocabulary().organisations.items():
        english = one.en.casefold()
        called = (key, english, english.removeprefix("the "), one.vi.casefold())
        found |= dict.fromkeys((*called, *(code.casefold() for code in one.codes)), key)
    return found


@lru_cache(maxsize=4096)
def members_of(party: str, day: date) -> frozenset[str]:
    """Codes of the states for whom a party speaks on a day; a state's own."""
    group = measures.groups().get(party)
    if group is not None:
        return frozenset(each.state for each in group.dated() if each.on(day))
    organisation = vocabulary().organisations.get(party)
    if organisation is not None:
        return frozenset(organisation.members)
    return frozenset({party})


def party_name(party: str, day: date, language: str) -> str:
    """What a party is called."""
    organisation = vocabulary().organisations.get(party)
    if organisation is not None:
        return organisation.of(language)
    group = measures.groups().get(party)
    if group is not None:
        return group.name.of(language).partition(" (")[0]
    return actors.find(party, day).name(language)
