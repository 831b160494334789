"""Sweeps: every policy under every scenario, taken up again, and refused with their lines."""

import json
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from longtin._language import Language
from longtin.acts import Record
from longtin.errors import DataError
from longtin.forums.world import run_sweep, sweep, sweep_data, sweep_page
from longtin.forums.world.sweep import SweepPlan, play_experiment
from longtin.forums.world.sweep_file import WrittenSweep
from tests.forums.world.worlds import SMALL, written

SWEEP = """
uncertainties:
  noise.misperception: {low: 0.0, high: 0.3}
levers:
  conduct.rule: [grim, always-cooperate]
  shocks.1.turns: [0.1, 0.9]
outcomes: [trust, cooperation, conflict]
scenarios: 3
"""


def swept(folder: Path, text: str = SWEEP) -> WrittenSweep:
    """A sweep file of a text."""
    (folder / "sweep.yaml").write_text(text, encoding="utf-8")
    return WrittenSweep(folder / "sweep.yaml")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> sweep.SweepResult:
    """A sweep that several tests look at."""
    folder = tmp_path_factory.mktemp("sweep")
    with Record.shipped() as record:
        return run_sweep(written(SMALL), swept(folder), record, replicates=8, seed=5)


def test_every_policy_meets_every_scenario(found: sweep.SweepResult) -> None:
    """Three draws and two times two choices are twelve experiments, with the same draws in each."""
    table = found.table
    blur = table.group_by("scenario").agg(pl.col("noise.misperception").n_unique())

    assert table.height == 12
    assert table.select("scenario", "policy").n_unique() == 12
    assert (blur["noise.misperception"] == 1).all()
    assert table["noise.misperception"].is_between(0.0, 0.3).all()
    assert (table["trust_low"] <= table["trust_high"]).all()


def test_what_matters_is_found(found: sweep.SweepResult) -> None:
    """Grim states that misread each other end in conflict; those that always cooperate do not."""
    means = found.table.group_by("conduct.rule").agg(pl.col("cooperation").mean())
    by_rule = dict(means.iter_rows())
    told = {(row["outcome"], row["place"]): row["value"] for row in sweep_data(found)["influence"]}

    assert by_rule["always-cooperate"] > by_rule["grim"] + 0.2
    assert told["cooperation", "conduct.rule"] == pytest.approx(
        by_rule["always-cooperate"] - by_rule["grim"]
    )
    assert abs(told["cooperation", "conduct.rule"]) > told["cooperation", "shocks.1.turns"]


def test_what_decides_has_an_interval_where_scenarios_are_enough(
    found: sweep.SweepResult,
) -> None:
    """Three scenarios tell no interval; sixty tell what follows a draw from what does not."""
    few = sweep_data(found)["influence"]
    assert {row["low"] for row in few} == {None}

    random, scenarios = np.random.default_rng(3), np.repeat(np.arange(60), 2)
    blur = random.uniform(0.0, 0.3, 60)[scenarios]
    table = pl.DataFrame(
        {
            "scenario": scenarios,
            "noise.misperception": blur,
            "conduct.rule": ["grim", "always-cooperate"] * 60,
            "cooperation": random.normal(-3.0 * blur, 0.2),
        }
    )
    asked = {"outcomes": ("cooperation",), "levers": {"conduct.rule": ("grim", "always-cooperate")}}
    many = replace(found, sweep=found.sweep.model_copy(update=asked), table=table)
    told = {row["place"]: row for row in sweep_data(many)["influence"]}
    follows = told["noise.misperception"]

    expected = table.select(pl.corr("noise.misperception", "cooperation", method="spearman"))
    assert follows["value"] == pytest.approx(expected.item())
    assert follows["low"] < follows["value"] < follows["high"] < 0.0
    assert told == {row["place"]: row for row in sweep_data(many)["influence"]}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_sweep_is_told_in_both_languages(found: sweep.SweepResult, language: str) -> None:
    """Policies by what they set, where each is best, and what decides most."""
    page = sweep_page(found, Language(language))
    names = [section.name for section in page.sections]

    assert names == ["in-short", "policies", "best", "influence"]
    assert page.colophon.startswith(f"Longtin {metadata.version('longtin')} · ")
    policies = page.sections[1].tables[0]
    assert "conduct.rule" in policies.columns[0].heading
    assert "grim" in policies.rows[0][0].text
    assert len(page.sections[1].figures) == len(found.sweep.outcomes)
    assert json.loads(json.dumps(sweep_data(found)))["schema"] == "longtin.sweep/1"


def test_an_interrupted_sweep_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: sweep.SweepResult
) -> None:
    """Experiments that are done are not done again, and the table is what it would have been."""
    played: list[int] = []

    def stops(shared: SweepPlan, number: int, folder: Path) -> None:
        if number == 7 and 7 not in played:
            played.append(7)
            raise KeyboardInterrupt
        played.append(number)
        play_experiment(shared, number, folder)

    monkeypatch.setattr(sweep, "play_experiment", stops)
    output = tmp_path / "out.csv"
    with Record.shipped() as record:
        with pytest.raises(KeyboardInterrupt):
            run_sweep(written(SMALL), swept(tmp_path), record, replicates=8, seed=5, output=output)
        assert not output.exists()
        again = run_sweep(
            written(SMALL), swept(tmp_path), record, replicates=8, seed=5, output=output
        )

    assert played == [*range(8), *range(7, 12)]
    assert again.table.equals(found.table)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "out.csv", "out.csv.run.json", "sweep.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("low: 0.0", "low: 0.4", "`low` is 0.4 and `high` 0.3"),
        ("high: 0.3", "high: 0.9", "the world takes no `0.9` at `noise.misperception`"),
        ("noise.misperception", "noise.fog", "the world takes no `0.0` at `noise.fog`"),
        ("[grim,", "[grit, grum,", "follows the rule `grum`"),
        ("shocks.1", "shocks.7", "no place of the world"),
        ("conduct.rule", "states", "cannot be swept"),
        ("trust, cooperation", "trust, wealth", "`outcomes.1` is `wealth`"),
    ],
)
def test_a_slip_in_a_sweep_is_told(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    """Where, what and how else, before anything is played."""
    assert right in SWEEP

    with Record.shipped() as record, pytest.raises(DataError) as refused:
        run_sweep(written(SMALL), swept(tmp_path, SWEEP.replace(right, wrong)), record)

    assert said in str(refused.value)
    assert str(tmp_path / "sweep.yaml:") in str(refused.value) or "world.yaml:" in str(
        refused.value
    )


def test_a_local_ray_cluster_finds_the_same(tmp_path: Path, found: sweep.SweepResult) -> None:
    """Where the work is done does not show."""
    pytest.importorskip("ray")
    from longtin._runs import Workers

    with Record.shipped() as record:
        there = run_sweep(
            written(SMALL), swept(tmp_path), record, replicates=8, seed=5,
            output=tmp_path / "out.csv", workers=Workers(ray="local"),
        )  # fmt: skip

    assert there.table.equals(found.table)
