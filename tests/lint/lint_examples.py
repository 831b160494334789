"""The example programme, and what the rules' examples change of it."""

from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from longtin import lint, programme
from longtin._data import document
from longtin.lint import Report
from longtin.programme import Draft

TODAY = date(2026, 11, 22)
BASE = (files("longtin.programme") / "data" / "example.yaml").read_text(encoding="utf-8")


def completed(fragment: str) -> Draft:
    """An example of a rule, with what it does not say as in the example programme."""
    base: dict[str, Any] = document(BASE, "example.yaml")[0]
    given: dict[str, Any] = document(fragment, "fragment")[0]
    whole = base | given
    for holder, key, among in (("steps", "objectives", "objectives"), ("risks", "steps", "steps")):
        if holder not in given:
            known = {part["id"] for part in whole[among]}
            for part in whole[holder]:
                part[key] = [name for name in part.get(key, []) if name in known]
    return programme.parse(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "example")


def judged(fragment: str) -> Report:
    """What all the rules say of it."""
    return lint.lint(completed(fragment), today=TODAY)
