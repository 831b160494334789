"""Reordering of a draft: the same steps on better days, judged by the rules before and after."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import unified_diff
from itertools import count

from longtin import lint, measures, programme
from longtin.errors import LongtinError
from longtin.lint import Case, Finding, Report
from longtin.measures import Measure
from longtin.reviews.ordering.dates import better_dates
from longtin.reviews.ordering.edits import Days, dated_steps, redated

Measured = Callable[[str, str], float | None]


@dataclass(frozen=True)
class MovedStep:
    """A step on other days.

    Attributes:
        step: Its id.
        before: First and last day as drafted.
        after: First and last day as proposed.
        removes: Findings of the draft that come back if this step alone goes back.
    """

    step: str
    before: Days
    after: Days
    removes: tuple[Finding, ...]


@dataclass(frozen=True)
class Reordering:
    """A draft and the same steps on better days.

    Attributes:
        before: What the rules say of the draft.
        after: What they say of the proposal; the draft's own report where nothing is moved.
        moves: The steps that are moved, by their new days.
        text: The YAML of the proposal: the draft's, but for the days.
        drafted: The YAML of the draft.
    """

    before: Report
    after: Report
    moves: tuple[MovedStep, ...]
    text: str
    drafted: str = field(repr=False)

    @property
    def diff(self) -> str:
        """The proposal as a unified diff, which `patch` applies; empty if nothing is moved."""
        where = self.before.draft.where
        drafted, text = (each.splitlines(keepends=True) for each in (self.drafted, self.text))
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(drafted, text, fromfile=where, tofile=where)
        )

    def __repr__(self) -> str:
        """In short."""
        findings = f"findings {len(self.before.findings)} → {len(self.after.findings)}"
        return f"<Reordering: {len(self.moves)} moves, {findings}>"


def reorder(
    text: str,
    *,
    today: date,
    where: str = "programme",
    catalogue: Mapping[str, Measure] | None = None,
    measured: Measured = lambda truster, trustee: None,  # noqa: ARG005
) -> Reordering:
    """Put the steps of a draft on better days: no finding is added, and few steps are moved.

    Steps that have begun or have a status stay where they are; nothing is moved into the past.
    A constraint model proposes days, the rules judge them, and each move that removes nothing is
    taken back. Asked again of its own answer, it moves nothing.

    Args:
        text: The YAML of the programme.
        today: The day on which it is judged, after which steps may be moved.
        where: Name of the file.
        catalogue: The measures; the shipped ones without it.
        measured: Today's trust of one party in another, where the programme does not state it.

    Raises:
        DataError: It is no programme, or names what there is not.
    """
    known = measures.catalogue() if catalogue is None else catalogue

    def judged(written: str) -> Report:
        draft = programme.parse(written, where)
        return lint.lint(draft, today=today, catalogue=known, measured=measured)

    before = judged(text)
    found, report, moves = text, before, dict[int, Days]()
    for _ in count():
        proposed = _proposed(found, report, known, measured)
        kept = _kept(found, report, proposed, judged)
        if not kept:
            break
        found = redated(found, kept)
        report, moves = judged(found), moves | kept
    moves = _needed(text, before, moves, judged)
    if not moves:
        return Reordering(before, before, (), text, text)
    found = redated(text, moves)
    after = judged(found)
    return Reordering(before, after, _explained(text, before, after, moves, judged), found, text)


def _proposed(
    text: str, report: Report, catalogue: Mapping[str, Measure], measured: Measured
) -> dict[int, Days]:
    """What the constraint model would move."""
    case = Case(report.draft.programme, catalogue, report.today, measured)
    written = dated_steps(text)
    movable = {
        each.at
        for each in case.steps
        if each.at in written
        and each.step.start > report.today
        and programme.status_on(each.step, report.today) in {None, "not_due", "not_reported"}
        and not {"start", "end"} & set(each.step.activity or ())
    }
    starts = better_dates(case, movable, lambda name: catalogue[name].id)
    return {at: _shifted(report, at, first) for at, first in starts.items()}


def _shifted(report: Report, at: int, first: date) -> Days:
    step = report.draft.programme.steps[at]
    return first, first + timedelta(days=(step.end - step.start).days)


def _findings(report: Report) -> Counter[tuple[str, str]]:
    """Findings by what finds them and what they are about, however they are worded."""
    return Counter((each.code, each.about or str(each.place)) for each in report.findings)


def _no_worse(report: Report, than: Report) -> bool:
    return _findings(report) <= _findings(than)


def _kept(
    text: str, before: Report, moves: dict[int, Days], judged: Callable[[str], Report]
) -> dict[int, Days]:
    """The moves after which no rule finds more than before and some find less; perhaps none."""
    while moves:
        after = _tried(text, moves, judged)
        if after is not None and _no_worse(after, before):
            return moves if len(after.findings) < len(before.findings) else {}
        new = _findings(after) - _findings(before) if after is not None else Counter()
        names = {about for _, about in new}
        steps = before.draft.programme.steps
        blamed = [at for at in moves if steps[at].id in names] or [max(moves)]
        moves = {at: days for at, days in moves.items() if at not in blamed}
    return {}


def _tried(text: str, moves: Mapping[int, Days], judged: Callable[[str], Report]) -> Report | None:
    """What the rules say with some moves; nothing where the file would contradict itself."""
    try:
        return judged(redated(text, moves))
    except LongtinError:
        return None


def _needed(
    text: str, before: Report, moves: dict[int, Days], judged: Callable[[str], Report]
) -> dict[int, Days]:
    """Without the moves that may be taken back and nothing is lost."""
    if not moves:
        return {}
    best = judged(redated(text, moves))
    for at in sorted(moves, reverse=True):
        fewer = {each: days for each, days in moves.items() if each != at}
        after = _tried(text, fewer, judged)
        if after is not None and _findings(after) <= _findings(best):
            moves, best = fewer, after
    return moves if moves and len(best.findings) < len(before.findings) else {}


def _explained(
    text: str,
    before: Report,
    after: Report,
    moves: Mapping[int, Days],
    judged: Callable[[str], Report],
) -> tuple[MovedStep, ...]:
    """Each move with the findings that come back without it."""
    steps, told = before.draft.programme.steps, []
    for at, days in sorted(moves.items(), key=lambda each: (each[1], each[0])):
        without = _tried(text, {each: to for each, to in moves.items() if each != at}, judged)
        back = _findings(without) - _findings(after) if without else _findings(before)
        removes = tuple(
            each
            for each in (without or before).findings
            if (each.code, each.about or str(each.place)) in back
        )
        told.append(MovedStep(steps[at].id, (steps[at].start, steps[at].end), days, removes))
    return tuple(told)
