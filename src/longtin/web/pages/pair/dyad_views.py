"""Further views of a pair: what belief rests on, where it stands, issues, contacts, ties, words."""

from dataclasses import replace
from datetime import date, timedelta

from longtin import actors, acts, brief, promises, trust
from longtin.acts import Record
from longtin.page import Document, Section
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.pairs import StatePair, brief_of, first, pair_of, tabs, title
from longtin.web.visit import Visit

EVIDENCE = ("acts", "lasting", "mood", "limits", "sources")
STANDING = ("standing", "domains", "other", "outlook", "doubts")
"""Sections of the brief that each view shows."""

ADVISED = frozenset({"outlook", "doubts"})
"""Those that speak of what to do next."""


def evidence(visit: Visit) -> Shown:
    """Acts, actors and rows of the record; what they still weigh; sources and tests."""
    return _of_brief(visit, "evidence", EVIDENCE)


def standing(visit: Visit) -> Shown:
    """The 2×2 of belief, three schools, domains, other readings, what may come of it."""
    return _of_brief(visit, "standing", STANDING)


def _of_brief(visit: Visit, view: str, names: tuple[str, ...]) -> Shown:
    pair = pair_of(visit)
    told = brief_of(visit, pair, annex=True, advised=bool(ADVISED & {*names}))
    whole = brief.document(told, visit.language)
    found = {each.name: each for each in whole.all_sections}
    sections = tuple(found[name] for name in names if name in found)
    document = replace(
        whole, kicker=visit.say("Two states"), headlines=(), sections=sections, annex=()
    )
    return _shown(visit, pair, view, document)


def _shown(
    visit: Visit,
    pair: StatePair,
    view: str,
    document: Document,
    forms: tuple[Form, ...] = (),
    links: tuple[Link, ...] = (),
) -> Shown:
    return Shown(document, forms=forms, tabs=tabs(visit, pair, view), links=links)


def _document(
    visit: Visit, pair: StatePair, sections: tuple[Section, ...], colophon: str = ""
) -> Document:
    """A page of a pair that is no brief, under the brief's title."""
    return Document(
        language=visit.code,
        title=title(visit, pair),
        kicker=visit.say("Two states"),
        dated=visit.language.date(pair.day),
        day=pair.day.isoformat(),
        sections=sections,
        colophon=colophon,
    )


def issues(visit: Visit) -> Shown:
    """Trust by issue, both ways, and how much was cooperation, competition and confrontation."""
    pair = pair_of(visit)
    keys = (pair.here.ccode, pair.there.ccode)

    def made(record: Record) -> tuple[Section, ...]:
        found = trust.estimate_pairs(
            record, [keys, keys[::-1]], by="week", until=pair.day,
            model=trust.Model.shipped(),
        )  # fmt: skip
        return tuple(
            replace(
                trust.issue_section(
                    trust.by_issue(found, one.key, two.key, pair.day), visit.language
                ),
                name=f"issues-{one.key.lower()}",
            )
            for one, two in ((pair.here, pair.there), (pair.there, pair.here))
        )

    sections = visit.site.reckon(("issues", *keys, pair.day, visit.code), made)
    return _shown(visit, pair, "issues", _document(visit, pair, _unnamed(sections)))


def _unnamed(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections whose one table says in its caption what their heading says."""
    return tuple(
        replace(each, tables=tuple(replace(table, caption="") for table in each.tables))
        for each in sections
    )


def contacts(visit: Visit) -> Shown:
    """Visits, meetings and calls; the last of each rank; visits not returned."""
    pair = pair_of(visit)
    since = visit.when("from")
    first = since.start if since else pair.day - timedelta(days=3653)
    names = {state.ccode: state.name(visit.code) for state in (pair.here, pair.there)}
    history = visit.site.reckon(
        ("contacts", *names, first, pair.day),
        lambda record: acts.contact_history(
            record, pair.here.ccode, pair.there.ccode, first, pair.day
        ),
    )
    said = brief.contacts_document(history, history.contacts, names, visit.language)
    form = Form(
        visit.path,
        (
            Control("from", visit.say("Since"), "date", visit.given("from")),
            Control("at", visit.say("As on"), "date", visit.given("at")),
        ),
        visit.say("Show"),
        folded=visit.say("Another time"),
    )
    sections = _latest_first(said.sections)
    return _shown(visit, pair, "contacts", _document(visit, pair, sections), (form,))


def _latest_first(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """What contacts come to before each of them, and those from the last one back."""
    listed = [each for each in sections if each.name == "contacts"]
    turned = (
        replace(each, tables=tuple(replace(table, rows=table.rows[::-1]) for table in each.tables))
        for each in listed
    )
    return (*(each for each in sections if each not in listed), *turned)


def ties(visit: Visit) -> Shown:
    """Alliances, borders, organisations, votes, leaders."""
    pair = pair_of(visit)
    keys = (pair.here.ccode, pair.there.ccode)
    frame = visit.site.reckon(
        ("ties", *keys, pair.day),
        lambda record: acts.standing_relations(record, keys, pair.day, pair.day),
    )
    names = {state.ccode: state.name(visit.code) for state in (pair.here, pair.there)}
    table, note = brief.ties_table(frame, names, pair.day, pair.day, visit.language)
    titles = _titles(visit)
    rows = tuple(
        (*row, replace(source, text=titles.get(source.text, source.text)))
        for *row, source in table.rows
    )
    table = replace(table, rows=rows)
    section = Section("ties", table.caption, tables=(replace(table, caption=""),), notes=(note,))
    return _shown(visit, pair, "ties", _document(visit, pair, (section,)))


def _titles(visit: Visit) -> dict[str, str]:
    """What the sources of the record are called in the reader's language, by their ids."""
    held = visit.site.reckon(("dataset-titles",), lambda record: record.versions())
    known = acts.dataset_titles() if visit.code == "vi" else {}
    return {
        row["dataset"]: known.get(row["title"], row["title"])
        for row in held.iter_rows(named=True)
        if row["title"]
    }


def words(visit: Visit) -> Shown:
    """What each promised the other, and what was done."""
    pair = pair_of(visit)
    both = ((pair.here, pair.there), (pair.there, pair.here))
    found = visit.site.reckon(
        ("words", pair.here.ccode, pair.there.ccode, pair.day),
        lambda record: tuple(
            promises.words_and_deeds(record, one.key, two.key, since=date.min, as_of=pair.day)
            for one, two in both
        ),
    )
    sections = tuple(
        _kept(visit, one, two, each) for (one, two), each in zip(both, found, strict=True)
    )
    return _shown(visit, pair, "words", _document(visit, pair, sections))


def _kept(
    visit: Visit, one: actors.State, two: actors.State, found: promises.WordsAndDeeds
) -> Section:
    language = visit.language
    tables = []
    if found.commitments:
        caption = language.count(
            "{n} commitment in writing", "{n} commitments in writing", len(found.commitments)
        )
        tables.append(promises.agreement_table(found.commitments, language, caption))
        if any(each.commitment.findings for each in found.commitments):
            tables.append(promises.finding_table(found.commitments, language))
    caption = promises.words_caption(found, language)
    tables.append(promises.promise_table(found.promises, caption, language))
    return Section(
        f"words-{one.key.lower()}",
        visit.say("What {one} promised {two}", one=one.name(visit.code), two=two.name(visit.code)),
        tables=tuple(tables),
        notes=(promises.consistency_in_words(found.consistency, language),),
    )


VIEWS = {
    "evidence": evidence,
    "standing": standing,
    "issues": issues,
    "contacts": contacts,
    "ties": ties,
    "words": words,
}
ROUTES = tuple(
    Route(f"/dyad/{{here}}/{{there}}/{view}", answer, first=first) for view, answer in VIEWS.items()
)
