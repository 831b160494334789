"""Writing a brief: whole or not at all, and every refusal says what to do."""

from pathlib import Path

import pytest

from longtin.brief import FORMATS, render, write
from longtin.errors import LongtinError, OutputError
from tests.brief.sample import full, uncovered


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("brief.html", "html"),
        ("brief.HTM", "html"),
        ("brief.pdf", "pdf"),
        ("brief.docx", "docx"),
        ("brief.md", "md"),
        ("brief.markdown", "md"),
        ("brief.json", "json"),
    ],
)
def test_the_end_of_the_name_chooses_the_format(tmp_path: Path, name: str, form: str) -> None:
    """People name the file they want."""
    written = write(uncovered(), tmp_path / name, language="vi")

    assert written.read_bytes() == render(uncovered(), form, language="vi")


def test_a_named_format_wins_over_the_name(tmp_path: Path) -> None:
    """A file may be called anything."""
    written = write(uncovered(), tmp_path / "brief.txt", "md")

    assert written.read_text(encoding="utf-8").startswith("# Trust between")


def test_a_file_already_there_is_replaced(tmp_path: Path) -> None:
    """Running the same command twice gives the same file."""
    target = tmp_path / "brief.md"
    target.write_text("old", encoding="utf-8")

    write(uncovered(), target)

    assert "old" not in target.read_text(encoding="utf-8").split()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(("given", "meant"), [("PDF", "pdf"), ("htm", "html"), ("jsn", "json")])
def test_a_format_nearly_right_is_suggested(given: str, meant: str) -> None:
    """A slip costs one reading."""
    with pytest.raises(OutputError, match=f"Did you mean `{meant}`"):
        render(uncovered(), given)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    """The reader learns what to type."""
    with pytest.raises(OutputError) as refusal:
        render(uncovered(), "odt")

    assert all(f"`{form}`" in str(refusal.value) for form in FORMATS)


def test_a_name_without_a_format_is_refused(tmp_path: Path) -> None:
    """Guessing would surprise."""
    with pytest.raises(OutputError, match=r"does not say which format .* Let it end in `.html`"):
        write(uncovered(), tmp_path / "brief")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Folders are not made unasked."""
    target = tmp_path / "missing" / "brief.md"

    with pytest.raises(OutputError, match=r"missing does not exist\. Make it first"):
        write(uncovered(), target)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """The remedy is a file name."""
    with pytest.raises(OutputError, match=r"is a folder\. Give the name of a file in it"):
        write(uncovered(), tmp_path, "md")


@pytest.mark.parametrize("step", ["open", "replace"])
def test_a_failure_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A full disk must not cost the brief that was there."""
    target = tmp_path / "brief.md"
    target.write_text("old", encoding="utf-8")

    render(uncovered(), "md")  # so that nothing of the package is read for the first time below

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        write(uncovered(), target)
    monkeypatch.undo()

    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_brief_that_cannot_be_shown_leaves_nothing(tmp_path: Path) -> None:
    """The file is made only once its content is."""
    with pytest.raises(LongtinError, match="There is no language `fr` here"):
        write(uncovered(), tmp_path / "brief.md", language="fr")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_annex_can_be_left_out(form: str) -> None:
    """Two pages for the meeting; the evidence stays at the desk."""
    whole, short = (render(full(), form, parts=parts).decode() for parts in (("annex",), ()))

    assert "Annex: evidence, limits and sources" in whole
    assert "Annex" not in short
    assert "What to propose" in short


def test_a_part_that_is_not_there_is_refused_with_the_nearest() -> None:
    """Nothing is left out in silence for a slip of the keys."""
    with pytest.raises(OutputError, match=r"has no part `anex`\. Did you mean `annex`"):
        render(full(), "md", parts=("anex",))
