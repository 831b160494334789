"""Constraints of the schedule, in groups by name: window, trust, prerequisites, budget, dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from longtin.measures import TALK_ONLY
from longtin.plan.schedule.candidates import Candidate, Limits
from longtin.programme import LONG

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SPREAD: Final = 30
"""Days in which only `begins` measures begin."""

SEVERAL: Final = 6
"""Domains a programme fills at once, where its aim names as many."""

BEFORE_ELECTION: Final = 30
AFTER_ELECTION: Final = 14
AFTER_SUMMIT: Final = 10
PEOPLES: Final = "socio_cultural"
LARGEST_LEAP: Final = 0.3
"""Most that a stake, or the sum of one side's, exceeds what went before, or the other's."""


@dataclass
class ScheduleModel:
    """The model while it is built.

    Attributes:
        model: The solver's model.
        limits: What the calendar demands.
        candidates: By id.
        chosen: Whether each measure is chosen.
        start: The day each begins, counted from the first.
    """

    model: "cp_model.CpModel"
    limits: Limits
    candidates: Mapping[str, Candidate]
    chosen: dict[str, Any] = field(default_factory=dict)
    start: dict[str, Any] = field(default_factory=dict)

    def ended(self, name: str) -> Any:
        """The day by which a measure is seen to be kept."""
        return self.start[name] + self.candidates[name].shows

    def day(self, when: date) -> int:
        """A day, counted from the first."""
        return (when - self.limits.start).days


def _window(draft: ScheduleModel) -> None:
    """Everything happens, and is prepared, between the first day and the last."""
    for name, one in draft.candidates.items():
        chosen = draft.chosen[name]
        draft.model.add(draft.start[name] >= one.prepares).only_enforce_if(chosen)
        draft.model.add(draft.start[name] + one.settles <= draft.limits.days).only_enforce_if(
            chosen
        )


def _trust(draft: ScheduleModel) -> None:
    """Nothing begins before trust is expected to bear it."""
    for name, one in draft.candidates.items():
        draft.model.add(draft.start[name] >= draft.day(one.earliest)).only_enforce_if(
            draft.chosen[name]
        )


def _prerequisites(draft: ScheduleModel) -> None:
    """What a measure requires has been kept before it begins."""
    for name, one in draft.candidates.items():
        for needed in one.measure.requires:
            if needed in draft.limits.running:
                continue
            if needed not in draft.candidates:
                draft.model.add(draft.chosen[name] == 0)
                continue
            draft.model.add_implication(draft.chosen[name], draft.chosen[needed])
            draft.model.add(draft.start[name] >= draft.ended(needed)).only_enforce_if(
                draft.chosen[name]
            )


def _ladder(draft: ScheduleModel) -> None:
    """A stage opens when one of the stage before has been kept; all but channels need one."""
    for name, one in draft.candidates.items():
        stage = one.measure.stage
        if stage > draft.limits.stage + 1:
            _rests_on(draft, name, _of_stages(range(stage - 1, stage)))
        if not one.measure.is_channel and not draft.limits.running:
            _rests_on(draft, name, lambda other: other.measure.is_channel)


def _balance(draft: ScheduleModel) -> None:
    """No stake leaps over those before it, and no side risks far more than the other."""
    alone = sum(
        round(1000 * one.measure.stake) * draft.chosen[name] * (1 if one.alone else -1)
        for name, one in draft.candidates.items()
    )
    draft.model.add(alone <= 0)
    for name, one in draft.candidates.items():
        least = one.measure.stake - LARGEST_LEAP
        if least > min(each.measure.stake for each in draft.candidates.values()):
            _rests_on(draft, name, _stakes(least))


def _stakes(least: float) -> Callable[[Candidate], bool]:
    return lambda other: other.measure.stake >= least


def _of_stages(stages: range) -> Callable[[Candidate], bool]:
    return lambda other: other.measure.stage in stages


def _rests_on(draft: ScheduleModel, name: str, fits: Callable[[Candidate], bool]) -> None:
    """One of some measures has been kept before another begins."""
    ways = []
    for other, one in draft.candidates.items():
        if other == name or not fits(one):
            continue
        way = draft.model.new_bool_var(f"{name} on {other}")
        draft.model.add_implication(way, draft.chosen[other])
        draft.model.add(draft.start[name] >= draft.ended(other)).only_enforce_if(way)
        ways.append(way)
    draft.model.add_bool_or([*ways, draft.chosen[name].negated()])


def _budget(draft: ScheduleModel) -> None:
    """Together the measures cost no more than there is."""
    if draft.limits.budget is not None:
        spent = sum(
            round(1000 * one.measure.cost) * draft.chosen[name]
            for name, one in draft.candidates.items()
        )
        draft.model.add(spent <= round(1000 * draft.limits.budget))


def _people(draft: ScheduleModel) -> None:
    """Only so many measures are prepared, or begin, at a time."""
    preparing, beginning = [], []
    for name, one in draft.candidates.items():
        chosen, start = draft.chosen[name], draft.start[name]
        length = max(1, one.prepares)
        preparing.append(
            draft.model.new_optional_interval_var(
                start - length, length, start, chosen, f"{name} prepared"
            )
        )
        beginning.append(
            draft.model.new_optional_interval_var(
                start, SPREAD, start + SPREAD, chosen, f"{name} begun"
            )
        )
    ones = [1] * len(preparing)
    draft.model.add_cumulative(preparing, ones, draft.limits.people)
    draft.model.add_cumulative(beginning, ones, draft.limits.begins)


def _holidays(draft: ScheduleModel) -> None:
    """Nothing begins on a holiday of either side, or on a weekend."""
    from ortools.sat.python import cp_model

    first, limits = draft.limits.start, draft.limits
    working = [
        day
        for day in range(limits.days + 1)
        if (when := first + timedelta(days=day)).weekday() < 5 and when not in limits.closed
    ]
    later = [limits.days + 1, 4 * max(limits.days, 1) + 2000]
    allowed = cp_model.Domain.from_intervals([*([day, day] for day in working), later])
    for name in draft.candidates:
        draft.model.add_linear_expression_in_domain(draft.start[name], allowed)


def _elections(draft: ScheduleModel) -> None:
    """Around an election nothing begins that asks much of a government."""
    from ortools.sat.python import cp_model

    for held in draft.limits.elections:
        at = draft.day(held)
        around = cp_model.Domain(at - BEFORE_ELECTION, at + AFTER_ELECTION).complement()
        for name, one in draft.candidates.items():
            if one.measure.stage >= 2:
                draft.model.add_linear_expression_in_domain(
                    draft.start[name], around
                ).only_enforce_if(draft.chosen[name])


def _summits(draft: ScheduleModel) -> None:
    """When leaders meet, something begins on the day or soon after."""
    for at, held in enumerate(draft.limits.summits):
        day, ways = draft.day(held), []
        for name in draft.candidates:
            way = draft.model.new_bool_var(f"{name} at summit {at}")
            draft.model.add_implication(way, draft.chosen[name])
            draft.model.add(draft.start[name] >= day).only_enforce_if(way)
            draft.model.add(draft.start[name] <= day + AFTER_SUMMIT).only_enforce_if(way)
            ways.append(way)
        draft.model.add_bool_or(ways)


def _domains(draft: ScheduleModel) -> None:
    """Several domains at once, if so many matter; a long programme brings peoples together."""
    held = []
    for domain in draft.limits.domains:
        of_it = [draft.chosen[n] for n, one in draft.candidates.items()
                 if one.measure.domain == domain]  # fmt: skip
        if of_it:
            filled = draft.model.new_bool_var(f"{domain} filled")
            draft.model.add_bool_or(of_it).only_enforce_if(filled)
            held.append(filled)
    if held:
        draft.model.add(sum(held) >= min(len(held) - 1, SEVERAL))
    peoples = [draft.chosen[n] for n, one in draft.candidates.items()
               if one.measure.domain == PEOPLES]  # fmt: skip
    if draft.limits.days >= LONG and peoples:
        draft.model.add_bool_or(peoples)


def _deeds(draft: ScheduleModel) -> None:
    """Something that can be seen done, where there is anything of the kind."""
    deeds = [draft.chosen[n] for n, one in draft.candidates.items()
             if one.measure.domain not in TALK_ONLY]  # fmt: skip
    if deeds:
        draft.model.add_bool_or(deeds)


def _number(draft: ScheduleModel) -> None:
    """Not too many measures, and enough to be a programme, with what has to be in it."""
    total = sum(draft.chosen.values())
    draft.model.add(total <= draft.limits.most)
    draft.model.add(total >= min(draft.limits.least, len(draft.candidates)))


def _must(draft: ScheduleModel) -> None:
    """What the user wants is in it, and work on what the policy does first begins first."""
    for name in draft.limits.must:
        draft.model.add(draft.chosen[name] == 1)
    first = draft.limits.first
    if first in draft.candidates:
        draft.model.add(draft.chosen[first] == 1)
        begun = draft.start[first] - draft.candidates[first].prepares
        for name, one in draft.candidates.items():
            draft.model.add(draft.start[name] - one.prepares >= begun).only_enforce_if(
                draft.chosen[name]
            )


GROUPS: Final[Mapping[str, Callable[[ScheduleModel], None]]] = {
    "deeds": _deeds,
    "prerequisites": _prerequisites,
    "ladder": _ladder,
    "balance": _balance,
    "trust": _trust,
    "window": _window,
    "budget": _budget,
    "people": _people,
    "holidays": _holidays,
    "elections": _elections,
    "summits": _summits,
    "domains": _domains,
    "number": _number,
    "must": _must,
}
"""Constraints by name, those that are spared first when nothing fits at the beginning."""
