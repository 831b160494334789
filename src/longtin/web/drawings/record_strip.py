"""Strip of time under a slider: when the record has acts by day, and where it has holes."""

from collections.abc import Sequence
from datetime import date

WIDTH, HEIGHT = 1000, 8


def strip_of(first: date, last: date, holes: Sequence[tuple[date, date]], title: str) -> str:
    """SVG in the variables of the style sheet: filled where there are acts by day.

    Args:
        first: Left end.
        last: Right end.
        holes: Spans without acts by day.
        title: For those who hear it.
    """
    from html import escape

    days = max(1, (last - first).days)

    def x(day: date) -> float:
        return WIDTH * min(max((day - first).days, 0), days) / days

    gaps = "".join(
        f'<rect class="hole" x="{x(start):.1f}" y="0" width="{max(1.0, x(end) - x(start)):.1f}" '
        f'height="{HEIGHT}"/>'
        for start, end in holes
    )
    return (
        f'<svg class="strip" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>'
        f'<rect class="held" x="0" y="0" width="{WIDTH}" height="{HEIGHT}"/>{gaps}</svg>'
    )
