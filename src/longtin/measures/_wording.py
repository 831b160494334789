"""What a check says, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from longtin._dates import Moment
from longtin._language import Language, message, sentence_case
from longtin.actors import find, in_sentence, near
from longtin.errors import ActorError
from longtin.measures._answer import Answer, Checked, Hint, Outcome, Unbound
from longtin.measures._regime import Binding, Deadline, Regime
from longtin.measures._vocabulary import citation, names_said, vocabulary

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "forbidden": message("forbidden"),
    "late": message("late"),
    "missing": message("missing"),
    "partial": message("partial"),
    "disputed": message("disputed"),
    "needs": message("cannot be told"),
    "due": message("due"),
    "not_taken_up": message("not taken up"),
    "taken_up": message("taken up"),
    "done": message("done"),
    "excused": message("excused"),
    "not_triggered": message("not triggered"),
    "not_bound": message("not bound"),
}
"""The outcomes in English, the gravest first; a language says them."""

BINDINGS: Final[Mapping[Binding, str]] = {
    "LB": message("legally binding"),
    "PB": message("politically binding"),
    "VOL": message("voluntary"),
}
CERTAINTIES: Final = {
    "verified": message("verified"),
    "memory": message("recalled, not verified"),
    "judgement": message("our judgement"),
}
TIMED: Final = frozenset({"due", "late", "missing", "partial", "done", "needs"})
MOST_NAMED: Final = 3
"""States that are named one by one; more are all parties."""

UNITS: Final = {
    ("hours", "before"): message("{n} hours before {anchor}"),
    ("days", "before"): message("{n} days before {anchor}"),
    ("weeks", "before"): message("{n} weeks before {anchor}"),
    ("months", "before"): message("{n} months before {anchor}"),
    ("years", "before"): message("{n} years before {anchor}"),
    ("hours", "after"): message("{n} hours after {anchor}"),
    ("days", "after"): message("{n} days after {anchor}"),
    ("weeks", "after"): message("{n} weeks after {anchor}"),
    ("months", "after"): message("{n} months after {anchor}"),
    ("years", "after"): message("{n} years after {anchor}"),
}


def outcome(name: Outcome, language: Language) -> str:
    """An outcome in a word or two."""
    return language.say(OUTCOMES[name])


def outcome_of(answer: Answer, language: Language) -> str:
    """What an answer comes to, in a word or two; of a quota, that it is kept."""
    if answer.outcome == "done" and answer.nth is not None:
        return language.say("within the limit")
    return outcome(answer.outcome, language)


def binding(name: Binding, language: Language) -> str:
    """How something binds, in words."""
    return language.say(BINDINGS[name])


def certainty(name: str, language: Language) -> str:
    """How sure something is, in words."""
    return language.say(CERTAINTIES[name])


def rule(deadline: Deadline | None, language: Language) -> str:
    """A deadline as the text has it."""
    if deadline is None:
        return ""
    if deadline.relation == "open":
        return deadline.says.of(language.code) if deadline.says else ""
    if deadline.relation == "by_date":
        shown = day_of_year(deadline.day or "01-01", language)
        if deadline.years == 0:
            return language.say("{day} of the year", day=shown)
        return language.count(
            "{day} of the year before", "{day}, {n} years before", -deadline.years, day=shown
        )
    anchor = vocabulary().anchors[deadline.anchor or "start"].of(language.code)
    if deadline.relation == "at":
        return language.say("at once: {anchor}", anchor=anchor)
    if not deadline.amount:
        return language.say("before {anchor}", anchor=anchor)
    words = UNITS[deadline.unit or "days", deadline.relation]
    said = language.say(words, n=language.whole(deadline.amount), anchor=anchor)
    if deadline.counts_day:
        return language.say("{rule}, that day counted", rule=said)
    return said


def day_of_year(text: str, language: Language) -> str:
    """A day of any year, from `11-15`: `15 November`, `15/11`."""
    any_year = date.fromisoformat(f"2000-{text}")
    return language.date(any_year).removesuffix("2000").rstrip(" /")


def moment_words(when: Moment, language: Language) -> str:
    """A day, with its hour and offset where it has one."""
    day = language.date(when.day)
    if when.instant is None:
        return day
    hour = f"{when.instant:%H:%M}"
    zone = f"UTC{when.instant.isoformat()[-6:]}"
    return language.say("{day}, {hour} ({zone})", day=day, hour=hour, zone=zone)


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
            unit = term.unit if language.code == "en" else _unit(term.unit, language)
            said = f"{term.of(language.code)}, {unit} (`--set {key}=…`)"
        case "moment":
            said = f"{words.anchors[key].of(language.code)} (`{_moment_key(key)}`)"
        case _:
            said = language.say("the hour, with its zone: {what}", what=_hour_of(key, language))
    return language.say("{what}, of {activity}", what=said, activity=of) if of else said


def _unit(unit: str, language: Language) -> str:
    return language.say(message("kilometres") if unit == "kilometres" else message("hours"))


def _moment_key(key: str) -> str:
    return key if key in ("start", "end") else f"moments: {key}"


def _hour_of(key: str, language: Language) -> str:
    anchors = vocabulary().anchors
    if key in anchors:
        return anchors[key].of(language.code)
    return language.say("the notice")


def sentences(answer: Answer, day: date, language: Language) -> Iterator[str]:
    """What an answer says, a sentence a line, after what the obligation says."""
    say = language.say
    if answer.by and answer.outcome not in ("not_triggered", "not_bound"):
        yield _who(answer, day, language)
    if answer.outcome in TIMED or answer.due:
        yield from _timing(answer, language)
    if answer.nth is not None and answer.obligation.quota:
        most = language.whole(answer.obligation.quota.most)
        yield say(
            "This is number {n}; {most} are allowed.", n=language.whole(answer.nth), most=most
        )
    if answer.lacking:
        yield say("Lacking: {what}.", what=_lacking(answer, day, language))
    for proviso in answer.provisos:
        said = proviso.says.of(language.code)
        place = citation(proviso.article, language.code)
        yield say("{article}: {said}", article=place, said=said)
    if answer.views:
        yield say("Accounts differ: {views}.", views=_views(answer, language))
    if answer.needs:
        yield say("State: {needs}.", needs="; ".join(need(each, language) for each in answer.needs))
    if answer.why == "nobody":
        yield say("Nobody with a part in it owes this on that day.")
    if answer.outcome == "not_triggered" and (why := because(answer, language)):
        yield why


def _who(answer: Answer, day: date, language: Language) -> str:
    """Who must act, and who must hear."""
    by = language.list([names_said(code, day, language.code) for code in answer.by])
    to = answer.obligation.to
    if to is None:
        return language.say("By {by}.", by=by)
    hearers = [names_said(code, day, language.code) for code in answer.to]
    if not 0 < len(hearers) <= MOST_NAMED:
        hearers = [vocabulary().addressees[to].of(language.code)]
    return language.say("By {by}, to {to}.", by=by, to=language.list(hearers))


def _timing(answer: Answer, language: Language) -> Iterator[str]:
    say = language.say
    deadline = next(
        (each.deadline for each in answer.provisos if each.deadline), answer.obligation.deadline
    )
    if answer.due is not None:
        last = moment_words(answer.due, language)
        yield say("No later than {day} ({rule}).", day=last, rule=rule(deadline, language))
    elif deadline is not None and answer.outcome != "excused":
        yield say("When: {rule}.", rule=rule(deadline, language))
    if answer.sent is None:
        return
    sent = moment_words(answer.sent, language)
    if answer.late_by:
        yield language.count(
            "Sent on {day}, {n} day late.",
            "Sent on {day}, {n} days late.",
            answer.late_by,
            day=sent,
        )
    else:
        yield say("Sent on {day}.", day=sent)


def _lacking(answer: Answer, day: date, language: Language) -> str:
    contents = vocabulary().contents
    return language.list(
        [
            names_said(each, day, language.code)
            if isinstance(each, int)
            else contents[each].of(language.code)
            for each in answer.lacking
        ]
    )


def _views(answer: Answer, language: Language) -> str:
    return "; ".join(
        f"{_account(who, language)}: {outcome(how, language)}" for who, how in answer.views.items()
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


def because(answer: Answer, language: Language) -> str:
    """Why a trigger does not hold: the first comparison that fails."""
    if answer.why == "zone":
        zone = vocabulary().zones[answer.regime.zone or ""].of(language.code)
        return language.say("Outside {zone}.", zone=zone)
    failed = list(dict.fromkeys(_failed(answer.trace, language)))
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
    shown = value if not isinstance(value, float | int) else _plain(value, language)
    limit = "?" if node["limit"] is None else _plain(node["limit"], language)
    if isinstance(shown, str) and not isinstance(value, float | int):
        return what
    rule = f"{node['op']} {limit}"
    return language.say("{what} {value}, not {limit}", what=what, value=shown, limit=rule)


def _plain(value: float, language: Language) -> str:
    return language.number(value, 0 if float(value).is_integer() else 2)


def absence(unbound: Unbound, day: date, language: Language) -> str:
    """Why a regime does not bind a state."""
    say = language.say
    state = names_said(unbound.state, day, language.code)
    regime = unbound.regime.name.of(language.code)
    how = unbound.standing
    on = language.date(how.on) if how.on else ""
    why = f" ({how.why.of(language.code)})" if how.why else ""
    match how.absence:
        case "before":
            return say(
                "{regime} does not bind {state} before {on}.", regime=regime, state=state, on=on
            )
        case "after":
            return say("{regime} ended on {on}{why}.", regime=regime, on=on, why=why)
        case "left":
            return say(
                "{regime} has not bound {state} since {on}{why}.",
                regime=regime,
                state=state,
                on=on,
                why=why,
            )
        case "suspended":
            return say(
                "{regime} rests for {state} since {on}{why}.",
                regime=regime,
                state=state,
                on=on,
                why=why,
            )
        case _:
            return sentence_case(
                say("{state} is no party to {regime}.", state=state, regime=regime)
            )


def hint(found: Hint, language: Language) -> str:
    """That parts of one activity would together owe more."""
    figures = vocabulary().figures
    total = "; ".join(
        f"{figures[name].of(language.code)} {_plain(value, language)}"
        for name, value in found.figures.items()
    )
    return language.say(
        "Together with {parts} this comes to {total} and would fall under {rows} of {regime}. If "
        "these are parts of one exercise, check them as one.",
        parts=language.list(list(found.parts)),
        total=total,
        rows=language.list([each.obligation.id for each in found.answers]),
        regime=found.answers[0].regime.name.of(language.code),
    )


def regime_line(regime: Regime, language: Language) -> str:
    """When a regime is in force, in words."""
    since = language.date(regime.force.since)
    if regime.force.until is None:
        return language.say("in force since {since}", since=since)
    until = language.date(regime.force.until)
    return language.say("in force from {since} to {until}", since=since, until=until)


def as_rows(checked: Checked) -> list[dict[str, Any]]:
    """Answers as plain values, whole, for scripts: keys never change, words in both languages."""
    day = checked.activity.start.day
    return [
        {
            "regime": each.regime.id,
            "obligation": each.obligation.id,
            "row": each.obligation.row or each.obligation.id,
            "article": each.obligation.article,
            "duty": each.obligation.duty,
            "says": each.obligation.says.model_dump(),
            "outcome": each.outcome,
            "breach": each.is_breach,
            "binding": each.binding,
            "by": [_key(code, day) for code in each.by],
            "to": [_key(code, day) for code in each.to],
            "deadline": _deadline(each, checked),
            "due": str(each.due) if each.due else None,
            "sent": str(each.sent) if each.sent else None,
            "days_late": each.late_by,
            "needs": list(each.needs),
            "lacking": [_key(one, day) if isinstance(one, int) else one for one in each.lacking],
            "provisos": [
                {"id": one.id, "article": one.article, "excepts": list(one.excepts)}
                for one in each.provisos
            ],
            "count": each.nth,
            "accounts": dict(each.views),
            "why": each.why,
            "certainty": each.certainty,
            "sources": list(each.obligation.sources),
            "trace": dict(each.trace),
        }
        for each in checked.answers
    ]


def _key(code: int, day: date) -> str:
    """A state's key on a day: ISO 3166, else Correlates of War."""
    return near(code, day).key


def _deadline(answer: Answer, checked: Checked) -> dict[str, Any] | None:
    """The rule of a deadline with the moment it was counted from."""
    used = next(
        (each.deadline for each in answer.provisos if each.deadline), answer.obligation.deadline
    )
    if used is None:
        return None
    activity = checked.activity
    moments = {"start": activity.start, "end": activity.end, **activity.moments}
    anchor = moments.get(used.anchor) if used.anchor else None
    found = used.model_dump(mode="json", exclude_none=True)
    return {**found, "anchor_value": str(anchor) if anchor else None}


def as_json(checked: Checked) -> dict[str, Any]:
    """A whole check as plain values, for scripts; the form has a number of its own."""
    day = checked.activity.start.day
    return {
        "trace_version": 1,
        "activity": checked.activity.name,
        "today": str(checked.today),
        "answers": as_rows(checked),
        "not_bound": [
            {
                "regime": each.regime.id,
                "state": _key(each.state, day),
                "because": each.standing.absence,
                "on": str(each.standing.on) if each.standing.on else None,
            }
            for each in checked.unbound
        ],
        "hints": [
            {
                "obligations": [one.obligation.id for one in each.answers],
                "parts": list(each.parts),
                "figures": dict(each.figures),
            }
            for each in checked.hints
        ],
    }
