"""Page of national targets: what a table held, and which lines could not be read."""

from collections.abc import Sequence

from longtin._language import Language, told as told_in
from longtin.page import Column, Table
from longtin.promises._exchange.national_targets import NationalTarget, TargetReading
from longtin.promises._pages.target_statements import against, target_title
from longtin.promises._statements.party import party_name

SHOWN = 10
"""Refused lines that are told one by one."""


def target_table(found: Sequence[NationalTarget], language: Language) -> Table:
    """Targets, one a row: whose, in which document, how much, against what."""
    say = language.say
    columns = [
        Column(say("Who"), wraps=True),
        Column(say("Document"), wraps=True),
        Column(say("What"), wraps=True),
        Column(say("Against what"), wraps=True),
        Column(say("Support of others")),
    ]
    hangs = {True: say("hangs on it"), False: say("without it"), None: say("not told")}
    rows = [
        [
            party_name(each.party, each.made, language.code),
            each.document,
            target_title(each, language),
            against(each, language),
            hangs[each.is_conditional],
        ]
        for each in found
    ]
    return Table.of(language.count("{n} target", "{n} targets", len(found)), columns, rows)


def targets_in_words(told: TargetReading, language: Language) -> str:
    """Rows in are targets, rows without one and refusals; and how many figures stand in words."""
    say = language.say
    bare = sum(not each.has_figure for each in told.targets)
    lines = [
        say(
            "{rows} rows or documents: {read} gave targets, {empty} name none, {refused} could not "
            "be read.",
            rows=told.rows,
            read=told.rows - told.empty - len(told.refused),
            empty=told.empty,
            refused=len(told.refused),
        )
    ]
    if bare:
        lines.append(
            language.count(
                "{n} target keeps its wording and has no figure, for its words can be read in "
                "several ways.",
                "{n} targets keep their wording and have no figure, for their words can be read in "
                "several ways.",
                bare,
            )
        )
    lines += [
        say("Line {line}: {why}", line=line, why=told_in(why, language))
        for line, why in told.refused[:SHOWN]
    ]
    if len(told.refused) > SHOWN:
        lines.append(say("… and {n} more.", n=len(told.refused) - SHOWN))
    return "\n".join(lines)
