"""The documentation builds without a warning, says everything public, and fetches nothing."""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PARTS, SOURCE, exports

ROOT = Path(__file__).parents[2]
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=["']?(?:https?:)?//"""
    r"""|<link\b(?=[^>]*\brel=["']?(?:stylesheet|preconnect|preload|icon))[^>]*\bhref=["']?(?:https?:)?//"""
    r"""|url\(["']?(?:https?:)?//"""
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_public_name_stands_in_the_reference(site: Path) -> None:
    """A public name that the reference leaves out is a promise nobody can read."""
    inventory = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    described = {line.split()[0] for line in zlib.decompress(inventory).decode().splitlines()}
    wanted = {name for part in PARTS if part != "cli" for name in public(part)}

    assert wanted - described == set()


def public(folder: str) -> Iterator[str]:
    """The full names of what a folder exports, and of what folders that it exports do."""
    for name in exports(folder):
        if (SOURCE / folder / name).is_dir():
            yield from public(f"{folder}/{name}")
        else:
            yield f"longtin.{folder.replace('/', '.')}.{name}"


def test_pages_fetch_nothing(site: Path) -> None:
    """The pages open on a laptop without a network, and tell nobody that they were opened."""
    pages = [*site.rglob("*.html"), site / "longtin.css"]
    fetching = {
        page.relative_to(site).as_posix(): found
        for page in pages
        if (found := FETCHED.findall(page.read_text(encoding="utf-8")))
    }

    assert fetching == {}


def test_the_search_finds_vietnamese(site: Path) -> None:
    """The glossary's second language is part of the index."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))

    assert any("lòng tin" in page["text"] for page in index["docs"])
