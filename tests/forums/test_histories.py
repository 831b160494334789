"""What happened in the cases of the library: complete, dated, sourced, and derived, not judged."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from longtin import forums
from longtin.errors import DataError
from longtin.forums import histories
from longtin.forums._issue.issue_files import SCENARIOS

FORUMS = ("universal", "majority", "willing", "growing", "bilateral", "conditional", "national")
NAMED_BY_THE_ISSUE = {
    "paris-emissions",
    "coal-phase-out",
    "vaccine-discovery",
    "vaccine-access",
    "smallpox-eradication",
    "epidemic-readiness",
    "aids-treatment",
    "proliferation-interdiction",
    "iran-nuclear-deal",
    "north-korea-nuclear",
    "kuwait-1990",
    "ethiopia-1935",
    "counter-isis",
    "syria-veto",
    "rights-in-xinjiang",
    "doha-round",
    "pacific-trade",
    "china-in-wto",
    "aukus",
    "nato-defence",
    "energy-access",
    "sovereign-debt",
    "migration-compact",
    "mekong-water",
    "south-china-sea-code",
    "cybercrime-treaty",
    "fisheries-subsidies",
    "ozone-montreal",
}


def with_forums(**graded: str) -> histories.CaseHistory:
    """A shipped history with other grades."""
    return histories.history_of("ozone-montreal").model_copy(update={"forums": graded})


def test_the_library_holds_every_case_that_was_asked_for() -> None:
    """A count over cases picked afterwards would count the picking."""
    names = forums.scenarios()

    assert set(names) >= NAMED_BY_THE_ISSUE
    assert len(names) >= 25


@pytest.mark.parametrize("name", forums.scenarios())
def test_a_scenario_is_complete(name: str) -> None:
    """Each loads as a file of one's own would, with dated sources, both languages, a history."""
    problem = forums.read_issue(SCENARIOS / f"{name}.yaml")
    history = histories.history_of(name)

    assert problem.id == name
    assert history.judged >= problem.on
    for source in problem.sources.values():
        assert source.date is not None
        assert source.date <= history.judged
        assert source.address
        assert source.read == "memory" or isinstance(source.read, date)
    assert history.figures
    words = (problem.title, problem.problem, history.inputs, history.happened, history.why)
    for text in (*words, history.doubt, *(figure.what for figure in history.figures)):
        assert text.en.strip()
        assert text.vi.strip()
        assert text.en != text.vi


@pytest.mark.parametrize("name", forums.scenarios())
def test_what_is_judged_has_a_range(name: str) -> None:
    """A value without a range and without a source would pass for a fact."""
    problem = forums.scenario(name)

    for number in (problem.publicness, problem.benefit_cost, problem.curvature):
        assert not number.is_sure
    assert not problem.enforcement.is_sure
    for values in (problem.values.given, problem.means.given, problem.costs.given):
        assert all(not number.is_sure or number.source for number in values.values())


def test_both_sides_of_the_argument_have_cases() -> None:
    """A library in which one side always did better could not test an argument."""
    sides = {histories.history_of(name).side for name in forums.scenarios()}

    assert sides == {"universal", "states", "both", "neither"}


@pytest.mark.parametrize(
    ("graded", "side"),
    [
        ({"universal": "delivered"}, "universal"),
        ({"universal": "partly", "bilateral": "failed"}, "universal"),
        ({"universal": "partly", "bilateral": "delivered"}, "states"),
        ({"majority": "failed", "willing": "partly"}, "states"),
        ({"majority": "delivered", "willing": "delivered"}, "both"),
        ({"universal": "failed", "national": "failed"}, "neither"),
        ({"conditional": "failed"}, "neither"),
    ],
)
def test_the_side_follows_from_what_each_forum_delivered(graded: dict[str, str], side: str) -> None:
    """Nobody writes down which side a case supports."""
    assert with_forums(**graded).side == side


@given(
    st.dictionaries(
        st.sampled_from(FORUMS), st.sampled_from(("delivered", "partly", "failed")), min_size=1
    ),
    st.sampled_from(FORUMS),
)
def test_history_agrees_only_with_a_forum_that_delivered_most(
    graded: dict[str, str], best: str
) -> None:
    """Agreement is not given for having been tried, nor counted where nobody can know."""
    history = with_forums(**graded)

    agreement = history.agreement(best)

    assert (agreement == "agrees") == (best in history.delivered_by)
    nothing_came = set(graded.values()) == {"failed"}
    assert (agreement == "silent") == (nothing_came and best not in graded)


def test_a_figure_without_its_source_is_refused() -> None:
    """A figure nobody can look up is a rumour."""
    problem = forums.scenario("ozone-montreal")
    history = dict(problem.history or {})
    history["figures"] = [{**history["figures"][0], "source": "nobody"}]
    wrong = problem.model_copy(update={"history": history})

    with pytest.raises(DataError, match="`nobody`, the source of a figure"):
        histories.checked_history(wrong)


def test_a_problem_without_a_history_says_what_to_add() -> None:
    """Files of one's own need none, until they are counted."""
    problem = forums.scenario("ozone-montreal").model_copy(update={"history": None})

    with pytest.raises(DataError, match="has no `history`"):
        histories.checked_history(problem)
