"""Principles as questions: presets, files of one's own, and programmes held against them."""

from pathlib import Path

import pytest

from longtin import lint, programme
from longtin.errors import DataError
from tests.lint.lint_examples import TODAY


def test_every_question_is_asked_by_some_shipped_principle() -> None:
    """A question nobody asks is not tested."""
    asked = {
        question
        for preset in programme.principle_presets().values()
        for each in preset.principles
        for question in each.asks
    }

    assert asked == set(programme.PRINCIPLE_QUESTIONS)


def test_a_programme_is_held_against_shipped_principles() -> None:
    """The example works pair by pair and in no body, so two of the seven are not served."""
    draft = programme.parse(programme.example("example"), "example.yaml")
    held = programme.with_principles(draft, programme.principles_of("viet-nam"))

    report = lint.lint(held, today=TODAY, asked=lint.chosen(["LT910"], []))

    asked = [str(each.values["asked"]) for each in report.findings]
    assert asked == ["it takes part in a body", "both pair by pair and in bodies"]


def test_principles_of_a_stranger_are_refused() -> None:
    """They would find nothing, and seem kept."""
    preset = programme.principles_of("viet-nam").model_copy(update={"party": "IDN"})
    draft = programme.parse(programme.example("example"), "example.yaml")

    with pytest.raises(DataError, match=r"IDN, which is no party of example\.yaml"):
        programme.with_principles(draft, preset)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    """What can be named is said."""
    with pytest.raises(DataError, match=r"There are no principles `vietnam`.*`viet-nam`"):
        programme.principles_of("vietnam")


def test_a_question_that_is_misspelt_is_told_with_its_line(tmp_path: Path) -> None:
    """Principles are written by hand."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "party: IDN\nname: {en: mine, vi: của ta}\nsource: {en: here, vi: đây}\n"
        "certainty: judgement\nprinciples:\n- {id: a, says: {en: a, vi: a}, asks: [lead_ofice]}\n",
        encoding="utf-8",
    )

    with pytest.raises(DataError, match=r"mine\.yaml:6"):
        programme.principles_of(file)


@pytest.mark.parametrize(
    ("resource", "says"),
    [
        ("{party: VNM, kind: land}", "nothing says what is given"),
        ("{party: VNM, amount: 2}", "belong together"),
    ],
)
def test_a_contribution_says_what_it_is(resource: str, says: str) -> None:
    """In kind or counted, it has to be seen."""
    text = programme.example("example").replace(
        "  - {party: VNM, amount: 2, unit: {en: ships, vi: tàu}}", f"  - {resource}"
    )

    with pytest.raises(DataError, match=says):
        programme.parse(text, "example.yaml")
