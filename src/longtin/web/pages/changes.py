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
    alerts, seen, undated = watched
    sections = [_alert(visit, place, alert) for place, alert in enumerate(alerts, 1)]
    reach = brief.watched_until(min(seen, last), undated, visit.language)
    if alerts:
        count = visit.language.count("{n} warning", "{n} warnings", len(alerts))
        said = say("{n}, the gravest first.", n=count)
    else:
        said = say("Nothing found.")
    sections.insert(0, Section("in-short", say("In short"), sentences=(said,), notes=(reach,)))
    links = (Link(say("Trust in it on a map"), f"/world?state={found.key}"),)
    return Shown(
        document(visit, title, sections, dated=dated, kicker=say("Early warning")),
        forms=_forms(visit, since),
        links=links,
        kept=False,
    )


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
    return list(found), trust.last_evidence(record), brief.undated_spans(record, since, last)


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
    return Redirect(
        f"/changes?state={visit.given('state')}", cookies=(("longtin_looked", f"{today()}"),)
    )


MENU = Menu(40, message("Changes"), "/changes")
ROUTES = (Route("/changes", changes), Route("/changes", mark, ("POST",)))
