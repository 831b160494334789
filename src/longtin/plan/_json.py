"""JSON export of a plan: plain values whose keys stay the same within a major version."""

from math import isfinite
from typing import Any, Final

from longtin.plan._plan import Plan
from longtin.plan._situation.situation import Situation
from longtin.plan.decision.simulate import QUANTILES, Projection
from longtin.plan.decision.tree import Decision

VERSION: Final = 1


def as_plain(plan: Plan) -> dict[str, Any]:
    """Everything a plan says, as mappings, lists, text and numbers.

    Returns:
        With `version`; numbers that are not finite are `None`.
    """
    situation = plan.situation
    return {
        "version": VERSION,
        "here": situation.here,
        "there": situation.there,
        "as_of": str(situation.as_of) if situation.as_of else None,
        "carried_to": str(situation.carried_to) if situation.carried_to else None,
        "phase": situation.phase,
        "aim": {"en": plan.wishes.aim.en, "vi": plan.wishes.aim.vi},
        "seed": plan.wishes.seed,
        "trust": {
            code: {
                "trust": belief.trust,
                "low": belief.low,
                "high": belief.high,
                "given": belief.given,
                "recorded": belief.recorded,
            }
            for code, belief in (
                (situation.here, situation.ours),
                (situation.there, situation.theirs),
            )
        },
        "running": list(situation.channels),
        "known": _known(situation),
        "steps": plan.policy.problem.horizon,
        "days_a_step": plan.days,
        "measures": {
            name: {"because": one.because, "weight": one.weight, "words": list(one.words)}
            for name, one in plan.measures.items()
        },
        "first": decision(plan.first),
        "not_yet": [
            {
                "measure": one.move,
                "why": one.why,
                "have": _finite(one.have),
                "need": _finite(one.need),
                "first": list(one.first),
            }
            for one in plan.not_yet
        ],
        "threshold": plan.threshold,
        "futures": {name: fan(one) for name, one in plan.fans.items()},
        "robustness": _robustness(plan),
        "conditions": [
            {
                key: _finite(value) if isinstance(value, float) else value
                for key, value in vars(one).items()
            }
            | {"holds": one.holds}
            for one in plan.conditions
        ],
    }


def _known(situation: Situation) -> list[dict[str, Any]]:
    return [
        {
            "measure": one.id,
            "year": one.year,
            "since": str(one.since) if one.since else None,
            "row": one.row or None,
            "certainty": one.certainty,
        }
        for one in situation.known
    ]


def decision(one: Decision) -> dict[str, Any]:
    """A place of the contingent plan and everything below it."""
    return {
        "do": one.move,
        "again": one.again,
        "rather_than": one.rather_than,
        "trust": one.place.p,
        "their_trust": one.place.q,
        "step": one.place.step,
        "worth": one.worth,
        "telling_decibans": one.telling,
        "risk": one.risk,
        "if": {
            branch.seen: {
                "chance": branch.chance,
                "decibans": branch.decibans,
                "trust": branch.there.p,
                "then": decision(branch.then) if branch.then else None,
            }
            for branch in one.branches
        },
    }


def fan(one: Projection) -> dict[str, Any]:
    """What came of one way to go about it."""
    return {
        "quantiles": list(QUANTILES),
        "trust": one.trust.tolist(),
        "their_trust": one.theirs.tolist(),
        "reached": one.reached.tolist(),
        "if_trustworthy": [_finite(x) for x in one.if_trustworthy.tolist()],
        "if_not": [_finite(x) for x in one.if_not.tolist()],
        "gain": one.gain,
        "loss": one.loss,
        "cost": one.cost,
        "worth": one.worth,
        "worst": one.worst,
        "breached": one.breached,
        "paths": one.paths,
    }


def _robustness(plan: Plan) -> dict[str, Any] | None:
    found = plan.robustness
    if found is None:
        return None
    return {
        "lever": found.move,
        "samples": found.samples,
        "still_best": found.still_best,
        "instead": dict(found.instead),
        "uncertainties": [
            {
                "name": one.name,
                "fails": "above" if one.above else "below",
                "limit": one.limit,
                "inside": one.inside,
                "outside": one.outside,
            }
            for one in found.breaks
        ],
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
