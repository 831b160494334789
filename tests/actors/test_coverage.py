"""How much of the record finds its states."""

from datetime import date

import pytest

import coverage_actors


@pytest.mark.slow
def test_nine_events_in_ten_between_states_find_both() -> None:
    """Below this the record is of agencies nobody can place, not of states."""
    outcomes, _, bounds = coverage_actors.measure()
    both = sum(count for (_, outcome), count in outcomes.items() if outcome == "both")

    assert both >= coverage_actors.BAR * outcomes.total()
    assert both >= coverage_actors.BAR * (outcomes.total() + bounds["unlisted"])


def test_what_is_plain_is_decided_without_the_resolver() -> None:
    """A measure that asks the measured would always be content."""
    day = date(2014, 6, 1)

    assert coverage_actors.why_plain("France", day) == "state"
    assert coverage_actors.why_plain("Police (France)", day) == "agency"
    assert coverage_actors.why_plain("Barack Obama", day) == "leader"
    assert coverage_actors.why_plain("Lungelo Dlamini", day) == "judged"
    assert coverage_actors.why_plain("Citizen (France)", day) == ""
    assert coverage_actors.why_plain("Hamas", day) == ""
