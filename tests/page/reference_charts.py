"""The reference set of charts: one of every kind, as SVG, kept beside the tests.

Refresh it with `python -m tests.page.reference_charts`, and read the difference before you commit.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from longtin._language import Language
from longtin.page import Spec, charts
from longtin.page.charts import (
    Bar,
    DueDay,
    EventPath,
    FanLine,
    Interval,
    Mark,
    PhaseCell,
    Point,
    Quadrants,
    RankedFigure,
    SeriesMark,
    Stop,
    TimeSeries,
    Track,
    draw_inline,
)
from longtin.page.document import Figure

PLACE = Path(__file__).parent / "charts"
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
START, END = date(2012, 1, 1), date(2014, 8, 1)
NEAR = 0.6
"""Pixels by which two drawings of one chart may differ."""


def points() -> tuple[Point, ...]:
    """Trust by month: a fall, a gap, and figures again."""
    months = [START + timedelta(days=30 * number) for number in range(31)]
    return tuple(
        Point(day, gap="too little")
        if 12 <= number < 16
        else Point(day, 0.7 - 0.015 * number, 0.5 - 0.01 * number, 0.9 - 0.01 * number)
        for number, day in enumerate(months)
    )


def due_days() -> str:
    """What is due, broken, done, and by the end of a period."""
    lines = [
        ("VD-V-1 · Vienna Document", [DueDay(date(2012, 3, 1), "1 March", "late")]),
        ("CUES-1", [DueDay(date(2012, 6, 1), "June", "period"), DueDay(END, "sent", "done")]),
        ("A name that is longer than the room which is left for it", [DueDay(START, "first")]),
    ]
    return charts.due_days(
        "Due", lines, start=START, end=END, key="Dot: due.", month=lambda day: f"{day:%m/%Y}",
        lines_at=[(date(2013, 1, 1), "today")],
    )  # fmt: skip


def event_study() -> Spec:
    """Before and after an event."""
    path = EventPath(
        [-2, -1, 0, 1, 2], [0.3, 0.3, 0.35, 0.4, None], [0.31, 0.3, 0.3, 0.3, 0.29],
        [0.2, 0.2, 0.25, 0.3, None], [0.4, 0.4, 0.45, 0.5, None],
    )  # fmt: skip
    return charts.event_study(path, names=("with", "without"), years="years")


def fan() -> Spec:
    """Two ways ahead."""
    days = [END + timedelta(days=90 * step) for step in range(4)]
    ways = [
        FanLine("plan", [0.3, 0.3, 0.32, 0.35], [0.4, 0.44, 0.5, 0.55], [0.5, 0.6, 0.7, 0.75]),
        FanLine("nothing", [0.3, 0.28, 0.25, 0.2], [0.4, 0.4, 0.4, 0.4], [0.5, 0.52, 0.55, 0.6]),
    ]
    return charts.fan(days, ways, threshold=(0.6, "enough"))


def gantt() -> str:
    """Steps and a review."""
    bars = [
        Bar("hotline", "hotline: March to July", date(2013, 3, 1), date(2013, 5, 1), END),
        Bar("visits", "visits", date(2013, 6, 1), date(2013, 6, 1), date(2014, 1, 1)),
    ]
    return charts.gantt(
        "Steps", bars, start=date(2013, 1, 1), end=END, reviews=[(date(2014, 1, 15), "review")],
        key="set up, then running", month=lambda day: day.strftime("%m/%Y"),
    )  # fmt: skip


def heat() -> Spec:
    """A matrix with a hole."""
    values: list[list[float | None]] = [[0.2, 0.9], [None, 0.5]]
    shown = [["0.2", "0.9"], ["–", "0.5"]]
    return charts.heat(["one", "two"], ["first", "second"], values, shown=shown)


def intervals() -> Spec:
    """Estimates with their bands."""
    return charts.intervals([Interval("one", 0.4, 0.2, 0.7), Interval("two", -0.1, -0.3, 0.1)])


def phases() -> Spec:
    """Which of two does best where."""
    cells = [
        PhaseCell(x, y, "A" if x > y else "B", "a" if x > y else "b", 0.5 + abs(x - y) / 2)
        for x in (0.0, 0.5, 1.0)
        for y in (0.0, 0.5, 1.0)
    ]
    return charts.phases(cells, ["A", "B"], ("across", "up"), (0.5, 0.25, "here"), 0.8)


def quadrant() -> Spec:
    """A path through the 2×2 of belief."""
    words = Quadrants("ours", "theirs", "one", "both", "none", "other")
    stops = [
        Stop(Point(START, 0.7, 0.5, 0.9), Point(START, 0.6, 0.4, 0.8), "2012"),
        Stop(Point(END, 0.3, 0.1, 0.5), Point(END, 0.4, 0.2, 0.7), "2014"),
    ]
    return charts.quadrant(stops, words, (0.5, 0.5))


def ranking() -> Spec:
    """Who comes first."""
    figures = [
        RankedFigure("first", 2.4, 2.1, 2.7, stands_out=True),
        RankedFigure("second", 2.0, 1.5, 2.6),
    ]
    return charts.ranking(figures, axis="score")


def strip() -> str:
    """Round by round."""
    did = [(number % 3 != 0, number % 4 != 0) for number in range(40)]
    return charts.strip(("one", "two"), did, letters=("C", "D"), title="Rounds")


def time_series() -> str:
    """Trust both ways, with marks."""
    marks = (SeriesMark(1, date(2012, 9, 1), "(1) threats"), SeriesMark(2, date(2014, 5, 1), "(2)"))
    series = [
        TimeSeries("ours", "--here", points(), marks),
        TimeSeries("theirs", "--there", points()),
    ]
    return charts.time_series(
        "time", series, title="Trust", description="Both ways.", start=START, end=END
    )


def timeline() -> Spec:
    """The same for print."""
    tracks = [Track("ours", charts.HERE, points(), (Mark(1, date(2012, 9, 1)),))]
    return charts.timeline(tracks, start=START, end=END, width=600, beyond="after the record")


KINDS: dict[str, Callable[[], Spec | str]] = {
    each.__name__: each
    for each in (
        due_days, event_study, fan, gantt, heat, intervals, phases, quadrant, ranking, strip,
        time_series, timeline,
    )
}  # fmt: skip
"""One of every kind of chart."""


def drawn(kind: str) -> str:
    """A chart as it stands in a page."""
    figure = Figure(kind, "Title", "What it shows.", KINDS[kind]())
    return draw_inline(figure, Language("en")) + "\n"


def parts(svg: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Every element, attribute and text of a drawing: what it says, and the numbers in it."""
    for element in ElementTree.fromstring(svg).iter():  # noqa: S314 - our own drawing
        told = {"": element.text or "", "after": element.tail or "", **element.attrib}
        for name, value in sorted(told.items()):
            numbers = tuple(map(float, NUMBER.findall(value)))
            yield f"{element.tag} {name}={NUMBER.sub('#', value).strip()}", numbers


def main() -> None:
    """Draw the reference set anew."""
    PLACE.mkdir(exist_ok=True)
    for kind in KINDS:
        (PLACE / f"{kind}.svg").write_text(drawn(kind), "utf-8")


if __name__ == "__main__":
    main()
