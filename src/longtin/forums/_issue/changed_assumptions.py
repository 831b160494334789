"""Changed assumptions: the judged numbers of a problem by name, and the problem with others."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from longtin._data import checked
from longtin.forums._issue.cooperation_problem import NEEDED, CooperationProblem
from longtin.forums._issue.judged_number import JudgedNumber

ALWAYS: Final = (
    "publicness",
    "benefit_cost",
    "curvature",
    "needed",
    "discount",
    "delay_damage",
    "round_years",
    "preparation_years",
    "enforcement",
    "penalty",
)
"""Numbers of a problem as a whole; `needed` where its kind has one."""

BY_STATE: Final = ("values", "means", "costs")

LEVEL: Final = "belief.level"
"""One level of belief for all pairs, in place of the record's."""

HOUSE: Final[Mapping[str, JudgedNumber]] = MappingProxyType(
    {
        "pressure": JudgedNumber(at=0.5, low=0.0, high=1.0),
        "concession": JudgedNumber(at=0.15, low=0.08, high=0.25),
        "numbers": JudgedNumber(at=0.5, low=0.25, high=0.75),
        "asks": JudgedNumber(at=0.5, low=0.25, high=0.75),
        "wave_years": JudgedNumber(at=1.0, low=0.5, high=2.0),
    }
)
"""How institutions work, where a file says nothing; each judged, with its range."""


def assumptions_of(problem: CooperationProblem) -> Mapping[str, JudgedNumber]:
    """Every judged number of a problem that may be otherwise, by name.

    Returns:
        Numbers of the problem as a whole, `values.USA` and the like of single states and groups,
        `belief.level` where the problem sets one, and how institutions work.
    """
    found: dict[str, JudgedNumber] = {}
    for name in ALWAYS:
        if name == "needed" and problem.aggregation not in NEEDED:
            continue
        found[name] = problem.need() if name == "needed" else getattr(problem, name)
    for kind in BY_STATE:
        found |= {f"{kind}.{who}": one for who, one in getattr(problem, kind).given.items()}
    if problem.belief.level is not None:
        found[LEVEL] = problem.belief.level
    institutions: Mapping[str, JudgedNumber] = {**HOUSE, **dict(problem.institutions.items())}
    return MappingProxyType({**found, **institutions})


def with_assumptions(
    problem: CooperationProblem, changed: Mapping[str, JudgedNumber]
) -> CooperationProblem:
    """A problem with other judged numbers.

    Args:
        problem: As its file has it.
        changed: By the names of `assumptions_of`; `belief.level` may be new.

    Raises:
        DataError: A number lies outside what means anything; its name and the bounds are told.
    """
    plain: dict[str, Any] = problem.model_dump(exclude_unset=True)
    for name, number in changed.items():
        value = number.model_dump(exclude_none=True)
        kind, _, who = name.partition(".")
        if kind in BY_STATE:
            plain.setdefault(kind, {}).setdefault("given", {})[who] = value
        elif name == LEVEL:
            plain.setdefault("belief", {})["level"] = value
        elif name in HOUSE:
            plain.setdefault("institutions", {})[name] = value
        else:
            plain[name] = value
    return checked(plain, {}, CooperationProblem, problem.id)
