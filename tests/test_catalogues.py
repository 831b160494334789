"""Catalogues that hold what the code says, whole and in order."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import build_catalogues as catalogues
from build_catalogues import LOCALES, SOURCE, Key
from longtin import Record
from longtin._language import LANGUAGES, is_vietnamese
from tests.architecture.source import FILES, relative, tree

TRANSLATED = [code for code in LANGUAGES if code != "en"]


def names(text: str) -> set[str]:
    """The `{names}` a message is filled with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogues_hold_what_the_code_says_in_its_order(code: str) -> None:
    """A missing line would stop a brief; a stale one would mislead its next translator."""
    texts = catalogues.translations(LOCALES / code)

    wanted = {
        f"{part}.po": catalogues.as_file(keys, texts, code)
        for part, keys in catalogues.messages().items()
    }

    found = {file.name: file.read_text("utf8") for file in (LOCALES / code).iterdir()}
    assert sorted(found) == sorted(wanted), "Run `make messages`."
    assert [name for name in found if found[name] != wanted[name]] == [], "Run `make messages`."


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_translation_is_there_and_fills_the_same_names(code: str) -> None:
    """An empty line is not a translation; a lost name is a lost figure."""
    for key, text in catalogues.translations(LOCALES / code).items():
        assert text.strip(), key
        assert names(text) == names(key if isinstance(key, str) else key[-1]), key


def test_no_catalogue_holds_a_doubtful_line() -> None:
    """What is marked fuzzy has not been read by anyone."""
    assert [file.name for file in LOCALES.glob("*/*.po") if "fuzzy" in file.read_text("utf8")] == []


def test_no_refusal_is_put_together_before_it_is_told() -> None:
    """An f-string cannot be translated any more."""
    ready_made = [
        f"{saying.file}: {saying.ready_made}"
        for saying in catalogues.sayings()
        if saying.ready_made
    ]

    assert ready_made == []


RETIRED = (
    "đặt cược",  # the stake is a risk a state runs, not a bet: mức rủi ro
    "bội tín",
    "gian lận",
    "bị lừa",  # to cheat is bội ước
    "Văn kiện Vienna",  # Văn kiện Viên, as the Foreign Ministry writes it
    "vịnh Bắc Bộ",
    "chạm trán",
    "trễ hạn",  # late is quá hạn
    "giá trị đánh giá",  # a judged value is giá trị nhận định
    "hạt giống",  # of random draws: số khởi tạo
)


@pytest.mark.parametrize("word", RETIRED)
def test_a_word_the_glossary_retired_stays_away(word: str) -> None:
    """One word for one thing: `docs/glossary.csv` has the one that stands in its place."""
    files = [*SOURCE.glob("locale/vi/*.po"), *SOURCE.glob("**/data/**/*.yaml")]

    assert [file.name for file in files if word in file.read_text("utf8")] == []


def test_a_message_said_by_two_parts_is_filed_with_the_lower() -> None:
    """A part must not look for its words above itself."""
    filed = catalogues.messages()
    both = [key for part, keys in filed.items() for key in keys]

    assert len(both) == len(set(both))
    assert catalogues.layers()["actors"] < catalogues.layers()["cli"]


def test_messages_chosen_on_the_spot_are_found() -> None:
    """Each of them can be said."""
    code = 'say("a" if x else "b"); count("{n} c", "{n} d", 2); raise DataError(f"e {x}")'

    found = list(catalogues.said_in("cli/x.py", code))

    words: list[Key] = [key for each in found for key in each.words]
    assert words == ["a", "b", ("{n} c", "{n} d")]
    assert [each.ready_made for each in found] == [None, None, "f'e {x}'"]


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_vietnamese_stands_in_catalogues_and_data(file: Path) -> None:
    """Words in code are read by no translator; only the language itself is defined there."""
    documented = {id(node.value) for node in ast.walk(tree(file)) if isinstance(node, ast.Expr)}

    said = [
        node.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in documented and len(node.value) > 1 and is_vietnamese(node.value)
    ]

    assert said == [] or file.name == "_language.py"


VALIDATING = [file for file in FILES if "from pydantic import" in file.read_text("utf8")]


@pytest.mark.parametrize("file", VALIDATING, ids=relative)
def test_what_a_model_refuses_is_a_phrase(file: Path) -> None:
    """What stands in a file of the user is told in the user's language."""
    plain = [
        ast.unparse(call)
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "ValueError"
        if any(isinstance(words, ast.Constant | ast.JoinedStr) for words in call.args)
    ]

    assert plain == []


def test_why_rows_of_the_shipped_record_were_refused_is_told_in_vietnamese() -> None:
    """Those reasons were written by the tools that made the record."""
    record = Record.shipped()

    english, vietnamese = (record.refusals(language=code)["reason"] for code in LANGUAGES)

    assert english.n_unique() == vietnamese.n_unique()
    assert set(english).isdisjoint(vietnamese)
