"""Headline of a direction: trust now and a year before, and where the change came from."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from longtin._dates import year_before
from longtin._language import EN_DASH, Language, age, degree, message
from longtin.brief.values.contributions import Contribution, TurningPoint
from longtin.brief.values.direction import Direction
from longtin.brief.values.reading import Reading
from longtin.brief.values.trust_change import TrustChange
from longtin.brief.words import conduct, pair
from longtin.brief.words.conduct import Words
from longtin.trust import Hindcast

MOVES: Final[Words] = MappingProxyType(
    {
        "rose": message("Improved"),
        "fell": message("Deteriorated"),
        "steady": message("No clear change"),
    }
)

MOVED: Final[Words] = MappingProxyType(
    {
        "rose": message(
            "It is {likelihood} that the rise is more than chance in what happened to be reported."
        ),
        "fell": message(
            "It is {likelihood} that the fall is more than chance in what happened to be reported."
        ),
        "steady": message("The record shows no clear change over the year."),
        "ends_alike": message(
            "From one end of the year to the other the record shows no clear change."
        ),
    }
)

REASONS: Final[Words] = MappingProxyType(
    {
        "no_acts": message(
            "The record holds no act of {trustee} towards {truster} up to this date."
        ),
        "thin": message(
            "The record holds evidence worth {effective} independent acts, "
            "fewer than the {floor} below which no figure is given."
        ),
        "not_a_state": message("One of the two was not a member of the state system on this date."),
        "before_record": message("The record for this pair begins after this date."),
        "after_record": message("The record for this pair ends before this date."),
    }
)

MOST, TWICE = 0.5, 2.0  # shares of the year's change between which a stretch is "most of it"

RECENT = timedelta(days=28)  # age of evidence that needs no words

THIN = 20  # coded reports in a year, below which a sentence says how few there were

LOOSE = 4
"""Degrees that an interval takes in, from which on few reports of a year are said to be little."""

FRIENDLY = 0.6  # trust from which on a figure that rests on little may be quiet alone

NAMED = 3
"""Crises named, the last ones."""

TURNS = {
    True: message("rose to {trust} ({interval}) in {month}"),
    False: message("fell to {trust} ({interval}) in {month}"),
}


def claim(direction: Direction, language: Language) -> str:
    """The headline sentence: trust now, its interval, and trust a year before."""
    now, before = direction.now, direction.year_before
    trust = pair.direction_name(direction, language)
    day = language.date(now.date)
    if now.trust is None:
        return language.say(
            "{trust}, {day}: {missing}.", trust=trust, day=day, missing=pair.missing(now, language)
        )
    if now.status == "not observed":
        return carried(now, trust, language)
    values = {
        "trust": trust,
        "day": day,
        "now": language.level(now.trust),
        "degree": degree(now.trust, language),
        "interval": pair.interval_and_degrees(now, language),
    }
    if before.trust is None:
        return language.say(
            "{trust}, {day}: {degree}, {now} (90 % interval: {interval}); a year before: {before}.",
            **values,
            before=pair.missing(before, language),
        )
    ends = language.say(
        "{trust}, {day}: {degree}, {now} (90 % interval: {interval}), from {before} a year before "
        "({basis}).",
        **values,
        before=language.level(before.trust),
        basis=_basis(direction, language),
    )
    if values["now"] == language.level(before.trust):
        ends = language.say(
            "{trust}, {day}: {degree}, {now} (90 % interval: {interval}), as a year before "
            "({basis}).",
            **values,
            basis=_basis(direction, language),
        )
    return " ".join((ends, *_between(direction, language)))


def carried(now: Reading, trust: str, language: Language) -> str:
    """Trust as last known, and what it may be after time of which no source speaks."""
    last = now.heard or now.date
    values = {
        "trust": trust,
        "day": language.date(now.date),
        "known": language.level(now.last_known or 0.0),
        "degree": degree(now.last_known or 0.0, language),
        "held": pair.last_interval(now, language),
        "last": language.date(last),
        "age": age(last, now.date, language),
        "now": language.level(now.trust or 0.0),
        "interval": pair.interval(now, language),
    }
    if now.is_old:
        return language.say(
            "{trust}: last known {known} ({held}, {degree}) on {last}; not observed since, for "
            "{age}. On {day} it may lie anywhere in {interval}.",
            **values,
        )
    return language.say(
        "{trust}: last known {known} ({held}, {degree}) on {last}; not observed since, for {age}. "
        "Carried on to {day}: {now} (90 % interval: {interval}).",
        **values,
    )


def last_evidence(readings: Sequence[Reading], language: Language) -> str:
    """How old the last evidence on a pair is, one way or the other; empty without any."""
    days = [each.heard for each in readings if each.heard is not None]
    if not days:
        return ""
    if readings[0].date - max(days) < RECENT:
        return language.say("Last evidence: {day}.", day=language.date(max(days)))
    watched = any(each.status == "estimated" for each in readings)
    if watched and max(days) < year_before(readings[0].date):
        return language.say(
            "Last act on record: {day}; the record has watched the two since and tells of none.",
            day=language.date(max(days)),
        )
    return language.say(
        "Last evidence: {day}, {age} before this date.",
        day=language.date(max(days)),
        age=age(max(days), readings[0].date, language),
    )


def exchanges_only(readings: Sequence[Reading], acts_until: date | None, language: Language) -> str:
    """Since when evidence tells only of both sides together; empty where acts are named."""
    days = [each.heard for each in readings if each.heard is not None]
    if not days or acts_until is None or max(days) - acts_until < RECENT:
        return ""
    return language.say(
        "After {day} no source names what either side did: what is known is how the two dealt "
        "with each other, both directions together.",
        day=language.date(acts_until),
    )


def _basis(direction: Direction, language: Language) -> str:
    """What the figure of a year before rested on: its interval, and its reports if few."""
    change, ends = direction.change, pair.interval(direction.year_before, language)
    if change is None or change.reports_before is None or change.reports_before >= THIN:
        return ends
    if not change.reports_before:
        return language.say("{interval}, on no coded report in twelve months", interval=ends)
    return language.count(
        "{interval}, on one coded report in twelve months",
        "{interval}, on {n} coded reports in twelve months",
        change.reports_before,
        interval=ends,
    )


def _between(direction: Direction, language: Language) -> Iterator[str]:
    """Where trust went within the year, if it swung."""
    now, change = direction.now, direction.change
    if now.trust is None or change is None or not change.between:
        return
    turns = [_turned(each, now.trust, language) for each in change.between]
    yield language.say("In between it {turns}.", turns=language.list(turns))


def _turned(reading: Reading, now: float, language: Language) -> str:
    there = reading.trust or 0.0
    month = language.month(reading.date)
    return language.say(
        TURNS[there > now],
        trust=language.level(there),
        interval=pair.interval(reading, language),
        month=month,
    )


def reason(direction: Direction, language: Language) -> str:
    """Why there is no figure; empty when there is one, or when no reason is known."""
    if not direction.reason:
        return ""
    return language.say(
        REASONS[direction.reason],
        truster=pair.name(direction.truster, language),
        trustee=pair.name(direction.trustee, language),
        effective=language.number(direction.effective_acts, 1),
        floor=language.number(direction.floor, 1),
    )


def support(direction: Direction, language: Language) -> tuple[str, ...]:
    """The sentences under a headline: whether the change is real, and where it came from."""
    change, turn = direction.change, direction.turn
    sentences = [reason(direction, language)]
    sentences.append(_little(direction, language))
    if change is not None:
        likelihood = language.likelihood(change.phrase)
        moved = "ends_alike" if change.between and change.move == "steady" else change.move
        sentences.append(language.say(MOVED[moved], likelihood=likelihood))
        sentences.append(_overlap(direction, change, language))
    if change is not None and turn is not None:
        sentences.append(turning(turn, change, language))
    sentences.append(struck(direction, language))
    if direction.hindcast is not None:
        sentences.append(held_against(direction, direction.hindcast, language))
    return tuple(filter(None, sentences))


def _little(direction: Direction, language: Language) -> str:
    """That a figure rests on little, where few reports leave nearly every degree open."""
    now, change = direction.now, direction.change
    if now.trust is None or change is None or change.reports is None or change.reports >= THIN:
        return ""
    if pair.degrees_within(now) < LOOSE:
        return ""
    if not change.reports:
        said = language.say(
            "It rests on little: on no coded report in twelve months, but on earlier years, ties "
            "and past disputes."
        )
    else:
        said = language.count(
            "It rests on little: on one coded report in twelve months and, beyond it, on earlier "
            "years, ties and past disputes.",
            "It rests on little: on {n} coded reports in twelve months and, beyond them, on "
            "earlier years, ties and past disputes.",
            change.reports,
        )
    if now.trust < FRIENDLY:
        return said
    return f"{said} {language.say('Quiet is no sign of friendship.')}"


def _overlap(direction: Direction, change: TrustChange, language: Language) -> str:
    """That the intervals of both ends share ground, where a change is claimed all the same."""
    now, then = direction.now, direction.year_before
    ends = (now.low, now.high, then.low, then.high)
    if change.move == "steady" or None in ends:
        return ""
    low, high, earlier_low, earlier_high = (float(each or 0.0) for each in ends)
    if low > earlier_high or earlier_low > high:
        return ""
    return language.say(
        "Where exactly it stood at either end is known less well: the two intervals overlap."
    )


def crises(directions: Sequence[Direction], language: Language) -> str:
    """Crises of the two by name: in the year, or in ten where no change over it is known.

    Args:
        directions: One or both of a pair, whose crises they are.
        language: Of the words.
    """
    told = next((each for each in directions if each.change is None), directions[0])
    if not told.crises:
        return ""
    day = told.now.date
    named = [
        language.say(
            "{crisis} ({span})",
            crisis=each.name.of(language.code),
            span=language.span(each.start, each.end)
            if each.end is not None and each.end <= day
            else language.say("since {day}", day=language.date(each.start)),
        )
        for each in told.crises[-NAMED:]
    ]
    if told.change is None:
        return language.say("Crises of the last ten years: {crises}.", crises="; ".join(named))
    return language.say("A crisis lies in the year: {crises}.", crises="; ".join(named))


def struck(direction: Direction, language: Language) -> str:
    """What the figure was before rows of the record were struck; empty if none were."""
    if direction.struck is None:
        return ""
    values = {
        "rows": language.list(direction.struck.rows),
        "now": pair.figure(direction.now, language),
        "whole": pair.figure(direction.struck.with_them, language),
    }
    return language.say(
        "Struck from the record by whoever asked: {rows}. Trust is {now} without, {whole} with.",
        **values,
    )


def _acts_of(lines: Sequence[Contribution], language: Language) -> str:
    """The acts of a stretch; what rests on single reports says so, and never stands first."""
    acts = [line for line in lines if line.what not in conduct.NOT_AN_ACT]
    if not acts:
        return language.say("coded reports")
    if all(line.lone for line in acts):
        return language.say("single reports, none of them corroborated")
    names = dict.fromkeys(conduct.act_name(line, language) for line in acts if not line.lone)
    return language.list(tuple(names))


def turning(turn: TurningPoint, change: TrustChange, language: Language) -> str:
    """Where most of the change came from, or what moved belief most if nothing made most of it."""
    values = {
        "acts": _acts_of(turn.lines, language),
        "span": language.span(turn.start, turn.end),
    }
    weeks = max(round(((turn.end - turn.start).days + 1) / 7), 1)
    share = turn.points / change.points if change.points else 0.0
    if change.move != "steady" and MOST <= share <= TWICE:
        return language.count(
            "Most of it came in one week ({span}), through {acts}.",
            "Most of it came in {n} weeks ({span}), through {acts}.",
            weeks,
            **values,
        )
    if turn.points < 0:
        return language.count(
            "It fell most in one week ({span}), through {acts}.",
            "It fell most in {n} weeks ({span}), through {acts}.",
            weeks,
            **values,
        )
    return language.count(
        "It rose most in one week ({span}), through {acts}.",
        "It rose most in {n} weeks ({span}), through {acts}.",
        weeks,
        **values,
    )


def held_against(direction: Direction, known: Hindcast, language: Language) -> str:
    """What belief a year before led to expect, and what was recorded."""
    low, high = language.whole(round(100 * known.low)), language.percent(known.high)
    values = {
        "truster": pair.name(direction.truster, language),
        "trustee": pair.name(direction.trustee, language),
        "expected": language.percent(known.expected),
        "interval": f"{low}{EN_DASH}{high}",
    }
    if known.target == "share":
        return language.say(
            "A year before, it implied that {expected} ({interval}) of the coded reports on what "
            "{trustee} does to {truster} would be of material conflict; {happened} of {cases} "
            "were.",
            **values,
            happened=language.whole(known.happened),
            cases=language.whole(known.cases),
        )
    if known.happened:
        return language.say(
            "A year before, it implied a chance of {expected} ({interval}) of a militarised "
            "dispute of {trustee} with {truster}; there was one.",
            **values,
        )
    return language.say(
        "A year before, it implied a chance of {expected} ({interval}) of a militarised dispute "
        "of {trustee} with {truster}; there was none.",
        **values,
    )
