"""The pinned requirements hold what the package asks for, and name no place to get it from."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

APART = ("oracles", "spark")
LOCKS = ("runtime.txt", "dev.txt", *(f"{group}.txt" for group in APART))
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ \\]+)( ; [^\\]+)?", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Name, version and marker of everything a lock file pins."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return {(name, version, marker.strip()) for name, version, marker in PIN.findall(text)}


def normal(name: str) -> str:
    """A distribution's name as lock files spell it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;! ]", name)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_folder(lock: str) -> None:
    """Where packages come from is the reader's affair."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")

    assert re.findall(r"\w+://\S*|--(?:extra-)?index-url.*|--find-links.*|(?<!\S)/\S+", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_pinned(lock: str) -> None:
    """A dependency added to the project and not to the lock breaks the next fresh machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {normal(name) for name in project["project"]["dependencies"]}
    if lock != "runtime.txt":
        own = lock.removesuffix(".txt")
        others = {*APART, *(("lint", "docs") if own in APART else ())} - {own}
        named = project["dependency-groups"].items()
        groups = [entries for group, entries in named if group not in others]
        wanted |= {normal(entry) for group in groups for entry in group if isinstance(entry, str)}

    assert wanted - {name for name, _, _ in pins(lock)} == set()


def test_tests_run_on_the_versions_that_users_get() -> None:
    """Both locks pin the same release of everything they share."""
    shared = {name for name, _, _ in pins("runtime.txt")}
    runtime = {(name, version) for name, version, _ in pins("runtime.txt")}
    dev = {(name, version) for name, version, _ in pins("dev.txt") if name in shared}

    assert runtime == dev
