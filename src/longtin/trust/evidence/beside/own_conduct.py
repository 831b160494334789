"""Mirror: what trusters did to those they trust, as a sign of what they have seen of them."""

from dataclasses import replace

import numpy as np

from longtin.acts import Record
from longtin.trust.evidence import withheld_types
from longtin.trust.evidence.context import WeeklyConduct
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import COUNTED, Weeks, placed_reports


def mirror(record: Record, held: Weeks, counting: Counting) -> WeeklyConduct:
    """What the trusters of weeks did to their trustees, in the same weeks and columns.

    Args:
        record: What the weeks were read from.
        held: Pairs by weeks.
        counting: How reports count, as the weeks were read with.
    """
    turned = tuple((trustee, truster) for truster, trustee in held.pairs)
    placed = placed_reports(record, turned, held.ends[-1], counting, COUNTED)
    counted = np.zeros(held.counted.shape)
    step, column, kind = (placed[name].to_numpy() for name in ("step", "column", "kind_row"))
    np.add.at(counted, (kind, step, column), placed["share"].to_numpy())
    held_back = withheld_types.stretches(record)
    partial = withheld_types.partial_sights(record, placed, held_back, held.mass.shape, held.kinds)
    seen = tuple(
        replace(each, mass={of: mass * held.dated for of, mass in each.mass.items()})
        for each in partial
    )
    return WeeklyConduct(counted * held.dated, seen)
