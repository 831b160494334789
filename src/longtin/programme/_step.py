"""The model of a step: one measure, who does it, what is expected in return, who verifies it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from longtin.programme._fields import (
    Day,
    Names,
    ProgrammePart,
    Response,
    Said,
    Share,
    Slug,
    Status,
    Words,
)


class ExpectedAnswer(ProgrammePart):
    """What the others should do in return.

    Attributes:
        of: Who answers; `from` in the file.
        within_days: In how many days after the step's end.
        how: By doing what.
    """

    of: Names = Field(alias="from", min_length=1)
    within_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    how: Words | None = None


class Verification(ProgrammePart):
    """How anybody knows that a step was done.

    Attributes:
        by: Only those who act, the others, all together, or a third party.
        who: Which body.
        how: By what means.
    """

    by: Literal["acting", "counterpart", "joint", "third_party"]
    who: Words | None = None
    how: Words | None = None


class Violation(ProgrammePart):
    """What happens if a step is not kept.

    Attributes:
        do: Responses in their order.
        within_days: In how many days the first of them comes.
        how: Through whom.
    """

    do: tuple[Response, ...] = Field(min_length=1)
    within_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    how: Words | None = None


class Talks(ProgrammePart):
    """Negotiations that a step needs first.

    Attributes:
        start: Their first day.
        end: Their last.
    """

    start: Day
    end: Day


class StepReport(ProgrammePart):
    """What was reported of a step on a day; the last one up to a day holds on that day.

    Attributes:
        on: The day.
        status: How far the step is carried out.
        answer: Whether the others answered what some did alone, or refused.
        kept: Whether what was agreed is kept; `false` for a violation.
        gate: Whether the condition to go on to the step is met.
        what: What happened, in words.
        sources: Ids of sources.
    """

    on: Day
    status: Status | None = None
    answer: Literal["given", "refused"] | None = None
    kept: bool | None = None
    gate: Literal["open", "closed"] | None = None
    what: Words | None = None
    sources: Names = ()


class Step(ProgrammePart):
    """One measure, carried out by somebody between two days.

    Attributes:
        id: Its name.
        measure: What kind, by its name in the catalogue.
        title: What is done here in particular.
        by: Who acts.
        start: First day.
        end: Last day.
        stake: How exposed those who act are if the other side cheats; else as in the catalogue.
        cost: Money, staff and preparation, from 0 to 1; else as in the catalogue.
        answer: What the others should do in return, when not all parties act.
        after: Steps that must have come first.
        gate: On what condition one goes on to this step.
        talks: Negotiations it needs first.
        verification: How anybody knows that it was done.
        on_violation: What happens if it is not kept.
        contact: How people meet in it, if they do.
        level: Who meets.
        forum: In which forum.
        task: What it asks of the forum.
        objectives: Which objectives it serves.
        binding: Whether it rests on a legal undertaking.
        activity: The military activity it consists of, as `longtin regime check` reads it.
        status: How far it is carried out.
        reports: What was reported of it, each with its day.
        sources: Ids of sources.
    """

    id: Slug
    measure: Said
    title: Words | None = None
    by: Names = Field(min_length=1)
    start: Day
    end: Day
    stake: Share | None = None
    cost: Share | None = None
    answer: ExpectedAnswer | None = None
    after: Names = ()
    gate: Words | None = None
    talks: Talks | None = None
    verification: Verification | None = None
    on_violation: Violation | None = None
    contact: Literal["in_person", "online", "none"] | None = None
    level: Literal["leaders", "ministers", "officials", "military", "experts", "people"] | None = (
        None
    )
    forum: Said | None = None
    task: Literal["convene", "inform", "coordinate", "operate"] | None = None
    objectives: Names = ()
    binding: bool = False
    activity: Mapping[str, Any] | None = None
    status: Status | None = None
    reports: tuple[StepReport, ...] = ()
    sources: Names = ()
