"""Facts that partners are compared by, read from the record: votes, capability, belief, pacts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Final

import polars as pl

from longtin import actors, measures, promises, trust
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums.portfolio._assessment.partners import Facts
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._assessment.vote_agreement import agreement
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables
from longtin.forums.portfolio._reference.vocabulary import link

TRUST_SOURCE = "trust"
"""What a criterion read from belief names as its source."""


def capability(record: Record, day: date) -> Mapping[int, float]:
    """The standing of each state among all by material capability, from 0 (least) to 1 (most)."""
    found = _last_values(record, "capability", day).sort("value")
    most = max(found.height - 1, 1)
    return {code: place / most for place, code in enumerate(found["state1"].to_list())}


def _last_values(record: Record, tie: str, day: date) -> pl.DataFrame:
    held = record.ties(tie, end=day)
    return held.sort("start").group_by("state1").agg(pl.col("value").last())


def majors(record: Record, day: date) -> list[int]:
    """Major powers on a day, the strongest first; the last list on record is carried on."""
    held = record.ties("major", start=day, end=day)["state1"].to_list()
    power = dict(_last_values(record, "capability", day).iter_rows())
    return sorted(held, key=lambda code: -power.get(code, 0.0))


def neighbours(record: Record, ccode: int, day: date) -> set[int]:
    """States that border a state, by land or within 150 miles of water."""
    held = record.ties("contiguity", start=day, end=day).filter(pl.col("value") <= 4)
    ours = held.filter(pl.col("state1") == ccode)["state2"].to_list()
    return {*ours, *held.filter(pl.col("state2") == ccode)["state1"].to_list()}


def defence_pacts(record: Record, ccodes: Iterable[int], day: date) -> Mapping[int, frozenset[int]]:
    """Who is bound to come to whose defence; the last treaties on record are carried on."""
    held = record.ties("alliance", start=day, end=day).filter(
        pl.col("detail").str.contains("defense|defence")
    )
    pairs = set(held.select("state1", "state2").iter_rows())
    return {
        code: frozenset(other for one, other in pairs if one == code)
        | frozenset(one for one, other in pairs if other == code)
        for code in ccodes
    }


DRAWS: Final = 32
"""Draws of the parameters behind an interval of belief, which bands of ranks are drawn from."""


FEWEST_TROOPS: Final = 100
"""Of another state in a state; fewer are the guards and attachés of an embassy. Judged."""


def troops(record: Record, host: int, day: date) -> Mapping[int, float]:
    """Forces of other states in a state, as the last year on record counts them."""
    held = record.ties("troops", start=day, end=day).filter(
        pl.col("state2") == host, pl.col("value") >= FEWEST_TROOPS
    )
    return dict(held.select("state1", "value").iter_rows())


def read_facts(
    record: Record,
    own: actors.State,
    tables: PortfolioTables,
    statements: promises.Statements,
    issues: Sequence[str],
    others: Collection[int],
    day: date,
) -> Facts:
    """All that partners are compared by but belief."""
    tags = {link(each).votes for each in issues} - {None}
    pairs = [(own.ccode, each) for each in others]
    votes = {"": agreement(record, pairs, day)} | {
        tag: agreement(record, pairs, day, tag) for tag in sorted(filter(None, tags))
    }
    return Facts(
        own.ccode,
        own.key,
        day,
        tables,
        statements,
        {tag: {two: rated for (_, two), rated in held.items()} for tag, held in votes.items()},
        {},
        capability(record, day),
        {
            each: frozenset(
                name
                for name, found in measures.conditions_between(
                    record, (own.ccode, each), day
                ).items()
                if found.holds
            )
            for each in others
        },
    )


def beliefs(
    record: Record, truster: int, others: Sequence[int], day: date
) -> tuple[Mapping[int, Mapping[str, Rated]], str]:
    """How far a state trusts others, by field, on a day.

    Others of whom the record says nothing are left out.

    Returns:
        By COW code and field (`all` for the level at large), and the version of the model.
    """
    model = trust.Model.shipped(draws=DRAWS)
    found: dict[int, Mapping[str, Rated]] = {}
    version = ""
    for some in (others, *((each,) for each in others)):
        if all(each in found for each in some):
            continue
        with suppress(LongtinError):
            estimate = trust.estimate_pairs(
                record, [(truster, each) for each in some], by="week", until=day, model=model
            )
            for each in some:
                with suppress(LongtinError):
                    told = trust.by_issue(estimate, truster, each)
                    found[each], version = _rated(told), told["method_version"][0]
        if len(found) == len(others):
            break
    return found, version


def _rated(told: pl.DataFrame) -> Mapping[str, Rated]:
    """Fields with a reading of their own, and the level at large, carried on where it is old."""
    found = {}
    for row in told.iter_rows(named=True):
        at = row["trust"]
        if row["issue"] == "all" and at is None:
            at = row["last_known"]
        if at is None or row["low"] is None:
            continue
        found[row["issue"]] = Rated(
            at,
            min(row["low"], at),
            max(row["high"], at),
            "counted" if row["trust"] is not None else "carried",
            row["last_evidence"],
            TRUST_SOURCE,
        )
    return found
