"""A backtest knows nothing of the future, and its tables add up."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin import trust
from longtin.acts import ACT, Record
from longtin.errors import ModelError, OutputError
from longtin.trust.evaluation import (
    backtest,
    conflict_forecasts,
    dispute_forecasts,
    rivals,
    scores,
)
from longtin.trust.evaluation.backtest import _Fits
from longtin.trust.evaluation.logistic_regression import learnt_chances
from longtin.trust.evidence.panel import read_panel
from longtin.trust.fitting import fit_record

QUARRELSOME = (651, 666, 645, 640, 2, 365, 750, 770)
"""States enough for disputes to learn from, few enough to be quick."""

PAIRS = tuple((one, two) for one in QUARRELSOME for two in QUARRELSOME if one != two)
YEAR, LATER_YEAR = 1990, 1995
DAY, LATER_DAY = date(2010, 12, 31), date(2011, 6, 15)


class Planted(Record):
    """A record with acts that never happened."""

    def __init__(self, held: Record, planted: pl.DataFrame) -> None:
        super().__init__(held._connection, held.path)
        self.planted = planted

    def acts(self, source: Any = None, target: Any = None, **asked: Any) -> pl.DataFrame:
        """What the record has, and what was planted."""
        found = super().acts(source, target, **asked)
        kept = self.planted.cast(ACT)  # type: ignore[arg-type]
        for column, wanted in (("source", source), ("target", target)):
            if wanted is not None:
                codes = [wanted] if isinstance(wanted, int) else list(wanted)
                kept = kept.filter(pl.col(column).is_in(codes))
        if asked.get("start") is not None:
            kept = kept.filter(pl.col("start") >= asked["start"])
        if asked.get("end") is not None:
            kept = kept.filter(pl.col("end") <= asked["end"])
        if asked.get("datasets") is not None:
            kept = kept.filter(pl.col("dataset").is_in(list(asked["datasets"])))
        return pl.concat([found, kept.select(found.columns)])


def planted(record: Record, dataset: str, since: date, **changed: Any) -> Planted:
    """The record with one more act: the first of a dataset after a day, made over."""
    example = record.acts(QUARRELSOME, QUARRELSOME, start=since, datasets=[dataset]).head(1)
    return Planted(record, example.with_columns(**{k: pl.lit(v) for k, v in changed.items()}))


def couples(record: Record) -> dispute_forecasts.Couples:
    """The couples of the test."""
    return dispute_forecasts.Couples.of(read_panel(record, PAIRS, 1946, 2014))


@pytest.fixture(scope="module")
def annual(record: Record) -> trust.Parameters:
    """What is learnt of the record by year up to the cut-off, once for all."""
    return fit_record.fit_annual(record, until=YEAR, pairs=PAIRS, intervals=False)


@pytest.fixture(scope="module")
def weekly(record: Record, annual: trust.Parameters) -> trust.Parameters:
    """The same by week."""
    return fit_record.fit_events(record, annual, until=DAY, pairs=PAIRS, intervals=False)


def test_a_dispute_planted_after_the_cut_off_changes_nothing_at_it(
    record: Record, annual: trust.Parameters
) -> None:
    """Given a war that never was, parameters and forecasts made before it stand as they were."""
    war = planted(
        record, "mid", date(1990, 1, 1), source=750, target=640, code="5", quad=4,
        start=date(LATER_YEAR, 1, 1), end=date(LATER_YEAR, 12, 31),
    )  # fmt: skip
    changed = fit_record.fit_annual(war, until=YEAR, pairs=PAIRS, intervals=False)
    truth, other = couples(record), couples(war)
    forecasts, altered = (dispute_forecasts.forecast(each, annual, YEAR) for each in (truth, other))
    ours, their = (rivals.dispute_rivals(each, YEAR) for each in (truth, other))

    known = truth.held.years <= LATER_YEAR
    assert (truth.disputed != other.disputed).sum() == 1
    assert annual.version == changed.version
    assert np.array_equal(forecasts[known], altered[known])
    assert not np.allclose(forecasts[~known], altered[~known])
    for name, chances in ours.items():
        assert np.array_equal(chances[known], their[name][known]), name


def test_a_report_planted_after_the_cut_off_changes_nothing_at_it(
    record: Record, annual: trust.Parameters, weekly: trust.Parameters
) -> None:
    """The same for reports and weeks."""
    raid = planted(
        record, "icews0515", date(2010, 1, 1), source=750, target=770, kind="ASSAULT", quad=4,
        start=LATER_DAY, end=LATER_DAY, count=40,
    )  # fmt: skip
    changed = fit_record.fit_events(raid, annual, until=DAY, pairs=PAIRS, intervals=False)
    forecasts: list[Any] = []
    for each in (record, raid):
        stretch = conflict_forecasts.DatedCases.of(each, weekly, DAY, PAIRS)
        outlook = conflict_forecasts.ExpectedConflict.of(each, stretch, annual, weekly)
        chances = {"longtin": conflict_forecasts.forecast(stretch, outlook, 4)}
        forecasts.append(chances | conflict_forecasts.conflict_rivals(stretch, 4))

    known = np.array([end < LATER_DAY for end in stretch.held.ends])
    assert weekly.version == changed.version
    for name, chances in forecasts[0].items():
        assert np.array_equal(chances[known], forecasts[1][name][known]), name
        assert not np.allclose(chances[~known], forecasts[1][name][~known]), name


def test_nothing_learnt_from_reaches_past_the_cut_off(
    record: Record, weekly: trust.Parameters
) -> None:
    """The outcome of a week learnt from is over by the cut-off; those scored come after it."""
    stretch = conflict_forecasts.DatedCases.of(record, weekly, DAY, PAIRS)
    ends = np.array(stretch.held.ends)
    for ahead in conflict_forecasts.HORIZONS:
        learn, score = (each.any(axis=1) for each in stretch.known(ahead))

        assert (ends[np.nonzero(learn)[0] + ahead] <= DAY).all()
        assert (ends[np.nonzero(score)[0] + 1] > DAY).all()


trials = st.lists(st.tuples(st.booleans(), st.floats(0.0, 1.0)), min_size=2, max_size=60).filter(
    lambda rows: len({happened for happened, _ in rows}) == 2
)


def trial(rows: Sequence[tuple[bool, float]]) -> scores.Trial:
    """Two forecasters of the same cases."""
    happened, chance = (np.array(column) for column in zip(*rows, strict=True))
    return scores.Trial(
        "annual", "dispute_onset", DAY, happened, {"longtin": chance, "base_rate": chance * 0.5}
    )


@given(trials)
def test_reliability_tables_add_up(rows: list[tuple[bool, float]]) -> None:
    """Every case is in one class: cases, outcomes and chances sum to those of the trial."""
    one = trial(rows)

    table = scores.reliability([one])

    for name, chance in one.forecasts.items():
        held = table.filter(pl.col("forecaster") == name)
        assert held["cases"].sum() == len(rows)
        assert held["happened"].sum() == one.happened.sum()
        assert (held["cases"] * held["forecast"]).sum() == pytest.approx(chance.sum())
        assert (held["low"] <= held["forecast"] + 1e-12).all()
        assert (held["forecast"] <= held["high"] + 1e-12).all()


@given(trials)
def test_the_best_rival_is_the_one_to_beat(rows: list[tuple[bool, float]]) -> None:
    """A verdict says worse exactly where some rival is better."""
    table = scores.scored([trial(rows)])

    for row in scores.verdicts(table).iter_rows(named=True):
        held = table.filter(pl.col("measure") == row["measure"], pl.col("role") == "rival")
        best = held["value"].max() if row["measure"] in scores.HIGHER_IS_BETTER else (
            held["value"].min()
        )  # fmt: skip
        assert row["rival_value"] == best
        assert row["cases"] == len(rows)


@given(trials)
def test_a_report_is_read_back_as_it_was_written(rows: list[tuple[bool, float]]) -> None:
    """The page in the documentation is made from the file, not from a second run."""
    one = trial(rows)
    found = trust.Backtest(
        scores.scored([one]), scores.reliability([one]), {"record": "r", "methods": {}}
    )

    again = trust.read_backtest(trust.as_json(found))

    assert again.scores.equals(found.scores)
    assert again.reliability.equals(found.reliability)
    assert again.provenance == found.provenance


def test_a_loss_is_printed_like_a_win(record: Record) -> None:
    """The word stands in the table, and the tally counts it."""
    happened = np.array([True, False, True, False])
    chances = {"longtin": np.array([0.4, 0.6, 0.5, 0.5]), "peace_years": happened * 0.8 + 0.1}
    one = scores.Trial("annual", "dispute_onset", DAY, happened, chances)
    known = {"record": record.version, "methods": {}, "forecasts": "1 of 1", "not scored": []}

    text = trust.report(trust.Backtest(scores.scored([one]), scores.reliability([one]), known))

    assert text.count("**worse**") == 2
    assert "in 0 of 2 comparisons asked of it, and in 0 of 4 in all" in text


@given(st.lists(st.tuples(st.booleans(), st.floats(-3.0, 3.0)), min_size=5, max_size=60))
def test_a_regression_is_right_on_average_where_it_was_fitted(
    rows: list[tuple[bool, float]],
) -> None:
    """With an intercept, mean chance equals the share that happened."""
    happened, value = (np.array(column) for column in zip(*rows, strict=True))
    covariates = np.array([value, np.ones(len(value))])

    chance = learnt_chances(covariates, happened, np.ones(len(rows), bool))

    assert np.isfinite(chance).all()
    if 0 < happened.sum() < len(rows):
        assert chance.mean() == pytest.approx(happened.mean(), abs=1e-4)


def test_fits_are_kept_for_the_next_run(
    record: Record, annual: trust.Parameters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was broken off goes on where it was; the second run fits nothing."""
    asked: list[int] = []

    def fit(*_: Any, until: int, **__: Any) -> trust.Parameters:
        asked.append(until)
        return annual

    monkeypatch.setattr(fit_record, "fit_annual", fit)

    first = _Fits(record, tmp_path, None, 2).annual(YEAR)
    again = _Fits(record, tmp_path, None, 2).annual(YEAR)

    assert asked == [YEAR]
    assert first.version == again.version
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_a_kept_fit_is_of_all_the_source_it_depends_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change in a room within a room makes another version."""
    inner = tmp_path / "ties" / "borders.py"
    inner.parent.mkdir()
    inner.write_text("LAND = 1\n", encoding="utf-8")
    monkeypatch.setattr(backtest, "files", lambda _: tmp_path)

    before = backtest.code_version()
    inner.write_text("LAND = 2\n", encoding="utf-8")

    assert backtest.code_version() != before


def test_a_cut_off_out_of_reach_is_refused(record: Record, tmp_path: Path) -> None:
    """Before any fit, saying what the record allows."""
    with pytest.raises(ModelError, match=r"1950.*annual from 1965 to 2013"):
        trust.backtest(record, models=["annual"], cut_offs=[1950])
    with pytest.raises(OutputError, match="no such folder"):
        trust.backtest(record, models=["annual"], work=tmp_path / "nowhere")


def test_boosting_is_asked_for_before_any_work(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lacks the extra is told at once which to install."""
    monkeypatch.setattr(rivals, "find_spec", lambda _: None)

    with pytest.raises(ModelError, match=r"longtin\[backtest\]"):
        trust.backtest(record, models=["annual"])
    with pytest.raises(ModelError, match=r"longtin\[backtest\]"):
        trust.fit(record)
