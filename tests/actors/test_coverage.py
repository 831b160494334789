"""How much of the dated events finds its states."""

from collections import Counter
from datetime import date

import pytest

import coverage_actors
from coverage_actors import BARS, SOURCES, Plainly

EVERY = 7
"""One event of so many is looked at here; the command looks at all."""


@pytest.mark.slow
@pytest.mark.parametrize("span", [span for span in BARS if span in coverage_actors.spans(SOURCES)])
def test_events_between_states_find_both(span: str) -> None:
    """Below this the record is of agencies nobody can place, not of states."""
    events = coverage_actors.spans(SOURCES)[span].gather_every(EVERY)

    measured = coverage_actors.measure(events)

    assert measured.share >= BARS[span]


def test_what_is_plain_is_decided_without_the_resolver() -> None:
    """A measure that asks the measured would always be content."""
    names = ["Barack Obama", "Lungelo Dlamini", "Citizen (France)", "Hamas", "Shinzo Abe"]
    plainly = Plainly(Counter(names))
    day = date(2014, 6, 1)

    assert plainly.why("France", day) == "state"
    assert plainly.why("Police (France)", day) == "agency"
    assert plainly.why("Barack Obama", day) == "leader"
    assert plainly.why("Lungelo Dlamini", day) == "judged"
    assert plainly.why("Citizen (France)", day) == ""
    assert plainly.why("Hamas", day) == ""


def test_a_leader_is_plain_for_the_days_in_office() -> None:
    """Those who left office speak for themselves."""
    plainly = Plainly(Counter(["Alexis Tsipras"]))

    assert plainly.why("Alexis Tsipras", date(2018, 6, 1)) == "leader"
    assert plainly.why("Alexis Tsipras", date(2021, 6, 1)) == ""
