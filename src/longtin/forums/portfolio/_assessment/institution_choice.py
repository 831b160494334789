"""Choice of institutions: which would deliver most among a state, its partners and the powers.

The file of a named case on the issue is put to these states on this day and through the seven
institutions: what follows from its numbers and from today's belief, no forecast.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from longtin import actors
from longtin._data import Bilingual
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._issue.issue_files import scenario, scenarios
from longtin.forums._issue.listed_states import listed
from longtin.forums.comparison.compare_forums import compare
from longtin.forums.institutions.forum_outcome import Forum
from longtin.forums.portfolio._assessment.issue_line import IssueLine

DRAWS = 32
"""Draws of each comparison."""

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class InstitutionChoice:
    """The institution that delivers most on an issue, and which suits which job.

    Attributes:
        issue: A key of the vocabulary of promises.
        case: Id of the case whose file was put to the states.
        title: What the case is called.
        states: ISO codes of the states it was put to.
        best: The institution that delivers most on average.
        wins: Share of draws in which it does best.
        convening: Institutions that suit convening best.
        operating: Those that suit carrying out best.
    """

    issue: str
    case: str
    title: Bilingual
    states: tuple[str, ...]
    best: Forum
    wins: float
    convening: tuple[Forum, ...]
    operating: tuple[Forum, ...]


def institution_choices(
    record: Record,
    key: str,
    lines: Sequence[IssueLine],
    powers: Sequence[str],
    day: date,
    *,
    seed: int = 0,
    told: Told | None = None,
) -> tuple[InstitutionChoice, ...]:
    """For each issue with a case in the library, the institution that delivers most.

    Args:
        record: Where capability, votes and belief are read.
        key: ISO code of the state.
        lines: Its issues.
        powers: ISO codes of the powers it balances between.
        day: Nothing later is read.
        seed: Of the draws.
        told: Called with how many issues are done, and how many there are.
    """
    found = []
    for done, line in enumerate(lines):
        if told is not None:
            told(done, len(lines))
        problem = case_of(line.issue, key, day)
        partners = [each.key for each in line.first_partners]
        states = list(dict.fromkeys([key, *partners, *powers]))
        if problem is None or len(states) < 2:
            continue
        compared = compare(
            problem.model_copy(update={"on": day}),
            record,
            states=states,
            for_state=key,
            draws=DRAWS,
            seed=seed,
        )
        suits = {each.job: each.best for each in compared.venues}
        found.append(
            InstitutionChoice(
                line.issue,
                problem.id,
                problem.title,
                tuple(states),
                compared.best,
                compared.wins[compared.best],
                suits["convening"],
                suits["operating"],
            )
        )
    return tuple(found)


def case_of(issue: str, key: str, day: date) -> CooperationProblem | None:
    """The case of the library on an issue: one of the state itself if there is, then the latest."""
    found = [each for each in map(scenario, scenarios()) if each.topic == issue and each.on <= day]
    return max(found, key=lambda each: (_concerns(each, key), each.on), default=None)


def _concerns(problem: CooperationProblem, key: str) -> bool:
    """Whether a case names a state, or a group that it was in; a case of all states names none."""
    if not isinstance(problem.states, tuple):
        return False
    with suppress(LongtinError):
        return actors.find(key, problem.on).ccode in listed(problem.states, problem.on)
    return False
