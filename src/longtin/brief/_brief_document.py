"""Document of a brief: headlines, then its sections in their order, in one language."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from longtin._language import Language, sentence_case
from longtin.brief.sections import ANNEX, FIRST_PAGES, Say
from longtin.brief.values.brief import Brief
from longtin.brief.values.direction import Direction
from longtin.brief.values.trust_change import Move
from longtin.brief.words import conduct, headline, pair
from longtin.page import Document, Headline, Section

ARROWS: Final[Mapping[Move, Literal["up", "down", "level"]]] = MappingProxyType(
    {"rose": "up", "fell": "down", "steady": "level"}
)


def document(brief: Brief, language: Language) -> Document:
    """A brief in words."""
    here, there = (pair.name(party, language) for party in (brief.here, brief.there))
    day = language.long_date(brief.as_of)
    return Document(
        language=language.code,
        title=language.say("Trust between {here} and {there}", here=here, there=there),
        day=brief.as_of.isoformat(),
        kicker=language.say("Brief"),
        dated=sentence_case(day),
        note=_note(brief, language),
        headlines=tuple(_headline(each, language) for each in brief.directions),
        summary=headline.crises(brief.directions, language),
        sections=_said(FIRST_PAGES, brief, language),
        colophon=language.say(
            "Longtin · method {method} · record {record}",
            method=conduct.method(brief.method_version),
            record=brief.record_version,
        ),
        page_label=language.say("Page"),
        annex=_said(ANNEX, brief, language) if brief.annexed else (),
        annex_heading=language.say("Annex: evidence, limits and sources"),
    )


def section(brief: Brief, name: str, language: Language) -> Section | None:
    """One section of a brief alone; `None` where it has nothing to say.

    Args:
        brief: What to say it of.
        name: Of the section: `time`, `moved`, `standing`, `acts` and so on, as `document` has them.
        language: To say it in.
    """
    said = (say(brief, language) for say in (*FIRST_PAGES, *ANNEX))
    return next((each for each in said if each is not None and each.name == name), None)


def _note(brief: Brief, language: Language) -> str:
    """How old the last evidence is, of what kind, and that nothing later than the date was read."""
    now = [each.now for each in brief.directions]
    said = (
        headline.last_evidence(now, language),
        headline.exchanges_only(now, brief.acts_until, language),
        language.say("Nothing later than this day has been read."),
    )
    return " ".join(filter(None, said))


def _headline(direction: Direction, language: Language) -> Headline:
    move = direction.change.move if direction.change else None
    return Headline(
        arrow=ARROWS[move] if move else None,
        arrow_words=language.say(headline.MOVES[move]) if move else "",
        claim=headline.claim(direction, language),
        support=headline.support(direction, language),
    )


def _said(sections: Iterable[Say], brief: Brief, language: Language) -> tuple[Section, ...]:
    return tuple(filter(None, (say(brief, language) for say in sections)))
