"""How many cases are drawn of a property whose cases are dear: few here, many by `make explore`."""

from typing import Any

from hypothesis import settings

EXPLORING = 100
"""How many times as many cases `make explore` draws of them."""


def few(cases: int, **more: Any) -> settings:
    """Settings for so many cases, with what else a test asks for."""
    often = EXPLORING if settings.get_current_profile_name() == "explore" else 1
    return settings(max_examples=cases * often, **more)
