"""World: many states and what they are to each other, as arrays that a history is played from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from longtin import game
from longtin._dates import DAYS_A_YEAR, WEEK, months_from
from longtin.errors import Listing, LongtinError, meant
from longtin.forums._setting.setting import Bools
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.institutions.forum_outcome import Forum
from longtin.forums.world import kernels
from longtin.forums.world.kernels import Bytes, Floats, Words
from longtin.forums.world.world_file import (
    ConductRules,
    Noise,
    Observers,
    StepLength,
)

STEPS_A_YEAR: Mapping[StepLength, float] = {"week": DAYS_A_YEAR / WEEK, "month": 12.0, "year": 1.0}

CERTAIN = 2**32
"""A chance of 1, in the units of `World.limit`."""


@dataclass(frozen=True)
class ShockCourse:
    """A shock, and whom it strikes.

    Attributes:
        name: What it is called.
        number: Tells its draws from those of other shocks.
        states: Places of those it strikes.
        begins: The step at which it begins; `None` where it is drawn.
        chance: Chance a step that it begins.
        lasts: Steps.
        turns: Share of cooperative intentions it turns.
        common: Whether all are struck at once.
    """

    name: str
    number: int
    states: NDArray[np.int64]
    begins: int | None
    chance: float
    lasts: int
    turns: float
    common: bool


@dataclass(frozen=True)
class RunningMeasures:
    """Measures in force between some pairs, and what the record shows of them.

    Attributes:
        names: Ids.
        pairs: Places of the pairs.
        first: The first step.
        until: The step after the last.
        trust: Mean and deviation of the yearly change of trustworthiness they bring.
        incidents: Mean and deviation of the logarithm by which conflict changes.
        reveals: Chance that one not to be trusted does not pass.
    """

    names: tuple[str, ...]
    pairs: Words
    first: int
    until: int
    trust: tuple[float, float]
    incidents: tuple[float, float]
    reveals: float


@dataclass(frozen=True)
class StandingForum:
    """A forum, when it meets, and how it comes to act.

    Attributes:
        name: What it is called.
        way: How it comes to act.
        states: Places of its states.
        every: Steps between sessions; the first is at the end of the first such stretch.
        threshold: Least trust for acting together.
        quota: Share of votes.
        core: Least number that acts.
        issue: What it decides on; by trust alone without it.
    """

    name: str
    way: Forum
    states: NDArray[np.int64]
    every: int
    threshold: float
    quota: float
    core: int
    issue: "ForumIssue | None" = None


@dataclass(frozen=True)
class ForumIssue:
    """What a forum decides on.

    Attributes:
        name: As the world's file has it.
        situation: The issue among the forum's states, in their order.
        start: The coalition, or the core, from which joining is followed at first, (N,).
        elsewhere: How many of the states that its file names do not belong to the forum.
    """

    name: str
    situation: SituatedProblem
    start: Bools | None
    elsewhere: int


@dataclass(frozen=True)
class Undertaking:
    """One step of a programme.

    Attributes:
        programme: Its title, by language.
        step: The step's id.
        running: Its measure, between whom, and from when to when it is in force where it is kept.
        due: The step of the world after the one in which its last day lies.
        after: Numbers of the undertakings that have to be kept before it is begun.
    """

    programme: Mapping[str, str]
    step: str
    running: RunningMeasures
    due: int
    after: tuple[int, ...]


@dataclass(frozen=True)
class ActMix:
    """Which kinds of act conduct shows itself in.

    Attributes:
        kinds: Names.
        quads: Class of each.
        cooperative: Share of each among cooperative acts.
        hostile: Share of each among acts of conflict.
    """

    kinds: tuple[str, ...]
    quads: tuple[int, ...]
    cooperative: tuple[float, ...]
    hostile: tuple[float, ...]


@dataclass(frozen=True)
class World:
    """A world before its first step.

    States stand in the order of what numbers their draws, so that a history depends on nothing but
    that. What two states are to each other is held by side and pair, (2, pair): at side 0 what the
    first is, does or believes of the second.

    Attributes:
        title: By language.
        ccodes: Correlates of War code of each state.
        streams: What numbers each state's draws; ascending.
        days: First day of each step, and the day after the last.
        years_a_step: Length of a step.
        sides: Places of the two states of each pair, (2, pair).
        between: The pair of two states, (state, state).
        able: How many pairs may meet; they come first.
        limit: Chance of a meeting a step, in units of 2^-32, (pair,).
        kind: Of each state's conduct rule, (state,).
        rule: Chances of cooperating by the last outcome, (state, outcome).
        parameter: Threshold or length of series of the rules that have one, (state,).
        mimicry: Chance that one not trustworthy cooperates.
        cheated: The same as observers expect it.
        numbers: What all pairs have in common, as `kernels.run_steps` reads it.
        belief: Trust when the world begins, (2, pair).
        faith: Chance that a state is trustworthy when the world begins, (2, pair).
        turnover: Chance a step of a new leader, (state,).
        shocks: What may strike.
        measures: What runs.
        forums: What meets.
        undertakings: Steps of programmes, by the day on which they are due.
        acts: Kinds of act.
        watched: Sides and pairs whose trust is kept step by step, (2, watched).
    """

    title: Mapping[str, str]
    ccodes: tuple[int, ...]
    streams: tuple[int, ...]
    days: tuple[date, ...]
    years_a_step: float
    sides: Words
    between: Words
    able: int
    limit: Words
    kind: Bytes
    rule: Floats
    parameter: Floats
    mimicry: float
    cheated: float
    numbers: Floats
    belief: Floats
    faith: Floats
    turnover: Floats
    shocks: tuple[ShockCourse, ...]
    measures: tuple[RunningMeasures, ...]
    forums: tuple[StandingForum, ...]
    acts: ActMix
    watched: Words
    undertakings: tuple[Undertaking, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.days) - 1

    @cached_property
    def names(self) -> Words:
        """What numbers the draws of each pair's states, (2, pair)."""
        return np.asarray(np.array(self.streams, np.uint64)[self.sides])

    @cached_property
    def who(self) -> Words:
        """Both places of each pair in one word, that of side 1 in its upper half, (pair,)."""
        return np.asarray(self.sides[0] | (self.sides[1] << np.uint64(32)))

    @cached_property
    def scale(self) -> Floats:
        """1 over the logarithm of each pair's chance of not meeting in a step; 0 for sure."""
        chance = np.minimum(self.limit / CERTAIN, 1.0)
        found = np.where(chance >= 1.0, 0.0, -np.inf)
        some = (chance > 0.0) & (chance < 1.0)
        found[some] = 1.0 / np.log1p(-chance[some])
        return found

    def pair(self, truster: int, trustee: int) -> tuple[int, int]:
        """The side and pair that hold what one place is or believes of another."""
        at = int(self.between[truster, trustee])
        return (0 if int(self.sides[0, at]) == truster else 1), at

    def matrix(self, held: Floats) -> Floats:
        """What is held by side and pair as a matrix, (of, towards); not a number with oneself."""
        found = np.full((len(self.ccodes),) * 2, np.nan)
        found[self.sides[0], self.sides[1]] = held[0]
        found[self.sides[1], self.sides[0]] = held[1]
        return found


def step_days(start: date, step: StepLength, steps: int) -> tuple[date, ...]:
    """First day of each step, and the day after the last."""
    if step == "week":
        return tuple(start + timedelta(days=7 * each) for each in range(steps + 1))
    months = 1 if step == "month" else 12
    return tuple(months_from(start, months * each, "down") for each in range(steps + 1))


def pairs_of(states: int, contact: Floats) -> tuple[Words, Words, int]:
    """Pairs of places, those that may meet first.

    Args:
        states: How many.
        contact: Chance of a meeting, (state, state).

    Returns:
        Places of the two, (2, pair); the pair of two places, (state, state); how many may meet.
    """
    one, two = np.triu_indices(states, 1)
    order = np.argsort(contact[one, two] <= 0, kind="stable")
    sides = np.stack([one[order], two[order]]).astype(np.uint64)
    between = np.zeros((states, states), np.uint64)
    numbers = np.arange(len(one), dtype=np.uint64)
    between[sides[0], sides[1]] = between[sides[1], sides[0]] = numbers
    return sides, between, int((contact[one, two] > 0).sum())


def by_side(matrix: Floats, sides: Words) -> Floats:
    """A matrix (of, towards) by side and pair."""
    return np.stack([matrix[sides[0], sides[1]], matrix[sides[1], sides[0]]])


def conduct_rules(conduct: ConductRules, rules: Sequence[str]) -> tuple[Bytes, Floats, Floats]:
    """ConductRules rules as the loop reads them.

    Args:
        conduct: Threshold and length of series.
        rules: Id of each state's rule.

    Returns:
        Kind (state,), chances by the last outcome (state, 5), and parameter (state,).

    Raises:
        LongtinError: A rule that no state of a world can follow.
    """
    known = followable()
    kind = np.zeros(len(rules), np.uint8)
    table, parameter = np.zeros((len(rules), 5)), np.ones(len(rules))
    for place, name in enumerate(rules):
        match known.get(name):
            case game.MemoryOneStrategy() as found:
                table[place] = (found.first, *found.after)
            case game.BeliefThreshold():
                kind[place], parameter[place] = kernels.BELIEF, conduct.threshold * (1 - 1e-9)
            case game.Grit():
                kind[place], parameter[place] = kernels.GRADUATED, conduct.series
            case _:
                raise LongtinError(
                    "No state of a world follows the rule `{rule}`.{hint} Give one of {known}.",
                    rule=name,
                    hint=meant(get_close_matches(name, known, n=1, cutoff=0.5)),
                    known=Listing(known),
                )
    return kind, table, parameter


def followable() -> Mapping[str, game.Strategy]:
    """ConductRules rules that states of a world can follow, by id."""
    kinds = (game.MemoryOneStrategy, game.BeliefThreshold, game.Grit)
    return {name: each for name, each in game.roster().items() if isinstance(each, kinds)}


def common_numbers(
    noise: Noise, observers: Observers, new_course: float, trustworthy: float
) -> Floats:
    """What all pairs have in common, as `kernels.run_steps` reads it."""
    return np.array(
        [noise.slip, noise.misperception, observers.kept, observers.hearsay, new_course,
         trustworthy, observers.standing],
    )  # fmt: skip
