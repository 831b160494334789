"""Publishers that answer on this machine, and a list that says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishers.server import PublisherServer

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine stands between a test and its server."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[PublisherServer]:
    """A publisher's server."""
    with PublisherServer() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def own(server: PublisherServer, tmp_path: Path) -> Path:
    """The publishers of the package, at the address of the server."""
    from importlib.resources import files

    text = (files("longtin.publishers") / "data" / "publishers.yaml").read_text(encoding="utf-8")
    for address in ("https://dataverse.harvard.edu", "https://data.gdeltproject.org"):
        text = text.replace(f"address: {address}", f"address: {server.url}")
    place = tmp_path / "own-publishers.yaml"
    place.write_text(text, encoding="utf-8")
    return place
