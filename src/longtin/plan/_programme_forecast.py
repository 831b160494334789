"""Forecast of a programme that somebody wrote: trust along its steps, and without them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from longtin import game, measures as _measures
from longtin._dates import today
from longtin._language import Language
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.page import Column, Figure, Section, Table, charts
from longtin.plan._both_readings import keeping_effect
from longtin.plan._charts import HEIGHT, WIDTH
from longtin.plan._propose import MOST_STEPS, remembered, steps_of, threshold_of, where_they_stand
from longtin.plan._situation.assumptions import assumptions
from longtin.plan._situation.moves import as_moves
from longtin.plan._situation.relevance import RelevantMeasure
from longtin.plan._situation.situation import Situation, situation
from longtin.plan.decision.modes import OPEN
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.simulate import forecast
from longtin.plan.decision.strategies import in_order, nothing
from longtin.programme import Programme

COARSE: Final = 11
"""Points of belief's grid: futures are followed with beliefs as they are, and nothing is solved."""

PATHS: Final = 4_000


@dataclass(frozen=True)
class ProgrammeForecast:
    """What may come of a programme, from the side of its first party towards the second.

    Attributes:
        situation: Where the two stand.
        days: Ends of the steps in which time is cut, the first day of the programme first.
        programme: Futures in which each step is made when it is due and the one before was
            answered; measures only reveal conduct.
        changing: The same, if kept measures also change conduct as the record shows.
        nothing: Futures without the programme, with the same luck.
        begun: Measures of the programme that are reckoned with, in order.
        running: Measures of it that run between the two already, and are not begun.
        others: Further parties, of which this says nothing.
    """

    situation: Situation
    days: tuple[date, ...]
    programme: Projection
    changing: Projection
    nothing: Projection
    begun: tuple[str, ...]
    running: tuple[str, ...]
    others: tuple[str, ...]


def forecast_programme(
    record: Record, programme: Programme, *, as_of: date | None = None, seed: int = 0
) -> ProgrammeForecast:
    """Draw futures of a programme as it is dated.

    Args:
        record: From which trust of both is read, where the programme does not state it.
        programme: At least two of its parties are states that act.
        as_of: Nothing later is read; up to the programme's first day without it, or today.
        seed: Same seed, same futures.

    Raises:
        LongtinError: Fewer than two states act, the programme is shorter than a month, or none of
            its measures is new between the two.
    """
    acting = [each.id for each in programme.parties if each.kind == "state"
              and each.role == "party"]  # fmt: skip
    if len(acting) < 2:
        raise LongtinError(
            "A forecast is of two states, and fewer than two act in this programme. Name them "
            "under `parties`."
        )
    here, there, *others = acting
    catalogue = _measures.catalogue()
    given = {name: level for name, level in programme.trust.items() if name in {here, there}}
    stands = situation(
        record, here, there, as_of=min(as_of or today(), programme.start), start=programme.start,
        trust=given, phase=programme.phase, channels=catalogue,
    )  # fmt: skip
    count, length = steps_of(programme.start, programme.until)
    begun = _begun(programme, stands)
    values, both = assumptions(), (game.assumptions().both,) * 2
    moves = as_moves(begun, both, values, phase=stands.phase, running=stands.channels, days=length)
    place, world = where_they_stand(stands, catalogue), values.outlook(**stands.turnover(length))
    problem = Problem(moves.moves, world, count, COARSE, remembered(moves), (place.mode, OPEN))
    due = _due(programme, problem, length)
    aimed = threshold_of(moves, both[0])
    effect = keeping_effect(problem, begun, length)
    start, unread = (place.p, place.q, place.mode), stands.ours.unread

    ways = {
        "programme": (in_order(problem, due), None),
        "changing": (in_order(problem, due), effect),
        "nothing": (nothing(problem), None),
    }
    found = {
        name: forecast(problem, way, start, threshold=aimed, unread=unread, effect=size,
                       paths=PATHS, seed=seed)
        for name, (way, size) in ways.items()
    }  # fmt: skip
    days = tuple(
        programme.start + timedelta(days=round(length * step)) for step in range(count + 1)
    )
    running = [each.measure for each in programme.steps if each.measure not in begun]
    return ProgrammeForecast(
        stands, days, found["programme"], found["changing"], found["nothing"],
        tuple(problem.ids[move] for move, _ in due), tuple(dict.fromkeys(running)), tuple(others),
    )  # fmt: skip


def _begun(programme: Programme, stands: Situation) -> Mapping[str, RelevantMeasure]:
    """The programme's measures that do not run between the two already."""
    catalogue = _measures.catalogue()
    wanted = dict.fromkeys(each.measure for each in programme.steps)
    found = {
        catalogue[name].id: RelevantMeasure(catalogue[name], 1.0, "asked")
        for name in wanted
        if catalogue[name].id not in stands.channels
    }
    if not found:
        raise LongtinError(
            "Every measure of this programme runs between {here} and {there} already, so nothing "
            "is left to forecast.",
            here=stands.here,
            there=stands.there,
        )
    return MappingProxyType(found)


def _due(programme: Programme, problem: Problem, length: float) -> list[tuple[int, int]]:
    """Position of each move, and the step of time from which it may be made."""
    steps = sorted(programme.steps, key=lambda each: (each.start, each.id))
    catalogue, found = _measures.catalogue(), dict[str, int]()
    for each in steps:
        name = catalogue[each.measure].id
        if name in problem.ids and name not in found:
            found[name] = min(int((each.start - programme.start).days / length), MOST_STEPS)
    return [(problem.position(name), step) for name, step in found.items()]


def forecast_section(found: ProgrammeForecast, language: Language) -> Section:
    """A forecast as a section: the fan, its figures, and how to read it.

    Args:
        found: What `forecast_programme` returned.
        language: Of the words.
    """
    say = language.say
    here, there = (name.of(language.code) for name in found.situation.said)
    title = say("Trust of {here} in {there}: the mean, and nine of ten futures around it",
                here=here, there=there)  # fmt: skip
    lines = [
        _line(say("with the programme"), found.programme),
        _line(say("without the programme"), found.nothing),
    ]
    drawn = charts.fan(list(found.days), lines, width=WIDTH, height=HEIGHT)
    return Section(
        "forecast",
        say("What may come of it"),
        sentences=(_in_short(found, language),),
        figures=(Figure("forecast-fan", title, title, drawn, is_wide=True),),
        tables=(_figures(found, language),),
        notes=tuple(_notes(found, language)),
    )


def _line(name: str, found: Projection) -> charts.FanLine:
    low, *_, high = (tuple(map(float, column)) for column in found.trust.T)
    return charts.FanLine(name, low, tuple(map(float, found.mean)), high)


def _in_short(found: ProgrammeForecast, language: Language) -> str:
    number = language.level
    return language.say(
        "By {day} trust is {with_it} on average with the programme and {without} without it, from "
        "{now} at the beginning.",
        day=language.date(found.days[-1]),
        with_it=number(float(found.programme.mean[-1])),
        without=number(float(found.nothing.mean[-1])),
        now=number(float(found.programme.mean[0])),
    )


def _figures(found: ProgrammeForecast, language: Language) -> Table:
    say = language.say
    rows = [
        [name, _end(way, language), language.percent(way.breached), language.percent(way.crises)]
        for name, way in (
            (say("with the programme"), found.programme),
            (say("with it, if kept measures also change conduct"), found.changing),
            (say("without the programme"), found.nothing),
        )
    ]
    columns = [
        Column(say("Way"), wraps=True),
        Column(say("Trust at the end (90 %)"), "figure"),
        Column(say("A breach of theirs"), "figure"),
        Column(say("A crisis begins"), "figure"),
    ]
    return Table.of("", columns, rows)


def _end(way: Projection, language: Language) -> str:
    low, high = float(way.trust[-1, 0]), float(way.trust[-1, -1])
    return f"{language.level(float(way.mean[-1]))} ({language.level(low)}–{language.level(high)})"


def _notes(found: ProgrammeForecast, language: Language) -> list[str]:
    say, catalogue = language.say, _measures.catalogue()
    notes = [
        say(
            "{n} futures drawn for each way, with the same luck; each step waits until it is due "
            "and the one before was answered. It shows what follows from what is assumed.",
            n=language.whole(found.programme.paths),
        )
    ]
    if found.running:
        names = [catalogue[each].name.of(language.code) for each in found.running]
        notes.append(
            say(
                "Running between the two already, and so not begun: {measures}.",
                measures=language.list(names),
            )
        )
    if found.others:
        notes.append(
            say(
                "The first two parties only; it says nothing of {others}.",
                others=language.list(list(found.others)),
            )
        )
    return notes
