"""Aggregation of activities: whether parts, taken together, owe what each alone does not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from longtin._moments import Moment
from longtin.measures._activities.account import Account, as_activity, own_account
from longtin.measures._activities.activity import RelatedActivity
from longtin.measures._activities.assessment import Assessment, trigger
from longtin.measures._activities.determination import Aggregation, Determination
from longtin.measures._regimes.vocabulary import vocabulary

GAP_DAYS: Final = 14
"""Parts this near in time are looked at together; our judgement, and only for a hint."""

ADDED: Final = ("people", "pieces", "units", "ships", "sorties")
"""Units whose figures add up."""


def aggregate(
    determinations: tuple[Determination, ...], seen: Account, parameters: Mapping[str, float]
) -> list[Aggregation]:
    """Obligations that an activity and its neighbours in time would trigger together."""
    near = [other for other in seen.activity.others if _is_near(other, seen)]
    if not near:
        return []
    figures = _sum(seen, near)
    alone = seen.activity.model_copy(update={"others": ()})
    whole = replace(seen, activity=alone, figures=figures)
    found: dict[str, list[Determination]] = {}
    for each in determinations:
        if each.outcome != "not_triggered" or each.why != "trigger":
            continue
        together = Assessment(each.regime, whole, parameters, Moment(seen.day))
        if trigger(together, each.obligation).holds:
            found.setdefault(each.regime.id, []).append(each)
    parts = tuple(other.name for other in near)
    return [Aggregation(tuple(owed), parts, figures) for owed in found.values()]


def _is_near(other: RelatedActivity, seen: Account) -> bool:
    """Whether another activity shares a state and lies close in time."""
    activity = as_activity(other, seen.activity)
    if not set(own_account(activity).acting) & set(seen.acting):
        return False
    first, last = seen.activity.start, seen.activity.end or seen.activity.start
    start, end = activity.start, activity.end or activity.start
    gap = max((start.day - last.day).days, (first.day - end.day).days)
    return gap <= GAP_DAYS


def _sum(seen: Account, near: list[RelatedActivity]) -> dict[str, float]:
    known = vocabulary().figures
    total = dict(seen.figures)
    for other in near:
        for name, value in other.figures.items():
            if known[name].unit in ADDED:
                total[name] = total.get(name, 0) + value
    return total
