"""The chart of trust through time: bands, lines, hatched gaps and numbered acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean
from textwrap import wrap

from longtin._language import NO_BREAK, Language, message
from longtin.brief._brief import Reading
from longtin.brief._charts import HALO, INK, LINE, MUTED, frame, layer
from longtin.brief._document import Spec

LOW, HIGH = 70, 108  # pixels of a panel among others, and of one alone
HATCH_STEPS = 40  # diagonals across a whole panel
MANY, FINE, BOLD = 100, 1.0, 1.7  # readings from which a line is drawn fine
LETTER = 5.8  # pixels, on average
APART = 0.042  # least share of a panel's width between two numbers
GAP_WORDS = {
    "not covered": message("not covered"),
    "too little": message("too little to say"),
}


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
        readings: In date order.
    """

    title: str
    colour: str
    readings: tuple[Reading, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Gap:
    """A stretch without a figure, and why."""

    start: date
    end: date
    status: str


@dataclass(frozen=True)
class Panel:
    """The room one track is drawn in.

    Attributes:
        start: Left edge.
        end: Right edge.
        width: Pixels.
        height: Pixels.
        by_month: Whether the time axis counts months; else years.
        is_labelled: Whether the time axis has labels.
    """

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


def gaps(readings: Sequence[Reading], start: date, end: date) -> Iterator[Gap]:
    """The stretches of a window in which a track has no figure, the ends of the record included."""
    if not readings or readings[0].date > start:
        yield Gap(start, min(readings[0].date, end) if readings else end, "not covered")
    runs = [(status, tuple(run)) for status, run in groupby(readings, lambda each: each.status)]
    for number, (status, run) in enumerate(runs):
        if status == "estimated":
            continue
        first = run[0].date if number == 0 else runs[number - 1][1][-1].date
        last = run[-1].date if number == len(runs) - 1 else runs[number + 1][1][0].date
        if last > start and first < end:
            yield Gap(max(first, start), min(last, end), status)


def timeline(
    tracks: Sequence[Track],
    *,
    start: date,
    end: date,
    width: int,
    language: Language,
    by_month: bool = False,
) -> Spec:
    """Trust through time, one panel a direction under one time axis.

    Args:
        tracks: From top to bottom.
        start: Left edge.
        end: Right edge.
        width: Of a panel's plotting area, in pixels.
        language: Of the words in gaps.
        by_month: Whether the axis counts months; else years.
    """
    height = LOW if len(tracks) > 1 else HIGH
    panels = [
        _panel(track, Panel(start, end, width, height, by_month, track is tracks[-1]), language)
        for track in tracks
    ]
    return {**frame(), "vconcat": panels, "spacing": 14}


def _panel(track: Track, panel: Panel, language: Language) -> Spec:
    seen = [each for each in track.readings if panel.start <= each.date <= panel.end]
    time = _time(panel)
    layers = [
        *_hatching(list(gaps(track.readings, panel.start, panel.end)), panel, language),
        _band(seen, track.colour, time),
        _line(seen, track.colour, time),
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


def _time(panel: Panel) -> Spec:
    """The time channel: UTC throughout, so that no machine's clock moves a day."""
    axis = {
        "format": "%-m/%Y" if panel.by_month else "%Y",
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


def _rows(readings: Sequence[Reading]) -> list[dict[str, object]]:
    """Estimated readings as rows; `part` keeps a line from bridging a gap."""
    parts = groupby(readings, lambda each: each.status)
    return [
        {
            "day": each.date.isoformat(),
            "trust": each.trust,
            "low": each.low,
            "high": each.high,
            "part": part,
        }
        for part, (status, run) in enumerate(parts)
        if status == "estimated"
        for each in run
    ]


def _band(readings: Sequence[Reading], colour: str, time: Spec) -> Spec:
    mark = {"type": "area", "color": colour, "opacity": 0.2}
    at = {"x": time, "y": _trust("low"), "y2": {"field": "high"}, "detail": {"field": "part"}}
    return layer(_rows(readings), mark, at)


def _line(readings: Sequence[Reading], colour: str, time: Spec) -> Spec:
    width = FINE if len(readings) > MANY else BOLD
    mark = {"type": "line", "color": colour, "strokeWidth": width}
    return layer(_rows(readings), mark, {"x": time, "y": _trust(), "detail": {"field": "part"}})


def _hatching(missing: Sequence[Gap], panel: Panel, language: Language) -> Iterator[Spec]:
    """Diagonals over every stretch without a figure, and a word on why where there is room."""
    if not missing:
        return
    time = _time(panel)
    stroke = {"type": "rule", "color": MUTED, "strokeWidth": 0.7, "opacity": 0.7}
    ends = {"x2": {"field": "day2"}, "y": _trust("low"), "y2": {"field": "high"}}
    strokes = [each for gap in missing for each in _diagonals(gap, panel)]
    yield layer(strokes, stroke, {"x": time, **ends})
    labels = [
        {"day": (gap.start + (gap.end - gap.start) / 2).isoformat(), "words": words}
        for gap in missing
        if (words := _fitted(language.say(GAP_WORDS[gap.status]), gap, panel))
    ]
    text = {"type": "text", "fontSize": 11, "lineHeight": LINE, "baseline": "middle"}
    at = {"x": time, "y": {"value": panel.height / 2}, "text": {"field": "words"}}
    for style in (HALO, {"color": MUTED}):
        yield layer(labels, {**text, **style}, at)


def _fitted(words: str, gap: Gap, panel: Panel) -> list[str]:
    """A label broken into lines as wide as its gap; none where it would not fit."""
    room = (panel.share(gap.end) - panel.share(gap.start)) * panel.width
    letters = int(room / LETTER)
    longest = max(map(len, words.split()))
    lines = wrap(words, letters) if letters >= longest else []
    return lines if len(lines) * LINE < panel.height else []


def _diagonals(gap: Gap, panel: Panel) -> Iterator[dict[str, object]]:
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


def _flags(marks: Sequence[Mark], panel: Panel) -> Iterator[Spec]:
    """Numbered flags above the panel, spread so that none covers another."""
    places = _spread([panel.share(mark.day) for mark in marks])
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


def _spread(places: Sequence[float], apart: float = APART) -> list[float]:
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
