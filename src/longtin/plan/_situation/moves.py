"""Actions of the decision problem made of measures: what each is worth, takes and shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from longtin import effects, game
from longtin._dates import DAYS_A_MONTH, DAYS_A_YEAR
from longtin.measures import HIGH_STAKE, Measure
from longtin.plan._situation.assumptions import AssumptionSet
from longtin.plan._situation.relevance import RelevantMeasure
from longtin.plan.decision.move import WAIT, Move, Requires

REPAIR: Final = "repair"
CLARIFY: Final = "clarify"


@dataclass(frozen=True)
class MoveSet:
    """What can be done.

    Attributes:
        moves: Waiting, then measures, the smallest stake first, then asking for clarification and
            making amends.
        requires: Which measures come before which, as far as they are not open already.
        beyond: Measures that cost more than a side is willing to give.
    """

    moves: tuple[Move, ...]
    requires: Requires
    beyond: tuple[Move, ...]


def as_moves(
    chosen: Mapping[str, RelevantMeasure],
    payoffs: tuple[game.Payoffs, game.Payoffs],
    supposed: AssumptionSet,
    *,
    phase: str,
    will: tuple[float, float] = (1.0, 1.0),
    running: Iterable[str] = (),
    days: float = DAYS_A_MONTH,
) -> MoveSet:
    """Turn measures into moves.

    Args:
        chosen: Measures with the share of their gain that serves the aim.
        payoffs: Ours and theirs.
        supposed: What is assumed of the world.
        phase: Where the conflict stands; what suits it is for quiet times.
        will: How much each side is willing to give: no measure that costs more.
        running: Measures that are kept already.
        days: Length of a step.
    """
    kept: list[Move] = []
    beyond: list[Move] = []
    for one in chosen.values():
        move = _move(one, payoffs, supposed, (phase, days))
        (beyond if one.measure.cost > min(will) else kept).append(move)
    kept.sort(key=lambda move: (move.stake, move.id))
    names, open_already = {move.id for move in kept}, frozenset(running)
    requires = {name: frozenset(chosen[name].measure.requires) - open_already for name in names}
    values = supposed.values
    # What runs is misread as much more rarely than what begins as it is less of a test.
    steady = values["clarity"] * values["routine"]
    wait = replace(WAIT, clarity=steady)
    repair = Move(
        REPAIR, cost=values["repair_costs"], asks=False, unilateral=True,
        shows=values["unasked"], calm=False, crisis=True, calms=values["repair_calms"],
        clarity=steady,
    )  # fmt: skip
    clarify = Move(
        CLARIFY, cost=values["clarify_costs"], reveals=values["evades"], unilateral=True,
        calm=False, grievance=True, clears=True,
    )  # fmt: skip
    return MoveSet((wait, *kept, clarify, repair), requires, tuple(beyond))


def _move(
    one: RelevantMeasure,
    payoffs: tuple[game.Payoffs, game.Payoffs],
    supposed: AssumptionSet,
    when: tuple[str, float],
) -> Move:
    measure, (ours, theirs), (phase, days) = one.measure, payoffs, when
    runs = measure.times_a_year > 0
    reveals = effects.informativeness_of(measure).reveals
    return Move(
        id=measure.id,
        stake=measure.stake,
        gain=ours.gain * measure.stake * one.weight,
        loss=ours.loss(measure.stake),
        cost=supposed.values["price"] * measure.cost,
        reveals=reveals,
        threshold=min(1.0, game.threshold(theirs, measure.stake)),
        stage=measure.stage,
        needs_channel=_needs_channel(measure),
        opens_channel=measure.is_channel,
        unilateral=measure.reciprocity == "none_required",
        calm=phase in measure.phases,
        crisis=_suits_crisis(measure),
        clarity=supposed.values["clarity"] if measure.verification else 1.0,
        shows=reveals,
        once=True,
        named=one.because == "matched",
        runs=runs,
        upkeep=supposed.values["price"] * measure.yearly_cost * days / DAYS_A_YEAR if runs else 0.0,
        tests=supposed.values["routine"] * reveals if runs else 0.0,
    )


def _suits_crisis(measure: Measure) -> bool:
    """Nothing of a high stake in the heat of a conflict (R18), where it is most easily lost."""
    return "crisis_management" in measure.phases and measure.stake < HIGH_STAKE


def _needs_channel(measure: Measure) -> bool:
    """Channels come first (R19): for all that is neither a channel nor merely symbolic."""
    return measure.stage >= 2 and not measure.is_channel
