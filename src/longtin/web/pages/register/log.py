"""The log: its head, its witnesses, what is amiss, and the head for minutes."""

from longtin import page, register
from longtin.errors import LongtinError
from longtin.web.answer import Download, Link, Route, Shown
from longtin.web.documents import document
from longtin.web.registers import needed, none_opened, opened, tabs
from longtin.web.visit import Visit


def log(visit: Visit) -> Shown:
    """What everybody can check of the register without relying on who keeps it."""
    found = opened(visit)
    if found is None:
        return none_opened(visit)
    alerts = () if found.witnessing is None else register.log_alerts(str(found.folder))
    sections = register.log_sections(found, alerts, visit.language)
    say = visit.say
    shown = document(visit, say("The log of the register"), sections, kicker=say("Register"),
                     dated=found.origin)  # fmt: skip
    links = (
        Link(say("Head for the minutes, Word"), "/register/head.docx", downloads=True),
        Link(say("Trust file"), "/register/trust.policy", downloads=True),
    )
    return Shown(shown, tabs=tabs(visit, "/register/log"), links=links, kept=False)


def head(visit: Visit) -> Download:
    """The head for the minutes of a meeting."""
    found = needed(visit)
    if found.witnessing is None:
        raise LongtinError("The register has published no head yet.")
    shown = register.minutes_document(found.witnessing, visit.language)
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Download(page.rendered(shown, "docx"), "head.docx", media)


def trust(visit: Visit) -> Download:
    """The trust file as this machine has it; a reader gets it from somebody relied on."""
    return Download(needed(visit).trust, "trust.policy", "text/plain; charset=utf-8")


ROUTES = (
    Route("/register/log", log),
    Route("/register/head.docx", head),
    Route("/register/trust.policy", trust),
)
