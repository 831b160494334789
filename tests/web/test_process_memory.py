"""Memory of a served workbench: what is free is given back."""

import subprocess
import sys

import pytest

FREED = """
import os
import sys
import numpy as np
from longtin.web.serving.process_memory import give_back_early

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

settled = give_back_early() if sys.argv[1] == "early" else True
before = resident()
for _ in range(3):  # once such arrays have been freed, glibc takes the next from its heap
    np.ones(3_000_000)
arrays, pins = [], []
for _ in range(8):
    arrays.append(np.ones(3_000_000))
    pins.append(np.ones(12_000))  # what stays stands between what goes
arrays.clear()
print(int(settled), (resident() - before) // 1_000_000)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="settings of glibc")
def test_large_arrays_are_given_back_though_small_ones_stay_between() -> None:
    """Without the settings, what is free between what stays is kept by the process."""

    def kept(how: str) -> int:
        told = subprocess.run(
            [sys.executable, "-c", FREED, how], capture_output=True, text=True, check=True
        )
        settled, megabytes = told.stdout.split()
        assert settled == "1"
        return int(megabytes)

    assert kept("early") < 24 < kept("as it is")
