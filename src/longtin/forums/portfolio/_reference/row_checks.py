"""Checks of a portfolio's rows: what points at nothing, and what contradicts itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from longtin import actors, measures, promises
from longtin._data import Place
from longtin.errors import Listing, Phrase, meant
from longtin.forums.portfolio._reference.rows import (
    CooperationBody,
    Dependence,
    IssueStrength,
    LeadOffice,
    Partnership,
    PartTaken,
    PortfolioFile,
    begins,
)
from longtin.forums.portfolio._reference.vocabulary import portfolio_words

Slips = Iterator[tuple[Place, Phrase]]


def wrong_rows(found: PortfolioFile, sources: Iterable[str], bodies: Iterable[str] | None) -> Slips:
    """What is wrong in a file of rows, each with its place in it.

    Args:
        found: The file.
        sources: Keys of sources that rows may name.
        bodies: Ids of venues that rows may name; any without it.
    """
    known = list(sources)
    for name, check in CHECKS.items():
        for at, row in enumerate(getattr(found, name)):
            if hasattr(row, "source"):
                yield from _among((name, at, "source"), row.source, known)
            yield from check((name, at), row)
    if bodies is not None:
        for at, part in enumerate(found.parts):
            if part.forum is not None:
                yield from _among(("parts", at, "forum"), part.forum, bodies)
    yield from _twice(found.partnerships)


def _partnership(place: Place, row: Partnership) -> Slips:
    words = portfolio_words()
    yield from _among((*place, "tier"), row.tier, words.tiers)
    yield from _all_among((*place, "issues"), row.issues, promises.issue_names())
    for at, party in enumerate(row.between):
        if party not in words.organisations:
            yield from _state((*place, "between", at), party)
    if len(set(row.between)) == 1:
        yield (
            (*place, "between"),
            Phrase("`{code}` stands with itself. Name two parties", code=row.between[0]),
        )
    yield from _days(place, row)


def _days(place: Place, row: Partnership) -> Slips:
    found = list(_day((*place, "since"), row.since))
    yield from found
    if not found and row.until is not None and row.until < begins(row.since):
        yield (
            (*place, "until"),
            Phrase(
                "it ends on {until}, before it begins. Correct one of the two days",
                until=row.until.isoformat(),
            ),
        )


def _strength(place: Place, row: IssueStrength) -> Slips:
    words = portfolio_words()
    yield from _state((*place, "state"), row.state)
    yield from _among((*place, "level"), row.level, words.strengths)
    yield from _all_among((*place, "issues"), row.issues, promises.issue_names())
    yield from _all_among((*place, "brings"), row.brings, words.brings)


def _part(place: Place, row: PartTaken) -> Slips:
    yield from _state((*place, "state"), row.state)
    yield from _among((*place, "level"), row.level, portfolio_words().parts)
    yield from _among((*place, "issue"), row.issue, promises.issue_names())
    yield from _day((*place, "on"), row.day)


def _venue(place: Place, row: CooperationBody) -> Slips:
    words = portfolio_words()
    yield from _all_among((*place, "jobs"), row.jobs, words.jobs)
    yield from _all_among((*place, "issues"), row.issues, promises.issue_names())
    yield from _among((*place, "decides"), row.decides, words.decides)
    yield from _among((*place, "scope"), row.scope, words.scopes)
    if row.group is not None:
        yield from _among((*place, "group"), row.group, measures.groups())
    if (row.group is None) == (not row.members):
        yield place, Phrase("a venue has a `group` or `members`, and not both; give one")
    for at, state in enumerate(row.members):
        yield from _state((*place, "members", at), state)


def _dependence(place: Place, row: Dependence) -> Slips:
    yield from _state((*place, "state"), row.state)
    yield from _state((*place, "on"), row.partner)
    yield from _among((*place, "kind"), row.kind, portfolio_words().dependences)


def _office(place: Place, row: LeadOffice) -> Slips:
    yield from _state((*place, "state"), row.state)
    yield from _among((*place, "issue"), row.issue, promises.issue_names())


CHECKS: Final[Mapping[str, Callable[[Place, Any], Slips]]] = {
    "partnerships": _partnership,
    "strengths": _strength,
    "parts": _part,
    "venues": _venue,
    "dependences": _dependence,
    "offices": _office,
}
"""How the rows of each list are checked."""


def _among(place: Place, value: str, known: Iterable[str]) -> Slips:
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


def _all_among(place: Place, values: Iterable[str], known: Iterable[str]) -> Slips:
    listed = list(known)
    for at, value in enumerate(values):
        yield from _among((*place, at), value, listed)


def _state(place: Place, code: str) -> Slips:
    if not actors.code_turns("iso3", code):
        yield place, Phrase("`{code}` is no state. Give its ISO code of three letters", code=code)


def _day(place: Place, day: str) -> Slips:
    try:
        begins(day)
    except ValueError:
        yield (
            place,
            Phrase("`{day}` is no day of the calendar. Write YYYY, YYYY-MM or YYYY-MM-DD", day=day),
        )


def _twice(rows: tuple[Partnership, ...]) -> Slips:
    seen: set[tuple[object, ...]] = set()
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
        seen.add(key)
