"""Cases of the library that a portfolio's issues are put to."""

from datetime import date

import pytest

from longtin import acts, promises
from longtin.forums import FORUMS, portfolio
from longtin.forums.portfolio._assessment.institution_choice import case_of

DAY = date(2026, 11, 30)


def test_the_case_of_an_issue_is_one_of_the_state_itself_where_there_is_one() -> None:
    """The Mekong for Viet Nam on water, whatever else the library has on it."""
    case = case_of("water", "VNM", DAY)

    assert case is not None
    assert case.id == "mekong-water"


@pytest.mark.parametrize("issue", list(promises.issue_names()))
def test_no_case_is_put_that_was_not_known_yet(issue: str) -> None:
    """A portfolio of 2010 reads no file of 2021."""
    early, late = case_of(issue, "VNM", date(2010, 1, 1)), case_of(issue, "VNM", DAY)

    assert early is None or early.on <= date(2010, 1, 1)
    assert late is None or late.topic == issue


def test_an_institution_is_named_with_the_share_of_draws_it_wins() -> None:
    """One issue, two partners: the page tells what was put to whom."""
    with acts.Record.shipped() as record:
        found = portfolio.state_portfolio(
            record,
            "VNM",
            as_of=DAY,
            issues=["water"],
            partners=["LAO"],
            powers=["THA", "KHM"],
            institutions=True,
        )

    (chosen,) = found.institutions
    assert chosen.states[0] == "VNM"
    assert chosen.best in FORUMS
    assert 0.0 < chosen.wins <= 1.0
    text = portfolio.render_portfolio(found, "md", language="vi").decode()
    assert "Thể chế nào mang lại nhiều nhất" in text
