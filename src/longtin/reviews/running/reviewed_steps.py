"""Steps on the day of a review: how far each is carried out, answered, late or broken."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from longtin.programme import Programme, Step, StepReport, status_on

State = Literal["not_due", "under_way", "done", "late", "unreported", "broken"]
Answer = Literal["none_expected", "awaited", "given", "refused", "overdue"]
Gate = Literal["none", "open", "closed", "undecided"]


@dataclass(frozen=True)
class ReviewedStep:
    """A step on the day of a review.

    Attributes:
        step: The step.
        state: `not_due`, `under_way`, `done`, `late` (over and not wholly carried out),
            `unreported` (over, and nobody said how it went) or `broken` (not kept).
        score: On the scale of the Peace Accords Matrix, 0 to 3; nothing where nobody scored it.
        days_late: Days since it should have been over; 0 where it is not late.
        answer: Whether the others answered what some did alone.
        answer_due: By when they should have; nothing without a term.
        gate: Whether the condition to go on to it is met.
        rests_on: Ids of steps it leans on that are not done, or are broken.
        last: The last report up to the day.
    """

    step: Step
    state: State
    score: int | None
    days_late: int
    answer: Answer
    answer_due: date | None
    gate: Gate
    rests_on: tuple[str, ...]
    last: StepReport | None


def reviewed_steps(programme: Programme, day: date) -> tuple[ReviewedStep, ...]:
    """Every step on a day, in the order of their days; nothing later is read."""
    states = {step.id: _state(step, day) for step in programme.steps}
    ordered = sorted(programme.steps, key=lambda each: (each.start, each.end))
    return tuple(_reviewed(step, day, states) for step in ordered)


def told(step: Step, day: date) -> list[StepReport]:
    """Reports up to a day, in their order."""
    return sorted((each for each in step.reports if each.on <= day), key=lambda each: each.on)


def _reviewed(step: Step, day: date, states: dict[str, State]) -> ReviewedStep:
    reports, score, state = told(step, day), status_on(step, day), states[step.id]
    answer, due = _answer(step, day, state)
    late = (day - step.end).days if state in {"late", "unreported"} else 0
    return ReviewedStep(
        step,
        state,
        score if isinstance(score, int) else None,
        late,
        answer,
        due,
        _gate(step, day),
        tuple(each for each in step.after if states[each] != "done"),
        reports[-1] if reports else None,
    )


def _state(step: Step, day: date) -> State:
    kept = [each.kept for each in told(step, day) if each.kept is not None]
    score = status_on(step, day)
    if kept and not kept[-1]:
        return "broken"
    if score == 3:
        return "done"
    if step.start > day or score == "not_due":
        return "not_due"
    if step.end >= day:
        return "under_way"
    return "late" if isinstance(score, int) else "unreported"


def _answer(step: Step, day: date, state: State) -> tuple[Answer, date | None]:
    if step.answer is None:
        return "none_expected", None
    term = step.answer.within_days
    due = None if term is None else step.end + timedelta(days=term)
    given = [each.answer for each in told(step, day) if each.answer is not None]
    if given:
        return given[-1], due
    if state == "not_due":
        return "none_expected", due
    return ("overdue" if due is not None and due < day else "awaited"), due


def _gate(step: Step, day: date) -> Gate:
    said = [each.gate for each in told(step, day) if each.gate is not None]
    if said:
        return said[-1]
    return "none" if step.gate is None else "undecided"
