"""Sentences of a brief: each takes frozen values and returns words in one language."""

from collections.abc import Iterator
from typing import Protocol

from longtin import actors, game
from longtin._language import (
    EN_DASH,
    NO_BREAK,
    Language,
    message,
    sentence_case as sentence_case,
)
from longtin.brief import _words
from longtin.brief._brief import (
    Brief,
    Cell,
    Change,
    Direction,
    Line,
    Need,
    Opinion,
    Party,
    Reading,
    Side,
    Standing,
    Turn,
)
from longtin.brief._standing import CELLS
from longtin.trust import Hindcast

MOST, TWICE = 0.5, 2.0  # shares of the year's change between which a stretch is "most of it"
WHOLE_DECIBANS = 10  # from here on a sentence gives no decimals
THIN = 20  # coded reports in a year, below which a sentence says how few there were
TURNS = {True: message("rose to {trust} ({month})"), False: message("fell to {trust} ({month})")}
BOUNDS = {
    True: message("rose above {bound} ({month})"),
    False: message("fell below {bound} ({month})"),
}


def name(party: Party, language: Language) -> str:
    """A state inside a sentence: English gives some an article."""
    return actors.in_sentence(party.name, language.code)


def whose(party: Party, language: Language) -> str:
    """A state as owner; only English inflects it."""
    owner = name(party, language)
    if language.code != "en":
        return owner
    return f"{owner}’" if owner.endswith("s") else f"{owner}’s"


class Way(Protocol):
    """Anything of one state towards another."""

    @property
    def truster(self) -> Party: ...
    @property
    def trustee(self) -> Party: ...


def direction_name(direction: Way, language: Language) -> str:
    """One state's trust in the other, as a noun that can open a sentence."""
    words = language.say(
        "{truster} trust in {trustee}",
        truster=whose(direction.truster, language),
        trustee=name(direction.trustee, language),
    )
    return sentence_case(words)


def short_name(direction: Way, language: Language) -> str:
    """Who trusts whom, where it is plain that trust is meant: for the head of a column."""
    return language.say(
        "{truster} in {trustee}",
        truster=sentence_case(name(direction.truster, language)),
        trustee=name(direction.trustee, language),
    )


def interval(reading: Reading, language: Language) -> str:
    """The ends of the 90 % interval; empty when there is no figure."""
    if reading.low is None or reading.high is None:
        return ""
    return f"{language.number(reading.low)}–{language.number(reading.high)}"


def figure(reading: Reading, language: Language) -> str:
    """Trust with its interval, or why there is none: for a table."""
    if reading.trust is None:
        return missing(reading, language)
    return f"{language.probability(reading.trust)} ({interval(reading, language)})"


def missing(reading: Reading, language: Language) -> str:
    """The words that stand where a figure would."""
    if reading.status == "too little":
        return language.say("too little to say")
    return language.say("not covered")


def claim(direction: Direction, language: Language) -> str:
    """The headline sentence: trust now, its interval, and trust a year before."""
    now, before = direction.now, direction.year_before
    trust = direction_name(direction, language)
    day = language.date(now.date)
    if now.trust is None:
        return language.say(
            "{trust}, {day}: {missing}.", trust=trust, day=day, missing=missing(now, language)
        )
    values = {
        "trust": trust,
        "day": day,
        "now": language.probability(now.trust),
        "interval": interval(now, language),
    }
    if before.trust is None:
        return language.say(
            "{trust}, {day}: {now} (90 % interval: {interval}); a year before: {before}.",
            **values,
            before=missing(before, language),
        )
    ends = language.say(
        "{trust}, {day}: {now} (90 % interval: {interval}), from {before} a year before ({basis}).",
        **values,
        before=language.probability(before.trust),
        basis=_basis(direction, language),
    )
    return " ".join((ends, *_between(direction, language)))


def _basis(direction: Direction, language: Language) -> str:
    """What the figure of a year before rested on: its interval, and its reports if few."""
    change, ends = direction.change, interval(direction.year_before, language)
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
    figure = language.probability(there)
    month = language.month(reading.date)
    if figure.startswith((">", "<")):
        return language.say(BOUNDS[there > now], bound=figure[1:], month=month)
    return language.say(TURNS[there > now], trust=figure, month=month)


def reason(direction: Direction, language: Language) -> str:
    """Why there is no figure; empty when there is one, or when no reason is known."""
    if not direction.reason:
        return ""
    return language.say(
        _words.REASONS[direction.reason],
        truster=name(direction.truster, language),
        trustee=name(direction.trustee, language),
        effective=language.number(direction.effective_acts, 1),
        floor=language.number(direction.floor, 1),
    )


def support(direction: Direction, language: Language) -> tuple[str, ...]:
    """The sentences under a headline: whether the change is real, and where it came from."""
    change, turn = direction.change, direction.turn
    sentences = [reason(direction, language)]
    if change is not None:
        likelihood = language.likelihood(change.phrase)
        moved = "ends_alike" if change.between and change.move == "steady" else change.move
        sentences.append(language.say(_words.MOVED[moved], likelihood=likelihood))
    if change is not None and turn is not None:
        sentences.append(turning(turn, change, language))
    if direction.hindcast is not None:
        sentences.append(held_against(direction, direction.hindcast, language))
    return tuple(filter(None, sentences))


def turning(turn: Turn, change: Change, language: Language) -> str:
    """Where most of the change came from, or what moved belief most if nothing made most of it."""
    acts = dict.fromkeys(
        act_name(line, language) for line in turn.lines if line.what not in _words.NOT_AN_ACT
    )
    values = {
        "acts": language.list(tuple(acts)) or language.say("coded reports"),
        "decibans": decibans(turn.decibans, language, brief=True),
        "span": language.span(turn.start, turn.end),
    }
    weeks = max(round(((turn.end - turn.start).days + 1) / 7), 1)
    share = turn.decibans / change.decibans if change.decibans else 0.0
    if change.move != "steady" and MOST <= share <= TWICE:
        return language.count(
            "Most of it came in one week ({span}), when {acts} weighed {decibans} together.",
            "Most of it came in {n} weeks ({span}), when {acts} weighed {decibans} together.",
            weeks,
            **values,
        )
    return language.count(
        "It moved most in one week ({span}), when {acts} weighed {decibans} together.",
        "It moved most in {n} weeks ({span}), when {acts} weighed {decibans} together.",
        weeks,
        **values,
    )


def held_against(direction: Direction, known: Hindcast, language: Language) -> str:
    """What belief a year before led to expect, and what was recorded."""
    low, high = language.whole(round(100 * known.low)), language.percent(known.high)
    values = {
        "truster": name(direction.truster, language),
        "trustee": name(direction.trustee, language),
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


def act_name(line: Line, language: Language) -> str:
    """What was done, in plain words."""
    return act_words(line.what, language)


def act_words(what: str, language: Language) -> str:
    """Plain words for a type of act, a line of an explanation or a class of yearly counts.

    Args:
        what: A PLOVER type, or a key of `trust.Explanation.lines`.
        language: Of the words.
    """
    if what in _words.ACTS:
        return language.say(_words.ACTS[what])
    return _words.plain(what)


def who(line: Line, language: Language) -> str:
    """The most frequent source and target; the others are in the data."""
    named = tuple(dict.fromkeys(line.who))
    if len(named) > 1:
        return language.say("{who} and others", who=named[0])
    return "".join(named)


def rows(line: Line) -> str:
    """Rows of the record, each dataset named once: `icews14:12, 15; mid:3`."""
    found: dict[str, list[str]] = {}
    for origin in line.origins:
        dataset, _, row = origin.rpartition(":")
        found.setdefault(dataset, []).append(row)
    return "; ".join(f"{dataset}:{', '.join(rows)}" for dataset, rows in found.items())


def when(line: Line, language: Language) -> str:
    """The days of a line."""
    if line.what in _words.ALL_YEAR:
        return language.say("All year")
    return language.span(line.start, line.end)


def decibans(weight: float, language: Language, *, brief: bool = False) -> str:
    """Weight of evidence with its sign and unit."""
    digits = 0 if brief and abs(weight) >= WHOLE_DECIBANS else 1
    return f"{language.number(weight, digits, signed=True)}{NO_BREAK}dB"


def standing(brief: Brief, language: Language) -> str:
    """Where the pair stands in the 2×2, and where it stood; empty if that is not known."""
    if brief.cell is None:
        return ""
    stood = brief.standing
    values = {
        "now": field(stood, language),
        "stake": stake(stood.stake, language),
        "needed": needed(stood, language),
    }
    if brief.cell_year_before is None:
        return language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}.",
            **values,
        )
    if brief.cell_year_before == brief.cell:
        return language.say(
            "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
            "{now}, as it did a year before.",
            **values,
        )
    return language.say(
        "At a stake of {stake}, which takes trust of {needed}, the pair stands in the 2×2 at "
        "{now}; a year before, at “{before}”.",
        **values,
        before=cell_name(brief.cell_year_before, language),
    )


def field(stood: Standing, language: Language) -> str:
    """The field a pair stands in, who doubts, and how likely it is."""
    if stood.cell is None:
        return ""
    words = field_name(stood.cell, stood.sides, language)
    if stood.cell not in stood.chances:
        return f"“{words}”"
    chance = chances(stood.chances[stood.cell], language)
    return language.say("“{field}” (a chance of {chance})", field=words, chance=chance)


def needed(stood: Standing, language: Language) -> str:
    """What trust an act takes of each side."""
    one, two = (threshold(side.need, language) for side in stood.sides)
    if one == two:
        return language.say("{trust} on either side", trust=one)
    here, there = (name(side.truster, language) for side in stood.sides)
    return language.say(
        "{one} of {here} and {two} of {there}", one=one, here=here, two=two, there=there
    )


def threshold(need: Need, language: Language) -> str:
    """The least trust that is enough, for a table or a sentence."""
    if need.threshold is None:
        return language.say("more than there can be")
    return language.probability(need.threshold)


def stake(share: float, language: Language) -> str:
    """A stake to two decimals; one too small for them says so."""
    return f"<{language.number(0.01)}" if 0 < share < 0.005 else language.number(share)


def chances(share: float, language: Language) -> str:
    """A chance in per cent; what rounds to none or all says so by a bound."""
    if share < 0.005:
        return f"<{language.percent(0.01)}"
    return f">{language.percent(0.99)}" if share > 0.995 else language.percent(share)


def field_name(cell: game.Cell, sides: tuple[Side, Side], language: Language) -> str:
    """A field of the 2×2, and who doubts."""
    words = cell_name(CELLS[cell], language)
    if CELLS[cell] != "fragile":
        return words
    doubter = sides[cell == "second doubts"].truster
    return language.say("{cell}: {doubter} doubts", cell=words, doubter=name(doubter, language))


def cell_name(cell: Cell, language: Language) -> str:
    """A field of the 2×2."""
    return language.say(_words.CELLS[cell])


def opinion(direction: Direction, known: Opinion, language: Language) -> str:
    """What the truster's society did towards the other state, as an indicator."""
    now = language.say(
        "Society in {truster} towards {trustee}, over the year: {reports}",
        truster=name(direction.truster, language),
        trustee=name(direction.trustee, language),
        reports=reports(known.reports, known.hostile, language),
    )
    if known.reports_before is None or known.hostile_before is None:
        before = language.say("the year before is not covered")
    else:
        earlier = reports(known.reports_before, known.hostile_before, language)
        before = language.say("the year before: {reports}", reports=earlier)
    return f"{now}; {before}."


def reports(count: int, hostile: int, language: Language) -> str:
    """A number of coded reports, and how many of them were of conflict."""
    if not count:
        return language.say("no coded report")
    said = language.count("one coded report", "{n} coded reports", count)
    if not hostile:
        return language.say("{reports}, none hostile", reports=said)
    return language.say(
        "{reports}, {hostile} hostile", reports=said, hostile=language.whole(hostile)
    )
