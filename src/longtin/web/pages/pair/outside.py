"""Outside checks of a pair: votes, opinion, crises and fighting, beside trust."""

from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors, acts, brief
from longtin._language import Language
from longtin.errors import RecordError
from longtin.page import Column, Document, Figure, Section, Table
from longtin.page.charts import Point, TimeSeries, time_series
from longtin.web.answer import Route, Shown
from longtin.web.documents import section
from longtin.web.pairs import StatePair, brief_of, first, pair_of, tabs
from longtin.web.visit import Visit

FOLDER = "outside"
"""Of a case, where one's own copies of what may not be passed on are looked for."""

YEARS = 25
"""Years that are shown."""

PERCENT = 1.5
"""A share above this is in per cent."""


def outside(visit: Visit) -> Shown:
    """What others have measured of the two, year by year, beside belief from the record."""
    pair = pair_of(visit)
    own = visit.site.case.folder / FOLDER if visit.site.case else None
    found = brief_of(visit, pair, annex=False)
    ways = ((pair.here, pair.there, found.directions[0]), (pair.there, pair.here,
                                                           found.directions[1]))  # fmt: skip
    sections = [_way(visit, pair, one, two, way, _opinion(one, two, own)) for one, two, way in ways]
    sections += [*_events(visit, pair), _sources(visit, own)]
    document = Document(
        language=visit.code,
        title=brief.document(found, visit.language).title,
        kicker=visit.say("Two states"),
        dated=visit.language.date(pair.day),
        day=pair.day.isoformat(),
        note=visit.say(
            "To hold belief against, and no part of any fit. Votes are less outside than the rest: "
            "agreement in them is a tie of the yearly model."
        ),
        sections=tuple(sections),
    )
    return Shown(document, tabs=tabs(visit, pair, "outside"), kept=False)


def _opinion(one: actors.State, two: actors.State, own: Path | None) -> dict[int, float]:
    """Share of the public of one state with a favourable view of another, by year."""
    try:
        rows = acts.validation_data("opinion", own)
    except RecordError:
        return {}
    asked = rows.filter((pl.col("ccode1") == one.ccode) & (pl.col("ccode2") == two.ccode))
    found = asked.select("year", "favorable").drop_nulls().iter_rows()
    return {int(year): share / 100 if share > PERCENT else share for year, share in found}


def _distance(one: actors.State, two: actors.State) -> dict[int, float]:
    """How far apart two states stand in the General Assembly, by year."""
    rows = acts.validation_data("ideal_points").filter(
        pl.col("ccode").is_in([one.ccode, two.ccode])
    )
    wide = rows.select("ccode", "year", pl.coalesce("position", "position_final").alias("at"))
    found: dict[int, dict[int, float]] = {}
    for ccode, year, at in wide.drop_nulls().iter_rows():
        found.setdefault(year, {})[ccode] = at
    return {
        year: abs(each[one.ccode] - each[two.ccode])
        for year, each in found.items()
        if len(each) == 2
    }


def _way(
    visit: Visit,
    pair: StatePair,
    one: actors.State,
    two: actors.State,
    way: brief.Direction,
    opinion: dict[int, float],
) -> Section:
    say, language = visit.say, visit.language
    ended = pair.day.year if (pair.day.month, pair.day.day) == (12, 31) else pair.day.year - 1
    distance, trusted = _distance(one, two), _by_year(way, ended)
    rows = [
        [
            str(year),
            brief.figure(trusted[year], language) if year in trusted else "–",
            language.percent(opinion[year]) if year in opinion else "–",
            language.number(distance[year]) if year in distance else "–",
        ]
        for year in range(ended, ended - YEARS, -1)
        if year in trusted or year in opinion or year in distance
    ]
    columns = [
        Column(say("Year")),
        Column(say("Trust at its end (90 %)"), "figure"),
        Column(say("Favourable view"), "figure"),
        Column(say("Apart in the General Assembly"), "figure"),
    ]
    name = f"outside-{one.key.lower()}"
    figures = (_chart(name, way, opinion, ended, language),) if opinion else ()
    return Section(
        name,
        brief.direction_name(way, language),
        figures=figures,
        tables=(_filled(columns, rows),),
    )


def _filled(columns: list[Column], rows: list[list[str]]) -> Table:
    """A table without columns that say nothing in any row."""
    held = [at for at in range(len(columns)) if any(row[at] != "–" for row in rows)]
    shown = [[row[at] for at in held] for row in rows]
    return Table.of("", [columns[at] for at in held], shown)


def _by_year(way: brief.Direction, ended: int) -> dict[int, brief.Reading]:
    """The last reading of each year."""
    return {each.date.year: each for each in way.path if each.date.year <= ended}


def _chart(
    name: str, way: brief.Direction, opinion: dict[int, float], ended: int, language: Language
) -> Figure:
    """Trust and favourable views under one axis, in panels of their own."""
    begins = date(min(opinion) - 1, 1, 1)
    series = [
        TimeSeries(brief.direction_name(way, language), "--here",
                   tuple(brief.point(each, language) for each in way.path)),
        TimeSeries(language.say("Share of the public with a favourable view"), "--there",
                   tuple(Point(date(year, 7, 1), share, share, share)
                         for year, share in sorted(opinion.items()) if year <= ended)),
    ]  # fmt: skip
    title = language.say("Trust and the public’s view, beside each other")
    drawn = time_series(
        f"{name}-drawing", series, title=title, description="; ".join(x.title for x in series),
        start=begins, end=date(ended, 12, 31), decimal="," if language.code == "vi" else ".",
    )  # fmt: skip
    return Figure(f"{name}-chart", title, title, drawn, is_wide=True)


def _events(visit: Visit, pair: StatePair) -> list[Section]:
    """Crises and fighting between the two that others have listed."""
    say, language = visit.say, visit.language
    both = sorted((pair.here.ccode, pair.there.ccode))
    crises = acts.validation_data("crises").filter(
        (pl.col("state1") == both[0]) & (pl.col("state2") == both[1])
        & (pl.col("start") <= pair.day)
    )  # fmt: skip
    fought = acts.validation_data("conflicts").filter(
        (pl.col("state1") == both[0]) & (pl.col("state2") == both[1])
        & (pl.col("year") < pair.day.year)
    )  # fmt: skip
    rows = [
        [language.span(row["start"], row["end"] or row["start"]), row["name"], "ICB"]
        for row in crises.sort("start", descending=True).iter_rows(named=True)
    ]
    rows += [
        [str(row["year"]), say("war") if row["war"] else say("fighting"), "UCDP/PRIO"]
        for row in fought.sort("year", descending=True).unique("year", maintain_order=True)
        .iter_rows(named=True)
    ]  # fmt: skip
    if not rows:
        return []
    columns = [Column(say("When")), Column(say("What")), Column(say("Source"))]
    heading = say("Crises and fighting, as others list them")
    return [section("outside-events", heading, Table.of("", columns, rows))]


def _sources(visit: Visit, own: Path | None) -> Section:
    """What the checks are, and where copies of what does not ship would be read."""
    say, code = visit.say, visit.code
    rows = []
    for name in ("ideal_points", "opinion", "crises", "conflicts"):
        each = acts.validation_sources()[name]
        rows.append([each.title.of(code), each.terms.of(code), each.get,
                     say("ships") if each.ships else say("your own copy")])  # fmt: skip
    columns = [Column(say("Check")), Column(say("Terms")), Column(say("Where it is from")),
               Column(say("Copy"))]  # fmt: skip
    where = f"{FOLDER}/opinion.csv"
    note = (
        say("Views of the public are read from {file} in your case, with the columns ccode1, "
            "ccode2, year, favorable, n.", file=where)
        if own is not None
        else say("Start with --case FOLDER and put a copy of the public’s views into it as {file}.",
                 file=where)
    )  # fmt: skip
    return section("outside-sources", say("What these checks are"), Table.of("", columns, rows),
                   notes=(note,))  # fmt: skip


ROUTES = (Route("/dyad/{here}/{there}/outside", outside, first=first),)
