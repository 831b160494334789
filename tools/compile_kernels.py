"""Compile the loops of the trust model and the planner and keep them on disk: nobody waits later.

Run as `python tools/compile_kernels.py`, once for each environment; `make` does at set-up.
"""

from longtin.plan import _policy
from longtin.trust import _kernels

if __name__ == "__main__":
    _kernels.warm()
    _policy.warm()
