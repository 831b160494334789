"""Movements of trust over a year: who rose and fell most, and where a group's members stand."""

from dataclasses import replace
from datetime import date

from longtin import actors, brief, forums
from longtin.page import Cell, Column, Section, Table
from longtin.web.documents import section
from longtin.web.pages.world.state_groups import called, ccodes_of
from longtin.web.visit import Visit

MOVERS = 8
"""Risers and fallers that are named."""


def movers(
    visit: Visit,
    now: dict[int, brief.Reading],
    before: dict[int, brief.Reading],
    key: str,
) -> list[Section]:
    """Whose trust rose and fell most over the year; each leads to its pair with the state `key`."""
    say, language = visit.say, visit.language
    moved = sorted(_changes(now, before).items(), key=lambda each: each[1])
    fallers = [each for each in moved if each[1] <= -0.02][:MOVERS]
    risers = [each for each in reversed(moved) if each[1] >= 0.02][:MOVERS]
    columns = [
        Column(say("State")),
        Column(say("Change"), "figure"),
        Column(say("Now"), "figure"),
    ]
    tables = [
        Table.of(
            caption,
            columns,
            [
                [
                    _to_pair(visit, key, actors.near(other, now[other].date)),
                    language.number(change, 2, signed=True),
                    brief.figure(now[other], language),
                ]
                for other, change in some
            ],
        )
        for caption, some in ((say("Risen most"), risers), (say("Fallen most"), fallers))
        if some
    ]
    if not tables:
        return []
    heading = say("Over the year")
    note = say("Changes well inside the intervals may be none: open the pair to see.")
    made = section("movers", heading, *tables, notes=(note,))
    return [replace(made, is_paired=True)]


def _to_pair(visit: Visit, key: str, other: actors.State) -> Cell:
    """A state by its name, which leads to the pair."""
    name = other.name(visit.code)
    return Cell(name) if other.key == key else Cell(name, link=f"/dyad/{key}/{other.key}")


def _changes(now: dict[int, brief.Reading], before: dict[int, brief.Reading]) -> dict[int, float]:
    then = {other: each.trust for other, each in before.items() if each.trust is not None}
    return {
        other: each.trust - then[other]
        for other, each in now.items()
        if each.trust is not None and other in then
    }


def group_section(
    visit: Visit,
    now: dict[int, brief.Reading],
    before: dict[int, brief.Reading],
    day: date,
    key: str,
) -> list[Section]:
    """The members of a list, and where they drift."""
    say, name = visit.say, visit.given("group")
    if not name:
        return []
    language = visit.language
    ccodes = ccodes_of(name, day)
    shown = [each for each in ccodes if each in now]
    changes = _changes(now, before)
    rows: list[list[str | Cell]] = [
        [
            _to_pair(visit, key, actors.near(other, day)),
            brief.figure(now[other], language),
            language.number(changes[other], 2, signed=True) if other in changes else "–",
        ]
        for other in sorted(shown, key=lambda each: -(now[each].trust or 0.0))
    ]
    columns = [
        Column(say("State")),
        Column(say("Trust"), "figure"),
        Column(say("Change over the year"), "figure"),
    ]
    known = sorted(now[each].trust or 0.0 for each in shown if now[each].trust is not None)
    said = ""
    if known:
        middle = known[len(known) // 2]
        said = say(
            "The middle of {group} is at {trust}; {up} of its members rose over the year and "
            "{down} fell.",
            group=forums.group_name(name).of(language.code),
            trust=language.level(middle),
            up=language.whole(sum(changes.get(each, 0.0) >= 0.02 for each in shown)),
            down=language.whole(sum(changes.get(each, 0.0) <= -0.02 for each in shown)),
        )
    return [section("group", called(name, language), Table.of("", columns, rows), said=(said,))]
