"""JSON export of a plan: plain values whose keys stay the same within a major version."""

from typing import Any, Final

from longtin.page import plain
from longtin.plan._plan import Plan
from longtin.plan._situation.belief import Belief
from longtin.plan._situation.possibility import impossible
from longtin.plan.decision.compare import READINGS
from longtin.plan.decision.projection import QUANTILES, Projection
from longtin.plan.decision.tree import Decision

VERSION: Final = 2


def as_plain(plan: Plan) -> dict[str, Any]:
    """Everything a plan says, as mappings, lists, text and numbers.

    Returns:
        With `version`; numbers that are not finite are `None`.
    """
    situation, wishes, found = plan.situation, plan.wishes, plan.robustness
    beliefs = {situation.here: situation.ours, situation.there: situation.theirs}
    content: dict[str, Any] = plain(
        {
            "version": VERSION,
            **_named(situation, "here", "there", "as_of", "carried_to", "phase"),
            **_named(wishes, "aim", "seed"),
            "trust": {code: _belief(one) for code, one in beliefs.items()},
            **_standing(plan),
            "steps": plan.policy.problem.horizon,
            "days_a_step": plan.days,
            "measures": {
                name: _named(one, "because", "weight", "words")
                for name, one in plan.measures.items()
            },
            "first": decision(plan.first),
            "not_yet": [
                {"measure": one.move, **_named(one, "why", "have", "need", "first")}
                for one in plan.not_yet
            ],
            "threshold": plan.threshold,
            "futures": {name: fan(one) for name, one in plan.fans.items()},
            "worth": _worth(plan),
            "robustness": found
            and {
                "lever": found.move,
                **_named(found, "samples", "still_best"),
                "instead": dict(found.instead),
                "uncertainties": [
                    {
                        "name": one.name,
                        "fails": "above" if one.above else "below",
                        **_named(one, "limit", "inside", "outside"),
                    }
                    for one in found.breaks
                ],
            },
            "first_elsewhere": [
                {"do": one.move, **_named(one, "low", "high")} for one in plan.elsewhere
            ],
            "conditions": [{**vars(one), "holds": one.holds} for one in plan.conditions],
        }
    )
    return content


def _worth(plan: Plan) -> dict[str, Any]:
    """What each way is worth in each reading, as shares of full cooperation."""
    ways = {
        reading: {
            name: {**vars(one), "is_better": one.is_better, "breaks_even": one.breaks_even}
            for name, one in plan.worth.of(reading).items()
        }
        for reading in READINGS
    }
    return {**_named(plan.worth, "verdict", "proposed", "full"), **ways}


def _standing(plan: Plan) -> dict[str, Any]:
    """What runs between the two, what was suspended, which conditions hold, what is impossible."""
    situation = plan.situation
    return {
        "running": situation.channels,
        "known": [
            {
                "measure": one.id,
                **_named(one, "year", "since"),
                "row": one.row or None,
                "certainty": one.certainty,
                "what": one.what,
            }
            for one in situation.known
        ],
        "suspended": [
            {"measure": one.id, **_named(one, "year", "until", "certainty", "what")}
            for one in situation.lapsed
        ],
        "conditions_held": [
            {
                "condition": name,
                "by": [each.name for each in one.features if each.name],
                **_named(one, "certainty", "assumed"),
            }
            for name, one in situation.found.items()
            if one.holds
        ],
        "impossible": impossible(plan.catalogue, situation),
    }


def _belief(one: Belief) -> dict[str, Any]:
    """Trust of one side, and whether it is an interval only."""
    told = _named(one, "trust", "low", "high", "given", "recorded", "spread")
    return {**told, "is_interval": one.is_old}


def decision(one: Decision) -> dict[str, Any]:
    """A place of the contingent plan and everything below it."""
    return {
        "do": one.move,
        **_named(one, "again", "rather_than"),
        "trust": one.place.p,
        "their_trust": one.place.q,
        "step": one.place.step,
        "worth": one.worth,
        "telling_decibans": one.telling,
        "risk": one.risk,
        "if": {
            branch.seen: {
                **_named(branch, "chance", "decibans"),
                "trust": branch.there.p,
                "trust_without": branch.alone,
                "then": decision(branch.then) if branch.then else None,
            }
            for branch in one.branches
        },
    }


def fan(one: Projection) -> dict[str, Any]:
    """What came of one way to go about it."""
    return {
        "quantiles": QUANTILES,
        "trust": one.trust.tolist(),
        "their_trust": one.theirs.tolist(),
        "mean_trust": one.mean.tolist(),
        "level": one.level.tolist(),
        "reached": one.reached.tolist(),
        "if_trustworthy": one.if_trustworthy.tolist(),
        "if_not": one.if_not.tolist(),
        **_named(
            one,
            "gain",
            "loss",
            "cost",
            "worth",
            "worst",
            "breached",
            "crises",
            "in_force",
            "narrower",
            "shifted",
            "paths",
        ),
    }


def _named(value: object, *names: str) -> dict[str, Any]:
    """Some of a value's fields, under their own names."""
    return {name: getattr(value, name) for name in names}
