"""Public states of the decision problem, or modes: phase, channel and stage, seen by both sides."""

from typing import Final

ANSWERED: Final = 0
"""Seen after a move: they answered, and kept it."""

SILENT: Final = 1
"""Seen after a move: no answer."""

CHEATED: Final = 2
"""Seen after a move: they agreed, and broke it."""

CALM: Final = 0
"""The phase of quiet times."""

CRISIS: Final = 1
"""The phase of a crisis."""

GRIEVANCE: Final = 2
"""The phase after a breach was seen, until it is cleared up or has led to a crisis."""

STAGES: Final = 3
MODES: Final = 18
"""Calm, crisis or grievance; channel closed or open; how many stages have been reached (0–2)."""

KEPT: Final = 32
"""Added to a mode where the first remembered move has been kept; twice that for the second."""

MOST_REMEMBERED: Final = 6
"""Measures whose keeping is remembered; each one doubles the public states."""


def mode_of(phase: int, channel: bool, stage: int) -> int:
    """The number of a public state.

    Args:
        phase: `CALM`, `CRISIS` or `GRIEVANCE`.
        channel: Whether a channel of communication is open.
        stage: Highest stage of a measure kept so far, 0 for none; 2 and 3 count the same, since
            both let every measure through.
    """
    return phase * 6 + int(channel) * 3 + min(stage, STAGES - 1)


def parts_of(mode: int) -> tuple[int, bool, int]:
    """Phase, channel and stage of a public state, whatever has been kept."""
    plain = mode % KEPT
    return plain // 6, bool(plain // 3 % 2), plain % 3


OPEN: Final = mode_of(CALM, channel=True, stage=2)
"""Quiet times with everything open, in which trust alone decides what can be begun."""
