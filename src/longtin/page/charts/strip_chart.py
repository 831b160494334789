"""Strip chart: what two sides did, round by round, in colour and letter."""

from collections.abc import Sequence
from html import escape
from typing import Final

CELL: Final = 22
LEFT: Final = 190
LONGEST: Final = 24


def strip(
    names: tuple[str, str],
    did: Sequence[tuple[bool, bool]],
    *,
    letters: tuple[str, str],
    title: str,
    in_a_row: int = 30,
) -> str:
    """SVG in the variables of the style sheet.

    Args:
        names: Of both sides.
        did: Whether each cooperated, round by round.
        letters: For cooperation, and for the other.
        title: Of the drawing, for those who hear it.
        in_a_row: Rounds of a line.
    """
    parts, y = [], 0
    for start in range(0, len(did), in_a_row):
        line = did[start : start + in_a_row]
        for side, name in enumerate(names):
            short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
            parts.append(
                f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end" font-size="13" '
                f'fill="var(--ink)">{escape(short)}</text>'
            )
            parts += [_cell(at, y, both[side], letters) for at, both in enumerate(line)]
            y += CELL + 2
        y += 12
    width = LEFT + CELL * min(in_a_row, max(1, len(did))) + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'viewBox="0 0 {width} {max(y, 1)}" width="{width}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _cell(at: int, y: int, cooperated: bool, letters: tuple[str, str]) -> str:
    x = LEFT + at * CELL
    colour = "--here" if cooperated else "--there"
    fill = f'fill="var({colour})"' if not cooperated else f'fill="none" stroke="var({colour})"'
    ink = "--paper" if not cooperated else colour
    return (
        f'<rect x="{x}" y="{y + 1}" width="{CELL - 3}" height="{CELL - 2}" rx="2" {fill}/>'
        f'<text x="{x + (CELL - 3) / 2}" y="{y + 16}" text-anchor="middle" font-size="12" '
        f'fill="var({ink})">{escape(letters[0 if cooperated else 1])}</text>'
    )
