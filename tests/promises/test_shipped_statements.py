"""Shipped statements: enough of them, of every kind, each in both languages and with its source."""

from collections import Counter
from datetime import date

import pytest

from longtin import promises
from longtin._language import is_vietnamese

DAY = date(2026, 11, 30)
HELD = promises.statements()


def test_there_are_enough() -> None:
    """At least 120 of each, as was asked."""
    assert len(HELD.commitments) >= 120
    assert len(HELD.positions) >= 120


def test_every_statement_is_in_both_languages() -> None:
    """A reader in Ha Noi sees no English sentence."""
    told = {name: each.says for name, each in HELD.commitments.items()}
    told |= {name: each.says for name, each in HELD.positions.items()}

    odd = [
        name for name, says in told.items() if not is_vietnamese(says.vi) or is_vietnamese(says.en)
    ]

    assert odd == []


@pytest.mark.parametrize("source", ["000", "002", "004"])
def test_what_the_sources_state_is_there(source: str) -> None:
    """Their figures stand as stated by them."""
    told = [each for each in HELD.commitments.values() if each.stated_by == source]

    assert len(told) >= 5


def test_figures_of_the_sources_are_theirs() -> None:
    """Two of four billion dollars, 500 and 80 million doses, 96 million for ASEAN, July 2021."""
    on = date(2021, 7, 14)
    four = promises.standing(HELD.commitments["usa-covax-4bn"], on)

    assert four.commitment.amount is not None
    assert (four.commitment.amount.value, four.delivered, four.share) == (4e9, 2e9, 0.5)
    amounts = {
        name: HELD.commitments[name].amount
        for name in ("usa-doses-500m", "usa-doses-80m", "usa-asean-96m", "aus-vnm-community")
    }
    assert {name: amount.value for name, amount in amounts.items() if amount} == {
        "usa-doses-500m": 500e6,
        "usa-doses-80m": 80e6,
        "usa-asean-96m": 96e6,
        "aus-vnm-community": 15e6,
    }


def test_congresses_grow_firmer() -> None:
    """Take part (1996), actively take part (2001), active and responsible (2011)."""
    line = promises.positions("VNM", issue="non_traditional", as_of=DAY)
    ranks = {each.on.year: each.rank for each in line}

    assert (ranks[1986], ranks[1996], ranks[2001], ranks[2011]) == (1, 2, 3, 4)


def test_every_way_of_standing_occurs() -> None:
    """The words for each are seen by somebody."""
    found = Counter(each.status for each in promises.commitments(as_of=DAY))

    assert set(found) >= {
        "kept",
        "under_way",
        "short",
        "no_delivery_reported",
        "not_due",
        "undated",
        "restated",
        "ended",
    }


def test_a_states_own_and_those_of_its_lists() -> None:
    """What the G7 promised is the United States' to keep, and what Viet Nam did is not."""
    names = {each.commitment.id for each in promises.commitments("Hoa Kỳ", as_of=DAY)}

    assert {"usa-covax-4bn", "g7-doses-2021", "nato-two-percent"} <= names
    assert "vnm-net-zero-2050" not in names


def test_to_whom() -> None:
    """Promises to ASEAN are found by its name, and not those made by it."""
    names = {each.commitment.id for each in promises.commitments(to="ASEAN", as_of=DAY)}

    assert "usa-asean-96m" in names
    assert "drug-free-asean" not in names
    assert "doc-2002-coc" in names


def test_nothing_made_later_is_known() -> None:
    """In 2015 nobody had heard of COVAX."""
    found = promises.commitments(as_of=date(2015, 1, 1))

    assert found
    assert all(each.commitment.made <= date(2015, 1, 1) for each in found)


def test_overdue_have_a_day_that_is_past() -> None:
    """And not all was done."""
    found = promises.commitments(as_of=DAY, overdue=True)

    assert len(found) >= 10
    for each in found:
        assert each.commitment.due is not None
        assert each.commitment.due.on < DAY
        assert each.completeness != "whole"


def test_a_cut_below_business_as_usual_was_raised_twice() -> None:
    """8 %, 9 %, 15.8 %: a chain of which only the last counts."""
    chain = [
        promises.standing(HELD.commitments[name], DAY, HELD.commitments)
        for name in ("vnm-ndc-2015", "vnm-ndc-2020", "vnm-ndc-2022")
    ]

    assert [each.restated_by for each in chain] == ["vnm-ndc-2020", "vnm-ndc-2022", None]


def test_a_table_of_nothing_has_its_columns() -> None:
    """Whoever joins tables by their columns is not stopped by an empty one."""
    full = promises.commitment_frame(promises.commitments(as_of=DAY), HELD)
    none = promises.commitment_frame((), HELD)

    assert none.height == 0
    assert none.schema == full.schema
    said = promises.position_frame(promises.positions(as_of=DAY), HELD)
    assert promises.position_frame((), HELD).schema == said.schema
    assert full.columns == list(promises.commitment_rows(promises.commitments(as_of=DAY), HELD)[0])
