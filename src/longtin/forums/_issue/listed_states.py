"""Membership of lists in issue files: states and groups by what people call them, on a day."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from longtin import actors, measures
from longtin._data import Bilingual

KNOWN_DAYS: Final = (date(2010, 1, 1), date(1985, 1, 1))
"""Days on which a code is tried that stands for nobody on the day itself."""


def as_list(given: Any) -> Any:
    """What stands for states in a file: a single name is a list of one."""
    return [given] if isinstance(given, str) else given


@cache
def _group_keys() -> dict[str, str]:
    """Keys of groups by all that they are called."""
    found: dict[str, str] = {}
    for key, group in measures.groups().items():
        names = (key, group.name.en, group.name.vi, *group.aliases)
        found |= dict.fromkeys((name.casefold() for name in names), key)
    return found


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
    key = _group_keys().get(text.strip().casefold())
    if key is None:
        return (actors.find(text, day).ccode,)
    held = measures.listed(key, day)
    codes = (each.state for each in measures.groups()[key].dated() if each.on(day))
    found = (_stood_for(code, held, day) for code in codes)
    return tuple(ccode for ccode in found if ccode is not None)


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
    key = _group_keys().get(text.strip().casefold())
    return Bilingual(en=text, vi=text) if key is None else measures.groups()[key].name
