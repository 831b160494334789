"""Sentences on an obligation: what triggers it, by when, who tells whom."""

from collections.abc import Iterator

from longtin import actors
from longtin._language import Language, message, sentence_case
from longtin.measures._regimes.groups import ccode, groups
from longtin.measures._regimes.obligation import (
    Obligation,
    ParagraphReading,
    Proviso,
    Quota,
    Recurrence,
)
from longtin.measures._regimes.regime import Membership, Regime
from longtin.measures._regimes.trigger import COMPARED, Formula, Trigger
from longtin.measures._regimes.vocabulary import names, vocabulary
from longtin.measures._words.labels import binding, certainty, day_of_year, rule

PERIODS = {
    "month": message("each month"),
    "half": message("each half-year"),
    "year": message("each year"),
    "years": message("every {n} years"),
}

RECALLED = "recalled"
"""The source that is none: `certainty` has said so already."""


def obligation_lines(regime: Regime, obligation: Obligation, language: Language) -> Iterator[str]:
    """What an obligation turns on, a line each: trigger, deadline, quota, calendar, binding."""
    say, code, words = language.say, language.code, vocabulary()
    if obligation.on:
        kinds = ", ".join(words.kinds[kind].of(code) for kind in obligation.on)
        when = trigger_words(obligation.when, language) if obligation.when else say("always")
        yield say("Triggered by: {kinds}; {when}.", kinds=kinds, when=_bare(when))
    if obligation.deadline:
        yield say("When: {rule}.", rule=rule(obligation.deadline, language))
    if obligation.quota:
        yield _quota(obligation.quota, language)
    if obligation.every:
        yield _every(obligation.every, language)
    if obligation.content:
        held = ", ".join(words.contents[each].of(code) for each in obligation.content)
        yield say("Content: {what}.", what=held)
    if obligation.to:
        doer = words.doers[obligation.by].of(code)
        hearer = words.addressees[obligation.to].of(code)
        yield say("From {doer} to {hearer}.", doer=doer, hearer=hearer)
    yield from _certainty(regime, obligation, language)


def _certainty(regime: Regime, obligation: Obligation, language: Language) -> Iterator[str]:
    """On what it hangs, how it binds, how sure it is and since when, and what was read of it."""
    say, code = language.say, language.code
    if obligation.only_if:
        trait = vocabulary().traits[obligation.only_if].of(code)
        yield sentence_case(say("only if {trait}.", trait=trait))
    seen = ", ".join(each for each in obligation.sources if each != RECALLED)
    about = (
        binding(regime.binding_of(obligation), language),
        certainty(obligation.certainty, language),
        *([seen] if seen else []),
    )
    yield "; ".join(about)
    if obligation.valid_from or obligation.valid_to:
        yield _span(obligation, language)
    if obligation.read:
        yield from _read(obligation.read, language)
    if obligation.notes:
        yield obligation.notes.of(code)


def _read(reading: ParagraphReading, language: Language) -> Iterator[str]:
    """What the paragraph says, read whole: on whom, from when, what it covers and takes out."""
    say, code = language.say, language.code
    yield say("Read: on whom: {what}", what=reading.subject.of(code))
    if reading.anchor:
        yield say("Read: counted from: {what}", what=reading.anchor.of(code))
    yield say("Read: covers: {what}", what=reading.scope.of(code))
    if reading.exceptions:
        yield say("Read: excepts: {what}", what=reading.exceptions.of(code))


def proviso_lines(proviso: Proviso, language: Language) -> Iterator[str]:
    """What an exception turns on, a line each: what it excepts, when, by when instead."""
    say = language.say
    yield say("Excepts: {what}.", what=", ".join(proviso.excepts))
    yield say("If: {when}.", when=_bare(trigger_words(proviso.when, language)))
    if proviso.deadline:
        yield say("When: {rule}.", rule=rule(proviso.deadline, language))
    yield f"{certainty(proviso.certainty, language)}; {', '.join(proviso.sources)}"
    if proviso.read:
        yield from _read(proviso.read, language)


def party_lines(regime: Regime, language: Language) -> Iterator[str]:
    """Whom a regime binds, where, and when it rests, a line each."""
    say, code = language.say, language.code
    parties = [_party(each, regime, language) for each in regime.parties]
    parties += [each.of(code) for each in regime.absent]
    yield say("Parties: {who}.", who=language.list(parties))
    left = [
        _party(Membership(state=each.state, until=each.until), regime, language)
        for party in regime.parties
        if party.group
        for each in groups()[party.group].dated()
        if each.until and each.until > regime.force.first
    ]
    if left:
        yield say("Left: {who}.", who=language.list(left))
    if regime.zone:
        yield say("Zone: {zone}.", zone=vocabulary().zones[regime.zone].of(code))
    for rest in regime.suspended:
        who = _party(Membership(state=rest.state, group=rest.group), regime, language)
        since = language.date(rest.since)
        why = rest.why.of(code)
        if rest.obligations:
            who = f"{who} ({', '.join(rest.obligations)})"
        yield say("At rest since {since} for {who}: {why}.", since=since, who=who, why=why)


def _party(party: Membership, regime: Regime, language: Language) -> str:
    if party.group is not None:
        name = groups()[party.group].name.of(language.code)
    else:
        day = party.since or regime.force.first
        name = actors.find(party.state or "").name(language.code)
        found = ccode(party.state or "", day)
        name = names(found, day, language.code) if found is not None else name
    if party.until is None:
        return name
    until = language.date(party.until)
    return language.say("{name} (until {until})", name=name, until=until)


def _bare(words: str) -> str:
    """A trigger without the brackets around the whole."""
    return words[1:-1] if words.startswith("(") and words.endswith(")") else words


def _span(obligation: Obligation, language: Language) -> str:
    since = language.date(obligation.valid_from) if obligation.valid_from else ""
    until = language.date(obligation.valid_to) if obligation.valid_to else ""
    if since and until:
        return language.say("in force from {since} to {until}", since=since, until=until)
    if since:
        return language.say("in force since {since}", since=since)
    return language.say("in force until {until}", until=until)


def _quota(quota: Quota, language: Language) -> str:
    if quota.per == "simultaneous":
        return language.say("At most {n} at the same time.", n=language.whole(quota.most))
    return language.count(
        "At most {most} in {n} calendar year.",
        "At most {most} in {n} calendar years.",
        quota.years,
        most=language.whole(quota.most),
    )


def _every(every: Recurrence, language: Language) -> str:
    if every.days:
        days = language.list([day_of_year(each, language) for each in every.days])
        return language.say("Each year by {days}.", days=days)
    words = PERIODS[every.per] if every.per else ""
    period = language.say(words, n=language.whole(every.step))
    return language.count(
        "{n} time {period}.", "{n} times {period}.", every.times or 1, period=period
    )


def trigger_words(condition: Trigger, language: Language) -> str:
    """A trigger in words, its operators as they stand in the data."""
    say, code, words = language.say, language.code, vocabulary()
    form = condition.form
    if form in ("all", "any"):
        parts = [trigger_words(each, language) for each in condition.all or condition.any or ()]
        joint = say(" and ") if condition.all else say(" or ")
        return parts[0] if len(parts) == 1 else f"({joint.join(parts)})"
    if condition.negated is not None:
        return say("not {what}", what=trigger_words(condition.negated, language))
    if form in COMPARED:
        return _comparison(condition, language)
    match form:
        case "kind":
            return words.kinds[condition.kind or ""].of(code)
        case "fact":
            return words.facts[condition.fact or ""].of(code)
        case "owed":
            return say("{id} is triggered", id=condition.owed)
        case "kept":
            return say("{id} is kept", id=condition.kept)
        case _:
            return _rest(condition)


def _comparison(condition: Trigger, language: Language) -> str:
    say, code, words = language.say, language.code, vocabulary()
    limit = f"{condition.op} {_limit(condition, language)}"
    if condition.quantity is not None:
        return f"{words.figures[condition.quantity].of(code)} {limit}"
    if condition.distance_to is not None:
        line = words.lines[condition.distance_to].of(code)
        return say("{limit} km to {line}", limit=limit, line=line)
    first, last = (words.anchors[each].of(code) for each in condition.between or ("start", "end"))
    unit = say(message("hours") if condition.unit == "hours" else message("days"))
    return say(
        "{limit} {unit} between {first} and {last}",
        limit=limit,
        unit=unit,
        first=first,
        last=last,
    )


def _rest(condition: Trigger) -> str:
    if condition.season:
        return f"{condition.season.first} – {condition.season.last}"
    return ", ".join(condition.acting or ())


def _limit(condition: Trigger, language: Language) -> str:
    value = condition.value
    if isinstance(value, str):
        return f"`{value}`"
    if isinstance(value, Formula):
        said = vocabulary().figures[value.of].of(language.code)
        return f"{said} / {value.divided_by:g}" if value.divided_by != 1 else said
    return "" if value is None else language.number(value, 0 if value.is_integer() else 2)
