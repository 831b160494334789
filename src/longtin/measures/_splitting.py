"""Whether parts of one activity, taken together, would owe what each alone does not."""

from collections.abc import Mapping
from typing import Final

from longtin._dates import Moment
from longtin.measures._account import Account, trigger
from longtin.measures._activity import Activity, Other, Seen, as_activity, views
from longtin.measures._answer import Answer, Hint

GAP_DAYS: Final = 14
"""Parts this near in time are looked at together; our judgement, and only for a hint."""

ADDED: Final = ("people", "pieces", "units", "ships", "sorties")
"""Units whose figures add up."""


def split(answers: tuple[Answer, ...], seen: Seen, parameters: Mapping[str, float]) -> list[Hint]:
    """Obligations that an activity and its neighbours in time would trigger together.

    Args:
        answers: What the activity alone comes to.
        seen: The activity.
        parameters: What the user has fixed.
    """
    near = [other for other in seen.activity.others if _is_near(other, seen)]
    if not near:
        return []
    figures = _sum(seen, near)
    whole = Seen(
        seen.activity.model_copy(update={"others": ()}),
        figures,
        seen.facts,
        seen.viewer,
        seen.codes,
    )
    found: dict[str, list[Answer]] = {}
    for each in answers:
        if each.outcome != "not_triggered" or each.why != "trigger":
            continue
        together = Account(each.regime, whole, parameters, Moment(seen.day))
        if trigger(together, each.obligation).holds:
            found.setdefault(each.regime.id, []).append(each)
    parts = tuple(other.name for other in near)
    return [Hint(tuple(owed), parts, figures) for owed in found.values()]


def _is_near(other: Other, seen: Seen) -> bool:
    """Whether another activity shares a state and lies close in time."""
    activity: Activity = as_activity(other, seen.activity)
    theirs = next(iter(views(activity, frozenset()).values()))
    if not set(theirs.acting) & set(seen.acting):
        return False
    first, last = seen.activity.start, seen.activity.end or seen.activity.start
    start, end = activity.start, activity.end or activity.start
    gap = max((start.day - last.day).days, (first.day - end.day).days)
    return gap <= GAP_DAYS


def _sum(seen: Seen, near: list[Other]) -> dict[str, float]:
    from longtin.measures._vocabulary import vocabulary

    known = vocabulary().figures
    total = dict(seen.figures)
    for other in near:
        for name, value in other.figures.items():
            if known[name].unit in ADDED:
                total[name] = total.get(name, 0) + value
    return total
