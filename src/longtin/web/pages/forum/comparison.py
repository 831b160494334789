"""Seven forums for one problem, side by side, under assumptions that the address may change."""

from longtin import forums
from longtin.page import Document
from longtin.web.answer import Control, ControlGroup, Download, Form, Link, Redirect, Route, Shown
from longtin.web.documents import document
from longtin.web.pages.forum.assumption_controls import PREFIX, changed, controls, with_typed
from longtin.web.reckoning.cooperation import comparison_of
from longtin.web.visit import Visit

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
STEPS, PLACE_DRAWS = 7, 8


def compared(visit: Visit, name: str) -> Shown | Redirect:
    """The comparison, and the form of what is assumed."""
    problem = forums.scenario(name)
    typed = changed(problem, visit.query, visit.language)
    if any(key.startswith(PREFIX) and key.removeprefix(PREFIX) not in typed for key in visit.query):
        return Redirect(_address(visit, typed))
    found = _found(visit, name, typed)
    title, shelf = problem.title.of(visit.code), tabs(visit, name, "compare")
    if found is None:
        waiting = document(visit, title, kicker=visit.say("Forums"))
        return Shown(waiting, forms=(_form(visit, name, typed),), tabs=shelf, refresh=3, kept=False)
    links = tuple(
        Link(words, visit.address(f"/forums/{name}/file", format=ending), downloads=True)
        for ending, words in (("pdf", "PDF"), ("docx", "Word"))
    )
    links += (Link(visit.say("Change the whole file"), f"/forums/own?scenario={name}"),)
    shown = forums.comparison_document(found, visit.language)
    return Shown(shown, forms=(_form(visit, name, typed),), tabs=shelf, links=links)


def _address(visit: Visit, typed: dict[str, str]) -> str:
    """The address with what is not as the file has it, and nothing else."""
    gone = {key: None for key in visit.query if key.startswith(PREFIX)}
    kept = {f"{PREFIX}{name}": value for name, value in typed.items()}
    return visit.address(**{**gone, **kept})


def _found(visit: Visit, name: str, typed: dict[str, str]) -> forums.ForumComparison | None:
    problem = with_typed(forums.scenario(name), typed)
    pays = visit.given("transfers")
    if pays:
        problem = problem.model_copy(update={"transfers": pays == "yes"})
    states = [each.strip() for each in visit.given("states").split(",") if each.strip()]
    more = [each for each in (pays, *sorted(typed.items())) if each]
    key, make = comparison_of(problem, states=states, whose=visit.given("for") or None, more=more)
    return visit.site.later(key, make)


def file(visit: Visit) -> Download | Shown | Redirect:
    """The comparison as a file."""
    from longtin.page import rendered

    name = visit.names["scenario"]
    typed = changed(forums.scenario(name), visit.query, visit.language)
    found = _found(visit, name, typed)
    if found is None:
        return compared(visit, name)
    asked = visit.given("format", "pdf")
    ending = asked if asked in MEDIA else "pdf"
    page: Document = forums.comparison_document(found, visit.language)
    return Download(rendered(page, ending), f"{name}.{ending}", MEDIA[ending])


def diagram(visit: Visit) -> Shown:
    """Which forum does best as interests diverge and gains become public."""
    name = visit.names["scenario"]
    problem = forums.scenario(name)
    found = visit.site.later(
        ("diagram", name),
        lambda record: forums.phase_diagram(problem, record, steps=STEPS, draws=PLACE_DRAWS),
    )
    shelf = tabs(visit, name, "map")
    if found is None:
        waiting = document(visit, problem.title.of(visit.code), kicker=visit.say("Forums"))
        return Shown(waiting, tabs=shelf, refresh=4, kept=False)
    return Shown(forums.diagram_document(found, visit.language), tabs=shelf)


def tabs(visit: Visit, name: str, here: str) -> tuple[Link, ...]:
    """What else is said of a problem."""
    say = visit.say
    return (
        Link(say("Side by side"), f"/forums?scenario={name}", here == "compare"),
        Link(say("Where which does best"), f"/forums/{name}/map", here == "map"),
        Link(say("What happened"), f"/forums/{name}/history", here == "history"),
        Link(say("Other problems"), "/forums"),
    )


def _form(visit: Visit, name: str, typed: dict[str, str]) -> Form:
    say = visit.say
    problem = forums.scenario(name)
    pays = (
        ("", say("as the file has it")),
        ("yes", say("members may pay each other")),
        ("no", say("no payments")),
    )
    told = say("Assumptions")
    if typed:
        told = visit.language.count(
            "Assumptions ({n} changed)", "Assumptions ({n} changed)", len(typed)
        )
    return Form(
        "/forums",
        (),
        say("Compare"),
        groups=(
            ControlGroup(
                "among",
                say("Whom it concerns, and what is assumed"),
                (
                    Control("scenario", "", "hidden", name),
                    Control("states", say("Among"), value=visit.given("states"),
                            help=say("States or groups with commas between; those of the file "
                                     "without.")),
                    Control("for", say("For"), value=visit.given("for"), suggests="states"),
                    Control("transfers", say("Payments"), "select", visit.given("transfers"), pays),
                ),
                more=controls(problem, typed, visit.language),
                more_words=told,
            ),
        ),
    )  # fmt: skip


ROUTES = (
    Route("/forums/{scenario}/map", diagram),
    Route("/forums/{scenario}/file", file),
)
