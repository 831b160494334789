"""Comparison: up to four directed pairs on one page, under one time axis."""

from dataclasses import dataclass
from datetime import date

from longtin import actors, brief, trust
from longtin._dates import year_before
from longtin._language import Language
from longtin.acts import Record
from longtin.brief import Reading
from longtin.page import Cell, Column, Document, Figure, Section, Table
from longtin.page.charts import Point, TimeSeries, time_series
from longtin.web.answer import Control, Form, Route, Shown
from longtin.web.pairs import StatePair, first, pair_of, tabs
from longtin.web.visit import Visit

MOST = 4
YEARS = 12
COLOURS = ("--here", "--there", "--warning", "--muted")


@dataclass(frozen=True)
class ComparedPair:
    """One direction of trust beside others.

    Attributes:
        truster: Who trusts.
        trustee: Who is trusted.
        path: Its readings through time.
    """

    truster: actors.State
    trustee: actors.State
    path: tuple[Reading, ...]

    def name(self, language: Language) -> str:
        """Who trusts whom, in words."""
        return language.say(
            "Trust of {truster} in {trustee}",
            truster=actors.in_sentence(self.truster.name(language.code), language.code),
            trustee=actors.in_sentence(self.trustee.name(language.code), language.code),
        )


def compare(visit: Visit) -> Shown:
    """The pair beside others: those named, or the same truster with its neighbours."""
    pair = pair_of(visit)
    wanted = _wanted(visit, pair)
    found = visit.site.reckon(
        ("compare", *wanted, pair.day), lambda record: _compared(record, wanted, pair.day)
    )
    language = visit.language
    since = visit.when("from")
    start = since.start if since else year_before(pair.day, YEARS)
    titles = [each.name(language) for each in found]
    figure = Figure(
        "compared-chart",
        language.span(start, pair.day),
        "; ".join(titles),
        _chart(found, start, pair.day, language),
        is_wide=True,
    )
    table = Table.of(
        visit.say("The same in figures"),
        [
            Column(visit.say("Trust of whom in whom")),
            Column(visit.say("Trust"), "figure"),
            Column(visit.say("A year before"), "figure"),
            Column(visit.say("Ten years before"), "figure"),
        ],
        [_row(each, pair.day, language) for each in found],
    )
    section = Section(
        "compared",
        visit.say("Side by side"),
        figures=(figure,),
        tables=(table,),
        notes=(
            language.say(
                "0: an enemy in arms; 1: an ally of long standing. Shaded: the 90 % interval."
            ),
        ),
    )
    document = Document(
        language=visit.code,
        title=visit.say("Trust compared"),
        kicker=visit.say("Two states"),
        dated=language.date(pair.day),
        day=pair.day.isoformat(),
        sections=(section,),
    )
    return Shown(document, forms=(_form(visit),), tabs=tabs(visit, pair, "compare"))


def _wanted(visit: Visit, pair: StatePair) -> tuple[tuple[int, int], ...]:
    """The pairs to show: that of the address, and those typed as `VNM-PHL`, or the way back."""
    typed = [part for part in visit.given("with").replace("→", "-").split(",") if part.strip()]
    found = [(pair.here.ccode, pair.there.ccode)]
    for each in typed:
        one, _, two = each.partition("-")
        if not two.strip():
            one, two = pair.here.key, one
        states = actors.find(one.strip(), pair.day), actors.find(two.strip(), pair.day)
        found.append((states[0].ccode, states[1].ccode))
    if not typed:
        found.append((pair.there.ccode, pair.here.ccode))
    return tuple(dict.fromkeys(each for each in found if each[0] != each[1]))[:MOST]


def _compared(
    record: Record, wanted: tuple[tuple[int, int], ...], day: date
) -> tuple[ComparedPair, ...]:
    by, last = trust.reach(record, day)
    found = trust.estimate_pairs(
        record, wanted, by=by, until=last, model=trust.Model.shipped(draws=trust.MANY_DRAWS)
    )
    return tuple(
        ComparedPair(
            actors.near(pair[0], last), actors.near(pair[1], last), brief.readings(found, column)
        )
        for column, pair in enumerate(wanted)
    )


def _chart(found: tuple[ComparedPair, ...], start: date, end: date, language: Language) -> str:
    series = [
        TimeSeries(each.name(language), colour, tuple(_points(each, language)))
        for each, colour in zip(found, COLOURS, strict=False)
    ]
    return time_series(
        "compared-drawing",
        series,
        title=language.say("Trust compared"),
        description="; ".join(each.title for each in series),
        start=start,
        end=end,
        decimal="," if language.code == "vi" else ".",
    )


def _points(pair: ComparedPair, language: Language) -> list[Point]:
    return [brief.point(each, language) for each in pair.path]


def _row(pair: ComparedPair, day: date, language: Language) -> list[Cell]:
    return [
        Cell(pair.name(language), link=f"/dyad/{pair.truster.key}/{pair.trustee.key}"),
        *(
            Cell(_figure(pair, year_before(day, years) if years else day, language))
            for years in (0, 1, 10)
        ),
    ]


def _figure(pair: ComparedPair, day: date, language: Language) -> str:
    known = [each for each in pair.path if each.date <= day]
    return brief.figure(known[-1], language) if known else language.say("not covered")


def _form(visit: Visit) -> Form:
    say = visit.say
    return Form(
        visit.path,
        (
            Control("with", say("Beside"), value=visit.given("with"),
                    help=say("Up to three, with commas between: PHL, or PHL-CHN.")),
            Control("at", say("As on"), "date", visit.given("at")),
            Control("from", say("Shown from"), "date", visit.given("from")),
        ),
        say("Show"),
    )  # fmt: skip


ROUTES = (Route("/dyad/{here}/{there}/compare", compare, first=first),)
