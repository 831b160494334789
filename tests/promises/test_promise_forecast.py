"""Forecasts of promises: nothing later is known, and a record of kept words counts where it can."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from longtin.promises import VerbalPromise, promise_forecasts

SINCE = date(2010, 1, 1)


def promise(on: date, foreseen: float, *, kept: bool, window: int = 30) -> VerbalPromise:
    """One that was kept on its last day, or not at all."""
    return VerbalPromise(
        on=on, code="036", text="", who="", origin=f"{on}", reports=1, window=window,
        outcome="consistent" if kept else "not_seen", deed=None, deed_text=None,
        deed_origin=None, days=window if kept else None, base=foreseen, foreseen=foreseen,
        reply=None, reply_quad=None,
    )  # fmt: skip


def made(
    rates: Sequence[float], foreseen: Sequence[float], each: int = 200
) -> dict[tuple[int, int], list[VerbalPromise]]:
    """Pairs that keep a share of their words, a word every forty days from 2000 on."""
    rng = np.random.default_rng(3)
    days = [date(2000, 1, 1) + timedelta(days=40 * at) for at in range(each)]
    return {
        (1, other): [promise(day, foreseen[other], kept=bool(rng.random() < rate)) for day in days]
        for other, rate in enumerate(rates)
    }


def test_where_pairs_differ_in_keeping_words_their_record_wins() -> None:
    """Acts come as often anyway, and only the record tells the pairs apart."""
    found = promise_forecasts(made([0.1, 0.3, 0.7, 0.9] * 5, [0.5] * 20), SINCE)

    assert found.scores["pair"].low > 0.0
    assert found.scores["pair over chance"].low > 0.0
    assert found.weights["pair"] < 100.0


def test_where_only_the_chance_differs_the_record_adds_nothing() -> None:
    """What comes anyway is known, and so the record is drawn to it as far as it can be."""
    rates = [0.1, 0.3, 0.7, 0.9] * 5

    found = promise_forecasts(made(rates, rates), SINCE)

    assert found.scores["kind"].high < 0.0
    assert found.scores["pair over chance"].high < 0.005


def test_an_outcome_is_not_known_before_its_window_is_over() -> None:
    """Words given while earlier ones still have time are forecast without them."""
    late = {(1, 2): [promise(date(2009, 1, 1), 0.5, kept=False, window=3650),
                     promise(date(2009, 2, 1), 0.5, kept=False, window=3650),
                     promise(date(2011, 1, 1), 0.5, kept=True)]}  # fmt: skip

    found = promise_forecasts(late, SINCE)

    assert found.promises == 1
    assert found.scores["kind"].brier == pytest.approx(0.25)


def test_a_day_without_promises_on_both_sides_is_refused() -> None:
    """There would be nothing to choose weights on, or nothing to score."""
    with pytest.raises(ValueError, match="on both sides of 1990"):
        promise_forecasts(made([0.5], [0.5], each=20), date(1990, 1, 1))
