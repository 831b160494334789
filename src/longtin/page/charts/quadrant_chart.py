"""Quadrant chart: a pair's path through the 2×2 of belief."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from longtin.page.charts.theme import HALO, LINE, Point, frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import INK, MUTED

SIZE = 250  # pixels of the plotting area, each way
LETTER, SMALL_LETTER = 5.6, 4.9  # pixels, on average: of a stop's label, of a field's name
APART = 24  # least pixels between two points that both have a label
ENDS = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


@dataclass(frozen=True)
class Stop:
    """A point on the pair's path: both figures on one day, and the word beside it."""

    x: Point
    y: Point
    label: str


@dataclass(frozen=True)
class Quadrants:
    """The words of the 2×2: its axes and its four fields."""

    x: str
    y: str
    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str


@dataclass(frozen=True)
class Box:
    """The room words take, in pixels from the bottom left."""

    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether the two would print over each other."""
        is_beside = self.right <= other.left or other.right <= self.left
        return not is_beside and self.bottom < other.top and other.bottom < self.top

    def is_inside(self) -> bool:
        """Whether it lies in the plotting area."""
        return min(self.left, self.bottom) >= 0 and max(self.right, self.top) <= SIZE


@dataclass(frozen=True)
class Field:
    """The name of a field of the 2×2, beside the upright line between the fields.

    It keeps away from the corners, which are where points crowd.

    Attributes:
        line: Where the upright line stands, or, beside a field too narrow for its name, would have
            to for both names to find room, in pixels.
    """

    name: str
    is_right: bool
    is_top: bool
    line: float = SIZE / 2

    @property
    def lines(self) -> list[str]:
        """The name, line by line."""
        return self.name.split("\n")

    @property
    def width(self) -> float:
        """Of its longest line, in pixels."""
        return SMALL_LETTER * max(map(len, self.lines))

    @property
    def box(self) -> Box:
        """Where it stands."""
        width, height = self.width, LINE * len(self.lines)
        left = self.line + 5 if self.is_right else self.line - 5 - width
        bottom = SIZE - 5 - height if self.is_top else 5
        return Box(left, left + width, bottom, bottom + height)


def quadrant(stops: Sequence[Stop], words: Quadrants, bars: tuple[float, float]) -> Spec:
    """The pair's path through the 2×2 of belief, the last stop with both 90 % intervals.

    Args:
        stops: In date order, all estimated; at least one.
        words: In the page's language.
        bars: The least trust that is enough for the first side and for the second: where the
            fields meet. Above 1 where none is.
    """
    across = SIZE * min(bars[0], 1.0)
    fields = (
        *_beside(across, words.top_left, words.top_right, is_top=True),
        *_beside(across, words.bottom_left, words.bottom_right, is_top=False),
    )
    rows = [{"x": stop.x.trust, "y": stop.y.trust} for stop in stops]
    at = {"x": _axis("x", words.x), "y": _axis("y", words.y)}
    steps = [{**a, "x2": b["x"], "y2": b["y"]} for a, b in pairwise(rows)]
    dot = {"type": "circle", "opacity": 1}
    layers: list[Spec] = [
        *_fields(fields, bars, at),
        layer(steps, {"type": "rule", "color": MUTED, "strokeWidth": 1}, {**at, **ENDS}),
        _cross(stops[-1], at),
        layer(rows[:-1], {**dot, "color": MUTED, "size": 26}, at),
        layer(rows[-1:], {**dot, "color": INK, "size": 90}, at),
        *_labels(stops, [field.box for field in fields], at),
    ]
    return {**frame(), "width": SIZE, "height": SIZE, "layer": layers}


def _axis(field: str, title: str) -> Spec:
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".2~f", "grid": False, "title": title}
    scale = {"domain": [0, 1]}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _beside(line: float, left: str, right: str, *, is_top: bool) -> tuple[Field, Field]:
    """Two names on either side of the upright line, or of where there is room for both."""
    one, two = (Field(name, is_right=False, is_top=is_top) for name in (left, right))
    room = max(min(line, SIZE - 10 - two.width), one.width + 10)
    return (
        Field(left, is_right=False, is_top=is_top, line=room),
        Field(right, is_right=True, is_top=is_top, line=room),
    )


def _fields(fields: Sequence[Field], bars: tuple[float, float], at: Spec) -> Iterator[Spec]:
    """The lines at the least trust that is enough, and the names of the fields between them."""
    x, y = (min(bar, 1.0) for bar in bars)
    rows = [{"x": x, "y": 0, "x2": x, "y2": 1}, {"x": 0, "y": y, "x2": 1, "y2": y}]
    line = {"type": "rule", "color": MUTED, "strokeWidth": 1, "strokeDash": [2, 3]}
    yield layer(rows, line, {**at, **ENDS})
    for field in fields:
        edge = field.box.left if field.is_right else field.box.right
        row = {"x": edge / SIZE, "y": field.box.top / SIZE, "words": field.lines}
        mark = {
            "type": "text",
            "color": MUTED,
            "fontSize": 10.5,
            "align": "left" if field.is_right else "right",
            "baseline": "top",
            "lineHeight": LINE,
        }
        yield layer([row], mark, {**at, "text": {"field": "words"}})


def _cross(stop: Stop, at: Spec) -> Spec:
    x, y = stop.x, stop.y
    rows = [
        {"x": x.low, "x2": x.high, "y": y.trust, "y2": y.trust},
        {"x": x.trust, "x2": x.trust, "y": y.low, "y2": y.high},
    ]
    return layer(
        rows, {"type": "rule", "color": INK, "strokeWidth": 2, "opacity": 0.5}, {**at, **ENDS}
    )


def _labels(stops: Sequence[Stop], taken: Sequence[Box], at: Spec) -> Iterator[Spec]:
    """Labels of the stops that find room: the last always, then the first, then the others."""
    last = len(stops) - 1
    placed, named, rows = list(taken), list[Stop](), []
    for number in (last, *range(last)):
        stop = stops[number]
        if any(_distance(stop, other) < APART for other in named):
            continue
        free = [
            box
            for box in _places(stop)
            if box.is_inside() and not any(box.meets(other) for other in placed)
        ]
        box = free[0] if free else next(filter(Box.is_inside, _places(stop)), None)
        if box and (free or number == last):
            placed.append(box)
            named.append(stop)
            middle = (box.bottom + box.top) / 2
            rows.append({"x": box.left / SIZE, "y": middle / SIZE, "label": stop.label})
    text = {"type": "text", "fontSize": 11, "align": "left", "baseline": "middle"}
    for style in (HALO, {"color": INK}):
        yield layer(rows, {**text, **style}, {**at, "text": {"field": "label"}})


def _at(stop: Stop) -> tuple[float, float]:
    return SIZE * (stop.x.trust or 0.0), SIZE * (stop.y.trust or 0.0)


def _distance(one: Stop, two: Stop) -> float:
    return dist(_at(one), _at(two))


def _places(stop: Stop) -> Iterator[Box]:
    """Where a stop's label may stand: above and below, to the right and to the left of it."""
    x, y = _at(stop)
    width, height = LETTER * len(stop.label), LINE
    for shift in (4, -4 - height, 17, -17 - height, -height / 2):
        for left in (x + 8, x - 8 - width):
            yield Box(left, left + width, y + shift, y + shift + height)
