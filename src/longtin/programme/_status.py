"""Implementation scores: how far a programme is carried out, as the Peace Accords Matrix has it."""

from dataclasses import dataclass
from datetime import date

from longtin.programme._fields import Status
from longtin.programme._programme import Programme
from longtin.programme._step import Step

ALL = 3
"""The score of a step that is wholly carried out."""


@dataclass(frozen=True)
class Implementation:
    """What is carried out of a programme by a day.

    Attributes:
        steps: How many steps it has.
        due: How many have begun, and are not said to be not due.
        reported: How many of those somebody has scored.
        score: Sum of their scores, each from 0 to 3.

    Source:
        [Joshi, Quinn & Regan 2015].
    """

    steps: int
    due: int
    reported: int
    score: int

    @property
    def share(self) -> float:
        """Part of what is due and reported that is carried out, in [0, 1]; 0 if nothing is."""
        return self.score / (ALL * self.reported) if self.reported else 0.0


def status_on(step: Step, day: date) -> Status | None:
    """How far a step is carried out by the last report up to a day; else what `status` says."""
    told = [each for each in step.reports if each.on <= day and each.status is not None]
    return max(told, key=lambda each: each.on).status if told else step.status


def implementation(programme: Programme, today: date) -> Implementation:
    """How far a programme is carried out by a day.

    Args:
        programme: The programme.
        today: Steps that start later are not due.
    """
    due = [
        step
        for step in programme.steps
        if step.start <= today and status_on(step, today) != "not_due"
    ]
    scores = [score for step in due if isinstance(score := status_on(step, today), int)]
    return Implementation(len(programme.steps), len(due), len(scores), sum(scores))
