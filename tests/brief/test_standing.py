"""Where a pair stands: trust both ways against what an act takes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin import game
from longtin._language import LANGUAGES
from longtin.acts import Record
from longtin.brief import (
    Brief,
    compose,
    standing,
    standing_efg,
    standing_json,
    standing_words,
    write_path,
)
from longtin.brief.values.position import of_readings
from longtin.errors import LongtinError, OutputError
from tests.brief.sample import AS_OF, full, nothing, party, reading, thin

PARTIES = (party(816, "VNM"), party(710, "CHN"))
SHARES = st.floats(0.02, 0.98)


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """The shipped record."""
    with Record.shipped() as shipped:
        yield shipped


@given(SHARES, SHARES, st.floats(0.01, 1), st.integers(0, 2**32 - 1))
def test_chances_of_the_fields_are_shares_of_the_draws(
    one: float, two: float, stake: float, seed: int
) -> None:
    """Draws of both directions go together, so the chance of a field is counted, not multiplied."""
    paths = ((reading(AS_OF, one),), (reading(AS_OF, two),))
    drawn = np.random.default_rng(seed).uniform(size=(2, 50))

    found = of_readings(PARTIES, paths, (drawn[0], drawn[1]), game.assumptions(), stake)

    least = game.threshold(game.assumptions().both, stake)
    both = sum(a >= least and b >= least for a, b in drawn.T) / 50
    assert found.chances["win-win"] == pytest.approx(both)
    assert sum(found.chances.values()) == pytest.approx(1)
    assert found.cell == game.cell(one, two, least, least)


def test_a_party_of_whom_more_is_assumed_needs_more_trust() -> None:
    """The weaker side has more to lose from the same act, and its line in the 2×2 moves."""
    shipped = game.assumptions()
    wary = replace(shipped, parties={"Việt Nam": replace(shipped.both, vulnerability=9)})
    paths = ((reading(AS_OF, 0.5),), (reading(AS_OF, 0.5),))
    none = (np.empty(0), np.empty(0))

    found = of_readings(PARTIES, paths, none, wary, None)

    first, second = found.sides
    assert first.need.threshold == pytest.approx(9 * 0.25 / (9 * 0.25 + 1))
    assert second.need.threshold == pytest.approx(3 / 7)
    assert found.cell == "first doubts"
    assert found.chances == {}


def test_where_one_side_is_unknown_there_is_no_field_and_no_path() -> None:
    """What is not known is not taken for doubt."""
    paths = ((reading(AS_OF, 0.5),), (nothing(AS_OF, "too little"),))
    drawn = (np.full(9, 0.5), np.full(9, 0.5))

    found = of_readings(PARTIES, paths, drawn, game.assumptions(), None)

    assert found.cell is None
    assert found.chances == {}
    assert found.steps == ()
    assert found.sides[1].supported is None
    assert found.sides[1].conditions == ()


def test_the_brief_and_the_game_say_the_same(record: Record) -> None:
    """Two commands on one question must not differ."""
    day = date(2014, 8, 1)

    brief = compose(record, "VNM", "CHN", as_of=day, draws=16)
    found = standing(record, "VNM", "CHN", as_of=day, draws=16)

    assert brief.standing == found


@pytest.mark.parametrize("stake", [0, -0.1, 1.5])
def test_a_stake_that_cannot_be_is_refused(record: Record, stake: float) -> None:
    """Nothing at stake takes no trust, and more than everything cannot be lost."""
    with pytest.raises(LongtinError, match="above 0 and up to 1"):
        standing(record, "VNM", "CHN", as_of=date(2014, 8, 1), stake=stake, draws=4)


def test_a_state_has_no_game_with_itself(record: Record) -> None:
    """A slip of the keyboard, told as one."""
    with pytest.raises(LongtinError, match="two different states"):
        standing(record, "VNM", "Việt Nam", as_of=date(2014, 8, 1), draws=4)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("brief", [full, thin])
def test_every_standing_can_be_said_and_written(brief: Callable[[], Brief], language: str) -> None:
    """In both languages, whatever is known."""
    found = brief().standing

    words, data = standing_words(found, language), json.loads(standing_json(found, language))

    assert found.sides[0].truster.name.of(language) in words
    assert data["stake"] == found.stake
    assert data["sides"][0]["need"]["threshold"] == pytest.approx(3 / 7)


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_the_path_is_drawn_in_a_file_of_its_own(tmp_path: Path, ending: str) -> None:
    """A chart for a slide, or a page that says what it means."""
    found = write_path(full().standing, tmp_path / f"path.{ending}", "vi")

    text = found.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "Trung Quốc nghi ngờ" in text


def test_gambit_gets_the_game_with_each_belief_on_the_right_side() -> None:
    """The first side is as trustworthy as the second believes, and the other way round."""
    found = full().standing

    lines = standing_efg(found).splitlines()

    ours, theirs = (side.now.trust for side in found.sides)
    assert lines[0].endswith('{ "Viet Nam" "China" }')
    assert f'"trustworthy" {theirs:.12g} ' in lines[3]
    assert f'"trustworthy" {ours:.12g} ' in lines[4]
    with pytest.raises(LongtinError, match="There is no game of Viet Nam and China"):
        standing_efg(thin().standing)


def test_a_path_that_is_not_known_is_not_drawn(tmp_path: Path) -> None:
    """An empty chart would look like an answer."""
    with pytest.raises(OutputError, match="There is no path of Viet Nam and China"):
        write_path(thin().standing, tmp_path / "path.svg")


def test_a_path_in_another_format_is_refused(tmp_path: Path) -> None:
    """Before any work is done."""
    with pytest.raises(OutputError, match=r"\.svg. or .\.html"):
        write_path(full().standing, tmp_path / "path.png")
