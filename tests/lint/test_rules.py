"""Every rule: a page that is whole, in both languages, and two examples that hold."""

import re
from pathlib import Path

import pytest

from longtin import lint, programme
from longtin._language import Language
from longtin.lint import Rule
from tests.lint.lint_examples import BASE, TODAY, judged

RULES = lint.handbook()
FAMILIES = ["LT1", "LT2", "LT3", "LT4", "LT5", "LT6", "LT7", "LT8", "LT9"]
BIBLIOGRAPHY = Path(__file__).parents[2] / "docs" / "bibliography.md"


def codes(fragment: str) -> set[str]:
    """Codes of the rules that speak of an example."""
    return {finding.code for finding in judged(fragment).findings}


def test_there_are_rules_in_every_family() -> None:
    """Nine things can go wrong with a programme, and each has its rules."""
    assert len(RULES) >= 45
    assert all(sum(code.startswith(family) for code in RULES) >= 5 for family in FAMILIES)


def test_no_rule_objects_to_the_example_programme() -> None:
    """It is what people begin from."""
    report = lint.lint(programme.parse(BASE, "example.yaml"), today=TODAY)

    assert [finding.say(Language("en")) for finding in report.findings] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
class TestEveryRule:
    """What is asked of each."""

    def test_is_in_a_file_of_its_name(self, rule: Rule) -> None:
        """A code is found by its file."""
        assert rule.code.lower() in type(rule).__module__
        assert re.fullmatch(r"LT\d{3}", rule.code)

    def test_page_is_whole(self, rule: Rule) -> None:
        """A finding without a reason is an order."""
        page = rule.page

        assert all((*page.messages, page.breaks, page.keeps, *page.sources))
        assert rule.level in {"error", "warning", "advice"}

    def test_page_has_its_vietnamese(self, rule: Rule) -> None:
        """The handbook is read in both languages."""
        title, looks, why, fix, *sources = rule.page.messages
        vietnamese = Language("vi")

        assert all(vietnamese.say(text) != text for text in (title, looks, why, fix))
        assert all(vietnamese.say(text) for text in sources)

    def test_sources_are_in_the_bibliography(self, rule: Rule) -> None:
        """A reader can look them up."""
        known = BIBLIOGRAPHY.read_text(encoding="utf-8")
        for source in rule.page.sources:
            key = re.match(r"\[([^]]+)\]", source)
            assert key, source
            assert f"**{key[1]}" in known or f"**{key[1]}.**" in known, key[1]

    def test_what_breaks_it_is_found(self, rule: Rule) -> None:
        """The example of the page is the first test of the rule."""
        assert rule.code in codes(rule.page.breaks)

    def test_what_keeps_it_is_not(self, rule: Rule) -> None:
        """Nor may it cry wolf at what is close by."""
        assert rule.code not in codes(rule.page.keeps)

    def test_findings_are_said_in_both_languages(self, rule: Rule) -> None:
        """Whoever wrote the programme reads what is amiss."""
        found = [each for each in judged(rule.page.breaks).findings if each.code == rule.code]

        for finding in found:
            assert finding.say(Language("en")).endswith(".")
            assert finding.say(Language("vi")) != finding.say(Language("en"))


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("measures will be taken", True),
        ("Hợp tác cần được tăng cường", True),
        ("Cần tăng cường phối hợp", True),
        ("các biện pháp sẽ được triển khai", True),
        ("the report will be reviewed by the joint committee", False),
        ("sẽ được triển khai do cảnh sát biển hai nước thực hiện", False),
        ("the two coast guards take measures within a day", False),
        ("Bộ Ngoại giao hai nước tăng cường phối hợp", False),
        ("boats to be counted in harbour", False),
    ],
)
def test_a_sentence_hides_who_acts_where_no_doer_is_named(text: str, hides: bool) -> None:
    """Document 000: the passive voice parts the deed from the doer, in either language."""
    found = codes(
        "risks: [{id: clash, what: boats collide, likelihood: low, impact: high, "
        f"owner: coast guards, response: '{text}'}}]"
    )

    assert ("LT712" in found) is hides


def test_talks_that_led_to_the_step_bought_no_time() -> None:
    """Helsinki took two years of talks, and was carried out."""
    step = (
        "steps:\n  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04,\n"
        "     end: 2027-06-30, talks: {start: 2026-01-05, end: 2026-10-30}STATUS}\n"
    )

    assert "LT615" in codes(step.replace("STATUS", ""))
    assert "LT615" not in codes(step.replace("STATUS", ", status: 2"))
