"""Reading the regimes, and refusing those that point nowhere."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from longtin._data import document, parse
from longtin._dates import period
from longtin.errors import DataError, LongtinError, meant
from longtin.measures._conditions import Condition, Formula
from longtin.measures._regime import Deadline, Obligation, Party, Regime, Suspension
from longtin.measures._vocabulary import (
    DATA,
    ccode,
    check_word,
    groups,
    sources,
    vocabulary,
)

YEARS_KNOWN = (date(1945, 1, 1), date(1985, 1, 1), date(2010, 1, 1))
"""Days on which a code should stand for a state; one is enough, as states come and go."""


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime, by id, in order of signature.

    Raises:
        DataError: A file is not as it should be; it is named with its line.

    Example:
        >>> regimes()["vienna-2011"].force.since.isoformat()
        '2011-12-01'
    """
    found = [
        read_regime(file)
        for file in DATA.joinpath("regimes").iterdir()
        if file.name.endswith(".yaml")
    ]
    _check_ids(found)
    found.sort(key=lambda each: (each.force.signed, each.id))
    return MappingProxyType({each.id: each for each in found})


def regime(name: str) -> Regime:
    """One regime, by its id.

    Raises:
        DataError: There is none of that name; the nearest is named.
    """
    known = regimes()
    if name not in known:
        near = get_close_matches(name.lower(), known, n=1, cutoff=0.4)
        raise DataError(
            "There is no regime `{name}`.{hint} `longtin regime list` shows all.",
            name=name,
            hint=meant(near),
        )
    return known[name]


def read_regime(path: Path | Any) -> Regime:
    """One file as a regime, with everything it points at checked.

    Raises:
        DataError: It is not as it should be; the message names file, line, value and remedy.
    """
    where = str(path) if isinstance(path, Path) else path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"{where} cannot be read: {error}. Check the name and save as UTF-8."
        ) from error
    found = parse(text, Regime, where)
    if path.name != f"{found.id}.yaml":
        raise DataError(f"{where}:1: the id is `{found.id}`. Name the file {found.id}.yaml.")
    try:
        _check(found)
    except _SlipError as slip:
        lines = document(text, where)[1]
        place = slip.place
        while place not in lines:
            place = place[:-1]
        raise DataError(f"{where}:{lines[place]}: {slip}") from None
    return found


class _SlipError(DataError):
    """Something wrong at a place of a file."""

    def __init__(self, place: tuple[Any, ...], said: str) -> None:
        super().__init__(said)
        self.place = place


def _check(found: Regime) -> None:
    words = vocabulary()
    _known(("zone",), "zone", found.zone, words.zones)
    _known(("force", "source"), "source", found.force.source, sources())
    for at, party in enumerate(found.parties):
        _check_party(("parties", at), party)
    for at, rest in enumerate(found.suspended):
        _check_party(("suspended", at), rest)
        _known(("suspended", at, "source"), "source", rest.source, sources())
        for name in rest.obligations:
            known = [each.id for each in found.obligations]
            _known(("suspended", at, "obligations"), "obligation", name, known)
    ids, duties = list(_ids(found)), [each.id for each in found.obligations]
    for at, each in enumerate(found.obligations):
        place = ("obligations", at)
        if ids.count(each.id) > 1:
            raise _SlipError((*place, "id"), f"`{each.id}` is given twice. Give each its own id.")
        _check_obligation(place, each, duties)
    for at, other in enumerate(found.exceptions):
        place = ("exceptions", at)
        for target in other.excepts:
            _known((*place, "excepts"), "obligation", target, ids)
        for key in other.sources:
            _known((*place, "sources"), "source", key, sources())
        _check_deadline((*place, "deadline"), other.deadline)
        _check_condition((*place, "when"), other.when, duties)
    _check_rings(found)


def _check_party(place: tuple[Any, ...], party: Party | Suspension) -> None:
    if party.group is not None:
        _known((*place, "group"), "group", party.group, groups())
    if party.state is not None and not any(
        ccode(party.state, day) for day in (party.since or YEARS_KNOWN[0], *YEARS_KNOWN)
    ):
        raise _SlipError(
            (*place, "state"),
            f"`{party.state}` is no state. Write its three letters of ISO 3166, such as VNM.",
        )


def _check_obligation(place: tuple[Any, ...], each: Obligation, ids: list[str]) -> None:
    words = vocabulary()
    for key in each.sources:
        _known((*place, "sources"), "source", key, sources())
    _known((*place, "duty"), "duty", each.duty, words.duties)
    for kind in each.on:
        _known((*place, "on"), "kind of activity", kind, words.kinds)
    for key in each.content:
        _known((*place, "content"), "content", key, words.contents)
    if not each.on and (each.when or each.deadline or each.quota):
        raise _SlipError(place, f"`{each.id}` has a trigger and no kinds of activity. Write `on`.")
    for day in each.every.days if each.every else ():
        try:
            period(f"2023-{day}")
        except LongtinError as error:
            raise _SlipError((*place, "every"), str(error)) from error
    _check_deadline((*place, "deadline"), each.deadline)
    if each.when:
        _check_condition((*place, "when"), each.when, ids)


def _check_deadline(place: tuple[Any, ...], deadline: Deadline | None) -> None:
    if deadline is None:
        return
    if deadline.source is not None:
        _known((*place, "source"), "source", deadline.source, sources())
    _known((*place, "parameter"), "parameter", deadline.parameter, vocabulary().parameters)
    if deadline.day is not None:
        try:
            period(f"2023-{deadline.day}")
        except LongtinError as error:
            raise _SlipError((*place, "day"), str(error)) from error


def _check_condition(place: tuple[Any, ...], condition: Condition, ids: list[str]) -> None:
    words = vocabulary()
    for node in condition.nodes():
        for what, word, held in (
            ("kind of activity", node.kind, words.kinds),
            ("fact", node.fact, words.facts),
            ("figure", node.quantity, words.figures),
            ("line", node.distance_to, words.lines),
            ("obligation", node.owed, ids),
            ("obligation", node.kept, ids),
            ("source", node.source, sources()),
            ("parameter", node.value if isinstance(node.value, str) else None, words.parameters),
            ("figure", node.value.of if isinstance(node.value, Formula) else None, words.figures),
        ):
            _known(place, what, word, held)


def _known(place: tuple[Any, ...], what: str, word: str | None, held: Any) -> None:
    if word is None:
        return
    try:
        check_word(word, held, what, "")
    except DataError as error:
        raise _SlipError(place, str(error).removeprefix(": ")) from None


def _check_rings(found: Regime) -> None:
    """Refuse obligations that wait for each other."""
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
            raise _SlipError(("obligations",), f"`{start}` waits for itself. Break the ring.")


def _reached(start: str, waits: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(waits.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(waits.get(name, ()))
    return reached


def _check_ids(found: list[Regime]) -> None:
    """An obligation's id names one obligation in all regimes."""
    seen: dict[str, str] = {}
    for each in found:
        for name in _ids(each):
            if name in seen:
                raise DataError(
                    f"`{name}` stands in {seen[name]}.yaml and in {each.id}.yaml. Rename one."
                )
            seen[name] = each.id


def _ids(found: Regime) -> Iterator[str]:
    yield from (each.id for each in found.obligations)
    yield from (each.id for each in found.exceptions)


def rows() -> Mapping[str, tuple[str, ...]]:
    """Every row put into code, with the regimes whose obligations come from it."""
    held: dict[str, dict[str, None]] = {}
    for each in regimes().values():
        own = [part.row or part.id for part in each.obligations]
        own += [rest.row for rest in each.suspended if rest.row]
        for row in (*own, *(part.row or part.id for part in each.exceptions)):
            held.setdefault(row, {})[each.id] = None
    return MappingProxyType({row: tuple(names) for row, names in held.items()})
