"""Problems that forums are compared on: the shipped ones with what happened, and one's own."""

from longtin import forums
from longtin._language import message
from longtin.forums.histories import case_page, case_tally, count_page
from longtin.page import Cell, Column, Table
from longtin.web.answer import Control, Form, Link, Redirect, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.pages.forum.comparison import compared, tabs
from longtin.web.visit import Visit


def ask(visit: Visit) -> Shown | Redirect:
    """The shipped problems, and with one chosen the comparison of forums for it."""
    say = visit.say
    if visit.given("scenario"):
        return compared(visit, visit.given("scenario"))
    columns = [
        Column(say("Problem")),
        Column(say("Day"), "figure"),
        Column(say("Does best")),
        Column(say("Delivered in history")),
    ]
    note = say("Who should act together on a problem, and in what form.")
    listed = section("problems", say("Problems"), Table.of("", columns, _rows(visit)))
    links = (
        Link(say("How often history agrees"), "/forums/count"),
        Link(say("A problem of your own"), "/forums/own"),
    )
    return Shown(document(visit, say("Forums"), (listed,), note=note), links=links)


def _rows(visit: Visit) -> list[list[str | Cell]]:
    say, language = visit.say, visit.language
    rows: list[list[str | Cell]] = []
    for case in case_tally().cases:
        problem = forums.scenario(case.name)
        best = say(forums.FORUM_NAMES[case.result.best])
        delivered = [say(forums.FORUM_NAMES[each]) for each in case.history.delivered_by]
        rows.append(
            [
                Cell(problem.title.of(visit.code), link=f"/forums?scenario={case.name}"),
                language.date(problem.on),
                best,
                ", ".join(delivered) or "–",
            ]
        )
    return rows


def history(visit: Visit) -> Shown:
    """What happened in a case, beside what the comparison says."""
    name, tally = visit.names["scenario"], case_tally()
    return Shown(case_page(tally.case(name), tally, visit.language),
                 tabs=tabs(visit, name, "history"))  # fmt: skip


def count(visit: Visit) -> Shown:
    """In how many cases which forum is best, and in how many history agrees."""
    links = (Link(visit.say("Problems"), "/forums"),)
    return Shown(count_page(case_tally(), visit.language), links=links)


def own(visit: Visit) -> Shown:
    """An issue file of one's own, beginning from a shipped one."""
    say, name = visit.say, visit.given("scenario", "south-china-sea-code")
    note = say(
        "An issue file says what is to be done, whom it concerns and what is assumed. Begin from a "
        "shipped one, change what you like, and compare."
    )
    text = visit.form.get("text") or forums.scenario_text(name)
    return Shown(
        document(visit, say("A problem of your own"), note=note), forms=(_own_form(visit, text),)
    )


def compare_own(visit: Visit) -> Shown:
    """Seven forums for an issue file that was sent; what was sent stays in the form."""
    text = visit.form.get("text", "")
    problem = forums.parse_issue(text, visit.say("your file"))
    found = visit.site.reckon(
        ("forums-own", text), lambda record: forums.compare(problem, record, draws=100)
    )
    shown = forums.comparison_document(found, visit.language)
    return Shown(shown, forms=(_own_form(visit, text, folded=True),), kept=False)


def _own_form(visit: Visit, text: str, *, folded: bool = False) -> Form:
    say = visit.say
    return Form(
        "/forums/own",
        (Control("text", say("The issue, as YAML"), "textarea", text, rows=26),),
        say("Compare"),
        method="post",
        is_wide=True,
        folded=say("The issue, as YAML") if folded else "",
    )


MENU = Menu(55, message("Forums"), "/forums")
ROUTES = (
    Route("/forums", ask),
    Route("/forums/count", count),
    Route("/forums/own", own),
    Route("/forums/own", compare_own, ("POST",)),
    Route("/forums/{scenario}/history", history),
)
