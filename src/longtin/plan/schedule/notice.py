"""Notice periods: what the regimes in force between two states ask of the dates of a plan."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from longtin import actors, measures
from longtin.measures import Measure, Obligation, Regime

DAYS: Final = {"days": 1, "weeks": 7, "months": 31}
"""How many days a unit has at the most."""
VOLUNTARY: Final = "VOL"


def between(here: str, there: str, day: date) -> tuple[Regime, ...]:
    """Regimes that bind both states on a day, voluntary ones included.

    Args:
        here: Code of a state.
        there: Code of the other.
        day: The day.
    """
    codes = [actors.find(each, day).ccode for each in (here, there)]
    return tuple(
        found
        for found in measures.regimes().values()
        if all(measures.party_status(found, code, day).bound for code in codes)
    )


def notice(measure: Measure, regimes: tuple[Regime, ...]) -> int:
    """Days of notice that regimes ask for before a measure, where they are not voluntary.

    Args:
        measure: Which names the obligations that use it.
        regimes: Those in force between the two.
    """
    return max(
        (
            (part.deadline.amount or 0) * DAYS[part.deadline.unit]
            for found, part in _parts(measure, regimes)
            if part.deadline is not None
            and part.deadline.relation == "before"
            and part.deadline.unit in DAYS
            and found.binding_of(part) != VOLUNTARY
        ),
        default=0,
    )


def relied_on(chosen: tuple[Measure, ...], regimes: tuple[Regime, ...]) -> tuple[Regime, ...]:
    """Those regimes whose obligations some of the measures carry out."""
    used = {found.id for measure in chosen for found, _ in _parts(measure, regimes)}
    return tuple(found for found in regimes if found.id in used)


def _parts(measure: Measure, regimes: tuple[Regime, ...]) -> Iterator[tuple[Regime, Obligation]]:
    for found in regimes:
        for part in found.obligations:
            if (part.row or part.id) in measure.regimes:
                yield found, part
