"""Page of commitments: the list with how each stands, and the life of one."""

from collections.abc import Callable, Sequence
from typing import Final

from longtin._dates import DAYS_A_YEAR
from longtin._language import Language, message
from longtin.page import Cell, Column, Table
from longtin.promises._pages.agreement import AGREEMENTS, finding_table, signed
from longtin.promises._pages.in_words import (
    COMPLETENESS,
    CONTEST,
    TIMELINESS,
    amount_in_words,
    between,
    due_in_words,
    issue_name,
    number_in_words,
    parties_in_words,
    status_name,
)
from longtin.promises._standing.ladder import LadderRow
from longtin.promises._standing.standing import Standing, in_other_books
from longtin.promises._statements.statement_files import Statements
from longtin.promises._statements.vocabulary import vocabulary

LONG: Final = round(2 * DAYS_A_YEAR)
"""Days above which lateness is told in years."""


def commitment_table(
    standings: Sequence[Standing],
    language: Language,
    caption: str = "",
    address: Callable[[str], str] | None = None,
) -> Table:
    """Commitments, one a row: who, what, to whom, by when, how it stands.

    Args:
        standings: In order of time.
        language: Of the words.
        caption: Above the table; how many there are without it.
        address: From an id to where its row leads on a site.
    """
    say = language.say
    columns = [
        Column(say("Made"), "figure"),
        Column(say("Who"), wraps=True),
        Column(say("What (ID)"), wraps=True),
        Column(say("To whom"), wraps=True),
        Column(say("By when"), wraps=True),
        Column(say("How it stands"), wraps=True),
    ]
    rows: list[list[str | Cell]] = [
        [
            str(each.commitment.made.year),
            parties_in_words(each.commitment.by, each.commitment.made, language),
            titled(each, language, address),
            parties_in_words(each.commitment.to, each.commitment.made, language),
            due_in_words(each.commitment.due, language),
            stands(each, language),
        ]
        for each in standings
    ]
    title = caption or language.count("{n} commitment", "{n} commitments", len(standings))
    return Table.of(title, columns, rows)


def titled(each: Standing, language: Language, address: Callable[[str], str] | None = None) -> Cell:
    """The title of a commitment with its id, and where it leads on a site."""
    one = each.commitment
    link = address(one.id) if address else ""
    return Cell(one.title.of(language.code), small=one.id, link=link)


def stands(each: Standing, language: Language) -> str:
    """How a commitment stands, with its share and how late it is."""
    say = language.say
    parts = [] if each.status == "restated" else [status_name(each, language)]
    if each.share is not None:
        parts.append(say("{share} delivered", share=language.percent(each.share)))
    elif each.delivered is not None and each.last is not None and each.last.amount is not None:
        done = number_in_words(each.delivered, language)
        unit = each.last.amount.counted.name.of(language.code)
        parts.append(say("{amount} {unit} delivered", amount=done, unit=unit))
    if each.days_late:
        parts.append(_late(each.days_late, language, is_whole=each.completeness == "whole"))
    if each.commitment.findings:
        last = say(AGREEMENTS[each.commitment.findings[-1].outcome])
        parts.append(say("last found: {agreement}", agreement=last))
    if each.restated_by is not None:
        parts.append(say("said again in {id}", id=each.restated_by))
    if each.contest == "contested":
        parts.append(say("contested"))
    return "; ".join(parts)


def _late(days: int, language: Language, *, is_whole: bool) -> str:
    """How late it came, or how long its day is past; above two years in years."""
    years = round(days / DAYS_A_YEAR)
    if days > LONG:
        return (
            language.count("{n} year late", "{n} years late", years)
            if is_whole
            else language.count("{n} year past", "{n} years past", years)
        )
    if is_whole:
        return language.count("{n} day late", "{n} days late", days)
    return language.count("{n} day past", "{n} days past", days)


def ladder_table(rows: Sequence[LadderRow], language: Language) -> Table:
    """Sums by rung, direction and unit."""
    say = language.say
    columns = [
        Column(say("Rung")),
        Column(say("Direction")),
        Column(say("Amount"), "figure"),
        Column(say("Unit")),
        Column(say("Statements"), "figure"),
    ]
    ways = {"outgoing": say("given"), "incoming": say("received")}
    body = [
        [
            vocabulary().rungs[each.rung].name.of(language.code),
            ways[each.direction],
            between(each.low, each.high, language),
            vocabulary().units[each.unit].name.of(language.code),
            str(each.count),
        ]
        for each in rows
    ]
    return Table.of(say("On each rung, never added together"), columns, body)


def life_tables(each: Standing, statements: Statements, language: Language) -> tuple[Table, ...]:
    """The whole life of a commitment: what it says, how it stands, what was done, who objects."""
    tables = [_facts(each, statements, language), _axes(each, language)]
    if each.commitment.deliveries:
        tables.append(_deliveries(each, statements, language))
    if each.commitment.findings:
        tables.append(finding_table([each], language))
    if others := in_other_books(each, statements.commitments.values()):
        tables.append(_books(each, others, language))
    if each.commitment.contests:
        tables.append(_contests(each, statements, language))
    return tuple(tables)


def _books(each: Standing, others: Sequence[Standing], language: Language) -> Table:
    """The same agreement as several books have it: what each says was promised and done."""
    say = language.say
    columns = [
        Column(say("Whose book"), wraps=True),
        Column(say("Direction"), wraps=True),
        Column(say("Promised"), "figure", wraps=True),
        Column(say("Done"), "figure", wraps=True),
        Column(say("Difference to the first"), "figure", wraps=True),
        Column("ID"),
    ]
    ways = {"outgoing": say("given"), "incoming": say("received")}
    rows = [
        [
            parties_in_words(one.commitment.by, one.commitment.made, language),
            ways[one.commitment.direction],
            amount_in_words(one.commitment.amount, language) or "–",
            _done_amount(one, language),
            _against(each, one, language),
            one.commitment.id,
        ]
        for one in (each, *others)
    ]
    title = say("The agreement {symbol} in every book", symbol=each.commitment.instrument)
    return Table.of(title, columns, rows)


def _done_amount(each: Standing, language: Language) -> str:
    amount = each.commitment.amount
    if each.delivered is None or amount is None:
        return "–"
    unit = amount.counted.name.of(language.code)
    return f"{number_in_words(each.delivered, language)} {unit}"


def _against(first: Standing, other: Standing, language: Language) -> str:
    """What the other book has done more or less, where both count in one unit."""
    units = [
        one.commitment.amount.unit if one.commitment.amount else None for one in (first, other)
    ]
    if first is other or units[0] != units[1] or first.delivered is None or other.delivered is None:
        return "–"
    return signed(other.delivered - first.delivered, first.delivered, language)


def _facts(each: Standing, statements: Statements, language: Language) -> Table:
    one, say = each.commitment, language.say
    source = statements.sources[one.stated.source].of(language.code)
    place = ", ".join(filter(None, (one.stated.symbol, one.stated.at)))
    document = one.stated.document.of(language.code)
    rung = vocabulary().rungs[one.rung]
    rows = {
        say("Who"): parties_in_words(one.by, one.made, language),
        say("To whom"): parties_in_words(one.to, one.made, language),
        say("About"): issue_name(one.issue, language),
        say("Made"): language.date(one.made),
        say("What"): one.says.of(language.code),
        say("Key words"): "; ".join(one.terms),
        say("How much"): amount_in_words(one.amount, language) or say("no amount named"),
        say("By when"): due_in_words(one.due, language)
        + (f" ({one.due.said})" if one.due is not None and language.code == "en" else ""),
        say("On condition"): one.on_condition.of(language.code) if one.on_condition else "",
        say("Hangs on"): ", ".join(one.depends_on),
        say("Rung"): say(
            "{rung}: {says}",
            rung=rung.name.of(language.code),
            says=rung.says.of(language.code),
        ),
        say("Says again"): one.restates or "",
        say("Part of"): one.part_of or "",
        say("Document"): f"{document} ({place})" if place else document,
        say("Read in"): source,
        say("How sure"): say(_CERTAINTY[one.certainty]),
        say("Note"): one.note.of(language.code) if one.note else "",
    }
    columns = [Column(""), Column("", wraps=True)]
    return Table.of(
        one.title.of(language.code),
        columns,
        [[name, value] for name, value in rows.items() if value],
    )


def _axes(each: Standing, language: Language) -> Table:
    """Four axes and no verdict."""
    say = language.say
    complete = say(COMPLETENESS[each.completeness])
    if each.share is not None:
        complete = say("{what}: {share}", what=complete, share=language.percent(each.share))
    timely = say(TIMELINESS[each.timeliness])
    if each.days_late:
        timely = f"{timely} ({language.count('{n} day', '{n} days', each.days_late)})"
    again = each.restated_by
    consistent = say("said again in {id}", id=again) if again else say("no later wording is known")
    ended = each.commitment.ended
    if ended is not None:
        consistent = say("{how} on {day}", how=say(_ENDS[ended.how]), day=language.date(ended.on))
    rows = [
        [say("On the whole"), status_name(each, language)],
        [say("In time"), timely],
        [say("In full"), complete],
        [say("Held to"), consistent],
        [say("Contest"), say(CONTEST[each.contest])],
    ]
    if each.is_overdue or ended is not None:
        rows.append([say("Why"), each.cause.of(language.code) if each.cause else say("unknown")])
    title = say("How it stands on {day}", day=language.date(each.as_of))
    return Table.of(title, [Column(""), Column("", wraps=True)], rows)


_CERTAINTY: Final = {
    "verified": message("looked up in the source"),
    "memory": message("from memory, not looked up"),
    "judgement": message("a judgement"),
}
_ENDS: Final = {
    "withdrawn": message("withdrawn"),
    "suspended": message("suspended"),
    "superseded": message("superseded"),
    "lapsed": message("lapsed"),
}


def _deliveries(each: Standing, statements: Statements, language: Language) -> Table:
    say = language.say
    columns = [
        Column(say("Until"), "figure"),
        Column(say("What was done"), wraps=True),
        Column(say("How much")),
        Column(say("Read in"), wraps=True),
        Column(say("How sure"), wraps=True),
    ]
    rows = [
        [
            language.date(one.on),
            one.what.of(language.code),
            amount_in_words(one.amount, language),
            statements.sources[one.source].of(language.code),
            say(_CERTAINTY[one.certainty]),
        ]
        for one in each.commitment.deliveries
    ]
    return Table.of(say("What was done"), columns, rows)


def _contests(each: Standing, statements: Statements, language: Language) -> Table:
    say = language.say
    columns = [
        Column(say("Day"), "figure"),
        Column(say("Who")),
        Column(say("What they say"), wraps=True),
        Column(say("Read in"), wraps=True),
    ]
    rows = [
        [
            language.date(one.on),
            parties_in_words([one.by], one.on, language),
            one.says.of(language.code),
            statements.sources[one.source].of(language.code),
        ]
        for one in each.commitment.contests
    ]
    return Table.of(say("Seen otherwise"), columns, rows)
