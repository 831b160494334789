"""Programmes as people write them: read whole, or refused with file, line, value and remedy."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from longtin._data import Place
from longtin._language import Language
from longtin.errors import DataError
from longtin.programme import as_calendar, parse, read, to_yaml

GOOD = """\
programme: 1
title: {en: Safer fishing grounds, vi: Ngư trường an toàn hơn}
aim: {en: Fewer incidents at sea, vi: Giảm sự cố trên biển}
parties: [{id: Việt Nam}, {id: PHL}]
phase: prevention
start: 2026-01-01
until: 2026-12-31
interests: {Viet Nam: {wants: safety}}
trust: {VNM: 0.4, Philippines: 0.5}
objectives: [{id: calm, baseline: 4, target: {en: fewer, vi: ít hơn}}]
steps:
  - {id: line, measure: hotline, by: [VNM, Philippines], start: 2026-02-01, end: 2026-02-28}
  - {id: patrol, measure: patrols, by: PHL, start: 2026-03-01, end: 2026-03-31, after: [line],
     answer: {from: VNM, within_days: 30}}
"""


def refusal(text: str) -> str:
    """What is said of a file."""
    with pytest.raises(DataError) as caught:
        parse(text, "p.yaml")
    return str(caught.value)


def test_parties_are_found_by_any_name_in_either_language() -> None:
    """Two people write one programme in two languages."""
    programme = parse(GOOD, "p.yaml").programme

    assert [party.id for party in programme.parties] == ["VNM", "PHL"]
    assert [step.by for step in programme.steps] == [("VNM", "PHL"), ("PHL",)]
    assert (set(programme.interests), set(programme.trust)) == ({"VNM"}, {"VNM", "PHL"})


def test_what_is_written_reads_back_the_same() -> None:
    """The planner writes files that people go on with."""
    programme = parse(GOOD, "p.yaml").programme

    assert parse(to_yaml(programme), "again").programme == programme


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "2026-02-28}",
            "2026-02-30}",
            "p.yaml:12: `steps.0.end` is `2026-02-30`: '2026-02-30' is not",
        ),
        ("2026-02-28}", "soon}", "a day is written year-month-day, such as 2026-05-31"),
        ("until: 2026-12-31", "until: 2025-12-31", "p.yaml:7: the programme ends on 2025-12-31"),
        ("end: 2026-03-31", "end: 2026-02-01", "p.yaml:13: `patrol` ends on 2026-02-01, before"),
        ("start: 2026-02-01", "start: 2025-02-01", "p.yaml:12: `line` (2025-02-01 to 2026-02-28)"),
        ("after: [line]", "after: [lime]", "p.yaml:13: `lime` is none of the steps of this"),
        ("after: [line]", "after: [lime]", "Did you mean `line`?"),
        ("after: [line]", "after: [patrol]", "has to come after itself (patrol after patrol)"),
        ("by: PHL", "by: Philipines", "p.yaml:13: `Philipines` is none of the parties (PHL, VNM)"),
        ("from: VNM", "from: PHL", "p.yaml:14: PHL cannot answer its own step `patrol`"),
        ("{id: PHL}", "{id: PLH}", "p.yaml:4: No state 'PLH'; did you mean PHL (Philippines)"),
        ("{id: PHL}", "{id: VNM}", "is listed as a party twice"),
        ("id: patrol", "id: line", "`line` names 2 of the steps. Give each its own id."),
        ("phase: prevention", "phase: prevntion", "p.yaml:5: `phase` is `prevntion`"),
        ("measure: hot", "meazure: hot", "there is no key `meazure` here. Did you mean `meas"),
        ("VNM: 0.4", "VNM: 1.4", "p.yaml:9: `trust.VNM` is `1.4`"),
        ("baseline: 4", "baseline: [4]", "this must be a number or words"),
        ("baseline: 4", "sources: [un]", "p.yaml:10: `un` is none of the sources of this"),
        ("interests:", "will: {VNM: {sources: un}}\ninterests:", "`un` is none of the sources"),
        ("programme: 1", "programme: 2", "p.yaml:1: `programme` is `2`"),
        ("after: [line]", "binding: maybe", "p.yaml:13: `steps.1.binding` is `maybe`"),
    ],
)
def test_a_slip_is_refused_where_it_stands(old: str, new: str, said: str) -> None:
    """Whoever wrote the file finds the place, and what to write instead."""
    assert old in GOOD

    assert said in refusal(GOOD.replace(old, new, 1))


def test_a_ring_of_steps_is_told_as_a_way() -> None:
    """`a` after `b` after `a`: which of the two to cut is the author's choice."""
    text = GOOD.replace("end: 2026-02-28}", "end: 2026-02-28, after: [patrol]}")

    assert "`line` has to come after itself (line after patrol after line)" in refusal(text)


def places(value: Any, place: Place = ()) -> list[Place]:
    """Every place in plain data."""
    inner: list[Place] = []
    if isinstance(value, dict):
        inner = [each for key in value for each in places(value[key], (*place, key))]
    elif isinstance(value, list):
        inner = [each for at, one in enumerate(value) for each in places(one, (*place, at))]
    return [place, *inner] if place else inner


def step_into(holder: Any, key: Any) -> Any:
    """What stands at a key, or an empty mapping where a draw before has put something else."""
    try:
        return holder[key]
    except (TypeError, KeyError, IndexError):
        return {}


PLAIN = yaml.safe_load(GOOD)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates().map(str),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_programme_is_read_or_refused(data: st.DataObject) -> None:
    """Any value anywhere, and never a traceback."""
    value: Any = yaml.safe_load(GOOD)
    for place in data.draw(st.lists(st.sampled_from(places(PLAIN)), min_size=1, max_size=2)):
        holder: Any = value
        for key in place[:-1]:
            holder = step_into(holder, key)
        with suppress(TypeError, IndexError):
            holder[place[-1]] = data.draw(ODD)

    with suppress(DataError):
        parse(yaml.safe_dump(value, allow_unicode=True), "p.yaml")


@given(st.text(max_size=60), st.integers(0, len(GOOD)))
def test_a_programme_with_anything_written_into_it_is_read_or_refused(text: str, at: int) -> None:
    """A slip of the keyboard is a sentence, not a traceback."""
    with suppress(DataError):
        parse(GOOD[:at] + text + GOOD[at:], "p.yaml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The name is what is mostly wrong."""
    with pytest.raises(DataError, match="cannot be read"):
        read(tmp_path / "none.yaml")


def uids(text: str) -> list[str]:
    """Names of the entries of a programme's calendar."""
    calendar = as_calendar(parse(text, "p.yaml").programme, Language("en"))
    return [str(event["uid"]) for event in Calendar.from_ical(calendar).walk("VEVENT")]


def test_no_two_programmes_share_an_entry_of_a_calendar() -> None:
    """A calendar takes a second entry of the same name for a change of the first (RFC 5545)."""
    others = (
        GOOD.replace("PHL", "MYS").replace("Philippines", "Malaysia"),
        GOOD.replace("Fewer incidents at sea", "More fish"),
        GOOD.replace("Safer fishing grounds", "Open markets"),
    )
    names = [name for text in (GOOD, *others) for name in uids(text)]

    assert len(set(names)) == len(names) == 8


def test_a_programme_with_new_dates_changes_the_entries_it_had() -> None:
    """An office that exports its plan again wants it moved, not doubled."""
    later = GOOD.replace("start: 2026-02-01, end: 2026-02-28", "start: 2026-02-02, end: 2026-02-27")

    assert uids(later) == uids(GOOD)


def test_entries_of_one_calendar_have_names_of_their_own() -> None:
    """A step may be named as the preparation of another, or as a review."""
    text = GOOD.replace("{id: patrol,", "{id: line-talks,").replace(
        "end: 2026-02-28}", "end: 2026-02-28, talks: {start: 2026-01-05, end: 2026-01-20}}"
    )
    names = uids(f"{text}reviews: [2026-06-01, 2026-06-01]\n")

    assert len(set(names)) == len(names) == 4


def test_states_may_be_named_by_their_numbers() -> None:
    """816 is Viet Nam in quotation marks and without, with its zeros and as a key."""
    text = (
        GOOD.replace("{id: Việt Nam}, {id: PHL}", "{id: 816}, {id: 0840}")
        .replace("[VNM, Philippines]", "[816, 840]")
        .replace("by: PHL", "by: 840")
        .replace("{VNM: 0.4, Philippines: 0.5}", "{816: 0.4, 840: 0.5}")
    )

    assert parse(text, "p.yaml").programme == parse(GOOD, "p.yaml").programme


def test_one_state_stands_once_however_its_key_is_written() -> None:
    """Of 816 and "816" the second would be lost without a word."""
    assert "a second time" in refusal(
        GOOD.replace("{VNM: 0.4, Philippines: 0.5}", "{816: 0.4, '816': 0.5}")
    )


@given(st.floats(0, 1e6, allow_nan=False) | st.sampled_from([1.125, 12.5, 13.25, 999.001]))
def test_amounts_are_written_so_that_they_read_back(amount: float) -> None:
    """What the planner writes, its own reader must not take for thousands."""
    text = GOOD.replace("baseline: 4", f"baseline: {amount:.7f}1")
    programme = parse(text, "p.yaml").programme
    rounded = programme.objectives[0].model_copy(update={"baseline": amount})
    programme = programme.model_copy(update={"objectives": (rounded,)})

    assert parse(to_yaml(programme), "again").programme == programme
