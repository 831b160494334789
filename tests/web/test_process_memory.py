"""Memory of a served workbench: what is free is given back."""

import subprocess
import sys

import pytest

from longtin.web.reckoning import process_memory

FREED = """
import os
import sys
from runpy import run_path
ours = run_path(sys.argv[2])

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

settled = sys.argv[1] != "early" or ours["give_back_early"]()
before = resident()
for _ in range(3):  # once such arrays have been freed, glibc takes the next from its heap
    bytearray(24_000_000)
arrays, pins = [], []
for _ in range(8):
    arrays.append(bytearray(24_000_000))
    pins.append(bytearray(96_000))  # what stays stands between what goes
arrays.clear()
settled &= sys.argv[1] != "late" or ours["give_back"]()
print(int(settled), (resident() - before) // 1_000_000)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="settings of glibc")
def test_large_arrays_are_given_back_though_small_ones_stay_between() -> None:
    """Where neither is done, what is free between what stays is kept by the process."""

    def kept(how: str) -> int:
        told = subprocess.run(
            [sys.executable, "-S", "-c", FREED, how, process_memory.__file__],
            capture_output=True,
            text=True,
            check=True,
        )
        settled, megabytes = told.stdout.split()
        assert settled == "1"
        return int(megabytes)

    assert max(kept("early"), kept("late")) < 24 < kept("never")
