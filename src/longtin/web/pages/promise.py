"""Promises: who promised what to whom, the whole life of one, positions and how they changed."""

from dataclasses import replace

from longtin import promises
from longtin._language import message, sentence_case
from longtin.page import Cell, Section, Table
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.reckoning.cooperation import standing_on
from longtin.web.visit import Visit


def commitments(visit: Visit) -> Shown:
    """Commitments and how each stands on a day, with their sums by rung."""
    say, language, by = visit.say, visit.language, visit.given("by")
    found = promises.commitments(
        by or None,
        to=visit.given("to") or None,
        issue=visit.given("issue") or None,
        overdue=bool(visit.given("overdue")),
        as_of=visit.day(),
    )
    table = promises.commitment_table(found, language, address="/promises/{}".format)
    sections = [section("commitments", table.caption, table, notes=_nothing(visit, found))]
    sums = promises.ladder(promises.own(found, by or None))
    if sums:
        sums_table = promises.ladder_table(sums, language)
        sections.append(section("ladder", say("Sums, each on its own rung"), sums_table))
    return Shown(
        document(visit, say("Commitments"), sections),
        forms=(_form(visit, "/promises", with_to=True),),
        tabs=_tabs(visit, "/promises"),
    )


def _nothing(visit: Visit, found: object) -> tuple[str, ...]:
    if found:
        return ()
    return (visit.say("Nothing of that kind is known here. That is no proof that there is none."),)


def _tabs(visit: Visit, here: str) -> tuple[Link, ...]:
    say = visit.say
    labels = (
        ("/promises", say("Commitments")),
        ("/promises/positions", say("Positions")),
        ("/promises/issues", say("Issues")),
    )
    return tuple(Link(label, path, path == here) for path, label in labels)


def _form(visit: Visit, action: str, *, with_to: bool) -> Form:
    say = visit.say
    every = ("", say("any"))
    issues = (
        every,
        *((key, promises.issue_name(key, visit.language)) for key in promises.issues()),
    )
    return Form(
        action,
        (
            Control("by", say("By whom"), value=visit.given("by"), suggests="states"),
            *([Control("to", say("To whom"), value=visit.given("to"))] if with_to else []),
            Control("issue", say("Issue"), "select", visit.given("issue"), issues),
            Control("at", say("As on"), "date", visit.given("at")),
            *(
                [Control("overdue", say("overdue only"), "checkbox", visit.given("overdue"))]
                if with_to
                else []
            ),
        ),
        say("Show"),
    )


def one(visit: Visit) -> Shown:
    """The whole life of one commitment."""
    known, stands = promises.statements(), standing_on(visit.names["name"], visit.day())
    found = stands.commitment
    sections = [
        section(f"life-{number}", table.caption, table)
        for number, table in enumerate(promises.life_tables(stands, known, visit.language))
        if table.rows
    ]
    shown = document(visit, sentence_case(found.title.of(visit.code)), sections,
                     kicker=visit.say("Commitment"), dated=found.id)  # fmt: skip
    return Shown(shown)


def positions(visit: Visit) -> Shown:
    """Dated positions with their strength, what changed in the wording, and what followed."""
    say, language = visit.say, visit.language
    parties = [each.strip() for each in visit.given("by").split(",") if each.strip()]
    asked: list[str | None] = [*parties] or [None]
    found = sorted(
        (
            each
            for party in asked
            for each in promises.positions(
                party, issue=visit.given("issue") or None, as_of=visit.day()
            )
        ),
        key=lambda each: (each.on, each.id),
    )
    if len(parties) > 1 and found:
        table = promises.compared_table(found, language)
        notes: tuple[str, ...] = ()
    else:
        table = promises.position_table(found, language)
        notes = (
            say("{{+added+}} [-dropped-] since the position before. Strength 1 to 5."),
            *_nothing(visit, found),
        )
    shown = document(
        visit, say("Positions"), (section("positions", table.caption, table, notes=notes),)
    )
    return Shown(
        shown,
        forms=(_form(visit, "/promises/positions", with_to=False),),
        tabs=_tabs(visit, "/promises/positions"),
    )


def issues(visit: Visit) -> Shown:
    """What issues amount to, which way they go, and who is worst hit."""
    name, language = visit.given("issue"), visit.language
    sections: list[Section]
    if name:
        key, found = promises.issue(name)
        tables = promises.issue_tables(key, found, language)
        sections = [
            section(f"issue-{number}", table.caption, table) for number, table in enumerate(tables)
        ]
    else:
        table = _named(promises.issue_list(language))
        sections = [section("issues", table.caption, table)]
    shown = document(visit, visit.say("Issues"), sections)
    return Shown(shown, tabs=_tabs(visit, "/promises/issues"))


def _named(table: Table) -> Table:
    """The list of issues by their names, which lead on, with the id in smaller type."""
    rows = []
    for key, name, *figures in table.rows:
        link = f"/promises/issues?issue={key.text}"
        named = Cell(sentence_case(name.text), small=key.text, link=link)
        rows.append((named, *figures))
    return replace(table, columns=table.columns[1:], rows=tuple(rows))


MENU = Menu(70, message("Promises"), "/promises")
ROUTES = (
    Route("/promises", commitments),
    Route("/promises/positions", positions),
    Route("/promises/issues", issues),
    Route("/promises/{name}", one),
)
