"""Groups of states: members by name or list, trust among them, and towards whom they drift."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import polars as pl

from longtin import actors, brief, trust
from longtin._dates import year_before
from longtin._language import DEGREES, degree_key
from longtin.acts import Record
from longtin.page import Cell, Column, Figure, Headline, Section, Table
from longtin.web import kept
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section
from longtin.web.drawings import world_network
from longtin.web.drawings.world_network import NetworkEdge, NetworkNode
from longtin.web.pages.world.change_words import change_of, clear_ones, how_sure
from longtin.web.pages.world.listed_groups import MOST, called, ccodes_of, group_names, to_begin
from longtin.web.visit import Visit

DRAWS = 16
MOST_AMONG = 12
"""Members up to which trust among them is counted too."""
CLEAR = 0.05
"""Change that is called a drift."""
YEARS = 5
"""Over which a drift is told."""
COLUMNS = ("ccode1", "ccode2", "date", "trust", "low", "high", "coverage", "last_evidence")

Readings = dict[tuple[int, int], brief.Reading]


@dataclass(frozen=True)
class Leaning:
    """How a member stands between two powers.

    Attributes:
        member: Its code.
        now: Trust in the one less trust in the other.
        drift: How much that has changed over five years; `None` where it is not known.
    """

    member: int
    now: brief.Difference
    drift: brief.Difference | None


def group(visit: Visit) -> Shown:
    """Trust among the members of a group, and of each in the powers named."""
    say, typed, day = visit.say, visit.given("group"), visit.day()
    lists = (("groups", group_names(visit.language)),)
    if not typed:
        note = say("Name a group or a list of states: whom its members trust, and who drifts.")
        return Shown(document(visit, say("Groups"), (to_begin(visit, day),), note=note),
                     forms=(_form(visit),), tabs=tabs(visit, "group"), lists=lists)  # fmt: skip
    members = ccodes_of(typed, day)[:MOST]
    powers = tuple(actors.find(each, day).ccode for each in _powers(visit))
    is_small = len(members) <= MOST_AMONG
    frame = visit.site.later(
        ("group", members, powers, day),
        lambda record: _frame(record, members, powers, day, among=is_small),
    )
    title = called(typed, visit.language)
    if "," in typed and typed not in group_names(visit.language):
        title = visit.language.list([_name(each, visit) for each in members])
    if frame is None:
        waiting = document(visit, title, kicker=say("Groups"), dated=visit.language.date(day))
        return Shown(waiting, forms=(_form(visit),), tabs=tabs(visit, "group"), lists=lists,
                     refresh=4, kept=False)  # fmt: skip
    now, then = _on(frame, day), _on(frame, year_before(day, YEARS))
    drift = _between(visit, members, powers, now, then)
    sections = [
        *(_among(visit, members, now, then, title) if is_small else ()),
        _towards(visit, members, powers, now, then),
        *(replace(each, sentences=()) for each in drift),
    ]
    said = [*(sentence for each in drift for sentence in each.sentences),
            *_least_and_most(visit, members, now)]  # fmt: skip
    shown = document(
        visit, title, sections, kicker=say("Groups"), dated=visit.language.date(day),
        note=say("{n} members on that day.", n=visit.language.whole(len(members))),
    )  # fmt: skip
    if said:
        shown = replace(shown, headlines=(Headline(said[0], tuple(said[1:])),))
    return Shown(shown, forms=(_form(visit),), tabs=tabs(visit, "group"), lists=lists)


def _least_and_most(visit: Visit, members: tuple[int, ...], now: Readings) -> list[str]:
    """Who trusts whom least in a group, and most."""
    inside = sorted(
        (pair for pair, each in now.items() if each.trust is not None and {*pair} <= {*members}),
        key=lambda pair: now[pair].trust or 0.0,
    )
    if not inside:
        return []
    least, most = (
        visit.say(
            "{truster} in {trustee}, {trust}",
            truster=actors.in_sentence(_name(pair[0], visit), visit.code),
            trustee=actors.in_sentence(_name(pair[1], visit), visit.code),
            trust=brief.figure(now[pair], visit.language),
        )
        for pair in (inside[0], inside[-1])
    )
    said = visit.say("Among themselves, least trust is that of {least}; most, that of {most}.",
                     least=least, most=most)  # fmt: skip
    return [said]


def tabs(visit: Visit, here: str) -> tuple[Link, ...]:
    """Views of the world, the one shown marked."""
    return (
        Link(visit.say("One state and all others"), "/world", here == "map"),
        Link(visit.say("Groups"), "/world/group", here == "group"),
    )


def _powers(visit: Visit) -> list[str]:
    typed = visit.given("towards", "USA, CHN")
    return [each.strip() for each in typed.split(",") if each.strip()][:4]


def _frame(
    record: Record, members: tuple[int, ...], powers: tuple[int, ...], day: date, *, among: bool
) -> pl.DataFrame:
    """Trust at the end of each year and on the day, from the disk where it was counted before."""
    by, last = trust.reach(record, day)
    asked = f"{members}{powers}{among}"
    name = kept.name_of(record.version, 0, asked, by, last)
    held = kept.read(name)
    if held is not None:
        return pl.read_parquet(BytesIO(held))
    inside = [(one, two) for one in members for two in members if one != two and among]
    outside = [(one, two) for one in members for two in powers if one != two]
    pairs = list(dict.fromkeys([*inside, *outside]))
    model = trust.Model.shipped(draws=DRAWS)
    counted = trust.estimate_pairs(record, pairs, by=by, until=last, model=model)
    frame = counted.frame(every="month" if by == "week" else None, carried=True)
    days = [year_before(last, years) for years in (0, YEARS)]
    close = pl.any_horizontal(
        *((pl.col("date") <= each) & (pl.col("date") > year_before(each)) for each in days)
    )
    frame = frame.filter(close).select(COLUMNS)
    into = BytesIO()
    frame.write_parquet(into, compression="zstd")
    kept.keep(name, into.getvalue())
    return frame


def _on(frame: pl.DataFrame, day: date) -> Readings:
    """The last reading up to a day of each pair."""
    rows = frame.filter(pl.col("date") <= day).sort("date").group_by("ccode1", "ccode2").last()
    return {
        (row["ccode1"], row["ccode2"]): brief.Reading(
            row["date"], brief.STATUS[row["coverage"]], row["trust"], row["low"], row["high"],
            row["last_evidence"],
        )
        for row in rows.iter_rows(named=True)
    }  # fmt: skip


def _name(ccode: int, visit: Visit) -> str:
    return actors.near(ccode, visit.day()).name(visit.code)


def _key(ccode: int, visit: Visit) -> str:
    return actors.near(ccode, visit.day()).key


def _level(pair: tuple[int, int], readings: Readings) -> float | None:
    found = readings.get(pair)
    return found.trust if found else None


def _style(level: float | None) -> str:
    return "qn" if level is None else f"q{list(DEGREES).index(degree_key(level))}"


def _among(
    visit: Visit, members: tuple[int, ...], now: Readings, then: Readings, title: str
) -> tuple[Section, ...]:
    """The network among the members, and each pair in figures."""
    say, language = visit.say, visit.language
    nodes = [
        NetworkNode(_name(each, visit), None, _name(each, visit), f"/state/{_key(each, visit)}",
                    "own")
        for each in members
    ]  # fmt: skip
    edges, rows = [], list[list[str | Cell]]()
    for at, one in enumerate(members):
        for to, two in enumerate(members[at + 1 :], at + 1):
            levels = [_level(pair, now) for pair in ((one, two), (two, one))]
            known = [each for each in levels if each is not None]
            level = sum(known) / len(known) if known else None
            names = say("{one} and {two}", one=_name(one, visit), two=_name(two, visit))
            href = f"/dyad/{_key(one, visit)}/{_key(two, visit)}"
            both = ((one, two), (two, one))
            ways = [brief.figure(now[each], language) if each in now else "–" for each in both]
            told = f"{names}: {'; '.join(ways)}"
            edges.append(NetworkEdge(at, to, told, _style(level), href))
            change = change_of(
                [now.get(each) for each in both], [then.get(each) for each in both], 0.5
            )
            rows.append(
                [
                    Cell(names, link=href),
                    *ways,
                    brief.change_figure(change, language),
                ]
            )  # fmt: skip
    drawn = world_network.among(nodes, edges, say("Trust among {group}", group=title))
    columns = [
        Column(say("Pair")),
        Column(say("Of the first in the second"), "figure"),
        Column(say("Of the second in the first"), "figure"),
        Column(say("Change over five years"), "figure"),
    ]
    figure = Figure("among", say("Trust among the members"),
                    say("A line for each two, in the colours of the map: both ways together."),
                    drawn, is_wide=True)  # fmt: skip
    note = say(
        "A line for each two, in the colours of the map: from dark orange (very low) over pale to "
        "dark blue (high), both ways together; the lower the trust, the thicker the line."
    )
    table = Table.of(say("Every pair in figures"), columns, rows)
    return (
        Section("among", say("Among themselves"), figures=(figure,), figures_table=table,
                notes=(note,)),
    )  # fmt: skip


def _towards(
    visit: Visit,
    members: tuple[int, ...],
    powers: tuple[int, ...],
    now: Readings,
    then: Readings,
) -> Section:
    """Trust of each member in each power, now and how it changed."""
    say, language = visit.say, visit.language
    rows: list[list[str | Cell]] = []
    for one in members:
        row: list[str | Cell] = [_name(one, visit)]
        for two in powers:
            if one == two or (one, two) not in now:
                row += ["–", "–"]
                continue
            href = f"/dyad/{_key(one, visit)}/{_key(two, visit)}"
            row.append(Cell(brief.figure(now[one, two], language), link=href))
            changed = change_of([now[one, two]], [then.get((one, two))])
            row.append(brief.change_figure(changed, language))
        rows.append(row)
    columns = [Column(say("Member"))]
    for two in powers:
        columns += [
            Column(say("Trust in {state}",
                       state=actors.in_sentence(_name(two, visit), visit.code)), "figure"),
            Column(say("in five years"), "figure"),
        ]  # fmt: skip
    return section("towards", say("Towards others"), Table.of("", columns, rows))


def _between(
    visit: Visit,
    members: tuple[int, ...],
    powers: tuple[int, ...],
    now: Readings,
    then: Readings,
) -> tuple[Section, ...]:
    """Who leans to which of the first two powers, and drifts."""
    say, language = visit.say, visit.language
    if len(powers) < 2:
        return ()
    one, two = powers[:2]
    found = []
    for member in members:
        if member in {one, two}:
            continue
        readings = [[when.get((member, each)) for each in (one, two)] for when in (now, then)]
        (here, there), (before_here, before_there) = readings
        lean = change_of([here], [there])
        drift = change_of([here, before_there], [there, before_here])
        if lean is not None:
            found.append(Leaning(member, lean, drift))
    if not found:
        return ()
    found.sort(key=lambda each: -(each.drift.by if each.drift else 0.0))
    names = [actors.in_sentence(_name(each, visit), visit.code) for each in (one, two)]
    rows: list[list[str | Cell]] = [
        [
            _name(each.member, visit),
            brief.change_figure(each.now, language),
            brief.change_figure(each.drift, language),
        ]
        for each in found
    ]
    columns = [
        Column(say("Member")),
        Column(say("Trust in {one} less trust in {two}", one=names[0], two=names[1]), "figure"),
        Column(say("Change over five years"), "figure"),
    ]
    drifts = [(_name(each.member, visit), each.drift) for each in found if each.drift is not None]
    to_one = [name for name, drift in drifts if drift.by >= CLEAR]
    to_two = [name for name, drift in reversed(drifts) if drift.by <= -CLEAR]
    said = [
        say("Drift towards {state}: {members}.", state=name, members=language.list(some))
        for name, some in zip(names, (to_one, to_two), strict=True)
        if some
    ] or [say("Nobody drifts by 0.05 or more.")]
    clear = [name for name, drift in drifts if drift.is_clear]
    said.insert(0, clear_ones(visit, clear, len(drifts)))
    return (
        section("drift", say("Who drifts towards whom"), Table.of("", columns, rows),
                said=said, notes=(how_sure(visit),)),
    )  # fmt: skip


def _form(visit: Visit) -> Form:
    say = visit.say
    return Form(
        "/world/group",
        (
            Control("group", say("Group"), value=visit.given("group"), suggests="groups",
                    is_required=True,
                    help=say("ASEAN, NATO, G7, BRICS …, or states with commas between.")),
            Control("towards", say("Towards"), value=visit.given("towards", "USA, CHN"),
                    help=say("Up to four states with commas between.")),
            Control("at", say("As on"), "date", visit.given("at")),
        ),
        say("Show"),
    )  # fmt: skip


ROUTES = (Route("/world/group", group),)
