"""What briefs looked like when last looked at."""

import json
from dataclasses import fields

import pytest

from longtin._language import LANGUAGES
from longtin.brief import Brief, render
from tests.brief.golden import FOLDER, cases, showing, stored
from tests.brief.sample import BRIEFS, shown

HELP = "If the change is meant, run `python -m tests.brief.golden` and read the difference."


@pytest.mark.parametrize(("kind", "code", "form"), list(cases()))
def test_a_brief_shows_as_it_was_last_approved(kind: str, code: str, form: str) -> None:
    """Words that go to a minister change only on purpose."""
    approved = stored(kind, code, form).read_text(encoding="utf-8")

    assert showing(kind, code, form) == approved, HELP


def test_nothing_is_stored_that_no_sample_makes() -> None:
    """A stale golden file checks nothing."""
    assert {file.name for file in FOLDER.iterdir()} == {stored(*case).name for case in cases()}


@pytest.mark.parametrize("kind", BRIEFS)
@pytest.mark.parametrize("form", ["html", "pdf", "md", "json"])
def test_the_same_brief_gives_the_same_bytes(kind: str, form: str) -> None:
    """Two offices that print one brief can compare them."""
    assert render(BRIEFS[kind](), form, language="vi") == shown(kind, "vi", form)


def test_json_keys_are_the_fields_of_a_brief_in_their_order() -> None:
    """The documentation of the data class is the documentation of the file."""
    keys = list(json.loads(shown("full", "en", "json")))

    assert keys == ["schema", "language", *(field.name for field in fields(Brief))]


@pytest.mark.parametrize("kind", BRIEFS)
def test_json_says_method_coverage_and_why_a_figure_is_missing(kind: str) -> None:
    """A number without these cannot be used by another program."""
    content = json.loads(shown(kind, "en", "json"))

    assert content["schema"] == "longtin.brief/1"
    assert content["method_version"]
    assert content["record_version"]
    assert content["coverage"]
    for direction in content["directions"]:
        now = direction["now"]
        assert (now["trust"] is None) == (now["status"] != "estimated")
        assert direction["reason"] or now["trust"] is not None


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_markdown_tables_are_whole(code: str) -> None:
    """Every row of a pipe table has as many cells as its head."""
    table: list[int] = []
    for line in [*shown("full", code, "md").decode().splitlines(), ""]:
        if line.startswith("|"):
            table.append(line.replace("\\|", "").count("|"))
            continue
        assert len(set(table)) <= 1
        assert len(table) != 1
        table = []
