"""The gate (ASGI middleware): who asks, how often, how much; and what each answer carries."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from longtin.errors import LongtinError, Phrase, RegisterError
from longtin.register.server.access import Caller, TokenBook
from longtin.register.server.refusing import RefusedError, refusal

HEADERS: Final = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

SLOWEST: Final = 20.0
"""Seconds to wait for more of a request."""

LONGEST: Final = 60.0
"""Seconds that a request may take to arrive, however steadily it drips."""

REMEMBERED: Final = 10_000
"""Callers whose pace is remembered; the longest silent are forgotten first."""

BAD_TOKEN: Final = 10.0
"""How many requests one with a token that does not count is worth."""


@dataclass(frozen=True)
class ServerLimits:
    """How much a register takes.

    Attributes:
        rate: Requests a second of one address without a token; with one, ten times as many.
        burst: Requests at once, after a rest; likewise.
        largest: Bytes of a request.
    """

    rate: float = 20.0
    burst: float = 100.0
    largest: int = 4_000_000


class Pace:
    """How often each caller may still ask: a bucket that fills at a steady rate.

    Args:
        limits: How fast.
        clock: Seconds, going forward.
    """

    def __init__(self, limits: ServerLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, worth: float, times: float = 1.0) -> float:
        """Take from a caller's bucket.

        Args:
            name: Of the caller.
            worth: How much.
            times: How much faster and larger than others' his bucket is.

        Returns:
            Seconds until he may ask again; 0 if he may now.
        """
        rate, most = self._limits.rate * times, self._limits.burst * times
        now = self._clock()
        left, before = self._left.pop(name, (most, now))
        left = min(most, left + rate * (now - before))
        wait = 0.0 if left >= worth else (worth - left) / rate
        self._left[name] = (left if wait else left - worth, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return wait


class Gate:
    """Refuses strangers' names, false tokens, haste and excess, before anything is read.

    Args:
        app: What answers.
        tokens: Who is known.
        hosts: Names under which the register may be asked (against DNS rebinding).
        limits: How much.
        pace: How often; by the limits without.
    """

    def __init__(
        self,
        app: ASGIApp,
        tokens: TokenBook,
        hosts: tuple[str, ...],
        limits: ServerLimits,
        pace: Pace | None = None,
    ) -> None:
        self._app, self._tokens, self._hosts, self._limits = app, tokens, hosts, limits
        self._pace = pace or Pace(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    told.setdefault(name, value)
            await send(message)

        try:
            scope.setdefault("state", {})["caller"] = self._checked(scope)
            inside = self._bounded(receive)
        except LongtinError as error:
            await refusal(scope, error)(scope, receive, with_headers)
            return
        await self._app(scope, inside, with_headers)

    def _checked(self, scope: Scope) -> Caller:
        headers = Headers(scope=scope)
        host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
        if host not in self._hosts:
            raise RefusedError(
                Phrase(
                    "This register is not asked under the name {host}. Use the one that its "
                    "secretariat names.",
                    host=host,
                ),
                status=HTTPStatus.MISDIRECTED_REQUEST,
            )
        address = (scope.get("client") or ("–",))[0]
        caller = self._tokens.caller(headers.get("authorization"))
        if caller is None:
            self._check_pace(address, BAD_TOKEN)
            raise RefusedError(
                Phrase("The token is none that counts here. Ask the secretariat for one."),
                status=HTTPStatus.UNAUTHORIZED,
            )
        self._check_pace(caller.id or address, 1.0, 10.0 if caller.id else 1.0)
        if "transfer-encoding" in headers and "content-length" in headers:
            raise RefusedError(
                Phrase("The request has two lengths. Send it with one."),
                status=HTTPStatus.BAD_REQUEST,
            )
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self._limits.largest:
            raise self._too_large()
        return caller

    def _check_pace(self, name: str, worth: float, times: float = 1.0) -> None:
        if wait := self._pace.take(name, worth, times):
            raise RefusedError(
                Phrase("Too many requests. Ask again in {n} seconds.", n=int(wait) + 1),
                status=HTTPStatus.TOO_MANY_REQUESTS,
                headers={"retry-after": str(int(wait) + 1)},
            )

    def _too_large(self) -> RegisterError:
        return RefusedError(
            Phrase(
                "More than {n} bytes are not taken at once. Send fewer statements.",
                n=self._limits.largest,
            ),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )

    def _bounded(self, receive: Receive) -> Receive:
        """Receives no more than the limits allow, and waits for nobody forever."""
        taken, until = 0, time.monotonic() + LONGEST

        async def bounded() -> Message:
            nonlocal taken
            left = min(SLOWEST, until - time.monotonic())
            try:
                message = await asyncio.wait_for(receive(), left if taken >= 0 else None)
            except TimeoutError as error:
                raise RefusedError(
                    Phrase("The request did not go on. Send it again."),
                    status=HTTPStatus.REQUEST_TIMEOUT,
                ) from error
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > self._limits.largest:
                    raise self._too_large()
                if not message.get("more_body"):
                    taken = -1
            return message

        return bounded
