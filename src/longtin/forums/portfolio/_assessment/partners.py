"""Partners of a state on an issue: criteria with bands, and how often each comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp
from typing import Final

from longtin import actors, measures, promises
from longtin._data import Bilingual
from longtin.forums.portfolio._assessment.acceptability import rank_acceptability
from longtin.forums.portfolio._assessment.meeting_places import belongs
from longtin.forums.portfolio._assessment.partnership_standing import (
    PartnershipStanding,
    partnership_standing,
)
from longtin.forums.portfolio._assessment.rated import UNKNOWN, Rated, around
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables
from longtin.forums.portfolio._reference.rows import IssueStrength, PartTaken, begins
from longtin.forums.portfolio._reference.vocabulary import link, portfolio_words

CRITERIA: Final = ("strength", "interest", "trust", "partnership", "cooperation")
"""What partners are compared by, in this order."""

PART_STRENGTH: Final = (0.4, 0.5, 0.6, 0.75)
"""Strength that a part taken speaks of, by its rank from 1; judged, 0.2 either way."""

POSITION_STEPS: Final = 4
"""Steps between the weakest and the strongest position."""

HIGHEST: Final = 5
"""Highest rank of a partnership."""

ALLIANCE: Final = "alliance"
ALLY: Final = 4
"""The condition that two states are bound to defend each other, and the rank it counts as."""


@dataclass(frozen=True)
class Facts:
    """What partners of a state are read from.

    Attributes:
        ccode: The state.
        key: Its ISO code.
        day: Nothing later is read.
        tables: Partnerships, strengths, parts.
        statements: Commitments and positions.
        votes: Agreement with each other state, by tag of roll calls and COW code.
        trust: Belief in each other state by field and COW code; the level at large under `all`.
        capability: Standing of each state among all by material capability, from 0 to 1.
        between: By COW code, the conditions that hold between it and the state.
    """

    ccode: int
    key: str
    day: date
    tables: PortfolioTables
    statements: promises.Statements
    votes: Mapping[str, Mapping[int, Rated]]
    trust: Mapping[int, Mapping[str, Rated]]
    capability: Mapping[int, float]
    between: Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class IssuePartner:
    """A partner of a state on an issue.

    Attributes:
        key: ISO code.
        ccode: COW code.
        name: In both languages.
        criteria: By name, each with band, basis, day and source.
        first: Share of draws in which it ranks first.
        among_first: Share in which it ranks among the first three.
        standing: The partnership with the state.
        brings: What it can bring.
        strong_because: The row that says it is strong; nothing where none does.
        parts: What it did on the issue.
        arrangements: What runs between the two on the issue.
        contends: Conditions by which the two contend on the issue too: partner and counterpart.
    """

    key: str
    ccode: int
    name: Bilingual
    criteria: Mapping[str, Rated]
    first: float
    among_first: float
    standing: PartnershipStanding
    brings: tuple[str, ...]
    strong_because: IssueStrength | None
    parts: tuple[PartTaken, ...]
    arrangements: tuple[measures.ArrangementStatus, ...]
    contends: tuple[str, ...]


def strength_row(tables: PortfolioTables, key: str, issue: str) -> IssueStrength | None:
    """The strongest row on a state and an issue."""
    levels = portfolio_words().strengths
    rows = [row for row in tables.strengths if row.state == key and issue in row.issues]
    return max(rows, key=lambda row: levels[row.level].value, default=None)


def parts_of(tables: PortfolioTables, key: str, issue: str, day: date) -> tuple[PartTaken, ...]:
    """What a state did on an issue up to a day, the highest part first, then the latest."""
    ranks = portfolio_words().parts
    rows = [
        row
        for row in tables.parts
        if row.state == key and row.issue == issue and begins(row.day) <= day
    ]
    return tuple(
        sorted(rows, key=lambda row: (-ranks[row.level].rank, -begins(row.day).toordinal()))
    )


def strength(facts: Facts, key: str, ccode: int, issue: str) -> Rated:
    """How strong a state is on an issue: the best of what is judged of it and of what it did."""
    found: list[Rated] = []
    row = strength_row(facts.tables, key, issue)
    if row is not None:
        level = portfolio_words().strengths[row.level]
        found.append(around(level.value, level.band, "judged", row.source))
    for part in parts_of(facts.tables, key, issue, facts.day)[:1]:
        rank = portfolio_words().parts[part.level].rank
        found.append(around(PART_STRENGTH[rank - 1], 0.2, "told", part.source, begins(part.day)))
    if found:
        return max(found, key=lambda each: each.at)
    share = facts.capability.get(ccode)
    if share is None:
        return UNKNOWN
    return Rated(0.45 * share, 0.0, max(0.6, 0.45 * share), "unknown", source="cow_capabilities")


def contends(facts: Facts, ccode: int, issue: str) -> tuple[str, ...]:
    """Conditions by which a state and another contend on an issue as well."""
    held = facts.between.get(ccode, frozenset())
    return tuple(each for each in link(issue).contends if each in held)


def interest(facts: Facts, key: str, ccode: int, issue: str) -> Rated:
    """How far the interests of two overlap: votes by issue, and how near their positions stand.

    Where the two contend on the issue itself, votes on others say little: half of it at most
    likely, and from nothing.
    """
    tag = link(issue).votes or ""
    found = [
        voted for name in (tag, "") if (voted := facts.votes.get(name, {}).get(ccode)) is not None
    ][:1]
    ours, theirs = (
        promises.positions(one, issue=issue, as_of=facts.day, among=facts.statements)
        for one in (facts.key, key)
    )
    if ours and theirs:
        apart = abs(ours[-1].rank - theirs[-1].rank) / POSITION_STEPS
        found.append(around(1.0 - apart, 0.25, "told", "positions", theirs[-1].on))
    if not found:
        return UNKNOWN
    is_counterpart = bool(contends(facts, ccode, issue))
    at = sum(each.at for each in found) / len(found)
    return Rated(
        at / 2 if is_counterpart else at,
        0.0 if is_counterpart else sum(each.low for each in found) / len(found),
        sum(each.high for each in found) / len(found),
        found[0].basis,
        min(each.until for each in found if each.until is not None),
        "; ".join(each.source for each in found),
    )


def trust_in(facts: Facts, ccode: int, issue: str) -> Rated:
    """Belief in a partner in the field of an issue, else at large."""
    known = facts.trust.get(ccode, {})
    return known.get(link(issue).field) or known.get("all") or UNKNOWN


def partnership_value(facts: Facts, ccode: int, standing: PartnershipStanding, issue: str) -> Rated:
    """The level of partnership, as a share of the highest; an ally's is never below `ALLY`."""
    row = standing.row(issue)
    is_ally = ALLIANCE in facts.between.get(ccode, frozenset())
    if is_ally and standing.rank(issue) < ALLY:
        return Rated(ALLY / HIGHEST, ALLY / HIGHEST, ALLY / HIGHEST, "told", source="atop")
    if row is not None:
        at = standing.rank(issue) / HIGHEST
        return Rated(at, at, at, "told", begins(row.since), row.source)
    if facts.key in portfolio_words().complete_for:
        return Rated(0.0, 0.0, 0.0, "told", source="partnerships")
    return Rated(0.0, 0.0, 0.6, "unknown")


def running(
    ccodes: tuple[int, int], issue: str, day: date
) -> tuple[measures.ArrangementStatus, ...]:
    """What runs between two states on an issue on a day."""
    wanted = set(link(issue).measures)
    return tuple(each for each in _all_running(ccodes, day) if each.arrangement.measure in wanted)


@lru_cache(maxsize=4096)
def _all_running(ccodes: tuple[int, int], day: date) -> tuple[measures.ArrangementStatus, ...]:
    """What runs between two states on a day, which every issue asks for."""
    found = measures.arrangements_between(ccodes, day)
    return tuple(each for each in found if each.state == "running")


def shared_bodies(facts: Facts, ccode: int, issue: str) -> int:
    """Bodies on an issue, other than those of the whole world, that a state and another are in."""
    return sum(
        belongs(body, facts.ccode, facts.day) and belongs(body, ccode, facts.day)
        for body in facts.tables.venues
        if issue in body.issues and body.scope != "universal"
    )


def cooperation(found: Sequence[measures.ArrangementStatus], bodies: int) -> Rated:
    """How much runs already: arrangements listed, and half as much for each body they share.

    The list has gaps, so that there may be one more.
    """
    counted = len(found) + bodies / 2
    at, more = (1.0 - exp(-count / 2.0) for count in (counted, counted + 1))
    return Rated(at, at, more, "told" if counted else "unknown", source="arrangements")


def partners_on(
    facts: Facts, issue: str, among: Sequence[int], seed: int
) -> tuple[IssuePartner, ...]:
    """Partners of a state on an issue, the most often among the first three first.

    Args:
        facts: What is known.
        issue: Which.
        among: COW codes of those compared.
        seed: Of the draws.
    """
    rows = []
    for ccode in among:
        state = actors.as_of(ccode, facts.day)
        standing = partnership_standing(facts.tables.partnerships, facts.key, state.key, facts.day)
        arrangements = running((facts.ccode, ccode), issue, facts.day)
        rows.append(
            (
                state,
                standing,
                arrangements,
                (
                    strength(facts, state.key, ccode, issue),
                    interest(facts, state.key, ccode, issue),
                    trust_in(facts, ccode, issue),
                    partnership_value(facts, ccode, standing, issue),
                    cooperation(arrangements, shared_bodies(facts, ccode, issue)),
                ),
            )
        )
    first, among_first = rank_acceptability([row[3] for row in rows], seed)
    found = []
    for (state, standing, arrangements, rated), one, three in zip(
        rows, first, among_first, strict=True
    ):
        because = strength_row(facts.tables, state.key, issue)
        found.append(
            IssuePartner(
                state.key,
                state.ccode,
                Bilingual(en=state.name_en, vi=state.name_vi),
                dict(zip(CRITERIA, rated, strict=True)),
                float(one),
                float(three),
                standing,
                because.brings if because else (),
                because,
                parts_of(facts.tables, state.key, issue, facts.day),
                arrangements,
                contends(facts, state.ccode, issue),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.among_first, -each.first, each.key)))
