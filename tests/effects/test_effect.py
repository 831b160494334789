"""One measure by every design, on the shipped record."""

import json
from pathlib import Path

import polars as pl
import pytest

from longtin import effects, measures
from longtin._language import Language
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError
from tests.cli.run import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found() -> effects.Effect:
    """Notices of large exercises."""
    with Record.shipped() as record:
        return effects.effect(record, "notify-large-exercise")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_shows_every_design_side_by_side(found: effects.Effect, language: str) -> None:
    """A reader sees all of them, the trend before, and on whom, in either language."""
    words = Language(language)
    page = effects.effect_page(found, words)
    told = {section.name: section for section in page.sections}

    assert len(told["designs"].tables[0].rows) == 4
    assert len(told["matched"].tables[0].rows) == 5
    assert told["matched"].figures[0].name == "event-study"


def test_where_signs_differ_there_is_no_single_figure(found: effects.Effect) -> None:
    """Three designs, three answers: none of them is the effect."""
    assert found.signs_differ
    assert effects.effect_data(found)["single"] is None


def test_a_measure_without_precedents_says_so() -> None:
    """`evidence: none` is an answer, and its domain stands in."""
    with Record.shipped() as record:
        nothing = effects.effect(record, "side-line-meeting")

    assert nothing.evidence == "none"
    assert set(nothing.domain) == set(effects.OUTCOMES)


def test_shipped_pooling_is_what_would_be_reckoned(found: effects.Effect) -> None:
    """One measure asked alone reads the shipped file; all together are reckoned anew."""
    with Record.shipped() as record:
        every = effects.effects(record)

    again = every.measures["notify-large-exercise"]
    for name in effects.OUTCOMES:
        assert found.pooled[name].mean == pytest.approx(again.pooled[name].mean, abs=2e-4)
        assert found.studies[name].value == pytest.approx(again.studies[name].value)
    assert found.bundle == again.bundle
    assert list(every.measures) == list(measures.catalogue())


def test_exercises_need_a_copy(tmp_path: Path) -> None:
    """The refusal says where to get it and what to call it."""
    with Record.shipped() as record, pytest.raises(RecordError, match=r"exercises\.parquet"):
        effects.effect(record, "joint-exercises", data=tmp_path)


def test_an_unknown_name_names_the_series() -> None:
    """Whoever mistypes learns that there are series too."""
    with Record.shipped() as record, pytest.raises(LongtinError, match="non-aggression-pact"):
        effects.effect(record, "no-such-thing")


def test_the_command_writes_pages_tables_and_charts(tmp_path: Path) -> None:
    """Each ending holds what it says."""
    for ending in (".html", ".md", ".json", ".svg", ".csv"):
        target = tmp_path / f"effect{ending}"
        told = run("effect", "incidents-at-sea-agreement", "-o", target)

        assert told.exit_code == 0, told.output
        assert target.stat().st_size > 500

    rows = pl.read_csv(tmp_path / "effect.csv")
    assert set(rows["design"]) >= {"raw", "pooled", "within", "calendar", "matched"}
    assert json.loads((tmp_path / "effect.json").read_text())["evidence"] == "precedents"


def test_the_command_refuses_nothing_and_both() -> None:
    """One measure, or all."""
    assert run("effect").exit_code == 2
    assert run("effect", "track-two-dialogue", "--all").exit_code == 2
    assert run("effect", "track-two-dialogue", "--before", "1").exit_code == 2
