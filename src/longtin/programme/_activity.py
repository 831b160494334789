"""The military activity of a step, held against the regimes in force."""

from collections.abc import Mapping
from datetime import date

from longtin import measures
from longtin._data import Place, checked
from longtin.measures import Activity, Determination
from longtin.programme._step import Step


def activity(step: Step, where: str = "step", lines: Mapping[Place, int] | None = None) -> Activity:
    """The activity of a step that states one; what it leaves out is as in the step.

    Args:
        step: With `activity`.
        where: Name of the file, for refusals.
        lines: The line of each part of the activity.

    Raises:
        DataError: It is not an activity.
    """
    implied = {
        "activity": 1,
        "name": step.id,
        "participants": list(step.by),
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
    }
    return checked({**implied, **(step.activity or {})}, lines or {}, Activity, where)


def owed(step: Step, today: date) -> tuple[Determination, ...]:
    """What every regime that binds those who act says of a step on a day; nothing of most steps."""
    return measures.check(activity(step), today).determinations if step.activity is not None else ()
