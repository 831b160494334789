"""Ladder of what was promised: pledged, committed, allocated, paid, each summed by itself.

Rungs, directions and units are never added to each other, and nothing is counted twice: of what
was said again only the latest counts, and what is part of a larger promise counts within it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from longtin.promises._standing.standing import Standing
from longtin.promises._statements.commitment import Direction
from longtin.promises._statements.vocabulary import vocabulary


@dataclass(frozen=True)
class LadderRow:
    """What stands on one rung.

    Attributes:
        rung: A key of the vocabulary.
        direction: Given or taken in.
        unit: A key of the vocabulary.
        amount: The sum; the middle of what was said as a range.
        low: The sum of the least.
        high: The sum of the most.
        count: Of how many statements.
    """

    rung: str
    direction: Direction
    unit: str
    amount: float
    low: float
    high: float
    count: int


def ladder(standings: Iterable[Standing]) -> tuple[LadderRow, ...]:
    """Sums by rung, direction and unit, of what can be added up.

    What was delivered stands on the rung of the delivery, or on `disbursement` where that is not
    said. Shares of something are not added, and stand in no row.

    Args:
        standings: How commitments stand, as `commitments` gives them.
    """
    held = tuple(standings)
    listed = {each.commitment.id for each in held}
    sums: dict[tuple[str, Direction, str], list[float]] = {}
    for each in held:
        one = each.commitment
        if each.restated_by in listed or one.part_of in listed:
            continue
        amount = one.amount
        if amount is not None and amount.counted.kind in ("money", "count"):
            ends = (amount.low or amount.middle, amount.high or amount.middle)
            _add(sums, (one.rung, one.direction, amount.unit), amount.middle, *ends)
        last = next((d for d in reversed(one.deliveries) if d.amount), None)
        if last is not None and last.amount is not None and each.delivered is not None:
            unit, done = last.amount.unit, each.delivered
            if last.amount.counted.kind in ("money", "count"):
                _add(sums, (last.rung or "disbursement", one.direction, unit), done, done, done)
    order = list(vocabulary().rungs)
    return tuple(
        LadderRow(rung, direction, unit, middle, low, high, int(count))
        for (rung, direction, unit), (middle, low, high, count) in sorted(
            sums.items(), key=lambda item: (item[0][2], item[0][1], order.index(item[0][0]))
        )
    )


def _add(
    sums: dict[tuple[str, Direction, str], list[float]],
    row: tuple[str, Direction, str],
    middle: float,
    low: float,
    high: float,
) -> None:
    held = sums.setdefault(row, [0.0, 0.0, 0.0, 0.0])
    for place, more in enumerate((middle, low, high, 1.0)):
        held[place] += more
