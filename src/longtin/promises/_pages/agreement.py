"""Page of written words against deeds: how each agrees, by how much it differs, who replies."""

from collections.abc import Iterable, Sequence
from typing import Final

from longtin._language import Language, message
from longtin.page import Cell, Column, Table
from longtin.promises._deeds.words_and_deeds import difference_of, outcome_of
from longtin.promises._pages.in_words import amount_in_words, number_in_words, parties_in_words
from longtin.promises._standing.standing import Standing
from longtin.promises._statements.amount import Amount
from longtin.promises._statements.vocabulary import vocabulary
from longtin.promises._statements.word_finding import WordFinding

AGREEMENTS: Final = {
    "consistent": message("consistent"),
    "within_tolerance": message("within tolerance"),
    "late": message("consistent, but late"),
    "inconsistent": message("inconsistent"),
    "access_denied": message("access denied"),
    "not_seen": message("looked for and not found"),
    "inconclusive": message("inconclusive"),
    "not_due": message("not due yet"),
    "restated": message("said again later"),
    "withdrawn": message("withdrawn"),
    "suspended": message("suspended"),
    "superseded": message("superseded"),
    "lapsed": message("lapsed"),
}
"""How a word and what was done or found agree; none of them says why."""


def agreement_table(standings: Sequence[Standing], language: Language, caption: str) -> Table:
    """Written commitments beside what was done: how they agree, the difference, the reply.

    Args:
        standings: In order of time.
        language: Of the words.
        caption: Above the table.
    """
    say = language.say
    columns = [
        Column(say("Made"), "figure"),
        Column(say("Promise"), wraps=True),
        Column(say("What was done"), wraps=True),
        Column(say("Agreement"), wraps=True),
        Column(say("Difference"), wraps=True),
        Column(say("Seen otherwise"), wraps=True),
    ]
    rows: list[list[str | Cell]] = [
        [
            str(each.commitment.made.year),
            Cell(each.commitment.title.of(language.code), small=each.commitment.id),
            _done(each, language),
            say(AGREEMENTS[outcome_of(each)]),
            _by_unit(difference_of(each), each.commitment.amount, language),
            "; ".join(
                say("{who}: {says}", who=parties_in_words([one.by], one.on, language),
                    says=one.says.of(language.code))
                for one in each.commitment.contests
            ),
        ]
        for each in standings
    ]  # fmt: skip
    return Table.of(caption, columns, rows)


def finding_table(standings: Iterable[Standing], language: Language) -> Table:
    """What those found who looked: stated, found, how they agree, what the other side says.

    Args:
        standings: Commitments as they stand on a day; those without findings add no row.
        language: Of the words.
    """
    say = language.say
    columns = [
        Column(say("Day"), "figure"),
        Column(say("Of"), wraps=True),
        Column(say("Who looked"), wraps=True),
        Column(say("What was found"), wraps=True),
        Column(say("Agreement"), wraps=True),
        Column(say("Difference"), wraps=True),
        Column(say("Reply"), wraps=True),
    ]
    found_of = [(found, each) for each in standings for found in each.commitment.findings]
    rows = [
        [
            language.date(found.on),
            each.commitment.id,
            parties_in_words([found.by], found.on, language),
            found.says.of(language.code),
            say(AGREEMENTS[found.outcome]),
            difference_in_words(found, language),
            _reply(found, language),
        ]
        for found, each in sorted(found_of, key=lambda pair: pair[0].on)
    ]
    return Table.of(say("What was found by those who looked"), columns, rows)


def difference_in_words(found: WordFinding, language: Language) -> str:
    """Stated, found, and by how much they differ; with the tolerance where one is named."""
    if found.stated is None or found.found is None:
        return "–"
    say = language.say
    told = say(
        "{found} against {stated}: {difference}",
        found=amount_in_words(found.found, language),
        stated=amount_in_words(found.stated, language),
        difference=signed(found.difference or 0.0, found.stated.middle, language),
    )
    if found.tolerance_says is None or found.tolerance is None:
        return told
    return say(
        "{told}; tolerance {tolerance} ({why})",
        told=told,
        tolerance=number_in_words(found.tolerance, language),
        why=found.tolerance_says.of(language.code),
    )


def _by_unit(value: float | None, amount: Amount | None, language: Language) -> str:
    if value is None or amount is None:
        return "–"
    base = amount.highest if amount.limit else amount.least
    unit = vocabulary().units[amount.unit].name.of(language.code)
    return f"{signed(value, base, language)} ({unit})"


def signed(value: float, base: float, language: Language) -> str:
    """A difference with its sign and what share of the figure stated it is."""
    sign = "−" if value < 0 else "+" if value > 0 else ""
    shown = f"{sign}{number_in_words(abs(value), language)}"
    if not base or not value:
        return shown
    return f"{shown}, {sign}{language.percent(abs(value) / base, 1)}"


def _done(each: Standing, language: Language) -> str:
    if each.last is None:
        return "–"
    what = each.last.what.of(language.code)
    return language.say("{day}: {what}", day=language.date(each.last.on), what=what)


def _reply(found: WordFinding, language: Language) -> str:
    if found.reply is None:
        return "–"
    who = parties_in_words([found.reply.by], found.reply.on, language)
    return language.say("{who}: {says}", who=who, says=found.reply.says.of(language.code))
