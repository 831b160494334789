"""The application (ASGI): a register's addresses behind one gate."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from longtin._language import Language, told
from longtin.errors import LongtinError
from longtin.register import log
from longtin.register.folder import open_register, read_folder
from longtin.register.server import addresses, wire
from longtin.register.server.access import TokenBook
from longtin.register.server.gate import Gate, Pace, ServerLimits
from longtin.register.server.intake import Intake
from longtin.register.server.refusing import refusal
from longtin.register.server.register_reader import RegisterReader

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names under which only one's own machine is reached."""


@dataclass(frozen=True)
class ServerSettings:
    """How a register is served.

    Attributes:
        folder: The register's.
        hosts: Names under which it may be asked.
        is_open: Whether anyone may read statements; else it takes a token.
        limits: How much it takes, how fast.
        pace: How often each may ask; by the limits without.
    """

    folder: Path
    hosts: tuple[str, ...] = LOOPBACK
    is_open: bool = False
    limits: ServerLimits = field(default_factory=ServerLimits)
    pace: Pace | None = None


def application(
    settings: ServerSettings, *, password: bytes | None = None, opened: log.Log | None = None
) -> FastAPI:
    """A register as an ASGI application, with everything it has said read and checked.

    Args:
        settings: How it is served.
        password: Of the register's keys.
        opened: Its log, if it is open already.

    Raises:
        RegisterError: It does not open, or holds an entry that is no statement.
    """
    log.check_installed()
    found = read_folder(settings.folder)
    kept = opened or open_register(settings.folder, password=password)
    try:
        intake, reader = Intake(found, kept), RegisterReader(found, kept.store)
    except LongtinError:
        kept.close()
        raise

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        intake.close()
        kept.close()

    made = FastAPI(title="Longtin", docs_url=None, redoc_url=None, openapi_url=None, lifespan=life,
                   responses={"default": {"model": wire.WiredError}})  # fmt: skip
    made.state.site = addresses.RegisterSite(intake, reader, is_open=settings.is_open)
    made.include_router(addresses.api)
    made.include_router(addresses.tiles)
    _tell_refusals(made)

    @made.get("/api/openapi.json", include_in_schema=False)
    def described() -> Response:
        return JSONResponse(description(made))

    made.add_middleware(
        Gate,
        tokens=TokenBook(settings.folder),
        hosts=settings.hosts,
        limits=settings.limits,
        pace=settings.pace,
    )
    return made


def description(made: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of a register's addresses."""
    found = get_openapi(
        title="Longtin register",
        version=metadata.version("longtin"),
        description="A register of signed statements. A token lets in; what is entered is what a "
        "party's key has signed. Every refusal has one shape.",
        routes=made.routes,
    )
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    found["components"]["schemas"].pop("HTTPValidationError", None)
    found["components"]["schemas"].pop("ValidationError", None)
    return found


def _tell_refusals(made: FastAPI) -> None:
    """Have every refusal answered in the one shape."""

    async def refused(request: Request, error: Exception) -> Response:
        return refusal(request.scope, error)

    for kind in (LongtinError, HTTPException, RequestValidationError, Exception):
        made.add_exception_handler(kind, refused)


def serving_lines(made: FastAPI, address: str, words: Language) -> Iterator[str]:
    """What is served where, in sentences, and what whoever runs it should know."""
    say, site = words.say, made.state.site
    opened: log.Log = site.intake.opened
    yield say(
        "{origin} is served at {address} ({entries}). Stop with Ctrl-C.",
        origin=opened.store.origin,
        address=address,
        entries=words.count("{n} entry", "{n} entries", site.intake.past.size),
    )
    if opened.refusal:
        yield say("For reading only: {why}", why=told(opened.refusal, words))
    for name, error in sorted(opened.unreachable.items()):
        yield say("{name} has not cosigned: {why}", name=name, why=told(error, words))
    if site.is_open:
        yield say("Anyone who reaches it reads all statements.")
    if not opened.policy.witnesses:
        yield say(
            "The trust file names no witness: receipts prove nothing against whoever keeps this "
            "register."
        )
