"""From a brief to a document: what is said, in which order, and what is left out when empty."""

from collections.abc import Iterator, Sequence

from longtin._language import Language
from longtin.brief import _wording, _words
from longtin.brief._ahead import rules_section
from longtin.brief._beside import compared_section, lasting_section
from longtin.brief._brief import Brief, Direction, DomainReading, Line, Reading, Score
from longtin.brief._document import Cell, Column, Document, Headline, Section, Table
from longtin.brief._figures import path_section, time_section
from longtin.brief._next import next_section, outlook_section

DOMAINS = 5
"""Most domains shown."""


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
        horizon=language.say("Nothing later than this day has been read."),
        headlines=tuple(_headline(each, language) for each in brief.directions),
        standing=_wording.standing(brief, language),
        sections=tuple(filter(None, _sections(brief, language))),
        colophon=language.say(
            "Longtin · method {method} · record {record}",
            method=brief.method_version,
            record=brief.record_version,
        ),
        page_label=language.say("Page"),
    )


def _headline(direction: Direction, language: Language) -> Headline:
    move = direction.change.move if direction.change else None
    return Headline(
        move=move,
        move_words=language.say(_words.MOVES[move]) if move else "",
        claim=_wording.claim(direction, language),
        support=_wording.support(direction, language),
    )


def _sections(brief: Brief, language: Language) -> Iterator[Section | None]:
    yield time_section(brief, language)
    yield _moved(brief, language)
    yield lasting_section(brief, language)
    beside = (_schools(brief, language), _domains(brief, language))
    yield path_section(brief, tuple(filter(None, beside)), language)
    yield compared_section(brief, language)
    yield next_section(brief, language)
    yield outlook_section(brief, language)
    yield rules_section(brief, language)
    yield _mood(brief, language)
    yield _surety(brief, language)
    yield _sources(brief, language)


def _moved(brief: Brief, language: Language) -> Section | None:
    """What moved belief over the year, a table for each direction."""
    tables = tuple(_moved_table(each, language) for each in brief.directions if each.moved)
    if not tables:
        return None
    unit = language.say(
        "Weight of evidence in decibans (dB): +10 dB makes the odds of trust ten times better, "
        "−10 dB ten times worse. A coded report is one line of the record, not one proven event."
    )
    heading = language.say("What moved it over the year")
    return Section("moved", heading, tables=tables, sentences=(unit,))


def _moved_table(direction: Direction, language: Language) -> Table:
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
        rows=tuple(_moved_row(line, language) for line in direction.moved),
        total=total,
    )


def _moved_row(line: Line, language: Language) -> tuple[Cell, ...]:
    act = _wording.sentence_case(_wording.act_name(line, language))
    return (
        Cell(_wording.when(line, language)),
        Cell(act, quote=line.text),
        Cell(_wording.decibans(line.decibans, language)),
        Cell(language.whole(line.reports) if line.reports else ""),
        Cell(_who(line, language), small=_wording.rows(line)),
    )


def _who(line: Line, language: Language) -> str:
    """The most frequent source and target; the others are in the data."""
    named = tuple(dict.fromkeys(line.who))
    if len(named) > 1:
        return language.say("{who} and others", who=named[0])
    return "".join(named)


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


def _domains(brief: Brief, language: Language) -> Table | None:
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
    columns = (Column(language.say("Domain")), *_two_ways(brief, language))
    return Table(caption, columns, rows)


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
    return Section("mood", language.say("Public mood"), sentences=(caution,), points=points)


def _surety(brief: Brief, language: Language) -> Section:
    """How sure we are: evidence and limits; scores stand with the sources."""
    return Section(
        "surety",
        language.say("How sure we are"),
        sentences=_evidence(brief.directions, language),
        points_heading=language.say("Limits"),
        points=_limits(brief, language),
    )


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


def _limits(brief: Brief, language: Language) -> tuple[str, ...]:
    meaning = language.say(
        "Trust here is the probability, given one state’s recorded conduct, that it would rather "
        "return cooperation than exploit it. It is neither affection, nor the view of any "
        "official, nor a forecast of what a government will decide."
    )
    press = language.say(
        "Most of the record is press reports coded by machine. What was not reported, or not in "
        "a language that was read, is missing; coding errs; a story told by many outlets is "
        "counted as little more than one."
    )
    end = language.say(
        "Each source ends where the table of sources says; what came later is unknown here, "
        "not calm."
    )
    return (meaning, press, end) if brief.coverage else (meaning, press)


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
