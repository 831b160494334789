"""What is said of a draft: findings of the rules, the calendar, and what happened elsewhere."""

from math import exp

from longtin import effects, lint, measures, plan, programme
from longtin._dates import today
from longtin._language import Language, told
from longtin.effects import EffectEstimate
from longtin.errors import LongtinError
from longtin.page import Cell, Column, Section, Table
from longtin.programme import Programme
from longtin.web.documents import section


def judged(text: str, language: Language) -> tuple[Section, ...]:
    """Findings, each with its line and what to do; calendar and effects where it can be read."""
    say = language.say
    try:
        found = programme.parse(text, say("your draft"))
        report = lint.lint(found, today=today())
    except LongtinError as error:
        lines = tuple(told(error, language).split("\n"))
        return (Section("unreadable", say("It cannot be read yet"), sentences=lines),)
    summary = lint.summary(report.findings, len(report.silenced), language)
    tables = (_findings(report, language),) if report.findings else ()
    page = plan.programme_page(found.programme, language)
    return (
        section("findings", say("What the rules say"), *tables, said=(summary,),
                notes=(lint.standing(report, language),)),
        *page.sections,
        elsewhere(found.programme, language),
    )  # fmt: skip


def _findings(report: lint.Report, language: Language) -> Table:
    say = language.say
    rows: list[list[str | Cell]] = []
    for each in report.findings:
        page = lint.rule(each.code).page
        rows.append(
            [
                str(report.draft.line(each.place)),
                Cell(each.code, link=f"/programme/rules/{each.code}"),
                lint.level_name(each.level, language),
                Cell(
                    each.say(language),
                    small=say(page.fix),
                    more=(say(page.looks), say(page.why)),
                    more_words=say("Why it matters"),
                ),
            ]
        )
    columns = [
        Column(say("Line"), "figure"),
        Column(say("Rule")),
        Column(say("Level")),
        Column(say("What is amiss, and what to do")),
    ]
    return Table.of("", columns, rows)


def elsewhere(found: Programme, language: Language) -> Section:
    """What the record shows that each measure of a programme changes where it was tried."""
    say, catalogue = language.say, measures.catalogue()
    rows: list[list[str | Cell]] = []
    for name in dict.fromkeys(catalogue[each.measure].id for each in found.steps):
        known = effects.estimated(name)
        rows.append(
            [
                Cell(catalogue[name].name.of(language.code), link=f"/measures/{name}/effect"),
                _disputes(known.incidents, language),
                _trust(known.trust, language),
                _basis(known.incidents, language),
            ]
        )
    columns = [
        Column(say("Measure")),
        Column(say("Disputes in five years (90 %)"), "figure"),
        Column(say("Trust five years on (90 %)"), "figure"),
        Column(say("Rests on")),
    ]
    note = say(
        "Disputes: times as many as expected without it, 1 for no effect. Trust: by how much it "
        "changes, against matched pairs that did not try it."
    )
    return section(
        "elsewhere", say("What happened elsewhere"), Table.of("", columns, rows), notes=(note,)
    )


def _disputes(found: EffectEstimate, language: Language) -> str:
    if found.basis == "none":
        return "–"
    middle, low, high = (language.number(exp(x)) for x in (found.mean, found.low, found.high))
    return f"× {middle} ({low}–{high})"


def _trust(found: EffectEstimate, language: Language) -> str:
    if found.basis == "none":
        return "–"
    middle, low, high = (
        language.number(x, signed=True) for x in (found.mean, found.low, found.high)
    )
    return language.say("{middle} ({low} to {high})", middle=middle, low=low, high=high)


def _basis(found: EffectEstimate, language: Language) -> str:
    if found.basis == "none":
        return language.say("no precedent that the record can show")
    if found.basis == "domain":
        return language.say("measures of its field")
    return language.count("{n} precedent", "{n} precedents", found.precedents)
