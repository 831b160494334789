"""The documentation as pages: what can be done and how, beside where it is done."""

from http import HTTPStatus

from starlette.exceptions import HTTPException

from longtin.page import Cell, Column, Document, Table
from longtin.web.answer import Download, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.searching.guides import SHELVES, drawing, guides, rendered
from longtin.web.visit import Visit


def every(visit: Visit) -> Shown:
    """Every guide, by what it is for; those in the reader's language first."""
    say = visit.say
    sections = []
    for shelf, heading in SHELVES.items():
        of_shelf = [each for each in guides().values() if each.shelf == shelf]
        of_shelf.sort(key=lambda each: each.language != visit.code)
        rows: list[list[str | Cell]] = [
            [Cell(each.title, link=each.path), each.summary] for each in of_shelf
        ]
        columns = [Column(say("Guide")), Column(say("What it is about"), wraps=True)]
        sections.append(section(shelf, say(heading), Table.of("", columns, rows)))
    note = say("The documentation of this version, as it is shipped; the search finds it too.")
    return Shown(document(visit, say("Guides"), sections, note=note))


def guide(visit: Visit) -> Shown:
    """One guide.

    Raises:
        HTTPException: There is none of that name.
    """
    found = guides().get((visit.names["shelf"], visit.names["name"]))
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    shown = Document(visit.code, found.title, visit.say(SHELVES[found.shelf]), "", ())
    links = (Link(visit.say("All guides"), "/guides"),)
    return Shown(shown, text=rendered(found), text_language=found.language, links=links)


def image(visit: Visit) -> Download:
    """A drawing in a guide.

    Raises:
        HTTPException: There is none of that name.
    """
    name = f"{visit.names['name']}.svg"
    found = drawing(visit.names["shelf"], name)
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Download(found, name, "image/svg+xml", attached=False)


ROUTES = (
    Route("/guides", every),
    Route("/guides/{shelf}/drawing/{name}.svg", image),
    Route("/guides/{shelf}/{name}", guide),
)
