"""Document of contacts: the table, the last by rank, visits not returned, and what was seen."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from longtin import actors
from longtin.page import Cell, Column, Document, Section, Table

if TYPE_CHECKING:
    from datetime import date

    from longtin._language import Language
    from longtin.acts import Contact, ContactHistory, Participant

LONGEST_TEXT = 120
"""Characters of a list's own words that are shown."""


def contacts_document(
    history: "ContactHistory",
    found: Sequence["Contact"],
    names: Mapping[int, str],
    language: "Language",
    *,
    longest: int | None = None,
) -> Document:
    """Contacts, the last by rank and visits not returned, and what the record could see.

    Args:
        history: All contacts of the pair in the span asked for.
        found: Those asked for.
        names: Of the two states, by code.
        language: To say it in.
        longest: How many contacts are listed, the latest; all without it.
    """
    one, two = names.values()
    sections = [
        _listed(found, names, language, longest),
        _last(history, names, language),
        _unreturned(history, names, language),
        _seen(history, language),
    ]
    return Document(
        language.code,
        language.say("Contacts of {one} and {two}", one=one, two=two),
        "",
        language.span(history.start, history.end),
        tuple(each for each in sections if each is not None),
    )


def _listed(
    found: Sequence["Contact"],
    names: Mapping[int, str],
    language: "Language",
    longest: int | None,
) -> Section:
    say = language.say
    shown = found[-longest:] if longest else found
    cut = len(found) - len(shown)
    if not found:
        none = (say("No contact is recorded."),)
        return Section("contacts", say("Visits, meetings and calls"), sentences=none)
    said = say("{n} earlier ones are not shown; write all with -o FILE.csv.", n=language.whole(cut))
    columns = [
        Column(say("When"), "figure"),
        Column(say("How")),
        *(Column(name, wraps=True) for name in names.values()),
        Column(say("What a list of journeys says"), wraps=True),
        Column(say("Reports"), "figure"),
    ]
    rows: list[list[str | Cell]] = [
        [
            *_told(each, names, language),
            Cell("", quote=shorten(each.text, LONGEST_TEXT)) if each.listed else Cell(""),
            language.whole(len(each.origins)),
        ]
        for each in shown
    ]
    return Section(
        "contacts",
        say("Visits, meetings and calls"),
        sentences=(said,) if cut else (),
        tables=(Table.of("", columns, rows),),
    )


def _told(contact: "Contact", names: Mapping[int, str], language: "Language") -> list[str]:
    """When, how, and who on each side."""
    return [
        language.span(contact.start, contact.end),
        _how(contact, names, language),
        *(_who(side, language) for side in contact.sides),
    ]


def _how(contact: "Contact", names: Mapping[int, str], language: "Language") -> str:
    from longtin.acts import MODES

    said = language.say(MODES[contact.mode])
    if contact.visitor is None:
        return said
    return language.say("{how}, by {guest}", how=said, guest=names[contact.visitor])


def _who(side: "Participant", language: "Language") -> str:
    from longtin.acts import RANKS, Rank

    if side.rank is Rank.unnamed:
        return "–"
    rank = language.say(RANKS[side.rank])
    named = actors.actor_in(side.who, language.code)
    who = named if side.known_by or not named else f"“{named}”"
    return f"{who} ({rank})" if who else rank


def _last(
    history: "ContactHistory", names: Mapping[int, str], language: "Language"
) -> Section | None:
    from longtin.acts import RANKS

    say = language.say
    rows = [
        [say(RANKS[rank]), *_told(each, names, language)]
        for rank, each in history.last_by_rank.items()
    ]
    columns = [
        Column(say("Rank"), wraps=True),
        Column(say("When"), "figure"),
        Column(say("How")),
        *(Column(name, wraps=True) for name in names.values()),
    ]
    table = Table.of("", columns, rows)
    return Section("last", say("The last of each rank"), tables=(table,)) if rows else None


def _unreturned(
    history: "ContactHistory", names: Mapping[int, str], language: "Language"
) -> Section | None:
    say = language.say
    rows = [
        [
            language.span(each.contact.start, each.contact.end),
            _how(each.contact, names, language),
            *(
                _who(side, language)
                for side in each.contact.sides
                if side.ccode == each.contact.visitor
            ),
            _spans(each.observed, language),
            _spans(each.unobserved, language),
        ]
        for each in history.unreturned
    ]
    if not rows:
        return None
    columns = [
        Column(say("When"), "figure"),
        Column(say("How"), wraps=True),
        Column(say("Who came"), wraps=True),
        Column(say("Looked for since, in"), wraps=True),
        Column(say("Not observed in"), wraps=True),
    ]
    said = say(
        "None of the same rank or above is recorded as having come back. Where nothing was "
        "observed, one may have."
    )
    return Section(
        "unreturned",
        say("Visits that no visit has answered, as far as the record sees"),
        sentences=(said,),
        tables=(Table.of("", columns, rows),),
    )


def _seen(history: "ContactHistory", language: "Language") -> Section:
    say = language.say
    seen, unseen = (_spans(spans, language) for spans in (history.observed, history.unobserved))
    sentences = (
        say("Reports of the two are read in {spans}.", spans=seen),
        say("Not observed: {spans}. Not observed is not “did not happen”.", spans=unseen),
        say(
            "Reports are coded by machine from news: who came to whom may be told the wrong way "
            "round. A guest’s visit told again within a month is shown once, on the days that a "
            "list of journeys has or that most reports tell of."
        ),
    )
    return Section("seen", say("What the record could see"), sentences=sentences)


def _spans(spans: Sequence[tuple["date", "date"]], language: "Language") -> str:
    return "; ".join(language.span(first, last) for first, last in spans) or "–"
