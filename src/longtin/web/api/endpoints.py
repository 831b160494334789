"""Addresses of the API, and how each is refused."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response

from longtin import actors, brief, measures, promises, trust
from longtin._dates import last_day, today
from longtin._language import Language, message, told
from longtin.acts import Record
from longtin.errors import ActorError, LongtinError, Term
from longtin.page import as_json, plain
from longtin.web.searching.site_search import search
from longtin.web.serving.refusals import status_of
from longtin.web.serving.respond import language_of
from longtin.web.site import Site

DRAWS: Final = 256

router = APIRouter(prefix="/api/v1", tags=["longtin"], default_response_class=Response)

Truster = Annotated[str, Path(description="A state, by code or name.")]
Trustee = Annotated[str, Path(description="The other.")]
Words = Annotated[str, Query(description="With or without marks.", examples=["viet"])]
On = Annotated[str | None, Query(description="Nothing later is read; today without it.")]
First = Annotated[str | None, Query(alias="from", description="First day shown.")]
Last = Annotated[str | None, Query(alias="to", description="Last day shown.")]
Tongue = Annotated[str, Query(pattern="^(en|vi)$", description="Language of names and sentences.")]


@router.get("/states", summary=message("States of the system on a day: longtin.states/1"))
def states(on: On = None) -> Response:
    """Key, Correlates of War code and both names of each."""
    return _json({"states": actors.on(_day(on))}, "longtin.states/1")


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
        for each in search(q, _site(request).menu)
    ]
    return _json({"found": found}, "longtin.search/1")


@router.get("/trust/{here}/{there}", summary=message("Trust both ways, a row a step"))
def trust_both_ways(
    request: Request,
    here: Truster,
    there: Trustee,
    at: On = None,
    since: First = None,
    until: Last = None,
) -> Response:
    """The columns of `Estimate.frame`, with interval, coverage and version of method in each."""
    day = _day(at)
    one, two = _two(here, there, day)
    rows = _site(request).reckon(
        ("api", one.ccode, two.ccode, day), lambda record: _rows(record, one, two, day)
    )
    first, last = last_day(since) if since else date.min, last_day(until) if until else date.max
    shown = [row for row in rows if (first or date.min) <= row["date"] <= (last or date.max)]
    return _json({"unstable": ["effective_acts"], "rows": shown}, "longtin.trust/1")


@router.get("/brief/{here}/{there}", summary=message("A brief, all its values: longtin.brief/1"))
def whole_brief(
    request: Request, here: Truster, there: Trustee, at: On = None, lang: Tongue = "en"
) -> Response:
    """As `longtin brief --format json` writes it."""
    day = _day(at)
    one, two = _two(here, there, day)
    found = _site(request).reckon(
        ("brief", one.ccode, two.ccode, day, True),
        lambda record: brief.compose(record, one.key, two.key, as_of=day),
    )
    return Response(brief.render(found, "json", language=lang), media_type="application/json")


@router.get("/measures", summary=message("The catalogue of measures: longtin.measures/1"))
def every_measure() -> Response:
    """As `longtin measure --json` writes each."""
    catalogue = measures.catalogue()
    rows = [measures.measure_data(catalogue, each) for each in catalogue.values()]
    return _json({"measures": rows}, "longtin.measures/1")


@router.get("/regimes", summary=message("Treaties and documents, obligation by obligation"))
def every_regime() -> Response:
    """`longtin.regimes/1`, as `longtin regime show --json` writes each."""
    found = [
        each.model_dump(mode="json", exclude_defaults=True, by_alias=True)
        for each in measures.regimes().values()
    ]
    return _json({"regimes": found}, "longtin.regimes/1")


@router.get("/commitments", summary=message("Who promised what, and how it stands"))
def commitments(by: str | None = None, issue: str | None = None, at: On = None) -> Response:
    """A row a commitment, as `longtin commitments --json` writes it."""
    known = promises.statements()
    found = promises.commitments(by, issue=issue, as_of=_day(at), among=known)
    rows = promises.commitment_frame(found, known, "en").to_dicts()
    return _json({"commitments": rows}, "longtin.commitments/1")


@router.get("/versions", summary=message("Sources of the record: longtin.versions/1"))
def versions(request: Request) -> Response:
    """Version, licence, span and checksum of each."""
    rows, version = _site(request).read(lambda held: (held.versions().to_dicts(), held.version))
    return _json({"record": version, "sources": rows}, "longtin.versions/1")


def addresses() -> tuple[tuple[str, str], ...]:
    """Every address, and what it gives, a message."""
    return tuple(
        (each.path, each.summary or "") for each in router.routes if isinstance(each, APIRoute)
    )


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
    return JSONResponse(content, status_code=status, headers=getattr(error, "headers", None))


def _site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


def _json(value: object, schema: str) -> Response:
    return Response(as_json(plain(value), schema, indent=None), media_type="application/json")


def _day(text: str | None) -> date:
    return min(last_day(text) or today(), today())


def _two(here: str, there: str, day: date) -> tuple[actors.State, actors.State]:
    one, two = actors.find(here, day), actors.find(there, day)
    if one.ccode == two.ccode:
        raise ActorError(
            "'{one}' and '{two}' are the same state, {state}. Name two.",
            one=here,
            two=there,
            state=Term(one.name_en, one.name_vi),
        )
    return one, two


def _rows(
    record: Record, one: actors.State, two: actors.State, day: date
) -> tuple[dict[str, Any], ...]:
    by, last = trust.reach(record, day)
    pairs = [(one.ccode, two.ccode), (two.ccode, one.ccode)]
    found = trust.estimate_pairs(
        record, pairs, by=by, until=last, model=trust.Model.shipped(draws=DRAWS)
    )
    return tuple(found.frame(carried=True).to_dicts())
