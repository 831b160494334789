"""The application (ASGI): routes of all pages and of the API, behind one guard."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import sleep

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from longtin import actors
from longtin._case import CaseFolder
from longtin._dates import today
from longtin.errors import LongtinError
from longtin.web import api, assets
from longtin.web.found import menu, routes
from longtin.web.serving.guard import Guard
from longtin.web.serving.respond import Desk
from longtin.web.serving.work import ADDRESS
from longtin.web.site import Site
from longtin.web.visit import TooLargeError

PAUSE = 0.2
"""Seconds after which it is asked again whether anybody waits for the record."""

PAIR = "/dyad/{here}/{there}"
WARMED = ("", "/contacts", "/evidence", "/issues", "/standing", "/words")
"""Views of a pair that between them load all that any of them needs."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names under which only one's own machine is reached."""


@dataclass(frozen=True)
class Settings:
    """How the workbench is opened.

    Attributes:
        record: The reader's own record; the shipped one alone without it.
        case: Folder for programmes; nothing can be saved without it.
        register: Folder of a register to read; that in the case without, if there is one.
        hosts: Names under which it may be asked; a page of another site that points its name here
            is refused.
        largest_upload: Bytes of a request.
        patience: Seconds after which a page that is still being reckoned says so, and asks again.
    """

    record: Path | None = None
    case: Path | None = None
    register: Path | None = None
    hosts: tuple[str, ...] = LOOPBACK
    largest_upload: int = 256_000_000
    patience: float = 0.5


def application(settings: Settings | None = None) -> FastAPI:
    """The workbench as an ASGI application.

    Example:
        >>> application().title
        'Longtin'
    """
    chosen = settings or Settings()
    site = Site(
        record_file=chosen.record,
        menu=menu(),
        addresses=api.addresses(),
        case=CaseFolder(chosen.case) if chosen.case else None,
        register_folder=chosen.register or _kept_register(chosen.case),
        largest_upload=chosen.largest_upload,
    )

    desk = Desk(site, chosen.patience)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()
        site.close()

    made = FastAPI(
        title="Longtin",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
    )
    for route in routes():
        made.add_api_route(
            route.path,
            desk.endpoint(route),
            methods=list(route.methods),
            include_in_schema=False,
            response_class=Response,
        )
    made.add_api_route(
        f"{ADDRESS}/{{key}}", desk.work, include_in_schema=False, response_class=Response
    )
    made.add_api_route(
        "/static/{version}/{name}", assets.serve, include_in_schema=False, response_class=Response
    )
    made.state.site = site
    made.state.warm = partial(_warm, site, desk)
    api.add(made)
    _tell_refusals(made, desk)
    made.add_middleware(Guard, site=site, hosts=chosen.hosts)
    return made


def _warm(site: Site, desk: Desk) -> None:
    """Look at views of a pair before anybody does, one after the other while nobody asks.

    What they need is loaded by then, and takes its memory from the start and not page by page.
    """
    site.warm()
    here, there = (state.key for state in actors.on(today())[:2])
    for route in (each for each in routes() if each.path.removeprefix(PAIR) in WARMED):
        while site.is_reckoning:
            sleep(PAUSE)
        try:
            desk.look(route, {"here": here, "there": there})
        except LongtinError:
            continue
        except RuntimeError:  # the site is closing
            return
    gc.collect()
    gc.freeze()  # what is loaded by now stays; looking through it again would hold readers up


def _kept_register(case: Path | None) -> Path | None:
    """The register of a case, if it has one."""
    folder = CaseFolder(case).register if case else None
    return folder if folder and folder.is_dir() else None


def _tell_refusals(made: FastAPI, desk: Desk) -> None:
    """Have every refusal answered as a page, or in the one shape of the API."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    async def refused(request: Request, error: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return api.refusal(request, error)
        return await desk.refusal(request, error)

    for kind in (LongtinError, TooLargeError, HTTPException, RequestValidationError, Exception):
        made.add_exception_handler(kind, refused)
