"""Reckoning of a balance: what ties a state to two powers, and how its partners lean."""

from collections.abc import Sequence

from longtin import actors, measures
from longtin._data import Bilingual
from longtin.acts import Record
from longtin.forums.portfolio._assessment.balance import (
    PowerBalance,
    PowerTie,
    leaning,
    shift,
    sides,
)
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.partners import HIGHEST, Facts
from longtin.forums.portfolio._assessment.partnership_standing import partnership_standing
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._assessment.record_facts import defence_pacts, troops
from longtin.forums.portfolio._assessment.vote_agreement import agreement
from longtin.forums.portfolio._reference.vocabulary import portfolio_words


def power_balance(
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
    trusted = [facts.trust.get(code, {}).get("all") for code in codes]
    found = [
        PowerTie("votes", votes and votes[0], votes and votes[1], "share"),
        PowerTie("trust", trusted[0], trusted[1], "share"),
        PowerTie("partnership", ranks[0] / HIGHEST, ranks[1] / HIGHEST, "share"),
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
