"""`longtin forum replicate`: cards on the terminal, as JSON and in files, in both languages."""

import json
from pathlib import Path

import pytest

from longtin.forums.replications.replication_card import cards
from tests.cli.run import run, shown


def test_the_list_names_every_card_and_how_many_figures_agree() -> None:
    """A reader sees at a glance what can be shown whole."""
    lines = shown("forum replicate").splitlines()

    assert [
        line.split()[0] for line in lines if line.split()[:1] and line.split()[0] in cards()
    ] == [*cards()]


def test_json_of_all_cards_and_of_one_are_there_for_programs() -> None:
    """Numbers of NumPy are no JSON; one card stands by itself."""
    every = json.loads(shown("forum replicate --json"))
    one = json.loads(shown("forum replicate egttools-fixation --json"))

    assert [each["id"] for each in every] == [*cards()]
    assert one in every


def test_one_card_is_shown_in_vietnamese() -> None:
    """Names of rows and columns too."""
    text = shown("forum replicate conditional-commitments --lang vi")

    assert "mất mắt xích đầu" in text
    assert "Không tái lập" in text
    assert "Reproduced" not in text


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_cards_go_into_files(ending: str, tmp_path: Path) -> None:
    """All of them where none is named."""
    file = tmp_path / f"cards.{ending}"

    result = run("forum", "replicate", "-o", file)

    assert result.exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "Climate clubs" in text
    assert "Self-enforcing agreements" in text


def test_a_file_of_another_kind_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    """And nothing is written."""
    file = tmp_path / "cards.xyz"

    result = run("forum", "replicate", "-o", file)

    assert result.exit_code == 2
    assert not file.exists()


def test_an_unknown_card_is_refused() -> None:
    """With the nearest name and where they are listed."""
    result = run("forum", "replicate", "barret")

    assert result.exit_code == 2
    assert "Did you mean `barrett-1994`?" in result.stderr
