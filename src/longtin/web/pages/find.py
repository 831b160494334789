"""Search results, by kind."""

from itertools import groupby

from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.answer import Control, Form, Redirect, Route, Shown
from longtin.web.searching.site_search import KINDS, SearchEntry, search
from longtin.web.visit import Visit


def find(visit: Visit) -> Shown | Redirect:
    """What may be meant by words typed; a single hit is gone to at once if asked so."""
    say, typed = visit.say, visit.given("q")
    found = search(typed, visit.site.menu)
    if len(found) == 1 and visit.given("go"):
        return Redirect(found[0].href)
    document = Document(
        language=visit.code,
        title=say("Search: {words}", words=typed) if typed else say("Search"),
        kicker="",
        dated="",
        sections=tuple(_sections(found, visit)) or _nothing(typed, visit),
    )
    form = Form("/search", (Control("q", say("Words"), "search", typed),), say("Search"))
    return Shown(document, forms=() if typed else (form,))


def _sections(found: tuple[SearchEntry, ...], visit: Visit) -> list[Section]:
    say = visit.say
    sections = []
    for kind, group in groupby(found, key=lambda each: each.kind):
        rows: list[list[str | Cell]] = [
            [Cell(each.name(visit.code), link=each.href), each.key, each.names[visit.code == "en"]]
            for each in group
        ]
        columns = [
            Column(say("Name")),
            Column(say("Code")),
            Column(say("In Vietnamese") if visit.code == "en" else say("In English")),
        ]
        heading = say(KINDS[kind])
        sections.append(Section(kind, heading, tables=(Table.of("", columns, rows),)))
    return sections


def _nothing(typed: str, visit: Visit) -> tuple[Section, ...]:
    say = visit.say
    if not typed:
        return ()
    advice = (
        say(
            "Nothing answers to “{words}”. Names may be typed with or without marks, in English or "
            "Vietnamese, and codes as they are: VNM, vienna-2011, LT301.",
            words=typed,
        ),
    )
    return (Section("nothing", say("Nothing found"), sentences=advice),)


ROUTES = (Route("/search", find),)
