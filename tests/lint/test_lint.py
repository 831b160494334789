"""Judging programmes: silences, names, near misses, and what is said of how far one has got."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from longtin import lint, programme
from longtin._language import Language
from longtin.errors import DataError
from longtin.lint import Case, Report
from longtin.measures import catalogue
from longtin.programme._holidays import holiday
from tests.lint.lint_examples import BASE, TODAY, completed, judged

NOTHING: Callable[[str, str], None] = lambda *_: None  # noqa: E731 -- no record
ENGLISH, VIETNAMESE = Language("en"), Language("vi")


def codes(report: Report) -> list[str]:
    """Codes of the rules that speak."""
    return [finding.code for finding in report.findings]


def refusal(fragment: str) -> str:
    """What is said of a programme that cannot be judged."""
    with pytest.raises(DataError) as caught:
        judged(fragment)
    return str(caught.value)


def test_a_silence_keeps_its_reason() -> None:
    """Whoever reads the programme next sees why."""
    report = judged("risks: []\nsilence: [{rule: LT801, why: kept in another file}]")

    assert "LT801" not in codes(report)
    assert [(each.code, each.reason(ENGLISH)) for each in report.silenced] == [
        ("LT801", "kept in another file")
    ]


def test_a_silence_may_be_for_one_step_only() -> None:
    """An excuse for one step is none for the next."""
    steps = """
steps:
  - {id: a, measure: ship-visits, by: [VNM, PHL], start: 2026-06-01, end: 2026-06-05, status: 3}
  - {id: b, measure: ship-visits, by: [VNM, PHL], start: 2027-03-01, end: 2027-03-05}
"""
    report = judged(steps + "silence: [{rule: LT501, at: a, why: seen from the quay}]")

    assert [each.about for each in report.findings if each.code == "LT501"] == ["b"]
    assert [each.about for each in report.silenced] == ["a"]


def test_a_silence_of_a_rule_that_was_not_asked_is_left_alone() -> None:
    """`--select LT1` must not call every other silence stale."""
    draft = completed("silence: [{rule: LT801, why: kept in another file}]")

    assert codes(lint.lint(draft, today=TODAY)) == ["LT001"]
    assert codes(lint.lint(draft, today=TODAY, asked=lint.chosen(["LT0", "LT1"], []))) == []


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("silence: [{rule: LT801, why: ''}]", "this is empty; write a few words"),
        ("silence: [{rule: LT801}]", "`silence.0.why` is missing"),
        ("silence: [{rule: LT881, why: x}]", "There is no rule `LT881`. Did you mean LT801?"),
        (
            "channels: [{measure: coast-guard-hot-line, parties: [VNM, PHL], since: 2013-08-23}]",
            "No measure `coast-guard-hot-line`; did you mean `coast-guard-hotline`",
        ),
        (
            (
                "steps: [{id: a, measure: ship-visits, by: VNM, start: 2026-03-02, "
                "end: 2026-03-03, activity: {kind: exercize}}]"
            ),
            "Did you mean `exercise`?",
        ),
        (
            "principles: [{party: VNM, says: no bases, domains: [maritme]}]",
            "no domain `maritme`. Did you mean `maritime`?",
        ),
    ],
)
def test_what_there_is_not_is_refused_with_the_nearest(fragment: str, said: str) -> None:
    """A slip would otherwise silence nothing, or judge nothing, without a word."""
    assert said in refusal(fragment)


@pytest.mark.parametrize("code", ["LT3", "lt301"])
def test_rules_are_chosen_by_the_beginning_of_their_codes(code: str) -> None:
    """A family at a time."""
    assert {each.code[:3] for each in lint.chosen([code], [])} == {"LT3"}
    assert all(not each.code.startswith("LT3") for each in lint.chosen([], ["LT3"]))


def test_a_beginning_that_no_code_has_is_refused() -> None:
    """`--select LTX` that selects nothing would pass everything."""
    with pytest.raises(DataError, match=r"There is no rule `LTX`"):
        lint.chosen(["LTX"], [])


@pytest.mark.parametrize(
    ("code", "over", "under"),
    [
        (
            "LT202",
            "trust: {VNM: 0.12, PHL: 0.45}",
            "trust: {VNM: 0.14, PHL: 0.45}",  # the first stake, 0.05, takes 0.130
        ),
        ("LT608", "reviews: [2026-06-04]", "reviews: [2026-06-05]"),  # the day the first step ends
        (
            "LT304",
            "reviews: [2026-12-02]\nevents: [{on: 2026-06-01, what: x, kind: election}]",
            "reviews: [2026-12-01]\nevents: [{on: 2026-06-01, what: x, kind: election}]",
        ),
        ("LT611", "until: 2026-07-01\nsteps: {steps}", "until: 2026-07-02\nsteps: {steps}"),
    ],
)
def test_a_rule_speaks_on_one_side_of_its_line_only(code: str, over: str, under: str) -> None:
    """Thresholds are where the page says they are."""
    short = (
        "[{id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-06-01, end: 2026-06-05}]\n"
        "objectives: []\nreviews: []"
    )

    assert code in codes(judged(over.replace("{steps}", short)))
    assert code not in codes(judged(under.replace("{steps}", short)))


def test_trust_is_read_from_a_record_only_where_the_programme_does_not_say() -> None:
    """What the author states is what is judged; the record is opened only if it has to be."""
    asked: list[tuple[str, str]] = []

    def measured(truster: str, trustee: str) -> float:
        asked.append((truster, trustee))
        return 0.05

    stated = lint.lint(completed("trust: {VNM: 0.5, PHL: 0.5}"), today=TODAY, measured=measured)
    assert (codes(stated), asked) == ([], [])

    half = lint.lint(completed("trust: {VNM: 0.5}"), today=TODAY, measured=measured)
    assert codes(half) == ["LT202"]
    assert set(asked) == {("PHL", "VNM")}


def test_how_far_a_programme_has_got_counts_what_is_due_and_reported() -> None:
    """The scale of the Peace Accords Matrix, 0 to 3, and two answers that are no score."""
    steps = "\n".join(
        f"  - {{id: {name}, measure: ship-visits, by: [VNM, PHL], start: {start}, "
        f"end: {start}{f', status: {status}' if status is not None else ''}}}"
        for name, start, status in (
            ("a", "2026-02-02", 3),
            ("b", "2026-03-02", 1),
            ("c", "2026-04-01", "not_reported"),
            ("d", "2026-05-04", "not_due"),
            ("e", "2027-05-03", None),
        )
    )
    done = programme.implementation(completed(f"steps:\n{steps}").programme, TODAY)

    assert (done.steps, done.due, done.reported, done.score) == (5, 3, 2, 4)
    assert done.share == pytest.approx(4 / 6)


def test_findings_stand_in_the_order_of_the_file() -> None:
    """One reads a programme from the top."""
    report = judged("risks: []\ninterests: {}\nreviews: []")
    lines = [report.draft.line(each.place) for each in report.findings]

    assert lines == sorted(lines)


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE], ids=lambda each: each.code)
def test_a_page_asks_no_network_and_escapes_what_it_is_given(language: Language) -> None:
    """Ministries read it offline, and a title may hold anything."""
    report = judged("title: <script>alert(1)</script>\nrisks: []")

    page = lint.as_html([report], language)

    assert "<script>" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert report.findings[0].say(language).replace("'", "&#39;") in page


def test_sarif_has_what_the_standard_requires() -> None:
    """Other tools read it: each required property, each index, each level of SARIF 2.1.0."""
    report = judged("risks: []\nreviews: []\nsilence: [{rule: LT801, why: kept elsewhere}]")
    log: dict[str, Any] = json.loads(json.dumps(lint.as_sarif([report], ENGLISH, "1.0.0")))

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert {result["ruleId"] for result in run["results"]} == {"LT608", "LT801"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert run["artifacts"][place["artifactLocation"]["index"]]["location"] == {
            "uri": place["artifactLocation"]["uri"]
        }
    suppressed = [each for each in run["results"] if each.get("suppressions")]
    assert [each["ruleId"] for each in suppressed] == ["LT801"]
    assert suppressed[0]["suppressions"] == [
        {"kind": "inSource", "justification": "kept elsewhere"}
    ]


def test_the_schema_knows_every_key_and_offers_every_measure() -> None:
    """Editors complete what the reader accepts."""
    schema = programme.schema(lint.handbook())
    step = schema["$defs"]["Step"]["properties"]

    assert set(schema["properties"]) == set(type(completed("{}").programme).model_fields)
    assert "coast-guard-hotline" in step["measure"]["anyOf"][0]["enum"]
    assert "from" in schema["$defs"]["ExpectedAnswer"]["properties"]
    assert all(about["description"] for about in step.values())


BROKEN = st.sampled_from(["steps", "will", "risks", "objectives", "forums", "events", "resources"])
THINGS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["VNM", "x", "low"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "measure", "by", "on", "what"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=200)
@given(st.dictionaries(BROKEN, THINGS, max_size=2))
def test_whatever_is_read_is_judged(parts: dict[str, Any]) -> None:
    """A programme that passes the reader never breaks a rule's code."""
    whole = yaml.safe_load(BASE) | parts

    with suppress(DataError):
        lint.lint(programme.parse(yaml.safe_dump(whole), "p.yaml"), today=date(2026, 11, 22))


def test_the_published_schema_is_current() -> None:
    """Editors read the file in the documentation; `make schema` writes it."""
    published = Path(__file__).parents[2] / "docs" / "reference" / "programme.schema.json"

    assert json.loads(published.read_text(encoding="utf-8")) == programme.schema(lint.handbook())


def test_a_programme_of_forty_steps_is_judged_step_by_step() -> None:
    """Size changes nothing: as many findings as steps that lack what a rule asks for."""
    draft = programme.draft(Path(__file__).parent / "data" / "forty-steps.yaml")
    report = lint.lint(draft, today=date(2026, 1, 1))
    steps = draft.programme.steps
    by_id = {
        each.step.id: each for each in Case(draft.programme, catalogue(), TODAY, NOTHING).steps
    }

    unverified = {
        step.id for step in steps if not step.verification and not by_id[step.id].is_channel
    }
    assert len(steps) == 40
    assert {each.about for each in report.findings if each.code == "LT501"} == unverified
    assert {each.code for each in report.findings if each.code.startswith("LT2")} == set()


def test_a_year_without_a_calendar_has_no_holidays_and_no_warning() -> None:
    """Programmes of the past are judged as quietly as those of today."""
    assert holiday("CHN", date(1993, 9, 7)) is None
    assert holiday("CHN", date(2026, 10, 1)) is not None
    assert holiday("ASEAN", date(2026, 10, 1)) is None
