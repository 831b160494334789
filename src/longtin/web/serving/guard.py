"""The guard (ASGI middleware): who may ask, how much may be sent, and what each answer carries."""

from asyncio import timeout
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from longtin.web.site import Site
from longtin.web.visit import TooLargeError

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Content security policy: nothing inline, nothing from elsewhere, no code made of text."""

HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


LET_GO: Final = 8
"""Times the bytes of a request that are taken of one that is refused, before nobody listens."""

PATIENCE: Final = 20.0
"""Seconds for which the rest of a refused request is waited for."""


class Guard:
    """Refuses strangers' names and what is too large; gives every answer its headers.

    HEAD is answered as GET is, wherever GET is.

    Args:
        app: What answers.
        site: Says how much may be sent.
        hosts: Names under which the site may be asked. With any other, a page from elsewhere may
            have had its own name point here (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, site: Site, hosts: tuple[str, ...]) -> None:
        self.app, self.site, self.hosts = app, site, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most, length = self.site.largest_upload, _length(headers)
        body = SentBody(receive, most, is_awaited="expect" in headers)
        is_sent = "transfer-encoding" in headers or 0 < length < LET_GO * most

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if is_sent:
                    await body.let_go()
                told = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    told.setdefault(name, value)
            await send(message)

        if _name(headers.get("host", "")) not in self.hosts and "*" not in self.hosts:
            refused = PlainTextResponse(
                "This workbench does not answer to that name. Open it under the address that "
                "`longtin serve` printed, or name the host with --allow-host.\n",
                status_code=HTTPStatus.MISDIRECTED_REQUEST,
            )
            await refused(scope, receive, with_headers)
            return
        scope["too_large"] = length > most
        if scope["method"] == "HEAD":
            scope, answer = {**scope, "method": "GET"}, _without_body(with_headers)
        else:
            answer = with_headers
        await self.app(scope, body.receive, answer)


class SentBody:
    """What is sent with a request: refused where it is too much, and then taken to its end.

    Who still sends is not there to read why nothing was taken, and a connection that is closed
    meanwhile says nothing at all.

    Args:
        receive: Gives it, piece by piece.
        most: Bytes that are passed on.
        is_awaited: The sender waits to be told to go on, and has sent nothing yet.
    """

    def __init__(self, receive: Receive, most: int, *, is_awaited: bool) -> None:
        self._receive, self._most, self._taken = receive, most, 0
        self._is_awaited, self._is_whole = is_awaited, False

    async def receive(self) -> Message:
        """The next piece.

        Raises:
            TooLargeError: It is more than is passed on.
        """
        self._is_awaited = False
        message = await self._receive()
        self._is_whole = not message.get("more_body", False)
        self._taken += len(message.get("body", b""))
        if self._taken > self._most:
            raise TooLargeError
        return message

    async def let_go(self) -> None:
        """Take what is still being sent, for a while, and keep nothing of it."""
        room = LET_GO * self._most
        with suppress(TimeoutError):
            async with timeout(PATIENCE):
                while not (self._is_whole or self._is_awaited) and self._taken < room:
                    with suppress(TooLargeError):
                        await self.receive()


def _without_body(send: Send) -> Send:
    """What answers HEAD: all that is said of a page, and nothing of it."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sent


def _name(host: str) -> str:
    """A host without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower().removesuffix(".")


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
