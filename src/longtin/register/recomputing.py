"""A register checked by anyone: hashes, signatures of parties, and what has come of their duties.

Who owes what is a pure function of the entries, the rules they name, and the day it is asked for:
whoever computes it gets the same bytes, and the same hash of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from longtin import actors, page
from longtin._language import Language
from longtin.errors import LongtinError
from longtin.register import log
from longtin.register.duty_status import status
from longtin.register.entries.bodies import rules_hash
from longtin.register.entries.following import EntryReading
from longtin.register.entries.party_keys import FOUNDING, PartyKey
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement, open_entry
from longtin.register.folder import read_file
from longtin.register.key_lists import keys_data
from longtin.register.operating import (
    NO_FILES,
    AuditFiles,
    audit_data,
    audit_lines,
    audit_source,
)
from longtin.register.status_matrix import StatusMatrix
from longtin.register.status_page import status_data
from longtin.register.status_words import WORDS
from longtin.register.submitting import returns_of


@dataclass(frozen=True)
class RegisterAudit:
    """What an audit of a register found in order; it raises where something is not.

    Attributes:
        log: Of the log below: head, tiles, entries.
        statements: How many there are, each signed by a key that was valid at its place; nothing
            where the log holds other entries than statements, and only hashes were checked.
        keys: Every key, in the order of entry.
        regime: Under which the register is kept.
        has_same_rules: Whether those entered are those of this installation.
        matrix: Who owes what and what has come.
        hash: SHA-256 of the matrix as canonical JSON: what two auditors compare.
    """

    log: log.Audit
    statements: int | None = None
    keys: tuple[PartyKey, ...] = ()
    regime: str = ""
    has_same_rules: bool = True
    matrix: StatusMatrix | None = None
    hash: str = ""


def audit_register(
    text: str,
    trust: Path,
    as_of: date,
    since: Path | None = None,
    *,
    files: AuditFiles = NO_FILES,
    token: str = "",
    quorum: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> RegisterAudit:
    """Check a register whole: hashes, signatures of parties, and what has come of their duties.

    Args:
        text: Its address, or a folder.
        trust: The trust file.
        as_of: The day on which it is asked who owes what.
        since: A checkpoint kept from an earlier audit.
        files: What to keep of it.
        token: Lets in at an address where not everyone may read.
        quorum: Refuse a head that too few have cosigned.
        progress: Told how many entries are checked, and of how many.

    Raises:
        VerificationError: By its `check`, what is wrong with the log.
        RegisterError: An entry is no statement, or is signed by a key that was not valid there.
        OutputError: A file cannot be written.
    """
    log.check_installed()
    told = _Told(log.parse_policy(read_file(trust)))
    found = audit_source(
        text,
        trust,
        since,
        files=files,
        token=token,
        quorum=quorum,
        progress=progress,
        each=told.take,
    )
    return told.audited(found, as_of)


class _Told:
    """What the entries of a log tell, as they are checked."""

    def __init__(self, policy: log.TrustPolicy) -> None:
        self._policy = policy
        self._reading: EntryReading | None = None
        self._statements: list[Statement] = []
        self._is_register = True

    def take(self, index: int, entry: bytes) -> None:
        if index == 0:
            self._is_register = self._begin(entry)
        if self._reading is None or not self._is_register:
            return
        found = self._reading.take(entry)
        if found is not None:
            self._statements.append(found)

    def _begin(self, entry: bytes) -> bool:
        try:
            origin = str(open_entry(0, entry).said["origin"])
        except LongtinError:
            return False
        own = [each.key for each in self._policy.logs if each.key.name == origin]
        self._reading = EntryReading(Proceedings(origin, own))
        return True

    def audited(self, found: log.Audit, as_of: date) -> RegisterAudit:
        if self._reading is None or not self._is_register:
            return RegisterAudit(found)
        self._reading.finish()
        past = self._reading.past
        keys, regime, rules = tuple(past.keys), past.regime, past.rules
        if regime is None or rules is None:
            return RegisterAudit(found, past.size, keys)
        parties = [actors.find(each, as_of).ccode for each in past.keys.parties()]
        returns = returns_of(tuple(self._statements), past)
        matrix = status(returns, regime, as_of, parties=parties)
        return RegisterAudit(
            found,
            past.size,
            keys,
            regime.id,
            rules[1] == rules_hash(regime),
            matrix,
            sha256(log.canonical(page.plain(status_data(matrix)))).hexdigest(),
        )


def register_audit_lines(
    found: RegisterAudit, words: Language, saved: Path | None = None
) -> Iterator[str]:
    """What an audit of a register found, in sentences; `saved` is where its head was kept."""
    say = words.say
    yield from audit_lines(found.log, words, saved)
    if found.statements is None:
        yield say("Its entries are no statements of parties: hashes alone were checked.")
        return
    yield say(
        "{statements}, each signed by a key that was valid at its place.",
        statements=words.count("{n} statement", "{n} statements", found.statements),
    )
    yield from _entered_again(found.keys, words)
    if found.matrix is None:
        return
    if not found.has_same_rules:
        yield say(
            "The rules of {regime} that were entered are others than those of this installation: "
            "take the version of Longtin that the secretariat names.",
            regime=found.regime,
        )
    counted = Counter(each.standing for each in found.matrix.duties)
    yield say(
        "Duties under {regime} on {day}, computed anew: {counts}.",
        regime=found.regime,
        day=words.date(found.matrix.as_of),
        counts=", ".join(f"{say(WORDS[each])} {n}" for each, n in sorted(counted.items())) or "0",
    )
    yield say("Their hash, the same for everyone who computes it: {hash}", hash=found.hash)


def _entered_again(keys: tuple[PartyKey, ...], words: Language) -> Iterator[str]:
    """Keys that the secretariat entered for a party that had one before."""
    had: set[str] = set()
    for each in keys:
        if each.by == SECRETARIAT and each.party in had and each.entered != FOUNDING:
            yield words.say(
                "Entry {index}: the secretariat has entered another key for {party}. Ask {party} "
                "whether it is its own.",
                index=each.entered,
                party=each.party,
            )
        if each.party != SECRETARIAT:
            had.add(each.party)


def register_audit_data(found: RegisterAudit) -> dict[str, Any]:
    """What an audit of a register found, as plain values; keys are a promise."""
    return {
        **audit_data(found.log),
        "statements": found.statements,
        "keys": keys_data(found.keys),
        "regime": found.regime or None,
        "same_rules": found.has_same_rules,
        "status": status_data(found.matrix) if found.matrix else None,
        "status_sha256": found.hash or None,
    }
