"""What changed since the last look: early warnings on all pairs of a state."""

from datetime import date, timedelta

from longtin import actors, brief, trust
from longtin._dates import today
from longtin._language import message
from longtin.acts import Record
from longtin.page import Section
from longtin.web.answer import Control, Form, Link, Redirect, Route, Shown
from longtin.web.documents import document, section
from longtin.web.menu_entry import Menu
from longtin.web.visit import Visit

DRAWS = 32
"""Draws by which a fall is told from doubt, as in `longtin watch`."""

HOLES = timedelta(days=3650)
"""How much further back holes of the record are looked for, to say where it ends."""

A_LOOK = timedelta(days=365)
"""How far back is looked where nobody has looked before."""


def changes(visit: Visit) -> Shown:
    """Falls of trust, first force, sanctions, threats, channels gone silent."""
    say, typed = visit.say, visit.given("state")
    if not typed:
        note = say(
            "Name a state: its relations are searched for what changed since you last looked."
        )
        return Shown(document(visit, say("What changed"), note=note), forms=_forms(visit, None))
    last = visit.day()
    found = actors.find(typed, last)
    since = _since(visit, last)
    watched = visit.site.later(
        ("watch", found.ccode, since, last),
        lambda record: _watched(record, found.key, since, last),
    )
    title = say("{state}: what changed", state=found.name(visit.code))
    dated = visit.language.span(since, last)
    if watched is None:
        waiting = document(visit, title, dated=dated, kicker=say("Early warning"))
        return Shown(waiting, forms=_forms(visit, since), refresh=3, kept=False)
    alerts, seen, holes = watched
    undated = [(max(hole[0], since), hole[1]) for hole in holes if hole[1] >= since]
    sections = [_alert(visit, place, alert) for place, alert in enumerate(alerts, 1)]
    reach = brief.watched_until(min(seen, last), undated, visit.language)
    if alerts:
        count = visit.language.count("{n} warning", "{n} warnings", len(alerts))
        said = say("{n}, the gravest first.", n=count)
    else:
        said = say("Nothing found.")
    sections.insert(0, Section("in-short", say("In short"), sentences=(said,), notes=(reach,)))
    links: tuple[Link, ...] = (Link(say("Trust in it on a map"), f"/world?state={found.key}"),)
    told = _last_told(holes, since, last)
    if not alerts and told is not None:
        span = visit.language.span(told - A_LOOK, told)
        label = say("The last year with dated acts: {span}", span=span)
        links = (Link(label, visit.address("/changes", since=told - A_LOOK, at=told)), *links)
    return Shown(
        document(visit, title, sections, dated=dated, kicker=say("Early warning")),
        forms=_forms(visit, since),
        links=links,
        kept=False,
    )


def _last_told(undated: list[tuple[date, date]], since: date, last: date) -> date | None:
    """The last day with dated acts, where none are held of all the time that was looked at."""
    holes = [hole for hole in undated if hole[1] >= last and hole[0] <= since]
    return holes[-1][0] - timedelta(days=1) if holes else None


def _since(visit: Visit, last: date) -> date:
    """From when on is looked: as typed, else since the reader marked what was seen."""
    typed = visit.when("since")
    if typed:
        return min(typed.start, last)
    return min(visit.seen_until or last - A_LOOK, last)


Watched = tuple[list[trust.Alert], date, list[tuple[date, date]]]


def _watched(record: Record, key: str, since: date, last: date) -> Watched:
    model = trust.Model.shipped(draws=DRAWS)
    found = trust.watch(record, key, since, last, model=model)
    return (
        list(found),
        trust.last_evidence(record),
        brief.undated_spans(record, since - HOLES, last),
    )


def _alert(visit: Visit, place: int, alert: trust.Alert) -> Section:
    say, language = visit.say, visit.language
    told = brief.alert_doubts(alert, language)
    note = say("What may make it a false alarm: {doubts}", doubts=" ".join(told)) if told else ""
    return section(
        f"warning-{place}",
        f"{place}. {brief.alert_claim(alert, language)}",
        brief.alert_table(alert, language),
        notes=(note,),
    )


def _forms(visit: Visit, since: date | None) -> tuple[Form, ...]:
    say = visit.say
    asked = Form(
        "/changes",
        (
            Control("state", say("State"), value=visit.given("state"), suggests="states",
                    is_required=True),
            Control("since", say("Since"), "date", visit.given("since"),
                    help=say("Without it, since you last marked it as seen; else a year.")),
            Control("at", say("As on"), "date", visit.given("at")),
        ),
        say("Show"),
    )  # fmt: skip
    if since is None:
        return (asked,)
    state = Control("state", "", "hidden", visit.given("state"))
    seen = Form("/changes", (state,), say("Mark as seen up to today"), method="post")
    return asked, seen


def mark(visit: Visit) -> Redirect:
    """Remember until when this reader has looked."""
    state = actors.find(visit.given("state")).key
    looked = f"{today()}.{state}"
    return Redirect(f"/changes?state={state}", cookies=(("longtin_looked", looked),))


MENU = Menu(40, message("Changes"), "/changes")
ROUTES = (Route("/changes", changes), Route("/changes", mark, ("POST",)))
