"""What may follow: each entry held against those before it, when submitted and when read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from longtin.errors import LongtinError, Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.bodies import RULES, check_body, keep_body
from longtin.register.entries.party_keys import ENTER
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import Statement, no_statement, open_entry


def add_entry(past: Proceedings, entry: bytes) -> Statement:
    """Read the next entry: its form, its chain, its signature, what it says.

    Raises:
        RegisterError: It does not follow; it is named, and nothing is taken over.
    """
    try:
        found = open_entry(past.size, entry)
        check_next(past, found)
    except LongtinError as error:
        raise no_statement(past.size, error) from error
    keep_next(past, found)
    return found


def check_next(past: Proceedings, found: Statement) -> None:
    """Refuse a statement that cannot be the next entry; nothing is taken over.

    Raises:
        LongtinError: Why.
    """
    number, previous = past.tip(found.issuer)
    _check_place(past, found.said)
    if (found.number, found.said["previous"]) != (number + 1, previous):
        raise RegisterError(
            "it does not follow the one before of its party: the next of {party} is {n}",
            party=found.issuer,
            n=number + 1,
        )
    if found.admitted < past.admitted:
        raise RegisterError("it was let in before the entry before it")
    past.keys.check(found.said, found.envelope)
    check_body(past, found)


def _check_place(past: Proceedings, said: Mapping[str, Any]) -> None:
    regime = "" if past.rules is None else past.rules[0]
    known = said["body"].get("regime") if said["body"]["kind"] == RULES else regime
    if said["origin"] != past.origin or said["regime"] != known:
        raise RegisterError(
            "it is made for {origin} and {regime}, not for this register",
            origin=said["origin"] or "–",
            regime=said["regime"] or "–",
        )
    seen = said["seen"]
    is_whole = set(seen) == {"size", "root"} and type(seen["size"]) is int
    if not is_whole or not 0 <= seen["size"] <= past.size:
        raise log.malformed(Phrase("statement"), Phrase("`seen` is no head of this log"))


def keep_next(past: Proceedings, found: Statement) -> None:
    """Take over a statement that was checked as the next entry."""
    past.tips[found.issuer] = (found.number, found.hash)
    past.admitted = found.admitted
    keep_body(past, found)
    past.size += 1


def read_entries(past: Proceedings, entries: Iterable[bytes]) -> Iterator[Statement]:
    """Take over entry after entry.

    Args:
        past: What was read so far.
        entries: The next ones.

    Raises:
        RegisterError: One does not follow; it is named. A key that is entered only later is, too.
    """
    coming = iter(entries)
    for entry in coming:
        at = past.size
        try:
            yield add_entry(past, entry)
        except RegisterError as error:
            later = _entered_later(past, entry, coming)
            if later is None:
                raise
            why = Phrase(
                "it is signed by a key of {party} that only entry {index} enters",
                party=later[0],
                index=later[1],
            )
            raise no_statement(at, why) from error


def _entered_later(
    past: Proceedings, entry: bytes, coming: Iterable[bytes]
) -> tuple[str, int] | None:
    """Which entry behind this one enters the key that signs it, if the key is not known yet."""
    try:
        key = open_entry(past.size, entry).said["key"]
    except LongtinError:
        return None
    if any(each.key.fingerprint == key for each in past.keys):
        return None
    for at, later in enumerate(coming, past.size + 1):
        try:
            body = open_entry(at, later).body
            if body["kind"] == ENTER and log.parse_vkey(str(body.get("key"))).fingerprint == key:
                return str(body.get("party")), at
        except LongtinError:
            continue
    return None
