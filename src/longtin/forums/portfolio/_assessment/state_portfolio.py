"""A state's portfolio on a day: issues, partners, venues, balance, weaknesses and principles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from longtin import actors, promises
from longtin._data import Bilingual
from longtin.acts import Record, simulated_history
from longtin.forums.portfolio._assessment.balance import PowerBalance
from longtin.forums.portfolio._assessment.institution_choice import institution_choices
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
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio, PortfolioGrounds
from longtin.forums.portfolio._assessment.power_balance import power_balance
from longtin.forums.portfolio._assessment.principle_tests import Before, tested
from longtin.forums.portfolio._assessment.record_facts import beliefs, read_facts
from longtin.forums.portfolio._assessment.shortlist import candidates, shortlist, two_powers
from longtin.forums.portfolio._assessment.weaknesses import weaknesses
from longtin.forums.portfolio._reference.reference_tables import portfolio_tables
from longtin.forums.portfolio._reference.vocabulary import default_issues
from longtin.programme import PrinciplePreset, principles_by


def state_portfolio(
    record: Record,
    state: str,
    *,
    as_of: date,
    issues: Iterable[str] = (),
    partners: Iterable[str] = (),
    powers: Sequence[str] = (),
    grounds: PortfolioGrounds | None = None,
    seed: int = 0,
    institutions: bool = False,
) -> Portfolio:
    """A state's portfolio: with whom, where and how on each issue, and what that does to it.

    Args:
        record: Votes, ties and acts.
        state: By name or code.
        as_of: Nothing later is read.
        issues: Keys or names of issues; all without it.
        partners: Whom to compare; without it the likeliest by all but trust, and the two powers.
        powers: The two great powers it balances between; without it the two strongest of the
            major powers on record, other than itself.
        grounds: Tables, statements and principles of one's own; the shipped ones without it.
        seed: Of the draws; the same seed, the same figures.
        institutions: Whether seven institutions are compared on each issue too, which takes some
            seconds for each.

    Raises:
        ActorError: No such state on that day.
        DataError: No such issue.
        LongtinError: The powers are not two states other than itself.
    """
    own = actors.find(state, as_of)
    given = grounds or PortfolioGrounds()
    tables = given.tables or portfolio_tables()
    statements = given.statements or promises.statements()
    asked = [promises.issue_named(each) for each in issues] or default_issues()
    two, chosen_by = two_powers(record, own.ccode, powers, as_of)
    named = sorted({actors.find(each, as_of).ccode for each in partners})
    possible = named or candidates(record, own, tables, asked, as_of)
    everyone = sorted({*possible, *two} - {own.ccode})
    facts = read_facts(record, own, tables, statements, asked, everyone, as_of)
    compared = named or shortlist(record, facts, asked, everyone, two, seed)
    believed, version = beliefs(record, own.ccode, sorted({*compared, *two}), as_of)
    facts = replace(facts, trust=believed)
    pair = tuple((actors.as_of(each, as_of).key, each) for each in two)
    lines = tuple(_line(facts, each, compared, pair, seed) for each in asked)
    balance = power_balance(record, facts, lines, pair, chosen_by) if len(two) == 2 else None
    asked_of, keys = (lines if institutions else ()), [key for key, _ in pair]
    chosen = institution_choices(record, own.key, asked_of, keys, as_of, seed=seed)
    return replace(
        _judged(facts, lines, balance, given.principles or principles_by(own.key)),
        name=Bilingual(en=own.name_en, vi=own.name_vi),
        compared=tuple(actors.as_of(each, as_of).key for each in compared),
        are_chosen=bool(named),
        seed=seed,
        trust_version=version,
        institutions=chosen,
        simulated=simulated_history(record.path),
    )


def _judged(
    facts: Facts,
    lines: tuple[IssueLine, ...],
    balance: PowerBalance | None,
    principles: PrinciplePreset | None,
) -> Portfolio:
    """Lines and balance with what is judged of them: weaknesses, and principles kept or not."""
    key, day, known = facts.key, facts.day, facts.statements
    dependences = tuple(row for row in facts.tables.dependences if row.state == key)
    offices = tuple(row for row in facts.tables.offices if row.state == key)
    given = tuple(
        each
        for each in promises.commitments(to=key, as_of=day, among=known)
        if key in each.commitment.to
    )
    owed = promises.own(promises.commitments(key, as_of=day, among=known), key)
    return Portfolio(
        key,
        facts.ccode,
        Bilingual(en=key, vi=key),
        day,
        lines,
        (),
        False,
        balance,
        dependences,
        given,
        owed,
        weaknesses(lines, balance, given, owed, dependences, offices, day),
        principles,
        tested(principles, Before(lines, offices, owed)) if principles else (),
        facts.tables.sources,
        0,
        "",
    )


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
    given = promises.commitments(to=facts.key, issue=issue, as_of=facts.day, among=facts.statements)
    return IssueLine(
        issue,
        promises.issue_names()[issue],
        own_strength,
        found,
        venues,
        said[-1] if said else None,
        parts,
        now,
        part_proposed(now, row is not None),
        form_of(row is not None, first[0] if first else None, venues),
        row.brings if row else (),
        tuple(dict.fromkeys(means for each in first for means in each.brings)),
        tuple(each for each in given if facts.key in each.commitment.to),
        owed,
        any(each.commitment.amount or each.commitment.due for each in owed),
    )
