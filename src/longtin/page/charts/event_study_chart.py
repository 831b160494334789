"""Event-study chart: an outcome before and after, beside matched pairs, with a placebo band."""

from collections.abc import Sequence
from dataclasses import dataclass

from longtin.page.charts.theme import frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import HERE, INK, MUTED

WIDTH, HEIGHT = 430, 190  # pixels of the plotting area


@dataclass(frozen=True)
class EventPath:
    """Outcome at each year from the event; `None` where it is not known.

    Attributes:
        times: Years from the event.
        own: Of the pairs that did it.
        beside: Of their matched pairs.
        low: Lower end of the band in which nine in ten placebo events have it.
        high: Upper end.
    """

    times: Sequence[int]
    own: Sequence[float | None]
    beside: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]


def event_study(path: EventPath, *, names: tuple[str, str], years: str) -> Spec:
    """Pairs that did it as a solid line, matched pairs as a dashed one, the band around these.

    Args:
        path: What to draw.
        names: Of the two lines, written at their ends.
        years: Title of the axis of years.
    """
    rows = [
        {"time": time, "own": own, "beside": beside, "low": low, "high": high}
        for time, own, beside, low, high in zip(
            path.times, path.own, path.beside, path.low, path.high, strict=True
        )
    ]
    axis = {"title": years, "values": list(path.times), "format": "d", "grid": False}
    x = {"field": "time", "type": "quantitative", "axis": axis}

    banded = [row for row in rows if row["low"] is not None and row["high"] is not None]
    band = {"type": "area", "color": MUTED, "opacity": 0.2}
    here = {"type": "line", "color": HERE, "strokeWidth": 2, "point": {"color": HERE, "size": 22}}
    there = {"type": "line", "color": MUTED, "strokeWidth": 1.8, "strokeDash": [4, 3]}
    zero = {"type": "rule", "color": INK, "strokeWidth": 0.8, "strokeDash": [2, 3]}
    layers = [
        layer(banded, band, {"x": x, "y": _value("low"), "y2": {"field": "high"}}),
        layer([{"time": 0}], zero, {"x": x}),
        layer(rows, there, {"x": x, "y": _value("beside")}),
        layer(rows, here, {"x": x, "y": _value("own")}),
        *_names(rows, names, x),
    ]
    return {**frame(), "width": WIDTH, "height": HEIGHT, "layer": layers}


def _value(field: str) -> Spec:
    axis = {"title": None, "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": {"zero": False}, "axis": axis}


def _names(rows: Sequence[dict[str, float | None]], names: tuple[str, str], x: Spec) -> list[Spec]:
    """The words at the last known point of each line, above the higher and below the lower."""
    known = [row for row in rows if row["own"] is not None and row["beside"] is not None]
    if not known:
        return []
    last = known[-1]
    own, beside = last["own"], last["beside"]
    above = (own or 0.0) >= (beside or 0.0)
    return [
        layer(
            [{**last, "words": words}],
            {
                "type": "text", "fontSize": 10.5, "align": "right", "dx": -4, "color": INK,
                "dy": -9 if is_high else 11,
            },
            {"x": x, "y": _value(field), "text": {"field": "words"}},
        )
        for field, words, is_high in (("own", names[0], above), ("beside", names[1], not above))
    ]  # fmt: skip
