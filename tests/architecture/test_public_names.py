"""Every public name says what it means, and stands in the reference."""

import importlib
import inspect

import pytest

from tests.architecture.source import PARTS, ROOT, exports

NAMES = [(part, name) for part in PARTS for name in exports(part)]
OWN_PAGE = {"cli": "docs/reference/command-line.md"}


def test_every_public_name_has_a_docstring() -> None:
    """What is exported is a promise, and a promise needs words."""
    exported = {
        (part, name): getattr(importlib.import_module(f"longtin.{part}"), name)
        for part, name in NAMES
    }
    promised = {
        name: value
        for name, value in exported.items()
        if isinstance(value, type) or inspect.isroutine(inspect.unwrap(value))
    }

    assert [name for name, value in promised.items() if not (value.__doc__ or "").strip()] == []


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_reference_page(part: str) -> None:
    """A part without a page is one that nobody outside can use."""
    page = ROOT / OWN_PAGE.get(part, f"docs/reference/python/{part}.md")
    directive = "$ longtin" if part in OWN_PAGE else f"::: longtin.{part}"

    assert directive in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_says_what_it_is(part: str) -> None:
    """The first lines of a part are the first thing a newcomer reads."""
    assert (importlib.import_module(f"longtin.{part}").__doc__ or "").strip()
