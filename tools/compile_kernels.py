"""Compile the trust model's loops and keep them on disk, so that nobody waits for it later.

Run as `python tools/compile_kernels.py`, once for each environment; `make` does at set-up.
"""

from longtin.trust import _kernels

if __name__ == "__main__":
    _kernels.warm()
