"""`longtin tournament`: words, data, charts and tables of one tournament, and refusals."""

import json
from pathlib import Path

import pytest

from longtin.cli._exit import USED_WRONGLY
from longtin.game import roster
from tests.cli.run import run, shown

ASKED = "tournament --rules grit,tit-for-tat,joss,always-cheat --turns 30 --repetitions 20"


def test_words_and_data_say_the_same() -> None:
    """A script and a reader are told of the same winner, with the same score."""
    words, data = shown(ASKED), json.loads(shown(f"{ASKED} --json"))

    first = data["standings"][0]
    name = roster()[first["rule"]].name
    assert f"{name} comes first with {first['score']:.2f} points a turn." in words
    assert data["schema"] == "longtin.tournament/1"
    assert len(data["pairs"]) == 12
    assert {each["noise"] for each in data["by_noise"]} > {0.0, 0.05}


@pytest.mark.parametrize("ending", ["html", "md", "json", "svg", "png", "csv", "xlsx", "parquet"])
def test_files_of_every_kind_are_written(tmp_path: Path, ending: str) -> None:
    """Whole, and told of on the standard error."""
    target = tmp_path / f"tournament.{ending}"

    result = run(*ASKED.split(), "-o", target)

    assert result.exit_code == 0
    assert target.stat().st_size > 200
    assert result.stdout == ""
    assert f"written: {target}" in result.stderr.replace("\n", "")


def test_the_same_seed_writes_the_same_bytes() -> None:
    """Twice, in two processes' worth of calls."""
    assert shown(f"{ASKED} --json --seed 4") == shown(f"{ASKED} --json --seed 4")


def test_rules_are_listed_in_either_language() -> None:
    """Where else would the ids come from?"""
    assert "grit  Graduated gestures (GRIT)" in shown("tournament --rules ?")
    assert "grit  Cử chỉ thiện chí tiệm tiến (GRIT)" in shown("tournament --rules ? --lang vi")


def test_governments_own_game_is_played_at_a_stake() -> None:
    """Longtin's payoffs, of trustworthy governments: nobody gains by cheating in one turn."""
    words = shown(f"{ASKED} --game reassurance --stake 1 --cheats 0.2 --twins")

    assert "a stag hunt" in words
    assert "20\N{NO-BREAK SPACE}% of matches are against an untrustworthy government" in words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--rules grit,tit-for-tatt", "Did you mean `tit-for-tat`?"),
        ("--game chess", "`chess` is no game"),
        ("--game 3,0,5,1 --stake 0.5", "--game reassurance"),
        ("--noise 0.5", "noise is 0.5"),
        ("--turns 0", "number of turns is 0"),
        ("-o tournament.txt", "ends in none of"),
    ],
)
def test_slips_are_refused_with_what_to_do(words: str, told: str) -> None:
    """Exit 2, and nothing written."""
    result = run("tournament", *words.split())

    assert result.exit_code == USED_WRONGLY
    assert told in " ".join(result.stderr.split())
