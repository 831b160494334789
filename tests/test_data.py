"""Files written by people: read strictly, refused with file, line, value and remedy."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from longtin import _data, _kept_files
from longtin._data import Bilingual, Closed, document, parse, read
from longtin.errors import DataError


class Duty(Closed):
    """A small file to read."""

    id: str
    amount: int
    name: Bilingual | None = None
    parties: tuple[str, ...] = ()


GOOD = "id: a\namount: 3\nparties: [NO, on, 12:30, 2026-11-22]\n"


def refusal(text: str) -> str:
    """What is said of a file."""
    with pytest.raises(DataError) as caught:
        parse(text, Duty, "duty.yaml")
    return str(caught.value)


def test_words_stay_words() -> None:
    """Norway's code is NO, and a day is read by whoever asks for a day."""
    assert parse(GOOD, Duty, "duty.yaml").parties == ("NO", "on", "12:30", "2026-11-22")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "id: a\namuont: 3\n",
            "duty.yaml:2: there is no key `amuont` here. Did you mean `amount`?",
        ),
        ("id: a\n", "duty.yaml:1: `amount` is missing. Write it."),
        ("id: a\namount: 3\nid: b\n", "duty.yaml:3: the key `id` is given a second time"),
        ("id: a\namount: three\n", "duty.yaml:2: `amount` is `three`: input should be a valid int"),
        ("id: a\namount: 3\nname: {en: x}\n", "duty.yaml:3: `name.vi` is missing."),
        ("id: [\n", "duty.yaml:2: this is not YAML"),
        ("", "duty.yaml is empty."),
        ("- a\n", "duty.yaml:1: `the file`"),
        ("{[a]: 1}", "a key must be a word"),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, said: str) -> None:
    """Whoever wrote the file finds the place without reading it again."""
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: &x [*x]", "this is too deep or too much"),
        ("id: " + "[" * 60 + "]" * 60, "this is too deep or too much"),
        ("id: " + "[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ("- " * 100_000, "nested too deeply"),
        (
            "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
            "repeats itself by an anchor",
        ),
        ("amount: " + "9" * 6000, "a number of 6000 figures"),
        ("id: a\x00", "this is not YAML: unacceptable character #x0000"),
    ],
    ids=["itself", "deep", "deeper", "dashes", "doubling", "number", "nul"],
)
def test_a_file_made_to_hurt_is_refused(text: str, said: str) -> None:
    """Programmes come by mail; none may stop the machine or end in a traceback."""
    assert said in refusal(text)


def test_every_slip_is_told_at_once() -> None:
    """Nobody mends a file one refusal at a time."""
    assert refusal("id: true\namuont: 3\n").count("duty.yaml:") == 3


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never a traceback."""
    with suppress(DataError):
        document(text, "any.yaml")


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    """The name is what is mostly wrong."""
    with pytest.raises(DataError, match="cannot be read"):
        read(tmp_path / "none.yaml", Duty)
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="not UTF-8"):
        read(tmp_path / "x.yaml", Duty)


class Few(Closed):
    """Two values."""

    share: float
    id: str


def test_files_of_the_package_are_read_once_and_kept(tmp_path: Path, monkeypatch: Any) -> None:
    """Numbers come back as they were written."""
    own, kept = tmp_path / "package", tmp_path / "kept"
    own.mkdir()
    monkeypatch.setattr(_data, "OWN", own)
    monkeypatch.setattr(_kept_files, "folders", lambda: (kept,))
    file = own / "few.yaml"
    file.write_text("share: 1.2500\nid: 018\n", "utf-8")
    first = read(file, Few)
    assert first == Few(share=1.25, id="018")
    monkeypatch.setattr(_data, "document", lambda *_: pytest.fail("it was read again"))
    assert read(file, Few) == first
    assert [each.suffix for each in kept.iterdir()] == [".pickle"]


def test_a_kept_file_is_of_one_text_and_faults_are_told_with_their_line(
    tmp_path: Path, monkeypatch: Any
) -> None:
    """Another text has another file, and a damaged one is made anew."""
    own, kept = tmp_path / "package", tmp_path / "kept"
    own.mkdir()
    monkeypatch.setattr(_data, "OWN", own)
    monkeypatch.setattr(_kept_files, "folders", lambda: (kept,))
    file = own / "few.yaml"
    file.write_text("share: 1\nid: a\n", "utf-8")
    assert read(file, Few).share == 1
    file.write_text("share: 2\nid: a\n", "utf-8")
    assert read(file, Few).share == 2
    file.write_text("share: 2\nid: a\nsahre: 3\n", "utf-8")
    for _ in range(2):
        with pytest.raises(DataError, match=r"few\.yaml:3"):
            read(file, Few)
    for each in kept.iterdir():
        each.write_bytes(b"damaged")
    file.write_text("share: 2\nid: a\n", "utf-8")
    assert read(file, Few).share == 2


def test_files_of_others_are_not_kept(tmp_path: Path, monkeypatch: Any) -> None:
    """What users write is read each time."""
    monkeypatch.setattr(_kept_files, "folders", lambda: (tmp_path / "kept",))
    file = tmp_path / "few.yaml"
    file.write_text("share: 1\nid: a\n", "utf-8")
    assert read(file, Few).share == 1
    assert not (tmp_path / "kept").exists()
