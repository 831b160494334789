"""The count over the library: what is best, what history says, and what chance would get."""

import json
from dataclasses import replace
from itertools import cycle

import pytest

from longtin import forums
from longtin._language import Language
from longtin.acts import Record
from longtin.errors import DataError
from longtin.forums import histories
from longtin.forums._pages.forum_names import FORUM_NAMES
from longtin.forums.histories.tally import ROBUST
from longtin.page import as_html, as_markdown

ENGLISH, VIETNAMESE = Language("en"), Language("vi")


def made_up(best: dict[str, str], share: float = 0.9) -> histories.CaseResults:
    """Results in which each named case has one forum best in a share of the draws."""
    others = (1.0 - share) / 6.0
    cases = {
        name: histories.CaseResult(
            digest="",
            best=forum,
            forums={
                each: histories.ForumGain(0.5, 0.2, 0.8, 2.0, share if each == forum else others)
                for each in FORUM_NAMES
            },
        )
        for name, forum in best.items()
    }
    return histories.CaseResults("2026-11-30", 10, 0, "made up", cases)


def test_a_case_agrees_where_the_best_forum_delivered_most() -> None:
    """Three cases by hand: one right, one wrong, one in which nobody can know."""
    tally = histories.case_tally(
        made_up({"ozone-montreal": "universal", "aukus": "national", "ethiopia-1935": "willing"})
    )

    assert tally.agreements() == {"agrees": 1, "disagrees": 1, "silent": 1}
    assert tally.best() == {"universal": 1, "national": 1, "willing": 1}
    assert tally.side_agreements() == {"agrees": 2, "silent": 1}


def test_a_forum_best_in_few_draws_is_not_robust() -> None:
    """What holds only at the middle of the ranges is not a finding."""
    firm = histories.case_tally(made_up({"aukus": "willing"}, share=ROBUST))
    loose = histories.case_tally(made_up({"aukus": "willing"}, share=ROBUST - 0.01))

    assert firm.best(only_robust=True) == {"willing": 1}
    assert loose.best(only_robust=True) == {}
    assert loose.agreements() == {"agrees": 1}


def test_a_lot_and_a_fixed_answer_are_counted_beside() -> None:
    """A model that does no better than always saying the same has told nothing."""
    tally = histories.case_tally(made_up({"vaccine-access": "willing", "aukus": "willing"}))

    assert tally.chance() == pytest.approx(2 / 7 + 1 / 7)
    assert tally.constant() == ("national", 1)


def test_pairs_of_tried_forums_are_counted_in_their_order() -> None:
    """History knows only of what was tried; what it ranks can be compared without guessing."""
    history = histories.history_of("doha-round").forums
    assert history == {"universal": "failed", "growing": "partly", "bilateral": "partly"}
    best = made_up({"doha-round": "growing"})
    gains = {"growing": 0.9, "universal": 0.5, "bilateral": 0.5}
    case = best.cases["doha-round"]
    forums_then = {
        each: replace(found, gain=gains.get(each, 0.1)) for each, found in case.forums.items()
    }
    tally = histories.case_tally(
        replace(best, cases={"doha-round": replace(case, forums=forums_then)})
    )

    assert tally.ordered() == (1.5, 2)
    assert tally.always("states") == 1
    assert tally.always("universal") == 0


def test_the_count_can_come_out_either_way() -> None:
    """With the same code and the same history either side can win, and be right or wrong."""
    names = forums.scenarios()
    universal = histories.case_tally(made_up(dict.fromkeys(names, "universal")))
    willing = histories.case_tally(made_up(dict.fromkeys(names, "growing")))

    for tally in (universal, willing):
        assert 0 < tally.agreements()["agrees"] < len(names)
        assert 0 < tally.agreements()["disagrees"] < len(names)


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE])
def test_the_page_tells_every_case_with_its_history(language: Language) -> None:
    """A reader checks a case without opening its file."""
    names = forums.scenarios()
    tally = histories.case_tally(made_up(dict(zip(names, cycle(FORUM_NAMES), strict=False))))

    text = as_markdown(histories.cases_page(tally, language))

    for case in tally.cases:
        assert forums.scenario(case.name).title.of(language.code) in text
        assert case.history.happened.of(language.code) in text
        assert case.history.doubt.of(language.code) in text
    assert as_html(histories.cases_page(tally, language)).startswith("<!doctype html>")


@pytest.mark.parametrize(("share", "is_said"), [(0.1, True), (0.3, False)])
def test_a_case_that_most_draws_leave_to_states_says_so(share: float, is_said: bool) -> None:
    """A forum that gains most on the whole, by a few draws, is no recommendation."""
    results = made_up({"aukus": "growing"}, share)
    case = results.cases["aukus"]
    gains = dict(case.forums) | {"national": replace(case.forums["national"], share=0.25)}
    tally = histories.case_tally(replace(results, cases={"aukus": replace(case, forums=gains)}))

    page = as_markdown(histories.case_page(tally.cases[0], tally, ENGLISH))
    count = as_markdown(histories.cases_page(tally, ENGLISH))

    assert ("In 25 % of the draws no forum" in page.replace("\u00a0", " ")) == is_said
    assert ("In 1 cases the draws say" in count) == is_said


def test_no_english_is_left_in_vietnamese() -> None:
    """A page in one language has no words of the other but names and titles of sources."""
    tally = histories.case_tally(made_up({"ozone-montreal": "universal"}))

    english, vietnamese = (
        as_markdown(histories.case_page(tally.cases[0], tally, language))
        for language in (ENGLISH, VIETNAMESE)
    )

    for words in ("What happened", "Best forum", "delivered", "read on", "Which side"):
        assert words in english
        assert words not in vietnamese


def test_json_holds_what_the_page_says() -> None:
    """A script gets the count without reading tables."""
    tally = histories.case_tally(made_up({"aukus": "national", "ozone-montreal": "universal"}))

    told = json.loads(json.dumps(histories.tally_data(tally), default=str))

    assert told["count"]["cases"] == 2
    assert told["count"]["best"]["national"] == 1
    assert told["count"]["agreement"] == {"disagrees": 1, "agrees": 1}
    assert told["cases"]["aukus"]["history"]["forums"] == {"willing": "partly"}


def test_a_case_that_is_not_there_is_refused_with_the_nearest() -> None:
    """Names of cases are long; a slip is met with the right one."""
    tally = histories.case_tally(made_up({"aukus": "national"}))

    with pytest.raises(DataError, match="ozone-montreal"):
        tally.case("ozone-montrael")


@pytest.mark.parametrize("name", forums.scenarios())
def test_shipped_results_are_of_the_inputs_as_they_stand(name: str) -> None:
    """Whoever changes an input computes again: `python tools/compare_cases.py`."""
    result = histories.shipped_results().cases[name]

    assert result.digest == histories.inputs_digest(name)
    assert set(result.forums) == set(FORUM_NAMES)
    assert sum(gain.share for gain in result.forums.values()) == pytest.approx(1.0, abs=1e-3)


def test_every_disagreement_is_told_why() -> None:
    """A sentence belongs to the forum it was written about, and to no case that agrees."""
    found = {
        case.name: case.result.best
        for case in histories.case_tally().cases
        if case.agreement == "disagrees"
    }

    assert {name: each.best for name, each in histories.disagreements().items()} == found


@pytest.mark.parametrize("name", ["mekong-water"])
def test_a_case_computed_again_gives_the_shipped_result(name: str) -> None:
    """Counts reproduce: the same inputs, record and seed give the same figures."""
    results = histories.shipped_results()

    with Record.shipped() as record:
        found = forums.compare(
            forums.scenario(name), record, draws=results.draws, seed=results.seed
        )

    for forum, gain in results.cases[name].forums.items():
        again = found.results[forum]  # type: ignore[index]
        assert again.gain.mean == pytest.approx(gain.gain, abs=1e-3)
        assert again.wins == pytest.approx(gain.share, abs=0.02)
