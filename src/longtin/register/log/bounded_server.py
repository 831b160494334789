"""A small HTTP server for witnesses and mirrors: so many callers at once, none of them for ever."""

import io
import re
import socket
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from longtin.errors import RegisterError
from longtin.register.log.witness import HttpAnswer

IDLE: Final = 10.0
"""Seconds to wait for the other side to go on."""

LONGEST: Final = 30.0
"""Seconds that a request may take to arrive, however steadily it drips."""

LINGER: Final = 2.0
"""Seconds for which what a refused caller still sends is thrown away."""

LARGEST_PIECE: Final = 65_536
"""Bytes that are thrown away at once."""

MOST_AT_ONCE: Final = 64
"""Connections at once; further ones are closed."""


class Arriving(io.RawIOBase):
    """Bytes that arrive at a socket before a deadline.

    Args:
        connection: The socket.

    Attributes:
        until: The deadline, by the monotonic clock.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self.until = connection, time.monotonic() + LONGEST

    def readable(self) -> bool:
        """They can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """See `io.RawIOBase`.

        Raises:
            TimeoutError: Nothing came in time.
        """
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(min(IDLE, left))
        return self._connection.recv_into(buffer)


class AnsweringHandler(BaseHTTPRequestHandler):
    """Answers requests of bounded size and duration, and says nothing of who asked."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE
    server_version = "longtin"
    sys_version = ""

    def setup(self) -> None:
        """See `BaseHTTPRequestHandler`."""
        super().setup()
        self.arriving = Arriving(self.connection)
        self.rfile = io.BufferedReader(self.arriving)

    def handle_one_request(self) -> None:
        """See `BaseHTTPRequestHandler`; each request has its own deadline."""
        self.arriving.until = time.monotonic() + LONGEST
        super().handle_one_request()

    def body(self, largest: int) -> bytes | None:
        """The body of a request; nothing where it is of no length, too long or breaks off."""
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch(r"[0-9]{1,9}", length) or int(length) > largest:
            self.answer(
                HttpAnswer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"Too large, or of no length.\n"),
                keep=False,
            )
            return None
        found = self.rfile.read(int(length))
        if len(found) != int(length):
            self.answer(HttpAnswer(HTTPStatus.BAD_REQUEST, b"The body breaks off.\n"), keep=False)
            return None
        return found

    def nothing_there(self) -> None:
        """Answer where no such path exists; what else was sent is not read."""
        self.answer(HttpAnswer(HTTPStatus.NOT_FOUND, b"No such path.\n"), keep=False)

    def answer(self, answer: HttpAnswer, *, keep: bool = True, **headers: str) -> None:
        """Answer.

        Args:
            answer: What.
            keep: Whether the connection stays open.
            headers: Further ones, `_` for `-` in their names.
        """
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in {"Cache_Control": "no-store", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        if not keep:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)
        if not keep:
            self._linger()

    def _linger(self) -> None:
        """Let the answer arrive before the connection goes: what is still sent is thrown away.

        Closed with bytes unread, it would be reset, and the answer perhaps lost with it.
        """
        self.arriving.until = time.monotonic() + LINGER
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            while self.rfile.read1(LARGEST_PIECE):
                pass

    def log_message(self, *_words: object) -> None:
        """Say nothing: who asked is nobody's affair."""


class BoundedServer(ThreadingHTTPServer):
    """Serves so many connections at once, each in a thread of its own."""

    daemon_threads = True

    def __init__(self, *place: Any) -> None:
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(*place)

    def process_request(self, request: Any, client_address: Any) -> None:
        """See `socketserver.BaseServer`."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """See `socketserver.ThreadingMixIn`."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, *_request: Any) -> None:
        """Say nothing: a caller that goes away in the middle is no news."""


def bounded_server(
    handler: type[AnsweringHandler], host: str, port: int, **answering: object
) -> BoundedServer:
    """A server that is ready to serve.

    Args:
        handler: Answers.
        host: Where to listen.
        port: Likewise; 0 takes a free one.
        answering: Attributes of the handler: what it answers from.

    Raises:
        RegisterError: Nobody can listen there.
    """
    try:
        return BoundedServer((host, port), type("Answers", (handler,), answering))
    except (OSError, OverflowError) as error:
        raise RegisterError(
            "Nothing can listen at {host}:{port}: {why}. Give another port.",
            host=host,
            port=port,
            why=error,
        ) from error
