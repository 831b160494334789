"""Tally of the library: in how many cases each forum is best, and in how many history agrees.

What counts as robust was settled before anything was computed: the same forum is the best in at
least two of three draws from the ranges of the inputs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from longtin.errors import DataError
from longtin.forums._issue.issue_files import scenario
from longtin.forums.histories.case_history import (
    BODIES,
    WORTH,
    Agreement,
    CaseHistory,
    Side,
    history_of,
)
from longtin.forums.histories.case_results import CaseResult, CaseResults, shipped_results
from longtin.page import in_notebook

ROBUST: Final = 2.0 / 3.0
"""Share of draws from which a best forum counts as robust."""

SAME: Final = 1e-6
"""Difference of gains below which two forums do equally well."""


@in_notebook("longtin.forums.histories.case_page:case_page", lambda one: f"CaseCount of {one.name}")
@dataclass(frozen=True)
class CaseCount:
    """One case in the tally.

    Attributes:
        name: Of its scenario.
        history: What happened.
        result: What the comparison says.
    """

    name: str
    history: CaseHistory
    result: CaseResult

    @property
    def agreement(self) -> Agreement:
        """Whether history agrees with the forum said to be best."""
        return self.history.agreement(self.result.best)

    @property
    def is_robust(self) -> bool:
        """Whether the best forum is the same across most of the ranges."""
        return self.result.share >= ROBUST

    @property
    def best_side(self) -> Side:
        """The side of the forum said to be best."""
        return "universal" if self.result.best in BODIES else "states"

    @property
    def side_agreement(self) -> Agreement:
        """Whether history agrees with the side of the best forum, whichever forum of it."""
        if self.history.side == "neither":
            return "silent"
        return "agrees" if self.history.side in {self.best_side, "both"} else "disagrees"


@in_notebook(
    "longtin.forums.histories.cases_page:cases_page",
    lambda held: f"CaseTally of {len(held.cases)} cases",
)
@dataclass(frozen=True)
class CaseTally:
    """The count over cases.

    Attributes:
        results: What was counted.
        cases: One a case, in the order of names.
    """

    results: CaseResults
    cases: tuple[CaseCount, ...]

    def case(self, name: str) -> CaseCount:
        """One case by its name.

        Raises:
            DataError: There is none of that name; the nearest is named.
        """
        scenario(name)
        key = name.strip().lower()
        found = next((case for case in self.cases if case.name == key), None)
        if found is None:
            raise DataError(
                "`{name}` has not been computed. `longtin forum compare --scenario {name}` does "
                "it.",
                name=key,
            )
        return found

    def best(self, *, only_robust: bool = False) -> Mapping[str, int]:
        """In how many cases each forum is the best."""
        return Counter[str](
            case.result.best for case in self.cases if case.is_robust or not only_robust
        )

    def agreements(self, *, only_robust: bool = False) -> Mapping[str, int]:
        """In how many cases history agrees, disagrees, and cannot say."""
        return Counter[str](
            case.agreement for case in self.cases if case.is_robust or not only_robust
        )

    def side_agreements(self) -> Mapping[str, int]:
        """The same of the sides alone."""
        return Counter[str](case.side_agreement for case in self.cases)

    def sides(self, chosen: str | None = None) -> Mapping[str, int]:
        """Which side history supports, of all cases or of those chosen so."""
        return Counter[str](
            case.history.side for case in self.cases if chosen in {None, case.history.chosen}
        )

    def always(self, side: Side) -> int:
        """Cases in which history would agree with a side that is named in every one."""
        return sum(case.history.side in {side, "both"} for case in self.cases)

    def ordered(self) -> tuple[float, int]:
        """Of pairs of forums that were tried in one case, how many are computed in their order.

        Returns:
            Pairs whose gains are in the order of their grades, ties as one half; and all pairs of
            different grades.
        """
        found = [one for case in self.cases for one in _orders(case)]
        return sum(found), len(found)

    def chance(self) -> float:
        """Cases in which history would agree with a forum drawn by lot, on average."""
        return sum(len(case.history.delivered_by) / len(case.result.forums) for case in self.cases)

    def constant(self) -> tuple[str, int]:
        """The one forum that, named in every case, history would agree with most often."""
        named = Counter[str](each for case in self.cases for each in case.history.delivered_by)
        return max(sorted(named.items()), key=lambda item: item[1])


def _orders(case: CaseCount) -> Iterator[float]:
    """Of each pair of forums tried with different grades: 1 in their order, 0 not, one half."""
    gains = {forum: case.result.forums[forum].gain for forum in case.history.forums}
    for one, other in combinations(case.history.forums, 2):
        grades = WORTH[case.history.forums[one]] - WORTH[case.history.forums[other]]
        ahead = gains[one] - gains[other]
        if grades:
            yield 0.5 if abs(ahead) <= SAME else float(ahead * grades > 0.0)


def case_tally(results: CaseResults | None = None) -> CaseTally:
    """The count over the cases of a set of results; of the shipped ones without it."""
    found = results or shipped_results()
    return CaseTally(
        results=found,
        cases=tuple(
            CaseCount(name, history_of(name), case) for name, case in sorted(found.cases.items())
        ),
    )
