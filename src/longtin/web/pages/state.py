"""One state: who decides, what binds it, what it promised, and where to look on."""

from longtin import actors, brief, promises
from longtin.page import Section
from longtin.web.answer import Control, Form, Link, Route, Shown
from longtin.web.documents import document, section, titled
from longtin.web.pairs import bound
from longtin.web.visit import Visit


def state(visit: Visit) -> Shown:
    """What is known of one state by itself."""
    say, day = visit.say, visit.day()
    found = actors.find(visit.names["state"], day)
    sections = (
        _offices(visit, found),
        bound(visit, (found,), day),
        _promises(visit, found),
    )
    pair = Form(
        "/dyad",
        (
            Control("here", "", "hidden", found.key),
            Control("there", say("With whom"), suggests="states", is_required=True),
        ),
        say("Show trust both ways"),
    )
    links = (
        Link(say("Trust in it on a map"), f"/world?state={found.key}"),
        Link(say("What changed in its relations"), f"/changes?state={found.key}"),
        Link(say("Its calendar of duties"), f"/regimes/calendar?party={found.key}&year={day.year}"),
    )
    return Shown(
        document(
            visit,
            found.name(visit.code),
            (each for each in sections if each is not None),
            kicker=found.key,
            dated=visit.language.date(day),
        ),
        forms=(pair,),
        links=links,
    )


def _offices(visit: Visit, found: actors.State) -> Section | None:
    table = brief.office_table(actors.in_office(found.ccode, visit.day()), visit.language)
    return titled("offices", table) if table.rows else None


def _promises(visit: Visit, found: actors.State) -> Section | None:
    standings = promises.commitments(found.key, as_of=visit.day())
    if not standings:
        return None
    table = promises.commitment_table(standings, visit.language, address="/promises/{}".format)
    return section("promises", visit.say("What it promised"), table)


ROUTES = (Route("/state/{state}", state),)
