"""From a brief to a document: what is said, in which order, and what is left out when empty."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from longtin._language import Language
from longtin.brief import _wording, _words
from longtin.brief._ahead import dates_section
from longtin.brief._annex import annex_sections
from longtin.brief._brief import Brief, Direction, Line, Move, Reading
from longtin.brief._enough import chances_tables
from longtin.brief._figures import path_section, time_section
from longtin.brief._next import next_section, outlook_section
from longtin.page import Cell, Column, Document, Headline, Section, Table

ARROWS: Final[Mapping[Move, Literal["up", "down", "level"]]] = MappingProxyType(
    {"rose": "up", "fell": "down", "steady": "level"}
)


def document(brief: Brief) -> Document:
    """A brief in words.

    Args:
        brief: Its `language` decides which.

    Raises:
        LongtinError: There is no such language.
    """
    language = Language(brief.language)
    here, there = (_wording.name(party, language) for party in (brief.here, brief.there))
    day = language.long_date(brief.as_of)
    return Document(
        language=brief.language,
        title=language.say("Trust between {here} and {there}", here=here, there=there),
        day=brief.as_of.isoformat(),
        kicker=language.say("Brief"),
        dated=_wording.sentence_case(day),
        note=language.say("Nothing later than this day has been read."),
        headlines=tuple(_headline(each, language) for each in brief.directions),
        summary=_wording.standing(brief, language),
        sections=tuple(filter(None, _sections(brief, language))),
        colophon=language.say(
            "Longtin · method {method} · record {record}",
            method=brief.method_version,
            record=brief.record_version,
        ),
        page_label=language.say("Page"),
        annex=annex_sections(brief, language),
        annex_heading=language.say("Annex: evidence, limits and sources"),
    )


def _headline(direction: Direction, language: Language) -> Headline:
    move = direction.change.move if direction.change else None
    return Headline(
        arrow=ARROWS[move] if move else None,
        arrow_words=language.say(_words.MOVES[move]) if move else "",
        claim=_wording.claim(direction, language),
        support=_wording.support(direction, language),
    )


def _sections(brief: Brief, language: Language) -> Iterator[Section | None]:
    yield time_section(brief, language)
    yield _moved(brief, language)
    yield path_section(brief, tuple(_tables(brief, language)), language)
    yield next_section(brief, language)
    yield outlook_section(brief, language)
    yield dates_section(brief, language)
    yield _surety(brief, language)


def _moved(brief: Brief, language: Language) -> Section | None:
    """What moved belief over the year, side by side; the annex says who and by which rows."""
    tables = tuple(_moved_table(each, language) for each in brief.directions if each.moved)
    if not tables:
        return None
    unit = language.say(
        "Weight of evidence in decibans (dB): +10 dB makes the odds of trust ten times better, "
        "−10 dB ten times worse."
    )
    heading = language.say("What moved it over the year")
    return Section("moved", heading, tables=tables, notes=(unit,), is_paired=True)


def _moved_table(direction: Direction, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Weight"), "figure"),
    )
    rows = tuple(
        (
            Cell(_wording.when(line, language)),
            Cell(
                _wording.sentence_case(_wording.act_name(line, language)),
                small=_reported(line, language),
            ),
            Cell(_wording.decibans(line.decibans, language)),
        )
        for line in direction.moved
    )
    total: tuple[Cell, ...] = ()
    if direction.change:
        weight = _wording.decibans(direction.change.decibans, language)
        total = (Cell(language.say("Over the year")), Cell(""), Cell(weight))
    return Table(_wording.direction_name(direction, language), columns, rows, total)


def _reported(line: Line, language: Language) -> str:
    """Who did it, and on how many reports that rests."""
    if not line.who or not line.reports:
        return ""
    reports = language.count("one coded report", "{n} coded reports", line.reports)
    return f"{_wording.who(line, language)}; {reports}"


def _tables(brief: Brief, language: Language) -> Iterator[Table]:
    """What stands beside the path: how likely each field is, and what each school says."""
    yield from chances_tables(brief.standing, language)
    yield from filter(None, (_schools(brief, language),))


def _two_ways(brief: Brief, language: Language) -> tuple[Column, ...]:
    return tuple(Column(_wording.short_name(each, language), "figure") for each in brief.directions)


def _schools(brief: Brief, language: Language) -> Table | None:
    """Belief by each school's channels alone, both directions side by side."""
    found: list[dict[str, Reading]] = [
        {each.school: each.reading for each in way.schools} for way in brief.directions
    ]
    rows = tuple(
        (
            Cell(language.say(words), small=language.say(_words.SCHOOL_EVIDENCE[school])),
            *(
                Cell(_wording.figure(readings.get(school, way.now), language))
                if school in readings or way.now.trust is None
                else Cell("–")
                for readings, way in zip(found, brief.directions, strict=True)
            ),
        )
        for school, words in _words.SCHOOLS.items()
        if any(school in readings for readings in found)
    )
    if not rows:
        return None
    return Table(
        caption=language.say("Trust by one school’s evidence alone (90 % interval)"),
        columns=(Column(language.say("School")), *_two_ways(brief, language)),
        rows=rows,
    )


def _surety(brief: Brief, language: Language) -> Section:
    """How sure we are, and of what."""
    meaning = language.say(
        "Trust here is the probability, given one state’s recorded conduct, that it would rather "
        "return cooperation than exploit it. It is neither affection, nor the view of any "
        "official, nor a forecast of what a government will decide."
    )
    said = " ".join((meaning, *_evidence(brief.directions, language)))
    return Section("surety", language.say("How sure we are"), notes=(said,))


def _evidence(directions: Sequence[Direction], language: Language) -> tuple[str, ...]:
    if all(each.now.status == "not covered" for each in directions):
        return ()
    parts = [
        f"{_wording.short_name(each, language)}: {language.number(each.effective_acts, 1)}"
        for each in directions
    ]
    said = language.say(
        "Independent acts behind each figure, older ones counted for less: {parts}. "
        "Below {floor} no figure is given.",
        parts="; ".join(parts),
        floor=language.number(directions[0].floor, 1),
    )
    return (said,)
