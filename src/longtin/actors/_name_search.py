"""Search for states by part of a name, in any language that we hold names in."""

from datetime import date

from longtin.actors._name_index import every_name
from longtin.actors._spelling import bare
from longtin.actors._states import State, is_alive, last_day, near


def search(text: str, day: date | None = None, most: int = 10) -> tuple[State, ...]:
    """States one of whose names has words that begin as typed, with or without marks.

    Args:
        text: What a person typed; words in any order.
        day: The day it is asked about; without it, states that are gone come after those that
            live.
        most: How many are wanted.

    Returns:
        Best first: a whole name, then the beginning of one, then words within one; as of the day,
        or of the day of their life nearest to it.

    Example:
        >>> [state.name_vi for state in search("ha lan")]
        ['Hà Lan']
    """
    typed = bare(text)
    if not typed:
        return ()
    ranks: dict[int, tuple[int, int]] = {}
    for name, hits in every_name(bare).items():
        place = _place(typed, name)
        if place is None:
            continue
        for _, ccode in hits:
            ranks[ccode] = min(ranks.get(ccode, (9, 0)), (place, len(name)))
    asked = day or date.max
    order = sorted(ranks, key=lambda ccode: (not _lives(ccode, day), ranks[ccode], ccode))
    return tuple(near(ccode, asked if day else last_day(ccode)) for ccode in order[:most])


def _place(typed: str, name: str) -> int | None:
    """How well a name answers to what was typed: 0 best, none if not at all."""
    if name == typed:
        return 0
    if name.startswith(typed):
        return 1
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in typed.split()):
        return 2
    return None


def _lives(ccode: int, day: date | None) -> bool:
    return is_alive(ccode, day) if day else last_day(ccode) == date.max
