"""Charts: gaps stay gaps, marks stay apart, and every specification can be drawn."""

import itertools
from datetime import date, timedelta

import pytest
import vl_convert
from hypothesis import given, strategies as st

from longtin._language import LANGUAGES, Language
from longtin.brief._brief_document import document
from longtin.page import Figure
from longtin.page.charts import (
    Bar,
    FanLine,
    Point,
    Quadrants,
    Stop,
    Track,
    draw,
    draw_inline,
    fan,
    gantt,
    quadrant,
    standalone,
    timeline,
)
from longtin.page.charts.svg import VEGA_LITE
from longtin.page.charts.theme import spread
from longtin.page.charts.timeline_chart import (
    APART,
    HATCH_STEPS,
    Gap,
    PlotArea,
    _diagonals,
    _rows,
    gaps,
)
from tests.brief.sample import BRIEFS, full, thin

FIGURES = [
    pytest.param(figure, code, id=f"{kind}-{code}-{figure.name}")
    for kind in BRIEFS
    for code in sorted(LANGUAGES)
    for section in document(BRIEFS[kind](), Language(code)).all_sections
    for figure in section.figures
]
START = date(2010, 1, 1)


def series(statuses: str) -> tuple[Point, ...]:
    """Weekly points: `e` estimated, `t` too little, `n` not covered."""
    named = {"t": "too little", "n": "not covered"}
    days = [START + timedelta(weeks=number) for number in range(len(statuses))]
    return tuple(
        Point(day, 0.5, 0.4, 0.6) if letter == "e" else Point(day, gap=named[letter])
        for day, letter in zip(days, statuses, strict=True)
    )


@pytest.mark.parametrize(("figure", "code"), FIGURES)
def test_every_chart_compiles_without_a_warning(figure: Figure, code: str) -> None:
    """A misspelt property would be dropped in silence."""
    assert not isinstance(figure.spec, str)
    made = vl_convert.vegalite_to_vega(dict(figure.spec), vl_version=VEGA_LITE)

    assert made["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert "<svg" in draw(figure.spec, Language(code))


@pytest.mark.parametrize(("figure", "code"), FIGURES)
def test_a_chart_in_a_page_is_named_and_takes_the_pages_colours(figure: Figure, code: str) -> None:
    """A screen reader finds its title; dark mode finds no fixed ink."""
    svg = draw_inline(figure, Language(code))

    assert f'<title id="{figure.name}-t">' in svg
    assert f'<desc id="{figure.name}-d">' in svg
    assert '"#1b1f24"' not in svg
    assert "var(--ink, #1b1f24)" in svg


def test_axes_speak_the_language_of_the_brief() -> None:
    """0,5 in Vietnamese; months by number in both."""
    figures = {
        code: document(full(), Language(code)).sections[0].figures[1] for code in sorted(LANGUAGES)
    }

    english, vietnamese = (draw(figures[code].spec, Language(code)) for code in ("en", "vi"))

    assert ">0.5<" in english
    assert ">0,5<" in vietnamese
    assert ">7/2014<" in vietnamese


def test_a_stretch_without_figures_is_hatched_and_labelled() -> None:
    """Nobody may read a hole as calm."""
    figure = document(thin(), Language("en")).sections[0].figures[1]

    assert "too little to say" in draw(figure.spec, Language("en"))


@given(st.text("etn", min_size=1, max_size=40))
def test_gaps_hold_exactly_the_readings_without_figures(statuses: str) -> None:
    """Hatching covers every such day and no estimated one, edges apart."""
    points = series(statuses)

    found = list(gaps(points, points[0].day, points[-1].day, "not covered"))

    for each in points:
        inside = [gap for gap in found if gap.start < each.day < gap.end]
        touching = [gap for gap in found if gap.start <= each.day <= gap.end]
        if not each.gap:
            assert not inside
        elif len(points) > 1:
            assert touching


def test_a_window_that_opens_before_the_record_begins_with_a_gap() -> None:
    """The time before the first reading is not covered."""
    points = series("eee")

    found = list(gaps(points, START - timedelta(days=100), points[-1].day, "not covered"))

    assert found == [Gap(START - timedelta(days=100), START, "not covered")]


@given(st.text("etn", min_size=1, max_size=40))
def test_no_line_bridges_a_gap(statuses: str) -> None:
    """Neighbours on one part of a line are neighbours in time."""
    rows = _rows(series(statuses))

    for before, after in itertools.pairwise(rows):
        days = date.fromisoformat(str(after["day"])) - date.fromisoformat(str(before["day"]))
        if before["part"] == after["part"]:
            assert days == timedelta(weeks=1)


@given(st.lists(st.floats(0, 1), max_size=12).map(sorted))
def test_flags_keep_their_order_and_their_distance(places: list[float]) -> None:
    """Numbers that overlap cannot be read."""
    found = spread(places, APART)

    assert len(found) == len(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in found)
    assert all(b - a >= APART - 1e-9 for a, b in itertools.pairwise(found))


@given(st.lists(st.floats(0.1, 0.9), min_size=1, max_size=1))
def test_a_lone_flag_stands_where_its_act_is(places: list[float]) -> None:
    """Nothing moves without need."""
    assert spread(places, APART) == pytest.approx(places)


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_hatching_stays_inside_its_gap(offset: int, length: int) -> None:
    """A stroke outside would hatch a figure that is there."""
    end = START + timedelta(days=6000)
    gap = Gap(START + timedelta(days=offset), START + timedelta(days=offset + length), "too little")
    epoch = date(1970, 1, 1)
    left, right = (((day - epoch).days) * 86_400_000 for day in (gap.start, gap.end))

    strokes = list(_diagonals(gap, PlotArea(0, START, end, 288, 70, False, True)))

    assert len(strokes) <= 2 * HATCH_STEPS
    for stroke in strokes:
        begin, finish = int(str(stroke["day"])), int(str(stroke["day2"]))
        assert left - 1 <= begin <= finish <= right + 1  # to a thousandth of a second
        assert 0 <= float(str(stroke["low"])) <= float(str(stroke["high"])) <= 1 + 1e-9


@given(
    st.lists(st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)), min_size=1, max_size=11),
    st.tuples(st.floats(0, 2), st.floats(0, 2)),
)
def test_the_last_stop_of_a_path_is_always_labelled(
    places: list[tuple[float, float]], bars: tuple[float, float]
) -> None:
    """The pair's place today is what the reader looks for."""
    stops = [
        Stop(Point(START, x, x, x), Point(START, y, y, y), str(2000 + number))
        for number, (x, y) in enumerate(places)
    ]
    words = Quadrants("x", "y", "win", "lose", "doubt", "doubt")

    spec = quadrant(stops, words, bars)

    assert str(1999 + len(stops)) in str(spec["layer"])


def test_a_figure_between_two_gaps_is_drawn_as_a_dot() -> None:
    """A line of one point has no length, and the figure would be lost."""
    points = series("nen")

    spec = timeline(
        [Track("one", "#1f5288", points)],
        start=points[0].day,
        end=points[-1].day,
        width=288,
        beyond="not covered",
    )

    assert "circle" in str(spec)
    assert "<svg" in draw(spec, Language("en"))
    rows = spec["data"]["values"]  # type: ignore[index]
    assert [row["day"] for row in rows if "trust" in row] == [points[1].day.isoformat()]
    assert [row["why"] for row in rows if "why" in row] == ["not covered", "not covered"]


@pytest.mark.parametrize(
    ("code", "months"),
    [("en", ("Oct 2014", "Jan 2015", "Apr 2015")), ("vi", ("10/2014", "01/2015", "4/2015"))],
)
def test_an_axis_of_months_is_in_the_language(code: str, months: tuple[str, ...]) -> None:
    """A month is written on an axis as a document of that language writes it."""
    start, end = date(2014, 9, 1), date(2015, 8, 31)
    points = (Point(start, 0.5, 0.4, 0.6), Point(end, 0.5, 0.4, 0.6))

    spec = timeline(
        [Track("one", "#1f5288", points)], start=start, end=end, width=288, beyond="",
        by_month=True,
    )  # fmt: skip
    drawn = draw(spec, Language(code))

    for month in months:
        assert f">{month}<" in drawn


def test_words_at_the_ends_of_a_fan_stay_apart() -> None:
    """Two words on each other cannot be read."""
    days = [START, START + timedelta(days=300)]
    ways = [FanLine(name, (0.1, 0.1), (0.2, 0.5), (0.3, 0.9)) for name in ("plan", "nothing")]

    spec = fan(days, ways, threshold=(0.7, "enough"))

    layers = spec["layer"]
    assert isinstance(layers, list)
    ends = layers[-1]["layer"][0]["data"]["values"]
    assert [end["words"] for end in ends] == ["plan", "nothing"]
    assert abs(ends[0]["low"] - ends[1]["low"]) == pytest.approx(0.2)
    assert "enough" in draw(spec, Language("en"))


def test_a_gantt_chart_names_its_bars_and_reviews() -> None:
    """Who hears the page hears each step; nothing is markup."""
    end = START + timedelta(days=400)
    bar = Bar("A & B " * 9, "A & B: 2010", START, START + timedelta(days=30), end)

    svg = gantt(
        "Programme", [bar], start=START, end=end, reviews=[(end, "Review <1>")], key="Pale",
        month=lambda day: f"{day.month}/{day.year}",
    )  # fmt: skip

    assert "<title>A &amp; B: 2010</title>" in svg
    assert "<title>Review &lt;1&gt;</title>" in svg
    assert "…" in svg
    assert "var(--here)" in svg
    assert "var(" not in standalone(svg)
