"""Section “Know the partner”: who decides, what comes, contacts, last words, promises kept."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from longtin import actors, promises
from longtin._language import Language, message, sentence_case
from longtin.acts import MODES, RANKS, Contact, text_in
from longtin.brief.values.brief import Brief
from longtin.brief.values.dossier import Dossier
from longtin.brief.words import pair
from longtin.brief.words.conduct import Words
from longtin.page import Cell, Column, Section, Table
from longtin.trust import act_words, actors_of

OFFICES: Final[Words] = MappingProxyType(
    {
        "party leader and head of state": message("leader of the ruling party and head of state"),
        "general secretary of the Communist Party": message("leader of the ruling party"),
        "supreme leader": message("supreme leader"),
        "head of state and government": message("head of state and government"),
        "head of state": message("head of state"),
        "head of government": message("head of government"),
        "foreign minister": message("foreign minister"),
        "defence minister": message("defence minister"),
    }
)

STANDINGS: Final[Words] = MappingProxyType(
    {
        "scheduled": message("scheduled"),
        "due": message("due by law"),
        "expected": message("expected"),
    }
)


def say(brief: Brief, language: Language) -> Section | None:
    """What to know of the other side before meeting it."""
    known = brief.dossier
    if known is None:
        return None
    state = pair.name(known.state, language)
    tables = tuple(
        table
        for table in (
            _deciding(known, language),
            _coming(known, language),
            _met(known, language),
            _said(known, language),
            _promised(known, language),
        )
        if table.rows
    )
    if not tables:
        return None
    heading = language.say("Know the partner: {state}", state=state)
    return Section("partner", heading, tables=tables, notes=(" ".join(_notes(known, language)),))


def _notes(known: Dossier, language: Language) -> Iterator[str]:
    """What is from memory, up to when contacts are known, and how often their word was kept."""
    yield language.say(
        "What is marked “from memory” was not looked up: check a name or a day before it is used."
    )
    if known.acts_until is not None and known.contacts:
        yield language.say(
            "Contacts and words are known up to {day}; what came later is not among them.",
            day=language.date(known.acts_until),
        )
    if known.kept.rate is not None:
        yield language.say("Their reported promises.")
        yield promises.consistency_in_words(known.kept, language)


def _recalled(certainty: str, language: Language) -> str:
    return language.say("from memory") if certainty == "memory" else ""


def _deciding(known: Dossier, language: Language) -> Table:
    """Who decides on the other side."""
    return office_table(known.offices, language)


def office_table(offices: Iterable[actors.Office], language: Language) -> Table:
    """Who holds which of the offices that decide on dealings with another state, and since when.

    Args:
        offices: As `actors.in_office` gives them; those that decide on nothing here are left out.
        language: Of the page.
    """
    columns = (
        Column(language.say("Office")),
        Column(language.say("Who decides")),
        Column(language.say("Since")),
    )
    rows = tuple(
        (
            Cell(sentence_case(language.say(OFFICES[each.title]))),
            Cell(
                actors.actor_in(each.holder, language.code),
                small=_recalled(each.certainty, language),
            ),
            Cell(language.date(each.start) if each.start else ""),
        )
        for each in _once(offices)
    )
    return Table(language.say("Who decides"), columns, rows)


def _once(offices: Iterable[actors.Office]) -> Iterator[actors.Office]:
    """Offices that decide on something here, each holder once: a name has a row a spelling."""
    seen = set()
    for each in offices:
        known = each.title, each.start, actors.bare(each.holder)
        if each.title in OFFICES and known not in seen:
            seen.add(known)
            yield each


def _coming(known: Dossier, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What comes")),
        Column(language.say("How sure the date is")),
    )
    rows = tuple(
        (
            Cell(language.span(each.first, each.last)),
            Cell(sentence_case(_named(each, language))),
            Cell(language.say(STANDINGS[each.standing]), small=_recalled(each.certainty, language)),
        )
        for each in known.occasions
    )
    return Table(language.say("Elections, congresses, summits and anniversaries"), columns, rows)


def _named(each: actors.Occasion, language: Language) -> str:
    name = each.name.of(language.code)
    if not each.years:
        return name
    return language.say("{years} years of {agreed}", years=language.whole(each.years), agreed=name)


def _promised(known: Dossier, language: Language) -> Table:
    """What they promised in writing and have still to do."""
    columns = (
        Column(language.say("When")),
        Column(language.say("What they promised")),
        Column(language.say("To whom")),
        Column(language.say("By when")),
        Column(language.say("How it stands")),
    )
    code = language.code
    rows = tuple(
        (
            Cell(language.date(each.made)),
            Cell(sentence_case(each.what.of(code)), small=_recalled(each.certainty, language)),
            Cell(sentence_case(each.to.of(code))),
            Cell(each.due.of(code)),
            Cell(sentence_case(each.stands.of(code))),
        )
        for each in known.promises
    )
    return Table(language.say("What they promised in writing and have still to do"), columns, rows)


def _met(known: Dossier, language: Language) -> Table:
    columns = (
        Column(language.say("Rank")),
        Column(language.say("When")),
        Column(language.say("How")),
        Column(language.say("Who")),
    )
    rows = tuple(
        (
            Cell(sentence_case(language.say(RANKS[rank]))),
            Cell(language.span(each.start, each.end)),
            Cell(language.say(MODES[each.mode])),
            Cell(_persons(each, language)),
        )
        for rank, each in known.contacts
    )
    return Table(language.say("The last contact of each rank"), columns, rows)


def _persons(contact: Contact, language: Language) -> str:
    who = [actors.actor_in(side.who, language.code) for side in contact.sides if side.who]
    return "; ".join(who)


def _said(known: Dossier, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Who, and row of the record")),
    )
    rows = tuple(
        (
            Cell(language.date(each.day)),
            Cell(
                sentence_case(act_words(each.what, language)),
                quote=text_in(each.text, language.code),
            ),
            Cell(actors_of(each.who, each.day, language), small=each.origin),
        )
        for each in known.sayings
    )
    return Table(language.say("Their last reported words"), columns, rows)
