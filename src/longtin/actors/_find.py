"""Look-up of the state a person means: by code or by name, with or without marks."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from longtin.actors import _tables
from longtin.actors._spelling import bare, loose, plain
from longtin.actors._states import (
    State,
    as_of,
    is_alive,
    last_day,
    lives,
    name_and_key,
    near,
    out_of_life,
)
from longtin.actors._tables import Span
from longtin.errors import ActorError, Either, Listing, Phrase, Term

_Hits = tuple[tuple[Span, int], ...]

# Alpha-2 before names, and no FIPS or numeric codes: most of their values mean another state in
# ISO 3166 or in Correlates of War, so reading them here would be a guess.
_SYSTEMS = (("iso3", "iso3_historic"), ("iso2",), ("cow_abb",), ("gdelt_cameo",))


def find(text: str | int | State, day: date | None = None) -> State:
    """The state that a code or a name stands for.

    Codes are tried first (Correlates of War number, ISO 3166 alpha-3 and alpha-2 with those of
    states that are gone), then names in English, Vietnamese and French and as data sets spell
    them, then Correlates of War and CAMEO letters, then names typed without marks, then names
    however they are broken up (`I-ran`, `Hoa Kì`). FIPS, M49 and Gleditsch–Ward codes collide
    with these: use `ccode_from` for them.

    Case matters in one place only. A few codes of one state are also the name of another: `NGA` is
    the code, `Nga` the name, and `nga`, which may be either, is refused.

    Args:
        text: What a person typed; a Correlates of War number; or a state that was found before.
        day: The day it is asked about. Without it, a state that lives today is preferred, else
            the one that bore the name last.

    Returns:
        The state as of that day; without a day, as of now or of its last day.

    Raises:
        ActorError: Nothing answers to it (the nearest are named), several do, or the state was
            not alive on that day.

    Example:
        >>> find("viet nam").key, find(816).key
        ('VNM', 'VNM')
        >>> from datetime import date
        >>> find("Russia", date(1980, 1, 1)).name_en
        'Soviet Union'
    """
    typed = str(text.ccode if isinstance(text, State) else text)
    for hits in _by_precedence(typed):
        if hits:
            return _choose(typed, hits, day)
    raise _unknown(typed, day)


def _by_precedence(text: str) -> Iterable[_Hits]:
    typed = text.strip()
    if typed.isdecimal():
        ccode = int(typed)
        yield ((Span(None, None), ccode),) if ccode in _tables.spells() else ()
        return
    folded = plain(typed)
    iso3, iso2, cow, cameo = (_codes(systems).get(folded, ()) for systems in _SYSTEMS)
    spelt, unmarked = _names(plain).get(folded, ()), _names(bare).get(bare(typed), ())
    yield from _code_or_name(typed, iso3 or iso2, spelt, unmarked)
    yield from (iso3, iso2, spelt, cow, cameo, unmarked)
    if len(letters := loose(typed)) > 1:
        yield _names(loose).get(letters, ())


def _code_or_name(typed: str, code: _Hits, spelt: _Hits, unmarked: _Hits) -> Iterable[_Hits]:
    """What a text means that is the ISO code of one state and the name of another.

    In capitals it is the code. A name with its capital and its marks is the name. Anything else
    is both, and so for a person to say.
    """
    if code and unmarked and not typed.isupper() and _states(unmarked) - _states(code):
        yield spelt if spelt and typed[:1].isupper() else (*code, *unmarked)


def _states(hits: _Hits) -> set[int]:
    return {ccode for _, ccode in hits}


def _choose(text: str, hits: _Hits, day: date | None) -> State:
    if day is None:
        return _choose_latest(text, hits)
    valid = {ccode for span, ccode in hits if span.covers(day) and is_alive(ccode, day)}
    alive = valid or {ccode for ccode in _states(hits) if is_alive(ccode, day)}
    if not alive and len(_states(hits)) == 1:
        raise out_of_life(hits[0][1], day)
    if len(alive) == 1:
        return as_of(alive.pop(), day)
    if not alive:
        raise _none_alive(text, _states(hits), day)
    raise _shared(text, alive, day)


def _choose_latest(text: str, hits: _Hits) -> State:
    today = {ccode for span, ccode in hits if span.end is None and last_day(ccode) == date.max}
    alive = today or {ccode for _, ccode in hits if last_day(ccode) == date.max}
    if not alive:
        latest = max(last_day(ccode) for _, ccode in hits)
        alive = {ccode for _, ccode in hits if last_day(ccode) == latest}
    if len(alive) == 1:
        ccode = alive.pop()
        return as_of(ccode, last_day(ccode))
    raise _shared(text, alive, None)


def _shared(text: str, ccodes: Iterable[int], day: date | None) -> ActorError:
    found = [as_of(ccode, day or last_day(ccode)) for ccode in sorted(ccodes)]
    listed = Listing(map(_keyed, found), between=" or ")
    if day is None:
        return ActorError(
            "'{text}' may be more than one state: {states}. Give the code of the one you mean.",
            text=text,
            states=listed,
        )
    return ActorError(
        "'{text}' may be more than one state on {day}: {states}. Give the code of the one you "
        "mean.",
        text=text,
        day=day,
        states=listed,
    )


def _none_alive(text: str, ccodes: Iterable[int], day: date) -> ActorError:
    each_life = Listing(
        (
            Phrase("{state} {lives}", state=name_and_key(near(ccode, day)), lives=lives(ccode))
            for ccode in sorted(ccodes)
        ),
        between="; ",
    )
    return ActorError(
        "No state called '{text}' was a member of the state system on {day}. {lives}. Ask for "
        "another date.",
        text=text,
        day=day,
        lives=each_life,
    )


def _unknown(text: str, day: date | None) -> ActorError:
    typed = text.strip()
    if typed.isdecimal():
        return ActorError(
            "No state has the number {number}. Numbers are read as Correlates of War codes; give "
            "one of those, an ISO 3166 alpha-3 code or a name in English or Vietnamese.",
            number=typed,
        )
    near = [_keyed(found) for found in _near(typed, day)]
    if not near:
        return ActorError(
            "No state '{text}'. Give an ISO 3166 alpha-3 code, a Correlates of War number, or a "
            "name in English or Vietnamese.",
            text=typed,
        )
    return ActorError("No state '{text}'; did you mean {states}?", text=typed, states=Either(near))


def _keyed(state: State) -> Term:
    return Term(f"{state.key} ({state.name_en})", f"{state.key} ({state.name_vi})")


def _near(typed: str, day: date | None) -> list[State]:
    living = [
        as_of(ccode, day or date.max)
        for ccode in _tables.spells()
        if (is_alive(ccode, day) if day else last_day(ccode) == date.max)
    ]
    word = bare(typed)
    if 2 <= len(word) <= 4 and word.isalpha():
        return _abbreviated(word, living)[:3] or _near_codes(word, living)[:3]
    return _near_names(word, living)


def _abbreviated(word: str, living: list[State]) -> list[State]:
    """States whose key starts alike and whose name has the letters typed, in order."""
    found = [
        each
        for each in living
        if each.key.casefold()[0] == word[0] and _shortens(word, bare(each.name_en))
    ]
    return sorted(found, key=lambda each: -_likeness(word, each.key.casefold()))


def _near_codes(word: str, living: list[State]) -> list[State]:
    scored = [(_likeness(word, each.key.casefold()), each) for each in living]
    close = [(score, each) for score, each in scored if score > 0.6]
    best = max((score for score, _ in close), default=0.0)
    return [each for score, each in close if score == best]


def _near_names(word: str, living: list[State]) -> list[State]:
    from difflib import get_close_matches

    spelt = {name: _states(hits) for name, hits in _names(bare).items()}
    by_ccode = {each.ccode: each for each in living}
    near = get_close_matches(word, list(spelt), n=6, cutoff=0.78)
    ccodes = [ccode for name in near for ccode in sorted(spelt[name]) if ccode in by_ccode]
    return [by_ccode[ccode] for ccode in dict.fromkeys(ccodes)][:3]


def _shortens(letters: str, name: str) -> bool:
    rest = iter(name)
    return name[:1] == letters[0] and all(letter in rest for letter in letters)


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() + 0.01 * (one[:1] == other[:1])


@cache
def _codes(systems: tuple[str, ...]) -> dict[str, _Hits]:
    return _grouped(
        (plain(row.code), row.span, row.ccode) for row in _tables.codes() if row.system in systems
    )


@cache
def _names(write: Callable[[str], str]) -> dict[str, _Hits]:
    return _grouped((write(row.name), row.span, row.ccode) for row in _tables.names())


def _grouped(entries: Iterable[tuple[str, Span, int]]) -> dict[str, _Hits]:
    found: dict[str, list[tuple[Span, int]]] = {}
    for text, span, ccode in entries:
        found.setdefault(text, []).append((span, ccode))
    return {text: tuple(hits) for text, hits in found.items()}
