"""Ranking chart: named figures from the highest down, each with its band."""

from collections.abc import Sequence
from dataclasses import dataclass

from longtin.page.charts.theme import frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import HERE, THERE

WIDTH, LINE_HEIGHT = 384, 19  # pixels of the plotting area, and of each line of it


@dataclass(frozen=True)
class RankedFigure:
    """A line of a ranking.

    Attributes:
        name: In words; unique in the chart.
        value: What is ranked by.
        low: Lower end of its band.
        high: Upper end.
        stands_out: Whether it is drawn in the second colour.
    """

    name: str
    value: float
    low: float
    high: float
    stands_out: bool = False


def ranking(figures: Sequence[RankedFigure], *, axis: str) -> Spec:
    """A dot and a band for each, in the order given.

    Args:
        figures: From the highest down.
        axis: What the figures are.
    """
    rows = [
        {
            "name": each.name, "value": each.value, "low": each.low, "high": each.high,
            "kind": "out" if each.stands_out else "in",
        }
        for each in figures
    ]  # fmt: skip
    names = {"title": None, "labelLimit": 256, "domain": False, "ticks": False}
    y = {"field": "name", "type": "nominal", "sort": None, "axis": names}
    colour = {
        "field": "kind", "type": "nominal", "legend": None,
        "scale": {"domain": ["in", "out"], "range": [HERE, THERE]},
    }  # fmt: skip

    def x(field: str) -> Spec:
        scale = {"zero": False, "nice": True}
        head = {"title": axis, "tickCount": 6, "grid": True}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": head}

    band = {"type": "rule", "strokeWidth": 5, "opacity": 0.3}
    dot = {"type": "point", "filled": True, "size": 46, "opacity": 1}
    layers = [
        layer(rows, band, {"x": x("low"), "x2": {"field": "high"}, "y": y, "color": colour}),
        layer(
            rows,
            dot,
            {
                "x": x("value"), "y": y, "color": colour,
                "shape": {
                    "field": "kind", "type": "nominal", "legend": None,
                    "scale": {"domain": ["in", "out"], "range": ["circle", "diamond"]},
                },
            },
        ),
    ]  # fmt: skip
    size = {"width": WIDTH, "height": LINE_HEIGHT * max(len(rows), 1)}
    return {**frame(), **size, "layer": layers}
