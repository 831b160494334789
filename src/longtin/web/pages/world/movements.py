"""Movements of trust over a year: who rose and fell most, and where a group's members stand."""

from dataclasses import replace
from datetime import date

from longtin import actors, brief, forums
from longtin.page import Cell, Column, Section, Table
from longtin.web.documents import section
from longtin.web.pages.world.change_words import clear_ones, how_sure
from longtin.web.pages.world.listed_groups import called, ccodes_of
from longtin.web.visit import Visit

MOVERS = 8
"""Risers and fallers that are named."""

LEAST = 0.02
"""Change of trust from which on it is told."""


def movers(
    visit: Visit,
    now: dict[int, brief.Reading],
    before: dict[int, brief.Reading],
    key: str,
) -> list[Section]:
    """Whose trust rose and fell most over the year; each leads to its pair with the state `key`."""
    say, language = visit.say, visit.language
    changes = _changes(now, before)
    moved = sorted(changes.items(), key=lambda each: each[1].by)
    fallers = [each for each in moved if each[1].by <= -LEAST][:MOVERS]
    risers = [each for each in reversed(moved) if each[1].by >= LEAST][:MOVERS]
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
                    brief.change_figure(change, language),
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
    clear = [other for other, change in changes.items() if change.is_clear]
    names = [actors.near(other, now[other].date).name(visit.code) for other in clear]
    said = clear_ones(visit, names, len(changes))
    made = section(
        "movers", say("Changes over the year"), *tables, said=(said,), notes=(how_sure(visit),)
    )
    return [replace(made, is_paired=True)]


def _to_pair(visit: Visit, key: str, other: actors.State) -> Cell:
    """A state by its name, which leads to the pair."""
    name = other.name(visit.code)
    return Cell(name) if other.key == key else Cell(name, link=f"/dyad/{key}/{other.key}")


def _changes(
    now: dict[int, brief.Reading], before: dict[int, brief.Reading]
) -> dict[int, brief.Difference]:
    found = {
        other: brief.difference((each,), (before[other],))
        for other, each in now.items()
        if other in before
    }
    return {other: change for other, change in found.items() if change is not None}


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
            brief.change_figure(changes.get(other), language),
        ]
        for other in sorted(shown, key=lambda each: -(now[each].trust or 0.0))
    ]
    columns = [
        Column(say("State")),
        Column(say("Trust"), "figure"),
        Column(say("Change over the year"), "figure"),
    ]
    known = sorted(
        (each for each in shown if now[each].trust is not None),
        key=lambda each: now[each].trust or 0.0,
    )
    said = ""
    if known:
        middle = known[len(known) // 2]
        some = [changes[each] for each in shown if each in changes]
        said = say(
            "In the middle of {group} stands {state}, at {trust}; {up} of its members rose over "
            "the year and {down} fell, {clear} of them clearly.",
            group=forums.group_name(name).of(language.code),
            state=actors.in_sentence(actors.near(middle, day).name(visit.code), visit.code),
            trust=brief.figure(now[middle], language),
            up=language.whole(sum(each.by >= LEAST for each in some)),
            down=language.whole(sum(each.by <= -LEAST for each in some)),
            clear=language.whole(sum(each.is_clear and abs(each.by) >= LEAST for each in some)),
        )
    return [section("group", called(name, language), Table.of("", columns, rows), said=(said,),
                    notes=(how_sure(visit),))]  # fmt: skip
