"""Constraint solver: measures chosen and dated as the policy would, within all a calendar demands.

Every measure may be chosen or left; each chosen one has a time of preparation and a day on which
it begins. The constraints come in groups with names, so that when nothing fits it can be said
which of them clash: groups are taken out one by one, and those that cannot be spared are named.

One worker and a fixed seed: the same question has the same dates.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from longtin.errors import LongtinError
from longtin.plan.schedule.candidates import Candidate, DatedMeasure, Limits
from longtin.plan.schedule.constraints import GROUPS, ScheduleModel

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

WEIGHT: Final = 100
"""How finely worth is told apart when dates are set."""

EFFORT: Final = 0.25
"""Most work a search may do, in the solver's own deterministic seconds: the same on any machine."""


class ClashError(LongtinError):
    """No programme keeps all constraints.

    Attributes:
        groups: Names of the constraints of which none can be spared.
    """

    def __init__(self, groups: Sequence[str]) -> None:
        """Take the names; the sentence is said elsewhere, in the language asked for."""
        self.groups = tuple(groups)
        super().__init__(", ".join(groups))


def schedule(candidates: Sequence[Candidate], limits: Limits) -> tuple[DatedMeasure, ...]:
    """Choose measures and date them.

    Args:
        candidates: What may be chosen; with every measure, those it requires.
        limits: What the calendar demands.

    Returns:
        The chosen measures by the day they begin. The best found within a fixed effort, which for
        programmes of this size is nearly always the best there is.

    Raises:
        ClashError: Nothing keeps all constraints; it names a smallest set that clashes.
    """
    chosen = _solved(candidates, limits, GROUPS, _most_worth)
    if chosen is None:
        raise ClashError(_core(candidates, limits))
    kept = [one.candidate for one in chosen]
    fixed = replace(limits, must=tuple(one.measure.id for one in kept))
    return _solved(kept, fixed, GROUPS, _earliest) or chosen


def _core(candidates: Sequence[Candidate], limits: Limits) -> list[str]:
    """Groups of which none can be spared: each other one was taken out and changed nothing."""
    kept = dict(GROUPS)
    for name in GROUPS:
        fewer = {each: group for each, group in kept.items() if each != name}
        if _solved(candidates, limits, fewer, _anything) is None:
            kept = fewer
    return list(kept)


def _solved(
    candidates: Sequence[Candidate],
    limits: Limits,
    groups: Mapping[str, Callable[[ScheduleModel], None]],
    aim: Callable[[ScheduleModel], None],
) -> tuple[DatedMeasure, ...] | None:
    from ortools.sat.python import cp_model

    draft = ScheduleModel(cp_model.CpModel(), limits, {one.measure.id: one for one in candidates})
    horizon = 4 * max(limits.days, 1) + 2000  # days past the window, for when it is spared
    for name in draft.candidates:
        draft.chosen[name] = draft.model.new_bool_var(name)
        draft.start[name] = draft.model.new_int_var(0, horizon, f"{name} begins")
    for group in groups.values():
        group(draft)
    aim(draft)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = EFFORT
    # Presolving takes the working days of years apart one by one, outside of the effort allowed,
    # and finds no better programme.
    solver.parameters.cp_model_presolve = False
    if solver.solve(draft.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return _read(draft, solver)


def _anything(draft: ScheduleModel) -> None:
    """Any programme that keeps the constraints will do."""


def _most_worth(draft: ScheduleModel) -> None:
    """The measures that are worth most together."""
    draft.model.maximize(
        sum(round(10_000 * one.worth) * draft.chosen[name]
            for name, one in draft.candidates.items())
    )  # fmt: skip


def _earliest(draft: ScheduleModel) -> None:
    """The same measures as early as can be, those first that are worth most."""
    draft.model.minimize(
        sum(max(1, round(WEIGHT * one.worth)) * draft.start[name]
            for name, one in draft.candidates.items())
    )  # fmt: skip


def _read(draft: ScheduleModel, solver: "cp_model.CpSolver") -> tuple[DatedMeasure, ...]:
    first, names = (
        draft.limits.start,
        [n for n in draft.candidates if solver.value(draft.chosen[n])],
    )
    found = []
    for name in names:
        one, day = draft.candidates[name], solver.value(draft.start[name])
        rests = [each for each in one.measure.requires if each in names]
        found.append(
            DatedMeasure(
                one,
                first + timedelta(days=max(0, day - one.prepares)),
                first + timedelta(days=day),
                first + timedelta(days=day + one.shows),
                tuple(rests),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.start, each.candidate.measure.id)))
