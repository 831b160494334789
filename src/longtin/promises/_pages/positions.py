"""Page of positions: a line of what was said, what changed, and what followed."""

from collections.abc import Sequence
from typing import Final

from longtin._language import Language
from longtin.page import Column, Table
from longtin.promises._pages.in_words import issue_name
from longtin.promises._statements.party import party_name
from longtin.promises._statements.stated_position import StatedPosition
from longtin.promises._statements.vocabulary import vocabulary
from longtin.promises._wording.differences import alike, differences, marked

COMPARED: Final = 0.4
"""Share of words in common from which two texts are shown with what changed."""


def position_table(found: Sequence[StatedPosition], language: Language) -> Table:
    """A line of positions in order of time: strength, wording with what changed, what followed.

    Where the full text of two that follow each other is there, its words are compared; else the
    words of our summaries. What was added stands in `{+ +}`, what was dropped in `[- -]`.
    """
    say = language.say
    columns = [
        Column(say("Day"), "figure"),
        Column(say("Strength"), wraps=True),
        Column(say("What was said"), wraps=True),
        Column(say("What followed"), wraps=True),
        Column(say("Document"), wraps=True),
    ]
    earlier: dict[tuple[str, str], StatedPosition] = {}
    rows = []
    for each in found:
        before = earlier.get((each.by, each.issue))
        rows.append(
            [
                language.date(each.on),
                strength_in_words(each, language),
                _wording(before, each, language),
                _followed(each, language),
                _document(each, language),
            ]
        )
        earlier[each.by, each.issue] = each
    return Table.of(_caption(found, language), columns, rows)


def compared_table(found: Sequence[StatedPosition], language: Language) -> Table:
    """Positions of several on one issue, side by side in order of time."""
    say = language.say
    parties = list(dict.fromkeys(each.by for each in found))
    columns = [
        Column(say("Day"), "figure"),
        *(
            Column(party_name(by, max(each.on for each in found), language.code), wraps=True)
            for by in parties
        ),
    ]
    rows = [
        [
            language.date(each.on),
            *(
                f"{each.says.of(language.code)} ({strength_in_words(each, language)})"
                if by == each.by
                else ""
                for by in parties
            ),
        ]
        for each in found
    ]
    return Table.of(_caption(found, language), columns, rows)


def _caption(found: Sequence[StatedPosition], language: Language) -> str:
    issues = list(dict.fromkeys(each.issue for each in found))
    counted = language.count("{n} position", "{n} positions", len(found))
    if len(issues) != 1:
        return counted
    return language.say(
        "{counted}: {issue}", counted=counted, issue=issue_name(issues[0], language)
    )


def strength_in_words(each: StatedPosition, language: Language) -> str:
    """Where a position stands on the scale, with its rank."""
    name = vocabulary().strengths[each.strength].name.of(language.code)
    return f"{each.rank} · {name}"


def _wording(before: StatedPosition | None, each: StatedPosition, language: Language) -> str:
    if before is None:
        return each.wording or each.says.of(language.code)
    two = (before.says.of(language.code), each.says.of(language.code))
    if before.wording and each.wording:
        two = (before.wording, each.wording)
    found = differences(*two)
    return marked(found) if alike(found) >= COMPARED else two[1]


def _followed(each: StatedPosition, language: Language) -> str:
    return "; ".join(
        language.say(
            "{year} {kind}: {what}",
            year=one.on.year,
            kind=vocabulary().follows[one.kind].of(language.code),
            what=one.what.of(language.code),
        )
        for one in each.follows
    )


def _document(each: StatedPosition, language: Language) -> str:
    document = each.stated.document.of(language.code)
    at = ", ".join(filter(None, (each.stated.symbol, each.stated.at)))
    return f"{document} ({at})" if at else document
