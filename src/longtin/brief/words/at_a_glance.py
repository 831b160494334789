"""Trust, what moved it and what to propose, for a minister: in no unit of a model."""

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from longtin import measures
from longtin._language import Language, age, band, degree, message, sentence_case
from longtin.brief.values.direction import Direction
from longtin.brief.values.proposal import Proposal
from longtin.brief.values.reading import Reading
from longtin.brief.words import conduct, headline, pair
from longtin.brief.words.conduct import Words
from longtin.page import Column
from longtin.plan import Verdict

ARROWS: Final[Words] = MappingProxyType({"rose": "▲", "fell": "▼", "steady": "▶"})

YEAR: Final[Words] = MappingProxyType(
    {
        "rose": message("improved"),
        "fell": message("deteriorated"),
        "steady": message("no clear change"),
    }
)

COSTS: Final[Words] = MappingProxyType(
    {
        "little": message("Cost low"),
        "some": message("Cost moderate"),
        "much": message("Cost high"),
    }
)

RISKS: Final[Words] = MappingProxyType(
    {
        "little": message("risk low if they cheat"),
        "some": message("risk moderate if they cheat"),
        "much": message("risk high if they cheat"),
    }
)

AGAINST_WAITING: Final[Words] = MappingProxyType(
    {
        "plan": message(
            "What is proposed to {states} does better than waiting, by more than the margin of "
            "error of the reckoning."
        ),
        "only_if_change": message(
            "What is proposed to {states} does better than waiting only if keeping measures also "
            "changes conduct, which comparable cases leave open."
        ),
        "wait": message(
            "For {states} nothing does clearly better than waiting: what is proposed can as well "
            "be left."
        ),
    }
)

OVER_THE_YEAR: Final[Words] = MappingProxyType(
    {
        "rose": message("rose over the year."),
        "fell": message("fell over the year."),
        "steady": message("did not clearly change over the year."),
    }
)

RISES: Final = MappingProxyType(
    {
        True: message("up through {acts} ({when})"),
        False: message("down through {acts} ({when})"),
    }
)

NAMED: Final = 2
"""Moves named in a sentence."""

STALE: Final = 15
"""Age in years from which a move is not named: whoever reads has others in mind. A judgement."""

RISE: Final = 0.05
"""By how much a crisis must become likelier for a minister to be told."""

LEADING: Final = 2
"""Offices named of those that carry a measure out."""


def standing(reading: Reading, language: Language) -> str:
    """Trust in a word, with its figure and interval, or what was last known of it."""
    if reading.trust is None:
        return pair.missing(reading, language)
    ends = pair.interval(reading, language)
    if reading.is_old and reading.last_known is not None and reading.heard is not None:
        return language.say(
            "{interval}; last known: {degree} ({day})",
            interval=ends,
            degree=degree(reading.last_known, language),
            day=language.date(reading.heard),
        )
    return language.say(
        "{degree}: {trust} ({interval})",
        degree=degree(reading.trust, language),
        trust=language.level(reading.trust),
        interval=ends,
    )


def over_the_year(way: Direction, language: Language) -> str:
    """Arrow and word for the change over the year, or since when it is not known."""
    if way.change is not None:
        return f"{ARROWS[way.change.move]} {language.say(YEAR[way.change.move])}"
    if way.now.heard is not None:
        return language.say("not known since {day}", day=language.date(way.now.heard))
    return language.say("not known")


def evidence_age(heard: Sequence[tuple[str, date | None]], day: date, language: Language) -> str:
    """How old the last evidence on each of several states is, those of one day together.

    Args:
        heard: Names of states, and the day of the last evidence on each.
        day: From which age counts.
        language: Of the words.
    """
    days = sorted({when for _, when in heard if when is not None}, reverse=True)
    told = [
        language.say(
            "{states}: {day} ({age})",
            states=language.list([name for name, when in heard if when == each]),
            day=language.date(each),
            age=language.say("the same day")
            if each == day
            else language.say("{age} ago", age=age(each, day, language)),
        )
        for each in days
    ]
    unknown = [name for name, when in heard if when is None]
    if unknown:
        told.append(language.say("{states}: none", states=language.list(unknown)))
    return language.say("Last evidence – {days}.", days="; ".join(told))


def last_moves(way: Direction, acts_until: date | None, language: Language) -> str:
    """What last clearly moved one state's trust in the other, before what is known of it ends.

    Args:
        way: Of the two.
        acts_until: Last day on which a source of dated acts covers the pair.
        language: Of the words.
    """
    said = _latest(way, language)
    if acts_until is not None:
        said = f"{unnamed_since(acts_until, language)} {sentence_case(said)}"
    trust = pair.direction_name(way, language)
    return language.say("{trust}: {moved}", trust=trust, moved=said)


def unnamed_since(acts_until: date, language: Language) -> str:
    """Since when no source names acts, so that what moved trust is of earlier years."""
    return language.say(
        "no source names acts after {day}; what follows is from before.",
        day=language.date(acts_until),
    )


def moved_by(way: Direction, language: Language) -> str:
    """What moved trust over the year, or most clearly before; with crises, and no state's name."""
    return " ".join(filter(None, (*_moves(way, language), headline.crises((way,), language))))


def _moves(way: Direction, language: Language) -> Iterator[str]:
    """The change over the year and its stretch, as the headline tells them; or the last moves."""
    if way.change is None:
        yield _latest(way, language)
        return
    yield language.say(OVER_THE_YEAR[way.change.move])
    if way.turn is None:
        yield language.say("No single act stands out.")
    else:
        yield headline.turning(way.turn, way.change, language)


def _latest(way: Direction, language: Language) -> str:
    """The latest of the clear moves on record."""
    acts = [each for each in way.marks if each.what not in conduct.NOT_AN_ACT]
    if not acts:
        return language.say("no source names what moved it.")
    first = way.now.date.year - STALE
    latest = sorted(
        (each for each in acts if each.start.year > first), key=lambda each: each.start
    )[-NAMED:]
    if not latest:
        return language.count(
            "no act on record clearly moved it in the last year.",
            "no act on record clearly moved it in the last {n} years.",
            STALE,
        )
    alike: dict[tuple[bool, str], list[str]] = {}
    for each in latest:
        move = each.points > 0, conduct.act_name(each, language)
        alike.setdefault(move, []).append(language.month(each.start))
    moves = [
        language.say(RISES[rose], acts=act, when=language.list(list(dict.fromkeys(months))))
        for (rose, act), months in alike.items()
    ]
    return language.say("last moved clearly: {moves}.", moves=language.list(moves))


def against_waiting(verdicts: Sequence[tuple[str, Verdict]], language: Language) -> list[str]:
    """Whether proposals are worth more than waiting, a sentence for each answer.

    Args:
        verdicts: Names of states, and the answer for each.
        language: Of the words.
    """
    return [
        sentence_case(language.say(words, states=language.list(states)))
        for verdict, words in AGAINST_WAITING.items()
        if (states := [name for name, each in verdicts if each == verdict])
    ]


def in_crisis(states: Sequence[str], language: Language) -> list[str]:
    """That what is proposed to some states is for the management of a crisis.

    Args:
        states: Their names.
        language: Of the words.
    """
    if not states:
        return []
    said = language.say(
        "A crisis with {states} goes on: what is proposed is for managing it.",
        states=language.list(states),
    )
    return [said]


def crisis_risk(chances: Sequence[tuple[str, float, float]], language: Language) -> list[str]:
    """That what is proposed makes a crisis likelier, where it does by as much as matters.

    Args:
        chances: Names of states, and the chance of a crisis by the plan and by waiting.
        language: Of the words.
    """
    more = [each for each in chances if each[1] - each[2] >= RISE]
    if not more:
        return []
    told = [
        language.percent(chance)
        if len(chances) == 1
        else language.say("{state} {chance}", state=state, chance=language.percent(chance))
        for state, chance, _ in more
    ]
    return [
        language.say(
            "If it is carried out, a crisis becomes likelier: {risks} within the year, against "
            "{idle} assumed for waiting, since there is more that can be broken.",
            risks=language.list(told),
            idle=language.percent(more[0][2]),
        )
    ]


def proposal_columns(language: Language) -> tuple[Column, ...]:
    """Heads of `proposal_cells`."""
    return (
        Column(language.say("What, and with whom"), wraps=True),
        Column(language.say("Who leads"), wraps=True),
        Column(language.say("By when")),
        Column(language.say("What it costs"), wraps=True),
        Column(language.say("If they refuse"), wraps=True),
    )


PROPOSAL_SHARES: Final = (2.2, 0.95, 0.8, 1.05, 1.3)
"""How wide the columns are beside each other."""


def proposal_cells(
    one: Proposal, there: str, language: Language, *, described: bool = False
) -> tuple[str, ...]:
    """A proposal as a row: what with whom, who leads, by when, what it costs, if they refuse.

    Args:
        one: The proposal.
        there: The other state's name.
        language: Of the words.
        described: Whether to say what the measure is too.
    """
    name = one.name.of(language.code)
    what = language.say("{state}: {measure}", state=sentence_case(there), measure=name)
    if one.again:
        what = language.say("{what}, offered once more", what=what)
    if described:
        what = f"{what}. {one.description.of(language.code)}"
    leads = [measures.named("carrier", each, language) for each in one.leads[:LEADING]]
    cost = f"{language.say(COSTS[one.cost])}; {language.say(RISKS[one.stake])}"
    return (
        what,
        sentence_case(language.list(leads)),
        language.date(one.runs_by),
        cost,
        _refused(one, language),
    )


def _refused(one: Proposal, language: Language) -> str:
    if one.refuses is None:
        return language.say("Nothing is asked of them")
    values = {"likelihood": sentence_case(language.likelihood(band(one.refuses)))}
    if not one.instead.en:
        return values["likelihood"]
    then = one.instead.of(language.code)
    if one.instead == one.name:
        return language.say("{likelihood}; then offer it once more", **values)
    return language.say("{likelihood}; then: {measure}", measure=then, **values)
