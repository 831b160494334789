"""What is held of an open record stays under its bound, however much is asked."""

import ctypes
import gc
import platform

import numpy as np
import polars as pl
import pytest

from longtin.acts import Record
from longtin.acts.record import store
from longtin.trust._held_by_record import HeldByRecord, alone


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


class Heaps(ctypes.Structure):
    """Of the C library: `mallinfo2`."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd")),
        *((name, ctypes.c_size_t) for name in ("usmblks", "fsmblks", "uordblks", "fordblks")),
        ("keepcost", ctypes.c_size_t),
    )


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks the C library")
def test_rows_chosen_from_an_answer_do_not_keep_the_whole_of_it() -> None:
    """Text of a frame is a view into what the frame was taken from."""
    asked = ctypes.CDLL(None).mallinfo2
    asked.restype = Heaps
    query = "SELECT repeat('text', 20) || range AS text FROM range(100000)"

    def taken() -> int:
        gc.collect()
        heaps = asked()
        return int(heaps.uordblks + heaps.hblkhd)

    with Record.shipped() as record:
        before = taken()
        rows = store.frame(record.connection, query).filter(pl.col("text").str.ends_with("9999"))
        kept = taken() - before
        rows = alone(rows)
        assert rows.height == 10
        assert rows["text"].str.starts_with("texttext").all()
        assert kept > 8_000_000
        assert taken() - before < 1_000_000
