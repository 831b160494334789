"""Interval chart: several things by one figure each, with its interval, one a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from longtin.page.charts.theme import frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import HERE, INK, MUTED

WIDTH, STEP = 330, 24  # pixels of the plotting area, and of a line


@dataclass(frozen=True)
class Interval:
    """One line.

    Attributes:
        label: What it is of.
        at: The figure, a share.
        low: Lower end of its interval.
        high: Upper end.
    """

    label: str
    at: float
    low: float
    high: float


def intervals(rows: Sequence[Interval]) -> Spec:
    """Shares with their intervals, in the order given, the first one in colour.

    Args:
        rows: At least one.
    """
    lowest, highest = min(0.0, *(row.low for row in rows)), max(1.0, *(row.high for row in rows))
    values = [
        {"label": row.label, "at": row.at, "low": row.low, "high": row.high, "first": place == 0}
        for place, row in enumerate(rows)
    ]
    axis = {"title": None, "format": "%", "tickCount": 6}
    x = {
        "field": "low",
        "type": "quantitative",
        "axis": axis,
        "scale": {"domain": [lowest, highest]},
    }
    labels = {
        "title": None,
        "labelColor": INK,
        "labelLimit": 216,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
    }
    y = {"field": "label", "type": "nominal", "sort": None, "axis": labels}
    colour = {"condition": {"test": "datum.first", "value": HERE}, "value": MUTED}
    at = {**x, "field": "at"}
    layers = [
        layer([{"zero": 0.0}], {"type": "rule", "color": MUTED, "strokeWidth": 0.8},
              {"x": {"field": "zero", "type": "quantitative", "axis": axis}}),
        layer(values, {"type": "rule", "strokeWidth": 3, "opacity": 0.55},
              {"x": x, "x2": {"field": "high"}, "y": y, "color": colour}),
        layer(values, {"type": "circle", "size": 70, "opacity": 1},
              {"x": at, "y": y, "color": colour}),
    ]  # fmt: skip
    return {**frame(), "width": WIDTH, "height": {"step": STEP}, "layer": layers}
