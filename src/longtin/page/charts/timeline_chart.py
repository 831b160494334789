"""Timeline chart: trust through time as bands and lines, hatched gaps and numbered acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from textwrap import wrap

from longtin._language import NO_BREAK
from longtin.page.charts.theme import HALO, LINE, MONTH, Point, frame, layer, spread
from longtin.page.document import Spec
from longtin.page.style_sheet import INK, MUTED

LOW, HIGH = 70, 108  # pixels of a panel among others, and of one alone
HATCH_STEPS = 40  # diagonals across a whole panel
MANY, FINE, BOLD = 100, 1.0, 1.7  # points from which a line is drawn fine
LETTER = 5.8  # pixels, on average
APART = 0.042  # least share of a panel's width between two numbers

Row = dict[str, object]


@dataclass(frozen=True)
class Mark:
    """A numbered act on a track."""

    number: int
    day: date


@dataclass(frozen=True)
class Track:
    """One direction's trust, as drawn in one panel.

    Attributes:
        title: Over the panel; may be empty.
        points: In date order.
    """

    title: str
    colour: str
    points: tuple[Point, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Gap:
    """A stretch without a figure, and why, in words."""

    start: date
    end: date
    why: str


@dataclass(frozen=True)
class PlotArea:
    """The room one track is drawn in.

    Attributes:
        number: Of its track, from 0.
        start: Left edge.
        end: Right edge.
        width: Pixels.
        height: Pixels.
        by_month: Whether the time axis counts months; else years.
        is_labelled: Whether the time axis has labels.
    """

    number: int
    start: date
    end: date
    width: int
    height: int
    by_month: bool
    is_labelled: bool

    @property
    def days(self) -> int:
        """From edge to edge."""
        return (self.end - self.start).days

    def share(self, day: date) -> float:
        """How far along a day lies, the edges being 0 and 1."""
        return (day - self.start).days / self.days

    def instant(self, share: float) -> int:
        """The time that far along, in milliseconds since 1970, as charts count it."""
        return round(((self.start - date(1970, 1, 1)).days + share * self.days) * 86_400_000)


def gaps(points: Sequence[Point], start: date, end: date, beyond: str) -> Iterator[Gap]:
    """The stretches of a window in which a track has no figure, the ends of the record included.

    Args:
        points: In date order.
        start: Of the window.
        end: Of the window.
        beyond: Why there is nothing before the first point.
    """
    if not points or points[0].day > start:
        yield Gap(start, min(points[0].day, end) if points else end, beyond)
    runs = [(why, tuple(run)) for why, run in groupby(points, lambda each: each.gap)]
    for number, (why, run) in enumerate(runs):
        if not why:
            continue
        first = run[0].day if number == 0 else runs[number - 1][1][-1].day
        last = run[-1].day if number == len(runs) - 1 else runs[number + 1][1][0].day
        if last > start and first < end:
            yield Gap(max(first, start), min(last, end), why)


def timeline(
    tracks: Sequence[Track],
    *,
    start: date,
    end: date,
    width: int,
    height: int | None = None,
    beyond: str,
    by_month: bool = False,
    columns: int = 1,
    tip: str = "",
) -> Spec:
    """Trust through time, one panel a direction under one time axis.

    The rows drawn stand in `data`: `track`, `day`, `trust`, `low` and `high` of each figure, and
    `track`, `day`, `until` and `why` of each stretch without any.

    Args:
        tracks: From top to bottom, or row by row.
        start: Left edge.
        end: Right edge.
        width: Of a panel's plotting area, in pixels.
        height: Likewise; by default lower where there are several panels.
        beyond: Why there is nothing before the first point of a track, in words.
        by_month: Whether the axis counts months; else years.
        columns: Panels in a row.
        tip: What the day is called where a reader points; empty for a drawing on paper.
    """
    tall = height or (LOW if len(tracks) > 1 else HIGH)
    rows: list[Row] = []
    panels = []
    for number, track in enumerate(tracks):
        is_labelled = columns > 1 or track is tracks[-1]
        panel = PlotArea(number, start, end, width, tall, by_month, is_labelled)
        missing = list(gaps(track.points, start, end, beyond))
        own = _rows([each for each in track.points if start <= each.day <= end])
        rows += [{"track": number, **each} for each in (*own, *map(_gap_row, missing))]
        panels.append(_panel(track, panel, own, missing, tip))
    joined = {"vconcat": panels} if columns == 1 else {"concat": panels, "columns": columns}
    return {**frame(), "data": {"values": rows}, **joined, "spacing": 14}


def _panel(
    track: Track, panel: PlotArea, rows: Sequence[Row], missing: Sequence[Gap], tip: str
) -> Spec:
    layers = [
        *_hatching(missing, panel),
        *_line(track, panel, rows, tip),
        *_flags(track.marks, panel),
    ]
    title = {
        "text": track.title,
        "anchor": "start",
        "frame": "group",
        "color": track.colour,
        "fontSize": 12,
        "offset": 6,
    }
    return {"width": panel.width, "height": panel.height, "title": title, "layer": layers}


def _time(panel: PlotArea) -> Spec:
    """The time channel: UTC throughout, so that no machine's clock moves a day."""
    axis = {
        "format": MONTH if panel.by_month else "%Y",
        "tickCount": {"interval": "month", "step": 3} if panel.by_month else 6,
        "grid": False,
        "labels": panel.is_labelled,
        "ticks": panel.is_labelled,
        "labelOverlap": "greedy",
        "labelFlush": True,
    }
    domain = [panel.start.isoformat(), panel.end.isoformat()]
    scale = {"type": "utc", "domain": domain, "nice": False}
    return {"field": "day", "type": "temporal", "scale": scale, "title": None, "axis": axis}


def _trust(field: str = "trust") -> Spec:
    axis = {"values": [0, 0.5, 1], "format": ".1f", "title": None}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "title": None,
        "axis": axis,
    }


def _rows(points: Sequence[Point]) -> list[Row]:
    """Points with figures as rows; `part` keeps a line from bridging a gap."""
    found: list[Row] = []
    for part, (why, run) in enumerate(groupby(points, lambda each: each.gap)):
        if why:
            continue
        found += [
            {
                "day": each.day.isoformat(),
                "trust": each.trust,
                "low": each.low,
                "high": each.high,
                "part": part,
            }
            for each in run
        ]
    return found


def _gap_row(gap: Gap) -> Row:
    return {"day": gap.start.isoformat(), "until": gap.end.isoformat(), "why": gap.why}


def _line(track: Track, panel: PlotArea, rows: Sequence[Row], tip: str) -> Iterator[Spec]:
    """The band and the line of a track, and a dot for a figure that stands alone."""
    time, own = _time(panel), f"datum.track === {panel.number} && isValid(datum.trust)"
    detail = {"detail": {"field": "part"}}
    at: dict[str, object] = {"x": time, "y": _trust(), **detail, **_tips(tip)}
    width = FINE if len(rows) > MANY else BOLD
    band = {"type": "area", "color": track.colour, "opacity": 0.2}
    yield _of_all(own, band, {"x": time, "y": _trust("low"), "y2": {"field": "high"}, **detail})
    line = {"type": "line", "color": track.colour, "strokeWidth": width}
    yield _of_all(own, line, at)
    parts = [each["part"] for each in rows]
    lone = [part for part in dict.fromkeys(parts) if parts.count(part) == 1]
    if lone:
        dot = {"type": "circle", "color": track.colour, "size": 14, "opacity": 1}
        yield _of_all(f"{own} && indexof({lone}, datum.part) >= 0", dot, at)


def _tips(tip: str) -> dict[str, object]:
    """What a reader who points at a figure is told."""
    if not tip:
        return {}
    day = {"field": "day", "type": "temporal", "format": "%Y-%m-%d", "title": tip}
    shares = ("trust", "low", "high")
    told = [{"field": name, "type": "quantitative", "format": ".2f"} for name in shares]
    return {"tooltip": [day, *told]}


def _of_all(own: str, mark: Spec, encoding: Spec) -> Spec:
    """One kind of mark over the chart's rows that a condition picks."""
    return {"transform": [{"filter": own}], "mark": mark, "encoding": encoding}


def _hatching(missing: Sequence[Gap], panel: PlotArea) -> Iterator[Spec]:
    """Diagonals over every stretch without a figure, and a word on why where there is room."""
    if not missing:
        return
    time = _time(panel)
    stroke = {"type": "rule", "color": MUTED, "strokeWidth": 0.7, "opacity": 0.7}
    ends = {"x2": {"field": "day2"}, "y": _trust("low"), "y2": {"field": "high"}}
    strokes = [each for gap in missing for each in _diagonals(gap, panel)]
    yield layer(strokes, stroke, {"x": time, **ends})
    labels: dict[int, list[Row]] = {}
    for gap in missing:
        words = _fitted(gap.why, gap, panel)
        if words:
            day = (gap.start + (gap.end - gap.start) / 2).isoformat()
            labels.setdefault(len(words), []).append({"day": day, "words": words})
    text = {"type": "text", "fontSize": 11, "lineHeight": LINE, "baseline": "middle"}
    for lines, rows in labels.items():
        top = {"value": (panel.height - LINE * (lines - 1)) / 2}
        at = {"x": time, "y": top, "text": {"field": "words"}}
        for style in (HALO, {"color": MUTED}):
            yield layer(rows, {**text, **style}, at)


def _fitted(words: str, gap: Gap, panel: PlotArea) -> list[str]:
    """A label broken into lines as wide as its gap; none where it would not fit."""
    room = (panel.share(gap.end) - panel.share(gap.start)) * panel.width
    letters = int(room / LETTER)
    longest = max(map(len, words.split()))
    lines = wrap(words, letters) if letters >= longest else []
    return lines if len(lines) * LINE < panel.height else []


def _diagonals(gap: Gap, panel: PlotArea) -> Iterator[dict[str, object]]:
    """Parallel strokes from the bottom left to the top right, cut at the gap's edges."""
    step, rise = 1 / HATCH_STEPS, 3 / HATCH_STEPS  # shares of the panel's width
    left, right = panel.share(gap.start), panel.share(gap.end)
    number = int((left - rise) // step)
    while number * step < right:
        foot = number * step
        begin, finish = max(foot, left), min(foot + rise, right)
        if begin < finish:
            yield {
                "day": panel.instant(begin),
                "day2": panel.instant(finish),
                "low": (begin - foot) / rise,
                "high": (finish - foot) / rise,
            }
        number += 1


def _flags(marks: Sequence[Mark], panel: PlotArea) -> Iterator[Spec]:
    """Numbered flags above the panel, spread so that none covers another."""
    places = spread([panel.share(mark.day) for mark in marks], APART)
    rows = [
        {"day": mark.day.isoformat(), "flag": panel.instant(place), "number": str(mark.number)}
        for mark, place in zip(marks, places, strict=True)
    ]
    time = _time(panel)
    pole = {"type": "rule", "color": MUTED, "strokeWidth": 0.8}
    yield layer(rows, pole, {"x": time})
    lean = {"x2": {"field": "flag"}, "y": {"value": 0}, "y2": {"value": -4}}
    yield layer(rows, pole, {"x": time, **lean})
    text = {"type": "text", "color": INK, "fontSize": 10, "fontWeight": "bold"}
    at = {"x": {**time, "field": "flag"}, "y": {"value": -10}, "text": {"field": "number"}}
    unmarked = {"flag": panel.instant(0), "number": NO_BREAK}  # keeps the room, so charts align
    yield layer(rows or [unmarked], text, at)
