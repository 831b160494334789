"""A mirror over HTTP: `add-checkpoint`, `add-entries`, and the log it holds."""

import gzip
import hmac
import io
import re
import time
import zlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from longtin.errors import LongtinError, VerificationError
from longtin.register.log.bounded_server import AnsweringHandler, BoundedServer, bounded_server
from longtin.register.log.mirroring.log_mirror import LogMirror
from longtin.register.log.witness import HttpAnswer

LARGEST_HEAD: Final = 256 * 1024
"""Bytes of an `add-checkpoint` request."""

LONGEST: Final = 600.0
"""Seconds that a request with entries may take to arrive."""

BYTES: Final = "application/octet-stream"

MOST_TRAILERS: Final = 32
LARGEST_LINE: Final = 4096
"""Lines behind the last chunk of a body, and bytes of one."""

_SERVED: Final = re.compile(r"/(?P<hash>[0-9a-f]{64})/(?P<path>checkpoint|tile/.+)")
_LENGTH: Final = re.compile(r"[0-9]{1,15}")
_CHUNK: Final = re.compile(rb"(?P<size>[0-9A-Fa-f]{1,8})(?:;[^\r\n]*)?\r?\n")


class _Counted(io.RawIOBase):
    """A body whose length was said before."""

    def __init__(self, source: Any, left: int) -> None:
        self._source, self._left = source, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._source.read1(min(len(buffer), self._left)) if self._left else b""
        buffer[: len(found)] = found
        self._left -= len(found)
        return len(found)


class _Chunked(io.RawIOBase):
    """A body that comes in chunks (RFC 9112, section 7.1); one that is malformed ends there."""

    def __init__(self, source: Any) -> None:
        self._source, self._left, self._is_over = source, 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left and not self._is_over:
            found = _CHUNK.fullmatch(self._source.readline(256))
            self._left = int(found["size"], 16) if found else 0
            self._is_over = not self._left
            if found and self._is_over:
                self._read_trailers()
        data = self._source.read1(min(len(buffer), self._left)) if self._left else b""
        buffer[: len(data)] = data
        self._left -= len(data)
        if data and not self._left:
            self._source.readline(3)
        self._is_over |= not data
        return len(data)

    def _read_trailers(self) -> None:
        """What stands behind the last chunk, up to the empty line that ends the request."""
        for _ in range(MOST_TRAILERS):
            if self._source.readline(LARGEST_LINE) in {b"\r\n", b"\n", b""}:
                return


def _reading(source: io.RawIOBase, *, is_packed: bool) -> Callable[[int], bytes]:
    """Reads a body piece by piece; what is packed is unpacked only as far as it is read."""
    plain: Any = io.BufferedReader(source)
    packed = gzip.GzipFile(fileobj=plain) if is_packed else plain

    def read(count: int) -> bytes:
        try:
            return bytes(packed.read(count))
        except (EOFError, gzip.BadGzipFile, zlib.error):
            return b""

    return read


class _MirrorHandler(AnsweringHandler):
    """Answers for a mirror."""

    mirror: LogMirror
    may_read: Callable[[str], bool]

    def do_POST(self) -> None:  # noqa: N802 - as its base calls it
        if self.path == "/add-checkpoint":
            if (body := self.body(LARGEST_HEAD)) is not None:
                self.answer(self.mirror.add_checkpoint(body))
        elif self.path == "/add-entries":
            self._take_entries()
        else:
            self.nothing_there()

    def _take_entries(self) -> None:
        coding = self.headers.get("Content-Encoding", "identity").lower()
        length = self.headers.get("Content-Length", "")
        source: io.RawIOBase
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            source = _Chunked(self.rfile)
        elif _LENGTH.fullmatch(length):
            source = _Counted(self.rfile, int(length))
        else:
            return self.answer(HttpAnswer(HTTPStatus.LENGTH_REQUIRED, b"Of no length.\n"),
                               keep=False)  # fmt: skip
        if coding not in {"identity", "gzip"}:
            wrong = HttpAnswer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, b"Only gzip is unpacked.\n")
            return self.answer(wrong, keep=False, Accept_Encoding="gzip")
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(HTTPStatus.CONTINUE)
            self.end_headers()
        self.arriving.until = time.monotonic() + LONGEST
        told = self.mirror.add_entries(_reading(source, is_packed=coding == "gzip"))
        is_whole = told.status == HTTPStatus.OK and not source.read(1)
        return self.answer(told, keep=is_whole, Accept_Encoding="gzip")

    def do_GET(self) -> None:  # noqa: N802 - as its base calls it
        found = _SERVED.fullmatch(self.path)
        if not found:
            return self.nothing_there()
        path = found["path"]
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if path.startswith("tile/entries") and not self.may_read(token):
            return self.answer(HttpAnswer(HTTPStatus.UNAUTHORIZED, b"Entries take a token.\n"),
                               WWW_Authenticate="Bearer")  # fmt: skip
        try:
            data = self.mirror.serve(found["hash"], path)
        except VerificationError as error:
            return self.answer(HttpAnswer(HTTPStatus.NOT_FOUND, f"{error}\n".encode()))
        except LongtinError as error:
            return self.answer(HttpAnswer(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error}\n".encode()))
        if path == "checkpoint":
            return self.answer(HttpAnswer(HTTPStatus.OK, data))
        return self.answer(HttpAnswer(HTTPStatus.OK, data, BYTES))


def mirror_server(
    mirror: LogMirror, host: str, port: int, *, token: str | None = None
) -> BoundedServer:
    """A server that answers for a mirror.

    Args:
        mirror: Who answers.
        host: Where to listen.
        port: Likewise; 0 takes a free one.
        token: Lets read entries; empty for nobody, nothing for everyone. Heads and hashes are read
            by everyone.

    Raises:
        RegisterError: Nobody can listen there.
    """

    def may_read(given: str) -> bool:
        if token is None:
            return True
        return bool(token) and hmac.compare_digest(given.encode(), token.encode())

    answers = staticmethod(may_read)
    return bounded_server(_MirrorHandler, host, port, mirror=mirror, may_read=answers)
