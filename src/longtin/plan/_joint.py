"""Measures of three or more states: what all can take up, and what of two could become of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, permutations
from typing import Literal

from longtin import actors, game
from longtin._data import Bilingual
from longtin._dates import When, asked
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.measures import Catalogue, Measure, conditions_between, problems
from longtin.page import in_notebook
from longtin.plan._situation.phase import phase_between
from longtin.plan._situation.possibility import possibility
from longtin.plan._situation.relevance import Found, lacking, relevant
from longtin.plan._situation.running import RunningMeasure, running
from longtin.plan._situation.situation import NOTHING_SAID, Situation, situation

FEWEST = 3
"""States from which a plan is joint."""


@dataclass(frozen=True)
class JointMeasure:
    """A measure that all the states can take up together.

    Attributes:
        measure: The measure.
        kind: `widen` where some two of them have it already, `new` otherwise.
        had_by: Who has it with whom, by positions of the states, and by what.
        joining: Positions of states that have it with nobody of them.
        rests_on: Ids of measures that not all have yet and that come before it.
        problems: Conditions it is for that all have together.
        needs_trust: The least trust at which taking part is worth its risk.
        short_of: Who trusts whom less than that, by positions.
        doubtful: Whether an interval of trust among them reaches below it.
    """

    measure: Measure
    kind: Literal["widen", "new"]
    had_by: tuple[tuple[tuple[int, int], RunningMeasure], ...]
    joining: tuple[int, ...]
    rests_on: tuple[str, ...]
    problems: tuple[str, ...]
    needs_trust: float
    short_of: tuple[tuple[int, int], ...]
    doubtful: bool


@in_notebook(
    "longtin.plan.words.joint:joint_document",
    lambda made: f"JointPlan of {', '.join(made.codes)}, {made.day}: {len(made.measures)} measures",
)
@dataclass(frozen=True)
class JointPlan:
    """What three or more states could do together.

    Attributes:
        codes: Of the states, in the order they were named.
        names: What they are called.
        aim: What it is for.
        day: Its first day.
        phase: Where the conflict stands.
        pairs: Where each two stand, by positions.
        found: Conditions, and whether all have them together.
        shared: What all have already, together.
        measures: What all can take up, first what some two have already.
        apart: What only some two can do, by positions: measures for problems of the two alone.
        catalogue: What could be agreed.
    """

    codes: tuple[str, ...]
    names: tuple[Bilingual, ...]
    aim: Bilingual
    day: date
    phase: str
    pairs: Mapping[tuple[int, int], Situation]
    found: Found
    shared: tuple[RunningMeasure, ...]
    measures: tuple[JointMeasure, ...]
    apart: Mapping[tuple[int, int], tuple[str, ...]]
    catalogue: Catalogue


def joint(  # noqa: PLR0913 - as `situation`
    record: Record,
    states: Sequence[str],
    catalogue: Catalogue,
    aim: Bilingual,
    *,
    start: When,
    as_of: When | None = None,
    trust: Mapping[str, float] | None = None,
    phase: str | None = None,
    conditions: Mapping[str, bool] = NOTHING_SAID,
    domains: Sequence[str] = (),
) -> JointPlan:
    """What three or more states could do together, and what only some of them.

    Args:
        record: Where acts are.
        states: By code or name, three or more.
        catalogue: What can be agreed.
        aim: What it is for.
        start: First day; trust is carried on to it.
        as_of: Nothing later is read; up to `start` without it.
        trust: How far a state, by code or name, trusts each of the others, in place of the record.
        phase: Where the conflict stands; as `phase_between` has it without.
        conditions: Conditions by name that hold among all or not, whatever the lists say.
        domains: Only measures of these fields.

    Raises:
        RecordError: The record knows too little of two of them; give trust yourself.
        LongtinError: There are fewer than three, one is no state, or one is named twice.
    """
    day = asked(start).start
    known = tuple(actors.find(each, day) for each in states)
    codes = _codes(known)
    phase = phase or phase_between(codes, day)
    pairs = {
        two: situation(
            record, *(known[each].key for each in two), start=start, as_of=as_of, phase=phase,
            channels=catalogue, conditions=conditions,
            trust=_of_two(trust or {}, {known[each].ccode for each in two}, day),
        )
        for two in combinations(range(len(known)), 2)
    }  # fmt: skip
    found = conditions_between(record, codes, day, said=conditions)
    shared = _shared(codes, day, found, catalogue)
    chosen = _chosen(catalogue, aim, phase, domains, (found, pairs))
    taken = (_joint(one, pairs, found, shared, catalogue) for one in chosen)
    return JointPlan(
        codes=tuple(each.key for each in known),
        names=_names(known),
        aim=aim,
        day=day,
        phase=phase,
        pairs=pairs,
        found=found,
        shared=shared,
        measures=tuple(sorted((one for one in taken if one is not None), key=_rank)),
        apart=_apart(pairs, found, catalogue),
        catalogue=catalogue,
    )


def _shared(
    codes: Sequence[int], day: date, found: Found, catalogue: Catalogue
) -> tuple[RunningMeasure, ...]:
    """What all have together, of measures that make sense among all."""
    there = running(catalogue, codes, day, found)
    return tuple(one for one in there if not lacking(catalogue[one.id], catalogue, found))


def _names(known: Sequence[actors.State]) -> tuple[Bilingual, ...]:
    return tuple(Bilingual(en=each.name_en, vi=each.name_vi) for each in known)


def _codes(known: Sequence[actors.State]) -> list[int]:
    """Their codes, if they are enough and no two are one."""
    if len(known) < FEWEST:
        raise LongtinError("A joint plan is of three states or more. Name another one.")
    if len({each.ccode for each in known}) < len(known):
        raise LongtinError("A state is named twice. Name each state once.")
    return [each.ccode for each in known]


def _of_two(trust: Mapping[str, float], two: set[int], day: date) -> dict[str, float]:
    return {name: share for name, share in trust.items() if actors.find(name, day).ccode in two}


def _chosen(
    catalogue: Catalogue,
    aim: Bilingual,
    phase: str,
    domains: Sequence[str],
    known: tuple[Found, Mapping[tuple[int, int], Situation]],
) -> list[Measure]:
    """What two of them have already, and measures for the aim; all that many may do in the phase.

    Without fields that were asked for, what two have is looked at whatever the aim is.
    """
    found, pairs = known
    brought = relevant(aim, catalogue, phase=phase, domains=domains, found=found)
    chosen = {one.measure.id: one.measure for one in brought.values()}
    for each in () if domains else pairs.values():
        there = (catalogue[one.id] for one in each.known if one.id in catalogue)
        chosen |= {one.id: one for one in there if not lacking(one, catalogue, found)}
    return [one for one in chosen.values() if "multilateral" in one.forms and phase in one.phases]


def _joint(
    measure: Measure,
    pairs: Mapping[tuple[int, int], Situation],
    found: Found,
    shared: Sequence[RunningMeasure],
    catalogue: Catalogue,
) -> JointMeasure | None:
    """The measure as all could take it up; nothing where they have it or it is not possible."""
    together = {one.id for one in shared}
    had = tuple(
        (two, one) for two, each in pairs.items() for one in each.known if one.id == measure.id
    )
    kinds = {possibility(measure, catalogue, each).kind for each in pairs.values()}
    if measure.id in together or len(had) == len(pairs) or not kinds <= {
        "possible", "suspended", "running",
    }:  # fmt: skip
        return None
    members = {position for two, _ in had for position in two}
    everyone = sorted({position for two in pairs for position in two})
    least = min(1.0, game.threshold(game.assumptions().both, measure.stake))
    return JointMeasure(
        measure,
        "widen" if had else "new",
        had,
        tuple(each for each in everyone if had and each not in members),
        _rests_on(measure, together, pairs, catalogue),
        problems(measure.needs, found),
        least,
        tuple(two for two in permutations(everyone, 2) if _trust(pairs, two) < least),
        any(
            one.low < least and not one.given
            for each in pairs.values()
            for one in (each.ours, each.theirs)
        ),
    )


def _rests_on(
    measure: Measure,
    together: set[str],
    pairs: Mapping[tuple[int, int], Situation],
    catalogue: Catalogue,
) -> tuple[str, ...]:
    """What comes before it and neither all have together nor each two of them."""
    return tuple(
        each.id
        for each in catalogue.route(measure.id)
        if each.id not in together and not all(each.id in one.channels for one in pairs.values())
    )


def _trust(pairs: Mapping[tuple[int, int], Situation], two: tuple[int, int]) -> float:
    """Trust of one in another, by their positions."""
    return pairs[two].ours.trust if two in pairs else pairs[two[::-1]].theirs.trust


def _rank(one: JointMeasure) -> tuple[object, ...]:
    """What some have already comes first, then what is for a problem of all, then small steps."""
    return (
        -len(one.had_by), not one.problems, len(one.rests_on), one.measure.stage,
        one.measure.stake, one.measure.id,
    )  # fmt: skip


def _apart(
    pairs: Mapping[tuple[int, int], Situation], found: Found, catalogue: Catalogue
) -> dict[tuple[int, int], tuple[str, ...]]:
    """What is for problems of two of them and makes no sense among all."""
    return {
        two: tuple(
            name
            for name, one in catalogue.items()
            if lacking(one, catalogue, found)
            and problems(one.needs, each.found)
            and possibility(one, catalogue, each).is_open
        )
        for two, each in pairs.items()
    }
