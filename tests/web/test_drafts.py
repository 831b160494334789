"""Drafts: one text seen as a form and as YAML; what is changed in either is kept."""

import html
import re

import pytest
from starlette.testclient import TestClient

from longtin import programme
from longtin._language import LANGUAGES, Language
from longtin.web.drafts.draft_controls import values_of
from longtin.web.drafts.draft_values import held
from longtin.web.drafts.merging import merged, rearranged

TEXT = programme.example("example")


def _sent(code: str, text: str = TEXT, **typed: str) -> dict[str, str]:
    """What the form sends, with some controls changed."""
    found = held(text)
    assert found is not None
    return values_of(found, Language(code)) | {
        name.replace("_", "-"): value for name, value in typed.items()
    }


@pytest.mark.parametrize("name", sorted(programme.examples()))
@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_form_that_nobody_touched_changes_nothing(name: str, code: str) -> None:
    """What is shown in one language and sent back is what the file says."""
    text = programme.example(name)

    assert merged(text, text, _sent(code, text), Language(code)).text == text


@pytest.mark.parametrize(
    ("code", "day", "measure"),
    [("en", "2026-06-02", "coast guard hotline"), ("vi", "02/6/2026", "ĐƯỜNG DÂY NÓNG và quy tắc")],
)
def test_what_is_typed_in_the_form_stands_in_the_text(code: str, day: str, measure: str) -> None:
    """Days and names as the reader writes them; the file has codes."""
    sent = _sent(code, step_0_start=day, step_0_from="PHL", step_0_by="VNM",
                 step_0_within="30", step_1_by="VNM",
                 parties="VNM, PHL, Indonesia")  # fmt: skip

    found = merged(TEXT, TEXT, sent, Language(code))

    draft = programme.parse(found.text, "draft").programme
    assert draft.steps[0].start.isoformat() == "2026-06-02"
    assert draft.steps[0].answer is not None
    assert (draft.steps[0].answer.of, draft.steps[0].answer.within_days) == (("PHL",), 30)
    assert draft.steps[1].by == ("VNM",)
    assert [each.id for each in draft.parties] == ["VNM", "PHL", "IDN"]
    added = rearranged(found, TEXT, "add", measure)
    assert programme.parse(added, "draft").programme.steps[-1].measure == "coast-guard-hotline"


def test_changes_on_both_sides_are_both_kept() -> None:
    """A step moved in the text is still the one that the form speaks of."""
    moved = programme.with_moved_item(TEXT, "steps", 2, 0).replace("2027-06-30", "2027-07-30")

    found = merged(moved, TEXT, _sent("en", step_2_end="2027-03-14"), Language("en"))

    draft = programme.parse(found.text, "draft").programme
    assert (draft.steps[0].id, draft.steps[0].end.isoformat()) == ("patrol", "2027-03-14")
    assert draft.until.isoformat() == "2027-07-30"


def test_what_has_no_place_any_more_is_told() -> None:
    """A step taken out of the text cannot be changed in the form."""
    less = programme.without_item(TEXT, "steps", 1)

    found = merged(less, TEXT, _sent("en", step_1_end="2026-08-20"), Language("en"))

    assert (found.text, found.lost) == (less, ("youth",))


def test_a_text_that_cannot_be_read_loses_nothing(workbench: TestClient) -> None:
    """The YAML stays as typed, the form with what was changed; then both come together."""
    page = workbench.get("/programme/draft?lang=en").text
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    broken = f"{TEXT}\n: ["
    sent = {**_sent("en", step_1_end="2026-08-20"), "text": broken, "base": TEXT, "token": token}

    answer = workbench.post("/programme/draft", data=sent).text

    assert "cannot be read yet" in answer
    shown = _areas(answer)
    assert shown["text"] == broken
    assert shown["base"] == TEXT
    assert 'value="2026-08-20"' in answer
    mended = workbench.post("/programme/draft", data={**sent, "text": TEXT}).text
    assert "end: 2026-08-20" in _areas(mended)["text"]


def _areas(page: str) -> dict[str, str]:
    """What the hidden base and the text area of a page hold."""
    text = re.search(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    base = re.search(r'name="base" value="(.*?)">', page, re.DOTALL)
    assert text
    assert base
    return {"text": html.unescape(text[1]), "base": html.unescape(base[1])}


def test_steps_go_with_all_that_names_them() -> None:
    """Nothing may wait for a step that is gone."""
    found = merged(TEXT, TEXT, _sent("en"), Language("en"))

    gone = rearranged(found, TEXT, "remove-0", "")

    steps = programme.parse(gone, "draft").programme.steps
    assert [each.id for each in steps] == ["youth", "patrol"]
    assert [each.after for each in steps] == [(), ()]
    down = programme.parse(rearranged(found, TEXT, "down-0", ""), "draft").programme
    assert [each.id for each in down.steps] == ["youth", "visit", "patrol"]


def test_a_forecast_stands_above_the_draft(workbench: TestClient) -> None:
    """With the interval, and what the draft says kept."""
    page = workbench.get("/programme/draft?lang=en").text
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    sent = {**_sent("en"), "text": TEXT, "base": TEXT, "token": token, "do": "forecast"}

    answer = workbench.post("/programme/draft", data=sent).text

    assert 'id="forecast"' in answer
    assert re.search(r"0\.\d\d \(0\.\d\d–0\.\d\d\)", answer)
    assert _areas(answer)["text"] == TEXT
