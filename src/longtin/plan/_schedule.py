"""Measures chosen and dated: what the policy would do, under everything a calendar demands.

Every measure may be chosen or left; each chosen one has a time of preparation and a day on which
it begins. The constraints come in groups with names, so that when nothing fits it can be said
which of them clash: groups are taken out one by one, and those that cannot be spared are named.

One worker and a fixed seed: the same question has the same dates.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from longtin.errors import LongtinError
from longtin.measures import TALK_ONLY
from longtin.plan._candidate import Candidate, Dated, Limits
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


def schedule(candidates: Sequence[Candidate], limits: Limits) -> tuple[Dated, ...]:
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


# --- the model ------------------------------------------------------------------------------------


@dataclass
class _Draft:
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


def _solved(
    candidates: Sequence[Candidate],
    limits: Limits,
    groups: Mapping[str, Callable[[_Draft], None]],
    aim: Callable[[_Draft], None],
) -> tuple[Dated, ...] | None:
    from ortools.sat.python import cp_model

    draft = _Draft(cp_model.CpModel(), limits, {one.measure.id: one for one in candidates})
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


def _anything(draft: _Draft) -> None:
    """Any programme that keeps the constraints will do."""


def _most_worth(draft: _Draft) -> None:
    """The measures that are worth most together."""
    draft.model.maximize(
        sum(round(10_000 * one.worth) * draft.chosen[name]
            for name, one in draft.candidates.items())
    )  # fmt: skip


def _earliest(draft: _Draft) -> None:
    """The same measures as early as can be, those first that are worth most."""
    draft.model.minimize(
        sum(max(1, round(WEIGHT * one.worth)) * draft.start[name]
            for name, one in draft.candidates.items())
    )  # fmt: skip


def _read(draft: _Draft, solver: "cp_model.CpSolver") -> tuple[Dated, ...]:
    first, names = (
        draft.limits.start,
        [n for n in draft.candidates if solver.value(draft.chosen[n])],
    )
    found = []
    for name in names:
        one, day = draft.candidates[name], solver.value(draft.start[name])
        rests = [each for each in one.measure.requires if each in names]
        found.append(
            Dated(
                one,
                first + timedelta(days=max(0, day - one.prepares)),
                first + timedelta(days=day),
                first + timedelta(days=day + one.shows),
                tuple(rests),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.start, each.candidate.measure.id)))


# --- the constraints, by name ---------------------------------------------------------------------


def _window(draft: _Draft) -> None:
    """Everything happens, and is prepared, between the first day and the last."""
    for name, one in draft.candidates.items():
        chosen = draft.chosen[name]
        draft.model.add(draft.start[name] >= one.prepares).only_enforce_if(chosen)
        draft.model.add(draft.start[name] + one.settles <= draft.limits.days).only_enforce_if(
            chosen
        )


def _trust(draft: _Draft) -> None:
    """Nothing begins before trust is expected to bear it."""
    for name, one in draft.candidates.items():
        draft.model.add(draft.start[name] >= draft.day(one.earliest)).only_enforce_if(
            draft.chosen[name]
        )


def _prerequisites(draft: _Draft) -> None:
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


def _ladder(draft: _Draft) -> None:
    """A stage opens when one of the stage before has been kept; all but channels need one."""
    for name, one in draft.candidates.items():
        stage = one.measure.stage
        if stage > draft.limits.stage + 1:
            _rests_on(draft, name, _of_stages(range(stage - 1, stage)))
        if not one.measure.is_channel and not draft.limits.running:
            _rests_on(draft, name, lambda other: other.measure.is_channel)


def _balance(draft: _Draft) -> None:
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


def _rests_on(draft: _Draft, name: str, fits: Callable[[Candidate], bool]) -> None:
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


def _budget(draft: _Draft) -> None:
    """Together the measures cost no more than there is."""
    if draft.limits.budget is not None:
        spent = sum(
            round(1000 * one.measure.cost) * draft.chosen[name]
            for name, one in draft.candidates.items()
        )
        draft.model.add(spent <= round(1000 * draft.limits.budget))


def _people(draft: _Draft) -> None:
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


def _holidays(draft: _Draft) -> None:
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


def _elections(draft: _Draft) -> None:
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


def _summits(draft: _Draft) -> None:
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


def _domains(draft: _Draft) -> None:
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


def _deeds(draft: _Draft) -> None:
    """Something that can be seen done, where there is anything of the kind."""
    deeds = [draft.chosen[n] for n, one in draft.candidates.items()
             if one.measure.domain not in TALK_ONLY]  # fmt: skip
    if deeds:
        draft.model.add_bool_or(deeds)


def _number(draft: _Draft) -> None:
    """Not too many measures, and enough to be a programme, with what has to be in it."""
    total = sum(draft.chosen.values())
    draft.model.add(total <= draft.limits.most)
    draft.model.add(total >= min(draft.limits.least, len(draft.candidates)))


def _must(draft: _Draft) -> None:
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


GROUPS: Final[Mapping[str, Callable[[_Draft], None]]] = {
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
