"""Addresses of the API, and how each is refused."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response

from longtin import actors, measures
from longtin._language import Language, message, told
from longtin.errors import LongtinError
from longtin.web.api import cooperation_endpoints, pair_endpoints
from longtin.web.api.replies import On, day_of, reply, site_of
from longtin.web.searching.site_search import search
from longtin.web.serving.refusals import headers_of, status_of
from longtin.web.serving.respond import language_of

router = APIRouter(tags=["longtin"], default_response_class=Response)

Words = Annotated[str, Query(description="With or without marks.", examples=["viet"])]


@router.get("/states", summary=message("States of the system on a day: longtin.states/1"))
def states(on: On = None) -> Response:
    """Key, Correlates of War code and both names of each."""
    return reply({"states": actors.on(day_of(on))}, "longtin.states/1")


@router.get("/search", summary=message("Whatever answers to words, with or without marks"))
def find(request: Request, q: Words) -> Response:
    """`longtin.search/1`: kind, key, names and page of each hit."""
    found = [
        {
            "kind": each.kind,
            "key": each.key,
            "name_en": each.names[0],
            "name_vi": each.names[1],
            "page": each.href,
        }
        for each in search(q, site_of(request).menu)
    ]
    return reply({"found": found}, "longtin.search/1")


@router.get("/measures", summary=message("The catalogue of measures: longtin.measures/1"))
def every_measure() -> Response:
    """As `longtin measure --json` writes each."""
    catalogue = measures.catalogue()
    rows = [measures.measure_data(catalogue, each) for each in catalogue.values()]
    return reply({"measures": rows}, "longtin.measures/1")


@router.get("/measures/{name}", summary=message("One measure of the catalogue"))
def one_measure(
    name: Annotated[str, Path(description="Its id, its code, or its name.")],
) -> Response:
    """As `longtin measure --json` writes it."""
    catalogue = measures.catalogue()
    found = measures.measure_data(catalogue, catalogue.find(name))
    return reply({"measure": found}, "longtin.measure/1")


@router.get("/regimes", summary=message("Treaties and documents, obligation by obligation"))
def every_regime() -> Response:
    """`longtin.regimes/1`, as `longtin regime show --json` writes each."""
    found = [_as_written(each) for each in measures.regimes().values()]
    return reply({"regimes": found}, "longtin.regimes/1")


@router.get("/regimes/{name}", summary=message("One treaty or document"))
def one_regime(name: Annotated[str, Path(description="Its id.")]) -> Response:
    """As `longtin regime show --json` writes it."""
    return reply({"regime": _as_written(measures.regime(name))}, "longtin.regime/1")


def _as_written(found: measures.Regime) -> dict[str, Any]:
    """A regime as its file has it: what is left to its default is left out."""
    return found.model_dump(mode="json", exclude_defaults=True, by_alias=True)


@router.get("/versions", summary=message("Sources of the record: longtin.versions/1"))
def versions(request: Request) -> Response:
    """Version, licence, span and checksum of each."""
    rows, version = site_of(request).read(lambda held: (held.versions().to_dicts(), held.version))
    return reply({"record": version, "sources": rows}, "longtin.versions/1")


PREFIX: Final = "/api/v1"
PARTS: Final = (router, pair_endpoints.router, cooperation_endpoints.router)

whole = APIRouter(prefix=PREFIX)
for part in PARTS:
    whole.include_router(part)


def addresses() -> tuple[tuple[str, str], ...]:
    """Every address, and what it gives, a message."""
    found = [each for part in PARTS for each in part.routes if isinstance(each, APIRoute)]
    return tuple((f"{PREFIX}{each.path}", each.summary or "") for each in found)


def refusal(request: Request, error: Exception) -> Response:
    """What went wrong, in the one shape of the API."""
    language = Language(language_of(request))
    status = status_of(error)
    if isinstance(error, LongtinError):
        message = told(error, language)
    elif status == HTTPStatus.NOT_FOUND:
        message = language.say("There is no page {path} here.", path=request.url.path)
    elif status < HTTPStatus.INTERNAL_SERVER_ERROR:
        message = language.say("What was sent cannot be read. Go back and send it once more.")
    else:
        message = language.say("Something went wrong")
    content = {"error": {"status": int(status), "message": message, "language": language.code}}
    return JSONResponse(content, status_code=status, headers=headers_of(error))
