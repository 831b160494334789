"""Construction of a world: its file and the record, as arrays in the order of its draws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from longtin import actors
from longtin._data import Bilingual
from longtin._dates import DAYS_A_YEAR
from longtin.acts import Record
from longtin.errors import DataError
from longtin.forums._issue.listed_states import states_named
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.world import taken_from_record
from longtin.forums.world.acting.standing_forums import (
    IssueKey,
    situations,
    standing_forum,
    states_of_forum,
)
from longtin.forums.world.acting.standing_programmes import programme_of, undertakings
from longtin.forums.world.kernels import Floats
from longtin.forums.world.named_parts import (
    PairPlaces,
    Places,
    effects_of,
    other_of,
    rules_of,
    running_measures,
    shocks_of,
    told_where,
    watched_pairs,
)
from longtin.forums.world.world import (
    CERTAIN,
    STEPS_A_YEAR,
    ActMix,
    World,
    by_side,
    common_numbers,
    conduct_rules,
    pairs_of,
    step_days,
)
from longtin.forums.world.world_file import (
    WorldFile,
    WrittenWorld,
)

SURE = (0.001, 0.999)
"""Ends of belief when a world begins: what is certain would learn nothing."""


@dataclass(frozen=True)
class Start:
    """What a world begins with, in any order of states.

    Attributes:
        ccodes: Of the states.
        trust: (truster, trustee).
        contact: Chance of a meeting a step, (state, state).
        turnover: New leaders a year, (state,).
        acts: Kinds of act.
        streams: What numbers each state's draws; their codes without it.
        issues: What is known of the states of each forum's issue.
    """

    ccodes: tuple[int, ...]
    trust: Floats
    contact: Floats
    turnover: Floats
    acts: ActMix
    streams: tuple[int, ...] = ()
    issues: Mapping[IssueKey, SituatedProblem] = field(default_factory=dict)


def states_of(written: WrittenWorld) -> tuple[int, ...]:
    """Codes of a world's states, in the order of its file; groups stand for their members.

    Raises:
        DataError: There is no such state, one is named twice, or there are not two.
    """
    values, found = written.values, list[int]()
    if values.states == "all":
        return tuple(sorted(actors.living(values.start)))
    for at, text in enumerate(values.states):
        with told_where(written, "states", at):
            members = states_named(text, values.start)
        if len(members) == 1 and members[0] in found:
            raise DataError(
                "{place}: `{state}` stands here twice. Take one out.",
                place=written.line("states", at),
                state=text,
            )
        found += [each for each in members if each not in found]
    if len(found) < 2:
        raise DataError(
            "{place}: a world has two states or more, and {n} stand here. Name another.",
            place=written.line("states"),
            n=len(found),
        )
    return tuple(found)


def built(
    written: WrittenWorld, record: Record, told: Callable[[int, int], None] | None = None
) -> World:
    """A world from its file and the record.

    Args:
        written: Its file.
        record: Where belief, contact, leaders and kinds of act are read, unless the file sets them.
        told: Called while belief is estimated, with pairs done and all.

    Raises:
        DataError: The file names what is not there; the line is told.
        RecordError: The record does not reach the world's first day.
    """
    return assembled(written, with_values(written, start_of(written, record, told)))


def start_of(
    written: WrittenWorld, record: Record, told: Callable[[int, int], None] | None = None
) -> Start:
    """What a world takes from the record; not a number where its file says it itself.

    Takes what `built` does.
    """
    values, ccodes = written.values, states_of(written)
    states, open_to_file = len(ccodes), np.full((len(ccodes),) * 2, np.nan)
    _check_parts(written, Places(written, ccodes))
    day, days = values.start - timedelta(days=1), DAYS_A_YEAR / STEPS_A_YEAR[values.step]
    trust = contact = open_to_file
    rates = np.full(states, np.nan)
    if values.leaders.turnover is None:
        rates = taken_from_record.turnover(record, ccodes, values.start)
    years = values.contact.years
    if values.contact.chance is None:
        contact = taken_from_record.contact(record, ccodes, values.start, years, days)
    mix = taken_from_record.act_mix(record, values.start, years)
    issues = situations(written, ccodes, record, {})
    if values.belief.trust is None:
        trust = taken_from_record.belief(record, ccodes, values.belief.as_of or day, told)
    return Start(ccodes, trust, contact, rates, mix, issues=issues)


def with_values(written: WrittenWorld, start: Start) -> Start:
    """What a world begins with: what its file says, over what the record does.

    Raises:
        DataError: The file names what is not there; the line is told.
    """
    values, places = written.values, Places(written, start.ccodes)
    trust, contact, rates = start.trust.copy(), start.contact.copy(), start.turnover
    if values.belief.trust is not None:
        trust[:] = values.belief.trust
    for at, each in enumerate(values.belief.pairs):
        here: tuple[str | int, ...] = ("belief", "pairs", at)
        one = places.of(each.truster, *here, "truster")
        trust[one, other_of(written, places, each.trustee, one, *here, "trustee")] = each.trust
    if values.contact.chance is not None:
        contact[:] = values.contact.chance
    for at, pair in enumerate(values.contact.pairs):
        here = ("contact", "pairs", at, "states")
        one = places.of(pair.states[0], *here, 0)
        two = other_of(written, places, pair.states[1], one, *here, 1)
        contact[one, two] = contact[two, one] = pair.chance
    if values.leaders.turnover is not None:
        rates = np.full(len(start.ccodes), values.leaders.turnover)
    return replace(start, trust=trust, contact=contact, turnover=rates)


def _check_parts(written: WrittenWorld, places: Places) -> None:
    """Refuse what names nobody before the record is asked, which takes a while."""
    rules_of(written, places)
    values, days = written.values, step_days(written.values.start, "year", 1)
    shocks_of(written, places, 1.0, (*days[:1], *days))
    for at, running in enumerate(values.measures):
        places.several(running.states, "measures", at, "states")
        effects_of(written, running, at)
    for at, forum in enumerate(values.forums):
        places.several(forum.states, "forums", at, "states")
        states_of_forum(written, places, at)
    for at in range(len(values.programmes)):
        programme_of(written, at)
    watched_pairs(written, places)


def assembled(written: WrittenWorld, start: Start) -> World:
    """A world from its file and what it begins with.

    States are put into the order of what numbers their draws, so that the same world is the same
    arrays however its file lists its states.

    Args:
        written: Its file.
        start: What it begins with, in the order of the file or any other.
    """
    values, streams = written.values, start.streams or start.ccodes
    order = np.argsort(streams, kind="stable")
    ccodes = tuple(start.ccodes[at] for at in order)
    places = Places(written, ccodes)
    contact = start.contact[np.ix_(order, order)]
    sides, between, able = pairs_of(len(ccodes), contact)
    trust = np.clip(start.trust[np.ix_(order, order)], *SURE)
    belief = by_side(trust, sides)
    faith = np.stack([belief[1], belief[0]])
    if values.conduct.trustworthy is not None:
        faith = np.full_like(belief, values.conduct.trustworthy)
    kind, rule, parameter = conduct_rules(values.conduct, rules_of(written, places))
    days, a_year = _days(written), STEPS_A_YEAR[values.step]
    watched = watched_pairs(written, places)
    world_pairs = PairPlaces(sides, between)
    return World(
        title=_title(values),
        ccodes=ccodes,
        streams=tuple(streams[at] for at in order),
        days=days,
        years_a_step=1.0 / a_year,
        sides=sides,
        between=between,
        able=able,
        limit=np.rint(contact[sides[0], sides[1]] * CERTAIN).astype(np.uint64),
        kind=kind,
        rule=rule,
        parameter=parameter,
        mimicry=values.conduct.mimicry,
        cheated=values.observers.cheated,
        numbers=common_numbers(
            values.noise, values.observers, values.leaders.new_course, values.leaders.trustworthy
        ),
        belief=belief,
        faith=faith,
        turnover=-np.expm1(-start.turnover[order] / a_year),
        shocks=shocks_of(written, places, a_year, days),
        measures=tuple(
            running_measures(written, places, each, at, world_pairs, days)
            for at, each in enumerate(values.measures)
        ),
        forums=tuple(
            standing_forum(written, places, at, start.issues, trust)
            for at in range(len(values.forums))
        ),
        acts=start.acts,
        watched=world_pairs.held(watched),
        undertakings=undertakings(written, places, world_pairs, days),
    )


def _title(values: WorldFile) -> Mapping[str, str]:
    if isinstance(values.title, Bilingual):
        return {"en": values.title.en, "vi": values.title.vi}
    return {"en": values.title, "vi": values.title}


def _days(written: WrittenWorld) -> tuple[date, ...]:
    values = written.values
    try:
        return step_days(values.start, values.step, values.steps)
    except (OverflowError, ValueError) as error:
        raise DataError(
            "{place}: so many steps end after the year 9999. Take fewer.",
            place=written.line("steps"),
        ) from error
