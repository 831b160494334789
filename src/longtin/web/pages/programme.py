"""Programmes: a draft written, judged while it is typed, drawn, kept in a case and taken along."""

from longtin import lint, measures, plan, programme, reviews
from longtin._case import NEW, version_of
from longtin._dates import today
from longtin._language import message, told
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.page import Cell, Column, Section, Table, rendered
from longtin.web.answer import Control, Download, Form, Link, PagePart, Redirect, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

FILES = {
    "yaml": "text/yaml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def ask(visit: Visit) -> Shown:
    """Programmes of the case and examples to begin from, and the form of a plan."""
    say = visit.say
    columns = [Column(say("Programme"))]
    kept = visit.site.case.programmes() if visit.site.case else ()
    sections = []
    if kept:
        rows = [[Cell(name, link=f"/programme/draft?name={name}")] for name in kept]
        sections.append(section("kept", say("In your case"), Table.of("", columns, rows)))
    shipped: list[list[str | Cell]] = [
        [Cell(name, link=f"/programme/draft?example={name}")] for name in programme.examples()
    ]
    sections.append(section("examples", say("Examples to begin from"),
                            Table.of("", columns, shipped)))  # fmt: skip
    links = (Link(say("Rules for programmes"), "/programme/rules"),)
    note = "" if visit.site.case else say("Start with --case FOLDER to keep programmes.")
    shown = document(visit, say("Programmes"), sections, note=note)
    return Shown(shown, forms=(_plan_form(visit),), links=links, kept=False)


def _plan_form(visit: Visit) -> Form:
    say = visit.say
    return Form(
        "/programme/plan",
        (
            Control("here", say("Who plans"), value=visit.given("here"), suggests="states",
                    is_required=True),
            Control("there", say("With whom"), value=visit.given("there"), suggests="states",
                    is_required=True),
            Control("aim", say("What for"), value=visit.given("aim")),
            Control("from", say("From"), "date", visit.given("from")),
            Control("until", say("Until"), "date", visit.given("until")),
        ),
        say("Plan"),
        title=say("What to do next between two states"),
    )  # fmt: skip


def proposed(visit: Visit) -> Shown:
    """What to do next and in what order, why, and what may come of it."""
    say = visit.say
    found = _plan(visit)
    if found is None:
        waiting = document(visit, say("What to do next"), kicker=say("Plan"))
        return Shown(waiting, forms=(_plan_form(visit),), refresh=3, kept=False)
    links: tuple[Link, ...] = ()
    if found.programme is not None:
        links = (Link(say("Open it as a draft"), visit.address("/programme/draft", plan="1")),)
    return Shown(plan.document(found, visit.language), forms=(_plan_form(visit),), links=links)


def _plan(visit: Visit) -> plan.Plan | None:
    """The plan asked for; `None` while it is being counted."""
    day, here, there = visit.day(), visit.given("here"), visit.given("there")
    start, until = visit.when("from"), visit.when("until")
    first = start.start if start else today()
    last = until.end if until else None
    aim = visit.given("aim")

    def made(record: Record) -> plan.Plan:
        catalogue = measures.catalogue()
        wishes = plan.Wishes(aim=plan.in_both(aim or None, visit.code), start=first, until=last)
        standing = plan.situation(record, here, there, as_of=day, start=first)
        return plan.propose(standing, catalogue, wishes)

    return visit.site.later(("plan", here, there, day, first, last, aim, visit.code), made)


def draft(visit: Visit) -> Shown | Redirect:
    """A draft with what the rules say of it, its calendar, and where it can go."""
    text, version = _text(visit)
    name = visit.given("name")
    if visit.given("do") == "keep" and visit.site.case is not None:
        visit.site.case.keep_programme(name, text, version)
        return Redirect(f"/programme/draft?name={name}")
    sections = _judged(visit, text)
    shown = document(visit, name or visit.say("A draft"), sections, kicker=visit.say("Programme"))
    return Shown(shown, forms=(_draft_form(visit, text, name, version),), kept=False)


def _text(visit: Visit) -> tuple[str, str]:
    """The text asked for and the version it was read in."""
    name = visit.given("name")
    if "text" in visit.form:
        return visit.form["text"], visit.given("version")
    if name and visit.site.case is not None:
        return visit.site.case.read_programme(name)
    if visit.given("plan"):
        found = _plan(visit)
        if found is not None and found.programme is not None:
            return programme.to_yaml(found.programme), NEW
    return programme.example(visit.given("example") or next(iter(programme.examples()))), NEW


def _draft_form(visit: Visit, text: str, name: str, version: str) -> Form:
    say = visit.say
    others = [
        ("do", "yaml", say("Take it along (YAML)")),
        ("do", "ics", say("Calendar (iCalendar)")),
        ("do", "docx", say("Word")),
        ("do", "pdf", say("PDF")),
        ("do", "review", say("Review a running one")),
    ]
    if visit.site.case is not None:
        others.insert(0, ("do", "keep", say("Keep in the case")))
    return Form(
        "/programme/draft",
        (
            Control("text", say("The programme, as YAML"), "textarea", text, rows=24),
            Control("name", say("Name in the case"), value=name),
            Control("version", "", "hidden", version),
        ),
        say("Check"),
        method="post",
        others=tuple(others),
        live="/programme/check",
        is_wide=True,
    )


def sent(visit: Visit) -> Shown | Redirect | Download:
    """What a button under a draft asks for."""
    match visit.given("do"):
        case "yaml" | "ics" | "docx" | "pdf" as ending:
            return _file(visit, ending)
        case "review":
            return _review(visit)
        case _:
            return draft(visit)


def _file(visit: Visit, ending: str) -> Download:
    text = visit.form["text"]
    name = f"{visit.given('name') or 'programme'}.{ending}"
    if ending == "yaml":
        return Download(text.encode(), name, FILES[ending])
    found = programme.parse(text, visit.say("your draft")).programme
    if ending == "ics":
        made = programme.as_calendar(found, visit.language)
        return Download(made, name, FILES[ending])
    page = plan.programme_page(found, visit.language)
    return Download(rendered(page, ending), name, FILES[ending])


def _review(visit: Visit) -> Shown:
    """A running programme against what it set out to do."""
    found = programme.parse(visit.form["text"], visit.say("your draft"))
    day = visit.day()
    key = ("review", version_of(visit.form["text"]), day)
    counted = visit.site.reckon(key, lambda record: reviews.review(found, record, as_of=day))
    return Shown(reviews.document(counted, visit.language), kept=False)


def check(visit: Visit) -> PagePart:
    """What the rules say, asked while somebody types."""
    return PagePart(document(visit, visit.say("Check"), _judged(visit, visit.given("text"))))


def _judged(visit: Visit, text: str) -> tuple[Section, ...]:
    """Findings, each with its line and what to do; and the calendar, where the text can be read."""
    say, language = visit.say, visit.language
    try:
        found = programme.parse(text, say("your draft"))
        report = lint.lint(found, today=today())
    except LongtinError as error:
        return (
            Section("unreadable", say("It cannot be read yet"),
                    sentences=tuple(told(error, language).split("\n"))),
        )  # fmt: skip
    rows: list[list[str | Cell]] = [
        [
            str(found.line(each.place)),
            Cell(each.code, link=f"/programme/rules/{each.code}"),
            lint.level_name(each.level, language),
            Cell(each.say(language), small=say(lint.rule(each.code).page.fix)),
        ]
        for each in report.findings
    ]
    columns = [
        Column(say("Line"), "figure"),
        Column(say("Rule")),
        Column(say("Level")),
        Column(say("What is amiss, and what to do")),
    ]
    summary = lint.summary(report.findings, len(report.silenced), language)
    tables = (Table.of("", columns, rows),) if rows else ()
    page = plan.programme_page(found.programme, language)
    return (
        section("findings", say("What the rules say"), *tables, said=(summary,),
                notes=(lint.standing(report, language),)),
        *page.sections,
    )  # fmt: skip


MENU = Menu(45, message("Programme"), "/programme")
ROUTES = (
    Route("/programme", ask),
    Route("/programme/plan", proposed),
    Route("/programme/draft", draft),
    Route("/programme/draft", sent, ("POST",)),
    Route("/programme/check", check, ("POST",)),
)
