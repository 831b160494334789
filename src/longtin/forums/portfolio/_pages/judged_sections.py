"""Sections of a portfolio that judge: donors and dependence, weaknesses, principles."""

from collections.abc import Iterator
from typing import Final

from longtin import actors, promises
from longtin._language import Language, sentence_case
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.forums.portfolio._assessment.weaknesses import HALF, Sign, Weakness
from longtin.forums.portfolio._pages import phrases
from longtin.forums.portfolio._reference.vocabulary import portfolio_words
from longtin.page import Column, Section, Table
from longtin.programme import PRINCIPLE_QUESTIONS

DONORS_SHOWN: Final = 8
"""Donors the two pages name."""


def support_section(found: Portfolio, language: Language) -> Section:
    points = [*_dependence(found, language), *_donors(found, language)]
    if not points:
        points.append(
            language.say(
                "No share of trade, arms or aid and no commitment to it is on record here. "
                "A file of one’s own takes them."
            )
        )
    return Section("support", language.say("Donors and dependence"), points=tuple(points))


def _dependence(found: Portfolio, language: Language) -> Iterator[str]:
    kinds = portfolio_words().dependences
    for kind, name in kinds.items():
        rows = [row for row in found.dependences if row.kind == kind]
        if not rows:
            continue
        latest = max(row.year for row in rows)
        shown = sorted((row for row in rows if row.year >= latest - 1), key=lambda row: -row.share)
        parts = [
            f"{actors.find(row.partner, found.as_of).name(language.code)} "
            f"{language.percent(row.share)} ({row.year})"
            for row in shown
        ]
        yield f"{sentence_case(name.of(language.code))}: {', '.join(parts)}"


def _donors(found: Portfolio, language: Language) -> Iterator[str]:
    counted = [each for each in found.given if each.commitment.amount is not None]
    for each in counted[-DONORS_SHOWN:]:
        one = each.commitment
        givers = [promises.party_name(party, one.made, language.code) for party in one.by]
        yield language.say(
            "{givers}, {issue}: {what} ({status})",
            givers=language.list([sentence_case(giver) for giver in givers]),
            issue=promises.issue_names()[one.issue].of(language.code),
            what=one.title.of(language.code),
            status=promises.status_name(each, language),
        )
    rest = len(found.given) - len(counted[-DONORS_SHOWN:])
    if rest > 0:
        yield language.say("and {n} more commitments to it", n=rest)


def weakness_section(found: Portfolio, language: Language) -> Section:
    columns = (
        Column(language.say("Weakness"), wraps=True),
        Column(language.say("On record"), wraps=True),
        Column(language.say("What shows it"), wraps=True),
        Column(language.say("What answers it"), wraps=True),
    )
    rows = [_weakness_row(each, found, language) for each in found.weaknesses]
    return Section(
        "weaknesses",
        language.say("Four weaknesses, and what answers them"),
        tables=(Table.of("", columns, rows).sized((1.1, 0.6, 2.0, 1.7)),),
    )


def _weakness_row(one: Weakness, found: Portfolio, language: Language) -> tuple[str, ...]:
    signs = [_sign(each, found, language) for each in one.signs]
    return (
        sentence_case(language.say(phrases.WEAKNESS_NAMES[one.key])),
        language.say(phrases.VERDICTS[one.verdict]),
        sentence_case("; ".join(signs))
        or language.say("nothing on record tells; a file of one’s own takes offices and experts"),
        sentence_case("; ".join(language.say(phrases.REMEDY_WORDS[key]) for key in one.remedies)),
    )


def _sign(sign: Sign, found: Portfolio, language: Language) -> str:
    names = promises.issue_names()
    issues = [names[key].of(language.code) for key in sign.issues]
    filled = dict(sign.values)
    if "kind" in filled:
        filled["kind"] = portfolio_words().dependences[str(filled["kind"])].of(language.code)
    if "on" in filled:
        name = actors.find(str(filled["on"]), found.as_of).name(language.code)
        filled["on"] = phrases.inside(name, language)
    if isinstance(share := filled.get("share"), float):
        filled["share"] = language.percent(share)
    return language.say(
        phrases.SIGNS[sign.key],
        **filled,
        issues=phrases.listed(issues, language),
        half=language.percent(HALF),
    )


def principle_section(found: Portfolio, language: Language) -> Section:
    names = promises.issue_names()
    columns = (
        Column(language.say("Principle"), wraps=True),
        Column(language.say("It asks"), wraps=True),
        Column(language.say("Answer"), wraps=True),
    )
    rows = []
    before = 0
    for each in found.answers:
        where = phrases.listed([names[key].of(language.code) for key in each.issues], language)
        said = language.say(phrases.ANSWERS[each.answer])
        rows.append(
            (
                f"{each.principle}. {sentence_case(each.says.of(language.code))}"
                if each.principle != before
                else "",
                sentence_case(language.say(PRINCIPLE_QUESTIONS[each.asks])),
                f"{said}: {where}" if each.issues else said,
            )
        )
        before = each.principle
    source = found.principles.source.of(language.code) if found.principles else ""
    return Section(
        "principles",
        language.say("Own principles as tests"),
        notes=(source,),
        tables=(Table.of("", columns, rows).sized((2.0, 1.2, 1.7)),),
    )
