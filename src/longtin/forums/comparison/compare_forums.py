"""Forum comparison: which institution delivers most for a problem among given states, and how sure.

Every number that may be otherwise is drawn; each draw is put through all seven institutions, so
that they are compared on the same worlds. Nothing here is a forecast: it is what follows from the
file's numbers and the record's belief.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin import actors
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums._setting.situate import situated
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.comparison.influence import Influence, influences
from longtin.forums.comparison.measured import (
    Measured,
    balance,
    full_gain,
    measured,
    reliance_on,
)
from longtin.forums.comparison.venues import JobVenue, venues
from longtin.forums.institutions.bargaining import accepted, gains_at, levels_up_to
from longtin.forums.institutions.carry_out import FORUMS, carry_out
from longtin.forums.institutions.conditional import pivotal
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import Forum, ForumOutcome
from longtin.forums.institutions.growing import found_core
from longtin.forums.institutions.willing import found_coalition
from longtin.page import in_notebook

DRAWS: Final = 80
"""Draws, where nothing else is asked for, of a problem among few states."""

WORK: Final = 1_600
"""States times draws above which fewer draws are made: as many as the time allows."""

FEWEST_DRAWS: Final = 32

SAME: Final = 1e-6
"""Difference of gains below which two institutions do equally well."""

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class DrawnRange:
    """A figure and where nine draws in ten have it.

    Attributes:
        mean: Mean of the draws (of times: the median).
        low: Their 5 % quantile.
        high: Their 95 % quantile.
    """

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Floats, *, by_median: bool = False) -> "DrawnRange":
        """The span of drawn values; of none, nil."""
        if not len(values):
            return cls(float("nan"), float("nan"), float("nan"))
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        return cls(float(middle if by_median else values.mean()), float(low), float(high))


@dataclass(frozen=True)
class PowerShare:
    """How far a state's gain hangs on one great power.

    Attributes:
        power: The power's code.
        share: Of what the state gets from others, what comes from it.
        change: Against everybody acting alone.
    """

    power: str
    share: float
    change: float


@dataclass(frozen=True)
class ForumResult:
    """What comes of one institution, over all draws.

    Attributes:
        forum: Which.
        gain: Net gain of all, discounted, as a share of what full cooperation at once would bring.
        wins: Share of the draws in which none does better.
        years: To the first delivery, in the draws with an agreement; not a number without any.
        breadth: Share of the states that commit themselves.
        weight: Their share of all means.
        depth: How far they go beyond acting alone, as a share of what would be best for all.
        free_riders: How many outsiders gain and add nothing.
        paralysis: Share of the draws without an agreement.
        kept: Share of what is promised beyond acting alone that is done on average.
        accountability: Share of what people get for which a government answers to them.
        if_kept: Change of belief among members if all keep their word.
        if_broken: Change of belief in one that breaks it.
        own: Net gain of the one named state, as a share of what all would gain; else nothing.
        balance: How evenly the named state leans on great powers, 0 to 1; else nothing.
        leanings: On which, with everything as given.
        members: Codes of those who commit themselves, everything as given.
        often: Of each state the share of the draws in which it commits itself, by code.
        would_leave: Members that a breach would pay, everything as given.
        would_join: Outsiders that would gain by joining, likewise.
        riders: Outsiders that gain and add nothing, likewise.
    """

    forum: Forum
    gain: DrawnRange
    wins: float
    years: DrawnRange
    breadth: DrawnRange
    weight: DrawnRange
    depth: DrawnRange
    free_riders: DrawnRange
    paralysis: float
    kept: DrawnRange
    accountability: DrawnRange
    if_kept: DrawnRange
    if_broken: DrawnRange
    own: DrawnRange | None
    balance: DrawnRange | None
    leanings: tuple[PowerShare, ...]
    members: tuple[str, ...]
    often: Mapping[str, float]
    would_leave: tuple[str, ...]
    would_join: tuple[str, ...]
    riders: tuple[str, ...]


@in_notebook(
    "longtin.forums.histories.comparison_document:comparison_document",
    lambda found: f"ForumComparison, best {found.best}, seed {found.seed}",
)
@dataclass(frozen=True)
class ForumComparison:
    """Seven institutions for one problem among given states.

    Attributes:
        situation: The problem and what the record knows of its states.
        for_state: Code of the state whose view is told too; nothing without one.
        results: By forum.
        order: Forums by mean gain, the greatest first.
        influences: Which assumption moves the order most, the strongest first.
        venues: For each job the institutions by how well they suit it.
        least_willing: Who agrees to least in a body of all, the least willing first, three at most;
            nobody where what is asked gives nobody anything.
        pivotal: Of conditional commitments, how much of the others' effort hangs on each state's.
        divergence: How far interests diverge, everything as given.
        draws: How many.
        seed: Of the draws.
        record_version: Of the record that was read.
    """

    situation: SituatedProblem
    for_state: str | None
    results: Mapping[Forum, ForumResult]
    order: tuple[Forum, ...]
    influences: tuple[Influence, ...]
    venues: tuple[JobVenue, ...]
    least_willing: tuple[str, ...]
    pivotal: Mapping[str, float]
    divergence: float
    draws: int
    seed: int
    record_version: str

    @property
    def best(self) -> Forum:
        """The institution with the greatest mean gain."""
        return self.order[0]

    @property
    def wins(self) -> Mapping[Forum, float]:
        """Share of the draws in which each does best."""
        return MappingProxyType({name: one.wins for name, one in self.results.items()})


def compare(
    problem: CooperationProblem,
    record: Record,
    *,
    states: Sequence[str] | None = None,
    for_state: str | None = None,
    draws: int | None = None,
    seed: int = 0,
    told: Told | None = None,
) -> ForumComparison:
    """Put a problem through the seven institutions.

    Args:
        problem: The issue file, of `read_issue` or `scenario`.
        record: Where capability, votes and belief are read, as on the problem's day.
        states: Whom it concerns, in place of the file's own: names, codes or groups.
        for_state: One of them, whose gain and balance between great powers are told too.
        draws: How many draws; fewer for many states without it.
        seed: Of the draws; the same seed, the same numbers.
        told: Called with how many draws are done, and how many there are.

    Raises:
        ActorError: No such state or group on that day.
        LongtinError: Fewer than two states, or `for_state` is none of them.
    """
    situation = situated(problem, record, states)
    place = _place(situation, for_state)
    number = draws or max(FEWEST_DRAWS, min(DRAWS, WORK // situation.size))
    settings, values = situation.settings(number, seed)
    start = _Starts.of(CooperationGame(settings[0]))
    drawn: list[_Draw] = []
    for done, setting in enumerate(settings, 1):
        drawn.append(_Draw.of(setting, start, place, situation.powers))
        if told is not None:
            told(done, number)
    gains = np.array([[draw.measures[name].gain for name in FORUMS] for draw in drawn])
    won = winners(gains)
    results = {name: _result(situation, drawn, name, won, place) for name in FORUMS}
    first = CooperationGame(settings[0])
    hold = pivotal(first) if situation.size <= 60 else np.zeros(situation.size)
    codes = [state.key for state in situation.states]
    return ForumComparison(
        situation=situation,
        for_state=None if place is None else codes[place],
        results=MappingProxyType(results),
        order=ordered(results),
        influences=influences(values, won, seed),
        venues=venues(settings, [draw.measures for draw in drawn]),
        least_willing=tuple(codes[each] for each in _least_willing(first)),
        pivotal=MappingProxyType(dict(zip(codes, map(float, hold), strict=True))),
        divergence=settings[0].divergence,
        draws=number,
        seed=seed,
        record_version=record.version,
    )


def ordered(results: Mapping[Forum, ForumResult]) -> tuple[Forum, ...]:
    """Forums by mean gain, the greatest first.

    Of those that gain the same, acting alone stands first, since it takes no agreement; then who
    does best more often.
    """

    def key(name: Forum) -> tuple[float, bool, float]:
        one = results[name]
        return -round(one.gain.mean / SAME), name != "national", -one.wins

    return tuple(sorted(FORUMS, key=key))


def _least_willing(game: CooperationGame) -> list[int]:
    """Places of those that agree to least in a body of all, three at most, the least willing first.

    The least willing one, and of the others who agree to no more than a tenth of what is asked; of
    those who agree to as little, whoever what is asked gives least comes first. Nobody where it
    gives nobody anything: then all are as willing.
    """
    levels = levels_up_to(game.asked)
    everybody = np.ones(game.size, dtype=bool)
    gains = gains_at(game, everybody, levels)
    accepts, given = accepted(game, gains, levels), gains[-1]
    if not (gains > SAME).any():
        return []
    first, *others = (int(place) for place in np.lexsort((given, accepts))[:3])
    return [first, *(place for place in others if accepts[place] <= 0.1 * game.asked)]


def winners(gains: Floats) -> Floats:
    """Which institution does best in each draw, (draws, forums): ones, shared where several do.

    Where nothing does better than everybody alone, acting alone does best.
    """
    alone = gains[:, FORUMS.index("national")]
    best = gains >= gains.max(axis=1, keepdims=True) - SAME
    nothing_adds = gains.max(axis=1) <= alone + SAME
    best[nothing_adds] = False
    best[nothing_adds, FORUMS.index("national")] = True
    found: Floats = best / best.sum(axis=1, keepdims=True)
    return found


def _place(situation: SituatedProblem, name: str | None) -> int | None:
    if name is None:
        return None
    code = actors.find(name, situation.problem.on).ccode
    for place, state in enumerate(situation.states):
        if state.ccode == code:
            return place
    raise LongtinError(
        "{state} is not among the states compared. Add it to `states`, or name another one.",
        state=name,
    )


@dataclass(frozen=True)
class _Starts:
    """Where coalitions begin in every draw: those found with everything as given."""

    willing: Bools
    growing: Bools

    @classmethod
    def of(cls, game: CooperationGame) -> "_Starts":
        return cls(found_coalition(game), found_core(game))


@dataclass(frozen=True)
class _Draw:
    """One draw through all seven."""

    measures: Mapping[Forum, Measured]
    outcomes: Mapping[Forum, ForumOutcome]
    shares: Mapping[Forum, Floats]

    @classmethod
    def of(
        cls, setting: Setting, start: _Starts, place: int | None, powers: tuple[int, ...]
    ) -> "_Draw":
        game = CooperationGame(setting)
        starts: dict[str, Bools] = {"willing": start.willing, "growing": start.growing}
        outcomes = {name: carry_out(game, name, starts.get(name)) for name in FORUMS}
        shares: dict[Forum, Floats] = {}
        if place is not None:
            others = [power for power in powers if power != place]
            shares = {
                name: reliance_on(game, outcome, place)[others]
                for name, outcome in outcomes.items()
            }
        full = full_gain(game, outcomes.values())
        found = {name: measured(game, one, full) for name, one in outcomes.items()}
        return cls(found, outcomes, shares)


def _result(
    situation: SituatedProblem, drawn: Sequence[_Draw], name: Forum, won: Floats, place: int | None
) -> ForumResult:
    measures = [draw.measures[name] for draw in drawn]
    codes = [state.key for state in situation.states]
    first = drawn[0].outcomes[name]

    def span(field: str) -> DrawnRange:
        return DrawnRange.of(np.array([getattr(each, field) for each in measures], dtype=float))

    def named(which: Bools) -> tuple[str, ...]:
        return tuple(code for code, is_one in zip(codes, which, strict=True) if is_one)

    riders = np.array([each.free_riders.sum() for each in measures], dtype=float)
    often = np.mean([draw.outcomes[name].members for draw in drawn], axis=0)
    years = np.array([each.years for each in measures if np.isfinite(each.years)])
    own = balances = None
    if place is not None:
        own = DrawnRange.of(np.array([each.own[place] for each in measures]))
        balances = DrawnRange.of(np.array([balance(draw.shares[name]) for draw in drawn]))
    return ForumResult(
        forum=name,
        gain=span("gain"),
        wins=float(won[:, FORUMS.index(name)].mean()),
        years=DrawnRange.of(years, by_median=True),
        breadth=span("breadth"),
        weight=span("weight"),
        depth=span("depth"),
        free_riders=DrawnRange.of(riders),
        paralysis=float(np.mean([not each.is_agreed for each in measures])),
        kept=span("kept"),
        accountability=span("accountability"),
        if_kept=span("if_kept"),
        if_broken=span("if_broken"),
        own=own,
        balance=balances,
        leanings=_leanings(situation, drawn[0], name, place),
        members=named(first.members),
        often=MappingProxyType(dict(zip(codes, map(float, often), strict=True))),
        would_leave=named(first.leaving),
        would_join=named(first.joining),
        riders=named(measures[0].free_riders),
    )


def _leanings(
    situation: SituatedProblem, first: _Draw, name: Forum, place: int | None
) -> tuple[PowerShare, ...]:
    if place is None:
        return ()
    powers = [power for power in situation.powers if power != place]
    shares, alone = first.shares[name], first.shares["national"]
    return tuple(
        PowerShare(situation.states[power].key, float(share), float(share - before))
        for power, share, before in zip(powers, shares, alone, strict=True)
    )
