"""Gantt chart: steps along the calendar, preparation pale and the step itself dark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

WIDTH: Final = 720
LEFT, TOP, ROW = 250, 30, 24  # room for names, for the calendar, and for a step
LONGEST = 38  # letters of a name


@dataclass(frozen=True)
class Bar:
    """A step.

    Attributes:
        name: Beside its bar, cut where it is too long.
        told: What is said of it to who points at it or hears the page.
        begun: When its preparation begins.
        start: When it begins itself.
        end: When it ends.
    """

    name: str
    told: str
    begun: date
    start: date
    end: date


def gantt(
    title: str,
    bars: Sequence[Bar],
    *,
    start: date,
    end: date,
    reviews: Sequence[tuple[date, str]],
    key: str,
    month: Callable[[date], str],
) -> str:
    """SVG in the variables of the style sheet: a line for each step, reviews as ticks below.

    Args:
        title: Of the drawing, for those who hear it.
        bars: From top to bottom.
        start: Left edge.
        end: Right edge.
        reviews: Days, and what is said of each.
        key: What pale, dark and ticks mean.
        month: How a month is written.
    """
    days = max(1, (end - start).days)
    height = TOP + ROW * len(bars)

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - 10) * (day - start).days / days

    inside = [
        *(_quarter(x(mark), height, month(mark)) for mark in _quarters(start, end)),
        *(_row(bar, TOP + ROW * at, x) for at, bar in enumerate(bars)),
        *(_review(x(day), height, told) for day, told in reviews),
        _text(8, height + 24, key, "--muted"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" tabindex="0" '
        f'viewBox="0 0 {WIDTH} {height + 32}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(key)}</desc>{''.join(inside)}</svg>"
    )


def _quarter(x: float, height: int, month: str) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{height}" stroke="var(--line)"/>'
        + _text(x, TOP - 12, month, "--muted", 11, anchor="middle")
    )


def _row(bar: Bar, y: int, x: Callable[[date], float]) -> str:
    short = bar.name if len(bar.name) <= LONGEST else bar.name[: LONGEST - 1].rstrip() + "…"
    return (
        f"<g><title>{escape(bar.told)}</title>"
        + _text(LEFT - 8, y + 15, short, "--ink", anchor="end")
        + _bar(x(bar.begun), y + 5, max(1.0, x(bar.start) - x(bar.begun)), 0.25)
        + _bar(x(bar.start), y + 5, max(2.0, x(bar.end) - x(bar.start)), 1.0)
        + "</g>"
    )


def _review(x: float, height: int, told: str) -> str:
    return (
        f'<path d="M{x:.1f} {height} l-4 7 h8 z" fill="var(--there)">'
        f"<title>{escape(told)}</title></path>"
    )


def _text(
    x: float, y: float, words: str, colour: str, size: int = 12, *, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="var({colour})">{escape(words)}</text>'
    )


def _bar(x: float, y: float, width: float, opacity: float) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="12" fill="var(--here)" '
        f'opacity="{opacity}"/>'
    )


def _quarters(start: date, until: date) -> list[date]:
    """First days of quarters between two days."""
    found = []
    year, month = start.year, start.month
    while date(year, month, 1) <= until:
        if month % 3 == 1 and date(year, month, 1) >= start:
            found.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
