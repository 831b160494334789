"""Regimes: every treaty and document, one whole, and calendars of duties."""

from dataclasses import replace

from longtin import actors, measures
from longtin._dates import today
from longtin._language import message
from longtin.page import Cell, Column, Section, Table
from longtin.web.answer import Control, Download, Form, Link, Route, Shown
from longtin.web.documents import document, from_lines, section
from longtin.web.drawings.duty_timeline import year_drawn
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

FILES = {
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def every(visit: Visit) -> Shown:
    """Every regime, since when, how many obligations, how sure."""
    say = visit.say
    rows: list[list[str | Cell]] = [
        [
            Cell(each.name.of(visit.code), link=f"/regimes/{each.id}"),
            measures.binding(each.binding, visit.language),
            _years(each),
            str(len(each.obligations)),
            str(each.verified),
        ]
        for each in measures.regimes().values()
    ]
    columns = [
        Column(say("Regime")),
        Column(say("Binding")),
        Column(say("In force")),
        Column(say("Obligations"), "figure"),
        Column(say("Verified"), "figure"),
    ]
    note = say("Verified rows were read whole in the text; the others are from memory.")
    shown = document(
        visit,
        say("Treaties and documents"),
        (section("regimes", say("Regimes"), Table.of("", columns, rows), notes=(note,)),),
    )
    return Shown(shown, tabs=tabs(visit, "/regimes"))


def _years(regime: measures.Regime) -> str:
    since, until = regime.force.since, regime.force.until
    return f"{since.year if since else ''}–{until.year if until else ''}"


def tabs(visit: Visit, here: str) -> tuple[Link, ...]:
    """Pages on regimes, the one shown marked."""
    say = visit.say
    labels = (
        ("/regimes", say("All of them")),
        ("/regimes/check", say("What an activity owes")),
        ("/regimes/calendar", say("Calendar of duties")),
    )
    return tuple(Link(label, path, path == here) for path, label in labels)


def one(visit: Visit) -> Shown:
    """One regime: parties, zone, every obligation with its trigger and deadline."""
    found = measures.regime(visit.names["name"])
    head, *parts = from_lines(measures.regime_page(found, visit.language))
    sections = [
        Section("about", visit.say("What it is"), sentences=head.sentences),
        *parts,
        _parties(visit, found),
    ]
    name = found.name.of(visit.code)
    return Shown(document(visit, name, sections, kicker=visit.say("Regime"), dated=found.id))


def _parties(visit: Visit, found: measures.Regime) -> Section:
    say, language = visit.say, visit.language
    rows = [
        [
            row[f"name_{visit.code}"],
            language.date(row["since"]),
            language.date(row["until"]) if row["until"] else "",
            measures.certainty(row["certainty"], language),
        ]
        for row in measures.party_rows(found)
    ]
    columns = [
        Column(say("Party")),
        Column(say("Since"), "figure"),
        Column(say("Until"), "figure"),
        Column(say("How sure")),
    ]
    return section("parties", say("Parties"), Table.of("", columns, rows))


def calendar(visit: Visit) -> Shown:
    """What the calendar asks of a party, a treaty's parties or a group in a year."""
    say = visit.say
    year, whose = _year(visit), _whose(visit)
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    if whose:
        found = measures.calendar(whose, year, _only(visit))
        sections = (_duties(visit, found, year, many=len(whose) > 1),)
        links = tuple(
            Link(name, visit.address("/regimes/calendar/file", format=ending), downloads=True)
            for ending, name in (("ics", "iCalendar"), ("xlsx", "Excel"), ("docx", "Word"))
        )
    shown = document(visit, say("Calendar of duties"), sections)
    return Shown(
        shown, forms=(_calendar_form(visit, year),), tabs=tabs(visit, "/regimes/calendar"),
        links=links,
    )  # fmt: skip


def calendar_file(visit: Visit) -> Download:
    """The calendar as a file."""
    found = measures.calendar(_whose(visit), _year(visit), _only(visit))
    ending = visit.given("format", "ics")
    made = {
        "ics": lambda: measures.as_icalendar(found, visit.language, remind=14),
        "xlsx": lambda: measures.as_workbook(found, visit.language),
        "docx": lambda: measures.as_word(found, visit.language),
    }
    chosen = ending if ending in made else "ics"
    return Download(made[chosen](), f"duties-{_year(visit)}.{chosen}", FILES[chosen])


def _year(visit: Visit) -> int:
    typed = visit.given("year")
    known = typed.isdecimal() and len(typed) == 4
    return min(max(int(typed), 1946), 2100) if known else today().year


def _only(visit: Visit) -> list[str] | None:
    return [visit.given("regime")] if visit.given("regime") else None


def _whose(visit: Visit) -> list[str | int]:
    if visit.given("party"):
        return [each.strip() for each in visit.given("party").split(",") if each.strip()]
    if visit.given("group") or visit.given("regime"):
        return list(measures.parties_of(_year(visit), visit.given("group") or None, _only(visit)))
    return []


def _calendar_form(visit: Visit, year: int) -> Form:
    say = visit.say
    none = ("", "–")
    groups = (none, *((key, key) for key in sorted(measures.groups())))
    regimes = (
        none,
        *((each.id, each.name.of(visit.code)) for each in measures.regimes().values()),
    )
    return Form(
        "/regimes/calendar",
        (
            Control("party", say("Party"), value=visit.given("party"), suggests="states"),
            Control("group", say("or group"), "select", visit.given("group"), groups),
            Control("regime", say("Regime"), "select", visit.given("regime"), regimes),
            Control("year", say("Year"), "number", str(year), lowest="1946", highest="2100"),
        ),
        say("Show"),
    )


def _duties(
    visit: Visit, found: tuple[measures.CalendarEntry, ...], year: int, *, many: bool
) -> Section:
    say, language = visit.say, visit.language
    columns = [
        Column(say("Day"), "figure"),
        *([Column(say("Party"))] if many else []),
        Column(say("Obligation")),
        Column(say("What")),
        Column(say("Binding")),
    ]
    rows: list[list[str | Cell]] = [
        [
            measures.day_shown(each, language),
            *([actors.near(each.party, each.day).name(visit.code)] if many else []),
            Cell(each.obligation.id, link=f"/regimes/{each.regime.id}"),
            each.obligation.says.of(visit.code),
            measures.binding(each.regime.binding_of(each.obligation), language),
        ]
        for each in found
    ]
    note = say("≤ By the end of the period; no day is fixed.") if rows else say("Nothing.")
    title = say("Duties by the calendar, {year}", year=year)
    made = section("duties", title, Table.of("", columns, rows), notes=(note,))
    return replace(made, figures=year_drawn(visit, found, year))


MENU = Menu(60, message("Regimes"), "/regimes")
ROUTES = (
    Route("/regimes", every),
    Route("/regimes/calendar", calendar),
    Route("/regimes/calendar/file", calendar_file),
    Route("/regimes/{name}", one),
)
