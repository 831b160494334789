"""Connections of a served register: none of them is held open by whoever drips."""

import asyncio
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN: Final = 20.0
"""Seconds within which the headers of a request have to be here."""

ANSWERED_WITHIN: Final = 180.0
"""Seconds within which a request is read, answered, and its answer taken."""

MOST_AT_ONCE: Final = 256
"""Connections at once; further ones are told to come later."""

IDLE: Final = 15
"""Seconds that a connection is kept for a further request."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a deadline for headers, and one for each request as a whole."""

    _late: asyncio.TimerHandle | None = None
    _is_busy = False

    def connection_made(self, transport: Any) -> None:
        """See `asyncio.Protocol`."""
        super().connection_made(transport)
        self._within(HEADERS_WITHIN)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        if self._late is None:
            self._within(HEADERS_WITHIN)
        super().data_received(data)
        is_busy = bool(self.cycle) and not self.cycle.response_complete
        if is_busy and not self._is_busy:
            self._within(ANSWERED_WITHIN)
        self._is_busy = is_busy

    def on_response_complete(self) -> None:
        """See `H11Protocol`."""
        self._forget()
        self._is_busy = False
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._forget()
        super().connection_lost(exc)

    def _within(self, seconds: float) -> None:
        self._forget()
        self._late = self.loop.call_later(seconds, self.transport.abort)

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def server_config(made: FastAPI, host: str, port: int) -> uvicorn.Config:
    """How a register listens.

    Args:
        made: The application.
        host: Where.
        port: Likewise.
    """
    return uvicorn.Config(
        made,
        host=host,
        port=port,
        http=PatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=IDLE,
    )
