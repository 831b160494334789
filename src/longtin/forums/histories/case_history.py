"""Schema of `history:` in a scenario: what was tried, what came of it, and what may be said of it.

Which side of the argument between universal bodies and states acting by themselves a case
supports is not judged in the file: it follows from how far each forum that was tried delivered.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from pydantic import Field

from longtin._data import Bilingual, Closed, checked
from longtin.errors import DataError
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._issue.issue_files import scenario
from longtin.forums.institutions.forum_outcome import Forum

Grade = Literal["delivered", "partly", "failed"]
"""How far a forum that was tried delivered: the aim was reached; a part of it that can be measured
was; nothing that lasted was."""

Side = Literal["universal", "states", "both", "neither"]
"""Which side of the argument a case supports."""

Agreement = Literal["agrees", "disagrees", "silent"]
"""Whether history agrees with a forum said to be best, or cannot say."""

BODIES: Final = ("universal", "majority")
"""Forums of the universal side: bodies of all, by consensus or by vote."""

WORTH: Final = MappingProxyType({"delivered": 2, "partly": 1, "failed": 0})
"""Grades in their order."""


class CaseFigure(Closed):
    """One figure of what happened.

    Attributes:
        what: What it counts, with its unit.
        value: The figure.
        year: The year it is of.
        source: A key of the scenario's sources.
    """

    what: Bilingual
    value: float
    year: int
    source: str


class CaseHistory(Closed):
    """What happened in a case.

    Attributes:
        judged: The day on which inputs and history were written, before anything was computed.
        chosen: `source` where the article whose argument is tested names the case, else `added`.
        forums: How far each forum that was tried delivered.
        robust: Whether that reading is generally shared (`strong`), disputed (`contested`), or too
            early to tell (`open`).
        inputs: How the inputs of the file were judged.
        happened: What happened, with dates.
        why: Why, in terms of forums.
        doubt: What somebody who disagrees would say.
        figures: What can be counted.
    """

    judged: date
    chosen: Literal["source", "added"]
    forums: Mapping[Forum, Grade] = Field(min_length=1)
    robust: Literal["strong", "contested", "open"]
    inputs: Bilingual
    happened: Bilingual
    why: Bilingual
    doubt: Bilingual
    figures: tuple[CaseFigure, ...] = ()

    @property
    def side(self) -> Side:
        """Which side did better: the better grade among its forums; untried counts as nothing."""
        bodies = self._best(each for each in self.forums if each in BODIES)
        states = self._best(each for each in self.forums if each not in BODIES)
        if bodies == states:
            return "both" if bodies else "neither"
        return "universal" if bodies > states else "states"

    @property
    def delivered_by(self) -> tuple[str, ...]:
        """The forums that delivered most of what was delivered; none where nothing was."""
        best = self._best(self.forums)
        return tuple(each for each, grade in self.forums.items() if best and WORTH[grade] == best)

    def grade(self, forum: str) -> Grade | None:
        """How far a forum delivered; `None` if it was not tried."""
        return next((grade for each, grade in self.forums.items() if each == forum), None)

    def agreement(self, forum: str) -> Agreement:
        """Whether history agrees that a forum was the best one for the case.

        Args:
            forum: Its id.

        Returns:
            `agrees` if it is among those that delivered most. `silent` if nothing was delivered
            and it was not tried: then nobody knows. Else `disagrees`.
        """
        if forum in self.delivered_by:
            return "agrees"
        return "disagrees" if self.delivered_by or forum in self.forums else "silent"

    def _best(self, forums: Iterable[Forum]) -> int:
        return max((WORTH[self.forums[each]] for each in forums), default=0)


@cache
def history_of(name: str) -> CaseHistory:
    """The history of one shipped scenario.

    Raises:
        DataError: There is no such scenario, it has no history, or a figure has no source.
    """
    return checked_history(scenario(name))


def checked_history(problem: CooperationProblem) -> CaseHistory:
    """The history that an issue file carries.

    Raises:
        DataError: It has none, or it is not as it should be.
    """
    if problem.history is None:
        raise DataError(
            "`{name}` has no `history`. Add what happened, as the shipped scenarios have it.",
            name=problem.id,
        )
    found = checked(dict(problem.history), {}, CaseHistory, problem.id)
    for figure in found.figures:
        if figure.source not in problem.sources:
            raise DataError(
                "`{key}`, the source of a figure in the history of `{name}`, is not among "
                "`sources`. Add it there.",
                key=figure.source,
                name=problem.id,
            )
    return found
