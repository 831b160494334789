"""The chart of what may come of a plan: trust in many futures, with it and without."""

from datetime import date

from longtin.brief._charts import HERE, INK, MUTED, frame, layer
from longtin.brief._coming import Advice, Fan
from longtin.brief._document import Spec

WIDTH, HEIGHT = 250, 120  # pixels of the plotting area
APART = 0.2  # least distance on the axis between two words


def outlook(advice: Advice, *, threshold: str) -> Spec:
    """Nine futures in ten as a band, the middle one as a line; dashed without the plan.

    Args:
        advice: What to draw; of its fans, the plan's and that of doing nothing.
        threshold: The word at the threshold.
    """
    at: Spec = {"x": _time(), "y": _trust()}
    layers = [
        *_way(advice.dates, advice.fans[1], MUTED, with_plan=False, at=at),
        *_way(advice.dates, advice.fans[0], HERE, with_plan=True, at=at),
        _rule(advice, at),
        _ends(advice, threshold, at),
    ]
    return {**frame(), "width": WIDTH, "height": HEIGHT, "layer": layers}


def _time() -> Spec:
    axis = {"format": "%m/%Y", "tickCount": 4, "grid": False, "title": None}
    return {"field": "day", "type": "temporal", "axis": axis}


def _trust() -> Spec:
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f", "title": None}
    return {"field": "low", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}


def _way(
    dates: tuple[date, ...], fan: Fan, colour: str, *, with_plan: bool, at: Spec
) -> tuple[Spec, Spec]:
    rows = [
        {"day": day.isoformat(), "low": low, "middle": middle, "high": high}
        for day, low, middle, high in zip(dates, fan.low, fan.middle, fan.high, strict=True)
    ]
    band = {"type": "area", "color": colour, "opacity": 0.16, "line": False}
    dash = [] if with_plan else [4, 3]
    line = {"type": "line", "color": colour, "strokeWidth": 1.8, "strokeDash": dash}
    return (
        layer(rows, band, {**at, "y2": {"field": "high"}}),
        layer(rows, line, {**at, "y": {**_field(at), "field": "middle"}}),
    )


def _field(at: Spec) -> dict[str, object]:
    y = at["y"]
    assert isinstance(y, dict)  # noqa: S101 -- made above
    return dict(y)


def _rule(advice: Advice, at: Spec) -> Spec:
    rows = [{"low": advice.threshold}]
    mark = {"type": "rule", "color": INK, "strokeWidth": 0.8, "strokeDash": [2, 3]}
    return layer(rows, mark, {"y": at["y"]})


def _ends(advice: Advice, threshold: str, at: Spec) -> Spec:
    """The words at the ends of the lines, kept apart."""
    ours, theirs = (fan.middle[-1] for fan in advice.fans[:2])
    if abs(ours - theirs) < APART:
        middle = (ours + theirs) / 2
        ours, theirs = (
            (middle + APART / 2, middle - APART / 2)
            if ours >= theirs
            else (middle - APART / 2, middle + APART / 2)
        )
    last, first = advice.dates[-1].isoformat(), advice.dates[0].isoformat()
    rows = [
        {"day": last, "low": ours, "words": advice.fans[0].name},
        {"day": last, "low": theirs, "words": advice.fans[1].name},
        {"day": first, "low": advice.threshold, "words": threshold},
    ]
    mark = {"type": "text", "fontSize": 10.5, "align": "right", "dx": -3, "color": INK}
    ends = layer(rows[:2], mark, {**at, "text": {"field": "words"}})
    start = layer(
        rows[2:], {**mark, "align": "left", "dx": 3, "dy": -7}, {**at, "text": {"field": "words"}}
    )
    return {"layer": [ends, start]}
