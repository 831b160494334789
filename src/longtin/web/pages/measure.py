"""Measures: the catalogue with its filters, and each measure whole."""

from longtin import effects, measures
from longtin._language import message
from longtin.page import Cell, Column, Section, Table
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

VALUES = ("stage", "cost", "stake", "reveals")


def catalogue(visit: Visit) -> Shown:
    """The catalogue, or those of it that are asked for."""
    say, language = visit.say, visit.language
    held = measures.catalogue()
    found = held.select(
        domain=visit.given("domain") or None,
        stage=int(visit.given("stage")) if visit.given("stage").isdecimal() else None,
        phase=visit.given("phase") or None,
        text=visit.given("text") or None,
    )
    columns = [
        Column(say("Measure")),
        *(Column(measures.named("value", name, language), "figure") for name in VALUES),
    ]
    sections = []
    for domain in dict.fromkeys(each.domain for each in found):
        rows: list[list[str | Cell]] = [
            [
                Cell(each.name.of(visit.code), link=f"/measures/{each.id}"),
                *(
                    language.number(getattr(each, name), 0 if name == "stage" else 2)
                    for name in VALUES
                ),
            ]
            for each in found
            if each.domain == domain
        ]
        heading = measures.named("domain", domain, language)
        sections.append(section(f"domain-{domain}".replace("_", "-"), heading,
                                Table.of("", columns, rows)))  # fmt: skip
    note = say(
        "Stage, cost, stake and what it reveals are judgements, yours to change on a terminal."
    )
    if not found:
        advice = (say("No measure is all of that. Ask for less."),)
        sections = [Section("none", say("Nothing found"), sentences=advice)]
    title = language.count("{n} measure", "{n} measures", len(found))
    return Shown(document(visit, title, sections, note=note), forms=(_form(visit),))


def _form(visit: Visit) -> Form:
    say, language = visit.say, visit.language
    domains = dict.fromkeys(each.domain for each in measures.catalogue().values())
    every = ("", say("any"))
    return Form(
        "/measures",
        (
            Control("domain", say("Field"), "select", visit.given("domain"),
                    (every, *((one, measures.named("domain", one, language)) for one in domains))),
            Control("stage", say("Stage"), "select", visit.given("stage"),
                    (every, ("1", "1"), ("2", "2"), ("3", "3"))),
            Control("phase", say("Phase"), "select", visit.given("phase"),
                    (every, ("prevention", say("prevention")),
                     ("crisis_management", say("crisis management")),
                     ("post_conflict", say("after a conflict")))),
            Control("text", say("Words"), "search", visit.given("text")),
        ),
        say("Show"),
    )  # fmt: skip


def measure(visit: Visit) -> Shown:
    """One measure: what is done, what it risks and reveals, what comes before it, precedents."""
    say, language = visit.say, visit.language
    held = measures.catalogue()
    found = held.find(visit.names["name"])
    facts = measures.fact_table(held, found, language)
    judged = measures.judgement_table(held, found, language)
    note = say("Judgements, not measurements: change them in a file of your own, on a terminal.")
    telling = effects.informativeness_lines(effects.informativeness_of(found), language)
    sections = [
        section("facts", say("What it is"), facts, said=(found.description.of(visit.code),)),
        section("judged", say("What is judged of it"), judged, notes=(note, " ".join(telling))),
    ]
    if found.precedents:
        sections.append(
            section("precedents", say("Precedents"), measures.precedent_table(found, language))
        )
    links = (Link(say("What happened where it was tried"), f"/measures/{found.id}/effect"),)
    return Shown(
        document(visit, found.name.of(visit.code), sections, kicker=say("Measure"), dated=found.id),
        links=links,
    )


def effect(visit: Visit) -> Shown:
    """What happened where it was tried, beside pairs that did not try it."""
    found = measures.catalogue().find(visit.names["name"])
    back = Link(found.name.of(visit.code), f"/measures/{found.id}")
    counted = visit.site.later(
        ("effect", found.id), lambda record: effects.effect(record, found.id)
    )
    if counted is None:
        title = visit.say("What happened where it was tried")
        waiting = document(visit, title, kicker=visit.say("Measure"), dated=found.id)
        return Shown(waiting, links=(back,), refresh=3, kept=False)
    return Shown(effects.effect_page(counted, visit.language), links=(back,))


MENU = Menu(50, message("Measures"), "/measures")
ROUTES = (
    Route("/measures", catalogue),
    Route("/measures/{name}", measure),
    Route("/measures/{name}/effect", effect),
)
