"""Drafts: a form and YAML side by side, judged while either is typed in, kept and taken along."""

from contextlib import suppress
from dataclasses import replace

from longtin import measures, plan, programme, reviews
from longtin._case import NEW, version_of
from longtin._language import told
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.page import Section, rendered
from longtin.web.answer import Control, Download, Form, PagePart, Redirect, Route, Shown
from longtin.web.documents import document, versions_said
from longtin.web.drafts.draft_controls import groups
from longtin.web.drafts.draft_values import held, words_in
from longtin.web.drafts.judging import judged
from longtin.web.drafts.merging import MergedDraft, merged, rearranged
from longtin.web.pages.programme.planning import plan_of
from longtin.web.visit import Visit

FILES = {
    "yaml": "text/yaml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
REARRANGES = ("add", "up", "down", "remove")


def draft(visit: Visit) -> Shown:
    """A draft with what the rules say of it, its calendar, and where it can go."""
    text, version = _text(visit)
    return _shown(visit, MergedDraft(text, text, {}), version)


def _text(visit: Visit) -> tuple[str, str]:
    """The text asked for and the version it was read in."""
    name = visit.given("name")
    if name and visit.site.case is not None:
        return visit.site.case.read_programme(name)
    if visit.given("plan"):
        found = plan_of(visit)
        if found is not None and found.programme is not None:
            return programme.to_yaml(found.programme), NEW
    return programme.example(visit.given("example") or next(iter(programme.examples()))), NEW


def sent(visit: Visit) -> Shown | Redirect | Download:
    """What a button under a draft asks for; what was typed stays, whatever comes of it."""
    asked = visit.given("do")
    found = _merged(visit)
    if asked.partition("-")[0] in REARRANGES:
        return _rearranged(visit, found, asked)
    if asked == "keep" and visit.site.case is not None:
        name = visit.given("name")
        visit.site.case.keep_programme(name, found.text, visit.given("version"))
        return Redirect(f"/programme/draft?name={name}")
    if asked in FILES:
        return _file(visit, found.text, asked)
    first: tuple[Section, ...] = ()
    if asked in {"forecast", "review"}:
        try:
            first = _forecast(visit, found.text) if asked == "forecast" else _review(visit, found)
        except LongtinError as error:
            first = (_refused(visit, error),)
    return _shown(visit, found, visit.given("version"), first)


def _rearranged(visit: Visit, found: MergedDraft, asked: str) -> Shown:
    """The draft with a step added, moved or taken out."""
    version, another = visit.given("version"), visit.given("another")
    try:
        text = rearranged(found, visit.given("base"), asked, another)
    except LongtinError as error:
        kept = replace(found, typed={**found.typed, "another": another})
        return _shown(visit, kept, version, (_refused(visit, error),))
    made = replace(found, text=text, base=found.base if found.typed else text)
    return _shown(visit, made, version)


def _refused(visit: Visit, error: LongtinError) -> Section:
    said = tuple(told(error, visit.language).split("\n"))
    return Section("not-told", visit.say("This cannot be answered"), sentences=said)


def _merged(visit: Visit) -> MergedDraft:
    return merged(visit.form.get("text", ""), visit.form.get("base", ""), visit.form,
                  visit.language)  # fmt: skip


def check(visit: Visit) -> PagePart:
    """What the rules say and how the form stands, asked while somebody types."""
    found = _merged(visit)
    values = (("text", found.text),) if found.text != visit.form.get("text", "") else ()
    said = document(visit, visit.say("Check"), _sections(visit, found))
    return PagePart(said, _form(visit, found, "", ""), values)


def _shown(
    visit: Visit, found: MergedDraft, version: str, first: tuple[Section, ...] = ()
) -> Shown:
    name = visit.given("name")
    title = words_in((held(found.base) or {}).get("title"), visit.code) or name
    said = document(
        visit,
        title or visit.say("A draft"),
        (*first, *_sections(visit, found)),
        kicker=visit.say("Programme"),
        dated=name,
    )
    names = tuple(each.name.of(visit.code) for each in measures.catalogue().values())
    form = _form(visit, found, name, version)
    return Shown(said, forms=(form,), kept=False, lists=(("measures", names),))


def _sections(visit: Visit, found: MergedDraft) -> tuple[Section, ...]:
    """What is judged of a draft, and before it what of the form could not be put into it."""
    say, notes = visit.say, []
    if set(found.typed) - {"another"}:
        notes.append(
            say(
                "What you changed in the form is kept there, and goes into the YAML as soon as "
                "that can be read."
            )
        )
    if found.lost:
        notes.append(
            say(
                "No longer in the YAML, so that what was changed of them in the form went nowhere: "
                "{steps}.",
                steps=", ".join(found.lost),
            )
        )
    sections = judged(found.text, visit.language)
    if not notes:
        return sections
    return (Section("form-and-text", say("Form and YAML"), sentences=tuple(notes)), *sections)


def _form(visit: Visit, found: MergedDraft, name: str, version: str) -> Form:
    say = visit.say
    others = [
        ("do", "forecast", say("What may come of it")),
        ("do", "review", say("Review a running one")),
        ("do", "yaml", say("Take it along (YAML)")),
        ("do", "ics", say("Calendar (iCalendar)")),
        ("do", "docx", say("Word")),
        ("do", "pdf", say("PDF")),
    ]
    if visit.site.case is not None:
        others.insert(0, ("do", "keep", say("Keep in the case")))
    base = held(found.base)
    return Form(
        "/programme/draft",
        (
            Control("text", say("The programme, as YAML"), "textarea", found.text, rows=26),
            Control("name", say("Name in the case"), value=name),
            Control("version", "", "hidden", version),
        ),
        say("Check it"),
        method="post",
        others=tuple(others),
        live="/programme/check",
        is_wide=True,
        groups=groups(base, found.typed, visit.language) if base is not None else (),
        base=found.base,
    )


def _file(visit: Visit, text: str, ending: str) -> Download:
    name = f"{visit.given('name') or 'programme'}.{ending}"
    if ending == "yaml":
        return Download(text.encode(), name, FILES[ending])
    found = programme.parse(text, visit.say("your draft")).programme
    if ending == "ics":
        made = programme.as_calendar(found, visit.language)
        return Download(made, name, FILES[ending])
    page = plan.programme_page(found, visit.language)
    with suppress(LongtinError):  # of less than two states, or with nothing new: none is told
        page = replace(page, sections=(*page.sections, *_forecast(visit, text)))
    page = replace(page, colophon=versions_said(visit))
    return Download(rendered(page, ending), name, FILES[ending])


def _forecast(visit: Visit, text: str) -> tuple[Section, ...]:
    """Trust along the programme and without it."""
    found = programme.parse(text, visit.say("your draft")).programme

    def made(record: Record) -> plan.ProgrammeForecast:
        return plan.forecast_programme(record, found)

    counted = visit.site.reckon(("programme-forecast", version_of(text)), made)
    return (plan.forecast_section(counted, visit.language),)


def _review(visit: Visit, draft: MergedDraft) -> tuple[Section, ...]:
    """A running programme against what it set out to do."""
    found = programme.parse(draft.text, visit.say("your draft"))
    day = visit.day()
    key = ("review", version_of(draft.text), day)
    counted = visit.site.reckon(key, lambda record: reviews.review(found, record, as_of=day))
    return reviews.document(counted, visit.language).all_sections


ROUTES = (
    Route("/programme/draft", draft),
    Route("/programme/draft", sent, ("POST",)),
    Route("/programme/check", check, ("POST",)),
)
