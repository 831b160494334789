"""Reports count as stories: once, with memory, by weight and within bounds."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin.acts import Record, cameo, finer_kind, finer_kinds, kinds
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.counting import (
    CAPPED_OVER,
    FRIENDLY_WORDS,
    WORDS_OF_CONFLICT,
    Counting,
    thinned,
)
from longtin.trust.evidence.dated_reports import mix_shift, read_weeks, told_since
from longtin.trust.evidence.panel import read_panel
from longtin.trust.model import annual_model
from longtin.trust.model.parameters import dump, load, shipped

NAMES = tuple(finer_kinds())
CELLS = ["step", "column"]

rows = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(0, 1), st.integers(1, 40), st.integers(0, len(NAMES) - 1)
    ),
    min_size=1,
    max_size=40,
)


def placed(told: list[tuple[int, int, int, int]], ratio: float = 0.3) -> pl.DataFrame:
    """Reports of two pairs in their weeks, all of one sample."""
    return pl.DataFrame(
        [(step, pair, count, NAMES[kind], "one", ratio) for step, pair, count, kind in told],
        schema=["step", "column", "count", "told", "sample", "ratio"],
        orient="row",
    )


def by_week(frame: pl.DataFrame, of: pl.Expr | None = None) -> dict[tuple[int, int], float]:
    """Stories of each week and pair."""
    summed = (frame if of is None else frame.filter(of)).group_by(CELLS).agg(pl.col("share").sum())
    return {(step, pair): share for step, pair, share in summed.iter_rows()}


@given(rows, st.integers(1, 12), st.floats(0.2, 1.0))
def test_memory_makes_what_was_told_before_less_new(
    told: list[tuple[int, int, int, int]], memory: int, echo: float
) -> None:
    """Against the formula, written out; a first week counts as its thinned reports do."""
    found = by_week(Counting(echo, memory=memory).weighed(placed(told)))

    thin: dict[tuple[int, int], float] = {}
    for step, pair, count, _ in told:
        thin[step, pair] = thin.get((step, pair), 0.0) + 0.3 * count
    for (step, pair), own in thin.items():
        behind = sum(thin.get((earlier, pair), 0.0) for earlier in range(step - memory, step + 1))
        assert found[step, pair] == pytest.approx(own * max(1.0, behind) ** (echo - 1.0))


@given(rows, st.floats(0.2, 1.0))
def test_without_memory_a_week_stands_by_itself(
    told: list[tuple[int, int, int, int]], echo: float
) -> None:
    """Its stories are the mean of what the sparsest sample would have had."""
    found = by_week(Counting(echo).weighed(placed(told)))

    whole: dict[tuple[int, int], int] = {}
    for step, pair, count, _ in told:
        whole[step, pair] = whole.get((step, pair), 0) + count
    assert found == {
        cell: pytest.approx(thinned(count, 0.3, echo)) for cell, count in whole.items()
    }


@given(rows)
def test_friendly_words_count_half_and_nothing_else_does(
    told: list[tuple[int, int, int, int]],
) -> None:
    """The stories of a week are shared out as before; only their weight changes."""
    whole, half = (Counting(0.5, memory=7, friendly=part) for part in (1.0, 0.5))
    before, after = (each.weighed(placed(told)) for each in (whole, half))

    factor = np.where(before["told"].is_in(FRIENDLY_WORDS).to_numpy(), 0.5, 1.0)
    np.testing.assert_allclose(after["share"].to_numpy(), before["share"].to_numpy() * factor)


@given(rows, st.floats(0.3, 3.0))
def test_words_of_conflict_stay_within_their_bound(
    told: list[tuple[int, int, int, int]], cap: float
) -> None:
    """In any eight weeks; deeds and friendly words are as they were, and no story is added."""
    bounded = Counting(0.5, memory=7, cap=cap)
    free, held = (each.weighed(placed(told, 1.0)) for each in (replace(bounded, cap=None), bounded))
    words = pl.col("told").is_in(WORDS_OF_CONFLICT)
    kept, others = by_week(held, words), by_week(held, ~words)

    assert others == pytest.approx(by_week(free, ~words))
    for first in range(31):
        for pair in (0, 1):
            window = (kept.get((step, pair), 0.0) for step in range(first, first + CAPPED_OVER))
            assert sum(window) <= cap + 1e-9
    for cell, stories in by_week(free, words).items():
        assert kept[cell] <= stories + 1e-12


@pytest.mark.parametrize(
    ("kind", "mode", "code", "told"),
    [
        ("CONSULT", "visit", "042", "VISIT"),
        ("CONSULT", "visit", None, "VISIT"),
        ("CONSULT", "phone", "041", "TALK"),
        ("CONSULT", None, "046", "TALK"),
        ("CONSULT", None, "040", "CONSULT"),
        ("AGREE", None, "036", "MEETING"),
        ("AGREE", None, "030", "AGREE"),
        ("ASSAULT", None, "190", "ASSAULT"),
        (None, None, None, None),
    ],
)
def test_kinds_of_talk_are_told_by_mode_and_code(
    kind: str | None, mode: str | None, code: str | None, told: str | None
) -> None:
    """Whatever archive the act is from."""
    act = pl.DataFrame({"kind": [kind], "mode": [mode], "code": [code]}, schema=dict.fromkeys(
        ("kind", "mode", "code"), pl.String))  # fmt: skip

    assert act.select(finer_kind())["kind"].to_list() == [told]


def test_kinds_of_talk_follow_the_types_and_keep_their_school() -> None:
    """Each is part of a type, named in both languages, and some CAMEO code is one."""
    apart = {name: kind for name, kind in finer_kinds().items() if kind.within}

    assert list(finer_kinds())[: len(kinds())] == list(kinds())
    assert set(apart) == {"VISIT", "TALK", "MEETING"}
    found = set(cameo().select(finer_kind())["kind"])
    for name, kind in apart.items():
        assert kind.school == kinds()[kind.within or ""].school
        assert kind.label_en
        assert kind.label_vi
        assert name in found


def test_the_shipped_model_tells_talk_apart_on_the_record(record: Record) -> None:
    """Rows of the evidence are those that have parameters, and every report has its row."""
    events = shipped("events")
    held = read_weeks(record, [(816, 710), (710, 816)], date(2015, 12, 27), events.counting)

    assert held.kinds == events.blocks["profile"] == NAMES
    assert held.counted[[NAMES.index("VISIT"), NAMES.index("TALK")]].sum() > 0
    np.testing.assert_allclose(held.mass.sum(), held.acts["share"].to_numpy().sum())


def test_how_reports_are_counted_is_kept_in_the_file() -> None:
    """Another counting is another version; two types have none of it."""
    events, types = shipped("events"), shipped("two_types_events")

    assert load(dump(events)).counting == events.counting
    assert types.counting == Counting(types.echo, types.reference)
    other = replace(events, counting=replace(events.counting, cap=3.0))
    assert other.version != events.version


def test_the_mix_of_a_sample_is_brought_to_that_of_the_complete_counts(record: Record) -> None:
    """Dated reports hold less material conflict than the counts do, and a year hears no more."""
    pairs = dated_reports.reported_pairs(record, date(2014, 12, 31), least=1500)
    held = read_weeks(record, pairs, date(2014, 12, 28), Counting())
    panel = read_panel(record, pairs, 2002, 2014)
    shift = mix_shift(panel, held)

    assert shift[3] < -0.2
    told = told_since(panel, held, 2012, shift)
    assert (told.shift[:, told.years <= 2012] == 0.0).all()
    theta = shipped("annual").values[None, :]
    weighed = annual_model.weigh(theta, told, Counting(1.0)).reports.sum(axis=0)
    logs = annual_model.log_classes(annual_model.by_block(theta))[0]
    seen = logs + np.array(shift)
    seen = seen - np.logaddexp.reduce(seen, axis=1, keepdims=True)
    by_hand = told.reports[:, -1].T @ (seen - np.array(shift)).T
    _same_but_for_a_constant(weighed[-1, :, :, 0].T, by_hand)


def _same_but_for_a_constant(one: Any, other: Any) -> None:
    """Log-likelihoods by level, (pair, level)."""
    np.testing.assert_allclose(
        one - one.mean(axis=1, keepdims=True), other - other.mean(axis=1, keepdims=True), atol=1e-6
    )


@given(st.floats(1.0, 1e6), st.floats(1.5, 20.0))
def test_a_years_stories_come_near_their_bound_and_no_further(reports: float, most: float) -> None:
    """One report is one story, more are more, and so many stories are never reached."""
    counting = Counting(most=most)

    stories, more = counting.of_year(np.array([reports, 2.0 * reports]))

    assert counting.of_year(np.ones(1)) == pytest.approx(1.0)
    assert 1.0 <= stories < more < most
    if stories < 0.99 * most:
        assert counting.reports_of(stories) == pytest.approx(reports)


def test_a_bound_on_a_years_stories_is_kept_in_the_file() -> None:
    """What is no default is written, read again, and makes another version."""
    plain = shipped("annual")
    bounded = replace(plain, counting=Counting(most=4.0))

    assert load(dump(bounded)).counting == bounded.counting
    assert bounded.version != plain.version
