"""Section of a portfolio between two powers: what ties the state to each, who leans where."""

from collections.abc import Iterator
from typing import Final

from longtin._language import Language, sentence_case
from longtin.forums.portfolio._assessment.balance import PowerBalance, PowerTie
from longtin.forums.portfolio._assessment.meeting_places import all_places
from longtin.forums.portfolio._assessment.partners import HIGHEST, IssuePartner
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._pages import phrases
from longtin.page import Column, Section, Table

LEANINGS_SHOWN: Final = 6
"""Partners whose leaning the two pages tell."""


def balance_section(found: Portfolio, balance: PowerBalance, language: Language) -> Section:
    first, second = (each.of(language.code) for each in balance.names)
    columns = (
        Column(language.say("Tie"), wraps=True),
        Column(first, "figure"),
        Column(second, "figure"),
    )
    ties = Table.of("", columns, [_tie_row(each, language) for each in balance.ties])
    return Section(
        "balance",
        language.say(
            "Between {first} and {second}",
            first=phrases.inside(first, language),
            second=phrases.inside(second, language),
        ),
        sentences=(
            " ".join(
                filter(
                    None,
                    (
                        shift_in_words(balance, language),
                        _sided(balance, language),
                        *_both_ways(found, balance, language),
                        *_bodies(found, balance, language),
                        _unsided(found, balance, language),
                    ),
                )
            ),
        ),
        tables=(ties, _leanings(found, balance, language)),
        is_paired=True,
    )


def _tie_row(tie: PowerTie, language: Language) -> tuple[str, ...]:
    return (
        sentence_case(phrases.tie_name(tie.kind, language)),
        *(_tie_cell(tie, each, language) for each in (tie.first, tie.second)),
    )


def _tie_cell(tie: PowerTie, value: Rated | float | None, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, Rated):
        return phrases.band(value, language)
    if tie.kind == "partnership":
        rank = round(value * HIGHEST)
        return language.say("step {rank} of {most}", rank=rank, most=HIGHEST) if rank else "–"
    return language.whole(round(value)) if tie.unit == "number" else language.percent(value)


def _leanings(found: Portfolio, balance: PowerBalance, language: Language) -> Table:
    placed: dict[str, float] = {}
    for line in found.lines:
        for each in line.first_partners:
            placed[each.key] = placed.get(each.key, 0.0) + each.among_first
    shown = sorted(
        (each for each in balance.leanings if each.key in placed and not each.is_power),
        key=lambda each: -placed[each.key],
    )[:LEANINGS_SHOWN]
    names = dict(zip(balance.powers, balance.names, strict=True))
    columns = (
        Column(language.say("Partner")),
        Column(language.say("Nearer than we are to"), wraps=True),
        Column(language.say("Defence pact with"), wraps=True),
    )
    rows = [
        (
            each.name.of(language.code),
            phrases.nearer(each, balance, language),
            language.list([names[key].of(language.code) for key in each.allied]) or "–",
        )
        for each in shown
    ]
    return Table.of("", columns, rows)


def shift_in_words(balance: PowerBalance, language: Language) -> str:
    first, second = (phrases.inside(each.of(language.code), language) for each in balance.names)
    if balance.shift is None or balance.low is None or balance.high is None:
        return language.say(
            "Votes say too little of how its partners lean between {first} and {second}.",
            first=first,
            second=second,
        )
    is_even = balance.low <= 0.0 <= balance.high
    outer = (
        (balance.low, balance.high) if is_even else sorted((abs(balance.low), abs(balance.high)))
    )
    low, high = (language.number(each, signed=is_even) for each in outer)
    ends = language.say("{low} to {high}", low=low, high=high)
    if is_even:
        return language.say(
            "By votes in the General Assembly, its first partners other than the two lean between "
            "{first} and {second} as it does itself (difference {shift}, {ends}).",
            first=first,
            second=second,
            shift=language.number(balance.shift, signed=True),
            ends=ends,
        )
    return language.say(
        "By votes in the General Assembly, its first partners other than the two lean more towards "
        "{power} than it does "
        "itself (by {shift}, {ends}; agreement with one less that with the other runs from −1 to "
        "1).",
        power=first if balance.shift > 0 else second,
        shift=language.number(abs(balance.shift)),
        ends=ends,
    )


def _sided(balance: PowerBalance, language: Language) -> str:
    first, second = (phrases.inside(each.of(language.code), language) for each in balance.names)
    return language.say(
        "Of the first places, {one} go to {first} or its allies, {two} to {second} or its allies, "
        "{rest} to others.",
        one=language.percent(balance.sides["first"]),
        two=language.percent(balance.sides["second"]),
        rest=language.percent(balance.sides["neither"]),
        first=first,
        second=second,
    )


def _both_ways(found: Portfolio, balance: PowerBalance, language: Language) -> Iterator[str]:
    """On which issues each power is a first partner, and on which a counterpart: by issue."""
    for key, name in zip(balance.powers, balance.names, strict=True):
        power = phrases.inside(name.of(language.code), language)
        first = [
            line.name.of(language.code)
            for line in found.lines
            if any(each.key == key for each in line.first_partners)
        ]
        against = [
            line.name.of(language.code)
            for line in found.lines
            if any(each.key == key and each.contends for each in line.partners)
        ]
        if first:
            yield language.say(
                "With {power} it cooperates first on {issues}.",
                power=power,
                issues=phrases.listed(first, language),
            )
        if against:
            yield language.say(
                "It contends with {power} on {issues} at the same time: cooperation there keeps "
                "to what both can stop.",
                power=power,
                issues=phrases.listed(against, language),
            )


def _bodies(found: Portfolio, balance: PowerBalance, language: Language) -> Iterator[str]:
    """Whether bodies on the issues hold both powers."""
    inclusive = [
        line.name.of(language.code)
        for line in found.lines
        if any(len(place.powers) == 2 for place in all_places(line.venues))
    ]
    lone: dict[str, list[str]] = {key: [] for key in balance.powers}
    for line in found.lines:
        places = all_places(line.venues)
        held = {key for place in places for key in place.powers}
        if len(held) == 1 and not any(len(place.powers) == 2 for place in places):
            lone[next(iter(held))].append(line.name.of(language.code))
    if inclusive:
        yield language.say(
            "On {n} of {all} issues both sit in a body that it belongs to.",
            n=len(inclusive),
            all=len(found.lines),
        )
    for key, name in zip(balance.powers, balance.names, strict=True):
        if lone[key]:
            yield language.say(
                "Only {power} does on {issues}: there the other has to be told beforehand.",
                power=phrases.inside(name.of(language.code), language),
                issues=phrases.listed(lone[key], language),
            )


def _unsided(found: Portfolio, balance: PowerBalance, language: Language) -> str:
    """For issues whose first partner is a power or its ally: the best partner that is neither."""
    leanings = {each.key: each for each in balance.leanings}

    def is_sided(each: IssuePartner) -> bool:
        return each.key in balance.powers or bool(leanings[each.key].allied)

    told = []
    for line in found.lines:
        if not line.partners or not is_sided(line.partners[0]):
            continue
        other = next((each for each in line.partners if not is_sided(each)), None)
        if other is not None:
            told.append((line.name.of(language.code), other.name.of(language.code)))
    if not told:
        return ""
    by_partner: dict[str, list[str]] = {}
    for issue, partner in told:
        by_partner.setdefault(partner, []).append(issue)
    shown = [
        language.say(
            "{partner} ({issues})",
            partner=phrases.inside(partner, language),
            issues=phrases.listed(issues, language),
        )
        for partner, issues in by_partner.items()
    ]
    return language.say(
        "Where a power or its ally comes first, the best partner that is neither: {partners}.",
        partners="; ".join(shown),
    )
