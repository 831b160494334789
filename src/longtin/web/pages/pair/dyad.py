"""The dyad: trust both ways through time, what moved it, and where the pair stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from longtin import brief
from longtin._dates import year_before
from longtin._language import Language, message
from longtin.errors import LongtinError
from longtin.page import Document, Figure, Section, Table
from longtin.page.charts import SeriesMark, TimeSeries, standalone, time_series
from longtin.web.answer import Control, Download, Form, Link, Redirect, Route, Shown
from longtin.web.menu_entry import Menu
from longtin.web.pages.start import pair_form
from longtin.web.pairs import StatePair, brief_of, first, pair_of, tabs
from longtin.web.visit import Visit

YEARS = 12
"""Years that the first view shows."""

COLOURS = ("--here", "--there")


def ask(visit: Visit) -> Shown | Redirect:
    """Which two states; with both, their page."""
    if visit.given("here") and visit.given("there"):
        pair = pair_of(visit, visit.given("here"), visit.given("there"))
        return Redirect(visit.address(pair.path, here=None, there=None))
    document = Document(
        language=visit.code,
        title=visit.say("Trust between two states"),
        kicker="",
        dated="",
        note=visit.say("Name two, by code or by name in English or Vietnamese."),
        sections=(),
    )
    return Shown(document, forms=(pair_form(visit, "/dyad"),))


def dyad(visit: Visit) -> Shown:
    """Trust both ways through time, with the acts that moved it."""
    pair = pair_of(visit)
    found = brief_of(visit, pair, annex=False)
    window = window_of(visit, found)
    words = visit.language
    whole = brief.document(found, words)
    sections = (
        _time(found, window, words),
        *(each for each in whole.sections if each.name in {"moved", "surety"}),
        brief.section(found, "acts", words),
    )
    document = replace(
        whole,
        kicker=visit.say("Two states"),
        sections=tuple(each for each in sections if each is not None),
        annex=(),
    )
    return Shown(
        document,
        forms=(_window_form(visit, window),),
        tabs=tabs(visit, pair, ""),
        links=_links(visit, pair, window),
    )


def window_of(visit: Visit, found: brief.Brief) -> tuple[date, date]:
    """From which day to which the chart shows.

    Raises:
        LongtinError: It would end before it begins.
    """
    since, until = visit.when("from"), visit.when("to")
    first = min((each.date for way in found.directions for each in way.path), default=found.as_of)
    end = min(until.end, found.as_of) if until else found.as_of
    start = since.start if since else max(first, year_before(found.as_of, YEARS))
    if start >= end:
        raise LongtinError(
            "{since} is not before {until}. Give the earlier day first.", since=start, until=end
        )
    return max(start, date(1946, 1, 1)), end


def _window_form(visit: Visit, window: tuple[date, date]) -> Form:
    say, words = visit.say, visit.language
    typed = words.date if visit.code == "vi" else date.isoformat
    return Form(
        visit.path,
        (
            Control("at", say("As on"), "date", visit.given("at"),
                    help=say("Nothing later is read. A day, a month or a year.")),
            Control("from", say("Shown from"), "date", typed(window[0])),
            Control("to", say("up to"), "date", typed(window[1]),
                    help=say("Or drag across the chart.")),
        ),
        say("Show"),
        folded=say("Another day, another span: {span}", span=words.span(*window)),
    )  # fmt: skip


def _links(visit: Visit, pair: StatePair, window: tuple[date, date]) -> tuple[Link, ...]:
    say = visit.say
    here, there = pair.here.key, pair.there.key
    span = {"from": window[0], "to": window[1]}
    asked = visit.address("/brief", here=here, there=there, **dict.fromkeys(span))
    files = (
        (say("Figures (CSV)"), f"{pair.path}/figures.csv"),
        (say("Figures (Excel)"), f"{pair.path}/figures.xlsx"),
        (say("Figures (Parquet)"), f"{pair.path}/figures.parquet"),
        (say("Chart (SVG)"), f"{pair.path}/chart.svg"),
    )
    briefs = [
        Link(label, visit.address("/brief/file", here=here, there=there, format=ending,
                                  **dict.fromkeys(span)), downloads=True)
        for ending, label in (("docx", say("Brief (Word)")), ("pdf", say("Brief (PDF)")))
    ]  # fmt: skip
    return (
        Link(say("The other way round"), visit.address(f"/dyad/{there}/{here}")),
        Link(say("The whole record"), visit.address(**{"from": "1946", "to": None})),
        Link(say("Brief on the two"), asked),
        Link(say("What to do next"), f"/programme/plan?here={here}&there={there}"),
        *briefs,
        *(Link(label, visit.address(path), downloads=True) for label, path in files),
        Link(say("As JSON"), visit.address(f"/api/v1/trust/{here}/{there}", **span)),
    )


def _time(found: brief.Brief, window: tuple[date, date], language: Language) -> Section | None:
    """The section of the brief, with one wide chart in place of its two."""
    said = brief.section(found, "time", language)
    if said is None:
        return None
    marks = _marks(found, window, language)
    figure = Figure(
        name="time",
        title=language.span(*window),
        description=" ".join(each.description for each in said.figures[:1]),
        spec=chart(found, window, language),
        key=tuple(told for way in marks for _, told in way),
        is_wide=True,
    )
    return replace(said, figures=(figure,), figures_table=_table(said.figures_table))


def _table(table: Table | None) -> Table | None:
    return table


Marked = tuple[list[tuple[date, str]], list[tuple[date, str]]]


def _marks(found: brief.Brief, window: tuple[date, date], language: Language) -> Marked:
    """Acts marked in each direction: the day, and what is said of it."""
    number, ways = 0, []
    for way in found.directions:
        told = []
        for line in way.marks:
            if window[0] <= line.start <= window[1]:
                number += 1
                span = language.span(line.start, line.end)
                turn = "▲" if line.points > 0 else "▼"
                told.append(
                    (line.start, f"({number}) {span}: {brief.act_name(line, language)} {turn}")
                )
        ways.append(told)
    return ways[0], ways[1]


def chart(found: brief.Brief, window: tuple[date, date], language: Language) -> str:
    """Both directions as SVG."""
    ways, number = [], 0
    for way, colour, marks in zip(
        found.directions, COLOURS, _marks(found, window, language), strict=True
    ):
        flags = []
        for day, told in marks:
            number += 1
            flags.append(SeriesMark(number, day, told))
        ways.append(
            TimeSeries(
                brief.direction_name(way, language),
                colour,
                tuple(brief.point(each, language) for each in way.path),
                tuple(flags),
            )
        )
    return time_series(
        "time-chart",
        ways,
        title=language.say("Trust both ways, {span}", span=language.span(*window)),
        description=_description(ways, language),
        start=window[0],
        end=window[1],
        decimal="," if language.code == "vi" else ".",
    )


def _description(ways: Sequence[TimeSeries], language: Language) -> str:
    return language.say(
        "{titles}: a line for trust from 0 to 1 and a band for the 90 % interval; the table below "
        "has the figures.",
        titles="; ".join(way.title for way in ways),
    )


def chart_file(visit: Visit) -> Download:
    """The chart alone."""
    pair = pair_of(visit)
    found = brief_of(visit, pair, annex=False)
    drawn = standalone(chart(found, window_of(visit, found), visit.language))
    return Download(drawn.encode(), f"{pair.here.key}-{pair.there.key}.svg", "image/svg+xml")


MENU = Menu(20, message("Two states"), "/dyad")
ROUTES = (
    Route("/dyad", ask),
    Route("/dyad/{here}/{there}", dyad, first=first),
    Route("/dyad/{here}/{there}/chart.svg", chart_file),
)
