"""What was done to third parties is remembered, and moves belief no earlier than it should."""

from dataclasses import fields
from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin.acts import Record
from longtin.trust.evidence import memory
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.panel import Panel, read_panel, row_of
from longtin.trust.evidence.ties.like_minded import LIKE_MINDED_WRONGED
from longtin.trust.model import annual_model
from longtin.trust.model.parameters import shipped
from tests.trust.evaluation.test_backtest import planted

PAIR = (850, 710)
"""Indonesia, which votes like many, and China."""

YEAR = 1995
WRONGED = row_of(LIKE_MINDED_WRONGED)


def seen(record: Record, pairs: list[tuple[int, int]]) -> np.ndarray:
    """The covariate of the first pair."""
    return read_panel(record, pairs, 1946, 2014).turnover[WRONGED, :, 0]


def test_a_reputation_is_the_same_whoever_is_asked_for(record: Record) -> None:
    """A belief does not depend on which others are looked at."""
    alone, among = (
        seen(record, [PAIR, *more]) for more in ([], [(710, 850), (2, 365), (816, 850)])
    )

    np.testing.assert_allclose(alone, among, rtol=1e-9)
    assert (alone > 0).any()


def test_a_war_against_another_tells_from_the_year_after(record: Record) -> None:
    """Not in its own year, and not of its victim's conduct."""
    war = planted(
        record, "mid", date(1990, 1, 1), source=710, target=820, code="5", quad=4,
        start=date(YEAR, 1, 1), end=date(YEAR, 12, 31),
    )  # fmt: skip
    truth, other = (seen(each, [PAIR]) for each in (record, war))
    place = YEAR - 1946

    np.testing.assert_allclose(truth[: place + 1], other[: place + 1], rtol=1e-6)
    assert other[place + 1] > truth[place + 1]


def test_a_coalition_is_one_story_and_a_new_leader_forgets_half() -> None:
    """Four clashes in one year count as two; memory halves with the leader, then goes on fading."""
    clashed = np.zeros((4, 2, 5), bool)
    clashed[0, 0, :4] = True
    clashed[0, 1, 0] = True
    forgot = np.zeros((4, 2), bool)
    forgot[2, 1] = True

    left = memory.remembered(clashed, forgot)

    fade = np.exp(-1.0 / memory.RECENT)
    assert left[0].sum() == 0.0
    assert left[1, 0].sum() == pytest.approx(2.0 * fade)
    assert left[1, 1].sum() == pytest.approx(fade)
    assert left[2, 1].sum() == pytest.approx(fade**2 * memory.LEADER)
    assert left[3, 1].sum() == pytest.approx(fade**3 * memory.LEADER)


def test_only_the_like_minded_count() -> None:
    """Nobody is moved by what was done to those it has nothing in common with."""
    liking = np.array([[0.0, 0.8, 0.0], [0.0, 0.0, 0.0]])
    remembered = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    share = memory.share_wronged(liking, remembered)

    assert share[0, 0] > 0.0
    assert share[0, 1] == share[1, 0] == share[1, 1] == 0.0


def test_interest_and_affinity_do_not_read_conduct_towards_others(record: Record) -> None:
    """It is conduct, which the school of norms reads."""
    held = read_panel(record, [PAIR], 1946, 2014)
    blind = read_panel(record, [PAIR], 1946, 2014)
    blind.turnover[WRONGED] = 0.0
    theta = shipped("two_types_annual").values[None, :]

    for school, alike in (("interest", True), ("affinity", True), ("norm", False), (None, False)):
        one, other = (
            annual_model.steps(theta, each, Counting(0.2), school).turnover.long_run
            for each in (held, blind)
        )

        assert np.array_equal(one, other) == alike, school


def test_a_panel_of_fewer_years_is_the_beginning_of_a_longer_one(record: Record) -> None:
    """No year sees later ones, so that one reading of the record serves every question of it."""
    pairs = [PAIR, (PAIR[1], PAIR[0]), (2, 365), (365, 2)]
    with Record.shipped() as other:
        short = read_panel(other, pairs, 1946, 2004)
    long = read_panel(record, pairs, 1946, 2023).until(2004)

    for field in fields(Panel):
        one, two = (getattr(each, field.name) for each in (long, short))
        if isinstance(one, pl.DataFrame):
            assert one.equals(two)
            continue
        one, two = np.asarray(one), np.asarray(two)
        np.testing.assert_allclose(one.astype(float), two, atol=1e-15, err_msg=field.name)
