"""What every test runs under: properties over cases that are the same everywhere, and untimed."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a worker a core: more threads only wait

from hypothesis import HealthCheck, settings

UNTIMED = [HealthCheck.too_slow]  # a busy machine is slow, not wrong

settings.register_profile(
    "longtin", deadline=None, derandomize=True, database=None, suppress_health_check=UNTIMED
)
settings.register_profile(
    "explore", deadline=None, max_examples=20_000, suppress_health_check=UNTIMED, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "longtin"))
