"""Better dates: a constraint model of what the rules ask of the order of steps.

Each demand may be missed at a price, by the level of the rule it stands for; then as few steps as
can be are moved, by as few days as can be. One worker and a fixed seed: the same draft has the
same answer. What comes out is a proposal: the rules themselves judge it afterwards.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from longtin.lint import Case
from longtin.measures import HIGH_STAKE
from longtin.programme import holiday

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from longtin.lint import PlacedStep

PRICES: Final = {"error": 1_000_000, "warning": 100_000, "advice": 10_000}
"""What it costs to miss a demand of a rule of a level: more than moving every step."""

MOVED: Final = 1_000
"""What it costs to move a step at all, in days."""

LEAP: Final = 0.3
"""Most that a stake exceeds all before it, as rule LT205 has it."""

EFFORT: Final = 1.0
"""Most work a search may do, in the solver's own deterministic seconds: the same on any machine."""

ELECTION: Final = 60
"""Days before an election in which no high stake begins, as rule LT308 has it."""


@dataclass
class _Dates:
    """The model while it is built: days are counted from the first of the programme."""

    model: "cp_model.CpModel"
    case: Case
    start: dict[int, Any] = field(default_factory=dict)
    cost: list[Any] = field(default_factory=list)

    def day(self, when: date) -> int:
        return (when - self.case.programme.start).days

    def end(self, one: "PlacedStep") -> Any:
        return self.start[one.at] + (one.step.end - one.step.start).days

    def ask(self, level: str, name: str) -> Any:
        """Whether a demand is kept; missing it costs by the level."""
        kept = self.model.new_bool_var(name)
        self.cost.append(PRICES[level] * (1 - kept))
        return kept

    def one_of(self, kept: Any, ways: Iterable[tuple[Any, Any]]) -> None:
        """Where a demand is kept, one of several things is not before another."""
        chosen = []
        for at, (later, earlier) in enumerate(ways):
            way = self.model.new_bool_var(f"{kept.name} {at}")
            self.model.add(later >= earlier).only_enforce_if(way)
            chosen.append(way)
        self.model.add_bool_or([*chosen, kept.negated()])


def better_dates(
    case: Case, movable: Collection[int], catalogue_id: Callable[[str], str]
) -> Mapping[int, date]:
    """New first days of steps, by their number in the file; only of those that move.

    Args:
        case: The programme before the rules, on the day from which steps may be moved.
        movable: Numbers of the steps that may be moved.
        catalogue_id: The id of a measure by any of its names.
    """
    from ortools.sat.python import cp_model

    draft = _Dates(cp_model.CpModel(), case)
    _windows(draft, movable)
    for demand in (_ground, _channel, _prerequisites, _stages, _leaps, _trust, _time, _elections):
        demand(draft, catalogue_id)
    draft.model.minimize(sum(draft.cost) + _movement(draft, movable))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(draft.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {}
    first = case.programme.start
    found = {each.at: first + timedelta(days=solver.value(draft.start[each.at]))
             for each in case.steps}  # fmt: skip
    return {each.at: found[each.at] for each in case.steps if found[each.at] != each.step.start}


def _windows(draft: _Dates, movable: Collection[int]) -> None:
    """Nothing moves out of the programme, into the past, or onto a day when nobody works."""
    from ortools.sat.python import cp_model

    programme = draft.case.programme
    earliest = max(0, draft.day(draft.case.today) + 1)
    for one in draft.case.steps:
        now, length = draft.day(one.step.start), (one.step.end - one.step.start).days
        if one.at not in movable:
            draft.start[one.at] = draft.model.new_constant(now)
            continue
        latest = draft.day(programme.until) - length
        if one.step.answer is not None and one.step.answer.within_days is not None:
            latest = max(now, latest - one.step.answer.within_days)
        days = {now, *(day for day in range(earliest, latest + 1) if _works(draft, one, day))}
        domain = cp_model.Domain.from_values(sorted(days))
        draft.start[one.at] = draft.model.new_int_var_from_domain(domain, one.step.id)


def _works(draft: _Dates, one: "PlacedStep", day: int) -> bool:
    when = draft.case.programme.start + timedelta(days=day)
    return when.weekday() < 5 and not any(holiday(code, when) for code in one.step.by)


def _ground(draft: _Dates, _: Callable[[str], str]) -> None:
    """What a step leans on is over before it begins."""
    for one in draft.case.steps:
        for name in one.step.after:
            before = draft.case.by_id[name]
            kept = draft.ask("error", f"{one.step.id} after {name}")
            draft.model.add(draft.start[one.at] >= draft.end(before)).only_enforce_if(kept)


def _channel(draft: _Dates, _: Callable[[str], str]) -> None:
    """A channel is open before anything else begins."""
    open_since = min(
        (draft.day(each.since) for each in draft.case.programme.channels), default=None
    )
    opening = [each for each in draft.case.steps if each.is_channel]
    for one in draft.case.steps:
        ways = [(draft.start[one.at], draft.end(each)) for each in opening if each is not one]
        if open_since is not None:
            ways.append((draft.start[one.at], open_since))
        if not one.is_channel and ways:
            draft.one_of(draft.ask("error", f"{one.step.id} has a channel"), ways)


def _prerequisites(draft: _Dates, named: Callable[[str], str]) -> None:
    """What a measure requires is there when it begins."""
    for one in draft.case.steps:
        for needed in one.measure.requires:
            ways = [(draft.start[one.at], draft.start[each.at]) for each in draft.case.steps
                    if each.measure.id == needed]  # fmt: skip
            ways += [(draft.start[one.at], draft.day(each.since))
                     for each in draft.case.programme.channels
                     if named(each.measure) == needed]  # fmt: skip
            if ways:
                draft.one_of(draft.ask("warning", f"{one.step.id} needs {needed}"), ways)


def _stages(draft: _Dates, _: Callable[[str], str]) -> None:
    """Before a step of stage 3 a simpler one is over."""
    simpler = [
        each for each in draft.case.steps if each.measure.stage < 3 and each.step.status != 0
    ]
    for one in draft.case.steps:
        if one.measure.stage == 3 and simpler:
            ways = [(draft.start[one.at], draft.end(each)) for each in simpler]
            draft.one_of(draft.ask("error", f"{one.step.id} of stage 3"), ways)


def _leaps(draft: _Dates, _: Callable[[str], str]) -> None:
    """No stake leaps over those before it."""
    steps = draft.case.steps
    least = min(each.stake for each in steps)
    for one in steps:
        if one.stake - LEAP > least:
            ways = [(draft.start[one.at], draft.start[each.at] + 1) for each in steps
                    if each is not one and each.stake >= one.stake - LEAP]  # fmt: skip
            if ways:
                draft.one_of(draft.ask("warning", f"{one.step.id} leaps"), ways)


def _trust(draft: _Dates, _: Callable[[str], str]) -> None:
    """The first step of each party stakes no more than another of its own."""
    for code in draft.case.acting:
        own = [each for each in draft.case.steps if code in each.step.by]
        least = min((each.stake for each in own), default=0.0)
        smallest = [each for each in own if each.stake <= least]
        for one in own:
            if one.stake > least and one.stake >= HIGH_STAKE:
                kept = draft.ask("error", f"{code} begins small, {one.step.id}")
                ways = [(draft.start[one.at], draft.start[each.at] + 1) for each in smallest]
                draft.one_of(kept, ways)


def _time(draft: _Dates, _: Callable[[str], str]) -> None:
    """There is time to prepare, and talks are over."""
    for one in draft.case.steps:
        talks = one.step.talks
        begun = draft.day(min(draft.case.programme.start, talks.start)) if talks else 0
        kept = draft.ask("warning", f"{one.step.id} prepared")
        half = -(-one.measure.weeks_to_set_up // 2)
        draft.model.add(draft.start[one.at] >= begun + 7 * half).only_enforce_if(kept)
        if talks is not None:
            over = draft.ask("warning", f"talks for {one.step.id}")
            draft.model.add(draft.start[one.at] >= draft.day(talks.end)).only_enforce_if(over)


def _elections(draft: _Dates, _: Callable[[str], str]) -> None:
    """No high stake begins shortly before an election of those who act."""
    for event in draft.case.programme.events:
        for one in draft.case.steps:
            its_own = event.party is None or event.party in one.step.by
            if event.kind == "election" and its_own and one.stake >= HIGH_STAKE:
                kept = draft.ask("warning", f"{one.step.id} before {event.on}")
                held, start = draft.day(event.on), draft.start[one.at]
                draft.one_of(kept, [(start, held + 1), (held - ELECTION - 1, start)])


def _movement(draft: _Dates, movable: Collection[int]) -> Any:
    """How many steps are moved, and by how many days."""
    costs = []
    for one in draft.case.steps:
        if one.at not in movable:
            continue
        now = draft.day(one.step.start)
        moved = draft.model.new_bool_var(f"{one.step.id} moved")
        draft.model.add(draft.start[one.at] == now).only_enforce_if(moved.negated())
        days = draft.model.new_int_var(0, 2 * draft.case.days + 4000, f"{one.step.id} by")
        draft.model.add_abs_equality(days, draft.start[one.at] - now)
        costs += [MOVED * moved, days]
    return sum(costs)
