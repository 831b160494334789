"""Loading of a portfolio's tables: the shipped ones, and a user's own file laid over them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from longtin._data import Bilingual, checked, document, line_of, slips, text_of
from longtin.forums.portfolio._reference.row_checks import wrong_rows
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
from longtin.forums.portfolio._reference.vocabulary import DATA

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
    venues: tuple[CooperationBody, ...]
    dependences: tuple[Dependence, ...]
    offices: tuple[LeadOffice, ...]
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
        case CooperationBody():
            yield (row.id,)


def _read(path: Any, sources: Mapping[str, Bilingual], venues: Iterable[str] = ()) -> PortfolioFile:
    where = str(path) if isinstance(path, Path) and path.parent != DATA else path.name
    value, lines = document(text_of(path), where)
    found = checked(value, lines, PortfolioFile, where)
    known = {**sources, **found.sources}
    bodies = {*venues, *(venue.id for venue in found.venues)}
    wrong = [
        (line_of(lines, where, place), slip)
        for place, slip in wrong_rows(found, known, bodies if found.venues or venues else None)
    ]
    if wrong:
        raise slips(wrong)
    return found
