"""Refusals over HTTP: one shape for all of them, in the language that was asked for."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, QueryParams
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from longtin._language import Language, told
from longtin.errors import ActorError, LongtinError, Phrase, RegisterError, VerificationError


class RefusedError(RegisterError):
    """A refusal with the HTTP status that it is told with.

    Args:
        why: The refusal.
        status: The status.
        headers: What the answer carries besides.
    """

    def __init__(
        self,
        why: Phrase | LongtinError,
        *,
        status: HTTPStatus,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("{why}", why=why)
        self.status, self.headers = status, dict(headers or {})


def status_of(error: Exception) -> HTTPStatus:
    """The HTTP status of a refusal."""
    match error:
        case RefusedError():
            return error.status
        case HTTPException():
            return HTTPStatus(error.status_code)
        case RequestValidationError():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        case VerificationError(check="missing"):
            return HTTPStatus.NOT_FOUND
        case VerificationError(check="rollback" | "fork"):
            return HTTPStatus.SERVICE_UNAVAILABLE
        case ActorError():
            return HTTPStatus.NOT_FOUND
        case LongtinError():
            return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.INTERNAL_SERVER_ERROR


def language_of(scope: Scope) -> str:
    """The language that was asked for: `lang`, else the browser's, else English."""
    asked = QueryParams(scope.get("query_string", b"")).get("lang", "")
    if asked not in {"en", "vi"}:
        asked = Headers(scope=scope).get("accept-language", "en")[:2].lower()
    return "vi" if asked == "vi" else "en"


def refusal_data(error: Exception, language: str) -> dict[str, object]:
    """What went wrong, as plain values: `status`, `message`, `check` and `language`."""
    words, status = Language(language), status_of(error)
    match error:
        case LongtinError():
            message = told(error, words)
        case RequestValidationError():
            message = _misfit(error, words)
        case HTTPException() if status == HTTPStatus.NOT_FOUND:
            message = words.say("Nothing is served there. /api/openapi.json describes what is.")
        case HTTPException() if status == HTTPStatus.METHOD_NOT_ALLOWED:
            message = words.say("That is not done there. /api/openapi.json describes what is.")
        case HTTPException():
            message = words.say("What was sent cannot be read.")
        case _:
            message = words.say(
                "The register failed at this. Nothing was entered for certain; send it again later."
            )
    check = error.check if isinstance(error, VerificationError) else None
    return {"status": int(status), "message": message, "check": check, "language": words.code}


def _misfit(error: RequestValidationError, words: Language) -> str:
    """Where a request is not as described; what was given is not repeated."""
    places = [
        ".".join(str(step) for step in each["loc"][1:])
        for each in error.errors()
        if each["type"] != "json_invalid"  # its place is a byte
    ]
    named = ", ".join(dict.fromkeys(f"`{place}`" for place in places if place))
    return words.say(
        "The request is not as /api/openapi.json describes it: {what}.", what=named or "JSON"
    )


def refusal(scope: Scope, error: Exception) -> Response:
    """The answer that says what went wrong."""
    inner = error.__cause__ if isinstance(error, HTTPException) else None
    error = inner if isinstance(inner, LongtinError) else error
    data = refusal_data(error, language_of(scope))
    headers = dict(error.headers or {}) if isinstance(error, (RefusedError, HTTPException)) else {}
    if data["status"] == HTTPStatus.UNAUTHORIZED:
        headers["www-authenticate"] = "Bearer"
    return JSONResponse({"error": data}, status_code=int(str(data["status"])), headers=headers)
