"""Review of a running programme: what was set out against what there is on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, permutations

from longtin.acts import Record
from longtin.page import in_notebook
from longtin.programme import Draft, Event, Implementation, Programme, implementation, to_yaml
from longtin.reviews.ordering.reorder import reorder
from longtin.reviews.running.from_record import (
    PairConduct,
    TrustThen,
    conduct,
    trust_then,
)
from longtin.reviews.running.indicators import ReviewedObjective, reviewed_objectives
from longtin.reviews.running.reviewed_steps import ReviewedStep, reviewed_steps

AHEAD = timedelta(days=183)
"""How far ahead elections and successions are looked for."""

UNSETTLED = frozenset({"broken", "late", "unreported"})


@in_notebook(
    "longtin.reviews.running.page:document",
    lambda told: (
        f"ProgrammeReview of {told.day}: {sum(each.state == 'done' for each in told.steps)} of "
        f"{len(told.steps)} steps done"
    ),
)
@dataclass(frozen=True, repr=False)
class ProgrammeReview:
    """A running programme on a day.

    Attributes:
        draft: The programme.
        day: The day; nothing later is read, of the file or of the record.
        objectives: Indicators, in the order of the file.
        steps: Steps, by their days.
        carried_out: How much of what was due is carried out, on the scale of the Peace Accords
            Matrix.
        trust: Trust of each party in each other, at the start and on the day; empty without a
            record.
        conduct: What each two parties did to each other since the start; likewise.
        ahead: Elections and successions within half a year after the day.
        reordering: How many findings of the rules better days would remove; 0 for none.

    Source:
        [Joshi, Quinn & Regan 2015], the scale.
    """

    draft: Draft
    day: date
    objectives: tuple[ReviewedObjective, ...]
    steps: tuple[ReviewedStep, ...]
    carried_out: Implementation
    trust: tuple[TrustThen, ...]
    conduct: tuple[PairConduct, ...]
    ahead: tuple[Event, ...]
    reordering: int

    @property
    def programme(self) -> Programme:
        """What was set out."""
        return self.draft.programme

    @property
    def calls_for_action(self) -> bool:
        """Whether a step is late, unreported or broken, an answer overdue or an aim behind."""
        return (
            any(each.state in UNSETTLED for each in self.steps)
            or any(each.answer in {"overdue", "refused"} for each in self.steps)
            or any(each.course == "behind" for each in self.objectives)
        )


def review(
    draft: Draft,
    record: Record | None = None,
    *,
    as_of: date,
) -> ProgrammeReview:
    """Hold a running programme against what it set out to do.

    Args:
        draft: The programme, as `programme.draft(path)` reads it.
        record: Where acts are; trust, force and contacts are not told without it.
        as_of: The day; nothing later is read.

    Returns:
        The review. Where the record does not reach the parties, what it would tell is missing.
    """
    held = draft.programme
    acting = [each.id for each in held.parties if each.role == "party" and each.kind == "state"]
    believed, conducts = _from_record(record, acting, held.start, as_of)
    return ProgrammeReview(
        draft,
        as_of,
        reviewed_objectives(held, as_of, believed, conducts),
        reviewed_steps(held, as_of),
        implementation(held, as_of),
        believed,
        conducts,
        tuple(
            each
            for each in sorted(held.events, key=lambda one: one.on)
            if each.kind in {"election", "succession"} and as_of < each.on <= as_of + AHEAD
        ),
        _reordered(draft, as_of),
    )


def _from_record(
    record: Record | None, acting: list[str], start: date, day: date
) -> tuple[tuple[TrustThen, ...], tuple[PairConduct, ...]]:
    if record is None:
        return (), ()
    believed = tuple(trust_then(record, *pair, start, day) for pair in permutations(acting, 2))
    found = (conduct(record, *pair, start, day) for pair in combinations(acting, 2))
    return believed, tuple(each for each in found if each is not None)


def _reordered(draft: Draft, day: date) -> int:
    """How many findings of the rules better days for the steps to come would remove."""
    found = reorder(to_yaml(draft.programme), today=day, where=draft.where)
    return len(found.before.findings) - len(found.after.findings)
