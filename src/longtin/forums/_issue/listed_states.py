"""Membership of lists in issue files: states and groups by what people call them, on a day."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from longtin import actors, measures
from longtin._data import Bilingual
from longtin.errors import ActorError, meant

KNOWN_DAYS: Final = (date(2010, 1, 1), date(1985, 1, 1))
"""Days on which a code is tried that stands for nobody on the day itself."""


def as_list(given: Any) -> Any:
    """What stands for states in a file: a single name is a list of one."""
    return [given] if isinstance(given, str) else given


NEAR: Final = 0.75
"""How alike a name and that of a group are that was probably meant, from 0 to 1."""


@cache
def _group_names() -> dict[str, tuple[str, str]]:
    """All that groups are called, without case: the key of the group, and the name as written."""
    return {
        name.casefold(): (key, name)
        for key, group in measures.groups().items()
        for name in (key, group.name.en, group.name.vi, *group.aliases)
    }


def _group_key(text: str) -> str | None:
    """The key of the group that is called so; nothing where none is."""
    found = _group_names().get(text.strip().casefold())
    return found and found[0]


def states_named(text: str, day: date) -> tuple[int, ...]:
    """The states that a name stands for on a day: of a group its members then, else one.

    Args:
        text: A state by any name or code, or a group by its key or a name such as `ASEAN+3`.
        day: The day.

    Returns:
        COW codes, in the order of the group.

    Raises:
        ActorError: There is neither state nor group of that name; the nearest is named.
    """
    key = _group_key(text)
    if key is None:
        return (_state_named(text, day),)
    held = measures.listed(key, day)
    codes = (each.state for each in measures.groups()[key].dated() if each.on(day))
    found = (_stood_for(code, held, day) for code in codes)
    return tuple(ccode for ccode in found if ccode is not None)


def _state_named(text: str, day: date) -> int:
    """The code of a state; where there is none and a group is called nearly so, that is said."""
    try:
        return actors.find(text, day).ccode
    except ActorError as error:
        names = _group_names()
        near = get_close_matches(text.strip().casefold(), names, n=2, cutoff=NEAR)
        if not near:
            raise
        raise ActorError(
            "There is neither a state nor a group '{text}'.{hint}",
            text=text.strip(),
            hint=meant(dict.fromkeys(names[each][1] for each in near)),
        ) from error


def _stood_for(code: str, held: frozenset[int], day: date) -> int | None:
    """Which member a code of a list stands for on a day: `RUS` for the Soviet Union in 1980."""
    tried = (actors.ccode_from("iso3", code, each) for each in (day, *KNOWN_DAYS))
    return next((ccode for ccode in tried if ccode in held), None)


def listed(names: Iterable[str], day: date) -> tuple[int, ...]:
    """The states of several names, each once, in the order in which they are first named.

    Raises:
        ActorError: As `states_named`.
    """
    return tuple(dict.fromkeys(ccode for name in names for ccode in states_named(name, day)))


def group_name(text: str) -> Bilingual:
    """What a group is called, by its key or any of its names; another name as it is typed."""
    key = _group_key(text)
    return Bilingual(en=text, vi=text) if key is None else measures.groups()[key].name
