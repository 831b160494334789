"""Trust that a rule asks for: from the record where it reaches, and not known where it does not."""

from datetime import date

import pytest

from longtin import Record, lint, plan, trust
from longtin.errors import RecordError
from tests.lint.lint_examples import completed

INSIDE, OUTSIDE = date(2014, 5, 1), date(2026, 1, 1)


def test_trust_is_that_of_the_record_on_the_day() -> None:
    """What `longtin trust` says and what the rules reckon with are one number."""
    record = Record.shipped()
    measured = plan.from_record(lambda: record, INSIDE, strict=True)

    pair = trust.estimate(record, "CHN", "VNM", until=INSIDE).frame()

    assert measured("VNM", "CHN") == pytest.approx(pair["trust"][-1])


def test_an_organisation_is_not_in_the_record() -> None:
    """Nobody measures trust in a secretariat."""
    assert plan.from_record(Record.shipped, INSIDE, strict=True)("VNM", "ASEAN") is None


def test_a_day_beyond_the_record_is_not_known_or_refused_if_the_record_was_named() -> None:
    """Whoever gives a record wants it read; nobody else should be stopped by where it begins."""
    before = date(1940, 6, 1)
    assert plan.from_record(Record.shipped, before, strict=False)("USA", "GBR") is None
    with pytest.raises(RecordError, match="outside"):
        plan.from_record(Record.shipped, before, strict=True)("USA", "GBR")


def test_the_record_is_not_opened_for_a_programme_that_says_all_itself() -> None:
    """A check in an editor must not wait for a database."""

    def opened() -> Record:
        raise AssertionError("the record was opened")

    lint.lint(
        completed("{}"), today=OUTSIDE, measured=plan.from_record(opened, OUTSIDE, strict=True)
    )
