"""Replies of the API: what every address shares – days, pairs of states, JSON under a schema."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Request
from starlette.responses import Response

from longtin import actors
from longtin._dates import last_day, today
from longtin.errors import ActorError, Term
from longtin.page import as_json, plain
from longtin.web.site import Site

Truster = Annotated[str, Path(description="A state, by code or name.")]
Trustee = Annotated[str, Path(description="The other.")]
On = Annotated[str | None, Query(description="Nothing later is read; today without it.")]
First = Annotated[str | None, Query(alias="from", description="First day shown.")]
Last = Annotated[str | None, Query(alias="to", description="Last day shown.")]
Tongue = Annotated[str, Query(pattern="^(en|vi)$", description="Language of names and sentences.")]


def site_of(request: Request) -> Site:
    """What is shown."""
    found: Site = request.app.state.site
    return found


def reply(value: object, schema: str, language: str = "") -> Response:
    """Values as JSON; words that stand in both languages in one, where that is named."""
    text = as_json(plain(value, language), schema, indent=None)
    return Response(text, media_type="application/json")


def day_of(text: str | None) -> date:
    """The last day of what was typed, today at most, and today without it."""
    return min(last_day(text) or today(), today())


def two_of(here: str, there: str, day: date) -> tuple[actors.State, actors.State]:
    """Two states by what was typed.

    Raises:
        ActorError: There is no such state on that day, or the two are one.
    """
    one, two = actors.find(here, day), actors.find(there, day)
    if one.ccode == two.ccode:
        raise ActorError(
            "'{one}' and '{two}' are the same state, {state}. Name two.",
            one=here,
            two=there,
            state=Term(one.name_en, one.name_vi),
        )
    return one, two


def listed(typed: str | None) -> list[str]:
    """What stands with commas between."""
    return [each.strip() for each in (typed or "").split(",") if each.strip()]
