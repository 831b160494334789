"""The files at the top of the repository agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("*.md"))
FIRST_COMMANDS = ("$ make brief", "$ make test")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    """MkDocs checks its own pages; nobody else checks these."""
    targets = re.findall(r"\]\((?!\w+:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    """Whoever arrives with nothing gets a brief first, and the tests second."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = tuple(line for line in lines if line.startswith("$ "))

    assert commands[:2] == FIRST_COMMANDS


def test_the_citation_names_the_version_that_is_built() -> None:
    """A figure is cited with the version that made it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")

    assert f"version: {project['project']['version']}\n" in citation
