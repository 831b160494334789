"""Figures and the thresholds of a regime: those a little under one, and those seen to be above."""

from collections.abc import Iterable, Iterator, Mapping

from longtin.measures import Regime
from longtin.register.alerting.declared import COMPARE, DeclaredActivity, weigh
from longtin.register.status_matrix import FigureDifference, StatusAlert, ThresholdMargin


def near_thresholds(
    activities: Iterable[DeclaredActivity], regime: Regime, share: float
) -> Iterator[StatusAlert]:
    """An alert for each figure that is declared a little under a threshold of the regime.

    Args:
        activities: As declared.
        regime: Whose rows say the thresholds.
        share: How much of a threshold may be missing, from 0 to 1; 0 looks for none.
    """
    for activity in activities:
        if not activity.is_accepted:
            continue
        rows: dict[tuple[str, float, float], list[str]] = {}
        for duty in regime.obligations:
            if activity.kinds & set(duty.on) and duty.holds_on(activity.day):
                holds, near = weigh(regime, duty.when, activity.figures, share)
                for one in near if holds is not True else ():
                    names = rows.setdefault((one.figure, one.value, one.limit), [])
                    names.extend([duty.id] if duty.id not in names else [])
        for (figure, value, limit), names in rows.items():
            seen = activity.observed.get(figure)
            yield StatusAlert(
                "near_threshold",
                activity.party,
                margin=ThresholdMargin(
                    activity.name, figure, value, limit, tuple(names),
                    *(seen or (None, None)),
                ),
            )  # fmt: skip


def crossed(
    difference: FigureDifference, kinds: frozenset[str], regime: Regime
) -> Mapping[float, tuple[str, ...]]:
    """Limits of the regime between a figure as notified and as observed, and whose they are."""
    found: dict[float, dict[str, None]] = {}
    for duty in regime.obligations:
        if duty.when is None or not kinds & set(duty.on):
            continue
        for node in duty.when.nodes():
            if node.quantity != difference.figure or not isinstance(node.value, int | float):
                continue
            above = COMPARE[node.op or "=="]
            if above(difference.observed, node.value) and not above(
                difference.notified, node.value
            ):
                found.setdefault(float(node.value), {})[duty.id] = None
    return {limit: tuple(found[limit]) for limit in sorted(found)}
