"""The first page: five doors by who comes, and the search."""

from longtin import actors
from longtin.errors import ActorError
from longtin.page import Document
from longtin.web.answer import Control, Door, Form, Link, Route, Shown
from longtin.web.visit import Visit


def start(visit: Visit) -> Shown:
    """Where to begin."""
    say = visit.say
    document = Document(
        language=visit.code,
        title=say("Trust and cooperation between states"),
        kicker="",
        dated="",
        note=say(
            "What states did to each other, what it says of their trust, and what could be done "
            "next: the same answers as on the command line, with their intervals and sources."
        ),
        sections=(),
    )
    return Shown(document, forms=(pair_form(visit, "/dyad"),), doors=_doors(visit))


def pair_form(visit: Visit, action: str) -> Form:
    """Two states to ask about."""
    say = visit.say
    return Form(
        action=action,
        fields=(
            Control("here", say("A state"), value=visit.given("here"), suggests="states",
                    is_required=True),
            Control("there", say("The other"), value=visit.given("there"), suggests="states",
                    is_required=True),
            Control("at", say("As on"), "date", visit.given("at"),
                    help=say("Nothing later is read. A day, a month or a year.")),
        ),
        submit=say("Show"),
        title=say("Two states"),
    )  # fmt: skip


def _doors(visit: Visit) -> tuple[Door, ...]:
    say = visit.say

    return (
        Door(
            say("Ministry desk"),
            say("A brief on a pair before the meeting, and what changed since the last look."),
            (
                Link(say("Write a brief"), "/brief"),
                _changed(visit),
                Link(say("Trust on a map"), "/world"),
            ),
        ),
        Door(
            say("Scholar"),
            say("Every figure with its interval, its acts and the rows of the record behind them."),
            (
                Link(say("Trust between two states"), "/dyad"),
                Link(say("What the record holds"), "/data"),
                Link(say("The same as JSON"), "/api"),
            ),
        ),
        Door(
            say("Negotiator"),
            say("Measures that suit the pair, a programme in order, and what is amiss in a draft."),
            (
                Link(say("Plan and check a programme"), "/programme"),
                Link(say("Measures that build confidence"), "/measures"),
                Link(say("Who should act together"), "/forums"),
            ),
        ),
        Door(
            say("Secretariat"),
            say("What treaties ask of whom by when, who promised what, and what was delivered."),
            (
                Link(say("Obligations and dates"), "/regimes"),
                Link(say("Commitments and positions"), "/promises"),
                Link(say("A register: due, late and disputed"), "/register"),
                Link(say("With whom, where and how"), "/portfolio"),
            ),
        ),
        Door(
            say("Class"),
            say("What happens when rules of conduct meet, with and without misunderstanding."),
            (
                Link(say("Rule against rule"), "/lesson"),
                Link(say("Simulated worlds"), "/worlds"),
                Link(say("Sweeps over what is uncertain"), "/worlds/sweep"),
            ),
        ),
    )


def _changed(visit: Visit) -> Link:
    """What changed since this reader last looked."""
    if not (visit.seen_until and visit.watched):
        return Link(visit.say("What changed since you last looked"), "/changes")
    try:
        state = actors.find(visit.watched, visit.seen_until).name(visit.code)
    except ActorError:
        return Link(visit.say("What changed since you last looked"), "/changes")
    day = visit.language.date(visit.seen_until)
    label = visit.say("{state}: what changed since {day}", state=state, day=day)
    return Link(label, f"/changes?state={visit.watched}")


ROUTES = (Route("/", start),)
