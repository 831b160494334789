"""Cases worked by hand, read from a file that a lawyer can read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from longtin import measures
from longtin._data import document

FILE = Path(__file__).parent / "cases" / "powers-and-korea.yaml"
CASES: list[dict[str, Any]] = document(FILE.read_text("utf-8"), FILE.name)[0]["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_answer_is_the_one_worked_by_hand(case: dict[str, Any]) -> None:
    """A wrong answer here would be a wrong accusation there."""
    text = yaml.safe_dump({"activity": 1, "name": case["why"], **case["activity"]})
    activity = measures.activity_from(text)

    found = measures.check(
        activity,
        date.fromisoformat(case["asked"]),
        parameters=case.get("parameters"),
        only=case.get("only"),
    )

    outcomes = {name: found.determination(name).outcome for name in case["expect"]}
    assert outcomes == case["expect"]
