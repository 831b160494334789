"""A state's portfolio on a day: issues, partners, venues, balance, weaknesses and principles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from longtin import actors, measures, promises
from longtin._data import Bilingual
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums.portfolio._assessment.balance import (
    PowerBalance,
    PowerTie,
    leaning,
    shift,
    sides,
)
from longtin.forums.portfolio._assessment.issue_line import (
    IssueLine,
    form_of,
    part_now,
    part_proposed,
)
from longtin.forums.portfolio._assessment.meeting_places import choose
from longtin.forums.portfolio._assessment.partners import (
    Facts,
    partners_on,
    parts_of,
    strength,
    strength_row,
)
from longtin.forums.portfolio._assessment.partnership_standing import partnership_standing
from longtin.forums.portfolio._assessment.principle_tests import Before, PrincipleAnswer, tested
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._assessment.record_facts import (
    beliefs,
    defence_pacts,
    majors,
    neighbours,
    read_facts,
    troops,
)
from longtin.forums.portfolio._assessment.votes import agreement
from longtin.forums.portfolio._assessment.weaknesses import Weakness, weaknesses
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables, portfolio_tables
from longtin.forums.portfolio._reference.rows import Dependence
from longtin.forums.portfolio._reference.vocabulary import default_issues, portfolio_words
from longtin.programme import PrinciplePreset, principles_by

MOST_PARTNERS: Final = 16
"""Partners that are compared where none are named: reading trust takes a second for each."""

LEADERS: Final = 2
"""Partners of each issue that are looked at before those that are good on many."""

FEW_PARTNERS: Final = 8
"""The same of few issues."""

FEW_ISSUES: Final = 3
"""Up to how many are few."""

HIGHEST: Final = 5
"""Highest rank of a partnership."""


@dataclass(frozen=True)
class Portfolio:
    """A state's portfolio of cooperation.

    Attributes:
        state: ISO code.
        ccode: COW code.
        name: In both languages.
        as_of: Nothing later was read.
        lines: Its issues.
        compared: ISO codes of the partners compared.
        are_chosen: Whether the user named them.
        balance: Between two great powers; nothing where it is one of two, or none are known.
        dependences: Published shares of its trade, arms and aid.
        given: Commitments of others to it.
        owed: Its own commitments.
        weaknesses: The four weaknesses.
        principles: The principles it was held against; nothing where none are known.
        answers: What they ask, answered.
        sources: Of the tables, by key.
        seed: Of the draws.
        trust_version: Of the belief model.
    """

    state: str
    ccode: int
    name: Bilingual
    as_of: date
    lines: tuple[IssueLine, ...]
    compared: tuple[str, ...]
    are_chosen: bool
    balance: PowerBalance | None
    dependences: tuple[Dependence, ...]
    given: tuple[promises.Standing, ...]
    owed: tuple[promises.Standing, ...]
    weaknesses: tuple[Weakness, ...]
    principles: PrinciplePreset | None
    answers: tuple[PrincipleAnswer, ...]
    sources: Mapping[str, Bilingual]
    seed: int
    trust_version: str


def state_portfolio(
    record: Record,
    state: str,
    *,
    as_of: date,
    issues: Iterable[str] = (),
    partners: Iterable[str] = (),
    powers: Sequence[str] = (),
    tables: PortfolioTables | None = None,
    statements: promises.Statements | None = None,
    principles: PrinciplePreset | None = None,
    seed: int = 0,
) -> Portfolio:
    """A state's portfolio: with whom, where and how on each issue, and what that does to it.

    Args:
        record: Votes, ties and acts.
        state: By name or code.
        as_of: Nothing later is read.
        issues: Keys or names of issues; all without it.
        partners: Whom to compare; without it the likeliest `MOST_PARTNERS` by all but trust, and
            the two powers.
        powers: The two great powers it balances between; without it the two strongest of the
            major powers on record, other than itself.
        tables: Partnerships, strengths, parts, venues; the shipped ones without it.
        statements: Commitments and positions; the shipped ones without it.
        principles: What the portfolio is held against; the state's own where they ship.
        seed: Of the draws; the same seed, the same figures.

    Raises:
        ActorError: No such state on that day.
        DataError: No such issue.
        LongtinError: The powers are not two states other than itself.
    """
    own = actors.find(state, as_of)
    held = tables or portfolio_tables()
    known = statements or promises.statements()
    asked = [promises.issue_named(each) for each in issues] or default_issues()
    two, chosen_by = _powers(record, own.ccode, powers, as_of)
    named = [actors.find(each, as_of).ccode for each in partners]
    candidates = named or _candidates(record, own, held, asked, as_of)
    everyone = sorted({*candidates, *two} - {own.ccode})
    facts = read_facts(record, own, held, known, asked, everyone, as_of)
    if not named:
        everyone = _shortlist(facts, asked, everyone, two, seed)
    else:
        everyone = [each for each in everyone if each in named]
    believed, version = beliefs(record, own.ccode, sorted({*everyone, *two}), as_of)
    facts = replace(facts, trust=believed)
    pair = tuple((actors.as_of(each, as_of).key, each) for each in two)
    lines = tuple(_line(facts, each, everyone, pair, seed) for each in asked)
    balance = _balance(record, facts, lines, pair, chosen_by) if len(two) == 2 else None
    dependences = tuple(row for row in held.dependences if row.state == own.key)
    offices = tuple(row for row in held.offices if row.state == own.key)
    given = promises.commitments(to=own.key, as_of=as_of, among=known)
    given = tuple(each for each in given if own.key in each.commitment.to)
    owed = promises.own(promises.commitments(own.key, as_of=as_of, among=known), own.key)
    standards = principles or principles_by(own.key)
    return Portfolio(
        own.key,
        own.ccode,
        Bilingual(en=own.name_en, vi=own.name_vi),
        as_of,
        lines,
        tuple(actors.as_of(each, as_of).key for each in everyone),
        bool(named),
        balance,
        dependences,
        given,
        owed,
        weaknesses(lines, balance, given, owed, dependences, offices, as_of),
        standards,
        tested(standards, Before(lines, offices, owed)) if standards else (),
        held.sources,
        seed,
        version,
    )


def _powers(
    record: Record, ccode: int, asked: Sequence[str], day: date
) -> tuple[tuple[int, ...], str]:
    """The two powers a state balances between, and why these."""
    if not asked:
        found = [each for each in majors(record, day) if each != ccode][:2]
        return tuple(found), "strongest"
    codes = [actors.find(each, day).ccode for each in asked]
    if len(set(codes)) != 2 or ccode in codes:
        raise LongtinError(
            "A balance is between two powers other than the state itself, not {powers}. Name two, "
            "with a comma between.",
            powers=", ".join(asked),
        )
    return tuple(codes), "asked"


def _candidates(
    record: Record,
    own: actors.State,
    tables: PortfolioTables,
    issues: Sequence[str],
    day: date,
) -> list[int]:
    """Whom a state could work with: partners by declaration, the strong, neighbours, donors."""
    codes = {
        party
        for row in tables.partnerships
        if own.key in row.between
        for party in row.between
    }
    codes |= {row.state for row in tables.strengths if set(row.issues) & set(issues)}
    codes |= {
        party
        for each in promises.commitments(to=own.key, as_of=day)
        if own.key in each.commitment.to
        for party in each.commitment.by
    }
    found = {actors.ccode_from("iso3", code, day) for code in codes} | neighbours(
        record, own.ccode, day
    )
    living = set(actors.living(day))
    return sorted(each for each in found if each in living and each != own.ccode)


def _shortlist(
    facts: Facts, issues: Sequence[str], among: Sequence[int], powers: Sequence[int], seed: int
) -> list[int]:
    """The likeliest partners by all but trust, and the powers."""
    most = MOST_PARTNERS if len(issues) > FEW_ISSUES else FEW_PARTNERS
    score = dict.fromkeys(among, 0.0)
    leaders: dict[int, float] = {}
    for issue in issues:
        ranked = partners_on(facts, issue, among, seed)
        for each in ranked:
            score[each.ccode] += each.among_first
        for each in ranked[:LEADERS]:
            leaders[each.ccode] = max(leaders.get(each.ccode, 0.0), each.among_first)
    by_issue = sorted(leaders, key=lambda code: (-leaders[code], code))
    over_all = sorted(score, key=lambda code: (-score[code], code))
    best = list(dict.fromkeys([*by_issue, *over_all]))[:most]
    return sorted({*best, *powers})


def _line(
    facts: Facts,
    issue: str,
    among: Sequence[int],
    powers: Sequence[tuple[str, int]],
    seed: int,
) -> IssueLine:
    """One issue of the portfolio."""
    found = partners_on(facts, issue, among, seed)
    first = found[:3]
    own_strength = strength(facts, facts.key, facts.ccode, issue)
    venues = choose(
        facts.tables.venues,
        issue,
        facts.ccode,
        [(each.key, each.ccode) for each in first],
        powers,
        facts.day,
    )
    parts = parts_of(facts.tables, facts.key, issue, facts.day)
    now = part_now(parts)
    row = strength_row(facts.tables, facts.key, issue)
    said = promises.positions(facts.key, issue=issue, as_of=facts.day, among=facts.statements)
    owed = promises.own(
        promises.commitments(facts.key, issue=issue, as_of=facts.day, among=facts.statements),
        facts.key,
    )
    given = promises.commitments(
        to=facts.key, issue=issue, as_of=facts.day, among=facts.statements
    )
    return IssueLine(
        issue,
        promises.issue_names()[issue],
        own_strength,
        found,
        venues,
        said[-1] if said else None,
        parts,
        now,
        part_proposed(now, own_strength),
        form_of(own_strength, first[0] if first else None, venues),
        row.brings if row else (),
        tuple(dict.fromkeys(means for each in first for means in each.brings)),
        tuple(each for each in given if facts.key in each.commitment.to),
        owed,
        any(each.commitment.amount or each.commitment.due for each in owed),
    )


def _balance(
    record: Record,
    facts: Facts,
    lines: Sequence[IssueLine],
    powers: Sequence[tuple[str, int]],
    chosen_by: str,
) -> PowerBalance:
    """Where a state stands between two powers, and what its first partners do to that."""
    keys, codes = ((powers[0][0], powers[1][0]), (powers[0][1], powers[1][1]))
    compared = {each.key: each for line in lines for each in line.partners}
    everyone = {facts.ccode, *(each.ccode for each in compared.values())}
    votes = agreement(
        record,
        [(one, power) for one in everyone for power in codes if one != power],
        facts.day,
    )

    def both(code: int) -> tuple[Rated, Rated] | None:
        found = [votes.get((code, power)) for power in codes]
        return None if found[0] is None or found[1] is None else (found[0], found[1])

    pacts = defence_pacts(record, everyone, facts.day)
    leanings = {
        key: leaning(
            each,
            keys,
            both(facts.ccode),
            both(each.ccode),
            [name for name, code in zip(keys, codes, strict=True) if code in pacts[each.ccode]],
        )
        for key, each in compared.items()
    }
    placed = [line.first_partners for line in lines]
    states = [actors.as_of(code, facts.day) for code in codes]
    mean, low, high = shift(placed, leanings)
    return PowerBalance(
        keys,
        (
            Bilingual(en=states[0].name_en, vi=states[0].name_vi),
            Bilingual(en=states[1].name_en, vi=states[1].name_vi),
        ),
        _ties(record, facts, both(facts.ccode), keys, codes),
        tuple(leanings.values()),
        mean,
        low,
        high,
        sides(placed, leanings, keys),
        chosen_by,
    )


def _ties(
    record: Record,
    facts: Facts,
    votes: tuple[Rated, Rated] | None,
    keys: tuple[str, str],
    codes: tuple[int, int],
) -> tuple[PowerTie, ...]:
    """What ties a state to each of two powers."""
    ranks = [
        partnership_standing(facts.tables.partnerships, facts.key, key, facts.day).rank("")
        for key in keys
    ]
    runs = [
        sum(
            each.state == "running"
            for each in measures.arrangements_between((facts.ccode, code), facts.day)
        )
        for code in codes
    ]
    hosted = troops(record, facts.ccode, facts.day)
    found = [
        PowerTie("votes", *(votes or (None, None)), "share"),
        PowerTie("trust", *(facts.trust.get(code, {}).get("all") for code in codes), "share"),
        PowerTie("partnership", *(rank / HIGHEST for rank in ranks), "share"),
        PowerTie("arrangements", float(runs[0]), float(runs[1]), "number"),
    ]
    if any(code in hosted for code in codes):
        found.append(PowerTie("troops", hosted.get(codes[0]), hosted.get(codes[1]), "number"))
    for kind in portfolio_words().dependences:
        shares = [_share(facts, kind, key) for key in keys]
        if any(each is not None for each in shares):
            found.append(PowerTie(kind, shares[0], shares[1], "share"))
    return tuple(found)


def _share(facts: Facts, kind: str, partner: str) -> float | None:
    rows = [
        row
        for row in facts.tables.dependences
        if row.state == facts.key and row.kind == kind and row.partner == partner
        if row.year <= facts.day.year
    ]
    return max(rows, key=lambda row: row.year).share if rows else None
