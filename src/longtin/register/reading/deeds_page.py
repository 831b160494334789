"""Words against deeds: figures as notified and as observed, side by side, with what was replied."""

from longtin import measures
from longtin._language import Language
from longtin.page import Column, Section, Table
from longtin.register.alerting.contested_page import contested_sections
from longtin.register.alerting.declared import declared_activities
from longtin.register.alerting.thresholds import crossed
from longtin.register.returns import Return
from longtin.register.status_matrix import DutyStatus, FigureDifference, StatusMatrix
from longtin.register.status_words import WORDS, duty_shown, figure_shown, party_name

REPLYING = ("objection", "clarification", "ruling")


def deeds_sections(matrix: StatusMatrix, language: Language) -> tuple[Section, ...]:
    """Each figure that was notified and observed, with the limits between and the reply.

    Behind it findings with the replies to them, and declarations of both sides.

    Args:
        matrix: What `status` returned.
        language: Of the words.
    """
    say = language.say
    columns = [
        *(Column(say("Party"), wraps=True), Column(say("Duty"), wraps=True)),
        *(Column(say("Figure"), wraps=True), Column(say("Notified"), "figure")),
        *(Column(say("Observed"), "figure"), Column(say("Difference"), "figure")),
        *(Column(say("Observed by"), wraps=True), Column(say("Limits between"), wraps=True)),
        Column(say("What the other side says"), wraps=True),
    ]
    rows = [
        _cells(duty, other, matrix, language)
        for duty in matrix.duties
        for other in duty.differences
    ]
    note = say(
        "Observed less notified. An inspection may count otherwise than a notice does: what the "
        "other side says stands beside it, and no verdict is given."
    )
    deeds = Section(
        "deeds",
        say("Words against deeds"),
        notes=(note,),
        sentences=() if rows else (say("Nobody has entered what was observed."),),
        tables=(Table.of("", columns, rows),) if rows else (),
    )
    return (deeds, *contested_sections(matrix, language))


def _cells(
    duty: DutyStatus, other: FigureDifference, matrix: StatusMatrix, language: Language
) -> list[str]:
    kinds = {
        kind for each in declared_activities(duty.papers, matrix.regime) for kind in each.kinds
    } or set(duty.obligation.on)
    limits = crossed(other, frozenset(kinds), matrix.regime)
    return [
        party_name(duty.party, matrix, language),
        duty_shown(duty),
        measures.vocabulary().figures[other.figure].of(language.code),
        figure_shown(other.notified, language),
        figure_shown(other.observed, language),
        figure_shown(other.difference, language, signed=True),
        f"{party_name(other.observer, matrix, language)} {other.source.symbol}".strip(),
        "; ".join(
            f"{figure_shown(limit, language)} ({', '.join(ids)})" for limit, ids in limits.items()
        ),
        "; ".join(_replies(duty, other.source, matrix, language))
        or language.say(WORDS[duty.contest]),
    ]


def _replies(
    duty: DutyStatus, source: Return, matrix: StatusMatrix, language: Language
) -> list[str]:
    """Objections, clarifications and rulings that answer an observation, each with its symbol."""
    return [
        language.say(
            "{kind} of {party}{symbol}: {remark}" if each.remark else "{kind} of {party}{symbol}",
            kind=language.say(WORDS[each.kind]),
            party=party_name(each.party, matrix, language),
            symbol=f", {each.symbol}" if each.symbol else "",
            remark=each.remark,
        )
        for each in duty.papers
        if each.kind in REPLYING and each.refers in {source.symbol, ""}
    ]
