"""What a check says beyond its outcomes: traces, hints, provisos, what must be stated."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from longtin import measures
from longtin._language import Language
from longtin.errors import DataError

EXERCISE = """
activity: 1
name: Autumn
kind: exercise
host: POL
start: 2021-09-10
end: 2021-09-16
unstated: none
figures: {troops: 9000, divisions: 1}
"""
TODAY = date(2021, 7, 1)
KEYS = st.sampled_from(["duty", "by", "on", "to", "name", "start", "figures", "facts", "lac"])


def checked(text: str = EXERCISE, more: str = "", **fixed: float) -> measures.ComplianceReport:
    """An exercise held against the Vienna Document."""
    return measures.check(measures.activity_from(text + more), TODAY, fixed, ["vienna-2011"])


def nodes(trace: Any) -> list[dict[str, Any]]:
    """Every node of a trace."""
    if isinstance(trace, dict):
        return [trace, *(node for value in trace.values() for node in nodes(value))]
    if isinstance(trace, list):
        return [node for value in trace for node in nodes(value)]
    return []


def test_a_trace_holds_every_number_that_was_compared() -> None:
    """An answer that cannot be checked is an oracle."""
    trace = json.loads(json.dumps(measures.as_json(checked())))
    (answer,) = [each for each in trace["answers"] if each["obligation"] == "VD-V-1"]

    compared = {node["quantity"]: node for node in nodes(answer["trace"]) if "quantity" in node}

    assert compared["troops"]["value"] == 9000
    assert compared["troops"]["limit"] == 9000
    assert compared["troops"]["op"] == ">="
    assert compared["troops"]["source"] == "recalled"
    assert compared["tanks"]["certainty"] == "memory"
    assert answer["deadline"]["anchor_value"] == "2021-09-10"
    assert answer["deadline"]["counts_day"] is False


def test_every_node_of_every_trace_names_its_paragraph() -> None:
    """A wrong answer must be blamed on the right line."""
    for answer in checked().determinations:
        for node in nodes(dict(answer.trace)):
            if "op" in node:
                assert node["paragraph"]


def test_a_verified_number_is_as_good_as_the_row_it_stands_in() -> None:
    """9,000 was seen in a source, the rest of the row was not."""
    assert checked().determination("VD-V-1").certainty == "memory"


@settings(max_examples=40)
@given(troops=st.integers(0, 60_000), more=st.integers(0, 60_000))
def test_a_larger_exercise_never_owes_less_notice(troops: int, more: int) -> None:
    """Thresholds go one way."""

    def owed(size: int) -> set[str]:
        found = checked(EXERCISE.replace("troops: 9000", f"troops: {size}"))
        return {
            each.obligation.id
            for each in found.determinations
            if each.obligation.duty in ("notify", "invite_observers", "calendar")
            and each.outcome not in ("not_triggered", "excused")
        }

    assert owed(troops) <= owed(troops + more) | {"VD-V-6"}


@settings(max_examples=40)
@given(st.dates(date(1970, 1, 1), date(2030, 1, 1)), st.integers(0, 80_000))
def test_a_voluntary_row_is_never_a_breach(day: date, troops: int) -> None:
    """What is free to be left cannot be broken."""
    text = EXERCISE.replace("2021-09-10", str(day)).replace("end: 2021-09-16\n", "")
    activity = measures.activity_from(text.replace("troops: 9000", f"troops: {troops}"))

    found = measures.check(activity, date(2031, 1, 1), {"close_proximity_km": 50})

    assert not [each for each in found.breaches if each.binding == "VOL"]


def test_parts_of_one_exercise_are_added_up() -> None:
    """Just below the threshold, several times over, is an old pattern."""
    others = "others: [{name: South, start: 2021-09-12, figures: {troops: 5000}}]\n"

    found = checked(EXERCISE.replace("9000", "8999"), others)

    (hint,) = found.aggregations
    assert hint.parts == ("South",)
    assert hint.figures["troops"] == 13999
    assert {"VD-V-1", "VD-VI-1"} <= {each.obligation.id for each in hint.determinations}


@pytest.mark.parametrize("day", ["2021-10-01", "2021-08-26"])
def test_parts_far_apart_in_time_are_not(day: str) -> None:
    """Two exercises in a year are two exercises."""
    others = f"others: [{{name: South, start: {day}, figures: {{troops: 5000}}}}]\n"

    assert checked(EXERCISE.replace("9000", "8999"), others).aggregations == ()


def test_what_a_text_leaves_open_is_asked_for_by_name() -> None:
    """Nothing is filled in silently."""
    text = EXERCISE.replace("POL", "IND").replace("9000", "15001")
    activity = measures.activity_from(text + "distance_km: {lac: 10}\n")

    answer = measures.check(activity, TODAY).determination("INCN-7")

    assert answer.needs == ("parameter:close_proximity_km",)
    (line,) = [
        each for each in measures.sentences(answer, TODAY, Language("en")) if "State" in each
    ]
    assert "`--set close_proximity_km=…`" in line


def test_a_parameter_nobody_knows_is_refused() -> None:
    """A misspelt parameter would leave the question open without a word."""
    with pytest.raises(DataError, match=r"Did you mean `close_proximity_km`"):
        checked(close_proximty_km=5)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("kind: exercise", "kind: exercize", r"activity:4: .*`exercize`.*Did you mean `exercise`"),
        ("troops: 9000", "trops: 9000", r"no figure `trops`\. Did you mean `troops`"),
        ("troops: 9000", "troops: -1", r"from 0 up"),
        ("host: POL", "place: here", r"says nobody's"),
        ("2021-09-16", "2021-09-09", r"Give them in order"),
        ("2021-09-10", "2021-09-31", r"not a date"),
        ("2021-09-10", "2021-09-10T10:00", r"no time zone"),
        ("unstated: none", "facts: [snapp]", r"no fact `snapp`\. Did you mean `snap`"),
        ("unstated: none", "distance_km: {lax: 5}", r"no line `lax`\. Did you mean `lac`"),
        ("activity: 1", "activity: 2", r"`activity` is `2`"),
    ],
)
def test_a_slip_in_an_activity_is_told_with_its_line(before: str, after: str, message: str) -> None:
    """People write these by hand."""
    with pytest.raises(DataError, match=message):
        measures.activity_from(EXERCISE.replace(before, after))


def test_the_published_schema_is_current() -> None:
    """Editors read the file in the documentation; `make schema` writes it."""
    published = Path(__file__).parents[2] / "docs" / "reference" / "activity.schema.json"

    assert json.loads(published.read_text(encoding="utf-8")) == measures.activity_schema()


WORDS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["POL", "snap", "2021-09-10", "2021-09-10T09:00Z", "troops", "lac", "all"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.sampled_from(sorted(measures.Activity.model_fields)), WORDS)
def test_whatever_stands_in_a_file_ends_in_an_answer_or_a_refusal(key: str, value: object) -> None:
    """People write these by hand, and machines do worse."""
    whole = yaml.safe_load(EXERCISE) | {key: value}
    text = yaml.safe_dump(whole, allow_unicode=True)

    with suppress(DataError):
        measures.check(measures.activity_from(text), TODAY, {"close_proximity_km": 50})


def test_an_unknown_state_is_refused() -> None:
    """A typing error is not a non-party."""
    with pytest.raises(DataError, match="Polland"):
        checked(EXERCISE.replace("POL", "Polland"))


def test_states_may_be_named_as_people_name_them() -> None:
    """Names in either language, codes, successors on their day."""
    for name in ("Poland", "Ba Lan", "PL"):
        assert checked(EXERCISE.replace("POL", name)).determination("VD-V-1").outcome == "due"


def test_a_regime_that_has_let_go_of_a_state_says_so() -> None:
    """Silence would look like an oversight."""
    text = EXERCISE.replace("exercise", "observation_flight").replace("POL", "USA")

    found = measures.check(measures.activity_from(text), TODAY)

    (left,) = [each for each in found.unbound if each.regime.id == "open-skies-1992"]
    assert left.status.absence == "left"
    said = measures.inapplicability_line(left, TODAY, Language("en"))
    assert said.startswith("Treaty on Open Skies has not bound")


@pytest.mark.parametrize("code", ["en", "vi"])
def test_everything_can_be_said(code: str) -> None:
    """Each answer, rule and trigger has words in both languages."""
    language = Language(code)
    for regime in measures.regimes().values():
        assert measures.regime_line(regime, language)
        for obligation in regime.obligations:
            lines = list(measures.obligation_lines(regime, obligation, language))
            assert all(line.strip() for line in lines)
