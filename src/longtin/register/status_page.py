"""The matrix of a register in words: what stands in it, what to look at, paper by paper."""

from typing import Any, Final

from longtin import measures
from longtin._alphabet import alphabetical
from longtin._language import Language
from longtin.page import Cell, Column, Document, Section, Table
from longtin.register.alerting.alert_lines import alert_data, alert_lines
from longtin.register.alerting.contested_page import contested_sections, declarations_data
from longtin.register.returns import Return
from longtin.register.status_matrix import DutyStatus, StatusMatrix
from longtin.register.status_words import (
    WORDS,
    due_shown,
    iso,
    moment_shown,
    party_key,
    party_name,
)

NO_BREAK: Final = "\u00a0"


def status_document(matrix: StatusMatrix, language: Language) -> Document:
    """The matrix as a page: party by duty, alerts, what duties ask, their axes, each paper.

    Args:
        matrix: What `status` returned.
        language: Of the words.
    """
    say = language.say
    regime = matrix.regime
    sections = (
        Section("matrix", say("Party by duty"), tables=(matrix_table(matrix, language),),
                notes=_notes(matrix, language)),
        Section("alerts", say("Alerts"), points=alert_lines(matrix, language)
                or (say("Nothing."),)),
        Section("asked", say("What each duty asks"), tables=(_asked(matrix, language),)),
        Section("duties", say("Duty by duty"), tables=(duty_table(matrix, language),)),
        *contested_sections(matrix, language),
        Section("papers", say("Papers"), tables=(paper_table(matrix, language),)),
    )  # fmt: skip
    return Document(
        language=language.code,
        title=say("Returns: {regime}", regime=regime.name.of(language.code)),
        kicker=say("Register"),
        dated=say("as of {day}", day=language.date(matrix.as_of)),
        sections=sections,
        day=matrix.as_of.isoformat(),
        note=say(
            "What had come by this day. No verdict is given: the parties judge by the papers and "
            "the rule."
        ),
        page_label=say("Page"),
        is_wide=True,
    )


def _notes(matrix: StatusMatrix, language: Language) -> tuple[str, ...]:
    say = language.say
    told = [
        say(
            "Duties due from {first} to {last}. In time by the day of receipt; late by the date "
            "the paper bears; undetermined between the two. Due: nothing is entered.",
            first=language.date(matrix.since),
            last=language.date(matrix.until),
        )
    ]
    if any(each.due and not each.is_fixed for each in matrix.duties):
        told.append(say("≤: by that day at the latest, for the text names a period and no day."))
    if matrix.later:
        told.append(
            language.count(
                "{n} paper came after this day and is not counted.",
                "{n} papers came after this day and are not counted.",
                matrix.later,
            )
        )
    if matrix.outside:
        told.append(
            language.count(
                "{n} paper is about a duty due outside this time.",
                "{n} papers are about duties due outside this time.",
                matrix.outside,
            )
        )
    return tuple(told)


def matrix_table(matrix: StatusMatrix, language: Language) -> Table:
    """Party by duty; each cell has the standing and the day it was due."""
    say = language.say
    duties = list(dict.fromkeys(each.obligation.id for each in matrix.duties))
    cells: dict[tuple[int, str], list[DutyStatus]] = {}
    for each in matrix.duties:
        cells.setdefault((each.party, each.obligation.id), []).append(each)
    parties = sorted(
        {each.party for each in matrix.duties},
        key=lambda code: alphabetical(party_name(code, matrix, language)),
    )
    return Table.of(
        "",
        [Column(say("Party")), *(Column(each, wraps=True) for each in duties)],
        [
            [
                party_name(code, matrix, language),
                *("; ".join(_short(each, language) for each in cells.get((code, duty), ()))
                  for duty in duties),
            ]
            for code in parties
        ],
    )  # fmt: skip


def _asked(matrix: StatusMatrix, language: Language) -> Table:
    """What the names of duties stand for, in the order of the matrix."""
    say = language.say
    asked = dict.fromkeys(each.obligation for each in matrix.duties)
    return Table.of(
        "",
        [
            Column(say("Duty"), "symbol"),
            Column(say("Article"), wraps=True),
            Column(say("Asks"), wraps=True),
        ],
        [
            [each.id, measures.citation(each.article, language.code), each.says.of(language.code)]
            for each in asked
        ],
    )


def _short(duty: DutyStatus, language: Language) -> str:
    day = f" {due_shown(duty, language)}" if duty.due else ""
    name = f" ({duty.activity})" if duty.activity else ""
    return f"{language.say(WORDS[duty.standing])}{day}{name}"


def duty_table(matrix: StatusMatrix, language: Language) -> Table:
    """Each duty on the four axes, with the paper that does it and its days; for a page."""
    say = language.say
    columns = [
        *(Column(say("Party"), wraps=True), Column(say("Duty"), wraps=True), Column(say("Due"))),
        *(Column(say("Paper"), wraps=True), Column(say("Timeliness"), wraps=True)),
        *(Column(say("Completeness"), wraps=True), Column(say("Consistency"), wraps=True)),
        Column(say("Contest")),
    ]
    return Table.of("", columns, [_duty_cells(each, matrix, language) for each in matrix.duties])


def _duty_cells(duty: DutyStatus, matrix: StatusMatrix, language: Language) -> list[str | Cell]:
    say, paper = language.say, duty.original
    standing = "" if duty.standing == "due" else say(WORDS[duty.standing])
    return [
        party_name(duty.party, matrix, language),
        Cell(duty.obligation.id, small=duty.activity),
        due_shown(duty, language).replace(" ", NO_BREAK),
        Cell(paper.symbol or say("no symbol"), small=_days(paper, language)) if paper else "",
        Cell(_timely(duty, language), small=standing),
        _complete(duty, language),
        say(WORDS[duty.consistency]),
        say(WORDS[duty.contest]),
    ]


def _days(paper: Return, language: Language) -> str:
    """The days of a paper, those that are the same said once."""
    say = language.say
    dated, received, entered = (
        moment_shown(each, language) for each in (paper.dated, paper.received, paper.entered)
    )
    told = [say("dated {day}", day=dated)] if dated else []
    if received == entered:
        return "; ".join([*told, say("received and entered {day}", day=entered)])
    told += [say("received {day}", day=received)] if received else []
    return "; ".join([*told, say("entered {day}", day=entered)])


def _flat_duty_table(matrix: StatusMatrix, language: Language) -> Table:
    """The same with a column for each thing, to be sorted and counted."""
    say = language.say
    headings = (
        *(say("Party"), say("Duty"), say("Activity"), say("Due"), say("Dated"), say("Received")),
        *(say("Entered"), say("Symbol"), say("Standing"), say("Timeliness"), say("Completeness")),
        *(say("Consistency"), say("Contest")),
    )
    rows = []
    for duty in matrix.duties:
        party, *_, complete, consistent, contest = _duty_cells(duty, matrix, language)
        paper = duty.original
        days = (paper.dated, paper.received, paper.entered) if paper else (None, None, None)
        rows.append([
            party, duty.obligation.id, duty.activity, due_shown(duty, language),
            *(moment_shown(each, language) for each in days),
            paper.symbol if paper else "", say(WORDS[duty.standing]), _timely(duty, language),
            complete, consistent, contest,
        ])  # fmt: skip
    return Table.of("", [Column(each) for each in headings], rows)


def duty_axes(duty: DutyStatus, language: Language) -> tuple[str, ...]:
    """Where a duty stands on each of the four axes, a line each."""
    say = language.say
    places = (
        (say("Timeliness"), _timely(duty, language)),
        (say("Completeness"), _complete(duty, language)),
        (say("Consistency"), say(WORDS[duty.consistency])),
        (say("Contest"), say(WORDS[duty.contest])),
    )
    return tuple(say("{axis}: {place}.", axis=axis, place=place) for axis, place in places)


def _timely(duty: DutyStatus, language: Language) -> str:
    told = [language.say(WORDS[duty.timeliness])]
    if duty.days_late:
        told.append(language.count("{n} day", "{n} days", duty.days_late))
    if duty.only_if and duty.original is None:
        told.append(measures.only_if(duty.only_if, language).rstrip("."))
    if duty.cancelled:
        told.append(language.say("cancelled by {symbol}", symbol=duty.cancelled))
    return "; ".join(told)


def _complete(duty: DutyStatus, language: Language) -> str:
    told = language.say(WORDS[duty.completeness])
    if duty.completeness == "nothing_new" and duty.original:
        return f"{told} {duty.original.refers}"
    if duty.lacking:
        contents = measures.vocabulary().contents
        lacking = language.list([contents[key].of(language.code) for key in duty.lacking])
        return language.say("{told}: not said to hold {lacking}", told=told, lacking=lacking)
    return told


def paper_table(matrix: StatusMatrix, language: Language) -> Table:
    """Every paper known on the day, in the order it came."""
    say = language.say
    columns = [
        *(Column(say("Symbol")), Column(say("Party"), wraps=True), Column(say("No."), "figure")),
        *(Column(say("Kind"), wraps=True), Column(say("Duty")), Column(say("Dated"))),
        *(Column(say("Received")), Column(say("Entered")), Column(say("Refers to"))),
        Column(say("Remark"), wraps=True),
    ]
    ordered = sorted(matrix.returns, key=lambda each: (each.known, each.line))
    rows = [_paper_cells(each, matrix, language) for each in ordered]
    return Table.of("", columns, rows)


def kind_words(paper: Return, language: Language) -> list[str]:
    """What it is, and whether it was entered on paper or is sealed."""
    told = [language.say(WORDS[paper.kind])]
    if paper.on_paper:
        told.append(language.say(WORDS[f"on_paper_{paper.attested}"]))
    if paper.secrecy == "sealed":
        told.append(language.say("sealed to {readers}", readers=language.list(paper.sealed_to)))
    elif paper.secrecy != "open":
        told.append(language.say(WORDS[paper.secrecy]))
    if paper.unreadable:
        fields = ", ".join(f"`{each}`" for each in paper.unreadable)
        told.append(language.say("no form would hold {fields} as it was sealed", fields=fields))
    return told


def _paper_cells(paper: Return, matrix: StatusMatrix, language: Language) -> list[str | Cell]:
    return [
        paper.symbol,
        party_name(paper.party, matrix, language),
        "" if paper.number is None else str(paper.number),
        "; ".join(kind_words(paper, language)),
        f"{paper.obligation} ({paper.activity})" if paper.activity else paper.obligation,
        moment_shown(paper.dated, language),
        moment_shown(paper.received, language),
        moment_shown(paper.entered, language),
        paper.refers,
        paper.remark,
    ]


def status_workbook(matrix: StatusMatrix, language: Language) -> bytes:
    """The matrix as a workbook: party by duty, what to look at, duty by duty, papers."""
    say = language.say
    alerts = Table.of(
        "", [Column(say("Alert"))], [[line] for line in alert_lines(matrix, language)]
    )
    tables = (
        (say("Party by duty"), matrix_table(matrix, language)),
        (say("Alerts"), alerts),
        (say("Duty by duty"), _flat_duty_table(matrix, language)),
        (say("Papers"), paper_table(matrix, language)),
    )
    return measures.text_workbook(
        say("Returns: {regime}", regime=matrix.regime.name.of(language.code)),
        [
            (
                name,
                [column.heading for column in each.columns],
                [[cell.text for cell in row] for row in each.rows],
            )
            for name, each in tables
        ],
    )


def status_data(matrix: StatusMatrix) -> dict[str, Any]:
    """The matrix as JSON: duties with their axes, alerts, counts."""
    return {
        "regime": matrix.regime.id,
        "as_of": matrix.as_of,
        "since": matrix.since,
        "until": matrix.until,
        "papers": len(matrix.returns),
        "later": matrix.later,
        "outside": matrix.outside,
        "duties": [_duty_data(each, matrix) for each in matrix.duties],
        "alerts": [alert_data(each, matrix) for each in matrix.alerts],
        "declarations": declarations_data(matrix),
    }


def _duty_data(duty: DutyStatus, matrix: StatusMatrix) -> dict[str, Any]:
    paper = duty.original
    return {
        "party": party_key(duty.party, matrix),
        "obligation": duty.obligation.id,
        "article": duty.obligation.article,
        "activity": duty.activity or None,
        "due": iso(duty.due),
        "fixed": duty.is_fixed,
        "only_if": duty.only_if,
        "standing": duty.standing,
        "timeliness": duty.timeliness,
        "days_late": duty.days_late,
        "completeness": duty.completeness,
        "lacking": list(duty.lacking),
        "consistency": duty.consistency,
        "differences": [
            {
                "figure": each.figure,
                "notified": each.notified,
                "observed": each.observed,
                "difference": each.difference,
                "observer": party_key(each.observer, matrix),
                "symbol": each.source.symbol,
            }
            for each in duty.differences
        ],
        "contest": duty.contest,
        "kind": paper.kind if paper else None,
        "symbol": paper.symbol if paper else None,
        "dated": iso(paper.dated) if paper else None,
        "received": iso(paper.received) if paper else None,
        "entered": iso(paper.entered) if paper else None,
        "papers": [each.symbol or f"line {each.line}" for each in duty.papers],
        "cancelled_by": duty.cancelled or None,
        "on_paper": paper.on_paper if paper else None,
        "attested": (paper.attested or None) if paper else None,
        "secrecy": paper.secrecy if paper else None,
        "findings": [
            {
                "symbol": each.finding.symbol,
                "by": party_key(each.finding.party, matrix),
                "state": each.state,
                "replies": [reply.symbol for reply in each.replies],
            }
            for each in duty.findings
        ],
    }
