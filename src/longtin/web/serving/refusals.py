"""Refusals as pages: what was asked, why it cannot be answered, and what may have been meant."""

import errno
from collections.abc import Mapping
from difflib import get_close_matches
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException

from longtin._language import told
from longtin.errors import ActorError, BusyError, LongtinError, MeasureError, UnknownIdError
from longtin.page import Document, Section
from longtin.web.answer import Link, Shown
from longtin.web.found import routes
from longtin.web.visit import TooLargeError, Visit

OUR_FAULT: Final = HTTPStatus.INTERNAL_SERVER_ERROR

AGAIN: Final = "60"
"""Seconds after which there may be room for a long count."""

FULL: Final = (errno.ENOSPC, errno.EDQUOT)
"""What a system says where nothing more can be written."""


def about_refusal(error: Exception, visit: Visit) -> Shown:
    """The page about something that went wrong; nothing has been changed by then."""
    status, title, sentences = _told(error, visit)
    document = Document(
        language=visit.code,
        title=title,
        kicker="",
        dated="",
        sections=(Section("refused", visit.say("What to do"), sentences=sentences),),
    )
    links = (Link(visit.say("Search"), "/search"), Link(visit.say("To the first page"), "/"))
    return Shown(document, links=links, status=status, kept=False)


def status_of(error: Exception) -> int:
    """The HTTP status of a refusal."""
    match error:
        case TooLargeError():
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        case HTTPException():
            return error.status_code
        case ActorError() | MeasureError() | UnknownIdError():
            return HTTPStatus.NOT_FOUND
        case BusyError():
            return HTTPStatus.SERVICE_UNAVAILABLE
        case LongtinError():
            return HTTPStatus.BAD_REQUEST
        case OSError() if error.errno in FULL:
            return HTTPStatus.INSUFFICIENT_STORAGE
        case _:
            is_unread = hasattr(error, "errors")
            return HTTPStatus.UNPROCESSABLE_ENTITY if is_unread else OUR_FAULT


def headers_of(error: Exception) -> Mapping[str, str]:
    """What else programs are told of a refusal: which methods are taken, when to ask again."""
    if isinstance(error, BusyError):
        return {"retry-after": AGAIN}
    return getattr(error, "headers", None) or {}


def _told(error: Exception, visit: Visit) -> tuple[int, str, tuple[str, ...]]:
    say, status = visit.say, status_of(error)
    match error:
        case LongtinError():
            return status, say("This cannot be answered"), (told(error, visit.language),)
        case TooLargeError():
            most = visit.language.whole(visit.site.largest_upload // 1_000_000)
            sentence = say(
                "What you sent is larger than {n} MB, and nothing of it was kept. Start "
                "`longtin serve` with a higher --upload-limit, or use `longtin import`, which "
                "takes files of any size.",
                n=most,
            )
            return status, say("That is too large"), (sentence,)
    match status:
        case HTTPStatus.NOT_FOUND:
            near = _near(visit.path)
            hint = say("Did you mean {address}?", address=near) if near else ""
            sentence = say("There is no page {path} here.", path=visit.path)
            return status, say("There is no such page"), tuple(filter(None, (sentence, hint)))
        case HTTPStatus.FORBIDDEN:
            sentence = say(
                "The form did not come from this workbench, or it was opened before the workbench "
                "was started anew. Nothing was changed. Go back, load the page again, and send it "
                "once more."
            )
            return status, say("This form is not taken"), (sentence,)
        case HTTPStatus.METHOD_NOT_ALLOWED:
            sentence = say("Nothing can be sent to {path}. Open the page instead.", path=visit.path)
            return status, say("This cannot be answered"), (sentence,)
        case HTTPStatus.BAD_REQUEST | HTTPStatus.UNPROCESSABLE_ENTITY:
            sentence = say("What was sent cannot be read. Go back and send it once more.")
            return status, say("This cannot be answered"), (sentence,)
        case HTTPStatus.INSUFFICIENT_STORAGE:
            sentence = say(
                "There is no room left on the disk that the workbench writes to, and nothing was "
                "kept. Make room and send it once more."
            )
            return status, say("This cannot be kept"), (sentence,)
    sentence = say(
        "The workbench failed at this, and the fault is ours, not yours. Nothing was changed. The "
        "terminal in which it runs says more."
    )
    return OUR_FAULT, say("Something went wrong"), (sentence,)


def _near(path: str) -> str:
    """The page whose address comes nearest."""
    fixed = [route.path for route in routes() if "{" not in route.path and "GET" in route.methods]
    return next(iter(get_close_matches(path, fixed, n=1, cutoff=0.6)), "")
