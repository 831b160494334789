"""The API in words: every address with what it gives, from the description programs read."""

from longtin.page import Cell, Column, Table
from longtin.web.answer import Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.visit import Visit


def interface(visit: Visit) -> Shown:
    """The addresses of the API."""
    say = visit.say
    rows: list[list[str | Cell]] = [
        [Cell(path, link="" if "{" in path else path), say(told)]
        for path, told in visit.site.addresses
    ]
    columns = [Column(say("Address")), Column(say("What it gives"))]
    note = say("The same values as JSON, for programs; keys are kept within a version.")
    listed = section("addresses", say("Addresses"), Table.of("", columns, rows))
    links = (Link("OpenAPI", "/api/openapi.json"),)
    return Shown(document(visit, "API", (listed,), note=note), links=links)


ROUTES = (Route("/api", interface),)
