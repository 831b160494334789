"""Whose keys are valid at which entry: entered, rotated and revoked by statements of the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from longtin import actors, measures
from longtin.errors import ActorError, Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.statement import SECRETARIAT, TYPE, Statement

ENTER: Final = "key.enter"
REVOKE: Final = "key.revoke"

FOUNDING: Final = -1
"""Where the keys of the trust file are entered: before every entry."""


@dataclass(frozen=True)
class PartyKey:
    """A key of a party, from its entry on and until it is revoked.

    Attributes:
        party: The party's code, or `secretariat`.
        key: The key.
        entered: By which entry; -1 for those of the trust file.
        by: Who entered it: the party itself by a key it had, or the secretariat.
        revoked: By which entry; statements from there on do not count.
        reason: Why it was revoked.
    """

    party: str
    key: log.VerifierKey
    entered: int
    by: str
    revoked: int | None = None
    reason: str = ""


class PartyKeys:
    """All keys of a register, by fingerprint.

    Args:
        founding: Keys that sign for the secretariat from the beginning: the log's own.
    """

    def __init__(self, founding: Iterable[log.VerifierKey] = ()) -> None:
        self._all: dict[str, PartyKey] = {}
        for key in founding:
            if key.kind == log.ED25519:
                self._all[key.fingerprint] = PartyKey(SECRETARIAT, key, FOUNDING, SECRETARIAT)

    def __iter__(self) -> Iterator[PartyKey]:
        return iter(tuple(self._all.values()))

    def history(self, party: str) -> tuple[PartyKey, ...]:
        """Every key that a party has had, in the order they were entered."""
        return tuple(each for each in self._all.values() if each.party == party)

    def valid(self, party: str) -> tuple[PartyKey, ...]:
        """The keys that a party can sign its next statement with."""
        return tuple(each for each in self.history(party) if each.revoked is None)

    def parties(self) -> tuple[str, ...]:
        """Every party that has or had a key, in the order of their first keys."""
        return tuple(dict.fromkeys(each.party for each in self if each.party != SECRETARIAT))

    def check(self, said: Mapping[str, Any], envelope: log.Envelope) -> None:
        """Refuse a statement that its issuer has not signed with a key that is valid for the next.

        Raises:
            RegisterError: The key is none of the issuer's, was not entered, or was revoked.
            VerificationError: `signature`: it does not fit.
        """
        own = self._all.get(said["key"])
        if own is None or own.party != said["issuer"]:
            raise RegisterError(
                "it is signed by key {key}, which was not entered for {party} before",
                key=said["key"][:16],
                party=said["issuer"],
            )
        if own.revoked is not None:
            raise RegisterError(
                "it is signed by key {key} of {party}, which entry {index} has revoked",
                key=said["key"][:16],
                party=said["issuer"],
                index=own.revoked,
            )
        signing = [own.key]
        if said["body"]["kind"] == ENTER and said["issuer"] == said["body"].get("party"):
            signing.append(log.parse_vkey(str(said["body"].get("key"))))
        if [key.fingerprint for key in signing] != [name for name, _ in envelope.signatures]:
            raise log.malformed(
                Phrase("statement"),
                Phrase("it bears other signatures than that of its issuer, or not all"),
            )
        for key in signing:
            log.verify_statement(envelope, TYPE, [key])

    def check_owner(self, statement: Statement) -> log.VerifierKey:
        """Refuse a key that whoever has signed may not enter, whatever else the log says.

        Raises:
            RegisterError: It is another party's to enter, or was entered before.
            VerificationError: `form`: it is no key.
        """
        _check_fields(statement, {"kind", "party", "key"})
        party, key = str(statement.body["party"]), log.parse_vkey(str(statement.body["key"]))
        if key.kind != log.ED25519:
            raise RegisterError("Parties sign with Ed25519, and this key is of another type.")
        if (known := self._all.get(key.fingerprint)) is not None:
            raise RegisterError(
                "This key is that of {party} already, by entry {index}. Make a new one with "
                "`longtin register key new`.",
                party=known.party,
                index=known.entered,
            )
        if statement.issuer not in {party, SECRETARIAT}:
            raise RegisterError("{other} enters no key for {party}.", other=statement.issuer,
                                party=party)  # fmt: skip
        return key

    def check_entering(self, statement: Statement, regime: measures.Regime) -> log.VerifierKey:
        """Refuse a key that its party cannot be given here.

        Raises:
            RegisterError: Whoever signs may not enter it, it was entered before, or it is of no
                party to the regime.
            VerificationError: `form`: it is no key.
        """
        key, party = self.check_owner(statement), str(statement.body["party"])
        if party != SECRETARIAT:
            party_code(party, regime, statement.admitted)
        if party != SECRETARIAT and statement.issuer == SECRETARIAT and self.valid(party):
            raise RegisterError(
                "{party} has a valid key, and enters its next one itself: `longtin register key "
                "rotate`. If the key is lost or stolen, revoke it first: `longtin register key "
                "revoke`.",
                party=party,
            )
        return key

    def check_revoking(self, statement: Statement) -> None:
        """Refuse the revocation of a key that is not the party's or is revoked already.

        Raises:
            RegisterError: Why.
        """
        _check_fields(statement, {"kind", "party", "key", "reason"})
        party, given = str(statement.body["party"]), str(statement.body["key"])
        valid = {each.key.fingerprint for each in self.valid(party)}
        if statement.issuer not in {party, SECRETARIAT} or given not in valid:
            raise RegisterError(
                "{other} revokes no key {key} of {party}: it has to be one of its valid keys, and "
                "revoked by itself or the secretariat. `longtin register key list` shows them.",
                other=statement.issuer,
                key=given[:16],
                party=party,
            )
        if party == SECRETARIAT and (len(valid) == 1 or self._all[given].entered == FOUNDING):
            raise RegisterError("A key of the trust file is not revoked by an entry: make a new "
                                "register, whose trust file names another.")  # fmt: skip

    def keep(self, statement: Statement) -> None:
        """Take over what a statement that was checked says of keys."""
        body = statement.body
        if statement.kind == ENTER:
            key = log.parse_vkey(body["key"])
            self._all[key.fingerprint] = PartyKey(
                body["party"], key, statement.index, statement.issuer
            )
        elif statement.kind == REVOKE:
            found = self._all[body["key"]]
            self._all[body["key"]] = replace(
                found, revoked=statement.index, reason=str(body["reason"])
            )

    def as_data(self) -> list[dict[str, Any]]:
        """Every key as plain values, for the index; `from_data` reads them."""
        return [
            {
                "party": each.party,
                "key": each.key.vkey,
                "entered": each.entered,
                "by": each.by,
                "revoked": each.revoked,
                "reason": each.reason,
            }
            for each in self
        ]

    @classmethod
    def from_data(cls, found: Iterable[Mapping[str, Any]]) -> "PartyKeys":
        """Keys that `as_data` has written."""
        made = cls()
        for each in found:
            key = log.parse_vkey(each["key"])
            made._all[key.fingerprint] = PartyKey(**{**each, "key": key})
        return made


def key_entries(
    keys: Iterable[PartyKey], fingerprint: str, signed_with: Callable[[int], str]
) -> list[int]:
    """The entries by which a key became its party's, the first one first.

    Args:
        keys: All of a register.
        fingerprint: Of the key; of one that the trust file names there is no entry.
        signed_with: Says of an entry by the fingerprint of which key it is signed.
    """
    entered = {each.key.fingerprint: each.entered for each in keys}
    found: list[int] = []
    while entered.get(fingerprint, FOUNDING) != FOUNDING:
        found.append(entered[fingerprint])
        fingerprint = signed_with(found[-1])
    return sorted(found)


def _check_fields(statement: Statement, names: set[str]) -> None:
    texts = all(isinstance(value, str) for value in statement.body.values())
    if set(statement.body) != names or not texts:
        raise log.malformed(
            Phrase("`{kind}`", kind=statement.kind),
            Phrase("it needs exactly {keys}", keys=", ".join(sorted(names))),
        )


def party_code(name: str, regime: measures.Regime, admitted: str) -> str:
    """The code of a party to a regime on a day, as statements name it.

    Raises:
        RegisterError: It is none.
        ActorError: There is no such state; the nearest is named.
    """
    day = date.fromisoformat(admitted[:10])
    try:
        state = actors.find(name, day)
    except ActorError as error:
        raise RegisterError("{party} is no party here: {why}", party=name, why=error) from error
    if state.ccode not in measures.members(regime, day):
        raise RegisterError(
            "{party} is no party to {regime}. `longtin regime show {regime} --parties` lists them.",
            party=state.key,
            regime=regime.id,
        )
    return state.key
