"""Asking the record in the words at hand: names for codes, text for dates."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from polars.testing import assert_frame_equal

from longtin import actors
from longtin.acts import Record
from longtin.errors import ActorError, LongtinError, RecordError


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """The shipped record."""
    with Record.shipped() as held:
        yield held


def test_states_are_asked_for_by_name_code_or_as_found(record: Record) -> None:
    """A name where a number was wanted ended in an error of the database."""
    by_code = record.acts(710, 816, start=date(2014, 5, 1), end=date(2014, 5, 31))

    assert by_code.height > 0
    for one, other in (
        ("CHN", "VNM"),
        ("Trung Quốc", "Việt Nam"),
        (actors.find("CHN"), actors.find("VNM")),
        (["China"], [816]),
    ):
        assert record.acts(one, other, start="2014-05", end="2014-05").equals(by_code)


def test_days_are_asked_for_as_dates_or_as_text(record: Record) -> None:
    """Of a month or a year the first day begins and the last one ends."""
    year = record.acts("CHN", "VNM", start=date(2014, 1, 1), end=date(2014, 12, 31))

    assert record.acts("CHN", "VNM", start="2014", end=2014).equals(year)
    assert record.acts(
        "CHN", "VNM", start=datetime(2014, 1, 1, 9, tzinfo=UTC), end="31/12/2014"
    ).equals(year)


def test_some_columns_are_those_of_the_whole_rows(record: Record) -> None:
    """Only the order is not promised."""
    asked = ("start", "code", "source_name")

    some = record.acts("CHN", "VNM", start="2014", columns=asked)

    assert some.columns == list(asked)
    assert_frame_equal(
        some, record.acts("CHN", "VNM", start="2014").select(asked), check_row_order=False
    )
    with pytest.raises(RecordError, match="No column 'sorce'"):
        record.acts("CHN", "VNM", columns=["sorce"])


def test_days_the_wrong_way_round_are_refused(record: Record) -> None:
    """An empty table would say that nothing happened."""
    with pytest.raises(RecordError, match="Give the earlier date first"):
        record.acts(710, 816, start="2015-05", end="2014-01")


def test_what_is_no_state_or_no_day_is_refused(record: Record) -> None:
    """The same sentences as on the command line."""
    with pytest.raises(ActorError, match="did you mean CHN"):
        record.acts("Chnia")
    with pytest.raises(LongtinError, match="is not a date"):
        record.domestic("CHN", start="soon")
