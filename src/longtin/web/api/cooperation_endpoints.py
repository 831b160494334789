"""Addresses of the API about acting together: promises, issues, forums, portfolios."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from longtin import actors, forums, promises
from longtin._language import message
from longtin.forums.portfolio import render_portfolio, state_portfolio
from longtin.web.api.replies import On, Tongue, day_of, listed, reply, site_of
from longtin.web.reckoning.cooperation import comparison_of, standing_on

router = APIRouter(tags=["longtin"], default_response_class=Response)

By = Annotated[str | None, Query(description="Whose; everyone's without it.")]
About = Annotated[str | None, Query(description="Of this issue, by key or name.")]
Several = Annotated[str | None, Query(description="Several with commas between.")]


@router.get("/commitments", summary=message("Who promised what, and how it stands"))
def commitments(by: By = None, issue: About = None, at: On = None) -> Response:
    """A row a commitment, as `longtin commitments --json` writes it."""
    known = promises.statements()
    found = promises.commitments(by, issue=issue, as_of=day_of(at), among=known)
    rows = promises.commitment_frame(found, known, "en").to_dicts()
    return reply({"commitments": rows}, "longtin.commitments/1")


@router.get("/commitments/{name}", summary=message("The whole life of one commitment"))
def commitment(name: Annotated[str, Path(description="Its id.")], at: On = None) -> Response:
    """As `longtin commitment --json` writes it."""
    return reply(standing_on(name, day_of(at)), "longtin.commitment/1")


@router.get("/positions", summary=message("What states said of an issue, and how firmly"))
def positions(by: By = None, issue: About = None, at: On = None) -> Response:
    """A row a position, as `longtin positions --json` writes it."""
    known = promises.statements()
    found = promises.positions(by, issue=issue, as_of=day_of(at), among=known)
    rows = promises.position_frame(found, known, "en").to_dicts()
    return reply({"positions": rows}, "longtin.positions/1")


@router.get("/issues", summary=message("Figures of issues, and who is worst hit"))
def issues(at: On = None) -> Response:
    """By key, as `longtin issues --json` writes them."""
    day = day_of(at)
    found = {key: promises.issue(key, day)[1] for key in promises.issues()}
    return reply({"issues": found}, "longtin.issues/1")


@router.get("/issues/{name}", summary=message("Figures of one issue"))
def issue(
    name: Annotated[str, Path(description="Its key, or its name in either language.")],
    at: On = None,
) -> Response:
    """As `longtin issues ISSUE --json` writes it."""
    key, found = promises.issue(name, day_of(at))
    return reply({"issues": {key: found}}, "longtin.issues/1")


@router.get("/forums", summary=message("Problems that forums are compared for"))
def problems() -> Response:
    """Id, title and day of each shipped scenario."""
    found = [forums.scenario(name) for name in forums.scenarios()]
    rows = [{"id": each.id, "title": each.title, "on": each.on} for each in found]
    return reply({"problems": rows}, "longtin.forums/1")


@router.get("/forums/{scenario}", summary=message("Seven forums for one problem, side by side"))
def forum(
    request: Request,
    scenario: Annotated[str, Path(description="Its id.")],
    states: Several = None,
    whose: Annotated[
        str | None, Query(alias="for", description="Also one state's gain and balance.")
    ] = None,
) -> Response:
    """As `longtin forum compare --json` writes it; what was not counted yet takes some seconds."""
    key, make = comparison_of(forums.scenario(scenario), states=listed(states), whose=whose)
    found = forums.comparison_data(site_of(request).awaited(key, make))
    return reply(found, str(found.pop("format")))


@router.get("/portfolio/{state}", summary=message("One state: with whom, where and how"))
def portfolio(
    request: Request,
    state: Annotated[str, Path(description="By code or name.")],
    issue: Several = None,
    at: On = None,
    lang: Tongue = "en",
) -> Response:
    """As `longtin portfolio --json` writes it; what was not counted yet takes some seconds."""
    day = day_of(at)
    whose, about = actors.find(state, day), listed(issue)
    found = site_of(request).awaited(
        ("portfolio", whose.key, day, *about),
        lambda record: state_portfolio(record, whose.key, as_of=day, issues=about),
    )
    told = render_portfolio(found, "json", language=lang)
    return Response(told, media_type="application/json")
