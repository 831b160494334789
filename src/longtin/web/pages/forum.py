"""Forums: a problem put through seven institutions, side by side, and where which does best."""

from longtin import forums
from longtin._language import message
from longtin.page import Cell, Column, Table
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit


def ask(visit: Visit) -> Shown:
    """The shipped problems, and with one chosen the comparison of forums for it."""
    say, name = visit.say, visit.given("scenario")
    if not name:
        rows: list[list[str | Cell]] = []
        for key in forums.scenarios():
            found = forums.scenario(key)
            rows.append([
                Cell(found.title.of(visit.code), link=f"/forums?scenario={key}"),
                visit.language.date(found.on),
            ])  # fmt: skip
        columns = [Column(say("Problem")), Column(say("Day"), "figure")]
        note = say("Who should act together on a problem, and in what form.")
        listed = section("problems", say("Problems"), Table.of("", columns, rows))
        return Shown(document(visit, say("Forums"), (listed,), note=note))
    return _compared(visit, name)


def _compared(visit: Visit, name: str) -> Shown:
    problem = forums.scenario(name)
    states = [each.strip() for each in visit.given("states").split(",") if each.strip()]
    whose = visit.given("for") or None
    found = visit.site.later(
        ("forums", name, *states, whose),
        lambda record: forums.compare(problem, record, states=states or None, for_state=whose),
    )
    title = problem.title.of(visit.code)
    tabs = _tabs(visit, name, "compare")
    if found is None:
        waiting = document(visit, title, kicker=visit.say("Forums"))
        return Shown(waiting, forms=(_form(visit, name),), tabs=tabs, refresh=3, kept=False)
    shown = forums.comparison_document(found, visit.language)
    return Shown(shown, forms=(_form(visit, name),), tabs=tabs)


def diagram(visit: Visit) -> Shown:
    """Which forum does best as interests diverge and gains become public."""
    name = visit.names["scenario"]
    problem = forums.scenario(name)
    found = visit.site.later(
        ("diagram", name), lambda record: forums.phase_diagram(problem, record, steps=7, draws=8)
    )
    tabs = _tabs(visit, name, "map")
    if found is None:
        waiting = document(visit, problem.title.of(visit.code), kicker=visit.say("Forums"))
        return Shown(waiting, tabs=tabs, refresh=4, kept=False)
    return Shown(forums.diagram_document(found, visit.language), tabs=tabs)


def _tabs(visit: Visit, name: str, here: str) -> tuple[Link, ...]:
    say = visit.say
    return (
        Link(say("Side by side"), f"/forums?scenario={name}", here == "compare"),
        Link(say("Where which does best"), f"/forums/{name}/map", here == "map"),
        Link(say("Other problems"), "/forums"),
    )


def _form(visit: Visit, name: str) -> Form:
    say = visit.say
    return Form(
        "/forums",
        (
            Control("scenario", "", "hidden", name),
            Control("states", say("Among"), value=visit.given("states"),
                    help=say("States or groups with commas between; those of the file without.")),
            Control("for", say("For"), value=visit.given("for"), suggests="states"),
        ),
        say("Compare"),
    )  # fmt: skip


MENU = Menu(55, message("Forums"), "/forums")
ROUTES = (Route("/forums", ask), Route("/forums/{scenario}/map", diagram))
