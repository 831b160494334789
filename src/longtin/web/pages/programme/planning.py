"""Programmes to begin from, and what to do next between two states."""

from dataclasses import replace

from longtin import measures, plan, programme
from longtin._dates import months_from, today
from longtin._language import Language, message
from longtin.acts import Record
from longtin.page import Cell, Column, Document, Headline, Table
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.drafts.draft_values import Said, held, party_codes, party_shown, steps_of, words_in
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

MONTHS = 12
"""How long a plan is where nobody says until when."""


def ask(visit: Visit) -> Shown:
    """Programmes of the case and examples to begin from, and the form of a plan."""
    say = visit.say
    sections = []
    if visit.site.case:
        kept = {name: visit.site.case.read_programme(name)[0]
                for name in visit.site.case.programmes()}  # fmt: skip
        if kept:
            table = _listed(kept, "name", visit.language)
            sections.append(section("kept", say("In your case"), table))
    table = _listed(programme.examples(), "example", visit.language)
    sections.append(section("examples", say("Examples to begin from"), table))
    links = (Link(say("Rules for programmes"), "/programme/rules"),)
    note = "" if visit.site.case else say("Start with --case FOLDER to keep programmes.")
    shown = document(visit, say("Programmes"), sections, note=note)
    return Shown(shown, forms=(_plan_form(visit),), links=links, kept=False)


def _listed(texts, kind: str, language: Language) -> Table:  # type: ignore[no-untyped-def]
    """Programmes by their titles, with who takes part, when, and how many steps."""
    say = language.say
    rows: list[list[str | Cell]] = []
    for name, text in texts.items():
        draft: Said = held(text) or {}
        title = words_in(draft.get("title"), language.code) or name
        aim = words_in(draft.get("aim"), language.code)
        if any(each.get("reports") for each in steps_of(draft)):
            aim = f"{aim} ({say('under way, with what was reported of it')})"
        parties = [party_shown(each, language) for each in party_codes(draft)]
        rows.append(
            [
                Cell(title, link=f"/programme/draft?{kind}={name}",
                     small=aim),
                ", ".join(parties),
                _years(draft),
                language.whole(len(steps_of(draft))),
            ]
        )  # fmt: skip
    columns = [
        Column(say("Programme")),
        Column(say("Parties")),
        Column(say("Years"), "figure"),
        Column(say("Steps"), "figure"),
    ]
    return Table.of("", columns, rows)


def _years(draft: Said) -> str:
    years = [str(draft.get(key, ""))[:4] for key in ("start", "until")]
    return "–".join(dict.fromkeys(filter(str.isdecimal, years)))


def _plan_form(visit: Visit) -> Form:
    say = visit.say
    return Form(
        "/programme/plan",
        (
            Control("here", say("Who plans"), value=visit.given("here"), suggests="states",
                    is_required=True),
            Control("there", say("With whom"), value=visit.given("there"), suggests="states",
                    is_required=True),
            Control("aim", say("What for"), value=visit.given("aim"),
                    help=say("In a few words: fishing, water, mines. Mutual trust without it.")),
            Control("from", say("From"), "date", visit.given("from"),
                    help=say("Today without it.")),
            Control("until", say("Until"), "date", visit.given("until"),
                    help=say("A year later without it.")),
            Control("ours", say("Trust of who plans"), "number", visit.given("ours"),
                    lowest="0", highest="1", step="any", help=say("As the record has it without.")),
            Control("theirs", say("Trust of the other"), "number", visit.given("theirs"),
                    lowest="0", highest="1", step="any", help=say("From 0 to 1.")),
            Control("running", say("What runs already"), "select", visit.given("running"),
                    (("", say("as far as is recalled")), ("none", say("nothing")))),
        ),
        say("Make a plan"),
        title=say("What to do next between two states"),
    )  # fmt: skip


def proposed(visit: Visit) -> Shown:
    """What to do next and in what order, why, and what may come of it."""
    say = visit.say
    if not (visit.given("here") and visit.given("there")):
        return ask(visit)
    found = plan_of(visit)
    if found is None:
        waiting = document(visit, say("What to do next"), kicker=say("Plan"))
        return Shown(waiting, forms=(_plan_form(visit),), refresh=3, kept=False)
    page = plan.document(found, visit.language)
    shelf: tuple[Link, ...] = ()
    if found.programme is not None:
        draft = Link(say("Open it as a draft"), visit.address("/programme/draft", plan="1"))
        shelf = (Link(say("Plan"), visit.address(), is_here=True), draft)
    asked = replace(_plan_form(visit), folded=say("Other states, another time"))
    return Shown(_answer_first(page), forms=(asked,), tabs=shelf)


FIRST = ("first", "programme", "situation")
"""Sections that stand before the others: the answer, its dates, and what it rests on."""


def _answer_first(page: Document) -> Document:
    """The page with the first step and both readings of trust on top, then the programme."""
    early = sorted((each for each in page.sections if each.name in FIRST),
                   key=lambda each: FIRST.index(each.name))  # fmt: skip
    rest = [each for each in page.sections if each not in early]
    said = {each.name: each.sentences for each in early}
    first, *worth = said["first"]
    headline = Headline(first, (*worth[:1], *said["situation"][:2]))
    return replace(page, headlines=(headline,), sections=(*early, *rest))


def plan_of(visit: Visit) -> plan.Plan | None:
    """The plan asked for; `None` while it is being counted."""
    day, here, there = visit.day(), visit.given("here"), visit.given("there")
    start, until = visit.when("from"), visit.when("until")
    first = start.start if start else today()
    last = until.end if until else months_from(first, MONTHS)
    aim, running = visit.given("aim"), visit.given("running")
    given = {
        state: level
        for state, level in ((here, visit.number("ours")), (there, visit.number("theirs")))
        if level is not None
    }

    def made(record: Record) -> plan.Plan:
        catalogue = measures.catalogue()
        wishes = plan.Wishes(aim=plan.in_both(aim or None, visit.code), start=first, until=last)
        standing = plan.situation(
            record, here, there, as_of=day, start=first, trust=given,
            channels=() if running == "none" else catalogue,
        )  # fmt: skip
        found = plan.propose(standing, catalogue, wishes)
        return plan.dated(found, plan.Calendar(first, last))

    return visit.site.later(
        ("plan", here, there, day, first, last, aim, visit.code, running, *given.items()), made
    )


MENU = Menu(45, message("Programme"), "/programme")
ROUTES = (Route("/programme", ask), Route("/programme/plan", proposed))
