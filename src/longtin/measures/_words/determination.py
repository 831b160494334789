"""Sentences on a determination: who owes what by when, what is lacking, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from longtin._language import Language, message, sentence_case
from longtin.actors import find, in_sentence
from longtin.errors import ActorError
from longtin.measures._activities.determination import (
    Aggregation,
    Determination,
    Inapplicability,
)
from longtin.measures._regimes.parties import Absence
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.traits import has
from longtin.measures._regimes.vocabulary import names_said, vocabulary
from longtin.measures._words.labels import figure, moment_words, outcome, rule

TIMED: Final = frozenset({"due", "late", "missing", "partial", "done", "needs"})
MOST_NAMED: Final = 3
"""States that are named one by one; more are all parties."""


def outcome_of(found: Determination, language: Language) -> str:
    """What a determination comes to, in a word or two; of a quota, that it is kept."""
    if found.outcome == "done" and found.nth is not None:
        return language.say("within the limit")
    return outcome(found.outcome, language)


def need(text: str, language: Language) -> str:
    """Something that must be stated, and how."""
    what, _, rest = text.partition(":")
    key, _, of = rest.partition(" of ")
    words = vocabulary()
    match what:
        case "figure":
            said = f"{words.figures[key].of(language.code)} (`figures: {key}`)"
        case "distance":
            line = words.lines[key].of(language.code)
            said = language.say("distance to {line} (`distance_km: {key}`)", line=line, key=key)
        case "zone":
            zone = words.zones[key].of(language.code)
            said = language.say("whether it is in {zone} (`zones: [{key}]`)", zone=zone, key=key)
        case "parameter":
            term = words.parameters[key]
            unit = language.say(
                message("kilometres") if term.unit == "kilometres" else message("hours")
            )
            said = f"{term.of(language.code)}, {unit} (`--set {key}=…`)"
        case "moment":
            where = key if key in ("start", "end") else f"moments: {key}"
            said = f"{words.anchors[key].of(language.code)} (`{where}`)"
        case _:
            anchor = words.anchors.get(key)
            of_what = anchor.of(language.code) if anchor else language.say("the notice")
            said = language.say("the hour, with its zone: {what}", what=of_what)
    return language.say("{what}, of {activity}", what=said, activity=of) if of else said


MAY_BE_NONE: Final = ("figure", "distance", "zone")
"""Kinds of what is lacking of which an activity can say that there is none."""


def needs_in_short(needs: tuple[str, ...], unstated: str, language: Language) -> str:
    """What must be stated, by the keys it is written under, and that there may be none of it."""
    parted = [need.partition(":") for need in needs]
    keys = list(dict.fromkeys(_written(what, rest, language) for what, _, rest in parted))
    known_none = unstated == "unknown" and any(what in MAY_BE_NONE for what, _, _ in parted)
    stated = ", ".join(keys)
    if known_none:
        return language.say("State {keys}, or write `unstated: none`.", keys=stated)
    return language.say("State {keys}.", keys=stated)


def _written(what: str, rest: str, language: Language) -> str:
    """Under what key something that is lacking is written."""
    key, _, of = rest.partition(" of ")
    match what:
        case "figure":
            said = key
        case "parameter":
            said = f"`--set {key}=…`"
        case "distance":
            said = f"`distance_km: {key}`"
        case "zone":
            said = f"`zones: [{key}]`"
        case "moment":
            said = key if key in ("start", "end") else f"`moments: {key}`"
        case _:
            said = need(f"{what}:{key}", language)
    return language.say("{what}, of {activity}", what=said, activity=of) if of else said


def sentences(found: Determination, day: date, language: Language) -> Iterator[str]:
    """What a determination says, a sentence a line, after what the obligation says."""
    say = language.say
    if found.by and found.outcome not in ("not_triggered", "not_bound"):
        yield from _doers(found, day, language)
    if found.outcome in TIMED or found.due:
        yield from _timing(found, language)
    if found.nth is not None and found.obligation.quota:
        most = language.whole(found.obligation.quota.most)
        yield say("This is number {n}; {most} are allowed.", n=language.whole(found.nth), most=most)
    if found.lacking:
        yield say("Lacking: {what}.", what=_lacking(found, day, language))
    for proviso in found.provisos:
        said = proviso.says.of(language.code)
        place = citation(proviso.article, language.code)
        yield say("{article}: {said}", article=place, said=said)
    if found.views:
        yield say("Accounts differ: {views}.", views=_views(found, language))
    if found.needs:
        yield say("State: {needs}.", needs="; ".join(need(each, language) for each in found.needs))
    if found.why == "nobody":
        yield say("Nobody with a part in it owes this on that day.")
    if found.outcome == "not_triggered" and (why := because(found, language)):
        yield why


def _doers(found: Determination, day: date, language: Language) -> Iterator[str]:
    """Who must act, on what that hangs, and who of several has acted already."""
    yield _who(found, day, language)
    if hangs := _hanging(found, day, language):
        yield hangs
    if found.done_by:
        done = [names_said(code, day, language.code) for code in found.done_by]
        yield language.say("Already done by {who}.", who=language.list(done))


def _who(found: Determination, day: date, language: Language) -> str:
    """Who must act, and who must hear."""
    by = language.list([names_said(code, day, language.code) for code in found.by])
    to = found.obligation.to
    if to is None:
        return language.say("By {by}.", by=by)
    hearers = [names_said(code, day, language.code) for code in found.to]
    if not 0 < len(hearers) <= MOST_NAMED:
        hearers = [vocabulary().addressees[to].of(language.code)]
    return language.say("By {by}, to {to}.", by=by, to=language.list(hearers))


def _hanging(found: Determination, day: date, language: Language) -> str:
    """On what the duty hangs, of those of whom nobody here knows whether they have it."""
    trait = found.obligation.only_if
    if trait is None or all(has(trait, code, day) for code in found.by):
        return ""
    said = vocabulary().traits[trait].of(language.code)
    return sentence_case(language.say("only if {trait}.", trait=said))


def _timing(found: Determination, language: Language) -> Iterator[str]:
    say = language.say
    if found.due is not None:
        last = moment_words(found.due, language)
        yield say("No later than {day} ({rule}).", day=last, rule=rule(found.deadline, language))
    elif found.deadline is not None and found.outcome != "excused":
        yield say("When: {rule}.", rule=rule(found.deadline, language))
    if found.sent is None:
        return
    sent = moment_words(found.sent, language)
    if found.late_by:
        yield _late(found, sent, language)
    else:
        yield say("Sent on {day}.", day=sent)


def _late(found: Determination, sent: str, language: Language) -> str:
    """By how much it was late: minutes or hours where both hours are known, else days."""
    due, given = found.due, found.sent
    if due is not None and given is not None and due.instant and given.instant:
        minutes = -int(-(given.instant - due.instant).total_seconds() // 60)
        if minutes < 120:
            return language.count(
                "Sent on {day}, {n} minute late.",
                "Sent on {day}, {n} minutes late.",
                minutes,
                day=sent,
            )
        if minutes < 48 * 60:
            return language.count(
                "Sent on {day}, {n} hour late.",
                "Sent on {day}, {n} hours late.",
                -(-minutes // 60),
                day=sent,
            )
    return language.count(
        "Sent on {day}, {n} day late.", "Sent on {day}, {n} days late.", found.late_by, day=sent
    )


def _lacking(found: Determination, day: date, language: Language) -> str:
    contents = vocabulary().contents
    return language.list(
        [
            names_said(each, day, language.code)
            if isinstance(each, int)
            else contents[each].of(language.code)
            for each in found.lacking
        ]
    )


def _views(found: Determination, language: Language) -> str:
    return "; ".join(
        f"{_account(who, language)}: {outcome(how, language)}" for who, how in found.views.items()
    )


def _account(who: str, language: Language) -> str:
    """Whose account, with the state's name where it is a state's line."""
    if not who:
        return language.say("as stated")
    try:
        state = find(who)
    except ActorError:
        return who
    return language.say(
        "the line of {state}", state=in_sentence(state.name(language.code), language.code)
    )


def because(found: Determination, language: Language) -> str:
    """Why a trigger does not hold: the first comparison that fails."""
    if found.why == "zone":
        zone = vocabulary().zones[found.regime.zone or ""].of(language.code)
        return language.say("Outside {zone}.", zone=zone)
    failed = list(dict.fromkeys(_failed(found.trace, language)))
    return language.say("Reason: {what}.", what="; ".join(failed[:4])) if failed else ""


def _failed(node: Mapping[str, Any], language: Language) -> Iterator[str]:
    words = vocabulary()
    match node.get("form"):
        case "all" | "any" | "owed":
            for below in node.get("of", ()):
                if below.get("holds") is False:
                    yield from _failed(below, language)
        case "quantity":
            yield _comparison(words.figures[node["quantity"]].of(language.code), node, language)
        case "distance_to":
            yield _comparison(words.lines[node["distance_to"]].of(language.code), node, language)
        case "fact":
            yield language.say("no {what}", what=words.facts[node["fact"]].of(language.code))
        case _:
            return


def _comparison(what: str, node: Mapping[str, Any], language: Language) -> str:
    value = node["value"]
    if not isinstance(value, float | int):
        return what
    limit = "?" if node["limit"] is None else figure(node["limit"], language)
    return language.say(
        "{what} {value}, not {limit}",
        what=what,
        value=figure(value, language),
        limit=f"{node['op']} {limit}",
    )


ABSENCES: Final[Mapping[Absence, str]] = {
    "before": message("{regime} does not bind {state} before {on}."),
    "after": message("{regime} ended on {on}{why}."),
    "left": message("{regime} has not bound {state} since {on}{why}."),
    "suspended": message("{regime} rests for {state} since {on}{why}."),
    "not_party": message("{state} is no party to {regime}."),
}


def inapplicability_line(found: Inapplicability, day: date, language: Language) -> str:
    """Why a regime does not bind a state."""
    how = found.status
    if how.absence == "before" and how.on is None:
        name = found.regime.name.of(language.code)
        return language.say("{regime} is not yet in force.", regime=name)
    said = language.say(
        ABSENCES[how.absence or "not_party"],
        regime=found.regime.name.of(language.code),
        state=names_said(found.state, day, language.code),
        on=language.date(how.on) if how.on else "",
        why=f" ({how.why.of(language.code)})" if how.why else "",
    )
    return sentence_case(said) if how.absence == "not_party" else said


def aggregation_line(found: Aggregation, language: Language) -> str:
    """That parts of one activity would together owe more."""
    figures = vocabulary().figures
    total = "; ".join(
        f"{figures[name].of(language.code)} {figure(value, language)}"
        for name, value in found.figures.items()
    )
    return language.say(
        "Together with {parts} this comes to {total} and would fall under {rows} of {regime}. If "
        "these are parts of one exercise, check them as one.",
        parts=language.list(list(found.parts)),
        total=total,
        rows=language.list([each.obligation.id for each in found.determinations]),
        regime=found.determinations[0].regime.name.of(language.code),
    )


def regime_line(regime: Regime, language: Language) -> str:
    """When a regime is in force, in words."""
    if regime.force.since is None:
        signed = language.date(regime.force.signed)
        return language.say("signed on {day}, not yet in force", day=signed)
    since = language.date(regime.force.since)
    if regime.force.until is None:
        return language.say("in force since {since}", since=since)
    until = language.date(regime.force.until)
    return language.say("in force from {since} to {until}", since=since, until=until)
