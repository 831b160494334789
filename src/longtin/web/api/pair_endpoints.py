"""Addresses of the API about two states: trust, the brief, contacts and ties."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from longtin import actors, acts, brief, trust
from longtin._dates import asked, last_day
from longtin._language import message
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.web.api.replies import (
    First,
    Last,
    On,
    Tongue,
    Trustee,
    Truster,
    day_of,
    reply,
    site_of,
    two_of,
)

router = APIRouter(tags=["longtin"], default_response_class=Response)


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
    day = day_of(at)
    one, two = two_of(here, there, day)
    rows = site_of(request).reckon(
        ("api", one.ccode, two.ccode, day), lambda record: _rows(record, one, two, day)
    )
    first, last = last_day(since) if since else date.min, last_day(until) if until else date.max
    shown = [row for row in rows if (first or date.min) <= row["date"] <= (last or date.max)]
    return reply({"unstable": ["effective_acts"], "rows": shown}, "longtin.trust/1")


@router.get("/brief/{here}/{there}", summary=message("A brief, all its values: longtin.brief/1"))
def whole_brief(
    request: Request, here: Truster, there: Trustee, at: On = None, lang: Tongue = "en"
) -> Response:
    """As `longtin brief --format json` writes it."""
    day = day_of(at)
    one, two = two_of(here, there, day)
    found = site_of(request).reckon(
        ("brief", one.ccode, two.ccode, day, True),
        lambda record: brief.compose(record, one.key, two.key, as_of=day),
    )
    return Response(brief.render(found, "json", language=lang), media_type="application/json")


@router.get("/contacts/{here}/{there}", summary=message("Who met whom: visits, meetings, calls"))
def contacts(
    request: Request, here: Truster, there: Trustee, since: First = None, at: On = None
) -> Response:
    """A row a contact, as `longtin contacts --json` writes it."""
    day = day_of(at)
    one, two = two_of(here, there, day)

    def made(record: Record) -> list[dict[str, Any]]:
        first = _first(since, day) if since else acts.first_journey(record)
        return acts.contact_history(record, one.ccode, two.ccode, first, day).frame().to_dicts()

    key = ("api contacts", one.ccode, two.ccode, since, day)
    rows = site_of(request).reckon(key, made)
    return reply({"contacts": rows}, "longtin.contacts/1")


@router.get("/ties/{here}/{there}", summary=message("What stands between two states"))
def ties(
    request: Request, here: Truster, there: Trustee, since: First = None, at: On = None
) -> Response:
    """A row a tie of any day from the first to the last, as `longtin ties --json` writes it."""
    day = day_of(at)
    one, two = two_of(here, there, day)
    first = _first(since, day)
    rows = site_of(request).reckon(
        ("api ties", one.ccode, two.ccode, first, day),
        lambda record: acts.standing_relations(
            record, (one.ccode, two.ccode), first, day
        ).to_dicts(),
    )
    return reply({"ties": rows}, "longtin.ties/1")


def _first(since: str | None, day: date) -> date:
    """The first day of what was typed; the last that is read without it.

    Raises:
        LongtinError: It is later than the last.
    """
    first = asked(since).start if since else day
    if first > day:
        raise LongtinError(
            "{since} is not before {until}. Give the earlier day first.", since=first, until=day
        )
    return first


def _rows(
    record: Record, one: actors.State, two: actors.State, day: date
) -> tuple[dict[str, Any], ...]:
    by, last = trust.reach(record, day)
    pairs = [(one.ccode, two.ccode), (two.ccode, one.ccode)]
    found = trust.estimate_pairs(record, pairs, by=by, until=last, model=trust.Model.shipped())
    return tuple(found.frame(carried=True).to_dicts())
