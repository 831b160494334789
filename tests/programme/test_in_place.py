"""Edits of a programme's text: what is asked for changes, and nothing else."""

from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from longtin import programme
from longtin._data import document
from tests.drawn import few

EXAMPLES = sorted(programme.examples())
ORDER = ("id", "measure", "title", "by", "start", "end", "answer", "after")


def _held(text: str) -> dict[str, Any]:
    return document(text, "draft")[0]  # type: ignore[no-any-return]


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_new_day_is_one_line_of_the_file(name: str) -> None:
    """Comments, order and spelling of the rest are the author's."""
    text = programme.example(name)

    found = programme.with_value(text, ("steps", 0, "start"), "2026-05-06")

    before, after = text.splitlines(), found.splitlines()
    assert len(before) == len(after)
    assert [a for a, b in zip(after, before, strict=True) if a != b] == [
        line for line in after if "start: 2026-05-06" in line
    ][:1]


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
values = st.one_of(
    words,
    st.integers(0, 99),
    st.fixed_dictionaries({"en": words, "vi": words}),
    st.lists(words, min_size=1, max_size=3),
)


@few(30)
@given(
    st.sampled_from(EXAMPLES),
    st.integers(0, 2),
    st.sampled_from(["title", "gate", "start", "verification", "answer", "by"]),
    st.one_of(st.none(), values),
)
def test_a_value_set_is_the_only_one_that_reads_otherwise(
    name: str, at: int, key: str, value: Any
) -> None:
    """Whatever is typed, in whatever style the file is written: the slow way is a plain dict."""
    text = programme.example(name)
    wanted = _held(text)
    if value is None:
        wanted["steps"][at].pop(key, None)
    else:
        wanted["steps"][at][key] = value

    found = programme.with_value(text, ("steps", at, key), value, ORDER)

    assert _held(found) == wanted
    assert _comments(found)[:1] == _comments(text)[:1]


@few(20)
@given(st.sampled_from(EXAMPLES), st.integers(0, 2), st.integers(0, 2))
def test_steps_are_moved_added_and_taken_out_whole(name: str, at: int, to: int) -> None:
    """As a list of values would have it."""
    text = programme.example(name)
    item = {"id": "new", "measure": "ship-visits", "by": ["VNM"], "start": "2026-01-01"}
    moved, added, less = (_held(text) for _ in range(3))
    moved["steps"].insert(to, moved["steps"].pop(at))
    added["steps"].insert(at, item)
    del less["steps"][at]

    assert _held(programme.with_moved_item(text, "steps", at, to)) == moved
    assert _held(programme.with_item(text, "steps", at, item)) == added
    assert _held(programme.without_item(text, "steps", at)) == less


@pytest.mark.parametrize(
    "text",
    [
        "steps: [{id: a, start: 2026-01-01}, {id: b, start: 2026-01-02}]\n",
        "steps:\n- &one {id: a, start: 2026-01-01}\n- *one\n",
        "steps:\n- id: a\n  start: '2026-01-01'\n- {id: b,\n   start: 2026-01-02}",
        'steps:\n  - {id: a, start: 2026-01-01, "title": x}  # why\n  - id: b\n    start: 020\n',
    ],
)
def test_unusual_yaml_is_edited_too(text: str) -> None:
    """Brackets, anchors, no last line end, numbers as written: nothing else reads otherwise."""
    wanted = yaml.safe_load(yaml.safe_dump(_plain(_held(text))))
    wanted["steps"][0]["title"] = "x: y"

    found = programme.with_value(text, ("steps", 0, "title"), "x: y", ORDER)

    assert _plain(_held(found)) == wanted


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value)
