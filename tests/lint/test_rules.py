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
