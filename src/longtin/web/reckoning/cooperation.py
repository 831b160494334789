"""Acting together, as pages and the API ask of it alike: one commitment, one comparison."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Final

from longtin import forums, promises
from longtin.acts import Record
from longtin.errors import UnknownIdError

DRAWS: Final = 100
"""Of a comparison of forums."""


def standing_on(name: str, day: date) -> promises.Standing:
    """How one commitment stands on a day.

    Raises:
        UnknownIdError: There is none of that name, or it was made later.
    """
    known = promises.statements()
    found = promises.commitment(name, known)
    if found.made > day:
        raise UnknownIdError(
            "`{name}` was made on {made}, and on {day} nobody knew of it. Ask for a later day.",
            name=name,
            made=found.made,
            day=day,
        )
    return promises.standing(found, day, known.commitments)


def comparison_of(
    problem: forums.CooperationProblem,
    *,
    states: Sequence[str] = (),
    whose: str | None = None,
    more: Sequence[object] = (),
) -> tuple[Hashable, Callable[[Record], forums.ForumComparison]]:
    """By what a comparison of forums is found again, and how it is made.

    Args:
        problem: As it is compared.
        states: Whom it concerns; those of its file without.
        whose: Whose view is told too.
        more: What else sets it apart from the shipped problem of the same name.
    """

    def make(record: Record) -> forums.ForumComparison:
        return forums.compare(problem, record, states=states or None, for_state=whose, draws=DRAWS)

    return ("forums", problem.id, *states, whose, *more), make
