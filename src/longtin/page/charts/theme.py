"""Theme of every chart (Vega-Lite): colours, letters and axes.

Nothing here is drawn; `svg` does that, and puts the colours of paper or page in the place of those
named here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from longtin.page.document import Spec
from longtin.page.style_sheet import GRID, INK, MUTED, PAPER

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Longtin Sans"
LINE = 13  # pixels from one line of words to the next
MONTH = "%b%Y"
"""How an axis writes a month; `svg` has the months of each language, and what joins the year."""

HALO = {"stroke": PAPER, "strokeWidth": 4}
"""What is put behind words that stand on lines."""


@dataclass(frozen=True)
class Point:
    """A share on a day, such as trust, or why there is none.

    Attributes:
        trust: In [0, 1]; `None` for none.
        low: Lower end of its 90 % interval.
        high: Upper end.
        gap: Why there is none, in words; empty where there is one.
    """

    day: date
    trust: float | None = None
    low: float | None = None
    high: float | None = None
    gap: str = ""


def layer(rows: Sequence[object], mark: Spec, encoding: Spec) -> Spec:
    """One kind of mark over its own rows."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def frame() -> dict[str, object]:
    """The outermost part of a specification, with the look of all charts."""
    axis = {
        "labelColor": MUTED,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
        "domainColor": MUTED,
        "tickColor": MUTED,
        "gridColor": GRID,
        "gridWidth": 1,
        "tickSize": 4,
        "labelPadding": 4,
    }
    return {
        "$schema": SCHEMA,
        "background": None,
        "padding": 2,
        "config": {
            "font": FONT,
            "aria": False,
            "axis": axis,
            "view": {"stroke": None},
            "concat": {"spacing": 14},
        },
    }


def spread(places: Sequence[float], apart: float) -> list[float]:
    """Places in [0, 1], in order, moved as little as keeps them `apart` and inside.

    Places too near each other share the shift evenly: pooling adjacent violators, on what is left
    of each place when the room its forerunners need is taken away.
    """
    pools: list[list[float]] = []
    for number, place in enumerate(places):
        pools.append([place - number * apart])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    ceiling = max(1 - apart * (len(places) - 1), 0)
    level = [min(max(fmean(pool), 0), ceiling) for pool in pools for _ in pool]
    return [low + number * apart for number, low in enumerate(level)]
