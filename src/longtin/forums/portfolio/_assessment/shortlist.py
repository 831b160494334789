"""Choice of whom to compare: candidates, the likeliest of them, and the two powers."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from longtin import actors, promises
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums.portfolio._assessment.partners import Facts, partners_on
from longtin.forums.portfolio._assessment.record_facts import majors, neighbours
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables

MOST_PARTNERS: Final = 16
"""Partners that are compared where none are named: reading trust takes a second for each."""

LEADERS: Final = 2
"""Partners of each issue that are looked at before those that are good on many."""

KEPT_FOR: Final = 4
"""Of those compared, one in so many is a neighbour, and one in so many a partner by declaration."""

FEW_PARTNERS: Final = 8
"""The same of few issues."""

SHORT_LIST_ISSUES: Final = 3
"""Up to how many are few."""


def two_powers(
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


def candidates(
    record: Record,
    own: actors.State,
    tables: PortfolioTables,
    issues: Sequence[str],
    day: date,
) -> list[int]:
    """Whom a state could work with: partners by declaration, the strong, neighbours, donors."""
    codes = {
        party for row in tables.partnerships if own.key in row.between for party in row.between
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


def shortlist(
    record: Record,
    facts: Facts,
    issues: Sequence[str],
    among: Sequence[int],
    powers: Sequence[int],
    seed: int,
) -> list[int]:
    """The likeliest partners by all but trust, and the powers.

    Half are the first of single issues, then the second, a quarter are neighbours and a quarter
    partners by declaration, as far as there are any: those strong everywhere would else crowd out
    whom a state has to live with and whom it has given its word. What is left goes to other firsts
    of issues, then to those that are good on many.

    Args:
        record: What neighbours are read from.
        facts: What is known, but for trust.
        issues: On which.
        among: COW codes of the candidates.
        powers: Those of the two powers.
        seed: Of the draws.
    """
    most = MOST_PARTNERS if len(issues) > SHORT_LIST_ISSUES else FEW_PARTNERS
    score = dict.fromkeys(among, 0.0)
    leaders: dict[int, tuple[int, float]] = {}
    level = dict.fromkeys(among, 0)
    for issue in issues:
        ranked = partners_on(facts, issue, among, seed)
        for each in ranked:
            score[each.ccode] += each.among_first
            level[each.ccode] = max(level[each.ccode], each.standing.rank(issue))
        for place, each in enumerate(ranked[:LEADERS]):
            found = (-place, each.among_first)
            leaders[each.ccode] = max(leaders.get(each.ccode, found), found)
    by_issue = sorted(sorted(leaders), key=lambda code: leaders[code], reverse=True)
    over_all = sorted(score, key=lambda code: (-score[code], code))
    close = neighbours(record, facts.ccode, facts.day)
    borders = [code for code in over_all if code in close]
    declared = sorted((code for code in over_all if level[code]), key=lambda code: -level[code])
    best = dict.fromkeys([
        *by_issue[: most // 2], *borders[: most // KEPT_FOR], *declared[: most // KEPT_FOR],
        *by_issue, *over_all,
    ])  # fmt: skip
    return sorted({*list(best)[:most], *powers})
