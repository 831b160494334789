"""The guard (ASGI middleware): who may ask, how much may be sent, and what each answer carries."""

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


class Guard:
    """Refuses strangers' names and what is too large; gives every answer its headers.

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

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
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
        scope["too_large"] = _length(headers) > self.site.largest_upload
        await self.app(scope, self._counted(receive), with_headers)

    def _counted(self, receive: Receive) -> Receive:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.site.largest_upload:
                raise TooLargeError
            return message

        return counted


def _name(host: str) -> str:
    """A host without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
