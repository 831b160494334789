"""Issues: every figure with its year and source, in both languages."""

import pytest

from longtin import promises
from longtin._language import Language
from longtin.errors import LongtinError


def test_a_dozen_issues_have_figures() -> None:
    """Those that the sources name."""
    assert len(promises.issues()) >= 12


@pytest.mark.parametrize("name", ["climate", "biến đổi khí hậu", "Climate change"])
def test_an_issue_is_found_by_its_names(name: str) -> None:
    """In either language."""
    key, found = promises.issue(name)

    assert key == "climate"
    assert found.indicators[0].year >= 2020


def test_a_slip_names_the_nearest() -> None:
    """'climat' is climate."""
    with pytest.raises(LongtinError, match="climate"):
        promises.issue("climat")


@pytest.mark.parametrize("code", ["en", "vi"])
def test_every_issue_can_be_shown(code: str) -> None:
    """Figures, trend and whom it hits hardest."""
    for key, found in promises.issues().items():
        first, *_ = promises.issue_tables(key, found, Language(code))
        assert len(first.rows) == len(found.indicators)


def test_figures_that_the_article_states_are_marked_as_its() -> None:
    """A reader sees whose figure it is."""
    stated = [
        each.value
        for found in promises.issues().values()
        for each in found.indicators
        if each.stated_by == "004"
    ]

    assert {3.2, 3000e9, 50.0, 40.0, 2e9, 6100e9} <= set(stated)
