"""Fan chart: trust in many drawn futures, with a plan and without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from longtin.page.charts.theme import MONTH, frame, layer, spread
from longtin.page.document import Spec
from longtin.page.style_sheet import HERE, INK, MUTED

WIDTH, HEIGHT = 250, 120  # pixels of the plotting area
APART = 0.2  # least distance on the axis between two words


@dataclass(frozen=True)
class FanLine:
    """Trust in many drawn futures of one way to go about it, a value for each day.

    Attributes:
        name: Of the way, written at the end of its line.
        low: Lower end of nine futures in ten.
        middle: Median.
        high: Upper end.
    """

    name: str
    low: Sequence[float]
    middle: Sequence[float]
    high: Sequence[float]


def fan(
    days: Sequence[date],
    ways: Sequence[FanLine],
    *,
    threshold: tuple[float, str] | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> Spec:
    """Nine futures in ten as a band, the middle one as a line; dashed for all ways but the first.

    Args:
        days: Of the values.
        ways: What to draw, that of interest first.
        threshold: A trust to be reached, and the words at it.
        width: Of the plotting area, in pixels.
        height: Likewise.
    """
    at: dict[str, object] = {"x": _time(), "y": _trust()}
    layers = [
        each
        for number, way in reversed(list(enumerate(ways)))
        for each in _way(days, way, at, is_first=number == 0)
    ]
    if threshold:
        rule = {"type": "rule", "color": INK, "strokeWidth": 0.8, "strokeDash": [2, 3]}
        layers.append(layer([{"low": threshold[0]}], rule, {"y": at["y"]}))
    layers.append({"layer": list(_words(days, ways, threshold, at))})
    return {**frame(), "width": width, "height": height, "layer": layers}


def _time() -> Spec:
    axis = {"format": MONTH, "tickCount": 4, "grid": False, "title": None}
    return {"field": "day", "type": "temporal", "axis": axis}


def _trust(field: str = "low") -> Spec:
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f", "title": None}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}


def _way(days: Sequence[date], way: FanLine, at: Spec, *, is_first: bool) -> tuple[Spec, Spec]:
    rows = [
        {"day": day.isoformat(), "low": low, "middle": middle, "high": high}
        for day, low, middle, high in zip(days, way.low, way.middle, way.high, strict=True)
    ]
    colour, dash = (HERE, []) if is_first else (MUTED, [4, 3])
    band = {"type": "area", "color": colour, "opacity": 0.16, "line": False}
    line = {"type": "line", "color": colour, "strokeWidth": 1.8, "strokeDash": dash}
    return (
        layer(rows, band, {**at, "y2": {"field": "high"}}),
        layer(rows, line, {**at, "y": _trust("middle")}),
    )


def _words(
    days: Sequence[date],
    ways: Sequence[FanLine],
    threshold: tuple[float, str] | None,
    at: Spec,
) -> Iterator[Spec]:
    """The words at the ends of the lines, kept apart, and those at the threshold."""
    last = [way.middle[-1] for way in ways]
    rising = sorted(range(len(ways)), key=last.__getitem__)
    places = dict(zip(rising, spread(sorted(last), APART), strict=True))
    mark = {"type": "text", "fontSize": 10.5, "align": "right", "dx": -3, "color": INK}
    words = {**at, "text": {"field": "words"}}
    ends = [
        {"day": days[-1].isoformat(), "low": places[number], "words": way.name}
        for number, way in enumerate(ways)
    ]
    yield layer(ends, mark, words)
    if threshold:
        start = {"day": days[0].isoformat(), "low": threshold[0], "words": threshold[1]}
        yield layer([start], {**mark, "align": "left", "dx": 3, "dy": -7}, words)
