"""Charts: gaps stay gaps, marks stay apart, and every specification can be drawn."""

import itertools
from datetime import date, timedelta

import pytest
import vl_convert
from hypothesis import given, strategies as st

from longtin._language import LANGUAGES, Language
from longtin.brief import Reading
from longtin.brief._document import Figure
from longtin.brief._page import document
from longtin.brief._quadrant import Quadrants, Stop, quadrant
from longtin.brief._svg import VEGA_LITE, draw, draw_inline
from longtin.brief._timeline import (
    APART,
    HATCH_STEPS,
    Gap,
    Panel,
    _diagonals,
    _rows,
    _spread,
    gaps,
)
from tests.brief.sample import BRIEFS, full, nothing, reading, thin

FIGURES = [
    pytest.param(figure, code, id=f"{kind}-{code}-{figure.name}")
    for kind in BRIEFS
    for code in sorted(LANGUAGES)
    for section in document(BRIEFS[kind](code)).all_sections
    for figure in section.figures
]
START = date(2010, 1, 1)


def series(statuses: str) -> tuple[Reading, ...]:
    """Weekly readings: `e` estimated, `t` too little, `n` not covered."""
    named = {"t": "too little", "n": "not covered"}
    days = [START + timedelta(weeks=number) for number in range(len(statuses))]
    return tuple(
        reading(day, 0.5)
        if letter == "e"
        else nothing(day, "too little" if named[letter] == "too little" else "not covered")
        for day, letter in zip(days, statuses, strict=True)
    )


@pytest.mark.parametrize(("figure", "code"), FIGURES)
def test_every_chart_compiles_without_a_warning(figure: Figure, code: str) -> None:
    """A misspelt property would be dropped in silence."""
    made = vl_convert.vegalite_to_vega(dict(figure.spec), vl_version=VEGA_LITE)

    assert made["$schema"].startswith("https://vega.github.io/schema/vega/")
    assert "<svg" in draw(figure, Language(code))


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
    figures = {code: document(full(code)).sections[0].figures[1] for code in sorted(LANGUAGES)}

    english, vietnamese = (draw(figures[code], Language(code)) for code in ("en", "vi"))

    assert ">0.5<" in english
    assert ">0,5<" in vietnamese
    assert ">7/2014<" in vietnamese


def test_a_stretch_without_figures_is_hatched_and_labelled() -> None:
    """Nobody may read a hole as calm."""
    figure = document(thin("en")).sections[0].figures[1]

    assert "too little to say" in draw(figure, Language("en"))


@given(st.text("etn", min_size=1, max_size=40))
def test_gaps_hold_exactly_the_readings_without_figures(statuses: str) -> None:
    """Hatching covers every such day and no estimated one, edges apart."""
    readings = series(statuses)

    found = list(gaps(readings, readings[0].date, readings[-1].date))

    for each in readings:
        inside = [gap for gap in found if gap.start < each.date < gap.end]
        touching = [gap for gap in found if gap.start <= each.date <= gap.end]
        if each.status == "estimated":
            assert not inside
        elif len(readings) > 1:
            assert touching


def test_a_window_that_opens_before_the_record_begins_with_a_gap() -> None:
    """The time before the first reading is not covered."""
    readings = series("eee")

    found = list(gaps(readings, START - timedelta(days=100), readings[-1].date))

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
    spread = _spread(places)

    assert len(spread) == len(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in spread)
    assert all(b - a >= APART - 1e-9 for a, b in itertools.pairwise(spread))


@given(st.lists(st.floats(0.1, 0.9), min_size=1, max_size=1))
def test_a_lone_flag_stands_where_its_act_is(places: list[float]) -> None:
    """Nothing moves without need."""
    assert _spread(places) == pytest.approx(places)


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_hatching_stays_inside_its_gap(offset: int, length: int) -> None:
    """A stroke outside would hatch a figure that is there."""
    end = START + timedelta(days=6000)
    gap = Gap(START + timedelta(days=offset), START + timedelta(days=offset + length), "too little")
    epoch = date(1970, 1, 1)
    left, right = (((day - epoch).days) * 86_400_000 for day in (gap.start, gap.end))

    strokes = list(_diagonals(gap, Panel(START, end, 288, 70, False, True)))

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
        Stop(reading(START, x), reading(START, y), str(2000 + number))
        for number, (x, y) in enumerate(places)
    ]
    words = Quadrants("x", "y", "win", "lose", "doubt", "doubt")

    spec = quadrant(stops, words, bars)

    assert str(1999 + len(stops)) in str(spec["layer"])
