"""Decisive words: whatever a check may ask for is among what its form asks."""

from datetime import date

import pytest

from longtin import actors, measures
from longtin.errors import DataError

DAY = date(2027, 9, 10)
SORTS = {"figure": "figures", "distance": "lines", "moment": "anchors", "hour": "anchors",
         "zone": "zones"}  # fmt: skip


@pytest.mark.parametrize("state", ["POL", "IND", "KOR", "VNM", "USA"])
def test_nothing_is_needed_that_was_not_asked(state: str) -> None:
    """For every kind of activity, of which nothing but whose and when is stated."""
    for kind in measures.vocabulary().kinds:
        text = f"activity: 1\nname: x\nkind: {kind}\nhost: {state}\nstart: {DAY}\n"
        checked = measures.check(measures.activity_from(text), DAY)
        words = measures.decisive_words(kind, [actors.find(state, DAY).ccode], DAY)
        needs = {need for each in checked.determinations for need in each.needs}

        for need in needs:
            sort, _, word = need.partition(":")
            if sort in SORTS:
                assert word in getattr(words, SORTS[sort]), (kind, need)
        assert {each.regime.id for each in checked.determinations} <= set(words.regimes)
        done = {each.obligation.duty for each in checked.determinations} - {"forbid", "limit"}
        assert done <= set(words.duties)


def test_less_is_asked_of_some_than_of_all() -> None:
    """And of a state that no rule binds, nothing."""
    every = measures.decisive_words("exercise")
    poland = measures.decisive_words("exercise", [actors.find("POL", DAY).ccode], DAY)
    early = measures.decisive_words("exercise", [actors.find("POL", DAY).ccode], date(1946, 1, 1))

    assert poland.regimes == ("vienna-2011",)
    assert set(poland.figures) < set(every.figures)
    assert "snap" in poland.facts
    assert early == measures.DecisiveWords((), (), (), (), (), (), (), ())


def test_a_kind_that_is_none_is_refused() -> None:
    """With the nearest."""
    with pytest.raises(DataError, match="Did you mean `exercise`"):
        measures.decisive_words("excercise")
