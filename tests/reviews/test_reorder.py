"""Better days for the steps of a draft: never worse, no move too many, nothing else touched."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import example, given, strategies as st

from longtin import programme, reviews
from longtin.reviews.ordering.edits import redated
from tests.drawn import few
from tests.lint.lint_examples import BASE, TODAY

DRAFT = """\
programme: 1  # a comment that must stay
title: Safer fishing grounds
aim: Fewer incidents at sea
parties: [VNM, PHL]
phase: prevention
start: 2026-12-01
until: 2027-12-31
steps:
  # the patrol is what the ministers want to see
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM], start: 15/12/2026, end: "2027-01-15"}
  - {id: hotline, measure: fisheries-hotline, by: [VNM, PHL], start: 2027-02-01, end: 2027-03-01}
""".replace("[VNM, PHL]\nphase", "[{id: VNM}, {id: PHL}]\nphase")  # fmt: skip


def found(text: str, today: date = TODAY) -> reviews.Reordering:
    """A draft on better days."""
    return reviews.reorder(text, today=today, where="draft.yaml")


def kinds(report: object) -> list[tuple[str, str]]:
    """Findings by code and what they are about."""
    return sorted((each.code, each.about or str(each.place)) for each in report.findings)  # type: ignore[attr-defined]


def test_what_needs_a_channel_comes_after_it_and_each_move_says_why() -> None:
    """The patrol before the hotline is the slip that every negotiator's first draft makes."""
    better = found(DRAFT)

    (move,) = better.moves
    days = {each.id: each for each in better.after.draft.programme.steps}
    assert move.step == "patrol"
    assert days["patrol"].start >= days["hotline"].end
    assert {"LT101", "LT201"} <= {each.code for each in move.removes}
    assert len(better.after.findings) < len(better.before.findings)
    assert days["patrol"].end - days["patrol"].start == date(2027, 1, 15) - date(2026, 12, 15)


def test_nothing_but_days_is_touched() -> None:
    """Comments, order, quotation marks and spelling are the author's."""
    better = found(DRAFT)

    changed = [
        (one, other)
        for one, other in zip(DRAFT.splitlines(), better.text.splitlines(), strict=True)
        if one != other
    ]
    assert len(changed) == 1
    assert changed[0][0].split("start:")[0] == changed[0][1].split("start:")[0]
    assert 'end: "2027-' in changed[0][1]
    assert better.diff.count("\n-  - {id: patrol") == better.diff.count("\n+  - {id: patrol") == 1


def test_asked_again_it_moves_nothing() -> None:
    """A proposal that would be changed again was not the best."""
    assert found(found(DRAFT).text).moves == ()


def test_what_has_begun_stays() -> None:
    """Nobody moves what is done, or anything into the past."""
    begun = found(DRAFT, date(2026, 12, 20))
    over = found(DRAFT, date(2028, 1, 1))

    assert all(move.step != "patrol" for move in begun.moves)
    assert all(move.after[0] > date(2026, 12, 20) for move in begun.moves)
    assert over.moves == ()


def test_days_that_several_steps_share_by_an_anchor_stay() -> None:
    """An edit there would move a step that nobody spoke of."""
    shared = (
        DRAFT.replace("start: 15/12/2026", "start: &day 2027-02-01")
        .replace('end: "2027-01-15"', "end: 2027-03-05")
        .replace("start: 2027-02-01, end: 2027-03-01", "start: *day, end: 2027-03-01")
    )

    assert found(shared).moves == ()


@pytest.mark.parametrize("name", sorted(programme.examples()))
def test_a_programme_that_no_other_day_would_better_is_left_alone(name: str) -> None:
    """The shipped examples are in order, or over."""
    better = found(programme.example(name))

    assert kinds(better.after) == kinds(better.before)
    assert (better.moves, better.diff, better.text) == ((), "", programme.example(name))


@few(12)
@given(st.lists(st.integers(0, 500), min_size=3, max_size=3))
@example([400, 380, 10])
@example([30, 30, 30])
def test_it_is_never_worse_whatever_the_days(starts: list[int]) -> None:
    """No finding is added, those that go are counted right, and the steps are the same."""
    first = date(2026, 1, 1)
    whole = programme.parse(BASE, "example").programme
    days = {
        at: (begins := min(first + timedelta(days=start), whole.until - timedelta(days=12)),
             begins + (step.end - step.start))
        for at, (start, step) in enumerate(zip(starts, whole.steps, strict=True))
    }  # fmt: skip
    text = redated(BASE, days).replace("    status: 3\n", "")

    better = reviews.reorder(text, today=date(2025, 12, 1))

    before, after = kinds(better.before), kinds(better.after)
    assert all(after.count(each) <= before.count(each) for each in after)
    assert (len(after) < len(before)) == bool(better.moves)
    assert all(move.removes for move in better.moves)
    one, other = (yaml.safe_load(each) for each in (text, better.text))
    for step in (*one["steps"], *other["steps"]):
        del step["start"], step["end"]
    assert one == other
    assert reviews.reorder(better.text, today=date(2025, 12, 1)).moves == ()
