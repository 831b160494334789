"""Section “Where the pair stands”: its path through the 2×2, chances of each field, schools."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, sentence_case
from longtin.brief.values.brief import Brief
from longtin.brief.values.position import Position, Side, least
from longtin.brief.values.reading import Reading
from longtin.brief.words import pair, quadrants
from longtin.brief.words.conduct import Words
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import Quadrants, Stop, quadrant

SCHOOLS: Final[Words] = MappingProxyType(
    {
        "interest": message("Interests"),
        "norm": message("Norms"),
        "affinity": message("Affinity"),
    }
)

SCHOOL_EVIDENCE: Final[Words] = MappingProxyType(
    {
        "interest": message("rational choice: alliances, votes, memberships"),
        "norm": message("constructivist: disputes, treaties, deeds"),
        "affinity": message("psychological: words, visits, leaders"),
    }
)


def say(brief: Brief, language: Language) -> Section | None:
    """Where the pair stands: its path through the 2×2, beside tables."""
    tables = tuple(_tables(brief, language))
    if not brief.standing.steps and not tables:
        return None
    heading = language.say("Where the pair stands")
    said = tuple(filter(None, (quadrants.summary(brief, language),)))
    if not brief.standing.steps:
        return Section("standing", heading, sentences=said, tables=tables)
    note = language.say(
        "Each point is the pair at the end of a year; the last is this brief’s date, with its "
        "90 % intervals. The fields meet at the least trust that a stake of {stake} takes.",
        stake=quadrants.stake(brief.standing.stake, language),
    )
    return Section(
        "standing",
        heading,
        sentences=said,
        figures=(path_figure(brief.standing, language),),
        notes=(note,),
        tables=tables,
    )


def path_figure(standing: Position, language: Language) -> Figure:
    """A pair's path through the 2×2: at the end of each year, and now."""
    here, there = standing.sides
    doubter = "{cell}\n{doubter}"
    fragile = quadrants.cell_name("fragile", language)
    words = Quadrants(
        x=pair.direction_name(here, language),
        y=pair.direction_name(there, language),
        top_right=quadrants.cell_name("win-win", language),
        bottom_left=quadrants.cell_name("collapse", language),
        top_left=doubter.format(cell=fragile, doubter=_doubter(here, language)),
        bottom_right=doubter.format(cell=fragile, doubter=_doubter(there, language)),
    )
    *earlier, now = standing.steps
    steps = [(step, str(step[0].date.year)) for step in earlier]
    steps.append((now, language.date(standing.as_of)))
    stops = [
        Stop(pair.point(one, language), pair.point(two, language), label)
        for (one, two), label in steps
    ]
    walked = "; ".join(
        f"{stop.label}: {language.level(stop.x.trust or 0.0)}, "
        f"{language.level(stop.y.trust or 0.0)}"
        for stop in stops
    )
    return Figure(
        name="path",
        title=language.say("The pair’s path through the 2×2 of trust"),
        description=language.say(
            "Across: {x}. Upwards: {y}. Points: {walked}.", x=words.x, y=words.y, walked=walked
        ),
        spec=quadrant(stops, words, (least(here.need), least(there.need))),
    )


def _doubter(side: Side, language: Language) -> str:
    doubter = pair.name(side.truster, language)
    return language.say("{doubter} doubts", doubter=doubter)


def chances_tables(standing: Position, language: Language) -> Iterator[Table]:
    """How likely each field of the 2×2 is."""
    if not standing.chances:
        return
    columns = (Column(language.say("Field of the 2×2")), Column(language.say("Chance"), "figure"))
    rows = tuple(
        (
            Cell(sentence_case(quadrants.field_name(cell, standing.sides, language))),
            Cell(quadrants.chances(chance, language)),
        )
        for cell, chance in standing.chances.items()
    )
    stake = quadrants.stake(standing.stake, language)
    if any(side.now.is_old for side in standing.sides):
        caption = language.say(
            "Fields at a stake of {stake}, by all that conduct may be by now", stake=stake
        )
    else:
        caption = language.say(
            "Fields at a stake of {stake}, had other reports been as likely", stake=stake
        )
    yield Table(caption, columns, rows)


def _tables(brief: Brief, language: Language) -> Iterator[Table]:
    """What stands beside the path: how likely each field is, and what each school says."""
    yield from chances_tables(brief.standing, language)
    schools = _schools(brief, language)
    if schools:
        yield schools


def _two_ways(brief: Brief, language: Language) -> tuple[Column, ...]:
    return tuple(Column(pair.short_name(each, language), "figure") for each in brief.directions)


def _schools(brief: Brief, language: Language) -> Table | None:
    """Belief by each school's channels alone, both directions side by side."""
    found: list[dict[str, Reading]] = [
        {each.school: each.reading for each in way.schools} for way in brief.directions
    ]
    rows = tuple(
        (
            Cell(language.say(words), small=language.say(SCHOOL_EVIDENCE[school])),
            *(
                Cell(pair.figure(readings.get(school, way.now), language))
                if school in readings or way.now.trust is None
                else Cell("–")
                for readings, way in zip(found, brief.directions, strict=True)
            ),
        )
        for school, words in SCHOOLS.items()
        if any(school in readings for readings in found)
    )
    if not rows:
        return None
    return Table(
        caption=language.say("Trust by one school’s evidence alone (90 % interval)"),
        columns=(Column(language.say("School")), *_two_ways(brief, language)),
        rows=rows,
    )
