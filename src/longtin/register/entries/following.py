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


class EntryReading:
    """Takes over entry after entry, as they come; the first that does not follow is named.

    Where the key of an entry is not known, the entries behind it are searched for it before the
    refusal comes, so that it can say which of them enters the key too late.

    Args:
        past: What was read so far.
    """

    def __init__(self, past: Proceedings) -> None:
        self.past = past
        self._refused: RegisterError | None = None
        self._key, self._at = "", 0

    def take(self, entry: bytes) -> Statement | None:
        """The next entry, verified; nothing behind one that was refused.

        Raises:
            RegisterError: An entry does not follow.
        """
        if self._refused is None:
            try:
                return add_entry(self.past, entry)
            except RegisterError as error:
                self._key = _unknown_key(self.past, entry)
                if not self._key:
                    raise
                self._refused, self._at = error, self.past.size
            return None
        self._at += 1
        body = _body(entry)
        if body.get("kind") == ENTER and _fingerprint(body) == self._key:
            why = Phrase(
                "it is signed by a key of {party} that only entry {index} enters",
                party=str(body.get("party")),
                index=self._at,
            )
            raise no_statement(self.past.size, why) from self._refused
        return None

    def finish(self) -> None:
        """Refuse what was found wrong, if no later entry has told more of it.

        Raises:
            RegisterError: An entry did not follow.
        """
        if self._refused is not None:
            raise self._refused


def read_entries(past: Proceedings, entries: Iterable[bytes]) -> Iterator[Statement]:
    """Take over entry after entry.

    Args:
        past: What was read so far.
        entries: The next ones.

    Raises:
        RegisterError: One does not follow; it is named. A key that is entered only later is, too.
    """
    reading = EntryReading(past)
    for entry in entries:
        found = reading.take(entry)
        if found is not None:
            yield found
    reading.finish()


def _unknown_key(past: Proceedings, entry: bytes) -> str:
    """The fingerprint that an entry is signed by, if no key of it was entered before."""
    try:
        key = str(open_entry(past.size, entry).said["key"])
    except LongtinError:
        return ""
    return "" if any(each.key.fingerprint == key for each in past.keys) else key


def _body(entry: bytes) -> Mapping[str, Any]:
    try:
        return open_entry(0, entry).body
    except LongtinError:
        return {}


def _fingerprint(body: Mapping[str, Any]) -> str:
    try:
        return log.parse_vkey(str(body.get("key"))).fingerprint
    except LongtinError:
        return ""
