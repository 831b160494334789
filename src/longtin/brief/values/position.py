"""Position of a pair in the 2×2: trust both ways against what an act of cooperation takes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from longtin import actors, game, trust
from longtin._data import Bilingual
from longtin._dates import When, year_before
from longtin.acts import Record
from longtin.brief.values.reading import Reading, StateName, readings
from longtin.errors import LongtinError, Term
from longtin.page import in_notebook

Quadrant = Literal["win-win", "fragile", "collapse"]
"""Where a pair stands in the 2×2 of belief: both trust, one doubts, both doubt."""

STAKES = (0.05, 0.1, 0.25, 0.5, 1.0)
"""At which thresholds are shown, beside the stake asked for."""

SAMPLED = 256
"""Levels taken from a belief that is an interval and no figure."""

YEARS_SHOWN = 10
"""Of the pair's path."""

CELLS: dict[game.Cell, Quadrant] = {
    "win-win": "win-win",
    "first doubts": "fragile",
    "second doubts": "fragile",
    "collapse": "collapse",
}
"""Fields of the game and of the brief, which names the doubter apart."""

Floats = NDArray[np.float64]

Below = Callable[[float], float]
"""Chance that conduct itself stands below a line of trust."""

Parties = tuple[StateName, StateName]

Paths = tuple[tuple[Reading, ...], tuple[Reading, ...]]


@dataclass(frozen=True)
class StakeThreshold:
    """What an act of cooperation takes of one side.

    Attributes:
        stake: Of the act, in (0, 1].
        threshold: The least trust at which it is worth it; `None` where no trust is enough.
        chance: That trust, which is the mean of belief, is at least that, from its draws: had
            other reports been as likely; where it is an interval and no figure, that the level is.
            `None` without.
        below: That the other's conduct itself stands below the threshold, from belief over levels;
            `None` without.
    """

    stake: float
    threshold: float | None
    chance: float | None
    below: float | None = None


@dataclass(frozen=True)
class Side:
    """Whether one state's trust in the other is enough.

    Attributes:
        payoffs: What acts of cooperation are assumed to be worth to it.
        supported: The largest stake that its trust supports, in [0, 1]; `None` without a figure.
        supported_low: The same at the lower end of the 90 % interval.
        supported_high: At the upper end.
        need: At the standing's own stake.
        needs: At several stakes, smallest first.
        conditions: What would have to be true for it to stay in at the standing's own stake, one
            unknown at a time; empty without a figure.
    """

    truster: StateName
    trustee: StateName
    now: Reading
    payoffs: game.Payoffs
    supported: float | None
    supported_low: float | None
    supported_high: float | None
    need: StakeThreshold
    needs: tuple[StakeThreshold, ...]
    conditions: tuple[game.SwitchingValue, ...]


@in_notebook(
    "longtin.brief._game_document:document",
    lambda told: (
        f"Position of {told.sides[0].truster.key} and {told.sides[1].truster.key}, {told.as_of}, "
        f"at a stake of {told.stake:g}: {told.cell or 'unknown'}"
    ),
)
@dataclass(frozen=True)
class Position:
    """Where a pair stands in the 2×2: whether each side's trust is enough for an act.

    Attributes:
        as_of: Nothing later than this day has been read.
        stake: Of the act.
        cell: `None` if either side is unknown.
        chances: How likely each field is, from the draws behind both intervals; empty without.
        steps: Readings of both sides at the end of each year, and last of all now; empty unless
            both are known now.
        reason: Why this stake, if nobody asked for another; else `None`.
    """

    as_of: date
    stake: float
    cell: game.Cell | None
    chances: dict[game.Cell, float]
    sides: tuple[Side, Side]
    steps: tuple[tuple[Reading, Reading], ...]
    reason: Bilingual | None
    method_version: str
    record_version: str


def standing(
    record: Record,
    here: str,
    there: str,
    *,
    as_of: When | None = None,
    stake: float | None = None,
    assumed: game.Assumptions | None = None,
    draws: int = trust.PAIR_DRAWS,
    seed: int = 0,
) -> Position:
    """Whether two states trust each other enough, and what would have to be true.

    Args:
        record: What to read.
        here: A state; code or name.
        there: The other.
        as_of: The last day read, as a date or as text; that of dated acts without it.
        stake: Of the act of cooperation, in (0, 1]; the reference stake without it.
        assumed: What such acts are worth to each; the shipped judgements without it.
        draws: Draws behind each interval.
        seed: Of the draws.

    Raises:
        ActorError: No such state on that day.
        RecordError: The record does not reach that day.
        LongtinError: The two states are one, or the stake cannot be.
    """
    by, day = trust.reach(record, as_of)
    one, two = two_states(here, there, day, by)
    parties = {each.ccode: StateName.of(each) for each in (one, two)}
    pairs = ((one.ccode, two.ccode), (two.ccode, one.ccode))
    model = trust.Model.shipped(draws, seed)
    estimate = trust.estimate_pairs(record, pairs, by=by, until=day, model=model)
    paths = tuple(readings(estimate, estimate.column(*pair)) for pair in pairs)
    return stand(estimate, parties, (paths[0], paths[1]), assumed, stake)


def two_states(here: str, there: str, day: date, by: str) -> tuple[actors.State, actors.State]:
    """The states that two names stand for on a day, told of by week or by year.

    Raises:
        ActorError: There is no such state.
        RecordError: By year, one of them became a member after the last year that was over.
        LongtinError: The two are one.
    """
    one, two = trust.members((here, there), day, by)
    if one.ccode == two.ccode:
        raise LongtinError(
            "This is about two different states, and both are {state} here. Name another one.",
            state=Term(one.name_en, one.name_vi),
        )
    return one, two


def stand(
    estimate: trust.Estimate,
    parties: Mapping[int, StateName],
    paths: Paths,
    assumed: game.Assumptions | None = None,
    stake: float | None = None,
) -> Position:
    """The same for an estimate already made, of both directions up to the day in question."""
    here, there = parties.values()
    columns = [
        estimate.column(*pair) for pair in ((here.ccode, there.ccode), (there.ccode, here.ccode))
    ]
    first, second = (
        trust.levels_of(estimate.beliefs, column, SAMPLED, seed)
        if path[-1].is_old
        else trust.probability(estimate.beliefs.draws[-1, column].astype(np.float64))
        for seed, (column, path) in enumerate(zip(columns, paths, strict=True))
    )
    if len(first) != len(second):
        first, second = (np.resize(each, SAMPLED) for each in (first, second))
    below = tuple(partial(trust.below, estimate.beliefs, column) for column in columns)
    assumed = assumed or game.assumptions()
    stood = of_readings(
        (here, there), paths, (first, second), assumed, stake, below=(below[0], below[1])
    )
    return replace(
        stood, method_version=estimate.method_version, record_version=estimate.record.version
    )


def of_readings(
    parties: Parties,
    paths: Paths,
    drawn: tuple[Floats, Floats],
    assumed: game.Assumptions,
    stake: float | None,
    *,
    below: tuple[Below | None, Below | None] = (None, None),
) -> Position:
    """Where two paths of readings have led.

    Args:
        parties: Whose they are.
        paths: Of the first party's trust in the second, and back; the last readings are of now.
        drawn: Trust now under each draw; draws of both go together. Empty for no chances.
        assumed: Payoffs.
        stake: Of the act; the reference stake without it.
        below: Chances that the conduct of the second, and of the first, stands below a line.
    """
    asked = _checked(assumed.reference_stake if stake is None else stake)
    day = paths[0][-1].date
    first, second = (
        _side(ends, path[-1], (trusts, under), _payoffs(assumed, ends[0], day), asked)
        for ends, path, trusts, under in zip(
            (parties, parties[::-1]), paths, drawn, below, strict=True
        )
    )
    shipped = assumed.reasons["reference_stake"]
    return Position(
        as_of=day,
        stake=asked,
        cell=cell((first, second), (first.now, second.now)),
        chances=_chances((first, second), drawn),
        sides=(first, second),
        steps=tuple(_steps(paths)),
        reason=shipped.why if asked == shipped.value else None,
        method_version="",
        record_version="",
    )


def cell(sides: tuple[Side, Side], then: tuple[Reading, Reading]) -> game.Cell | None:
    """The field of the 2×2 in which two readings lie; nothing where one is not known."""
    one, two = (reading.trust for reading in then)
    if one is None or two is None:
        return None
    first, second = (least(side.need) for side in sides)
    return game.cell(one, two, first, second)


def field(sides: tuple[Side, Side], then: tuple[Reading, Reading]) -> Quadrant | None:
    """The same, as the brief names it, which tells the doubter apart."""
    found = cell(sides, then)
    return CELLS[found] if found else None


def doubter(stood: Position) -> StateName | None:
    """Whose trust is not enough, where only one side's is not."""
    doubts: tuple[game.Cell, game.Cell] = ("first doubts", "second doubts")
    found = zip(stood.sides, doubts, strict=True)
    return next((side.truster for side, each in found if stood.cell == each), None)


def least(need: StakeThreshold) -> float:
    """The least trust that is enough, above 1 where none is."""
    return game.NONE_IS_ENOUGH if need.threshold is None else need.threshold


def _checked(stake: float) -> float:
    if not 0 < stake <= 1:
        raise LongtinError(
            "The stake cannot be {stake}. Give a share of all there is to lose, above 0 and up to "
            "1.",
            stake=f"{stake:g}",
        )
    return stake


def _payoffs(assumed: game.Assumptions, party: StateName, day: date) -> game.Payoffs:
    """What the assumptions say of a party, by whatever name."""
    for name, payoffs in assumed.parties.items():
        if actors.find(name, day).ccode == party.ccode:
            return payoffs
    return assumed.both


def _side(
    ends: Parties,
    now: Reading,
    known: tuple[Floats, Below | None],
    payoffs: game.Payoffs,
    stake: float,
) -> Side:
    drawn, below = known

    def need(at: float) -> StakeThreshold:
        threshold = game.threshold(payoffs, at)
        chance = under = None
        if now.trust is not None and drawn.size:
            chance = float(game.is_enough(drawn, threshold).mean())
        if now.trust is not None and below is not None:
            under = below(threshold)
        return StakeThreshold(at, threshold if threshold <= 1 else None, chance, under)

    supported, low, high = (
        None if trusted is None else game.supported_stake(payoffs, trusted)
        for trusted in (now.trust, now.low, now.high)
    )
    return Side(
        truster=ends[0],
        trustee=ends[1],
        now=now,
        payoffs=payoffs,
        supported=supported,
        supported_low=low,
        supported_high=high,
        need=need(stake),
        needs=tuple(need(at) for at in sorted({*STAKES, stake})),
        conditions=() if now.trust is None else game.switching_values(payoffs, now.trust, stake),
    )


def _chances(sides: tuple[Side, Side], drawn: tuple[Floats, Floats]) -> dict[game.Cell, float]:
    """How likely each field is."""
    if any(side.need.chance is None for side in sides):
        return {}
    first, second = (
        game.is_enough(trusts, least(side.need)) for side, trusts in zip(sides, drawn, strict=True)
    )
    return {
        "win-win": float((first & second).mean()),
        "first doubts": float((~first & second).mean()),
        "second doubts": float((first & ~second).mean()),
        "collapse": float((~first & ~second).mean()),
    }


def _steps(paths: Paths) -> Iterator[tuple[Reading, Reading]]:
    """The pair at the end of each year, and now; none unless both are known now."""
    now, then = (path[-1] for path in paths)
    if now.trust is None or then.trust is None:
        return
    first = year_before(now.date, YEARS_SHOWN)
    ours, theirs = (
        {each.date: each for each in path if each.date >= first and each.trust is not None}
        for path in paths
    )
    last = {day.year: day for day in sorted(ours.keys() & theirs.keys())}
    last.pop(now.date.year, None)
    for day in last.values():
        yield ours[day], theirs[day]
    yield now, then
