"""Loading of a portfolio's tables: the shipped ones, and a user's own file laid over them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from longtin import actors, measures, promises
from longtin._data import Bilingual, Place, checked, document, line_of, slips, text_of
from longtin.errors import Listing, Phrase, meant
from longtin.forums.portfolio._reference.rows import (
    Dependence,
    IssueStrength,
    Office,
    Partnership,
    PartTaken,
    PortfolioFile,
    Venue,
    begins,
)
from longtin.forums.portfolio._reference.vocabulary import DATA, portfolio_words

SHIPPED: Final = ("partnerships", "strengths", "parts", "venues", "dependence")


@dataclass(frozen=True)
class PortfolioTables:
    """All rows that a portfolio is read from.

    Attributes:
        partnerships: Levels of partnership, in order of time.
        strengths: Who is strong on what.
        parts: The part states have taken, in order of time.
        venues: Bodies.
        dependences: Shares of trade, arms and aid.
        offices: Who leads at home; none ships.
        sources: By key.
    """

    partnerships: tuple[Partnership, ...]
    strengths: tuple[IssueStrength, ...]
    parts: tuple[PartTaken, ...]
    venues: tuple[Venue, ...]
    dependences: tuple[Dependence, ...]
    offices: tuple[Office, ...]
    sources: Mapping[str, Bilingual]


@cache
def shipped_tables() -> PortfolioTables:
    """The tables of the package."""
    whole = [_read(DATA / f"{name}.yaml", {}) for name in SHIPPED]
    rows = {
        each.name: tuple(row for one in whole for row in getattr(one, each.name))
        for each in fields(PortfolioTables)
        if each.name != "sources"
    }
    sources = {key: said for one in whole for key, said in one.sources.items()}
    return _ordered(rows, sources)


def portfolio_tables(own: Path | None = None) -> PortfolioTables:
    """The shipped tables, and a file of one's own laid over them.

    Of a pair, an own row of `partnerships` replaces all shipped ones; of a state and issue one of
    `strengths`; of a state, partner and kind one of `dependences`; a venue the one of its id.
    Parts and offices are added.

    Args:
        own: The file; the shipped tables alone without it.

    Raises:
        DataError: The file is not as it should be; places, values and remedies are named.
    """
    base = shipped_tables()
    if own is None:
        return base
    mine = _read(own, base.sources, {venue.id for venue in base.venues})
    rows: dict[str, tuple[Any, ...]] = {}
    for each in fields(PortfolioTables):
        if each.name == "sources":
            continue
        new = getattr(mine, each.name)
        taken = {key for row in new for key in _keys(row)}
        kept = (row for row in getattr(base, each.name) if not taken & set(_keys(row)))
        rows[each.name] = (*kept, *new)
    return _ordered(rows, {**base.sources, **mine.sources})


def own_tables(own: Path) -> PortfolioTables:
    """Only the rows of one file, checked as `portfolio_tables` checks them.

    Raises:
        DataError: The file is not as it should be.
    """
    base = shipped_tables()
    mine = _read(own, base.sources, {venue.id for venue in base.venues})
    rows = {
        each.name: getattr(mine, each.name)
        for each in fields(PortfolioTables)
        if each.name != "sources"
    }
    return _ordered(rows, {**base.sources, **mine.sources})


def _ordered(
    rows: Mapping[str, tuple[Any, ...]], sources: Mapping[str, Bilingual]
) -> PortfolioTables:
    return PortfolioTables(
        **{
            **rows,
            "partnerships": tuple(sorted(rows["partnerships"], key=lambda row: begins(row.since))),
            "parts": tuple(sorted(rows["parts"], key=lambda row: begins(row.day))),
        },
        sources=MappingProxyType(dict(sources)),
    )


def _keys(row: Any) -> Iterator[tuple[object, ...]]:
    """What an own row stands in for."""
    match row:
        case Partnership():
            yield ("pair", frozenset(row.between))
        case IssueStrength():
            yield from ((row.state, issue) for issue in row.issues)
        case Dependence():
            yield (row.state, row.partner, row.kind)
        case Venue():
            yield (row.id,)


def _read(
    path: Any, sources: Mapping[str, Bilingual], venues: Iterable[str] = ()
) -> PortfolioFile:
    where = str(path) if isinstance(path, Path) and not path.is_relative_to(DATA) else path.name
    value, lines = document(text_of(path), where)
    found = checked(value, lines, PortfolioFile, where)
    known = {**sources, **found.sources}
    bodies = {*venues, *(venue.id for venue in found.venues)}
    wrong = [
        (line_of(lines, where, place), slip)
        for place, slip in _slips(found, known, bodies if found.venues or venues else None)
    ]
    if wrong:
        raise slips(wrong)
    return found


def _slips(
    found: PortfolioFile, sources: Mapping[str, Bilingual], bodies: set[str] | None
) -> Iterator[tuple[Place, Phrase]]:
    """What points at nothing, or contradicts itself."""
    words, issues = portfolio_words(), promises.issue_names()
    groups = measures.groups()
    for name in ("partnerships", "strengths", "parts", "dependences"):
        for at, row in enumerate(getattr(found, name)):
            yield from _among((name, at, "source"), row.source, sources)
    for at, row in enumerate(found.partnerships):
        place: Place = ("partnerships", at)
        yield from _among((*place, "tier"), row.tier, words.tiers)
        yield from _all_among((*place, "issues"), row.issues, issues)
        yield from _parties(place, row)
    yield from _twice(found.partnerships)
    for at, one in enumerate(found.strengths):
        yield from _state(("strengths", at, "state"), one.state)
        yield from _among(("strengths", at, "level"), one.level, words.strengths)
        yield from _all_among(("strengths", at, "issues"), one.issues, issues)
        yield from _all_among(("strengths", at, "brings"), one.brings, words.brings)
    for at, part in enumerate(found.parts):
        yield from _state(("parts", at, "state"), part.state)
        yield from _among(("parts", at, "level"), part.level, words.parts)
        yield from _among(("parts", at, "issue"), part.issue, issues)
        if part.forum is not None and bodies is not None:
            yield from _among(("parts", at, "forum"), part.forum, bodies)
    for at, venue in enumerate(found.venues):
        place = ("venues", at)
        yield from _all_among((*place, "jobs"), venue.jobs, words.jobs)
        yield from _all_among((*place, "issues"), venue.issues, issues)
        yield from _among((*place, "decides"), venue.decides, words.decides)
        yield from _among((*place, "scope"), venue.scope, words.scopes)
        if venue.group is not None:
            yield from _among((*place, "group"), venue.group, groups)
        if (venue.group is None) == (not venue.members):
            yield place, Phrase("a venue has a `group` or `members`, and not both; give one")
        for number, state in enumerate(venue.members):
            yield from _state((*place, "members", number), state)
    for at, share in enumerate(found.dependences):
        yield from _state(("dependences", at, "state"), share.state)
        yield from _state(("dependences", at, "on"), share.partner)
        yield from _among(("dependences", at, "kind"), share.kind, words.dependences)
    for at, office in enumerate(found.offices):
        yield from _state(("offices", at, "state"), office.state)
        yield from _among(("offices", at, "issue"), office.issue, issues)


def _among(place: Place, value: str, known: Iterable[str]) -> Iterator[tuple[Place, Phrase]]:
    listed = list(known)
    if value not in listed:
        yield (
            place,
            Phrase(
                "`{value}` is not known.{hint} Use one of {known}",
                value=value,
                hint=meant(get_close_matches(value, listed, n=1, cutoff=0.5)),
                known=Listing(listed),
            ),
        )


def _all_among(
    place: Place, values: Iterable[str], known: Iterable[str]
) -> Iterator[tuple[Place, Phrase]]:
    listed = list(known)
    for at, value in enumerate(values):
        yield from _among((*place, at), value, listed)


def _state(place: Place, code: str) -> Iterator[tuple[Place, Phrase]]:
    if not actors.code_turns("iso3", code):
        yield place, Phrase("`{code}` is no state. Give its ISO code of three letters", code=code)


def _parties(place: Place, row: Partnership) -> Iterator[tuple[Place, Phrase]]:
    for at, party in enumerate(row.between):
        if party not in portfolio_words().organisations:
            yield from _state((*place, "between", at), party)
    if len(set(row.between)) == 1:
        yield (
            (*place, "between"),
            Phrase("`{code}` stands with itself. Name two parties", code=row.between[0]),
        )
    try:
        first = begins(row.since)
    except ValueError:
        yield (
            (*place, "since"),
            Phrase("`{day}` is no day of the calendar. Write YYYY, YYYY-MM or YYYY-MM-DD", day=row.since),
        )
        return
    if row.until is not None and row.until < first:
        yield (
            (*place, "until"),
            Phrase(
                "it ends on {until}, before it begins. Correct one of the two days",
                until=row.until.isoformat(),
            ),
        )


def _twice(rows: tuple[Partnership, ...]) -> Iterator[tuple[Place, Phrase]]:
    seen: dict[tuple[object, ...], int] = {}
    for at, row in enumerate(rows):
        key = (frozenset(row.between), row.since, row.issues)
        if key in seen:
            yield (
                ("partnerships", at),
                Phrase(
                    "{parties} have two levels from {day}. Leave one of them out",
                    parties=" – ".join(row.between),
                    day=row.since,
                ),
            )
        seen[key] = at

