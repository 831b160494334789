"""A running programme against what it set out: nothing later is read, and every slip is named."""

from datetime import date

import pytest

import longtin as lt
from longtin import page, programme, reviews
from longtin._language import Language

UNDER_WAY = programme.example("under-way")
DAY = date(2026, 11, 22)


def reviewed(text: str = UNDER_WAY, day: date = DAY) -> reviews.ProgrammeReview:
    """The example, or a text of its kind, without a record."""
    return reviews.review(programme.parse(text, "under-way.yaml"), as_of=day)


def kinds(found: reviews.ProgrammeReview) -> dict[tuple[str, str], str]:
    """What is suggested, in English, by kind and what it is about."""
    return {
        (each.kind, each.about): each.say(Language("en")) for each in reviews.suggestions(found)
    }


def test_steps_stand_as_reported_by_the_day() -> None:
    """Done, late by so many days, and not due."""
    states = {each.step.id: (each.state, each.score, each.days_late) for each in reviewed().steps}

    assert states == {
        "visit": ("done", 3, 0),
        "youth": ("late", 2, (DAY - date(2026, 8, 14)).days),
        "notice": ("done", 3, 0),
        "patrol": ("not_due", None, 0),
    }


def test_nothing_later_than_the_day_is_read() -> None:
    """A review of last June is what one would have written in June."""
    early = reviewed(day=date(2026, 6, 3))

    assert {each.step.id: each.state for each in early.steps} == {
        "visit": "under_way", "youth": "not_due", "notice": "not_due", "patrol": "not_due",
    }  # fmt: skip
    assert early.carried_out.score == 0
    assert [each.today for each in early.objectives] == [None, None, None]
    assert not early.calls_for_action


def test_what_is_to_be_changed_is_said_with_its_reason() -> None:
    """The next step is held because of what it rests on, and silence is asked about."""
    found = kinds(reviewed())

    assert "due on 5 November 2026, 17 days ago" in found["answer_overdue", "notice"]
    assert "“Youth, cultural and sport exchange”" in found["hold", "patrol"]
    assert ("late", "youth") in found
    assert ("behind", "fewer-incidents") in found


def test_the_score_is_that_of_the_peace_accords_matrix() -> None:
    """Eight of nine: 3, 2 and 3 of three steps due."""
    done = reviewed().carried_out

    assert (done.due, done.reported, done.score) == (3, 3, 8)
    assert done.share == pytest.approx(8 / 9)


REPORT = "{on: 2026-09-22, status: 3}"
FREE = ("after: [visit, youth]", "after: [visit]")
CLOSED = "start: 2027-02-01\n    reports: [{on: 2026-11-02, gate: closed}]"
CHANGES = [
    ([(REPORT, "{on: 2026-09-22, status: 3, answer: refused}")], ("answer_refused", "notice")),
    ([(REPORT, "{on: 2026-09-22, kept: false}")], ("breach_without_response", "notice")),
    ([FREE, ("start: 2027-02-01", CLOSED)], ("gate_closed", "patrol")),
    ([FREE], ("gate_undecided", "patrol")),
    ([(REPORT, "{on: 2026-09-22}")], ("unreported", "notice")),
    ([("reviews: [2026-12-01, 2027-06-15]", "reviews: []")], ("review", "")),
]
"""What of the example is written otherwise, and what is suggested then."""


@pytest.mark.parametrize(("edits", "said"), CHANGES)
def test_each_slip_has_its_suggestion_and_is_silent_without(
    edits: list[tuple[str, str]], said: tuple[str, str]
) -> None:
    """Every kind has a case that calls for it, and the example as it is does not."""
    changed = UNDER_WAY
    for before, after in edits:
        assert before in changed
        changed = changed.replace(before, after)

    assert said in kinds(reviewed(changed))
    assert said not in kinds(reviewed())


@pytest.mark.parametrize(
    ("today", "course"), [(5, "reached"), (6, "reached"), (8, "on_course"), (10, "behind")]
)
def test_the_course_is_held_against_a_straight_line(today: int, course: str) -> None:
    """From 12 to 6 in eighteen months: by the end of November some 8.4."""
    text = UNDER_WAY.replace("{on: 2026-11-01, value: 10}", f"{{on: 2026-11-01, value: {today}}}")
    first = reviewed(text).objectives[0]

    assert first.course == course
    assert first.expected == pytest.approx(12 - 6 * 325 / 545, abs=0.02)


def test_no_change_is_claimed_that_the_interval_does_not_bear() -> None:
    """Trust whose interval holds the baseline has not risen, whatever its middle."""
    text = UNDER_WAY.replace("2026-01-01", "2014-01-01").replace("2027-06-30", "2015-06-30")
    text = "\n".join(
        line.replace("2026-", "2014-").replace("2027-", "2015-") for line in text.split("\n")
    )
    draft = programme.parse(text, "p.yaml")

    with lt.Record.shipped() as record:
        found = reviews.review(draft, record, as_of=date(2014, 12, 31))

    trust = found.objectives[-1]
    assert trust.told_by == "record"
    assert isinstance(trust.today, float)
    assert trust.low is not None
    assert trust.high is not None
    assert 0 <= trust.low <= trust.today <= trust.high <= 1
    if trust.low <= 0.7 <= trust.high:
        assert trust.course == "within_doubt"
    (pair,) = found.conduct
    assert pair.reports > 0
    assert 0 < pair.seen <= 1
    assert {(each.truster, each.trustee) for each in found.trust} == {
        ("VNM", "PHL"), ("PHL", "VNM"),
    }  # fmt: skip


@pytest.mark.parametrize("code", ["en", "vi"])
def test_the_page_tells_all_in_either_language(code: str) -> None:
    """What is to change, indicators, quality, steps by the scale."""
    shown = page.as_markdown(reviews.document(reviewed(), Language(code)))

    told = {
        "en": ("What to change", "Quality: capacity", "3, full", "overdue"),
        "vi": ("Cần thay đổi", "Chất lượng: năng lực", "3, đầy đủ", "quá hạn"),
    }[code]
    assert all(words in shown for words in told)


def test_a_review_is_at_hand_as_lt_review() -> None:
    """One name, as in the how-to."""
    found = lt.review(programme.parse(UNDER_WAY, "p.yaml"), as_of=DAY)

    assert len(repr(found)) < 100
    assert "<table" in found._repr_html_()  # type: ignore[attr-defined]
