"""The world: trust in a state or of a state on a map at a date, risers, fallers, and groups."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import polars as pl

from longtin import actors, brief, measures, trust
from longtin._dates import today, year_before
from longtin._language import DEGREES, Language, degree, degree_key, message
from longtin.acts import Record
from longtin.page import Cell, Column, Section, Table
from longtin.web import kept, world_map
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit
from longtin.web.world_map import Shade

DRAWS = 32
"""Draws behind each interval, as where everyone's trust in a state is asked for."""
BORDERS = date(1991, 12, 31)
"""Up to this day the map says which states it cannot draw."""
MOVERS = 8
"""Risers and fallers that are named."""
COLUMNS = ("ccode1", "ccode2", "date", "trust", "low", "high", "coverage", "last_evidence")


def world(visit: Visit) -> Shown:
    """Trust in or of a state on a map."""
    say = visit.say
    typed, way = visit.given("state"), visit.given("way", "in")
    day = _day(visit)
    if not typed:
        note = say("Name a state to see who trusts it, or whom it trusts.")
        drawn = world_map.draw({}, day, visit.language, title=say("The state system"),
                               description=note, view=visit.given("view"))  # fmt: skip
        shown = document(visit, say("Trust on a map"), _notices(visit, day), note=note)
        return Shown(shown, forms=(_form(visit, day),), map=drawn)
    found = actors.find(typed, day)
    title = _title(found, way, visit.language)
    by = visit.site.read(lambda record: trust.reach(record, day)[0])
    step = by if by == "week" else day.year
    frame = visit.site.later(
        ("world", found.ccode, way, step), lambda record: _frame(record, found, way, day, by)
    )
    if frame is None:
        waiting = document(visit, title, kicker=say("World"), dated=visit.language.date(day))
        return Shown(waiting, forms=(_form(visit, day),), refresh=4, kept=False)
    now, before = _on(frame, day, way), _on(frame, year_before(day), way)
    shades = {other: _shade(row, found, other, way, visit.language) for other, row in now.items()}
    shades[found.ccode] = Shade("own", found.name(visit.code), f"/state/{found.key}")
    drawn = world_map.draw(
        shades, day, visit.language, title=title, view=visit.given("view"),
        description=_summary(now, visit.language),
    )  # fmt: skip
    sections = [
        Section("legend", say("How to read it"), sentences=(_summary(now, visit.language),),
                notes=_legend(visit)),
        *_notices(visit, day),
        *_movers(visit, now, before),
        *_group(visit, now, before, day),
        _every(visit, now, found, way),
    ]  # fmt: skip
    shown = document(visit, title, sections, kicker=say("World"), dated=visit.language.date(day))
    links = (
        Link(say("The other way round"),
             visit.address(way="of" if way == "in" else "in")),
        Link(say("What changed in its relations"), f"/changes?state={found.key}"),
    )  # fmt: skip
    return Shown(shown, forms=(_form(visit, day),), map=drawn, links=links)


def _day(visit: Visit) -> date:
    """The day asked about: `at`, or the end of the year the slider is on."""
    year = visit.given("year")
    if not visit.given("at") and year.isdecimal() and len(year) == 4:
        return min(max(date(int(year), 12, 31), date(1946, 12, 31)), today())
    return visit.day()


def _title(found: actors.State, way: str, language: Language) -> str:
    name = actors.in_sentence(found.name(language.code), language.code)
    if way == "of":
        return language.say("Trust of {state} in others", state=name)
    return language.say("Trust of others in {state}", state=name)


def _frame(record: Record, found: actors.State, way: str, day: date, by: str) -> pl.DataFrame:
    """Trust at the end of each quarter, from the disk where it was counted before."""
    _, last = trust.reach(record, today() if by == "week" else day, by)
    name = kept.name_of(record.version, found.ccode, way, by, last)
    held = kept.read(name)
    if held is not None:
        return pl.read_parquet(BytesIO(held))
    model = trust.Model.shipped(draws=DRAWS)
    state = {"trustee" if way == "in" else "truster": found.ccode}
    counted = trust.estimate(record, by=by, until=last, model=model, **state)
    frame = counted.frame(every="month" if by == "week" else None, carried=True)
    is_shown = (pl.col("date").dt.month() % 3 == 0) | (pl.col("date") == last)
    frame = frame.filter(is_shown).select(COLUMNS)
    into = BytesIO()
    frame.write_parquet(into, compression="zstd")
    kept.keep(name, into.getvalue())
    return frame


def _on(frame: pl.DataFrame, day: date, way: str) -> dict[int, brief.Reading]:
    """The last reading up to a day of each other state that was there then."""
    other = "ccode1" if way == "in" else "ccode2"
    rows = frame.filter(pl.col("date") <= day).sort("date").group_by(other).last()
    living = set(actors.living(day))
    return {
        row[other]: brief.Reading(
            row["date"], brief.STATUS[row["coverage"]], row["trust"], row["low"], row["high"],
            row["last_evidence"],
        )
        for row in rows.iter_rows(named=True)
        if row[other] in living
    }  # fmt: skip


def _shade(
    row: brief.Reading, found: actors.State, other: int, way: str, language: Language
) -> Shade:
    state = actors.near(other, row.date)
    told = f"{state.name(language.code)}: {brief.figure(row, language)}"
    pair = (state.key, found.key) if way == "in" else (found.key, state.key)
    href = f"/dyad/{pair[0]}/{pair[1]}"
    if row.trust is None:
        return Shade("qn", told, href)
    carried = " carried" if row.status == "not observed" else ""
    return Shade(f"q{list(DEGREES).index(degree_key(row.trust))}{carried}", told, href)


def _summary(now: dict[int, brief.Reading], language: Language) -> str:
    """What the map shows, in a sentence."""
    known = [each for each in now.values() if each.trust is not None]
    counts = [sum(degree_key(each.trust or 0.0) == key for each in known) for key in DEGREES]
    parts = [
        f"{degree((at + 0.5) / len(counts), language)}: {language.whole(count)}"
        for at, count in enumerate(counts)
    ]
    return language.say(
        "Of {n} states {known} have a figure: {parts}.",
        n=language.whole(len(now)),
        known=language.whole(len(known)),
        parts="; ".join(parts),
    )


def _legend(visit: Visit) -> tuple[str, ...]:
    say = visit.say
    view, day = visit.given("view"), _day(visit)
    colours = say(
        "From dark orange (very low) over pale to dark blue (high); grey where there is no figure, "
        "and paler outlines where the last figure is carried on. Small states are dots. Point at a "
        "state for its figure and interval; the table has all of them."
    )
    if view:
        state = actors.find(view, day)
        whose = say(
            "Boundaries: Natural Earth, as they are held in fact. Islands claimed by several "
            "(diamonds) are shown as {state} sees them: {islands}.",
            state=state.name(visit.code),
            islands=", ".join(
                each.name(visit.code) for each in world_map.islands() if view in each.claimed_by
            ),
        )
    else:
        whose = say(
            "Boundaries: Natural Earth, as they are held in fact, which says nothing about who is "
            "in the right. Islands claimed by several are diamonds and nobody’s: {islands}.",
            islands=", ".join(each.name(visit.code) for each in world_map.islands()),
        )
    return colours, whose


def _notices(visit: Visit, day: date) -> tuple[Section, ...]:
    """Which states of an earlier day today's borders have no place for."""
    if day > BORDERS:
        return ()
    gone = world_map.undrawable(day)
    if not gone:
        return ()
    said = visit.say(
        "Borders on this map are those of today. On {day} there were states that it cannot draw: "
        "{states}. Areas of today that were no state of that name are left empty.",
        day=visit.language.date(day),
        states=", ".join(state.name(visit.code) for state in gone),
    )
    return (Section("borders", visit.say("Borders of another time"), sentences=(said,)),)


def _movers(
    visit: Visit, now: dict[int, brief.Reading], before: dict[int, brief.Reading]
) -> list[Section]:
    """Whose trust rose and fell most over the year."""
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
                    actors.near(other, now[other].date).name(visit.code),
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


def _changes(now: dict[int, brief.Reading], before: dict[int, brief.Reading]) -> dict[int, float]:
    then = {other: each.trust for other, each in before.items() if each.trust is not None}
    return {
        other: each.trust - then[other]
        for other, each in now.items()
        if each.trust is not None and other in then
    }


def _group(
    visit: Visit, now: dict[int, brief.Reading], before: dict[int, brief.Reading], day: date
) -> list[Section]:
    """The members of a list, and where they drift."""
    say, name = visit.say, visit.given("group")
    if not name:
        return []
    language = visit.language
    ccodes = [actors.find(each, day).ccode for each in _members(name, day)]
    shown = [each for each in ccodes if each in now]
    changes = _changes(now, before)
    rows = [
        [
            actors.near(other, day).name(visit.code),
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
            group=name,
            trust=language.level(middle),
            up=language.whole(sum(changes.get(each, 0.0) >= 0.02 for each in shown)),
            down=language.whole(sum(changes.get(each, 0.0) <= -0.02 for each in shown)),
        )
    return [section("group", name, Table.of("", columns, rows), said=(said,))]


def _members(name: str, day: date) -> list[str]:
    """Codes of a list's members, or of one's own list with commas between."""
    if "," in name:
        return [each.strip() for each in name.split(",") if each.strip()]
    return [str(ccode) for ccode in measures.parties_of(day.year, name, None)]


def _every(visit: Visit, now: dict[int, brief.Reading], found: actors.State, way: str) -> Section:
    """Every state in figures: what the map shows, for who cannot see it."""
    say, language = visit.say, visit.language
    rows: list[list[str | Cell]] = []
    for other, row in sorted(now.items(), key=lambda each: -(each[1].trust or -1.0)):
        state = actors.near(other, row.date)
        pair = (state.key, found.key) if way == "in" else (found.key, state.key)
        rows.append(
            [
                Cell(state.name(visit.code), link=f"/dyad/{pair[0]}/{pair[1]}"),
                "–" if row.trust is None else degree(row.trust, language),
                brief.figure(row, language),
            ]
        )
    columns = [Column(say("State")), Column(say("Degree")), Column(say("Trust"), "figure")]
    table = Table.of(say("The map in figures"), columns, rows)
    return Section("every", say("Every state"), figures_table=table)


def _form(visit: Visit, day: date) -> Form:
    say = visit.say
    groups = (("", "–"), *((key, key) for key in sorted(measures.groups())))
    claimants = sorted({key for each in world_map.islands() for key in each.claimed_by})
    views = (
        ("", say("as held in fact")),
        *((key, actors.find(key).name(visit.code)) for key in claimants),
    )
    return Form(
        "/world",
        (
            Control("state", say("State"), value=visit.given("state"), suggests="states",
                    is_required=True),
            Control("way", say("Trust"), "select", visit.given("way", "in"),
                    (("in", say("of others in it")), ("of", say("of it in others")))),
            Control("group", say("Group"), "select", visit.given("group"), groups),
            Control("view", say("Islands"), "select", visit.given("view"), views),
            Control("year", say("Year"), "range", str(day.year), lowest="1946",
                    highest=str(today().year)),
        ),
        say("Show"),
    )  # fmt: skip


MENU = Menu(10, message("World"), "/world")
ROUTES = (Route("/world", world),)
