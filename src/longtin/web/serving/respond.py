"""The desk: a request becomes a visit, the answer a response; refusals are told as pages."""

import gzip
import re
from asyncio import wait, wrap_future
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import PurePosixPath
from threading import Lock
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from longtin._dates import today
from longtin._language import LANGUAGES
from longtin.web import site_layout, tokens
from longtin.web.answer import Answer, Download, Handler, PagePart, Redirect, Route, Shown
from longtin.web.serving.refusals import about_refusal
from longtin.web.serving.under_way import UnderWay
from longtin.web.site import Site
from longtin.web.visit import TooLargeError, Upload, Visit, with_plain_days
from longtin.web.waiting import about_waiting

A_YEAR: Final = 31_536_000
LOOKED: Final = "longtin_looked"
"""Cookie: until when this reader has seen what changed."""
MOST_KEPT: Final = 24_000_000
"""Bytes of pages that are kept ready."""
LEAST_PACKED: Final = 1024
"""Bytes below which compressing saves nothing."""
LONGEST_NAME: Final = 100
"""Characters of a file's name."""
LEVEL: Final = 5
"""Of compressing: further ones cost more time than they save."""
MOST_PACKED: Final = 256
"""Pages that are kept compressed too."""

THEMES: Final = ("auto", "light", "dark")


class Ready:
    """Pages kept ready, the longest unasked first to go.

    Args:
        most: Bytes.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._size, self._guard = most, 0, Lock()
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> bytes | None:
        """The page under a key, if it is kept."""
        with self._guard:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: tuple[object, ...], page: bytes) -> None:
        """Keep a page, and let go of others where room is needed."""
        with self._guard:
            self._size += len(page) - len(self._pages.pop(key, b""))
            self._pages[key] = page
            while self._size > self._most:
                _, gone = self._pages.popitem(last=False)
                self._size -= len(gone)


@dataclass(frozen=True)
class Made:
    """An answer, and where it is a page, what of it is the same for all readers."""

    answer: Answer
    page: bytes = b""


class Desk:
    """Answers requests for pages of a site.

    Args:
        site: What is shown.
        patience: Seconds after which a page that is not there yet is told to be under way.
    """

    def __init__(self, site: Site, patience: float) -> None:
        self.site, self.patience = site, patience
        self.ready, self.under_way = Ready(), UnderWay[Made]()

    def endpoint(self, route: Route) -> Callable[[Request], Awaitable[Response]]:
        """What answers requests for one route."""

        async def answered(request: Request) -> Response:
            if request.scope.get("too_large"):
                raise TooLargeError
            form, files = await _sent(request)
            is_sent = request.method == "POST"
            if is_sent:
                self._check_token(request, form)
            visit = self._visit(request, form, files)
            make = partial(self._made, route.answer, visit, theme_of(request))
            if is_sent:
                made = await run_in_threadpool(make)
                self.under_way.forget()
                return self._response(request, made)
            key = self._key(request, visit)
            page = self.ready.get(key)
            if page is not None:
                return self._page(request, page, HTTPStatus.OK)
            patience = None if route.gives_file else self.patience
            found = await self._soon(key, partial(self._kept, make, key), patience)
            if found is None:
                first = route.first or about_waiting
                found = await run_in_threadpool(self._made, first, visit, theme_of(request))
            return self._response(request, found)

        return answered

    async def refusal(self, request: Request, error: Exception) -> Response:
        """What went wrong, as a page in the reader's language."""
        visit = self._visit(request, {}, {})
        theme = theme_of(request)
        made = await run_in_threadpool(self._made, partial(about_refusal, error), visit, theme)
        return self._response(request, made)

    def close(self) -> None:
        """Begin nothing more."""
        self.under_way.close()

    async def _soon(
        self, key: tuple[object, ...], make: Callable[[], Made], patience: float | None
    ) -> Made | None:
        """What is made, if it is there before patience ends; else it goes on being made."""
        job = self.under_way.begin(key, make)
        if job is None:
            return None
        waited = wrap_future(job)
        waited.add_done_callback(lambda each: each.cancelled() or each.exception())
        done, _ = await wait({waited}, timeout=patience)
        if not done:
            return None
        self.under_way.fetched(key, job)
        return waited.result()

    def _made(self, answer: Handler, visit: Visit, theme: str) -> Made:
        found = answer(visit)
        if isinstance(found, Shown):
            return Made(found, site_layout.render(found, visit, theme).encode())
        return Made(found)

    def _kept(self, make: Callable[[], Made], key: tuple[object, ...]) -> Made:
        """What is made, and kept ready where it stays the same."""
        made = make()
        found = made.answer
        if isinstance(found, Shown) and found.kept and found.status == HTTPStatus.OK:
            self.ready.keep(key, made.page)
        return made

    def _check_token(self, request: Request, form: Mapping[str, str]) -> None:
        session = request.cookies.get(tokens.COOKIE, "")
        token = request.headers.get(tokens.HEADER) or form.get(tokens.CONTROL, "")
        if not tokens.is_of(token, session, self.site.secret):
            raise HTTPException(HTTPStatus.FORBIDDEN)

    def _visit(
        self, request: Request, form: Mapping[str, str], files: Mapping[str, Upload]
    ) -> Visit:
        query: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if value.strip():
                query[name] = f"{query[name]},{value}" if name in query else value
        code = language_of(request)
        return Visit(
            site=self.site,
            path=request.url.path,
            query=with_plain_days(query, code),
            names=dict(request.path_params),
            form=form,
            files=files,
            code=code,
            seen_until=_day(request.cookies.get(LOOKED, "")[:10]),
            watched=_state(request.cookies.get(LOOKED, "")[11:]),
        )

    def _key(self, request: Request, visit: Visit) -> tuple[object, ...]:
        return (
            visit.path, tuple(sorted(visit.query.items())), visit.code, theme_of(request),
            visit.seen_until, visit.watched, today(), self.site.turn,
        )  # fmt: skip

    def _response(self, request: Request, made: Made) -> Response:
        match made.answer:
            case Redirect():
                return _redirect(made.answer)
            case Download():
                return _file(made.answer)
            case PagePart():
                return HTMLResponse(site_layout.render_part(made.answer))
            case Shown():
                is_waiting = made.answer.refresh and made.answer.status == HTTPStatus.OK
                status = HTTPStatus.ACCEPTED if is_waiting else made.answer.status
                return self._page(request, made.page, status)

    def _page(self, request: Request, page: bytes, status: int) -> Response:
        """A page with this reader's token, compressed where the browser takes it so."""
        session = request.cookies.get(tokens.COOKIE, "")
        fresh = session or tokens.new_session()
        token = tokens.token_of(fresh, self.site.secret).encode()
        own = page.replace(tokens.PLACEHOLDER.encode(), token)
        headers = {"vary": "accept-encoding, cookie, accept-language", "cache-control": "no-cache"}
        body = own
        if len(own) > LEAST_PACKED and "gzip" in request.headers.get("accept-encoding", ""):
            body = _packed(page) if own is page else gzip.compress(own, LEVEL, mtime=0)
            headers["content-encoding"] = "gzip"
        made = HTMLResponse(body, status_code=status, headers=headers)
        if not session:
            made.set_cookie(tokens.COOKIE, fresh, httponly=True, samesite="strict")
        for name, asked in (("lang", language_of(request)), ("theme", theme_of(request))):
            if name in request.query_params:
                made.set_cookie(
                    f"longtin_{name}", asked, max_age=A_YEAR, samesite="lax", httponly=True
                )
        return made


def language_of(request: Request) -> str:
    """The language asked for in the address, chosen before, or that of the browser."""
    for asked in (request.query_params.get("lang"), request.cookies.get("longtin_lang")):
        if asked in LANGUAGES:
            return str(asked)
    for each in request.headers.get("accept-language", "").split(","):
        code = each.partition(";")[0].strip().lower().partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def theme_of(request: Request) -> str:
    """Light or dark as asked for in the address or chosen before; else as the system has it."""
    for asked in (request.query_params.get("theme"), request.cookies.get("longtin_theme")):
        if asked in THEMES:
            return str(asked)
    return "auto"


async def _sent(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """What a form sent: values and files; of one name several times, a line each.

    Of several files of one name the second is called `NAME 2`, and so on.
    """
    if request.method != "POST":
        return {}, {}
    form: dict[str, str] = {}
    files: dict[str, Upload] = {}
    async with request.form(max_part_size=10_000_000) as sent:
        for name, value in sent.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    nth = 1 + sum(each.partition(" ")[0] == name for each in files)
                    called = f"{name} {nth}" if nth > 1 else name
                    files[called] = Upload(_file_name(value.filename), await value.read())
            else:
                line = value.replace("\r\n", "\n")
                form[name] = f"{form[name]}\n{line}" if name in form else line
    return form, files


def _file_name(sent: str) -> str:
    """A file's name without folders, its end kept where it is longer than a name may be."""
    return PurePosixPath(sent.replace("\\", "/")).name[-LONGEST_NAME:]


@lru_cache(maxsize=MOST_PACKED)
def _packed(page: bytes) -> bytes:
    """A page that is the same for all readers, compressed once."""
    return gzip.compress(page, LEVEL, mtime=0)


def _redirect(answer: Redirect) -> Response:
    made = RedirectResponse(answer.address, status_code=HTTPStatus.SEE_OTHER)
    for name, value in answer.cookies:
        made.set_cookie(name, value, max_age=A_YEAR, samesite="strict", httponly=True)
    return made


def _file(answer: Download) -> Response:
    kind = "attachment" if answer.attached else "inline"
    name = re.sub(r"[^\w.\-]", "_", answer.name, flags=re.ASCII)
    headers = {"content-disposition": f'{kind}; filename="{name}"', "cache-control": "no-store"}
    return Response(answer.content, media_type=answer.media, headers=headers)


def _state(text: str) -> str:
    """A state's key out of a cookie; nothing where it is none."""
    return text if re.fullmatch(r"[A-Z]{3}", text) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
