"""The workbench as tests meet it: called in the process, and open to a browser on loopback."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from longtin.web import Settings, application

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


OUTSIDE: list[str] = []
"""What this process looked up or opened beyond the machine during these tests."""

WATCHED: list[str] = []
"""The test that is under way, while sockets are looked at."""


def _see(event: str, told: tuple[object, ...]) -> None:
    """Note what sockets ask for: an audit hook, which nothing in Python goes around."""
    if not WATCHED or event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        return
    where = told[0] if event == "socket.getaddrinfo" else told[1]
    host = str(where[0] if isinstance(where, tuple) else where)
    if host not in ("127.0.0.1", "::1", "localhost", "None") and not host.startswith("/"):
        OUTSIDE.append(f"{event} {host}")


sys.addaudithook(_see)


@pytest.fixture(autouse=True)
def watched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look at what goes beyond the machine while a test of pages runs."""
    WATCHED.append(request.node.name)
    yield
    WATCHED.clear()


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for programmes, and beside it a place for a record."""
    return tmp_path_factory.mktemp("case")


@pytest.fixture(scope="session")
def workbench(case: Path) -> Iterator[TestClient]:
    """The workbench, called in this process."""
    settings = Settings(
        case=case, record=case / "own.duckdb", hosts=("127.0.0.1", "testserver"), patience=600
    )
    with TestClient(application(settings), raise_server_exceptions=False) as client:
        yield client


@contextmanager
def opened(app: ASGIApp) -> Iterator[str]:
    """An application on a port of its own: where it is."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def address(workbench: TestClient) -> Iterator[str]:
    """The same workbench, open on a port of its own."""
    with opened(workbench.app) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip("no `chromium` on PATH")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=0)
        yield launched
        launched.close()
