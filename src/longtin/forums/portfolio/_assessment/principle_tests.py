"""A state's own principles as tests of its portfolio: kept, not kept, or not known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from longtin import promises
from longtin._data import Bilingual
from longtin.forums.portfolio._assessment.issue_line import STRONG, IssueLine
from longtin.forums.portfolio._assessment.meeting_places import all_places
from longtin.forums.portfolio._reference.rows import LeadOffice
from longtin.programme import PrinciplePreset, PrincipleQuestion

Kept = Literal["kept", "not_kept", "not_known"]


@dataclass(frozen=True)
class PrincipleAnswer:
    """One question that a principle asks, and the answer.

    Attributes:
        principle: Number of the principle, from 1.
        says: What it says.
        asks: Key of the question.
        answer: Whether the portfolio keeps it.
        issues: Where it is not kept, or not known.
        counted: How many cases were looked at.
    """

    principle: int
    says: Bilingual
    asks: PrincipleQuestion
    answer: Kept
    issues: tuple[str, ...]
    counted: int


@dataclass(frozen=True)
class Before:
    """What the questions are asked of.

    Attributes:
        lines: The issues.
        offices: Lead offices, where somebody told them.
        owed: The state's own commitments.
    """

    lines: Sequence[IssueLine]
    offices: Sequence[LeadOffice]
    owed: Sequence[promises.Standing]


Answer = tuple[Kept, tuple[str, ...], int]


def tested(preset: PrinciplePreset, before: Before) -> tuple[PrincipleAnswer, ...]:
    """Every question of a state's principles, answered from its portfolio."""
    return tuple(
        PrincipleAnswer(number, principle.says, asks, *QUESTIONS[asks](before))
        for number, principle in enumerate(preset.principles, 1)
        for asks in principle.asks
    )


def _each(lines: Sequence[IssueLine], keeps: Callable[[IssueLine], bool | None]) -> Answer:
    """Kept where every issue keeps it; not known where none can say."""
    found = [(each.issue, keeps(each)) for each in lines]
    broken = tuple(issue for issue, kept in found if kept is False)
    unknown = tuple(issue for issue, kept in found if kept is None)
    if broken:
        return "not_kept", broken, len(found)
    if unknown:
        return "not_known", unknown, len(found)
    return "kept", (), len(found)


def _lead_office(before: Before) -> Answer:
    if not before.offices:
        return "not_known", tuple(each.issue for each in before.lines), 0
    led = {each.issue for each in before.offices}
    return _each(before.lines, lambda line: line.issue in led)


def _interest_stated(before: Before) -> Answer:
    return _each(before.lines, lambda line: True if line.position is not None else None)


def _rests_on_law(before: Before) -> Answer:
    return _each(
        before.lines,
        lambda line: any(place.venue.group is not None for place in all_places(line.venues)),
    )


def _by_consent(before: Before) -> Answer:
    """No venue chosen to act in can bind a state that voted against."""
    return _each(
        before.lines,
        lambda line: (
            line.venues.act is None
            or line.venues.act.venue.decides not in {"majority", "weighted"}
            or "enforce" not in line.venues.act.jobs
        ),
    )


def _takes_part(before: Before) -> Answer:
    return _each(before.lines, lambda line: bool(line.venues.talk))


def _within_means(before: Before) -> Answer:
    """No part is taken that the state's strength does not carry."""
    return _each(
        before.lines,
        lambda line: (
            None
            if line.own_strength.basis == "unknown" and line.part_now in {"lead", "host"}
            else True
        ),
    )


def _strong_partners(before: Before) -> Answer:
    """On each issue a first partner is known to be strong, or the state is itself."""

    def strong(line: IssueLine) -> bool:
        rated = [line.own_strength, *(one.criteria["strength"] for one in line.first_partners)]
        return any(each.at >= STRONG and each.basis in {"judged", "told"} for each in rated)

    return _each(before.lines, strong)


def _both_ways(before: Before) -> Answer:
    """Both pair by pair and in bodies: something runs with a first partner, and a venue has it."""
    return _each(
        before.lines,
        lambda line: (
            bool(line.venues.talk)
            and (True if any(one.arrangements for one in line.first_partners) else None)
        ),
    )


def _own_means(before: Before) -> Answer:
    return _each(before.lines, lambda line: True if line.own_means or line.owed else None)


def _outside_means(before: Before) -> Answer:
    return _each(before.lines, lambda line: True if line.outside_means or line.given else None)


def _keeps_commitments(before: Before) -> Answer:
    """None of the state's own commitments is over its day with less done than promised."""
    late = [each for each in before.owed if each.status == "short"]
    unknown = [
        each for each in before.owed if each.status in {"no_delivery_reported", "not_looked_for"}
    ]
    for answer, found in (("not_kept", late), ("not_known", unknown)):
        if found:
            issues = tuple(dict.fromkeys(each.commitment.issue for each in found))
            return ("not_kept" if answer == "not_kept" else "not_known"), issues, len(before.owed)
    return ("kept" if before.owed else "not_known"), (), len(before.owed)


QUESTIONS: Final[Mapping[PrincipleQuestion, Callable[[Before], Answer]]] = {
    "lead_office": _lead_office,
    "interest_stated": _interest_stated,
    "rests_on_law": _rests_on_law,
    "by_consent": _by_consent,
    "takes_part": _takes_part,
    "within_means": _within_means,
    "strong_partners": _strong_partners,
    "both_ways": _both_ways,
    "own_means": _own_means,
    "outside_means": _outside_means,
    "keeps_commitments": _keeps_commitments,
}
"""How each question of `programme.PRINCIPLE_QUESTIONS` is answered from a portfolio."""
