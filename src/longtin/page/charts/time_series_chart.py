"""Time-series chart: trust through time for a screen, with bands, hatched gaps and numbered acts.

Drawn at once as SVG, one figure a pixel column at most, so that a page of twenty years of weeks is
small. The drawing says which days and which pixels its edges are, for a script that zooms.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import Final

from longtin.page.charts.theme import Point, spread

WIDTH, LEFT, RIGHT = 924, 34, 10  # pixels of the whole, and beside the plotting area
PANEL, BETWEEN, TOP, FOOT = 120, 62, 48, 26  # pixels of a panel, between two, above and below
COLUMN: Final = 2
"""Pixels within which only the last figure is drawn."""
FLAG = 0.026  # least share of the width between two numbers
LETTER = 6.2  # pixels, on average
DASHES: Final = ("", "7 3", "2 3", "9 3 2 3")
"""How lines are told apart where colours cannot be."""


@dataclass(frozen=True)
class SeriesMark:
    """A numbered act.

    Attributes:
        number: Beside the flag.
        day: Where it stands.
        told: What is said of it to who points at it or comes to it by keyboard.
    """

    number: int
    day: date
    told: str


@dataclass(frozen=True)
class TimeSeries:
    """Trust of one state in another, through time.

    Attributes:
        title: Over its panel.
        colour: A variable of the style sheet, such as `--here`.
        points: In date order; one with a gap and a figure was carried on.
        marks: In date order.
    """

    title: str
    colour: str
    points: tuple[Point, ...]
    marks: tuple[SeriesMark, ...] = ()


def time_series(
    name: str,
    series: Sequence[TimeSeries],
    *,
    title: str,
    description: str,
    start: date,
    end: date,
    decimal: str = ".",
) -> str:
    """SVG in the variables of the style sheet, a panel for each series under one time axis.

    Args:
        name: Unique on the page.
        series: From top to bottom.
        title: Of the drawing, for those who hear it.
        description: What it shows, in a sentence.
        start: Left edge.
        end: Right edge.
        decimal: Decimal sign of the language.
    """
    height = TOP + len(series) * PANEL + (len(series) - 1) * BETWEEN + FOOT
    frame = _Frame(start, end)
    inside = [_hatching(name)]
    for place, each in enumerate(series):
        top = TOP + place * (PANEL + BETWEEN)
        inside += _panel(name, each, top, frame, DASHES[place % len(DASHES)], decimal)
    inside += _axis(frame, height - FOOT)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="group" tabindex="0" '
        f'width="{WIDTH}" viewBox="0 0 {WIDTH} {height}" aria-labelledby="{name}-t {name}-d" '
        f'data-from="{start}" data-to="{end}" data-left="{LEFT}" data-right="{WIDTH - RIGHT}">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(inside)}</svg>'
    )


@dataclass(frozen=True)
class _Frame:
    """The days from edge to edge."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Where a day stands, in pixels."""
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)

    def shown(self, points: Iterable[Point]) -> list[Point]:
        """The last figure of each column of pixels, and every change between told and not told."""
        found: list[Point] = []
        for point in points:
            if not self.start <= point.day <= self.end:
                continue
            same = found and found[-1].gap == point.gap
            if same and int(self.x(found[-1].day) / COLUMN) == int(self.x(point.day) / COLUMN):
                found.pop()
            found.append(point)
        return found


def _panel(
    name: str, series: TimeSeries, top: int, frame: _Frame, dash: str, decimal: str
) -> Iterator[str]:
    def y(share: float) -> float:
        return top + PANEL * (1 - share)

    yield _text(0, top - 30, series.title, series.colour, 13, bold=True)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        strong = share in {0.0, 0.5, 1.0}
        yield (
            f'<path d="M{LEFT} {y(share):.1f}H{WIDTH - RIGHT}" stroke="var(--line)" '
            f'stroke-width="{1 if strong else 0.5}"/>'
        )
        if strong:
            words = f"{share:.1f}".replace(".", decimal)
            yield _text(LEFT - 6, y(share) + 4, words, "--muted", 11, anchor="end")
    points = frame.shown(series.points)
    yield from _gaps(name, points, series.points, top, frame)
    for gap, run in _runs(points):
        yield from _line(run, frame, y, series.colour, dash=dash, is_carried=bool(gap))
    yield from _flags(series.marks, top, frame)


def _runs(points: Sequence[Point]) -> Iterator[tuple[str, list[Point]]]:
    """Stretches with figures, each begun by the last figure of the one before."""
    last: Point | None = None
    for gap, run in groupby(points, lambda each: each.gap):
        found = [each for each in run if each.trust is not None]
        if found:
            yield gap, [last, *found] if last is not None and gap else found
        last = found[-1] if found else None


def _line(  # type: ignore[no-untyped-def]
    run: Sequence[Point], frame: _Frame, y, colour: str, *, dash: str, is_carried: bool
) -> Iterator[str]:
    """The band and the line of a stretch; thin and faint where it was carried on."""
    places = [(frame.x(each.day), each) for each in run]
    upper = [(x, y(each.high)) for x, each in places if each.high is not None]
    lower = [(x, y(each.low)) for x, each in places if each.low is not None]
    if len(upper) > 1:
        opacity = 0.12 if is_carried else 0.22
        yield (
            f'<path d="{_path([*upper, *reversed(lower)])}z" fill="var({colour})" '
            f'opacity="{opacity}"/>'
        )
    line = [(x, y(each.trust or 0.0)) for x, each in places]
    if len(line) == 1:
        yield f'<circle cx="{line[0][0]:.1f}" cy="{line[0][1]:.1f}" r="2.4" fill="var({colour})"/>'
        return
    pattern = (
        ' stroke-dasharray="1.5 3"' if is_carried else f' stroke-dasharray="{dash}"' * bool(dash)
    )
    width = 1.2 if is_carried else 1.7
    yield (
        f'<path d="{_path(line)}" fill="none" stroke="var({colour})" stroke-width="{width}" '
        f'stroke-linejoin="round"{pattern}/>'
    )


def _path(places: Sequence[tuple[float, float]]) -> str:
    """Points as a path, each told from the one before, to a tenth of a pixel."""
    found, last = [], (0, 0)
    for number, (x, y) in enumerate(places):
        here = (round(10 * x), round(10 * y))
        step = (here[0] - last[0], here[1] - last[1])
        found.append(("M" if number == 0 else "l") + f"{step[0] / 10:g} {step[1] / 10:g}")
        last = here
    return "".join(found)


def _hatching(name: str) -> str:
    return (
        f'<pattern id="{name}-gap" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V7" stroke="var(--muted)" '
        'stroke-width="1" opacity=".45"/></pattern>'
    )


def _gaps(
    name: str, shown: Sequence[Point], every: Sequence[Point], top: int, frame: _Frame
) -> Iterator[str]:
    """Diagonals where nothing is told, and why, where there is room for the words."""
    stretches = []
    runs = [(gap, list(run)) for gap, run in groupby(shown, lambda each: each.gap)]
    for number, (gap, run) in enumerate(runs):
        if not gap:
            continue
        begun = runs[number - 1][1][-1].day if number else run[0].day
        ended = runs[number + 1][1][0].day if number + 1 < len(runs) else run[-1].day
        stretches.append((begun, ended, gap))
    if every and every[0].day > frame.start + timedelta(days=20):
        stretches.append((frame.start, min(every[0].day, frame.end), ""))
    for begun, ended, gap in stretches:
        left, right = frame.x(begun), frame.x(ended)
        yield (
            f'<rect x="{left:.1f}" y="{top}" width="{max(1.0, right - left):.1f}" '
            f'height="{PANEL}" fill="url(#{name}-gap)"/>'
        )
        if gap and right - left > LETTER * len(gap) + 8:
            middle = (left + right) / 2
            yield _text(middle, top + PANEL - 8, gap, "--muted", 11, anchor="middle", halo=True)


def _flags(marks: Sequence[SeriesMark], top: int, frame: _Frame) -> Iterator[str]:
    """Numbered poles, the numbers spread so that none covers another."""
    shown = [each for each in marks if frame.start <= each.day <= frame.end]
    width = WIDTH - LEFT - RIGHT
    places = spread([(frame.x(each.day) - LEFT) / width for each in shown], FLAG)
    for mark, place in zip(shown, places, strict=True):
        x, flag = frame.x(mark.day), LEFT + place * width
        yield (
            f'<g tabindex="0" role="img" aria-label="{escape(mark.told)}">'
            f"<title>{escape(mark.told)}</title>"
            f'<path d="M{x:.1f} {top + PANEL}V{top}L{flag:.1f} {top - 5}" fill="none" '
            'stroke="var(--muted)" stroke-width="1"/>'
            f'<circle cx="{flag:.1f}" cy="{top - 12}" r="8" fill="var(--ink)"/>'
            + _text(flag, top - 8, str(mark.number), "--paper", 11, anchor="middle", bold=True)
            + "</g>"
        )


def _axis(frame: _Frame, base: int) -> Iterator[str]:
    """Years, or quarters and months where the days are few, written below their first day."""
    last = -99.0
    for day, words in _ticks(frame):
        x = frame.x(day)
        yield f'<path d="M{x:.1f} {base}v5" stroke="var(--muted)"/>'
        if x - last > LETTER * len(words) + 8 and x < WIDTH - RIGHT - 8:
            yield _text(x, base + 19, words, "--muted", 11.5, anchor="middle")
            last = x


def _ticks(frame: _Frame) -> Iterator[tuple[date, str]]:
    days = (frame.end - frame.start).days
    months = 12 if days > 1500 else 3 if days > 550 else 1
    year, month = frame.start.year, 1
    while (day := date(year, month, 1)) <= frame.end:
        if day >= frame.start:
            yield day, str(year) if months == 12 else f"{month}/{year}"
        year, month = (
            (year + 1, month + months - 12) if month + months > 12 else (year, month + months)
        )


def _text(
    x: float,
    y: float,
    words: str,
    colour: str,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    halo: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    behind = (
        ' stroke="var(--paper)" stroke-width="4" paint-order="stroke" stroke-linejoin="round"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"{weight}{behind} '
        f'fill="var({colour})">{escape(words)}</text>'
    )
