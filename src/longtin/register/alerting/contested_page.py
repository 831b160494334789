"""What others found and the replies beside it, and declarations of both sides, as tables."""

from typing import Any

from longtin import measures
from longtin._language import Language
from longtin.page import Column, Section, Table
from longtin.register.notifications.contested import ContestedFinding
from longtin.register.notifications.reconciled import DeclarationMismatch, reconciled
from longtin.register.returns import Return
from longtin.register.status_matrix import DutyStatus, StatusMatrix
from longtin.register.status_words import (
    WORDS,
    duty_shown,
    figure_shown,
    moment_shown,
    party_key,
    party_name,
)


def contested_sections(matrix: StatusMatrix, language: Language) -> tuple[Section, ...]:
    """Findings with the replies to them, and declarations of both sides; what there is of them."""
    say, sections = language.say, []
    found = [(duty, each) for duty in matrix.duties for each in duty.findings]
    if found:
        rows = [_finding_row(duty, each, matrix, language) for duty, each in found]
        columns = [
            *(Column(say("Duty"), wraps=True), Column(say("Party"), wraps=True)),
            *(Column(say("Found by"), wraps=True), Column(say("Symbol")), Column(say("Dated"))),
            *(Column(say("Figures"), wraps=True), Column(say("Replies"), wraps=True)),
            Column(say("Standing"), wraps=True),
        ]
        sections.append(
            Section("findings", say("Findings and replies"), tables=(Table.of("", columns, rows),))
        )
    both = _declarations(matrix)
    if both:
        columns = [
            *(Column(say("Duty"), wraps=True), Column(say("Figure"), wraps=True)),
            *(Column(say("Party"), wraps=True), Column(say("Declared"), "figure")),
            *(Column(say("Other party"), wraps=True), Column(say("Declared"), "figure")),
            Column(say("Difference"), "figure"),
        ]
        rows = [_declaration_row(each, matrix, language) for each in both]
        sections.append(
            Section(
                "declarations",
                say("Declarations of both sides"),
                tables=(Table.of("", columns, rows),),
            )
        )
    return tuple(sections)


def _finding_row(
    duty: DutyStatus, found: ContestedFinding, matrix: StatusMatrix, language: Language
) -> list[str]:
    finding = found.finding
    return [
        duty_shown(duty),
        party_name(duty.party, matrix, language),
        party_name(finding.party, matrix, language),
        finding.symbol,
        moment_shown(finding.dated, language),
        "; ".join(_figures(finding, language)),
        "; ".join(_reply(each, matrix, language) for each in found.replies),
        language.say(WORDS[found.state]),
    ]


def _figures(paper: Return, language: Language) -> list[str]:
    known = measures.vocabulary().figures
    return [
        f"{known[key].of(language.code)}: {figure_shown(value, language)}"
        for key, value in paper.figures.items()
    ]


def _reply(paper: Return, matrix: StatusMatrix, language: Language) -> str:
    kind = language.say(WORDS[paper.kind])
    said = f"{party_name(paper.party, matrix, language)}, {kind} {paper.symbol}".rstrip()
    return f"{said}: {paper.remark}" if paper.remark else said


def _declarations(matrix: StatusMatrix) -> tuple[DeclarationMismatch, ...]:
    return reconciled(matrix.returns)


def _declaration_row(
    found: DeclarationMismatch, matrix: StatusMatrix, language: Language
) -> list[str]:
    one, other = found.one, found.other
    return [
        f"{one.obligation} ({one.activity})",
        measures.vocabulary().figures[found.figure].of(language.code),
        f"{party_name(one.party, matrix, language)} {one.symbol}".rstrip(),
        figure_shown(found.declared[0], language),
        f"{party_name(other.party, matrix, language)} {other.symbol}".rstrip(),
        figure_shown(found.declared[1], language),
        figure_shown(found.difference, language, signed=True),
    ]


def declarations_data(matrix: StatusMatrix) -> list[dict[str, Any]]:
    """Declarations of both sides as plain values; keys are a promise."""
    return [
        {
            "obligation": each.one.obligation,
            "activity": each.one.activity,
            "figure": each.figure,
            "parties": [party_key(each.one.party, matrix), party_key(each.other.party, matrix)],
            "symbols": [each.one.symbol, each.other.symbol],
            "entries": [each.one.line, each.other.line],
            "declared": list(each.declared),
            "difference": each.difference,
        }
        for each in _declarations(matrix)
    ]
