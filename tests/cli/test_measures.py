"""longtin measures, longtin measure: the catalogue, browsed."""

import json
from pathlib import Path

import polars as pl
import pytest
from rich.cells import cell_len

from longtin import measures
from longtin._tables import LABELS
from tests.cli.run import rows, run, shown

CATALOGUE = measures.catalogue()


def test_the_list_is_whole_and_fits_a_narrow_terminal() -> None:
    """Eighty-two measures, field by field, none cut."""
    text = shown("measures", columns=80)

    assert text.startswith(f"{len(measures.catalogue())} measures\n")
    assert all(name in text for name in CATALOGUE)
    assert max(map(cell_len, text.splitlines())) <= 80


def test_a_question_narrows_the_list() -> None:
    """What a negotiator asks first: cheap steps at sea."""
    found = rows("measures --domain maritime --stage 1")

    assert {"unplanned-encounter-code", "fisheries-hotline"} <= {each["id"] for each in found}
    assert {(each["domain"], each["stage"]) for each in found} == {("maritime", 1)}


def test_filters_are_the_catalogues_own() -> None:
    """Each option reaches the filter of its name."""
    asked = (
        "measures --phase crisis_management --form unilateral --school norm "
        "--reveals-at-least 0.2 --stake-at-most 0,1 --text notify"
    )
    wanted = CATALOGUE.select(
        phase="crisis_management",
        form="unilateral",
        school="norm",
        reveals_at_least=0.2,
        stake_at_most=0.1,
        text="notify",
    )

    assert [each["id"] for each in rows(asked)] == [each.id for each in wanted]
    assert [each.id for each in wanted] == ["notify-below-threshold"]


def test_words_are_found_without_marks_in_either_language() -> None:
    """Nobody types marks in a hurry."""
    found = {each["id"] for each in rows("measures --text 'ngu dan'")}

    assert found == {"fisheries-hotline", "combat-illegal-fishing"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--domain marine", "There is no domain `marine`. Did you mean `maritime`?"),
        ("--stage 4", "There is no stage `4`. Give 1, 2 or 3."),
        ("--phase war", "There is no phase `war`."),
        ("--reveals-at-least 3", "--reveals-at-least cannot be '3'. Give a number from 0 to 1."),
        ("--own nowhere.yaml", "nowhere.yaml cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: str, said: str) -> None:
    """In one sentence that says what could."""
    result = run("measures", *asked.split())

    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_found_is_said() -> None:
    """An empty table would look like a fault."""
    assert "No measure is all of that." in shown("measures --text zzz")


def test_the_table_goes_to_a_file_with_both_languages(desk: Path) -> None:
    """A ministry works on in a spreadsheet."""
    assert run("measures", "-o", "measures.csv").exit_code == 0

    frame = pl.read_csv("measures.csv")
    assert frame.height == len(measures.catalogue())
    assert frame["name_vi"].null_count() == frame["description_en"].null_count() == 0
    assert frame.filter(pl.col("code") == "NOT-01")["requires"].item() == "contact-point-network"


def test_every_column_has_a_label_for_stata() -> None:
    """A file that travels must say what its columns hold."""
    assert set(measures.frame(CATALOGUE).columns) <= set(LABELS)


@pytest.mark.parametrize("name", ["NOT-01", "thong bao truoc dien tap quan su lon", "large exerc"])
def test_a_measure_is_found_by_code_name_or_its_own_words(name: str) -> None:
    """People remember one of them."""
    assert run("measure", name).stdout == shown("measure notify-large-exercise")


def test_an_unknown_measure_brings_the_nearest() -> None:
    """A slip of the finger is not a dead end."""
    result = run("measure", "notify-large-excercise")

    assert result.exit_code == 2
    assert "did you mean `notify-large-exercise`" in result.stderr


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", CATALOGUE)
def test_every_page_is_whole(name: str, language: str) -> None:
    """All that the file says stands on the page, in the language asked for."""
    page = shown(f"measure {name} --lang {language}", columns=None)
    measure = CATALOGUE[name]

    assert measure.name.of(language) in page
    assert measure.description.of(language) in page
    for words in measure.verification:
        assert words.of(language) in page
    for precedent in measure.precedents:
        assert precedent.what.of(language) in page
        assert str(precedent.year) in page
    for row in measure.regimes:
        assert row in page
    for each in (*CATALOGUE.unlocks(name), *CATALOGUE.route(name)):
        assert each.name.of(language) in page


def test_countries_are_named_in_the_language_and_of_their_time() -> None:
    """In 1963 there was a Soviet Union, and in Vietnamese it was Liên Xô."""
    assert "United States and Soviet Union" in shown("measure leaders-hotline", columns=None)
    assert "Hoa Kỳ và Liên Xô" in shown("measure leaders-hotline --lang vi", columns=None)


def test_the_page_as_json_is_the_file_and_what_follows_from_it() -> None:
    """A script reads what a reader reads."""
    page = json.loads(shown("measure NOT-01 --json"))

    assert page["reveals"] == 0.3
    assert page["decibans"] == pytest.approx(1.549, abs=0.001)
    assert page["judgement"]["stake"] == "longtin"
    assert page["route"] == ["contact-point-network"]
    assert "invite-observers" in page["unlocks"]
    assert page["precedents"][1]["parties"] == ["IND", "PAK"]
    assert page["changed"] == {}


def test_the_users_own_values_are_shown_as_theirs(desk: Path) -> None:
    """Nobody should take a colleague's opinion for the catalogue's, or the other way round."""
    Path("own.yaml").write_text(
        "own: 1\nchanges:\n  NOT-01:\n    stake: 0.4\n    reason: Watched anyway.\n", "utf-8"
    )

    page = run("measure", "NOT-01", "--own", "own.yaml", columns=None).stdout
    listed = run("measures", "--domain", "notification", "--own", "own.yaml").stdout
    script = json.loads(run("measure", "NOT-01", "--own", "own.yaml", "--json").stdout)

    assert "0.40 (shipped: 0.15)" in page
    assert "yours: Watched anyway" in page
    assert "0.40*" in listed
    assert "* your own" in listed
    assert script["changed"] == {
        "stake": {"before": 0.15, "reason": "Watched anyway.", "source": None}
    }
    assert "0.40" not in shown("measure NOT-01")


def test_a_field_is_named_in_either_language() -> None:
    """A Vietnamese reader sees “Trên biển” in the table and types it back."""
    by_key = shown("measures --domain maritime --json")

    assert shown("measures --domain 'trên biển' --json") == by_key
    assert shown("measures --domain 'TREN BIEN' --json") == by_key
    assert shown("measures --domain 'At sea' --json") == by_key
    refused = run("measures", "--domain", "biển xa", "--lang", "vi")

    assert "maritime (Trên biển)" in refused.stderr
