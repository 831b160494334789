"""Look-up of the state a person means: by code or by name, with or without marks."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from longtin.actors import _tables
from longtin.actors._name_index import (
    Hits,
    by_code,
    grouped,
    named,
    states,
    territory_by_code,
    territory_named,
)
from longtin.actors._spelling import bare, formal, loose, plain
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
from longtin.actors._suggestions import likely
from longtin.actors._tables import Span, Territory
from longtin.errors import ActorError, Either, Listing, Phrase, Term

# Alpha-2 before names, and no FIPS or numeric codes: most of their values mean another state in
# ISO 3166 or in Correlates of War, so reading them here would be a guess.
_ISO3, _ISO2, _COW, _CAMEO = ("iso3", "iso3_historic"), ("iso2",), ("cow_abb",), ("gdelt_cameo",)

_WHOLE = re.compile(r"(\d+)(?:\.0*)?")
"""Digits; spreadsheets and data frames write 2 as 2.0."""

_DATED = ("short", "official")
"""Names that our tables date; others are in use for as long as they are typed."""


def find(text: str | int | State, day: date | None = None) -> State:
    """The state that a code or a name stands for.

    Codes are tried first (Correlates of War number, ISO 3166 alpha-3 and alpha-2 with those of
    states that are gone), then names in English, Vietnamese and French and as data sets spell
    them, then Correlates of War and CAMEO letters, then names typed without marks, then names as
    lists turn and shorten them (`Congo, Dem. Rep.`, `Korea (the Republic of)`,
    `Myanmar (Burma)`), then names however they are broken up (`I-ran`, `Hoa Kì`). FIPS, M49 and
    Gleditsch–Ward codes collide with these: use `ccode_from` for them.

    An ISO 3166 code of what is no state is nobody else's: `MAC` is Macao, though Correlates of War
    write it for North Macedonia.

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
    return _choose(typed, _hits(typed, day), day)


def former_name(text: str, day: date | None = None) -> date | None:
    """The last day a name was in use, where `find` takes it for a state that has another by then.

    Args:
        text: What a person typed.
        day: The day it is asked about; today without it.

    Returns:
        `None` where the name is in use on that day, or is a code, a name without dates, or no
        state's.

    Raises:
        ActorError: As `find`, where a state has borne the name.

    Example:
        >>> from datetime import date
        >>> former_name("Yugoslavia", date(2016, 1, 1))
        datetime.date(2003, 2, 3)
    """
    bearers = _dated().get(bare(text), ())
    if not bearers:
        return None
    found, asked = find(text, day), day or date.max
    borne = [span for span, ccode in bearers if ccode == found.ccode]
    if not borne or any(span.covers(asked) for span in borne):
        return None
    return max((span.end for span in borne if span.end and span.end < asked), default=None)


@cache
def _dated() -> dict[str, Hits]:
    """Names that our tables date, without marks."""
    return grouped(
        (bare(row.name), row.span, row.ccode) for row in _tables.names() if row.kind in _DATED
    )


def _hits(typed: str, day: date | None) -> Hits:
    for hits in _by_precedence(typed):
        if hits:
            return hits
    if territory := territory_named(typed):
        raise _no_member(typed, territory, ())
    raise _unknown(typed, day)


def last_common_day(states: Iterable[str | int | State | None]) -> date | None:
    """The last day on which states were all there; nothing where all of them still are.

    Args:
        states: By code or name; `None` stands for nobody.

    Raises:
        ActorError: There is no such state.
    """
    ends = (last_day(find(each).ccode) for each in states if each is not None)
    return min((end for end in ends if end < date.max), default=None)


def _by_precedence(text: str) -> Iterable[Hits]:
    typed = text.strip()
    if whole := _WHOLE.fullmatch(typed):
        ccode = int(whole[1])
        yield ((Span(None, None), ccode),) if ccode in _tables.spells() else ()
        return
    folded = plain(typed)
    iso3, iso2 = by_code(_ISO3, folded), by_code(_ISO2, folded)
    if typed.isupper() and (iso3 or iso2):  # the rule of `_code_or_name`, and no name is read
        yield iso3 or iso2
        return
    cow, cameo = by_code(_COW, folded), by_code(_CAMEO, folded)
    spelt, unmarked = named(plain, folded), named(bare, bare(typed))
    yield from _code_or_name(typed, iso3 or iso2, spelt, unmarked)
    yield from (iso3, iso2)
    if territory := territory_by_code(folded):
        raise _no_member(typed, territory, (*cow, *cameo, *unmarked))
    yield from (spelt, cow, cameo, unmarked)
    yield named(formal, formal(typed))
    yield _in_halves(typed)
    if len(letters := loose(typed)) > 1:
        yield named(loose, letters)


def _in_halves(typed: str) -> Hits:
    """What two names of one state together mean: `Iran (Persia)`, `Tanzania/Tanganyika`."""
    parts = [part for part in re.split(r"[()/]", typed) if part.strip()]
    hits = [named(formal, formal(part.strip())) for part in parts]
    if len(parts) < 2 or not all(hits):
        return ()
    shared = set.intersection(*(states(each) for each in hits))
    return tuple(hit for hit in hits[0] if hit[1] in shared)


def _code_or_name(typed: str, code: Hits, spelt: Hits, unmarked: Hits) -> Iterable[Hits]:
    """What a text means that is the ISO code of one state and the name of another.

    In capitals it is the code, and not asked here. A name with its capital and its marks is the
    name. Anything else is both, and so for a person to say.
    """
    if code and unmarked and states(unmarked) - states(code):
        yield spelt if spelt and typed[:1].isupper() else (*code, *unmarked)


def _choose(text: str, hits: Hits, day: date | None) -> State:
    if day is None:
        return _choose_latest(text, hits)
    valid = {ccode for span, ccode in hits if span.covers(day) and is_alive(ccode, day)}
    alive = valid or {ccode for ccode in states(hits) if is_alive(ccode, day)}
    if not alive and len(states(hits)) == 1:
        raise out_of_life(hits[0][1], day)
    if len(alive) == 1:
        return as_of(alive.pop(), day)
    if not alive:
        raise _none_alive(text, states(hits), day)
    raise _shared(text, alive, day)


def _choose_latest(text: str, hits: Hits) -> State:
    today = {ccode for span, ccode in hits if span.end is None and last_day(ccode) == date.max}
    alive = today or {ccode for _, ccode in hits if last_day(ccode) == date.max}
    if not alive:
        latest = max(last_day(ccode) for _, ccode in hits)
        alive = {ccode for _, ccode in hits if last_day(ccode) == latest}
    if len(alive) == 1:
        ccode = alive.pop()
        return as_of(ccode, last_day(ccode))
    raise _shared(text, alive, None)


def _no_member(text: str, territory: Territory, others: Hits) -> ActorError:
    """Why what has a code of its own is no answer, and whose else the letters are."""
    name = Term(territory.name_en, territory.name_vi)
    meant = Either(_keyed(as_of(ccode, last_day(ccode))) for ccode in sorted(states(others)))
    if others:
        return ActorError(
            "'{text}' is {territory} in ISO 3166, which is no member of the state system. If you "
            "mean {states}, give that code.",
            text=text,
            territory=name,
            states=meant,
        )
    if bare(text) in (bare(territory.name_en), bare(territory.name_vi)):
        return ActorError("{territory} is no member of the state system.", territory=name)
    return ActorError(
        "'{text}' is {territory}, which is no member of the state system.",
        text=text,
        territory=name,
    )


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
    if _WHOLE.fullmatch(typed):
        return ActorError(
            "No state has the number {number}. Numbers are read as Correlates of War codes; give "
            "one of those, an ISO 3166 alpha-3 code or a name in English or Vietnamese.",
            number=typed,
        )
    near = [_keyed(found) for found in likely(typed, day)]
    if not near:
        return ActorError(
            "No state '{text}'. Give an ISO 3166 alpha-3 code, a Correlates of War number, or a "
            "name in English or Vietnamese.",
            text=typed,
        )
    return ActorError("No state '{text}'; did you mean {states}?", text=typed, states=Either(near))


def _keyed(state: State) -> Term:
    return Term(f"{state.key} ({state.name_en})", f"{state.key} ({state.name_vi})")
