"""`longtin game`: the same answer as words, data, chart and tree, and refusals that teach."""

import json
from pathlib import Path

import pytest

from longtin._language import Language, degree
from longtin.cli._exit import USED_WRONGLY
from tests.cli.run import run, shown

ASKED = "game VNM CHN --as-of 2014-08-01"


def test_words_and_data_say_the_same() -> None:
    """A script and a reader must not be told different things."""
    words, data = shown(ASKED), json.loads(shown(f"{ASKED} --json"))

    trust, least = data["sides"][0]["now"]["trust"], data["sides"][0]["need"]["threshold"]
    assert f"trust in China: {degree(trust, Language('en'))}, {trust:.2f}" in words
    assert f"takes trust of {least:.2f}" in words
    assert sum(data["chances"].values()) == pytest.approx(1)


def test_a_larger_stake_takes_more_trust() -> None:
    """What `--stake` is for."""
    small, large = (
        json.loads(shown(f"{ASKED} --stake {stake} --json"))["sides"][1]["need"]["threshold"]
        for stake in (0.1, 0.9)
    )

    assert small < large


def test_files_are_written_instead_of_words(tmp_path: Path) -> None:
    """Both at once, and nothing on the screen that would end up in a pipe."""
    chart, tree = tmp_path / "path.svg", tmp_path / "game.efg"

    result = run(*ASKED.split(), "--path", chart, "--efg", tree)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "<svg" in chart.read_text(encoding="utf-8")
    assert tree.read_text(encoding="utf-8").startswith("EFG 2 R")


def test_payoffs_of_ones_own_move_the_line(tmp_path: Path) -> None:
    """For one party, by any of its names, and for both."""
    own = tmp_path / "own.yaml"
    own.write_text("both: {reputation: 0.5}\nparties: {Trung Quốc: {vulnerability: 6}}\n", "utf-8")

    result = run(*ASKED.split(), "--payoffs", own, "--json")

    one, two = (side["payoffs"] for side in json.loads(result.stdout)["sides"])
    assert (one["vulnerability"], two["vulnerability"]) == (3, 6)
    assert one["reputation"] == two["reputation"] == 0.5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("both: {vulnerabilty: 4}\n", "Did you mean `vulnerability`"),
        ("parties: {VNN: {vulnerability: 4}}\n", "No state 'VNN'"),
        ("both: {temptation: 1.5}\n", "below the gain"),
    ],
)
def test_payoffs_that_cannot_be_are_refused(tmp_path: Path, text: str, told: str) -> None:
    """A slip would otherwise move nothing, or everything, in silence."""
    own = tmp_path / "own.yaml"
    own.write_text(text, "utf-8")

    result = run(*ASKED.split(), "--payoffs", own)

    assert told in str(result.exception) or told in result.stderr


def test_the_game_goes_to_a_file_as_everything_else_does(tmp_path: Path) -> None:
    """Every command has `-o`; whoever tried it here was told that there is no such option."""
    for ending in ("html", "md", "json"):
        target = tmp_path / f"game.{ending}"
        done = run("game", "VNM", "CHN", "--as-of", "2014-08-01", "--lang", "vi", "-o", target)

        assert (done.exit_code, done.stdout) == (0, "")
        assert "Trung Quốc" in target.read_text(encoding="utf-8")
    refused = run("game", "VNM", "CHN", "-o", tmp_path / "game.odt")

    assert refused.exit_code == USED_WRONGLY
    assert "`.html`, `.pdf`, `.docx`, `.md` or `.json`" in refused.stderr
