"""Sparkline of a series: a line of marks, and the few of its rows that are read beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

MARKS = "▁▂▃▄▅▆▇█"
NO_FIGURE = "·"
MOST_ROWS = 30


def sparkline(values: Sequence[float | None], width: int) -> str:
    """Values between 0 and 1 as a line of marks, each the last value of its stretch.

    Args:
        values: In order of time; `None` where there is no figure.
        width: Most marks.
    """
    count = min(width, len(values))
    ends = [len(values) * (place + 1) // count - 1 for place in range(count)]
    return "".join(_mark(values[end]) for end in ends)


def _mark(value: float | None) -> str:
    return NO_FIGURE if value is None else MARKS[min(int(value * len(MARKS)), len(MARKS) - 1)]


def thinned(frame: "pl.DataFrame") -> "tuple[pl.DataFrame, str]":
    """The last row of each quarter, year or five years, whichever leaves few enough.

    Args:
        frame: With a column `date`, in order of it.

    Returns:
        The rows, and the stretch: `all`, `quarter`, `year` or `five years`.
    """
    import polars as pl

    day = pl.col("date").dt
    stretches = {
        "all": pl.int_range(pl.len()),
        "quarter": day.year() * 4 + day.quarter(),
        "year": day.year(),
        "five years": (day.year() - 1) // 5,
    }
    kept = {
        stretch: frame.group_by(group.alias("stretch"), maintain_order=True).last()
        for stretch, group in stretches.items()
    }
    few = [stretch for stretch, rows in kept.items() if rows.height <= MOST_ROWS]
    stretch = few[0] if few else "five years"
    return kept[stretch].select(frame.columns), stretch
