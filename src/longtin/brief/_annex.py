"""The annex of a brief: what it rests on, in full."""

from collections.abc import Iterator

from longtin._language import Language
from longtin.brief import _wording, _words
from longtin.brief._ahead import rules_section
from longtin.brief._beside import compared_section, lasting_section
from longtin.brief._brief import Brief, Direction, DomainReading, Line, Score
from longtin.brief._next import doubts_section
from longtin.page import Cell, Column, Section, Table

DOMAINS = 5
"""Most domains shown."""


def annex_sections(brief: Brief, language: Language) -> tuple[Section, ...]:
    """Everything that is not on the first pages, in the order of what it supports."""
    return tuple(filter(None, _sections(brief, language)))


def _sections(brief: Brief, language: Language) -> Iterator[Section | None]:
    yield _acts(brief, language)
    yield lasting_section(brief, language)
    yield _domains(brief, language)
    yield compared_section(brief, language)
    yield doubts_section(brief, language)
    yield rules_section(brief, language)
    yield _mood(brief, language)
    yield _limits(brief, language)
    yield _sources(brief, language)


def _acts(brief: Brief, language: Language) -> Section | None:
    """What moved belief over the year, act by act, a table for each direction."""
    tables = tuple(_acts_table(each, language) for each in brief.directions if each.moved)
    if not tables:
        return None
    caution = language.say(
        "A coded report is one line of the record, not one proven event. Weights are in decibans."
    )
    heading = language.say("What moved it: acts, actors and rows of the record")
    return Section("acts", heading, tables=tables, notes=(caution,))


def _acts_table(direction: Direction, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Weight"), "figure"),
        Column(language.say("Coded reports"), "figure"),
        Column(language.say("Who, and rows of the record")),
    )
    total: tuple[Cell, ...] = ()
    if direction.change:
        weight = _wording.decibans(direction.change.decibans, language)
        total = (Cell(language.say("Over the year")), Cell(""), Cell(weight), Cell(""), Cell(""))
    return Table(
        caption=_wording.direction_name(direction, language),
        columns=columns,
        rows=tuple(_acts_row(line, language) for line in direction.moved),
        total=total,
    )


def _acts_row(line: Line, language: Language) -> tuple[Cell, ...]:
    act = _wording.sentence_case(_wording.act_name(line, language))
    return (
        Cell(_wording.when(line, language)),
        Cell(act, quote=line.text),
        Cell(_wording.decibans(line.decibans, language)),
        Cell(language.whole(line.reports) if line.reports else ""),
        Cell(_wording.who(line, language), small=_wording.rows(line)),
    )


def _domains(brief: Brief, language: Language) -> Section | None:
    """What acts of each domain weighed, the heaviest first; the data have them all."""
    found = [{each.domain: each for each in way.domains} for way in brief.directions]
    weights: dict[str, float] = {}
    for reading in (each for way in brief.directions for each in way.domains):
        weights[reading.domain] = weights.get(reading.domain, 0.0) + abs(reading.decibans)
    if not weights:
        return None
    rows = tuple(
        (
            Cell(_domain_name(domain, language)),
            *(_domain_cell(way.get(domain), language) for way in found),
        )
        for domain in sorted(weights, key=lambda each: (-weights[each], each))[:DOMAINS]
    )
    caption = language.say("What the year’s acts weighed on trust, by domain (coded reports)")
    columns = (
        Column(language.say("Domain")),
        *(Column(_wording.short_name(each, language), "figure") for each in brief.directions),
    )
    table = Table(caption, columns, rows)
    return Section("domains", language.say("By domain"), tables=(table,))


def _domain_name(domain: str, language: Language) -> str:
    words = _words.DOMAINS.get(domain)
    return _wording.sentence_case(language.say(words) if words else _words.plain(domain))


def _domain_cell(reading: DomainReading | None, language: Language) -> Cell:
    if reading is None:
        return Cell("–")
    weight = _wording.decibans(reading.decibans, language)
    return Cell(f"{weight} ({language.whole(reading.reports)})")


def _mood(brief: Brief, language: Language) -> Section | None:
    """Acts of societies: shown beside the belief, never part of it."""
    points = tuple(
        _wording.opinion(each, each.opinion, language)
        for each in brief.directions
        if each.opinion is not None
    )
    if not points:
        return None
    caution = language.say(
        "An indicator only: what citizens, press and parties did is not evidence in the figures."
    )
    return Section("mood", language.say("Public mood"), notes=(caution,), points=points)


def _limits(brief: Brief, language: Language) -> Section:
    """What the record cannot show."""
    press = language.say(
        "Most of the record is press reports coded by machine. What was not reported, or not in "
        "a language that was read, is missing; coding errs; a story told by many outlets is "
        "counted as little more than one."
    )
    end = language.say(
        "Each source ends where the table of sources says; what came later is unknown here, "
        "not calm."
    )
    points = (press, end) if brief.coverage else (press,)
    return Section("limits", language.say("Limits"), points=points)


def _coverage(brief: Brief, language: Language) -> Table | None:
    if not brief.coverage:
        return None
    on_date = language.say("On {day}", day=language.date(brief.as_of))
    columns = (
        Column(language.say("Source")),
        Column(language.say("Covers this pair")),
        Column(on_date),
        Column(language.say("Rows"), "figure"),
    )
    rows = tuple(
        (
            Cell(cover.title),
            Cell(
                language.span(cover.start, cover.end)
                if cover.start and cover.end
                else language.say("never")
            ),
            Cell(language.say("covered") if cover.on_date else language.say("not covered")),
            Cell(language.whole(cover.rows)),
        )
        for cover in brief.coverage
    )
    return Table(language.say("What each source covers"), columns, rows)


def _scores(brief: Brief, language: Language) -> Table | None:
    if not brief.scores:
        return None
    columns = (
        Column(language.say("What was forecast")),
        Column(language.say("Longtin"), "figure"),
        Column(language.say("Best rival")),
        Column(language.say("Cases"), "figure"),
        Column(language.say("Parameters saw data to")),
    )
    rows = tuple(_score(score, language) for score in brief.scores)
    return Table(language.say("How the model did where it could be checked"), columns, rows)


def _score(score: Score, language: Language) -> tuple[Cell, ...]:
    target = _wording.sentence_case(_said(_words.TARGETS, score.target, language))
    model = _said(_words.MODELS, score.model, language)
    measure = _said(_words.MEASURES, score.measure, language)
    return (
        Cell(target, small=f"{model}; {measure}"),
        Cell(language.number(score.value, 4)),
        Cell(
            language.number(score.rival_value, 4),
            small=_said(_words.RIVALS, score.rival, language),
        ),
        Cell(language.whole(score.cases)),
        Cell(language.date(score.cut_off)),
    )


def _said(table: _words.Words, key: str, language: Language) -> str:
    return language.say(table[key]) if key in table else _words.plain(key)


def _sources(brief: Brief, language: Language) -> Section | None:
    tables = tuple(filter(None, (_coverage(brief, language), _scores(brief, language))))
    if not brief.citations and not tables:
        return None
    return Section(
        "sources",
        language.say("Sources and tests"),
        tables=tables,
        points_heading=language.say("References") if brief.citations else "",
        points=brief.citations,
    )
