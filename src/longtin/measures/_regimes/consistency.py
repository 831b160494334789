"""Consistency of a regime: every word, source, state and obligation it points at is there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from longtin._data import Place
from longtin._dates import period
from longtin.errors import LongtinError, Phrase
from longtin.measures._regimes.groups import ccode, groups
from longtin.measures._regimes.obligation import Deadline, Obligation, Proviso
from longtin.measures._regimes.regime import Membership, Regime, Suspension
from longtin.measures._regimes.sources import sources
from longtin.measures._regimes.trigger import Formula, Trigger
from longtin.measures._regimes.vocabulary import unknown, vocabulary

Slips = Iterator[tuple[Place, Phrase | LongtinError]]
"""What is wrong with a regime: where in its file, and why."""

YEARS_KNOWN = (date(1945, 1, 1), date(1985, 1, 1), date(2010, 1, 1))
"""Days on which a code should stand for a state; one is enough, as states come and go."""


def slips(found: Regime) -> Slips:
    """Everything in a regime that points nowhere, stands twice or waits for itself."""
    yield from _known(("zone",), "zone", found.zone, vocabulary().zones)
    held = {*sources(), *found.sources}
    yield from _sourced(("force", "source"), found.force.source, held)
    for at, party in enumerate(found.parties):
        yield from _party(("parties", at), party)
    for at, rest in enumerate(found.suspended):
        yield from _party(("suspended", at), rest)
        yield from _sourced(("suspended", at, "source"), rest.source, held)
        for name in rest.obligations:
            known = [each.id for each in found.obligations]
            yield from _known(("suspended", at, "obligations"), "obligation", name, known)
    ids, duties = list(ids_of(found)), [each.id for each in found.obligations]
    for at, each in enumerate(found.obligations):
        place = ("obligations", at)
        if ids.count(each.id) > 1:
            twice = Phrase("`{id}` is given twice. Give each its own id.", id=each.id)
            yield (*place, "id"), twice
        yield from _obligation(place, each, duties, held)
    for at, other in enumerate(found.exceptions):
        place = ("exceptions", at)
        for target in other.excepts:
            yield from _known((*place, "excepts"), "obligation", target, ids)
        for key in other.sources:
            yield from _sourced((*place, "sources"), key, held)
        yield from _read(place, other, held)
        yield from _deadline((*place, "deadline"), other.deadline, held)
        yield from _trigger((*place, "when"), other.when, duties, held)
    yield from _rings(found)


def _party(place: Place, party: Membership | Suspension) -> Slips:
    yield from _known((*place, "group"), "group", party.group, groups())
    if party.state is not None and not any(
        ccode(party.state, day) for day in (party.since or YEARS_KNOWN[0], *YEARS_KNOWN)
    ):
        nowhere = "`{state}` is no state. Write its three letters of ISO 3166, such as VNM."
        yield (*place, "state"), Phrase(nowhere, state=party.state)


def _read(place: Place, each: Obligation | Proviso, held: Collection[str]) -> Slips:
    """A row is verified where its paragraph was read whole, and only there."""
    if each.read is not None:
        yield from _sourced((*place, "read", "source"), each.read.source, held)
    if (each.certainty == "verified") != (each.read is not None):
        yield (
            (*place, "certainty"),
            Phrase(
                "`{id}`: `certainty: verified` and `read` go together. Write under `read` what the "
                "paragraph says, read whole, and where; or call the row `memory`.",
                id=each.id,
            ),
        )


def _obligation(place: Place, each: Obligation, ids: list[str], held: Collection[str]) -> Slips:
    words = vocabulary()
    for key in each.sources:
        yield from _sourced((*place, "sources"), key, held)
    yield from _read(place, each, held)
    yield from _known((*place, "only_if"), "trait", each.only_if, words.traits)
    yield from _known((*place, "duty"), "duty", each.duty, words.duties)
    for kind in each.on:
        yield from _known((*place, "on"), "kind of activity", kind, words.kinds)
    for key in each.content:
        yield from _known((*place, "content"), "content", key, words.contents)
    if not each.on and (each.when or each.deadline or each.quota):
        yield (
            place,
            Phrase("`{id}` has a trigger and no kinds of activity. Write `on`.", id=each.id),
        )
    for day in each.every.days if each.every else ():
        yield from _day((*place, "every"), day)
    yield from _deadline((*place, "deadline"), each.deadline, held)
    if each.when:
        yield from _trigger((*place, "when"), each.when, ids, held)


def _deadline(place: Place, deadline: Deadline | None, held: Collection[str]) -> Slips:
    if deadline is None:
        return
    yield from _sourced((*place, "source"), deadline.source, held)
    known = vocabulary().parameters
    yield from _known((*place, "parameter"), "parameter", deadline.parameter, known)
    if deadline.day is not None:
        yield from _day((*place, "day"), deadline.day)


def _day(place: Place, day: str) -> Slips:
    """A day of the year that there is."""
    try:
        period(f"2023-{day}")
    except LongtinError as error:
        yield place, error


def _trigger(place: Place, trigger: Trigger, ids: list[str], held: Collection[str]) -> Slips:
    words = vocabulary()
    for node in trigger.nodes():
        named = node.value if isinstance(node.value, str) else None
        worked_out = node.value.of if isinstance(node.value, Formula) else None
        yield from _known(place, "kind of activity", node.kind, words.kinds)
        yield from _known(place, "fact", node.fact, words.facts)
        yield from _known(place, "figure", node.quantity, words.figures)
        yield from _known(place, "figure", worked_out, words.figures)
        yield from _known(place, "line", node.distance_to, words.lines)
        yield from _known(place, "obligation", node.owed, ids)
        yield from _known(place, "obligation", node.kept, ids)
        yield from _known(place, "parameter", named, words.parameters)
        yield from _sourced(place, node.source, held)


def _sourced(place: Place, key: str | None, held: Collection[str]) -> Slips:
    yield from _known(place, "source", key, held)


def _known(place: Place, what: str, word: str | None, held: Iterable[str]) -> Slips:
    if word is not None and (why := unknown(word, held, what)):
        yield place, why


def _rings(found: Regime) -> Slips:
    """Obligations that wait for each other."""
    waits: dict[str, set[str]] = {}
    for each in found.obligations:
        nodes = each.when.nodes() if each.when else ()
        waits[each.id] = {name for node in nodes for name in (node.owed, node.kept) if name}
    for other in found.exceptions:
        waits[other.id] = {
            name for node in other.when.nodes() for name in (node.owed, node.kept) if name
        }
        for target in other.excepts:
            waits.setdefault(target, set()).add(other.id)
    for start in waits:
        if start in _reached(start, waits):
            yield ("obligations",), Phrase("`{id}` waits for itself. Break the ring.", id=start)


def _reached(start: str, waits: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(waits.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(waits.get(name, ()))
    return reached


def ids_of(found: Regime) -> Iterator[str]:
    """Names of all obligations and exceptions of a regime."""
    yield from (each.id for each in found.obligations)
    yield from (each.id for each in found.exceptions)
