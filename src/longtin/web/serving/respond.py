"""The desk: a request becomes a visit, the answer a response; refusals are told as pages."""

import re
from asyncio import Future, wait, wrap_future
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future as ConcurrentFuture
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from threading import Lock
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from longtin._dates import today
from longtin._language import LANGUAGES
from longtin.web import site_layout, tokens
from longtin.web.answer import Download, Handler, PagePart, Redirect, Route, Shown
from longtin.web.serving.packed_page import PackedPage, pack
from longtin.web.serving.refusals import about_refusal, headers_of
from longtin.web.serving.sent_values import sent_values
from longtin.web.serving.under_way import UnderWay
from longtin.web.serving.work import Works, about_work
from longtin.web.site import Site
from longtin.web.visit import TooLargeError, Upload, Visit, with_plain_days
from longtin.web.waiting import LOOKS, about_waiting

A_YEAR: Final = 31_536_000
LOOKED: Final = "longtin_looked"
"""Cookie: until when this reader has seen what changed."""
MOST_KEPT: Final = 8_000_000
"""Bytes of pages that are kept ready: some five hundred."""
WITH_FIRST: Final = 0.4
"""Share of the patience where something useful can be shown at once."""
BESIDE_OTHERS: Final = 0.1
"""The same where others are waiting for the record too."""

AT_ONCE: Final = 8
"""Pages made at one time that wait for nothing; their threads are no others', so that whoever waits
for the record does not keep them from being shown."""

THEMES: Final = ("auto", "light", "dark")


@dataclass(frozen=True)
class PageMade:
    """A page as HTML: what of it is the same for all readers.

    Attributes:
        packed: With a place for the reader's token.
        status: Of HTTP; of a page that waits, that it has been accepted.
        is_kept: Whether the same address gives it again.
    """

    packed: PackedPage
    status: int
    is_kept: bool


Made = PageMade | Redirect | Download | PagePart
"""An answer, ready to be sent; nothing else is held of it while it waits to be fetched."""


class Ready:
    """Pages kept ready, the longest unasked first to go.

    Args:
        most: Bytes.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._size, self._guard = most, 0, Lock()
        self._pages: OrderedDict[tuple[object, ...], PageMade] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> PageMade | None:
        """The page under a key, if it is kept."""
        with self._guard:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: tuple[object, ...], page: PageMade) -> None:
        """Keep a page, and let go of others where room is needed."""
        with self._guard:
            if key in self._pages:
                self._size -= _taken(key, self._pages.pop(key))
            self._pages[key] = page
            self._size += _taken(key, page)
            while self._size > self._most:
                self._size -= _taken(*self._pages.popitem(last=False))


def _taken(key: tuple[object, ...], page: PageMade) -> int:
    return page.packed.size + len(repr(key))


class Desk:
    """Answers requests for pages of a site.

    Args:
        site: What is shown.
        patience: Seconds after which a page that is not there yet is told to be under way.
    """

    def __init__(self, site: Site, patience: float) -> None:
        self.site, self.patience = site, patience
        self.ready, self.under_way, self.works = Ready(), UnderWay[Made](), Works[Made]()
        self.at_once = CapacityLimiter(AT_ONCE)

    def endpoint(self, route: Route) -> Callable[[Request], Awaitable[Response]]:
        """What answers requests for one route."""

        async def answered(request: Request) -> Response:
            if request.scope.get("too_large"):
                raise TooLargeError
            form, files = await sent_values(request)
            is_sent = request.method == "POST"
            if is_sent:
                self._check_token(request, form)
            visit = self._visit(request, form, files)
            make = partial(self._made, route.answer, visit, theme_of(request))
            if is_sent:
                return await self._sent(request, visit, make)
            key = self._key(request, visit)
            page = self.ready.get(key)
            if page is not None:
                return self._page(request, page)
            kept, looks = partial(self._kept, make, key), LOOKS in request.headers
            found = await self._soon(key, kept, self._patience(route), looks=looks)
            return self._response(request, found or await self._first(request, route, visit, key))

        return answered

    def _patience(self, route: Route) -> float | None:
        """Seconds that a page is waited for; files for as long as they take."""
        if route.gives_file:
            return None
        if route.first is None:
            return self.patience
        return self.patience * (BESIDE_OTHERS if self.site.is_reckoning else WITH_FIRST)

    async def _first(
        self, request: Request, route: Route, visit: Visit, key: tuple[object, ...]
    ) -> Made:
        """What stands there until the page is made; the same for all who wait for it."""
        waiting = ("first", *key)
        page = self.ready.get(waiting)
        if page is not None:
            return page
        first = route.first or about_waiting
        found = await self._made_at_once(first, visit, theme_of(request))
        if isinstance(found, PageMade) and found.status == HTTPStatus.ACCEPTED:
            self.ready.keep(waiting, found)
        return found

    async def _sent(self, request: Request, visit: Visit, make: Callable[[], Made]) -> Response:
        """What came of a form; where that takes long, the way to a page that tells of it."""

        def done() -> Made:
            try:
                return make()
            finally:
                self.under_way.forget()

        session = request.cookies.get(tokens.COOKIE, "")
        work = self.works.begin(session, visit.progress, done)
        patience = None if tokens.HEADER in request.headers else self.patience
        waited = _observed(work.outcome)
        finished, _ = await wait({waited}, timeout=patience)
        if not finished:
            return self._response(request, Redirect(work.address))
        self.works.forget(work)
        return self._response(request, waited.result())

    async def work(self, request: Request) -> Response:
        """How far something has come that was sent, and in the end what came of it.

        Raises:
            HTTPException: This reader has sent nothing of that name.
        """
        key = request.path_params["key"]
        found = self.works.find(key, request.cookies.get(tokens.COOKIE, ""))
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if found.outcome.done():
            return self._response(request, found.outcome.result())
        visit = self._visit(request, {}, {})
        page = partial(about_work, progress=found.progress)
        made = await self._made_at_once(page, visit, theme_of(request))
        return self._response(request, made)

    async def refusal(self, request: Request, error: Exception) -> Response:
        """What went wrong, as a page in the reader's language."""
        visit = self._visit(request, {}, {})
        page = partial(about_refusal, error)
        made = await self._made_at_once(page, visit, theme_of(request))
        answer = self._response(request, made)
        answer.headers.update(headers_of(error))
        return answer

    def look(self, route: Route, names: Mapping[str, str]) -> None:
        """Make a page in every language that nobody has asked for, and show it to nobody."""
        for code in LANGUAGES:
            visit = Visit(self.site, route.path.format(**names), {}, names, {}, {}, code)
            self._made(route.answer, visit, THEMES[0])

    def close(self) -> None:
        """Begin nothing more."""
        self.under_way.close()
        self.works.close()

    async def _soon(
        self, key: tuple[object, ...], make: Callable[[], Made], patience: float | None, *,
        looks: bool,
    ) -> Made | None:  # fmt: skip
        """What is made, if it is there before patience ends; else it goes on being made.

        Who asks again for what has been waited for is not held up a second time. A script that
        `looks` leaves it to whoever loads the page.
        """
        job = self.under_way.begin(key, make)
        if job is None:
            return None
        if not job.done() and patience is not None:
            patience -= self.under_way.age(key)
            if patience <= 0:
                return None
        waited = _observed(job)
        done, _ = await wait({waited}, timeout=patience)
        if not done:
            return None
        made = None if waited.exception() else waited.result()
        if not (looks and isinstance(made, PageMade) and made.status == HTTPStatus.OK):
            self.under_way.fetched(key, job)
        return waited.result()

    async def _made_at_once(self, answer: Handler, visit: Visit, theme: str) -> Made:
        return await to_thread.run_sync(self._made, answer, visit, theme, limiter=self.at_once)

    def _made(self, answer: Handler, visit: Visit, theme: str) -> Made:
        found = answer(visit)
        if not isinstance(found, Shown):
            return found
        waits = found.refresh and found.status == HTTPStatus.OK
        status = HTTPStatus.ACCEPTED if waits else found.status
        page = pack(site_layout.render(found, visit, theme))
        return PageMade(page, status, found.kept and status == HTTPStatus.OK)

    def _kept(self, make: Callable[[], Made], key: tuple[object, ...]) -> Made:
        """What is made, and kept ready where it stays the same."""
        made = make()
        if isinstance(made, PageMade) and made.is_kept:
            self.ready.keep(key, made)
        return made

    def _check_token(self, request: Request, form: Mapping[str, str]) -> None:
        session = request.cookies.get(tokens.COOKIE, "")
        token = request.headers.get(tokens.HEADER) or form.get(tokens.CONTROL, "")
        if not tokens.is_of(token, session, self.site.secret):
            raise HTTPException(HTTPStatus.FORBIDDEN)

    def _visit(
        self, request: Request, form: Mapping[str, str], files: Mapping[str, Upload]
    ) -> Visit:
        asked: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            if value.strip():
                asked.setdefault(name, []).append(value)
        query = {name: ",".join(values) for name, values in asked.items()}
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
        match made:
            case Redirect():
                return _redirect(made)
            case Download():
                return _file(made)
            case PagePart():
                return HTMLResponse(site_layout.render_part(made))
            case PageMade():
                return self._page(request, made)

    def _page(self, request: Request, page: PageMade) -> Response:
        """A page with this reader's token, compressed where the browser takes it so."""
        session = request.cookies.get(tokens.COOKIE, "")
        fresh = session or tokens.new_session()
        token = tokens.token_of(fresh, self.site.secret)
        headers = {"vary": "accept-encoding, cookie, accept-language", "cache-control": "no-cache"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = page.packed.gzip(token)
            headers["content-encoding"] = "gzip"
        else:
            body = page.packed.html(token)
        made = HTMLResponse(body, status_code=page.status, headers=headers)
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


def _observed(job: "ConcurrentFuture[Made]") -> "Future[Made]":
    """A job as the event loop waits for it; that it failed is no news where nobody waits."""
    waited = wrap_future(job)
    waited.add_done_callback(lambda each: each.cancelled() or each.exception())
    return waited


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
