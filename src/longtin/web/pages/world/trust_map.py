"""The world: trust in a state or of a state on a map at a date, risers, fallers, and groups."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import polars as pl

from longtin import actors, brief, forums, trust
from longtin._dates import today, year_before
from longtin._language import DEGREES, Language, degree, degree_key, message
from longtin.acts import Record
from longtin.page import Cell, Column, Section, Table
from longtin.web import kept, map_legend, world_map
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document
from longtin.web.drawings.state_network import holes_of_record, network_section
from longtin.web.menu_entry import Menu
from longtin.web.pages.world.listed_groups import ccodes_of, group_names
from longtin.web.pages.world.movements import group_section, movers
from longtin.web.pages.world.state_groups import tabs
from longtin.web.visit import Visit
from longtin.web.world_map import Shade

DRAWS = 32
"""Draws behind each interval, as where everyone's trust in a state is asked for."""
COLUMNS = ("ccode1", "ccode2", "date", "trust", "low", "high", "coverage", "last_evidence")


def world(visit: Visit) -> Shown:
    """Trust in or of a state on a map."""
    say = visit.say
    way, day = visit.given("way", "in"), _day(visit)
    if visit.given("view"):
        actors.find(visit.given("view"), day)
    if not visit.given("state"):
        return _opening(visit, way, day)
    found = actors.find(visit.given("state"), day)
    title = _title(found, way, visit.language)
    by = visit.site.read(lambda record: trust.reach(record, day)[0])
    step = by if by == "week" else day.year
    frame = visit.site.later(
        ("world", found.ccode, way, step), lambda record: _frame(record, found, way, day, by)
    )
    if frame is None:
        return _first(visit, found, way, day)
    now, before = _on(frame, day, way), _on(frame, year_before(day), way)
    sections = [
        _read_so(visit),
        *map_legend.notices(visit, day),
        network_section(visit, now, _shades(visit, now, found, way), found, _named(visit, day)),
        *movers(visit, now, before, found.key),
        *group_section(visit, now, before, day, found.key),
        _every(visit, now, found, way),
    ]  # fmt: skip
    shown = document(visit, title, sections, kicker=say("World"), dated=visit.language.date(day),
                     note=_told(now, visit.language))  # fmt: skip
    links = (
        Link(say("The other way round"),
             visit.address(way="of" if way == "in" else "in")),
        Link(say("What changed in its relations"), f"/changes?state={found.key}"),
    )  # fmt: skip
    drawn = _drawn(visit, now, found, way, day)
    return Shown(
        shown,
        forms=(_form(visit, day, found),),
        map=drawn,
        links=links,
        tabs=tabs(visit, "map"),
        lists=_lists(visit),
    )


def _opening(visit: Visit, way: str, day: date) -> Shown:
    """The map before a state is asked about: that of which the record tells most acts."""
    say, shipped = visit.say, _shipped(visit, day)
    if shipped is None:
        note = say("Name a state to see who trusts it, or whom it trusts.")
        drawn = world_map.draw({}, day, visit.language, title=say("The state system"),
                               description=note, view=visit.given("view"))  # fmt: skip
        shown = document(visit, say("Trust on a map"), map_legend.notices(visit, day), note=note)
        return Shown(
            shown,
            forms=(_form(visit, day),),
            map=drawn,
            tabs=tabs(visit, "map"),
            lists=_lists(visit),
        )
    told = visit.site.reckon(("most told of",), _most_told)
    living = actors.living(day)
    chosen = next(ccode for ccode in (*told, *living) if ccode in living)
    opening = _of_shipped(visit, shipped, actors.as_of(chosen, day), way, day)
    note = say(
        "Belief of every pair as it is shipped, of {day}. Name a state, a year or a group to see "
        "who rose and who fell.",
        day=visit.language.date(shipped[0]),
    )
    noted = f"{opening.document.note} {note}"
    return replace(opening, document=replace(opening.document, note=noted))


def _most_told(record: Record) -> tuple[int, ...]:
    """States in the order of how many acts of theirs the record has."""
    acts = record.connection.sql("SELECT source FROM acts GROUP BY source ORDER BY count(*) DESC")
    return tuple(int(ccode) for (ccode,) in acts.fetchall())


def _shipped(visit: Visit, day: date) -> tuple[date, pl.DataFrame] | None:
    """Belief of every pair as it is shipped, where it holds for the record and the day."""
    found = visit.site.read(forums.shipped_belief)
    return found if found is not None and found[0] <= day else None


def _first(visit: Visit, found: actors.State, way: str, day: date) -> Shown:
    """What can be shown while trust is being counted."""
    say, shipped = visit.say, _shipped(visit, day)
    note = say("Trust is being counted from the record.")
    if shipped is None:
        waiting = document(visit, _title(found, way, visit.language), kicker=say("World"),
                           dated=visit.language.date(day), note=note)  # fmt: skip
        return Shown(
            waiting,
            forms=(_form(visit, day),),
            refresh=4,
            kept=False,
            tabs=tabs(visit, "map"),
            lists=_lists(visit),
        )
    told = _of_shipped(visit, shipped, found, way, day)
    until = say(
        "Until then the map shows belief of every pair as it is shipped, of {day}.",
        day=visit.language.date(shipped[0]),
    )
    shown = replace(told.document, note=f"{told.document.note} {note} {until}")
    return replace(told, document=shown, refresh=4, kept=False)


def _of_shipped(
    visit: Visit, shipped: tuple[date, pl.DataFrame], found: actors.State, way: str, day: date
) -> Shown:
    until, rows = shipped
    own, other = ("trustee", "truster") if way == "in" else ("truster", "trustee")
    living = set(actors.living(day))
    now = {
        row[other]: brief.Reading(until, "estimated", row["trust"], row["low"], row["high"])
        for row in rows.filter(pl.col(own) == found.ccode).iter_rows(named=True)
        if row[other] in living
    }
    shades = _shades(visit, now, found, way)
    sections = (
        _read_so(visit),
        network_section(visit, now, shades, found, _named(visit, day)),
        _every(visit, now, found, way),
    )
    title = _title(found, way, visit.language)
    dated = visit.language.date(until)
    shown = document(visit, title, sections, kicker=visit.say("World"), dated=dated,
                     note=_told(now, visit.language))  # fmt: skip
    drawn = _drawn(visit, now, found, way, day)
    return Shown(
        shown,
        forms=(_form(visit, day, found),),
        map=drawn,
        tabs=tabs(visit, "map"),
        lists=_lists(visit),
    )


def _shades(
    visit: Visit, now: dict[int, brief.Reading], found: actors.State, way: str
) -> dict[int, Shade]:
    return {other: _shade(row, found, other, way, visit.language) for other, row in now.items()}


def _named(visit: Visit, day: date) -> tuple[int, ...]:
    """States that are asked for by name or by a group's."""
    return ccodes_of(visit.given("group"), day) if visit.given("group") else ()


def _lists(visit: Visit) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("groups", group_names(visit.language)),)


def _drawn(
    visit: Visit, now: dict[int, brief.Reading], found: actors.State, way: str, day: date
) -> str:
    """The map of readings."""
    shades = _shades(visit, now, found, way)
    shades[found.ccode] = Shade("own", found.name(visit.code), f"/state/{found.key}")
    drawn = world_map.draw(
        shades, day, visit.language, title=_title(found, way, visit.language),
        view=visit.given("view"), description=_summary(now, visit.language),
    )  # fmt: skip
    return drawn + world_map.key(visit.language)


def _read_so(visit: Visit) -> Section:
    """How the map is read."""
    return Section(
        "legend",
        visit.say("How to read it"),
        notes=map_legend.legend(visit, _day(visit)),
    )


def _day(visit: Visit) -> date:
    """The day asked about: `at`, or the end of the year the slider is on."""
    year = visit.given("year")
    if not visit.given("at") and year.isdecimal() and len(year) == 4:
        return min(date(max(int(year), 1946), 12, 31), today())
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


def _told(now: dict[int, brief.Reading], language: Language) -> str:
    """What the map shows and how sure that is, under the title."""
    widths = sorted(
        each.high - each.low
        for each in now.values()
        if each.trust is not None and each.low is not None and each.high is not None
    )
    if not widths:
        return _summary(now, language)
    sure = language.say(
        "Half of the 90 % intervals are wider than {width} on the scale from 0 to 1.",
        width=language.number(widths[len(widths) // 2]),
    )
    return f"{_summary(now, language)} {sure}"


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


def _form(visit: Visit, day: date, found: actors.State | None = None) -> Form:
    say = visit.say
    strip, holes = holes_of_record(visit)
    claimants = sorted({key for each in world_map.islands() for key in each.claimed_by})
    views = (
        ("", say("as held in fact")),
        *((key, actors.find(key).name(visit.code)) for key in claimants),
    )
    return Form(
        "/world",
        (
            Control("state", say("State"), suggests="states", is_required=True,
                    value=visit.given("state", found.key if found else "")),
            Control("way", say("Trust"), "select", visit.given("way", "in"),
                    (("in", say("of others in it")), ("of", say("of it in others")))),
            Control("group", say("Group"), value=visit.given("group"), suggests="groups",
                    help=say("Its members are named; states with commas between do too.")),
            Control("view", say("Islands"), "select", visit.given("view"), views),
            Control("year", say("Year"), "range", str(day.year), lowest="1946",
                    highest=str(today().year), drawn=strip, help=holes),
        ),
        say("Show"),
    )  # fmt: skip


MENU = Menu(10, message("World"), "/world")
ROUTES = (Route("/world", world),)
