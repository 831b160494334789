"""Measures in force: what a regime makes two states keep need not be agreed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from longtin._data import Certainty
from longtin.measures._activities.evaluation import worst
from longtin.measures._catalogue.measure import Measure
from longtin.measures._regimes.load import regimes
from longtin.measures._regimes.obligation import Obligation
from longtin.measures._regimes.parties import joined, party_status, rests
from longtin.measures._regimes.regime import Regime


@dataclass(frozen=True)
class GoverningObligation:
    """The obligation that makes states keep a measure.

    Attributes:
        regime: Where it stands.
        obligation: The obligation.
        since: The day from which it bound all of the states.
        certainty: Of the obligation, the regime's dates and its parties, the least sure.
    """

    regime: Regime
    obligation: Obligation
    since: date
    certainty: Certainty


def in_force(measure: Measure, states: Iterable[int], day: date) -> GoverningObligation | None:
    """By what a measure is in force between some states on a day.

    Only obligations that a measure names under `in_force_by` count: those that amount to it. That
    an obligation is in force says that it is owed, not that it is kept.

    Args:
        measure: The measure.
        states: Correlates of War codes.
        day: The day.

    Returns:
        The obligation that has bound all of them longest; `None` if none does.
    """
    codes, found = tuple(states), []
    for regime in regimes().values():
        for part in regime.obligations:
            if part.id not in measure.in_force_by or not part.holds_on(day):
                continue
            if all(
                party_status(regime, code, day).bound and not rests(regime, part.id, code, day)
                for code in codes
            ):
                found.append(_found(regime, part, codes, day))
    return min(found, key=lambda one: (one.since, one.obligation.id), default=None)


def _found(
    regime: Regime, part: Obligation, codes: tuple[int, ...], day: date
) -> GoverningObligation:
    spells = [joined(regime, code, day) for code in codes]
    days = [regime.force.since, part.valid_from, *(since for since, _ in spells)]
    return GoverningObligation(
        regime,
        part,
        max(each for each in days if each is not None),
        worst(regime.force.certainty, part.certainty, *(sure for _, sure in spells)),
    )
