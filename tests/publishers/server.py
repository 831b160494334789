"""A publisher on this machine: a real HTTP server that answers as publishers document, or fails."""

import hashlib
import json
import ssl
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

CLOCK = "Sun, 29 Nov 2026 22:00:00 GMT"


@dataclass(frozen=True)
class Asked:
    """One request: path and query, where it asked to begin, by which name, and through a proxy."""

    path: str
    range: str | None
    agent: str
    proxied: bool


@dataclass(frozen=True)
class Answer:
    """One answer out of order: a status with headers, or a transfer cut after some bytes.

    Attributes:
        status: Of the answer; 0 for the usual one, cut short.
        headers: More of them.
        bytes: How many of the body are sent before the line breaks.
    """

    status: int = 0
    headers: Mapping[str, str] | None = None
    bytes: int = 0


def md5(content: bytes) -> str:
    """A checksum as publishers list it."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


class PublisherServer:
    """Serves files by path; a context manager.

    Attributes:
        files: Content by path and query.
        redirects: Where a path is to be had instead.
        answers: Answers out of order by path, each given once, the first first.
        whole_only: Paths that ignore `Range`.
        asked: Every request, in order.
        most_at_once: The most requests that were answered at the same time.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.answers: defaultdict[str, list[Answer]] = defaultdict(list)
        self.whole_only: set[str] = set()
        self.asked: list[Asked] = []
        self.most_at_once = self._at_once = 0
        self._lock = threading.Lock()
        served = self

        class Handler(_Handler):
            publisher = served

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "PublisherServer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def behind_certificate(self, key: Path, certificate: Path) -> None:
        """Answer by TLS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [each.path for each in self.asked]

    def begin(self, asked: Asked) -> None:
        """Note a request that is being answered."""
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def end(self) -> None:
        """Note that a request was answered."""
        with self._lock:
            self._at_once -= 1

    def out_of_order(self, path: str) -> Answer | None:
        """The next answer out of order for a path."""
        with self._lock:
            return self.answers[path].pop(0) if self.answers[path] else None

    def dataset(self, identifier: str, *entries: "DataverseFile") -> None:
        """Publish a data set as Dataverse does, each file in a store that it leads on to."""
        files = []
        for entry in entries:
            files.append(entry.json())
            form = "?format=original" if entry.original else ""
            access = f"/api/v1/access/datafile/{entry.number}{form}"
            store = f"/store/{entry.number}?X-Amz-Expires=60"
            self.redirects[access] = store
            self.files[store] = entry.content
        version = {"versionState": "RELEASED", "versionNumber": 7, "files": files}
        answer = {"status": "OK", "data": {"id": 1, "latestVersion": version}}
        listing = f"/api/v1/datasets/:persistentId/?persistentId={identifier}"
        self.files[listing] = json.dumps(answer).encode()

    def checksum_lists(self, folder: str, files: Mapping[str, bytes]) -> None:
        """Publish files with `md5sums` and `filesizes`, as GDELT 1 does."""
        for name, content in files.items():
            self.files[folder + name] = content
        sums = "".join(f"{md5(content)}  {name}\n" for name, content in files.items())
        sizes = "".join(f"{len(content)} {name}\n" for name, content in files.items())
        self.files[f"{folder}md5sums"] = sums.encode()
        self.files[f"{folder}filesizes"] = sizes.encode()


@dataclass(frozen=True)
class DataverseFile:
    """A file of a data set.

    Attributes:
        number: Its number.
        label: Its name.
        content: Its bytes, as they were uploaded.
        original: Whether Dataverse has taken it in as a table, and offers another form too.
        checksum: What is listed in place of its own.
        size: What is listed in place of its own.
    """

    number: int
    label: str
    content: bytes
    original: bool = False
    checksum: str | None = None
    size: int | None = None

    def json(self) -> dict[str, object]:
        """The entry, with the keys of the native API."""
        checksum = self.checksum or md5(self.content)
        held: dict[str, object] = {
            "id": self.number,
            "filename": self.label,
            "filesize": len(self.content) if self.size is None else self.size,
            "md5": checksum,
            "checksum": {"type": "MD5", "value": checksum},
            "tabularData": self.original,
        }
        if self.original:
            held |= {
                "filesize": len(self.content) + 40,
                "originalFileFormat": "text/csv",
                "originalFileSize": len(self.content),
                "originalFileName": self.label.replace(".tab", ".csv"),
            }
        return {"label": self.label, "restricted": False, "version": 2, "dataFile": held}


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    publisher: PublisherServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer in order, unless an answer out of order is due."""
        parts = urlsplit(self.path)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        agent = self.headers.get("User-Agent", "")
        ranged = self.headers.get("Range")
        self.publisher.begin(Asked(path, ranged, agent, proxied=bool(parts.netloc)))
        try:
            self._answer(path, ranged, self.publisher.out_of_order(path))
        finally:
            self.publisher.end()

    def _answer(self, path: str, ranged: str | None, odd: Answer | None) -> None:
        if odd and odd.status:
            self._send(odd.status, b"", dict(odd.headers or {}))
        elif path in self.publisher.redirects:
            place = self.publisher.url + self.publisher.redirects[path]
            self._send(303, b"", {"Location": place})
        elif path not in self.publisher.files:
            self._send(404, b'{"status":"ERROR"}', {})
        else:
            self._give(path, ranged, odd.bytes if odd else None)

    def _give(self, path: str, ranged: str | None, cut: int | None) -> None:
        content = self.publisher.files[path]
        if not ranged or path in self.publisher.whole_only:
            self._send(200, content, {}, cut)
            return
        first = int(ranged.removeprefix("bytes=").rstrip("-"))
        if first >= len(content):
            self._send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
            return
        span = f"bytes {first}-{len(content) - 1}/{len(content)}"
        self._send(206, content[first:], {"Content-Range": span}, cut)

    def _send(
        self, status: int, content: bytes, headers: dict[str, str], cut: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content if cut is None else content[:cut])
        if cut is not None:
            self.close_connection = True

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - as the library has it
        """The server's clock, which stands still."""
        return CLOCK

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""
