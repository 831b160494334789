"""The documentation as pages: what can be done and how, beside where it is done."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from starlette.exceptions import HTTPException

from longtin._language import LANGUAGES
from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.answer import Download, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.searching.guides import SHELVES, Guide, drawing, guides, rendered
from longtin.web.visit import Visit


def every(visit: Visit) -> Shown:
    """Every guide by what it is for: those in the reader's language, then those in the other."""
    say, code = visit.say, visit.code
    sections = []
    for shelf, heading in SHELVES.items():
        own = [each for each in guides().values() if each.shelf == shelf and each.language == code]
        if own:
            sections.append(section(shelf, say(heading), _table(visit, own)))
    if code == "en":
        other = [each for each in guides().values() if each.language != code]
        sections.append(section("vietnamese", LANGUAGES["vi"], _table(visit, other)))
    else:
        sections += _english_only(visit)
    note = say("The documentation of this version, as it is shipped; the search finds it too.")
    return Shown(document(visit, say("Guides"), sections, note=note))


def _english_only(visit: Visit) -> Iterator[Section]:
    """What nobody has written in Vietnamese yet, by its name and subject in Vietnamese."""
    say = visit.say
    for shelf, heading in SHELVES.items():
        found = [
            each for each in guides().values()
            if each.shelf == shelf and each.language == "en" and not each.other
        ]  # fmt: skip
        if found:
            title = say("{shelf} (in English only)", shelf=say(heading))
            yield section(f"english-{shelf}", title, _table(visit, found))


def _table(visit: Visit, found: Iterable[Guide]) -> Table:
    say = visit.say
    rows = [_row(each, visit.code) for each in found]
    return Table.of("", [Column(say("Guide")), Column(say("What it is about"), wraps=True)], rows)


def _row(guide: Guide, code: str) -> list[str | Cell]:
    """A guide as its reader is told of it."""
    title, summary = guide.told
    if code == "vi" and title:
        return [Cell(title, link=guide.path), summary]
    return [Cell(guide.title, link=guide.path), guide.summary]


def guide(visit: Visit) -> Shown:
    """One guide, with the way to the same in the other language.

    Raises:
        HTTPException: There is none of that name.
    """
    say, found = visit.say, guides().get((visit.names["shelf"], visit.names["name"]))
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    note = ""
    if visit.code == "vi" and found.language == "en" and not found.other:
        note = f"{say('This guide is in English only.')} {' – '.join(filter(None, found.told))}"
    shown = Document(visit.code, found.title, say(SHELVES[found.shelf]), "", (), note=note)
    tongues = tuple(
        Link(name, found.path if code == found.language else found.other, code == found.language)
        for code, name in LANGUAGES.items()
    )
    links = (Link(say("All guides"), "/guides"),)
    return Shown(shown, text=rendered(found), text_language=found.language, links=links,
                 tabs=tongues if found.other else ())  # fmt: skip


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
