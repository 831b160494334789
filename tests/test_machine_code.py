"""Loops kept as object files give what Numba gives, and are never used for other arguments."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from longtin import _kept_files
from longtin._machine_code import Loop, kept

Numbers = NDArray[Any]


def add(ones: Numbers, others: Numbers, times: float, made: Numbers) -> None:
    """One array and another, times a number."""
    for at in range(ones.size):
        made[at] = ones[at] + others[at] * times


def copied(ones: Numbers, made: Numbers) -> None:
    """By way of memory of its own, which a kept loop may not ask for."""
    spare = np.empty(ones.size)
    for at in range(ones.size):
        spare[at] = ones[at]
    for at in range(ones.size):
        made[at] = spare[at]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where object files are kept here."""
    monkeypatch.setattr(_kept_files, "folders", lambda: (tmp_path,))
    return tmp_path


def run(loop: Loop, kind: type = np.float64) -> Numbers:
    """What the loop makes of two small arrays."""
    made: Numbers = np.empty(3, kind)
    loop(np.array([1, 2, 3], kind), np.array([4, 5, 6], kind), 0.5, made)
    return made


def test_a_loop_is_kept_and_found_again(folder: Path) -> None:
    """The second time nothing is compiled."""
    assert not kept(add)
    kept.cache_clear()
    first = run(Loop(add, lambda: None))

    def unwanted() -> None:
        raise AssertionError

    again = Loop(add, unwanted)

    assert kept(add)
    np.testing.assert_array_equal(first, [3.0, 4.5, 6.0])
    np.testing.assert_array_equal(run(again), first)


def test_other_arguments_are_another_file(folder: Path) -> None:
    """Machine code takes memory for what it was compiled for."""
    loop = Loop(add, lambda: None)

    np.testing.assert_array_equal(run(loop), run(loop, np.float32))
    assert len(list(folder.iterdir())) == 2


def test_a_damaged_file_is_made_anew(folder: Path) -> None:
    """It would otherwise be run."""
    run(Loop(add, lambda: None))
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")

    np.testing.assert_array_equal(run(Loop(add, lambda: None)), [3.0, 4.5, 6.0])
    assert file.read_bytes()[-1:] == whole[-1:]


def test_what_asks_for_memory_or_has_gaps_is_left_to_numba(folder: Path) -> None:
    """Numba's own memory is not there without Numba, and a kept loop takes whole arrays."""
    made = np.empty(3)
    Loop(copied, lambda: None)(np.array([1.0, 2.0, 3.0]), made)
    gapped = np.arange(6.0)[::2]
    Loop(add, lambda: None)(gapped, gapped, 1.0, made)

    np.testing.assert_array_equal(made, [0.0, 4.0, 8.0])
    assert not list(folder.iterdir())


def test_a_kept_loop_loads_without_numba() -> None:
    """Which is what it is kept for."""
    ask = (
        "import sys, numpy as np\n"
        "from longtin.trust.model import parallel\n"
        "parallel.warm()\n"
        "sys.exit('numba' in sys.modules)\n"
    )
    make = subprocess.run([sys.executable, "-c", ask], check=False, capture_output=True)
    again = subprocess.run([sys.executable, "-c", ask], check=False, capture_output=True)

    assert make.returncode in {0, 1}, make.stderr
    assert again.returncode == 0, again.stderr
