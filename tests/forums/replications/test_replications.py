"""Replication cards: every published figure again, in both languages."""

import json
import re
from pathlib import Path

import pytest

from longtin._data import Bilingual
from longtin._language import Language
from longtin.errors import DataError
from longtin.forums.replications import (
    Replication,
    replication,
    replication_data,
    replication_list,
    replication_page,
    replications,
)
from longtin.forums.replications.recomputed import RECOMPUTED
from longtin.forums.replications.replication_card import card, cards
from longtin.page import as_json, as_markdown

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "replications.md"


@pytest.fixture(scope="module")
def found() -> tuple[Replication, ...]:
    """All cards, computed once."""
    return replications()


@pytest.mark.parametrize("name", cards())
def test_every_published_figure_is_reproduced(name: str, found: tuple[Replication, ...]) -> None:
    """What a card says is reproduced is, to its tolerance."""
    (one,) = (each for each in found if each.card.id == name)

    disagreeing = [key for key, table in one.tables.items() if not all(table.judged)]

    assert disagreeing == []
    assert one.compared > 0


def test_the_tables_of_three_publications_are_there_whole(found: tuple[Replication, ...]) -> None:
    """The figures that were asked for: how many of each were seen in print and agree."""
    printed = {each.card.id: each.printed for each in found}

    assert printed["heyen-lehtomaa-2021"] == 180
    assert printed["li-rus-2019"] == 6
    assert printed["egttools-fixation"] == 2


@pytest.mark.parametrize("name", cards())
def test_a_card_is_whole(name: str) -> None:
    """Its rows fit its columns, its file bears its name, and what is computed is what is asked."""
    one = card(name)

    assert one.id == name
    assert name in RECOMPUTED
    asked = {key for key, table in one.tables.items() if table.recomputed}
    assert set(RECOMPUTED[name]()) == asked
    for table in one.tables.values():
        width = len(table.columns)
        assert {len(row) for row in table.rows.values()} == {width}
        assert len(table.tolerances()) == len(table.decimals()) == width


@pytest.mark.parametrize("name", cards())
def test_names_of_rows_have_their_vietnamese(name: str) -> None:
    """Names of persons and symbols stand in both languages; words are said in each."""
    one = card(name)
    names = {row for table in one.tables.values() for row in table.rows}

    untold = {row for row in names if re.search(r"\b[a-z]{3,}\b", row)} - set(one.words)

    assert untold - {row for row in names if re.search(r"\(k\d\dr\)", row)} == set()
    for table in one.tables.values():
        plain = [each for each in table.columns if not isinstance(each, Bilingual)]
        assert [each for each in plain if re.search(r"[a-z]{3,}", each)] == []


def test_a_figure_that_does_not_agree_is_marked(found: tuple[Replication, ...]) -> None:
    """A card that could not fail would show nothing."""
    (one,) = (each for each in found if each.card.id == "egttools-fixation")
    table = one.tables["fixation"]
    wrong = type(table)(table.published, ((0.003683,), table.computed[1]))
    failing = Replication(one.card, {"fixation": wrong})

    assert wrong.judged == (False, True)
    assert not failing.is_reproduced
    assert (failing.compared, failing.agreeing) == (2, 1)
    assert "✗" in as_markdown(replication_page([failing], Language("en")))
    assert replication_data(failing)["agreeing"] == 1


def test_relations_other_than_equal_are_judged(found: tuple[Replication, ...]) -> None:
    """A direction is reproduced when it points that way, not when it is near."""
    by_name = {each.card.id: each for each in found}
    worse = by_name["barrett-1994"].tables["worse"]
    none = by_name["nordhaus-2015"].tables["none"]

    assert worse.published.relation == "above"
    assert not any(type(worse)(worse.published, ((0.0, -1.0, 0.0),)).judged)
    assert none.published.relation == "at_most"
    assert type(none)(none.published, ((4.0,),)).judged == (False,)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_cards_are_told_in_both_languages(language: str, found: tuple[Replication, ...]) -> None:
    """No English under `--lang vi` but titles of publications."""
    words = Language(language)

    text = as_markdown(replication_page(found, words))

    assert ("Không tái lập" in text) == (language == "vi")
    assert ("Not reproduced" in text) == (language == "en")
    assert all(each.card.title.of(language) in text for each in found)
    assert len(replication_list(found, words).rows) == len(cards())


def test_the_page_in_the_documentation_is_what_the_command_writes(
    found: tuple[Replication, ...],
) -> None:
    """Made by `longtin forum replicate -o docs/reference/replications.md`."""
    assert PAGE.read_text(encoding="utf-8") == as_markdown(replication_page(found, Language("en")))


def test_json_has_every_figure_twice(found: tuple[Replication, ...]) -> None:
    """Other programs compare for themselves."""
    (one,) = (each for each in found if each.card.id == "barrett-1994")
    every = json.loads(as_json([replication_data(each) for each in found]))

    assert [each["id"] for each in every] == list(cards())
    assert all(each["compared"] == each["agreeing"] > 0 for each in every)
    data = json.loads(as_json(replication_data(one)))

    row = data["tables"]["printed"]["rows"][0]["figures"]
    assert [each["published"] for each in row] == [4, 472.2, 474.9]
    assert row[1]["computed"] == pytest.approx(472.16, abs=0.005)
    assert data["tables"]["agreements"]["rows"][0]["figures"][0] == {
        "published": None, "computed": None, "tolerance": 0.005, "agrees": None,
    }  # fmt: skip


def test_an_unknown_card_is_refused_with_the_nearest() -> None:
    """A slip of the pen is told."""
    with pytest.raises(DataError, match="Did you mean `barrett-1994`"):
        replication("baret-1994")
