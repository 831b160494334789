"""Suggestions for a name or code that nothing answers to: the state meant, or none."""

from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher, get_close_matches

from longtin.actors import _tables
from longtin.actors._name_index import every_name
from longtin.actors._spelling import bare, core, formal
from longtin.actors._states import State, as_of, is_alive, last_day

_MOST = 3
_ALIKE = 0.78
"""How like what tells states apart must be."""
_SAME = 0.9
"""How like whole names must be, whose words are mostly those of other states."""


def likely(typed: str, day: date | None) -> list[State]:
    """States that may be meant, likeliest first; none where nothing is near enough."""
    living = {
        ccode: as_of(ccode, day or date.max)
        for ccode in _tables.spells()
        if (is_alive(ccode, day) if day else last_day(ccode) == date.max)
    }
    borne = _borne(day)
    same = [living[ccode] for ccode in sorted(borne.get(core(typed), ())) if ccode in living]
    if same:
        return same[:_MOST]
    word = bare(typed)
    if 2 <= len(word) <= 4 and word.isalpha():
        every = list(living.values())
        return _abbreviated(word, every)[:_MOST] or _near_codes(word, every)[:_MOST]
    found = _near_names(core(typed), borne, _ALIKE) or _near_names(
        formal(typed), _borne(day, formal), _SAME
    )
    return [living[ccode] for ccode in found if ccode in living][:_MOST]


def _borne(day: date | None, write: Callable[[str], str] = core) -> dict[str, set[int]]:
    """Names in use on a day, written in one way, and who bears each."""
    found = {
        name: {ccode for span, ccode in hits if (span.covers(day) if day else span.end is None)}
        for name, hits in every_name(write).items()
    }
    return {name: ccodes for name, ccodes in found.items() if ccodes}


def _abbreviated(word: str, living: list[State]) -> list[State]:
    """States whose key starts alike and whose name has the letters typed, in order."""
    found = [
        each
        for each in living
        if each.key.casefold()[0] == word[0] and _shortens(word, bare(each.name_en))
    ]
    return sorted(found, key=lambda each: -_likeness(word, each.key.casefold()))


def _near_codes(word: str, living: list[State]) -> list[State]:
    turned = [each for each in living if sorted(each.key.casefold()) == sorted(word)]
    scored = [(_likeness(word, each.key.casefold()), each) for each in turned or living]
    close = [(score, each) for score, each in scored if score > 0.6]
    best = max((score for score, _ in close), default=0.0)
    return [each for score, each in close if score == best]


def _near_names(word: str, borne: dict[str, set[int]], alike: float) -> list[int]:
    """Who bears a name like the one typed, letter by letter."""
    spelt: dict[str, set[int]] = {}
    for name, ccodes in borne.items():
        spelt.setdefault(name.replace(" ", ""), set()).update(ccodes)
    near = get_close_matches(word.replace(" ", ""), list(spelt), n=2 * _MOST, cutoff=alike)
    return list(dict.fromkeys(ccode for name in near for ccode in sorted(spelt[name])))


def _shortens(letters: str, name: str) -> bool:
    rest = iter(name)
    return name[:1] == letters[0] and all(letter in rest for letter in letters)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio() + 0.01 * (one[:1] == other[:1])
