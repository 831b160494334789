"""Venues by job: which institution suits convening, informing, coordinating, operating, enforcing.

A body of all states can convene and inform although it decides nothing; to operate takes means and
an agreement, to enforce takes means and something that a breaker would lose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from longtin.forums._setting.setting import Setting
from longtin.forums.comparison.measured import Measured
from longtin.forums.institutions.carry_out import FORUMS
from longtin.forums.institutions.forum_outcome import Forum

Job = Literal["convening", "informing", "coordinating", "operating", "enforcing"]
"""What a venue may be wanted for."""

JOBS: Final[tuple[Job, ...]] = get_args(Job)

AT_ONE_TABLE: Final = frozenset({"universal", "majority", "conditional"})
"""Institutions at whose table all states sit, whatever is decided."""

CAN_EXCLUDE: Final = frozenset({"willing", "growing", "bilateral", "conditional"})
"""Institutions whose members can stop serving one that breaks its word."""

CLOSE: Final = 0.05
"""Difference of scores below which two suit a job equally well."""


@dataclass(frozen=True)
class JobVenue:
    """How well institutions suit one job.

    Attributes:
        job: Which.
        scores: Of each institution, 0 to 1, mean of the draws.
        best: Those that suit it best, within `CLOSE` of each other.
    """

    job: Job
    scores: Mapping[Forum, float]
    best: tuple[Forum, ...]


def venues(
    settings: Sequence[Setting], drawn: Sequence[Mapping[Forum, Measured]]
) -> tuple[JobVenue, ...]:
    """How well the institutions suit each job.

    Convening: share of the states at the table. Informing: share of all means whose owners report
    there. Coordinating: the same where there is an agreement, as far as it is kept.
    Operating: members' means times how far beyond acting alone they go. Enforcing: members' means
    times what a breaker would lose, by being seen, left out or penalised.
    """
    found = []
    for job in JOBS:
        scores = {
            name: float(
                np.mean(
                    [
                        _score(job, name, setting, measures[name])
                        for setting, measures in zip(settings, drawn, strict=True)
                    ]
                )
            )
            for name in FORUMS
        }
        top = max(scores.values())
        best = tuple(name for name in FORUMS if scores[name] >= top - CLOSE and top > CLOSE)
        found.append(JobVenue(job, scores, best))
    return tuple(found)


def _score(job: Job, forum: Forum, setting: Setting, found: Measured) -> float:
    if forum == "national":
        return 0.0
    at_table = forum in AT_ONE_TABLE
    match job:
        case "convening":
            return 1.0 if at_table else found.breadth
        case "informing":
            return 1.0 if at_table else found.weight
        case "coordinating":
            return found.weight * found.kept
        case "operating":
            return found.weight * min(found.depth, 1.0)
        case "enforcing":
            lost = setting.enforcement
            if forum in CAN_EXCLUDE:
                excluded = min(1.0, 1.0 - setting.publicness + setting.penalty)
                lost = lost + (1.0 - lost) * excluded
            return found.weight * lost
