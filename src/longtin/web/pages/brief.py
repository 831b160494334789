"""The brief: any two states or one with several, on any day, to read or to take along."""

from dataclasses import replace

from longtin import brief
from longtin._language import message
from longtin.measures import Phase
from longtin.page import Document
from longtin.web.answer import Control, Download, Form, Link, Route, Shown
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}

PHASES: dict[str, Phase] = {
    "prevention": "prevention",
    "crisis_management": "crisis_management",
    "post_conflict": "post_conflict",
}

Found = brief.Brief | brief.Submission


def show(visit: Visit) -> Shown:
    """The form; with two states or more, the brief below it."""
    states = _states(visit)
    if len(states) < 2:
        title = visit.say("Write a brief")
        note = visit.say(
            "Two states in, two pages out: where trust stands, what moved it, what to propose."
        )
        return Shown(Document(visit.code, title, "", "", (), note=note), forms=(_form(visit),))
    found = _found(visit, states)
    document = brief.document(found, visit.language, parts=_parts(visit))
    links = tuple(
        Link(name, visit.address("/brief/file", format=form), downloads=True)
        for form, name in (
            ("pdf", "PDF"), ("docx", "Word"), ("html", "HTML"), ("md", "Markdown"),
            ("json", "JSON"),
        )
    )  # fmt: skip
    asked = replace(_form(visit), folded=visit.say("Other states, another day"))
    return Shown(document, forms=(asked,), links=links)


def file(visit: Visit) -> Download:
    """The brief as a file."""
    states, form = _states(visit), visit.given("format", "pdf")
    found = _found(visit, states)
    content = brief.render(found, form, language=visit.code, parts=_parts(visit))
    name = f"{'-'.join(states)}-{visit.day()}.{form}"
    return Download(content, name, FILES.get(form, "application/octet-stream"))


def _states(visit: Visit) -> list[str]:
    """States named: one's own first, the others apart by commas."""
    others = [each.strip() for each in visit.given("there").split(",") if each.strip()]
    here = visit.given("here")
    return [here, *others] if here else []


def _parts(visit: Visit) -> tuple[str, ...]:
    return ("annex",) if visit.given("annex") else ()


def _found(visit: Visit, states: list[str]) -> Found:
    day, stake = visit.day(), visit.number("stake")
    phase = PHASES.get(visit.given("phase"))
    annex = bool(visit.given("annex"))
    asked = visit.site.reckon(
        ("submission", *states, day, stake, phase, annex),
        lambda record: brief.submission(
            record,
            states,
            as_of=day,
            stake=stake,
            phase=phase,
            briefs=True,
            annex=annex,
        ),
    )
    return asked if len(asked.briefs) > 1 else asked.briefs[0]


def _form(visit: Visit) -> Form:
    say = visit.say
    phases = (
        ("", say("as listed crises say")),
        ("prevention", say("prevention")),
        ("crisis_management", say("crisis management")),
        ("post_conflict", say("after a conflict")),
    )
    return Form(
        "/brief",
        (
            Control("here", say("For"), value=visit.given("here"), suggests="states",
                    is_required=True),
            Control("there", say("On"), value=visit.given("there"), suggests="states",
                    is_required=True, help=say("One other, or several with commas between.")),
            Control("at", say("As on"), "date", visit.given("at"),
                    help=say("Nothing later is read. A day, a month or a year.")),
            Control("phase", say("Phase"), "select", visit.given("phase"), phases),
            Control("annex", say("with annex"), "checkbox", visit.given("annex")),
        ),
        say("Write"),
    )  # fmt: skip


MENU = Menu(30, message("Brief"), "/brief")
ROUTES = (Route("/brief", show), Route("/brief/file", file))
