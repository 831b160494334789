"""Page of flows of aid: sums by rung, direction and currency, and what a file held."""

from collections.abc import Sequence

from longtin._language import Language
from longtin.page import Column, Table
from longtin.promises._exchange.flows import Flow, totals
from longtin.promises._exchange.iati import IatiSummary
from longtin.promises._statements.vocabulary import vocabulary


def flow_totals_table(found: Sequence[Flow], language: Language) -> Table:
    """Sums of a file, each on its own rung, in its own direction and currency."""
    say = language.say
    ways = {"outgoing": say("given"), "incoming": say("received")}
    columns = [
        Column(say("Direction")),
        Column(say("Rung")),
        Column(say("Currency")),
        Column(say("Amount"), "figure"),
    ]
    rows = [
        [
            ways[direction],
            vocabulary().rungs[rung].name.of(language.code),
            currency,
            language.number(value, 2),
        ]
        for (rung, direction, currency), value in sorted(
            totals(tuple(found)).items(), key=lambda item: (item[0][1], item[0][2], item[0][0])
        )
    ]
    silent = sum(each.paid is None for each in found)
    caption = language.count(
        "{n} flow; of {silent} no payment was reported",
        "{n} flows; of {silent} no payment was reported",
        len(found),
        silent=silent,
    )
    return Table.of(caption, columns, rows)


def reading_in_words(told: IatiSummary, language: Language) -> str:
    """What a file held, and what of it could not be read."""
    if not told.activities:
        return ""
    parts = [
        language.say(
            "{activities} activities, {transactions} transactions taken over.",
            activities=language.whole(told.activities),
            transactions=language.whole(told.transactions),
        )
    ]
    if told.others:
        parts.append(
            language.say(
                "Left out, by IATI type: {types}.",
                types=", ".join(f"{kind} ({n})" for kind, n in sorted(told.others.items())),
            )
        )
    if told.refused:
        number, why = told.refused[0]
        parts.append(
            language.say(
                "{n} could not be read; the first begins on line {line}: {why}. Ask its publisher "
                "for a file that is whole there.",
                n=len(told.refused),
                line=told.lines.get(number, number),
                why=language.say(why),
            )
        )
    return " ".join(parts)
