"""What those found who looked: figures decide how it agrees, and a closed door is no finding."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from longtin import promises
from longtin.promises import WordFinding
from longtin.promises._deeds.verbal_promises import _of_acts, _Sight
from tests.promises.test_standing import DAY, WORDS, done, promise


def finding(**more: Any) -> WordFinding:
    """Something seen by the agency."""
    base = {"on": date(2020, 1, 1), "by": "iaea", "says": WORDS, "source": "recalled"}
    return WordFinding.model_validate(base | more)


def tonnes(value: float, **more: Any) -> dict[str, Any]:
    """So many tonnes."""
    return {"value": value, "unit": "tonnes"} | more


@pytest.mark.parametrize(
    ("found", "stated", "bound", "outcome"),
    [
        (tonnes(130.0), tonnes(130), "at_most", "consistent"),
        (tonnes(130.1), tonnes(130), "at_most", "inconsistent"),
        (tonnes(130.1), tonnes(130, about=True), "at_most", "within_tolerance"),
        (tonnes(144), tonnes(130, about=True), "at_most", "inconsistent"),
        (tonnes(20), tonnes(130), "at_most", "consistent"),
        (tonnes(20), tonnes(130), "at_least", "inconsistent"),
        (tonnes(20), tonnes(130), "exactly", "inconsistent"),
        ({"low": 120, "high": 140, "unit": "tonnes"}, tonnes(130), "exactly", "consistent"),
        ({"low": 131, "unit": "tonnes"}, tonnes(130), "at_most", "inconsistent"),
        (tonnes(150), {"low": 130, "unit": "tonnes"}, "exactly", "consistent"),
    ],
)
def test_figures_say_how_a_word_agrees(
    found: dict[str, Any], stated: dict[str, Any], bound: str, outcome: str
) -> None:
    """On, above and below a ceiling, a floor and a plain figure; "about" opens a tenth."""
    assert finding(found=found, stated=stated, bound=bound).outcome == outcome


@given(st.floats(1, 1e6), st.floats(0, 0.2), st.floats(0, 0.2))
def test_a_named_tolerance_is_the_line(stated: float, over: float, tolerance: float) -> None:
    """Beyond the bound by no more than the tolerance agrees, by more it does not."""
    seen = finding(
        found=tonnes(stated * (1 + over)),
        stated=tonnes(stated),
        bound="at_most",
        tolerance=stated * tolerance,
        tolerance_says=WORDS,
    )

    if over > tolerance + 1e-6:
        assert seen.outcome == "inconsistent"
    elif over < tolerance - 1e-6:
        assert seen.outcome != "inconsistent"
    assert (seen.difference or 0.0) >= 0.0


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({}, "Write one of the two"),
        ({"agreement": "consistent", "found": tonnes(1), "stated": tonnes(1)}, "Write one"),
        ({"found": tonnes(1), "stated": {"value": 1, "unit": "people"}}, "in one"),
        ({"found": tonnes(1), "stated": tonnes(1), "tolerance": 1}, "Say where"),
    ],
)
def test_a_finding_is_told_once_and_whole(given_: dict[str, Any], message: str) -> None:
    """Nobody writes a verdict beside figures that say another."""
    with pytest.raises(ValidationError, match=message):
        finding(**given_)


def test_a_limit_is_kept_below_it_and_has_no_share() -> None:
    """1,444 of at most 1,550 warheads is the whole promise, and not 93 % of it."""
    few = promise(
        amount={"high": 100, "unit": "USD", "limit": True}, deliveries=[done(date(2020, 1, 1), 90)]
    )
    many = promise(
        amount={"high": 100, "unit": "USD", "limit": True}, deliveries=[done(date(2020, 1, 1), 101)]
    )

    assert (promises.standing(few, DAY).status, promises.standing(few, DAY).share) == ("kept", None)
    assert promises.standing(many, DAY).status == "short"


def test_some_sixty_million_is_kept_by_fifty_eight() -> None:
    """And 60 million without "some" is not."""
    told = [done(date(2020, 1, 1), 58)]
    about = promise(amount={"value": 60, "unit": "USD", "about": True}, deliveries=told)
    exact = promise(amount={"value": 60, "unit": "USD"}, deliveries=told)

    assert promises.standing(about, DAY).status == "kept"
    assert promises.standing(exact, DAY).status == "short"


def test_replies_and_findings_of_later_days_are_not_known() -> None:
    """A reply of June is not told in May."""
    reply = {"by": "IRN", "on": date(2020, 6, 1), "says": WORDS, "source": "recalled"}
    seen = promise(findings=[finding(agreement="access_denied", reply=reply).model_dump()])

    before, between, after = (
        seen.known_on(day) for day in (date(2019, 12, 31), date(2020, 5, 1), date(2020, 6, 1))
    )

    assert before.findings == ()
    assert between.findings[0].reply is None
    assert after.findings[0].reply is not None


def test_every_outcome_occurs_among_what_is_shipped() -> None:
    """Each with a real case."""
    outcomes = {
        each.outcome for one in promises.statements().commitments.values() for each in one.findings
    }

    assert outcomes >= {"consistent", "within_tolerance", "inconsistent", "access_denied"}


def test_a_refused_inspection_is_an_outcome_of_a_verbal_promise() -> None:
    """To let inspectors in was promised (CAMEO 0355), and refused (1245) within the window."""
    days = (date(2003, 1, 10), date(2003, 2, 1))
    done_ = pl.DataFrame(
        {
            "start": days,
            "end": days,
            "code": ["0355", "1245"],
            "text": ["Express intent to allow international involvement", "Refuse to allow"],
            "source_name": ["A", "A"],
            "target_name": ["B", "B"],
            "origin": ["x:1", "x:2"],
            "count": [1, 1],
            "quad": [2, 3],
        }
    )
    seen = _Sight(date(2002, 1, 1), np.ones(1200, bool))

    (found,) = _of_acts(done_, done_.clear(), seen, date.min)
    (kept,) = _of_acts(
        done_.with_columns(code=pl.Series(["0355", "086"])), done_.clear(), seen, date.min
    )

    assert (found.outcome, found.deed, found.days) == ("access_denied", days[1], 22)
    assert kept.outcome == "consistent"
