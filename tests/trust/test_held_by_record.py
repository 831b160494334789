"""What is held of an open record stays under its bound, however much is asked."""

import gc

import numpy as np

from longtin.acts import Record
from longtin.trust._held_by_record import HeldByRecord


def test_answers_of_a_record_stay_under_their_bound_and_go_with_it() -> None:
    """The longest unasked goes first; another record's are others."""
    held = HeldByRecord[int, np.ndarray](1_000, lambda found: found.nbytes)
    one, other = Record.shipped(), Record.shipped()
    for number in range(30):
        held.keep(one, number, np.full(20, number))
        held.get(one, 0)
        assert held.taken(one) <= 1_000
    assert held.get(one, 0) is not None
    assert held.get(one, 1) is None
    assert held.get(other, 0) is None
    one.close()
    other.close()
    del one, other
    gc.collect()
    assert len(held._held) == 0
