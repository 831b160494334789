"""Cases worked by hand from the texts, in tables a lawyer can read: `cases.csv`, `cases-2026.csv`.

A figure, distance or zone that a case does not state is none, unless it says `unstated: unknown`.
"""

import csv
import json
from pathlib import Path

import pytest

from longtin import measures
from longtin._data import document
from longtin._moments import moment

TABLES = [Path(__file__).with_name(name) for name in ("cases.csv", "cases-2026.csv")]
ROWS = [
    row
    for table in TABLES
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
]
CASES = {row["case"]: row for row in ROWS}


def activity(row: dict[str, str]) -> measures.Activity:
    """The activity of a case, as the file somebody would write."""
    figures = dict(pair.split("=") for pair in row["figures"].split())
    sent = [words.split() for words in row["sent"].split("; ") if words]
    value = {
        "activity": 1,
        "name": row["case"],
        "kind": row["kind"],
        "host": row["host"] or None,
        "participants": row["with"].split(),
        "start": row["start"],
        "end": row["end"] or None,
        "figures": {name: float(figure) for name, figure in figures.items()},
        "facts": row["facts"].split(),
        "notices": [{"duty": duty, "by": by, "on": on} for duty, by, on in sent],
        "unstated": "none",
    }
    text = row["more"].replace("; ", "\n")
    more = document(text, row["case"])[0] if text else {}
    return measures.activity_from(json.dumps({**value, **more}, default=str), row["case"])


@pytest.mark.parametrize("name", CASES)
def test_the_outcome_is_the_one_worked_out_by_hand(name: str) -> None:
    """An error here tells a state it is in time when it is not."""
    row = CASES[name]
    fixed = {key: float(value) for key, _, value in [row["set"].partition("=")] if key}

    checked = measures.check(activity(row), moment(row["today"]), fixed, [row["regime"]])
    answer = checked.determination(row["obligation"])

    assert answer.outcome == row["outcome"], row["because"]
    assert str(answer.due or "") == row["due"], row["because"]


def test_there_are_cases_of_every_outcome() -> None:
    """Thirteen outcomes that cannot be reached would be twelve."""
    outcomes = {row["outcome"] for row in CASES.values()}

    assert outcomes == set(measures.OUTCOMES)
    assert len(CASES) == len(ROWS) >= 620


def test_every_case_says_why() -> None:
    """A lawyer checks the reason, not the code."""
    assert all(row["because"].endswith((".", "?")) for row in CASES.values())
