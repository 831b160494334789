"""The portfolio: with whom, where and how one state acts on each issue."""

from dataclasses import replace

from longtin import actors, promises
from longtin._alphabet import alphabetical
from longtin._language import message, sentence_case
from longtin.forums.portfolio import (
    Portfolio,
    portfolio_document,
    portfolio_tables,
    render_portfolio,
    state_portfolio,
)
from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.answer import Control, Download, Form, Link, Route, Shown
from longtin.web.documents import document
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

MOST_PARTNERS = 9
"""Partners that stand in the matrix."""
LEAST = 0.05
"""Share below which a dash stands."""

FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def show(visit: Visit) -> Shown:
    """Partners, forums, its part, balance and weaknesses of one state."""
    say = visit.say
    if not visit.given("state"):
        note = say("Name a state: with whom, where and how it acts on each issue.")
        return Shown(document(visit, say("Portfolio"), note=note), forms=(_form(visit),),
                     lists=_issues(visit))  # fmt: skip
    found = _found(visit)
    if found is None:
        state = actors.find(visit.given("state"), visit.day())
        waiting = document(visit, state.name(visit.code), kicker=say("Portfolio"))
        return Shown(waiting, forms=(_form(visit),), refresh=4, kept=False,
                     lists=_issues(visit))  # fmt: skip
    links = tuple(
        Link(name, visit.address("/portfolio/file", format=ending), downloads=True)
        for ending, name in (("pdf", "PDF"), ("docx", "Word"))
    )
    shown: Document = portfolio_document(found, visit.language, annex=bool(visit.given("annex")))
    first, *rest = shown.sections
    sections = (first, _matrix(visit, found), *rest)
    asked = replace(_form(visit), folded=say("Another state, another issue"))
    return Shown(replace(shown, sections=sections), forms=(asked,), links=links,
                 lists=_issues(visit))  # fmt: skip


def _matrix(visit: Visit, found: Portfolio) -> Section:
    """Every issue against the partners that come first most: how often each is among three."""
    say, language = visit.say, visit.language
    total: dict[str, float] = {}
    names = {}
    for line in found.lines:
        for each in line.partners:
            total[each.key] = total.get(each.key, 0.0) + each.among_first
            names[each.key] = each.name.of(visit.code)
    shown = sorted(total, key=lambda key: -total[key])[:MOST_PARTNERS]
    rows: list[list[str | Cell]] = []
    for line in found.lines:
        share = {each.key: each.among_first for each in line.partners}
        rows.append([
            sentence_case(line.name.of(visit.code)),
            *(language.percent(share[key]) if share.get(key, 0.0) >= LEAST else "–"
              for key in shown),
        ])  # fmt: skip
    columns = [
        Column(say("Issue")),
        *(Column(names[key], "figure") for key in shown),
    ]
    note = say(
        "Share of draws in which a partner is among the first three on the issue; below {least} a "
        "dash. The partners that come first most often over all issues stand to the left.",
        least=language.percent(LEAST),
    )
    table = Table.of("", columns, rows)
    return Section("matrix", say("Every issue, partner by partner"), tables=(table,), notes=(note,))


def file(visit: Visit) -> Download | Shown:
    """The portfolio as a file."""
    found = _found(visit)
    if found is None:
        return show(visit)
    ending = visit.given("format", "pdf")
    chosen = ending if ending in FILES else "pdf"
    content = render_portfolio(found, chosen, language=visit.code)
    return Download(content, f"portfolio.{chosen}", FILES[chosen])


def _found(visit: Visit):  # type: ignore[no-untyped-def]
    day, state, issue = visit.day(), visit.given("state"), visit.given("issue")
    issues = [each.strip() for each in issue.split(",") if each.strip()]
    return visit.site.later(
        ("portfolio", state, day, issue),
        lambda record: state_portfolio(record, state, as_of=day, issues=issues),
    )


def _issues(visit: Visit) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of the issues that may be asked for, in the reader's language."""
    keys = {issue for row in portfolio_tables().strengths for issue in row.issues}
    names = (promises.issue_name(each, visit.language) for each in keys)
    return (("issues", tuple(sorted(names, key=alphabetical))),)


def _form(visit: Visit) -> Form:
    say = visit.say
    return Form(
        "/portfolio",
        (
            Control("state", say("State"), value=visit.given("state"), suggests="states",
                    is_required=True),
            Control("issue", say("Issue"), value=visit.given("issue"), suggests="issues",
                    help=say("Several with commas between; all without one.")),
            Control("at", say("As on"), "date", visit.given("at")),
            Control("annex", say("with annex"), "checkbox", visit.given("annex")),
        ),
        say("Show"),
    )  # fmt: skip


MENU = Menu(57, message("Portfolio"), "/portfolio")
ROUTES = (Route("/portfolio", show), Route("/portfolio/file", file))
