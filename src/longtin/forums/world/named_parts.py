"""Named parts of a world file: which states, measures and days its words mean, line by line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np

from longtin import actors, effects
from longtin.errors import ActorError, DataError, LongtinError
from longtin.forums._issue.listed_states import states_named
from longtin.forums.world.kernels import Words
from longtin.forums.world.world import (
    RunningMeasures,
    ShockCourse,
    conduct_rules,
)
from longtin.forums.world.world_file import MeasuresRunning, Shock, WrittenWorld

FEW_WATCHED = 90
"""Ordered pairs up to which all are watched."""


class Places:
    """Which state of the world a word in its file means."""

    def __init__(self, written: WrittenWorld, ccodes: Sequence[int]) -> None:
        self._written, self._day = written, written.values.start
        self._places = {ccode: at for at, ccode in enumerate(ccodes)}

    @property
    def all(self) -> list[int]:
        """Places of all states."""
        return list(self._places.values())

    def place(self, ccode: int) -> int | None:
        """The place of a state by its code; `None` where the world has none such."""
        return self._places.get(ccode)

    def ccode(self, place: int) -> int:
        """The code of the state at a place."""
        return list(self._places)[place]

    def of(self, text: str, *place: str | int) -> int:
        """Its place among the world's states.

        Raises:
            DataError: It is no state, or none of the world.
        """
        ccode = state_of(self._written, text, *place)
        if ccode not in self._places:
            raise DataError(
                "{place}: `{state}` is no state of this world. Name it under `states`, or take it "
                "out here.",
                place=self._written.line(*place),
                state=text,
            )
        return self._places[ccode]

    def several(self, texts: Sequence[str], *place: str | int) -> list[int]:
        """Places of several, of groups those that the world has; of all where none is named.

        Raises:
            DataError: One is no state of the world, a group has none of its, or a state is named
                twice.
        """
        found: list[int] = []
        for at, text in enumerate(texts):
            mine = self._named(text, *place, at)
            if len(mine) == 1 and mine[0] in found:
                raise DataError(
                    "{place}: `{state}` stands here twice. Take one out.",
                    place=self._written.line(*place, at),
                    state=text,
                )
            found += [each for each in mine if each not in found]
        return found or self.all

    def _named(self, text: str, *place: str | int) -> list[int]:
        """Places of those a name stands for: a state, or a group's members in the world."""
        with told_where(self._written, *place):
            ccodes = states_named(text, self._day)
        if len(ccodes) == 1:
            return [self.of(text, *place)]
        found = [self._places[ccode] for ccode in ccodes if ccode in self._places]
        if not found:
            raise DataError(
                "{place}: no member of `{group}` is a state of this world. Name one under "
                "`states`, or take it out here.",
                place=self._written.line(*place),
                group=text,
            )
        return found


@contextmanager
def told_where(written: WrittenWorld, *place: str | int) -> Iterator[None]:
    """Tell the line of a name that stands for nobody."""
    try:
        yield
    except ActorError as error:
        raise DataError("{place}: {why}", place=written.line(*place), why=error) from error


def state_of(written: WrittenWorld, text: str, *place: str | int) -> int:
    """The state that a word of a world file means.

    Raises:
        DataError: There was no such state on the world's first day.
    """
    with told_where(written, *place):
        return actors.find(text, written.values.start).ccode


def other_of(written: WrittenWorld, places: Places, text: str, one: int, *place: str | int) -> int:
    """The place of the second of two states, which has to be another than the first."""
    found = places.of(text, *place)
    if found == one:
        raise DataError(
            "{place}: `{state}` is both of the two. Name two different states.",
            place=written.line(*place),
            state=text,
        )
    return found


@dataclass(frozen=True)
class PairPlaces:
    """Where pairs stand."""

    sides: Words
    between: Words

    def held(self, wanted: Sequence[tuple[int, int]]) -> Words:
        """Sides and pairs of ordered pairs of places, (2, pair)."""
        pairs = [int(self.between[one, two]) for one, two in wanted]
        sides = [
            0 if int(self.sides[0, pair]) == one else 1
            for pair, (one, _) in zip(pairs, wanted, strict=True)
        ]
        return np.array([sides, pairs], np.uint64).reshape(2, len(pairs))

    def among(self, states: Sequence[int]) -> Words:
        """All pairs between some states, in order."""
        found = {int(self.between[i, j]) for i in states for j in states if i != j}
        return np.array(sorted(found), np.uint64)


def rules_of(written: WrittenWorld, places: Places) -> list[str]:
    """Id of each state's conduct rule."""
    conduct = written.values.conduct
    found = [conduct.rule] * len(places.all)
    for name, rule in conduct.states.items():
        found[places.of(name, "conduct", "states", name)] = rule
    named: list[tuple[str, tuple[str, ...]]] = [(conduct.rule, ("conduct", "rule"))]
    named += [(rule, ("conduct", "states", name)) for name, rule in conduct.states.items()]
    for rule, place in named:
        try:
            conduct_rules(conduct, [rule])
        except LongtinError as error:
            raise DataError("{place}: {why}", place=written.line(*place), why=error) from error
    return found


def shocks_of(
    written: WrittenWorld, places: Places, a_year: float, days: Sequence[date]
) -> tuple[ShockCourse, ...]:
    """Shocks, by step and place."""
    found = []
    for at, each in enumerate(written.values.shocks):
        states = places.several(each.states, "shocks", at, "states")
        found.append(
            ShockCourse(
                name=each.name,
                number=at,
                states=np.array(sorted(states)),
                begins=_begins(written, each, at, days),
                chance=float(-np.expm1(-(each.rate or 0.0) / a_year)),
                lasts=each.lasts,
                turns=each.turns,
                common=each.common,
            )
        )
    return tuple(found)


def _begins(written: WrittenWorld, shock: Shock, at: int, days: Sequence[date]) -> int | None:
    """The step in which a shock's day lies."""
    if shock.on is None:
        return None
    if not days[0] <= shock.on:
        raise DataError(
            "{place}: the shock begins on {day}, before the world does on {start}. Give a later "
            "day.",
            place=written.line("shocks", at, "on"),
            day=shock.on,
            start=days[0],
        )
    return sum(day <= shock.on for day in days) - 1


def effects_of(
    written: WrittenWorld, running: MeasuresRunning, at: int
) -> list[tuple[effects.MeasureEffects, float]]:
    """What the record shows of each measure, and how well keeping it tells whom to trust."""
    found = []
    for number, name in enumerate(running.measures):
        try:
            found.append((effects.estimated(name), effects.informativeness_of(name).reveals))
        except LongtinError as error:
            place = written.line("measures", at, "measures", number)
            raise DataError("{place}: {why}", place=place, why=error) from error
    return found


def running_measures(
    written: WrittenWorld,
    places: Places,
    running: MeasuresRunning,
    at: int,
    pairs: PairPlaces,
    days: Sequence[date],
) -> RunningMeasures:
    """Measures between the pairs of some states, and what the record shows of them."""
    known = effects_of(written, running, at)
    between = places.several(running.states, "measures", at, "states")
    since, until = running.since or days[0], running.until or days[-1]
    first, end = sum(day < since for day in days[:-1]), sum(day <= until for day in days[:-1])
    return measures_running(running.measures, known, pairs.among(between), (first, end))


def measures_running(
    names: tuple[str, ...],
    known: Sequence[tuple[effects.MeasureEffects, float]],
    pairs: Words,
    span: tuple[int, int],
) -> RunningMeasures:
    """Measures between some pairs, from a step up to another.

    Args:
        names: Ids.
        known: What the record shows of each, and how well keeping it tells whom to trust.
        pairs: Between whom.
        span: The first step, and the one after the last.
    """
    return RunningMeasures(
        names=names,
        pairs=pairs,
        first=span[0],
        until=span[1],
        trust=(
            sum(each.trust.mean for each, _ in known) / 5.0,
            sum(each.trust.deviation for each, _ in known) / 5.0,
        ),
        incidents=(
            sum(each.incidents.mean for each, _ in known),
            sum(each.incidents.deviation for each, _ in known),
        ),
        reveals=1.0 - float(np.prod([1.0 - reveals for _, reveals in known])),
    )


def watched_pairs(written: WrittenWorld, places: Places) -> list[tuple[int, int]]:
    """Ordered pairs of places whose trust is kept."""
    wanted = written.values.watch
    if wanted is not None:
        found = []
        for at, (truster, trustee) in enumerate(wanted):
            one = places.of(truster, "watch", at, 0)
            found.append((one, other_of(written, places, trustee, one, "watch", at, 1)))
        return found
    every = places.all
    if len(every) * (len(every) - 1) > FEW_WATCHED:
        return []
    return [(one, two) for one in every for two in every if one != two]
