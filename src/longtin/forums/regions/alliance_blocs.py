"""Blocs of defence pacts: states that are bound to each other and to the same others."""

from collections.abc import Collection, Iterable
from datetime import date

import polars as pl

from longtin.acts import Record

SHARED = 0.5
"""Share of allies in common from which two allies belong to one bloc; judged."""

LEAST = 3
"""States that make a bloc."""

DEFENCE = "defen"
"""How the record's words for a promise of defence begin, in either spelling."""


def defence_pairs(record: Record, states: Collection[int], day: date) -> frozenset[frozenset[int]]:
    """Pairs of states of which one is bound to come to the other's defence.

    The last treaties on record are carried on.
    """
    held = record.ties("alliance", states, day, day).filter(pl.col("detail").str.contains(DEFENCE))
    return frozenset(
        frozenset((one, two))
        for one, two in held.select("state1", "state2").iter_rows()
        if one in states and two in states
    )


def blocs(pairs: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """Blocs of states, the largest first.

    Two allies belong to one bloc where they share at least `SHARED` of all allies of either, each
    counted among its own: members of one treaty do, the spokes of a hub do not, and a state with a
    foot in two camps joins neither to the other.

    Returns:
        Blocs of `LEAST` states or more.
    """
    held = list(pairs)
    allies: dict[int, set[int]] = {}
    for pair in held:
        for state in pair:
            allies.setdefault(state, {state}).update(pair)
    found: list[set[int]] = []
    for pair in held:
        one, two = (allies[state] for state in pair)
        if len(one & two) < SHARED * len(one | two):
            continue
        touched = [bloc for bloc in found if bloc & pair]
        for bloc in touched:
            found.remove(bloc)
        found.append(set(pair).union(*touched))
    large = [frozenset(bloc) for bloc in found if len(bloc) >= LEAST]
    return tuple(sorted(large, key=lambda bloc: (-len(bloc), min(bloc))))
