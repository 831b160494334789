"""A brief's two figure sections: trust through time, and the pair's path through the 2×2."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from longtin._dates import year_before
from longtin._language import Language, message
from longtin.brief import _wording
from longtin.brief._brief import Brief, Direction, Line, Reading, Side, Standing, Status
from longtin.brief._standing import least
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import HERE, THERE, Mark, Point, Quadrants, Stop, Track, quadrant, timeline

YEARS_SHOWN = 10  # of a weekly path; a yearly one is shown whole
WEEKLY_FROM = 104  # readings within those years that make a path weekly
MONTHS_FROM = 10  # readings within the last year that deserve a chart of their own
GAP_WORDS: dict[Status, str] = {
    "not covered": message("not covered"),
    "too little": message("too little to say"),
}
WIDTH = 288  # pixels of a chart's plotting area


@dataclass(frozen=True)
class Window:
    """The days a chart shows, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Numbered:
    """An act marked on the charts: its number, and the direction it belongs to."""

    number: int
    way: Direction
    line: Line


def time_section(brief: Brief, language: Language) -> Section | None:
    """Trust both ways through time, in two charts of equal size.

    Where the record is dense, both directions share each chart, one of the years and one of the
    last twelve months; else each direction has a chart of its own.
    """
    if not any(each.trust is not None for way in brief.directions for each in way.path):
        return None
    years, months = _windows(brief)
    is_dense = _most_readings(brief, months) >= MONTHS_FROM
    marks = _numbered(brief.directions, years, months if is_dense else None)
    if is_dense:
        recent = [each for each in marks if each.line.start in months]
        earlier = [each for each in marks if each not in recent]
        figures = (
            _years_chart(brief, years, earlier, language),
            _months_chart(brief, months, recent, language),
        )
    else:
        figures = (
            _one_way_chart(brief, 0, years, marks, language),
            _one_way_chart(brief, 1, years, marks, language),
        )
    return Section(
        "time",
        language.say("Trust through time"),
        figures=figures,
        figures_table=_yearly(brief, years, language),
        notes=(" ".join(_notes(brief, marks, language)),),
    )


def _notes(brief: Brief, marks: Sequence[Numbered], language: Language) -> Iterator[str]:
    yield language.say("Shaded: the 90 % interval.")
    if any(each.status != "estimated" for way in brief.directions for each in way.path):
        yield language.say("Hatched: not covered, or too little to say.")
    if marks:
        yield language.say("Numbered: acts that moved belief most.")


def _windows(brief: Brief) -> tuple[Window, Window]:
    """The years and the last twelve months to show."""
    end = brief.as_of
    decade, year = (Window(year_before(end, back), end) for back in (YEARS_SHOWN, 1))
    if _most_readings(brief, decade) >= WEEKLY_FROM:
        return decade, year
    first = min(each.date for way in brief.directions for each in way.path)
    return Window(min(first, decade.start), end), year


def _most_readings(brief: Brief, window: Window) -> int:
    return max(sum(each.date in window for each in way.path) for way in brief.directions)


def _numbered(
    directions: Sequence[Direction], window: Window, last: Window | None
) -> list[Numbered]:
    """Acts in the order in which they are met: chart by chart, direction by direction."""
    pairs = [(way, line) for way in directions for line in way.marks if line.start in window]
    if last:
        pairs.sort(key=lambda pair: pair[1].start in last)
    return [Numbered(number, way, line) for number, (way, line) in enumerate(pairs, 1)]


def _years_chart(
    brief: Brief, window: Window, marks: Sequence[Numbered], language: Language
) -> Figure:
    tracks = [_track(way, marks, brief, language, is_titled=True) for way in brief.directions]
    beyond = language.say(GAP_WORDS["not covered"])
    return Figure(
        name="years",
        title=_span(window, language),
        description=" ".join(_course(way, window, language) for way in brief.directions),
        spec=timeline(tracks, start=window.start, end=window.end, width=WIDTH, beyond=beyond),
        key=tuple(_key(each, language) for each in marks),
    )


def _months_chart(
    brief: Brief, window: Window, marks: Sequence[Numbered], language: Language
) -> Figure:
    tracks = [_track(way, marks, brief, language, is_titled=True) for way in brief.directions]
    return Figure(
        name="months",
        title=language.say("The last twelve months"),
        description=" ".join(_course(way, window, language) for way in brief.directions),
        spec=timeline(
            tracks,
            start=window.start,
            end=window.end,
            width=WIDTH,
            beyond=language.say(GAP_WORDS["not covered"]),
            by_month=True,
        ),
        key=tuple(_key(each, language) for each in marks),
    )


def _one_way_chart(
    brief: Brief, place: int, window: Window, marks: Sequence[Numbered], language: Language
) -> Figure:
    way = brief.directions[place]
    own = [each for each in marks if each.way is way]
    tracks = [_track(way, own, brief, language, is_titled=False)]
    beyond = language.say(GAP_WORDS["not covered"])
    return Figure(
        name=("here", "there")[place],
        title=_wording.direction_name(way, language),
        description=_course(way, window, language),
        spec=timeline(tracks, start=window.start, end=window.end, width=WIDTH, beyond=beyond),
        key=tuple(_key(each, language) for each in own),
    )


def _point(reading: Reading, language: Language) -> Point:
    gap = "" if reading.status == "estimated" else language.say(GAP_WORDS[reading.status])
    return Point(reading.date, reading.trust, reading.low, reading.high, gap)


def _track(
    way: Direction,
    marks: Sequence[Numbered],
    brief: Brief,
    language: Language,
    *,
    is_titled: bool,
) -> Track:
    return Track(
        title=_wording.direction_name(way, language) if is_titled else "",
        colour=HERE if way is brief.directions[0] else THERE,
        points=tuple(_point(each, language) for each in way.path),
        marks=tuple(Mark(each.number, each.line.start) for each in marks if each.way is way),
    )


def _span(window: Window, language: Language) -> str:
    return language.say("The years {span}", span=f"{window.start.year}–{window.end.year}")


def _key(mark: Numbered, language: Language) -> str:
    day = language.span(mark.line.start, mark.line.end)
    weight = _wording.decibans(mark.line.decibans, language)
    return f"({mark.number}) {day}: {_wording.act_name(mark.line, language)} ({weight})"


def _course(direction: Direction, window: Window, language: Language) -> str:
    """What a chart shows of one direction, in one sentence."""
    trust = _wording.direction_name(direction, language)
    seen = [each for each in direction.path if each.date in window and each.trust is not None]
    if not seen:
        return language.say("{trust}: no figure in these years.", trust=trust)
    lowest, highest = (
        pick(seen, key=lambda each: (each.trust or 0.0, each.date)) for pick in (min, max)
    )
    words = {
        role: f"{language.probability(each.trust or 0.0)} ({language.date(each.date)})"
        for role, each in (
            ("first", seen[0]),
            ("last", seen[-1]),
            ("lowest", lowest),
            ("highest", highest),
        )
    }
    return language.say(
        "{trust}: first {first}, lowest {lowest}, highest {highest}, last {last}.",
        trust=trust,
        **words,
    )


def _yearly(brief: Brief, window: Window, language: Language) -> Table:
    """The last reading of each year, both ways: the charts' data in short."""
    found = [_last_of_years(way.path, window) for way in brief.directions]
    years = sorted({year for way in found for year in way})
    rows = tuple(
        (
            Cell(language.date(max(way[year].date for way in found if year in way))),
            *(
                Cell(_wording.figure(way[year], language))
                if year in way
                else Cell(language.say("not covered"))
                for way in found
            ),
        )
        for year in years
    )
    columns = (
        Column(language.say("Date")),
        *(Column(_wording.direction_name(way, language), "figure") for way in brief.directions),
    )
    return Table(language.say("The charts in figures: last of each year"), columns, rows)


def _last_of_years(path: Sequence[Reading], window: Window) -> dict[int, Reading]:
    return {each.date.year: each for each in path if each.date in window}


def path_section(brief: Brief, tables: tuple[Table, ...], language: Language) -> Section | None:
    """Where the pair stands: its path through the 2×2, beside tables."""
    if not brief.standing.steps and not tables:
        return None
    heading = language.say("Where the pair stands")
    if not brief.standing.steps:
        return Section("standing", heading, tables=tables)
    note = language.say(
        "Each point is the pair at the end of a year; the last is this brief’s date, with its "
        "90 % intervals. The fields meet at the least trust that a stake of {stake} takes.",
        stake=_wording.stake(brief.standing.stake, language),
    )
    return Section(
        "standing",
        heading,
        figures=(path_figure(brief.standing, language),),
        notes=(note,),
        tables=tables,
    )


def path_figure(standing: Standing, language: Language) -> Figure:
    """A pair's path through the 2×2: at the end of each year, and now."""
    here, there = standing.sides
    doubter = "{cell}\n{doubter}"
    fragile = _wording.cell_name("fragile", language)
    words = Quadrants(
        x=_wording.direction_name(here, language),
        y=_wording.direction_name(there, language),
        top_right=_wording.cell_name("win-win", language),
        bottom_left=_wording.cell_name("collapse", language),
        top_left=doubter.format(cell=fragile, doubter=_doubter(here, language)),
        bottom_right=doubter.format(cell=fragile, doubter=_doubter(there, language)),
    )
    *earlier, now = standing.steps
    steps = [(step, str(step[0].date.year)) for step in earlier]
    steps.append((now, language.date(standing.as_of)))
    stops = [
        Stop(_point(one, language), _point(two, language), label) for (one, two), label in steps
    ]
    walked = "; ".join(
        f"{stop.label}: {language.probability(stop.x.trust or 0.0)}, "
        f"{language.probability(stop.y.trust or 0.0)}"
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
    doubter = _wording.name(side.truster, language)
    return language.say("{doubter} doubts", doubter=doubter)
