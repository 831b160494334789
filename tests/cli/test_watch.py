"""`longtin watch`: what nothing found means."""

from datetime import date

import pytest

from longtin.acts import Record
from longtin.brief import undated_spans
from tests.cli.run import shown


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2014, 1, 1), date(2014, 6, 30), []),
        (date(2020, 4, 1), date(2020, 8, 31), [(date(2020, 4, 1), date(2020, 8, 31))]),
        (date(2018, 6, 1), date(2019, 3, 31), [(date(2018, 11, 1), date(2019, 3, 31))]),
        (date(2020, 1, 1), date(2021, 2, 1), [(date(2020, 1, 1), date(2020, 12, 31))]),
        (
            date(2022, 8, 1),
            date(2023, 5, 1),
            [(date(2022, 9, 1), date(2022, 10, 10)), (date(2023, 4, 11), date(2023, 5, 1))],
        ),
    ],
)
def test_days_of_which_no_acts_are_held_are_told(
    first: date, last: date, expected: list[tuple[date, date]]
) -> None:
    """That nothing was found in a hole of the record is no calm."""
    with Record.shipped() as record:
        assert undated_spans(record, first, last) == expected


def test_nothing_found_in_a_hole_of_the_record_says_that_it_is_one() -> None:
    """And evidence of later days is none of the days asked for."""
    told = " ".join(shown("watch TUV --since 2020-04 --to 2020-08").split())

    assert "No acts are held of 1 April – 31 August 2020" in told
    assert "of any pair is of 31 August 2020" in told
