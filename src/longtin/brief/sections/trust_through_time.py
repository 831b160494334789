"""Section “Trust through time”: both directions in two charts of equal size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from longtin._dates import year_before
from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.values.contributions import Contribution
from longtin.brief.values.direction import Direction
from longtin.brief.values.reading import Reading
from longtin.brief.words import conduct, pair
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import HERE, THERE, Mark, Track, timeline

YEARS_SHOWN = 10  # of a weekly path; a yearly one is shown whole

WEEKLY_FROM = 104  # readings within those years that make a path weekly

MONTHS_FROM = 10  # readings within the last year that deserve a chart of their own

WIDTH = 288  # pixels of a chart's plotting area


@dataclass(frozen=True)
class DateWindow:
    """The days a chart shows, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class NumberedAct:
    """An act marked on the charts: its number, and the direction it belongs to."""

    number: int
    way: Direction
    line: Contribution


def say(brief: Brief, language: Language) -> Section | None:
    """Trust both ways through time, in two charts of equal size.

    Where the record is dense, both directions share each chart, one of the years and one of the
    last twelve months; else each direction has a chart of its own.
    """
    if not any(each.trust is not None for way in brief.directions for each in way.path):
        return None
    years, months = _windows(brief)
    is_dense = _most_readings(brief, months, seen=True) >= MONTHS_FROM
    marks = _numbered(brief.directions, years, months if is_dense else None)
    if is_dense:
        recent = [each for each in marks if each.line.start in months]
        earlier = [each for each in marks if each not in recent]
        figures = (
            _both_ways_chart(brief, "years", years, earlier, language),
            _both_ways_chart(brief, "months", months, recent, language),
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


def _notes(brief: Brief, marks: Sequence[NumberedAct], language: Language) -> Iterator[str]:
    yield language.say(
        "0: an enemy in arms; 1: an ally of long standing. Shaded: the 90 % interval."
    )
    if any(each.status != "estimated" for way in brief.directions for each in way.path):
        yield language.say("Hatched: not observed, not covered, or too little to say.")
    if marks:
        yield language.say("Numbered: acts that moved belief most.")


def _windows(brief: Brief) -> tuple[DateWindow, DateWindow]:
    """The years and the last twelve months to show."""
    end = brief.as_of
    decade, year = (DateWindow(year_before(end, back), end) for back in (YEARS_SHOWN, 1))
    if _most_readings(brief, decade) >= WEEKLY_FROM:
        return decade, year
    first = min(each.date for way in brief.directions for each in way.path)
    return DateWindow(min(first, decade.start), end), year


def _most_readings(brief: Brief, window: DateWindow, *, seen: bool = False) -> int:
    """The most readings of a direction within a window, or those of time that was observed."""
    return max(
        sum(each.date in window and (not seen or each.status == "estimated") for each in way.path)
        for way in brief.directions
    )


def _numbered(
    directions: Sequence[Direction], window: DateWindow, last: DateWindow | None
) -> list[NumberedAct]:
    """Acts in the order in which they are met: chart by chart, direction by direction."""
    pairs = [(way, line) for way in directions for line in way.marks if line.start in window]
    if last:
        pairs.sort(key=lambda pair: pair[1].start in last)
    return [NumberedAct(number, way, line) for number, (way, line) in enumerate(pairs, 1)]


def _both_ways_chart(
    brief: Brief, name: str, window: DateWindow, marks: Sequence[NumberedAct], language: Language
) -> Figure:
    by_month = name == "months"
    tracks = [_track(way, marks, brief, language, is_titled=True) for way in brief.directions]
    return Figure(
        name=name,
        title=language.say("The last twelve months") if by_month else _span(window, language),
        description=" ".join(_course(way, window, language) for way in brief.directions),
        spec=timeline(
            tracks,
            start=window.start,
            end=window.end,
            width=WIDTH,
            beyond=language.say("not covered"),
            by_month=by_month,
        ),
        key=tuple(_key(each, language) for each in marks),
    )


def _one_way_chart(
    brief: Brief, place: int, window: DateWindow, marks: Sequence[NumberedAct], language: Language
) -> Figure:
    way = brief.directions[place]
    own = [each for each in marks if each.way is way]
    tracks = [_track(way, own, brief, language, is_titled=False)]
    beyond = language.say("not covered")
    return Figure(
        name=("here", "there")[place],
        title=pair.direction_name(way, language),
        description=_course(way, window, language),
        spec=timeline(tracks, start=window.start, end=window.end, width=WIDTH, beyond=beyond),
        key=tuple(_key(each, language) for each in own),
    )


def _track(
    way: Direction,
    marks: Sequence[NumberedAct],
    brief: Brief,
    language: Language,
    *,
    is_titled: bool,
) -> Track:
    return Track(
        title=pair.direction_name(way, language) if is_titled else "",
        colour=HERE if way is brief.directions[0] else THERE,
        points=tuple(pair.point(each, language) for each in way.path),
        marks=tuple(Mark(each.number, each.line.start) for each in marks if each.way is way),
    )


def _span(window: DateWindow, language: Language) -> str:
    return language.say("The years {span}", span=f"{window.start.year}–{window.end.year}")


def _key(mark: NumberedAct, language: Language) -> str:
    day = language.span(mark.line.start, mark.line.end)
    way = "▲" if mark.line.points > 0 else "▼"
    return f"({mark.number}) {day}: {conduct.act_name(mark.line, language)} {way}"


def _course(direction: Direction, window: DateWindow, language: Language) -> str:
    """What a chart shows of one direction, in one sentence."""
    trust = pair.direction_name(direction, language)
    seen = [each for each in direction.path if each.date in window and each.status == "estimated"]
    if not seen:
        return language.say("{trust}: no figure in these years.", trust=trust)
    lowest, highest = (
        pick(seen, key=lambda each: (each.trust or 0.0, each.date)) for pick in (min, max)
    )
    words = {
        role: f"{pair.figure(each, language)}, {language.date(each.date)}"
        for role, each in (
            ("first", seen[0]),
            ("last", seen[-1]),
            ("lowest", lowest),
            ("highest", highest),
        )
    }
    return language.say(
        "{trust}: first {first}; lowest {lowest}; highest {highest}; last {last}.",
        trust=trust,
        **words,
    )


def _yearly(brief: Brief, window: DateWindow, language: Language) -> Table:
    """The last reading of each year, both ways: the charts' data in short."""
    found = [_last_of_years(way.path, window) for way in brief.directions]
    years = sorted({year for way in found for year in way})
    rows = tuple(
        (
            Cell(language.date(max(way[year].date for way in found if year in way))),
            *(
                Cell(pair.figure(way[year], language))
                if year in way
                else Cell(language.say("not covered"))
                for way in found
            ),
        )
        for year in years
    )
    columns = (
        Column(language.say("Date")),
        *(Column(pair.direction_name(way, language), "figure") for way in brief.directions),
    )
    return Table(language.say("The charts in figures: last of each year"), columns, rows)


def _last_of_years(path: Sequence[Reading], window: DateWindow) -> dict[int, Reading]:
    return {each.date.year: each for each in path if each.date in window}
