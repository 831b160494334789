"""Decisive words: what the rules that may bind an activity hang on, and so what to state of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from longtin.errors import DataError
from longtin.measures._regimes.load import regimes
from longtin.measures._regimes.obligation import LIMITING, Deadline, Obligation, Proviso
from longtin.measures._regimes.parties import party_status
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.trigger import Formula, Trigger
from longtin.measures._regimes.vocabulary import unknown, vocabulary


@dataclass(frozen=True)
class DecisiveWords:
    """Words of the vocabulary on which an answer may hang, in the vocabulary's order.

    Attributes:
        regimes: Regimes that speak of such an activity, by id.
        figures: What is counted.
        facts: Marks.
        lines: Lines it may be near.
        zones: Areas it may be in.
        anchors: Moments that deadlines are counted from.
        duties: What may have to be done; duties that the act itself breaks are not.
        contents: What a message may have to hold.
    """

    regimes: tuple[str, ...]
    figures: tuple[str, ...]
    facts: tuple[str, ...]
    lines: tuple[str, ...]
    zones: tuple[str, ...]
    anchors: tuple[str, ...]
    duties: tuple[str, ...]
    contents: tuple[str, ...]


def decisive_words(kind: str, states: Iterable[int] = (), day: date | None = None) -> DecisiveWords:
    """What the rules on activities of a kind hang on.

    Args:
        kind: Of activity, by the vocabulary.
        states: Correlates of War codes of those concerned: only regimes that bind one of them
            count. Without any, or without a day, every regime does.
        day: Of the activity.

    Raises:
        DataError: There is no such kind.
    """
    words = vocabulary()
    if why := unknown(kind, words.kinds, "kind of activity"):
        raise DataError("{why}", why=why)
    among = tuple(states) if day is not None else ()
    speaking = [
        each
        for each in regimes().values()
        if any(kind in one.on for one in each.obligations)
        and (day is None or not among or any(party_status(each, one, day).bound for one in among))
    ]
    found = {word for each in speaking for word in _words_of(each, kind)}

    def of(sort: str, held: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for word in held if (sort, word) in found)

    return DecisiveWords(
        regimes=tuple(each.id for each in speaking),
        figures=of("figure", words.figures),
        facts=of("fact", words.facts),
        lines=of("line", words.lines),
        zones=of("zone", words.zones),
        anchors=of("anchor", words.anchors),
        duties=of("duty", words.duties),
        contents=of("content", words.contents),
    )


def _words_of(found: Regime, kind: str) -> Iterator[tuple[str, str]]:
    """Words that the rules of one regime on one kind of activity hang on, with their sort."""
    obligations = [each for each in found.obligations if kind in each.on]
    names = {each.id for each in obligations}
    provisos = [each for each in found.exceptions if names & set(each.excepts)]
    if found.zone and not all(each.anywhere for each in obligations):
        yield "zone", found.zone
    for each in obligations:
        if each.duty not in LIMITING:
            yield "duty", each.duty
        yield from (("content", name) for name in each.content)
    parts: tuple[Obligation | Proviso, ...] = (*obligations, *provisos)
    for part in parts:
        yield from _decisive(part)


def _decisive(part: Obligation | Proviso) -> Iterator[tuple[str, str]]:
    yield from _counted_from(part.deadline)
    for node in part.when.nodes() if part.when else ():
        yield from _named(node)


def _counted_from(deadline: Deadline | None) -> Iterator[tuple[str, str]]:
    if deadline and deadline.anchor:
        yield "anchor", deadline.anchor


def _named(node: Trigger) -> Iterator[tuple[str, str]]:
    if node.fact:
        yield "fact", node.fact
    if node.quantity:
        yield "figure", node.quantity
    if node.distance_to:
        yield "line", node.distance_to
    if isinstance(node.value, Formula):
        yield "figure", node.value.of
    yield from (("anchor", each) for each in node.between or ())
