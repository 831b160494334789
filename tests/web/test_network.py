"""No request leaves the machine: neither the server's nor the browser's."""

import json
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import CHROMIUM, OUTSIDE

ROOT = Path(__file__).parents[2]
ALONE = "ip link set lo up && exec {python} -m tests.web.cut_off"


def has_namespaces() -> bool:
    """Whether this machine lets a test have a network of its own."""
    unshare = shutil.which("unshare")
    if unshare is None or shutil.which("ip") is None:
        return False
    tried = [unshare, "--net", "--map-root-user", "ip", "link", "set", "lo", "up"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no `chromium` on PATH")
@pytest.mark.skipif(not has_namespaces(), reason="no network namespaces here")
def test_without_a_network_everything_is_there() -> None:
    """Server and browser see loopback alone: a page, its chart as a file, the map, both languages.

    Nothing was asked for that could not be had.
    """
    command = [
        "unshare",
        "--net",
        "--map-root-user",
        "sh",
        "-c",
        ALONE.format(python=sys.executable),
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {"failed": [], "told": []}


def test_the_server_asks_for_nothing_outside(workbench: TestClient) -> None:
    """Of all that tests of pages ask in this process, no name is looked up, nothing is opened.

    What Python's sockets do is seen here; what a library in C would do, in a network of its own.
    """
    assert workbench.get("/").status_code == 200
    assert OUTSIDE == []


def test_what_goes_outside_would_be_seen() -> None:
    """The guard looks where sockets are opened."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out, suppress(OSError):
        out.connect(("192.0.2.1", 9))
    seen, OUTSIDE[:] = list(OUTSIDE), []

    assert seen == ["socket.connect 192.0.2.1"]
