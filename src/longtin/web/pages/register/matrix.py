"""Due and late: party by duty, alerts, each duty, and the same as files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from longtin import measures, page, register
from longtin._language import message
from longtin.page import Section
from longtin.web.answer import Control, Download, Form, Link, Route, Shown
from longtin.web.documents import document, linked
from longtin.web.menu_entry import Menu
from longtin.web.registers import matrix_of, needed, none_opened, opened, tabs
from longtin.web.visit import Visit

FILES: Final = {
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
SYMBOL: Final = 3
"""The column of the table of duties that holds the symbol of the paper."""

ELSEWHERE: Final = ("papers", "findings", "declarations")
"""Sections that stand on pages of their own: entries, and words against deeds."""

WHOLE: Final = ("matrix", "asked")
"""Sections on every duty, also those of which there is nothing to tell yet."""

EXAMPLE_DAY: Final = date(2026, 5, 25)
"""On which the worked example of a table of returns is shown."""


def due(visit: Visit) -> Shown:
    """Who owes what by when and what has come, as of a day."""
    found = opened(visit)
    if found is None:
        return none_opened(visit, *_example(visit))
    matrix = matrix_of(visit, found, visit.day())
    if matrix is None:
        return none_opened(visit)
    told = tuple(each for each in matrix.duties if each.papers or each.timeliness == "overdue")
    whole = {each.name: each for each in register.status_document(matrix, visit.language).sections}
    shown = register.status_document(replace(matrix, duties=told), visit.language)
    sections = [
        whole[each.name] if each.name in WHOLE else _leading(each, found)
        for each in shown.sections
        if each.name not in ELSEWHERE
    ]
    return Shown(
        document(visit, shown.title, sections, kicker=shown.kicker, note=shown.note,
                 dated=shown.dated),
        forms=(_form(visit),),
        tabs=tabs(visit, "/register"),
        links=tuple(
            Link(name, visit.address("/register/file", format=ending), downloads=True)
            for ending, name in (
                ("ics", visit.say("Deadlines as iCalendar")),
                ("xlsx", "Excel"),
                ("docx", "Word"),
                ("json", "JSON"),
            )
        ),
        kept=False,
    )  # fmt: skip


def _leading(section: Section, found: register.RegisterView) -> Section:
    """A section whose symbols lead to their entries."""
    if section.name != "duties":
        return section
    tables = tuple(linked(each, partial(_entry, found), by=SYMBOL, at=SYMBOL)
                   for each in section.tables)  # fmt: skip
    return replace(section, tables=tables)


def _entry(found: register.RegisterView, symbol: str) -> str:
    index = found.at(symbol)
    return "" if index is None else f"/register/entries/{index}"


def _form(visit: Visit) -> Form:
    say = visit.say
    whose = (("", say("those with a key here")), ("all", say("all of the regime")))
    return Form(
        "/register",
        (
            Control("at", say("As on"), "date", visit.given("at")),
            Control("parties", say("Parties"), "select", visit.given("parties"), whose),
        ),
        say("Show"),
    )


def _example(visit: Visit) -> tuple[Section, ...]:
    """The worked example, so that it is seen what a register shows."""
    regime = measures.regime("vienna-2011")
    papers = register.parse_returns(register.example_returns(), regime, "returns.csv")
    parties = {each.whose for each in papers}
    matrix = register.status(papers, regime, EXAMPLE_DAY, parties=parties)
    first, alerts, *_ = register.status_document(matrix, visit.language).sections
    say = visit.say
    told = say("An example, invented: {regime}, as of {day}.",
               regime=regime.name.of(visit.code), day=visit.language.date(EXAMPLE_DAY))  # fmt: skip
    return (
        Section(first.name, first.heading, sentences=(told,), tables=first.tables),
        alerts,
    )


def files(visit: Visit) -> Download:
    """The matrix as a file."""
    matrix = matrix_of(visit, needed(visit), visit.day())
    if matrix is None:
        return Download(b"", "status.txt", "text/plain")
    language = visit.language
    made: dict[str, Callable[[], bytes]] = {
        "ics": lambda: register.deadline_calendar(matrix, language),
        "xlsx": lambda: register.status_workbook(matrix, language),
        "docx": lambda: page.rendered(register.status_document(matrix, language), "docx"),
        "json": lambda: page.as_json(register.status_data(matrix)).encode(),
    }
    asked = visit.given("format", "ics")
    chosen = asked if asked in made else "ics"
    return Download(made[chosen](), f"status-{matrix.as_of}.{chosen}", FILES[chosen])


MENU = Menu(75, message("Register"), "/register")
ROUTES = (Route("/register", due), Route("/register/file", files))
