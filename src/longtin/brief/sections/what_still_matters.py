"""Section “What still matters now”: what acts still weigh today, in the annex."""

from longtin._language import Language, sentence_case
from longtin.brief.values.brief import Brief
from longtin.brief.values.contributions import Contribution, LastingWeight
from longtin.brief.values.direction import Direction
from longtin.brief.words import conduct, pair
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """What acts still weigh today, a table for each direction."""
    tables = tuple(
        _lasting(way, way.lasting, language) for way in brief.directions if way.lasting is not None
    )
    if not tables:
        return None
    meaning = language.say(
        "What all acts on record still add to trust today, in points. The total is the difference "
        "from what it would be had no act ever been seen."
    )
    return Section(
        "lasting",
        language.say("What still matters now"),
        notes=(meaning,),
        tables=tables,
        is_paired=True,
    )


def _lasting(way: Direction, lasting: LastingWeight, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Left today"), "figure"),
    )
    total = conduct.points(lasting.points, language)
    return Table(
        caption=pair.direction_name(way, language),
        columns=columns,
        rows=tuple(_left(line, language) for line in lasting.lines),
        total=(Cell(language.say("All acts")), Cell(""), Cell(total)),
    )


def _left(line: Contribution, language: Language) -> tuple[Cell, ...]:
    is_rest = line.what in conduct.ALL_YEAR
    act = sentence_case(conduct.act_name(line, language))
    return (
        Cell(language.say("All time") if is_rest else language.span(line.start, line.end)),
        Cell(act, small=conduct.rows(line)),
        Cell(conduct.points(line.points, language)),
    )
