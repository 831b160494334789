"""Classes that parts make public are nouns of the glossary."""

import csv
import importlib
import re

import pytest

from tests.architecture.source import PARTS, ROOT, exports


def glossary() -> list[dict[str, str]]:
    """Its rows: the field's term, ours where it differs, Vietnamese, a note."""
    with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def terms(rows: list[dict[str, str]]) -> set[str]:
    """Every English term; what stands in brackets is one too, or tells senses apart."""
    found = set()
    for row in rows:
        for term in re.split(r"[;/]", f"{row['field']};{row['ours']}"):
            found |= {
                _plain(re.sub(r"\(.*?\)", "", term)),
                *map(_plain, re.findall(r"\((.*?)\)", term)),
            }
    return found - {""}


def _plain(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", term.casefold()).strip()


def words(name: str) -> str:
    """A class name as words: `SwitchingValue` is a switching value."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|\d+", name)).casefold()


def is_explained(name: str, known: set[str]) -> bool:
    """Whether a name, or each of the terms it is made of, stands in the glossary."""
    said = words(name)
    if {said, said.removesuffix("s"), said.removesuffix("es")} & known:
        return True
    parts = said.split()
    return any(
        is_explained("".join(part.title() for part in parts[:cut]), known)
        and is_explained("".join(part.title() for part in parts[cut:]), known)
        for cut in range(1, len(parts))
    )


def test_every_public_class_is_a_term_of_the_glossary() -> None:
    """Whoever meets a class in code or reference finds what it means, and in which words."""
    known = terms(glossary())
    public = {
        f"{part}.{name}"
        for part in PARTS
        for name in exports(part)
        if isinstance(getattr(importlib.import_module(f"longtin.{part}"), name), type)
    }
    unknown = {name for name in public if not is_explained(name.partition(".")[2], known)}

    assert unknown == set()


def test_a_class_that_no_term_explains_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    known = {"trust", "estimate", "grit", "directed dyad"}

    assert is_explained("TrustEstimates", known)
    assert is_explained("DirectedDyad", known)
    assert is_explained("Grit", known)
    assert not is_explained("Judged", known)
    assert not is_explained("TrustJudged", known)


@pytest.mark.parametrize("column", ["field", "vi"])
def test_a_term_stands_in_both_languages(column: str) -> None:
    """A term of one language only is no use to who writes the other."""
    assert [row for row in glossary() if not row[column].strip()] == []


def test_a_term_stands_once() -> None:
    """One word for one thing."""
    fields = [row["field"] for row in glossary()]

    assert sorted({field for field in fields if fields.count(field) > 1}) == []
    assert [row for row in glossary() if row["field"] == row["ours"]] == []
