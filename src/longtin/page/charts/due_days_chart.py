"""Due-day chart: what is due along the calendar, a line each for whatever asks it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final, Literal

WIDTH: Final = 924
LEFT, TOP, ROW, RIGHT = 304, 26, 24, 14
LONGEST: Final = 44
"""Letters of a name."""

MARKS: Final = {
    "fixed": '<circle cx="{x:.1f}" cy="{y}" r="5" fill="var(--here)"/>',
    "period": '<circle cx="{x:.1f}" cy="{y}" r="4.2" fill="var(--paper)" stroke="var(--here)" '
    'stroke-width="1.8"/>',
    "late": '<path d="M{x:.1f} {top}l6 6l-6 6l-6 -6z" fill="var(--there)"/>',
    "done": '<path d="M{left:.1f} {y}l4 4.5l7 -9" fill="none" stroke="var(--ink)" '
    'stroke-width="2"/>',
}
"""A fixed day, the end of a period, what is late, and what was done: told apart by shape too."""


@dataclass(frozen=True)
class DueDay:
    """A day on a line.

    Attributes:
        day: When.
        told: What is said of it to who points at it or hears the page.
        kind: One of `MARKS`.
    """

    day: date
    told: str
    kind: Literal["fixed", "period", "late", "done"] = "fixed"


def due_days(
    title: str,
    lines: Sequence[tuple[str, Sequence[DueDay]]],
    *,
    start: date,
    end: date,
    key: str,
    month: Callable[[date], str],
    lines_at: Sequence[tuple[date, str]] = (),
) -> str:
    """SVG in the variables of the style sheet: a mark for each day, a rule for days that divide.

    Args:
        title: Of the drawing, for those who hear it.
        lines: From top to bottom: what asks for something, and when.
        start: Left edge.
        end: Right edge, after `start`.
        key: What the marks mean.
        month: How a month is written.
        lines_at: Days drawn through all lines, such as today, and what is said of each.
    """
    days = max(1, (end - start).days)
    height = TOP + ROW * len(lines) + 6

    def x(day: date) -> float:
        inside = min(max(day, start), end)
        return LEFT + (WIDTH - LEFT - RIGHT) * (inside - start).days / days

    drawn = [
        *(_month(x(each), height, month(each)) for each in _months(start, end)),
        *(_rule(x(day), height, told) for day, told in lines_at),
        *(part for at, line in enumerate(lines) for part in _line(line, TOP + ROW * at, x)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" tabindex="0" '
        f'viewBox="0 0 {WIDTH} {height}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title><desc>{escape(key)}</desc>{''.join(drawn)}</svg>"
    )


def _line(line: tuple[str, Sequence[DueDay]], top: int, x: Callable[[date], float]) -> list[str]:
    name, days = line
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    y = top + ROW // 2
    parts = [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="var(--line)"/>',
    ]
    parts.append(
        f'<text x="{LEFT - 14}" y="{y + 4}" text-anchor="end" font-size="13" fill="var(--ink)">'
        f"{escape(short)}<title>{escape(name)}</title></text>"
    )
    for each in days:
        at = x(each.day)
        mark = MARKS[each.kind].format(x=at, y=y, top=y - 6, left=at - 5)
        parts.append(f"<g><title>{escape(each.told)}</title>{mark}</g>")
    return parts


def _month(x: float, height: int, words: str) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 4}" y2="{height}" stroke="var(--line)"/>'
        f'<text x="{x:.1f}" y="{TOP - 10}" text-anchor="middle" font-size="12" '
        f'fill="var(--muted)">{escape(words)}</text>'
    )


def _rule(x: float, height: int, told: str) -> str:
    return (
        f'<g><title>{escape(told)}</title><line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 4}" '
        f'y2="{height}" stroke="var(--ink)" stroke-width="1.4" stroke-dasharray="4 3"/></g>'
    )


def _months(start: date, end: date) -> list[date]:
    """First days of months or of quarters between two days, eight or fewer."""
    first = [
        date(year, month, 1)
        for year in range(start.year, end.year + 1)
        for month in range(1, 13)
        if start <= date(year, month, 1) <= end
    ]
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 480) if len(first) <= 8 * each)
    return [each for each in first if (12 * each.year + each.month - 1) % step == 0]
