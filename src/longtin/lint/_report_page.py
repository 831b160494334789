"""A report as a document: what a notebook shows of it."""

from longtin._language import Language
from longtin.lint._lint import Report
from longtin.lint._summary import level_name, standing, summary, told
from longtin.page import Column, Document, Section, Table


def report_page(report: Report, language: Language) -> Document:
    """What the rules say of a programme, a row a finding."""
    say = language.say
    rows = [
        [
            each.code,
            level_name(each.level, language),
            language.whole(report.draft.line(each.place)),
            each.say(language),
        ]
        for each in report.findings
    ]
    columns = (
        Column(say("Rule")),
        Column(say("Level")),
        Column(say("Line"), "figure"),
        Column(say("Finding"), wraps=True),
    )
    section = Section(
        "findings",
        summary(report.findings, len(report.silenced), language),
        sentences=(told(report, language), standing(report, language)),
        tables=(Table.of("", columns, rows),) if rows else (),
    )
    return Document(
        language=language.code,
        title=report.draft.programme.title.of(language.code),
        kicker="",
        dated="",
        sections=(section,),
        colophon="",
    )
