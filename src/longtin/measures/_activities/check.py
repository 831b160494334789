"""Compliance check: an activity held against the regimes that bind its states on its day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from longtin._moments import Moment
from longtin.errors import DataError
from longtin.measures._activities.account import Account, own_account, views
from longtin.measures._activities.activity import Activity
from longtin.measures._activities.aggregation import aggregate
from longtin.measures._activities.assessment import GRAVITY, Assessment, determine
from longtin.measures._activities.determination import (
    BREACHES,
    ComplianceReport,
    Determination,
    Inapplicability,
)
from longtin.measures._activities.evaluation import worst
from longtin.measures._regimes.load import regime, regimes
from longtin.measures._regimes.obligation import Obligation
from longtin.measures._regimes.parties import party_status
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.vocabulary import unknown, vocabulary

HARMLESS: Final = frozenset({"not_triggered", "done", "excused", "taken_up", "not_taken_up"})
"""Outcomes between which accounts may differ without a dispute about the rule."""


def check(
    activity: Activity,
    today: date | Moment,
    parameters: Mapping[str, float] | None = None,
    only: Iterable[str] | None = None,
    among: Mapping[str, Regime] | None = None,
) -> ComplianceReport:
    """Hold an activity against every regime that binds its states on its day.

    Args:
        activity: An exercise, an incident, a request: see `read_activity`.
        today: The day asked about, or the hour. What was sent later is not yet known.
        parameters: What the texts leave open, such as `close_proximity_km`, by its name. Nothing
            is filled in: what is not given is asked for by an outcome `needs`.
        only: Regimes to look at, by id; all of them without.
        among: The regimes there are, as `regimes_with` gives them; the shipped ones without.

    Returns:
        A determination for each obligation that the activity's kind can trigger.

    Raises:
        DataError: A state, a parameter or a regime is not known.
    """
    fixed = dict(parameters or {})
    for name in fixed:
        if why := unknown(name, vocabulary().parameters, "parameter"):
            raise DataError("{place}: {why}", place=activity.name, why=why)
    now = today if isinstance(today, Moment) else Moment(today)
    known = regimes() if among is None else among
    chosen = list(known.values()) if only is None else [regime(name, known) for name in only]
    own = own_account(activity)
    determinations: list[Determination] = []
    unbound: list[Inapplicability] = []
    for each in chosen:
        bound, absent = _bound(each, own)
        matters = any(activity.kind in one.on for one in each.obligations)
        if only is None:  # only of those who had, or will have, to do with the regime
            telling = [one for one in absent if one.status.absence in ("left", "suspended")]
            unbound.extend(telling if matters else [])
        else:
            unbound.extend(absent)
        if bound:
            determinations.extend(_determinations(each, activity, fixed, now))
        elif only is not None and absent:
            determinations.extend(_unbound(each, activity, absent[0]))
    determinations.sort(key=lambda each: GRAVITY[each.outcome])
    aggregations = aggregate(tuple(determinations), own, fixed)
    return ComplianceReport(
        activity, now, tuple(determinations), tuple(unbound), tuple(aggregations)
    )


def _bound(found: Regime, seen: Account) -> tuple[bool, list[Inapplicability]]:
    if not seen.concerned:
        raise DataError(
            "{place}: it says nobody's. Give `host` or `participants`.", place=seen.activity.name
        )
    statuses = [(state, party_status(found, state, seen.day)) for state in seen.concerned]
    absent = [Inapplicability(found, state, how) for state, how in statuses if not how.bound]
    between = vocabulary().kinds[seen.activity.kind].between and len(statuses) > 1
    return len(statuses) - len(absent) >= (2 if between else 1), absent


def _determinations(
    found: Regime, activity: Activity, parameters: Mapping[str, float], now: Moment
) -> list[Determination]:
    triggers = [each.when for each in found.obligations if each.when]
    triggers += [each.when for each in found.exceptions]
    lines = frozenset(
        node.distance_to for when in triggers for node in when.nodes() if node.distance_to
    )
    accounts = {
        name: Assessment(found, seen, parameters, now)
        for name, seen in views(activity, lines).items()
    }
    return [_merged(each, accounts) for each in found.obligations if activity.kind in each.on]


def _merged(obligation: Obligation, accounts: Mapping[str, Assessment]) -> Determination:
    """One determination from all accounts; where they differ, it is that."""
    found = {name: _softened(determine(each, obligation)) for name, each in accounts.items()}
    first, *others = found.values()
    if all(other.outcome == first.outcome for other in others):
        return first
    if all(each.outcome in HARMLESS for each in found.values()):
        return next((each for each in found.values() if each.sent), first)
    gravest = min(found.values(), key=lambda each: GRAVITY[each.outcome])
    return replace(
        gravest,
        outcome="disputed",
        why=gravest.why,
        views={name: each.outcome for name, each in found.items()},
        certainty=worst(*(each.certainty for each in found.values())),
        trace={"form": "views", "of": {name: dict(each.trace) for name, each in found.items()}},
    )


def _softened(found: Determination) -> Determination:
    """A voluntary row is taken up or not; it is never broken."""
    if found.binding != "VOL" or found.outcome not in BREACHES:
        return found
    return replace(found, outcome="not_taken_up")


def _unbound(found: Regime, activity: Activity, absent: Inapplicability) -> list[Determination]:
    return [
        Determination(
            found,
            each,
            "not_bound",
            why=absent.status.absence or "",
            certainty=found.force.certainty,
        )
        for each in found.obligations
        if activity.kind in each.on
    ]
