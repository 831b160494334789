"""Index of names and codes: whose each is, as written by one of the ways to compare names."""

from collections.abc import Callable, Iterable
from functools import cache

from longtin.actors import _tables
from longtin.actors._spelling import bare, plain
from longtin.actors._tables import Span, Territory

Hits = tuple[tuple[Span, int], ...]
"""States that bear a name or code, each with the days it did."""


def named(write: Callable[[str], str], name: str) -> Hits:
    """Who bears a name, written by one of the functions of `_spelling`."""
    return every_name(write).get(name, ())


def by_code(systems: tuple[str, ...], code: str) -> Hits:
    """Whose a code is in some systems, without case."""
    return _codes(systems).get(code, ())


def states(hits: Hits) -> set[int]:
    """Codes of the states among some hits."""
    return {ccode for _, ccode in hits}


def territory_by_code(code: str) -> Territory | None:
    """What is no state and has an ISO 3166 code, without case."""
    return _territories()[0].get(code)


def territory_named(name: str) -> Territory | None:
    """What is no state and bears a name."""
    return _territories()[1].get(bare(name))


@cache
def every_name(write: Callable[[str], str]) -> dict[str, Hits]:
    """Every name of every state, written in one way."""
    return grouped((write(row.name), row.span, row.ccode) for row in _tables.names())


@cache
def _codes(systems: tuple[str, ...]) -> dict[str, Hits]:
    return grouped(
        (plain(row.code), row.span, row.ccode) for row in _tables.codes() if row.system in systems
    )


@cache
def _territories() -> tuple[dict[str, Territory], dict[str, Territory]]:
    coded = _tables.territories()
    uncoded = (
        Territory(row.name, row.name, (), (row.name,))
        for row in _tables.holdings("bodies.csv")
        if row.kind == "territory" and row.ccode is None
    )
    return (
        {plain(code): each for each in coded for code in each.codes},
        {bare(name): each for each in (*uncoded, *coded) for name in each.names if name},
    )


def grouped(entries: Iterable[tuple[str, Span, int]]) -> dict[str, Hits]:
    """Who bears each name or code, of entries that say so one by one."""
    found: dict[str, list[tuple[Span, int]]] = {}
    for text, span, ccode in entries:
        found.setdefault(text, []).append((span, ccode))
    return {text: tuple(hits) for text, hits in found.items()}
