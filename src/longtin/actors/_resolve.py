"""Entity resolution: whose an actor of event data is, by state, agency, body or office."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from longtin.actors import _tables
from longtin.actors._spans import overlap, turning_days, union, without
from longtin.actors._spelling import bare, role_and_owner
from longtin.actors._tables import Holding, Span

INTERNATIONAL = "an international body"
STATELESS = "no part of a member of the state system"
TRANSNATIONAL = "a group of no single state"
SHARED = "a name that several states or their bodies share"
UNKNOWN_ROLE = "a role with no listed sphere"
UNKNOWN_OWNER = "a role of something that is no listed state or body"
OUT_OF_DATE = "a person, body or state not listed for that day"
UNKNOWN = "a person or body in no list"

# Whose act it is when "Police (Hong Kong)" acts depends on the role, as it does for a state.
_GOVERNED = ("subnational", "territory")

# Of several things that one actor is in one state on a day, the nearest to the state first.
_RANKED = ("state", "public", "armed", "society")

# How to read several sector words of one actor, strongest first (see PROVENANCE.md).
_PRECEDENCE = ("international", "public", "state", "armed", "society")


@dataclass(frozen=True)
class Affiliation:
    """Whose an actor was, and when.

    Attributes:
        ccode: Correlates of War code of the state.
        sphere: Which part of it acts: `state`, what speaks for it; `public`, other public bodies
            (courts, local government, state companies and media); `society`; or `armed`.
        start: First day; `None` if open.
        end: Last day; `None` if open.
        via: How it was found: `state` by its name, `agency` as a role of a state, `body` or
            `person` by a list, `columns` by the source's own country and sectors.
    """

    ccode: int
    sphere: str
    start: date | None
    end: date | None
    via: str


@lru_cache(maxsize=65536)
def affiliations(
    name: str, country: str | None = None, sectors: str | None = None
) -> tuple[Affiliation, ...]:
    """Whose an actor of event data was, over time.

    Args:
        name: As the source spells it: a state, "role (state)", a body or a person.
        country: The source's own country column, if it has one.
        sectors: The source's own sectors column, words apart by commas.

    Returns:
        Affiliations in order of time. No two of different states hold on the same day: where a
        name was shared, the days shared are left out. The two columns speak only for the days
        on which the name says nothing. Empty if the actor is no state's or unknown;
        `why_unresolved` says which.

    Example:
        >>> [(one.ccode, one.sphere) for one in affiliations("Protester (South Sudan)")]
        [(626, 'society')]
    """
    found = _by_name(name)
    if country and sectors and (found or not _is_nobodys(name)):
        known = [Span(one.start, one.end) for one in found]
        known += [row.span for row in _rows(bare(name)) if row.ccode is None]
        said = _by_columns(country, sectors)
        found += (
            said
            if not known
            else tuple(
                replace(one, start=rest.start, end=rest.end)
                for one in said
                for rest in without([Span(one.start, one.end)], known)
            )
        )
    if len(found) < 2:
        return found
    return tuple(sorted(found, key=lambda one: (one.start or date.min, one.ccode)))


def why_unresolved(name: str, day: date | None = None) -> str:
    """Why an actor resolves to no state, in words few enough to count by.

    Args:
        name: As the source spells it.
        day: The day of the act, if known.
    """
    role, owner = role_and_owner(name)
    whole, owning = bare(name), bare(owner)
    if _words().isdisjoint((whole, owning)):
        if _roles().get(bare(role)) == "international":
            return INTERNATIONAL
        return UNKNOWN_OWNER if owner else UNKNOWN
    if _is_shared(whole, owning, day):
        return SHARED
    if unowned := _unowned(whole, day) or _unowned(owning, day):
        return _reason(unowned)
    if _by_name(name) or _rows(whole):
        return OUT_OF_DATE
    if _roles().get(bare(role)) == "international":
        return INTERNATIONAL
    if not owner:
        return UNKNOWN
    return UNKNOWN_ROLE if _owner(owning) else UNKNOWN_OWNER


def turns(name: str, country: str | None = None) -> tuple[date, ...]:
    """Days on which whose an actor was, or why it was nobody's, may change.

    From one of these days to the day before the next, `affiliations` give one answer and
    `why_unresolved` one reason; so does the stretch before the first. So an archive that names the
    same people every day need not ask for each day.

    Args:
        name: As the source spells it.
        country: The source's own country column, if it has one.

    Returns:
        In order of time.
    """
    asked = {bare(part) for part in (name, role_and_owner(name)[1], country) if part}
    found = [_turning(spelt) for spelt in asked & _words()]
    if len(found) < 2:
        return found[0] if found else ()
    return tuple(sorted(set().union(*found)))


@lru_cache(maxsize=65536)
def _turning(spelt: str) -> tuple[date, ...]:
    """Days on which what the tables say of a word may change, whoever it stands for."""
    spans = [row.span for row in _rows(spelt)]
    for ccode, borne in _state_names().get(spelt, {}).items():
        spans += [*borne, *_tables.spells()[ccode]]
    return turning_days(spans) if spans else ()


# --- by name -------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _by_name(name: str) -> tuple[Affiliation, ...]:
    if found := _listed(bare(name)):
        return found
    role, owner = role_and_owner(name)
    return _agency(bare(owner), _roles().get(bare(role))) if owner else ()


def _listed(spelt: str) -> tuple[Affiliation, ...]:
    """What the lists say of a whole name, where it is clear."""
    return _without_doubt(_claimed(spelt)) if spelt in _words() else ()


@lru_cache(maxsize=65536)
def _claimed(spelt: str) -> tuple[Affiliation, ...]:
    """What the lists say of a whole name: as a state and as a body, else as a person."""
    return (_state(spelt) + _held(listed("bodies.csv").get(spelt, ()), "body")) or _held(
        listed("offices.csv").get(spelt, ()), "person"
    )


@lru_cache(maxsize=65536)
def _agency(owner: str, sphere: str | None) -> tuple[Affiliation, ...]:
    """What a role makes of whose it is: armed groups lend their sphere to every role of theirs."""
    if sphere == "international":
        return ()
    governed = any(row.kind in _GOVERNED for row in listed("bodies.csv").get(owner, ()))
    if not governed and not _state(owner):
        found = [replace(one, sphere=_lent(one.sphere, sphere)) for one in _owner(owner)]
    else:
        found = [
            replace(one, sphere=_lent(one.sphere, sphere), via="agency")
            for one in _owner(owner)
            if sphere
        ]
    return _without_doubt(tuple(found))


def _lent(owner: str, role: str | None) -> str:
    """The sphere of a role of an owner: an armed group's are armed, none of a province's speaks."""
    if owner == "armed" or not role:
        return owner
    return "public" if (owner, role) == ("public", "state") else role


def _owner(spelt: str) -> list[Affiliation]:
    """Whose the part in brackets is: a state, a territory or a body."""
    return [one for one in _listed(spelt) if one.via != "person"]


@lru_cache(maxsize=65536)
def _state(spelt: str) -> tuple[Affiliation, ...]:
    """Lives of the states that bore a name, without the days on which several bore it.

    On a day on which none bore it, it means the one that did on others and lived, as for a person:
    Serbia in 2003 is Serbia and Montenegro.
    """
    borne = _state_names().get(spelt, {})
    lives = _tables.spells()
    found = []
    for ccode, spans in borne.items():
        others = [span for other in borne if other != ccode for span in borne[other]]
        living = [life for other in borne if other != ccode for life in lives[other]]
        ours = union(spans)
        besides = without([Span(None, None)], [*ours, *others, *living])
        lived = [
            shared
            for span in union([*without(ours, others), *besides])
            for life in lives[ccode]
            if (shared := overlap(span, life))
        ]
        found += [Affiliation(ccode, "state", day.start, day.end, "state") for day in lived]
    return tuple(found)


def _held(holdings: Iterable[Holding], via: str) -> tuple[Affiliation, ...]:
    return tuple(
        Affiliation(row.ccode, row.sphere, row.span.start, row.span.end, via)
        for row in holdings
        if row.ccode is not None and row.sphere != "international"
    )


@lru_cache(maxsize=65536)
def _without_doubt(found: tuple[Affiliation, ...]) -> tuple[Affiliation, ...]:
    """Affiliations without the days on which two of different states hold.

    Where one person is several things in one state on a day, the one nearest to the state counts:
    a minister who leads a party is a minister.
    """
    if len(found) < 2:
        return found
    kept: list[Affiliation] = []
    for ccode, sphere, via in dict.fromkeys((one.ccode, one.sphere, one.via) for one in found):
        ours = [
            Span(one.start, one.end)
            for one in found
            if (one.ccode, one.sphere, one.via) == (ccode, sphere, via)
        ]
        others = [
            Span(one.start, one.end)
            for one in found
            if one.ccode != ccode or _RANKED.index(one.sphere) < _RANKED.index(sphere)
        ]
        kept += [
            Affiliation(ccode, sphere, span.start, span.end, via)
            for span in without(union(ours), others)
        ]
    return tuple(kept)


# --- by the source's columns ---------------------------------------------------------------------


def _by_columns(country: str, sectors: str) -> tuple[Affiliation, ...]:
    return _part_of(country, _sphere_of(sectors))


@lru_cache(maxsize=65536)
def _sphere_of(sectors: str) -> str:
    spheres = _tables.spheres("sectors.csv", "sector")
    meant = {spheres.get(word.strip()) for word in sectors.split(",")}
    return next((one for one in _PRECEDENCE if one in meant), "international")


@lru_cache(maxsize=65536)
def _part_of(country: str, sphere: str) -> tuple[Affiliation, ...]:
    if sphere == "international":
        return ()
    return tuple(replace(one, sphere=sphere, via="columns") for one in _state(bare(country)))


# --- reasons -------------------------------------------------------------------------------------


def _unowned(spelt: str, day: date | None) -> Holding | None:
    """The row that says a body or a person belongs to no single state on that day."""
    for row in _rows(spelt):
        if row.ccode is None and (day is None or row.span.covers(day)):
            return row
    return None


def _reason(unowned: Holding) -> str:
    if unowned.kind == "ambiguous":
        return SHARED
    if unowned.sphere == "international":
        return INTERNATIONAL
    return STATELESS if unowned.kind in ("territory", "") else TRANSNATIONAL


def _is_nobodys(name: str) -> bool:
    """Whether we know that an actor is no state's, whatever the source's columns say."""
    return not _by_name(name) and why_unresolved(name) in (INTERNATIONAL, STATELESS)


def _is_shared(whole: str, owner: str, day: date | None) -> bool:
    """Whether several states bore a name, or a body's name, on that day or ever."""
    if borne := _state_names().get(owner or whole):
        spans = ((ccode, span) for ccode, held in borne.items() for span in held)
    else:
        claims = _claimed(whole) or _claimed(owner)
        spans = ((one.ccode, Span(one.start, one.end)) for one in claims)
    return len({ccode for ccode, span in spans if day is None or span.covers(day)}) > 1


# --- indexes -------------------------------------------------------------------------------------


@cache
def _state_names() -> dict[str, dict[int, list[Span]]]:
    found: dict[str, dict[int, list[Span]]] = {}
    for row in _tables.names():
        if row.language == "vi":
            continue
        borne = overlap(row.span, Span(None, _tables.spells()[row.ccode][-1].end))
        if borne:
            found.setdefault(bare(row.name), {}).setdefault(row.ccode, []).append(borne)
    return found


@cache
def listed(file: str) -> dict[str, tuple[Holding, ...]]:
    """Rows of a table of bodies or persons by their bare name."""
    found: dict[str, list[Holding]] = {}
    for row in _tables.holdings(file):
        found.setdefault(bare(row.name), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _words() -> frozenset[str]:
    """Every name that the tables of states, bodies and persons have."""
    return frozenset((*_state_names(), *listed("bodies.csv"), *listed("offices.csv")))


def _rows(spelt: str) -> tuple[Holding, ...]:
    """What the tables of bodies and of persons say of a name."""
    return (*listed("bodies.csv").get(spelt, ()), *listed("offices.csv").get(spelt, ()))


@cache
def _roles() -> dict[str, str]:
    return {bare(role): sphere for role, sphere in _tables.spheres("roles.csv", "role").items()}
