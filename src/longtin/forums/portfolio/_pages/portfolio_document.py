"""Document of a portfolio: two pages that decide, and an annex with every figure and its source."""

from collections.abc import Iterator
from typing import Final

from longtin._language import Language, sentence_case
from longtin.forums.portfolio._assessment.issue_line import IssueLine
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.forums.portfolio._pages import phrases
from longtin.forums.portfolio._pages.annex import annex_sections
from longtin.forums.portfolio._pages.balance_section import balance_section, shift_in_words
from longtin.forums.portfolio._pages.institution_section import institution_section
from longtin.forums.portfolio._pages.judged_sections import (
    principle_section,
    support_section,
    weakness_section,
)
from longtin.forums.portfolio._reference.vocabulary import portfolio_words
from longtin.page import Column, Document, Headline, Section, Table

COUNTERPART: Final = "*"
"""Beside a partner with whom the state contends on the issue too."""


def portfolio_document(found: Portfolio, language: Language, *, annex: bool = False) -> Document:
    """A portfolio in words.

    Args:
        found: What to say.
        language: Of the words.
        annex: Whether every figure follows with its band, day and source.
    """
    name = phrases.inside(found.name.of(language.code), language)
    return Document(
        language=language.code,
        title=language.say(
            "{state}: portfolio of cooperation by issue, partner and forum",
            state=sentence_case(name),
        ),
        day=found.as_of.isoformat(),
        kicker=language.say("Portfolio (draft for decision)"),
        dated=sentence_case(language.long_date(found.as_of)),
        headlines=tuple(_headlines(found, name, language)),
        sections=tuple(_sections(found, language)),
        annex=tuple(annex_sections(found, language)) if annex else (),
        annex_heading=language.say("Annex: figures, bands and sources") if annex else "",
        colophon=f"Longtin · {found.trust_version}" if found.trust_version else "Longtin",
        page_label=language.say("Page"),
        least_size=7.5,
    )


def _sections(found: Portfolio, language: Language) -> Iterator[Section]:
    yield _issues(found, language)
    if found.institutions:
        yield institution_section(found, language)
    if found.balance is not None:
        yield balance_section(found, found.balance, language)
    yield support_section(found, language)
    yield weakness_section(found, language)
    if found.answers:
        yield principle_section(found, language)
    yield Section("surety", language.say("How sure we are"), sentences=(_surety(found, language),))


def _headlines(found: Portfolio, name: str, language: Language) -> Iterator[Headline]:
    often: dict[str, tuple[float, str]] = {}
    for line in found.lines:
        for each in line.first_partners:
            held = often.get(each.key, (0.0, ""))[0]
            often[each.key] = (held + each.among_first, each.name.of(language.code))
    best = sorted(often.values(), key=lambda one: -one[0])[:3]
    if not best:
        return
    strong = [
        line.name.of(language.code)
        for line in found.lines
        if line.part_now not in {line.part_proposed, "none"}
    ]
    support = []
    if strong:
        support.append(
            language.say(
                "It is held to be strong enough to take the next part on {issues}.",
                issues=phrases.listed(strong, language),
            )
        )
    if found.balance is not None:
        support.append(shift_in_words(found.balance, language))
    amiss = [
        language.say(phrases.WEAKNESS_NAMES[each.key])
        for each in found.weaknesses
        if each.verdict == "found"
    ]
    if amiss:
        support.append(
            language.say("Weaknesses that the record shows: {names}.", names=language.list(amiss))
        )
    yield Headline(
        language.say(
            "On {n} issues, the partners that most often come first for {state} are {partners}.",
            n=len(found.lines),
            state=name,
            partners=language.list([phrases.inside(each, language) for _, each in best]),
        )
        if len(found.lines) > 1
        else language.say(
            "On {issue}, the partners that most often come first for {state} are {partners}.",
            issue=found.lines[0].name.of(language.code),
            state=name,
            partners=language.list([phrases.inside(each, language) for _, each in best]),
        ),
        tuple(support),
    )


def _issues(found: Portfolio, language: Language) -> Section:
    say = language.say
    columns = (
        Column(say("Issue"), wraps=True),
        Column(say("Partners that come first"), wraps=True),
        Column(say("Where to talk"), wraps=True),
        Column(say("Where to act"), wraps=True),
        Column(say("Part: now → next"), wraps=True),
        Column(say("Means: own; of partners"), wraps=True),
    )
    rows = [_issue_row(line, language) for line in found.lines]
    note = say(
        "In brackets: share of draws over all weights and bands in which the partner is among the "
        "first three of {n} compared: strength on the issue weighs most, then common interest, "
        "trust, level of partnership and what runs already, in any proportion. {mark} Partner and "
        "counterpart: the two contend on this issue as well.",
        n=len(found.compared),
        mark=COUNTERPART,
    )
    return Section(
        "issues",
        say("With whom, where and how"),
        notes=(note,),
        tables=(Table.of("", columns, rows).sized((0.9, 1.7, 1.5, 1.2, 1.0, 1.5)),),
    )


def _issue_row(line: IssueLine, language: Language) -> tuple[str, ...]:
    known = portfolio_words()
    partners = [
        f"{each.name.of(language.code)}{COUNTERPART if each.contends else ''} "
        f"({language.percent(each.among_first)})"
        for each in line.first_partners
    ]
    now, then = (
        phrases.part_name(level, language) for level in (line.part_now, line.part_proposed)
    )
    own = phrases.words_of(line.own_means, known.brings, language)
    theirs = phrases.words_of(line.outside_means, known.brings, language)
    return (
        sentence_case(line.name.of(language.code)),
        ", ".join(partners) or "–",
        "; ".join(place.venue.name.of(language.code) for place in line.venues.talk) or "–",
        _act(line, language),
        now if now == then else f"{now} → {then}",
        f"{own}; {theirs}",
    )


def _act(line: IssueLine, language: Language) -> str:
    if line.form == "triangular" and line.venues.act is None:
        return language.say(phrases.FORMS["triangular"])
    place = line.venues.act
    return place.venue.name.of(language.code) if place else language.say(phrases.FORMS["bilateral"])


def _surety(found: Portfolio, language: Language) -> str:
    return language.say(
        "Strength on an issue and most parts taken are judgements, marked so in the tables; votes "
        "are counted to {votes}, trust is read from acts on record, carried on where these have "
        "ended. What no table holds is shown as not known, never as nil. No order of partners is a "
        "forecast; what ministries know goes in as a file of their own.",
        votes=_votes_until(found, language),
    )


def _votes_until(found: Portfolio, language: Language) -> str:
    days = [
        each.criteria["interest"].until
        for line in found.lines
        for each in line.partners
        if each.criteria["interest"].basis == "counted"
    ]
    known = [each for each in days if each is not None]
    return language.date(max(known)) if known else "–"
