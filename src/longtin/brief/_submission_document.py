"""Document of a submission: two pages for all pairs, then briefs and annexes where asked for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from longtin._dates import year_before
from longtin._language import Language, sentence_case
from longtin.brief._brief_document import document
from longtin.brief.sections.trust_through_time import YEARS_SHOWN
from longtin.brief.values.brief import Brief
from longtin.brief.values.submission import Submission
from longtin.brief.words import at_a_glance, pair
from longtin.page import Column, Document, Figure, Section, Table
from longtin.page.charts import HERE, Track, timeline

SIZE: Final = 11.0
"""Points of type on the two pages: what a minister reads without glasses."""

ROWS: Final = 6
"""Proposals in all on the two pages, up to which each pair has two."""

ABREAST = 3  # charts in a row
LINE = 398  # pixels of all their plotting areas
TALL = 62  # pixels of one


def submission_document(
    found: Submission, language: Language, *, briefs: bool = False, annex: bool = False
) -> Document:
    """A submission in words.

    Args:
        found: What to say.
        language: Of the words.
        briefs: Whether the two-page brief of each pair is bound behind it.
        annex: Whether the annex of each pair is, last.
    """
    here = pair.name(found.here, language)
    theirs = [pair.name(each.there, language) for each in found.briefs]
    heard = [
        (
            name,
            max((way.now.heard for way in each.directions if way.now.heard), default=None),
        )
        for name, each in zip(theirs, found.briefs, strict=True)
    ]
    whole = [document(each, language) for each in found.briefs]
    bound = [
        *(replace(each, annex=()) for each in whole if briefs),
        *(_annex_alone(each) for each in whole if annex),
    ]
    return Document(
        language=language.code,
        title=language.say(
            "{here} and {states}: where trust stands, and what to propose",
            here=sentence_case(here),
            states=language.list(theirs),
        ),
        day=found.as_of.isoformat(),
        kicker=language.say("Submission to the minister (draft)"),
        dated=sentence_case(language.long_date(found.as_of)),
        note=at_a_glance.evidence_age(heard, found.as_of, language),
        sections=tuple(_sections(found, language)),
        colophon="Longtin",
        page_label=language.say("Page"),
        least_size=SIZE,
        bound=tuple(_apart(each, f"p{number}") for number, each in enumerate(bound, 1)),
    )


def _annex_alone(whole: Document) -> Document:
    """The annex of a brief as a document, named after its pair."""
    heading = f"{whole.annex_heading} – {whole.title}"
    return replace(whole, sections=(), headlines=(), summary="", note="", annex_heading=heading)


def _apart(each: Document, prefix: str) -> Document:
    """A document whose names of sections and figures are its own among those bound together."""

    def named(section: Section) -> Section:
        figures = tuple(
            replace(figure, name=f"{prefix}-{figure.name}") for figure in section.figures
        )
        return replace(section, name=f"{prefix}-{section.name}", figures=figures)

    return replace(
        each,
        sections=tuple(map(named, each.sections)),
        annex=tuple(map(named, each.annex)),
    )


def _sections(found: Submission, language: Language) -> Iterator[Section]:
    yield Section(
        "standing",
        language.say("Where trust stands"),
        figures=tuple(_chart(found, language)),
        tables=(_standing(found, language),),
    )
    yield _moved(found, language)
    advised = [
        (pair.name(each.there, language), each.advice)
        for each in found.briefs
        if each.advice and each.advice.proposals
    ]
    yield Section(
        "proposals",
        language.say("What to propose"),
        sentences=(
            *at_a_glance.in_crisis(
                [name for name, one in advised if one.phase == "crisis_management"], language
            ),
            *at_a_glance.against_waiting([(name, one.verdict) for name, one in advised], language),
            *at_a_glance.crisis_risk([(name, *one.crisis) for name, one in advised], language),
        ),
        tables=(_proposals(found, language),),
    )
    yield Section("surety", language.say("How sure we are"), sentences=(_surety(language),))


def _moved(found: Submission, language: Language) -> Section:
    """What moved trust in each of the others; that no source names acts is said once for all."""
    ways = [(each.directions[0], each.acts_until) for each in found.briefs]
    silent = {until for way, until in ways if way.change is None and until is not None}
    once = len(silent) == 1 and all(way.change is None for way, _ in ways)
    said = (sentence_case(at_a_glance.unnamed_since(silent.pop(), language)),) if once else ()
    told = tuple(
        language.say(
            "{state}: {moved}",
            state=way.trustee.name.of(language.code),
            moved=at_a_glance.moved_by(way, language)
            if once or way.change is not None or until is None
            else f"{at_a_glance.unnamed_since(until, language)} "
            f"{sentence_case(at_a_glance.moved_by(way, language))}",
        )
        for way, until in ways
    )
    return Section("moved", language.say("What moved it"), sentences=said, points=told)


def _standing(found: Submission, language: Language) -> Table:
    here = pair.name(found.here, language)
    columns = (
        Column(language.say("State")),
        Column(language.say("Trust of {here} in it", here=here), wraps=True),
        Column(language.say("Its trust in {here}", here=here), wraps=True),
        Column(language.say("Past year"), wraps=True),
    )
    rows = [
        (
            each.there.name.of(language.code),
            *(at_a_glance.standing(way.now, language) for way in each.directions),
            at_a_glance.over_the_year(each.directions[0], language),
        )
        for each in found.briefs
    ]
    return Table.of("", columns, rows).sized((0.8, 1.5, 1.5, 1.1))


def _chart(found: Submission, language: Language) -> Iterator[Figure]:
    """Trust of the first state in each of the others through ten years, under one another."""
    shown = [each.directions[0] for each in found.briefs]
    if all(each.trust is None for way in shown for each in way.path):
        return
    start = year_before(found.as_of, YEARS_SHOWN)
    tracks = [
        Track(
            way.trustee.name.of(language.code),
            HERE,
            tuple(pair.point(reading, language) for reading in way.path),
        )
        for way in shown
    ]
    abreast = min(ABREAST, len(tracks))
    told = language.say(
        "Trust of {here} in each, {span}, from 0 (an enemy in arms) to 1 (an ally of long "
        "standing); shaded: nine times in ten; hatched: not observed",
        here=pair.name(found.here, language),
        span=f"{start.year}–{found.as_of.year}",
    )
    yield Figure(
        name="trust",
        title=told,
        description=" ".join(
            f"{way.trustee.name.of(language.code)}: {at_a_glance.standing(way.now, language)}."
            for way in shown
        ),
        spec=timeline(
            tracks,
            start=start,
            end=found.as_of,
            width=LINE // abreast,
            height=TALL,
            beyond=language.say("not covered"),
            columns=abreast,
        ),
        is_wide=True,
    )


def _proposals(found: Submission, language: Language) -> Table:
    each_has = 2 if 2 * len(found.briefs) <= ROWS else 1
    rows: list[tuple[str, ...]] = []
    for brief in found.briefs:
        rows += _rows(brief, each_has, language)
    table = Table.of("", at_a_glance.proposal_columns(language), rows)
    return table.sized(at_a_glance.PROPOSAL_SHARES)


def _rows(brief: Brief, most: int, language: Language) -> Iterator[tuple[str, ...]]:
    there = pair.name(brief.there, language)
    made = brief.advice.proposals[:most] if brief.advice else ()
    if not made:
        why = (
            language.say("too little is known to propose anything")
            if brief.advice is None
            else language.say("nothing now; no measure is worth its risk today")
        )
        said = language.say("{state}: {measure}", state=sentence_case(there), measure=why)
        yield (said, "–", "–", "–", "–")
    for one in made:
        yield at_a_glance.proposal_cells(one, there, language, described=True)


def _surety(language: Language) -> str:
    return language.say(
        "Trust here is how far recorded conduct stands between that of an enemy in arms (0) and "
        "that of an ally of long standing (1): very low below 0.2, low below 0.4, mixed below 0.6, "
        "good below 0.8, high above; figures in brackets hold it nine times in ten. It is no "
        "view of any official and no forecast. What measures cost and risk are judgements."
    )
