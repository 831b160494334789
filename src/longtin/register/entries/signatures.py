"""Whose signature a proven entry bears, by other proven entries that bring its issuer's keys."""

from collections.abc import Sequence

from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log
from longtin.register.entries.party_keys import ENTER, FOUNDING, PartyKeys
from longtin.register.entries.statement import Statement, open_entry


def issuer_of(
    proven: log.ProvenEntry, keys: Sequence[log.ProvenEntry], policy: log.TrustPolicy
) -> tuple[str, str, int | None]:
    """Who says what an entry holds, and by which key that was checked.

    Args:
        proven: The entry.
        keys: Entries that bring keys, from anywhere in the same log.
        policy: Whose keys sign for the secretariat.

    Returns:
        The issuer, empty where the entry is no statement; the fingerprint of the key that its
        signature was checked with, empty where no entry of it was given; and which entry brings
        it, nothing where the trust file does.

    Raises:
        VerificationError: `origin`: it is made for another log. `issuer`: no key of its issuer is
            brought before it. `signature`: it does not fit. `form`: an entry is no statement.
    """
    try:
        statement = open_entry(proven.index, proven.entry)
    except LongtinError:
        return "", "", None
    origin, key = proven.witnessing.signed.checkpoint.origin, str(statement.said["key"])
    founding = {each.key.fingerprint for each in policy.logs if each.key.name == origin}
    if not keys and key not in founding:
        _check_origin(statement, origin)
        return statement.issuer, "", None
    return statement.issuer, key, prove_issuer(statement, proven, keys, policy)


def prove_issuer(
    statement: Statement,
    proven: log.ProvenEntry,
    keys: Sequence[log.ProvenEntry],
    policy: log.TrustPolicy,
) -> int | None:
    """Check that a statement is its issuer's, by a key that entries before it bring.

    Args:
        statement: What the entry says.
        proven: The entry.
        keys: Entries that bring keys, each of them by a key that one before it or the trust file
            names.
        policy: Whose keys sign for the secretariat.

    Returns:
        Which entry brings the key; nothing where the trust file does.

    Raises:
        VerificationError: As `issuer_of`.
    """
    origin = proven.witnessing.signed.checkpoint.origin
    known = PartyKeys(each.key for each in policy.logs if each.key.name == origin)
    for each in sorted(keys, key=lambda it: it.index):
        brought = open_entry(each.index, each.entry)
        is_before = brought.kind == ENTER and each.index < proven.index
        if not is_before or each.witnessing.signed.checkpoint.origin != origin:
            raise VerificationError(
                "Entry {index} brings no key before entry {at} of this log. Give the receipt of "
                "the entry that `longtin register key list` names.",
                check="issuer",
                index=each.index,
                at=proven.index,
            )
        _check(known, brought, origin)
        known.keep(brought)
    _check(known, statement, origin)
    entered = {each.key.fingerprint: each.entered for each in known}[statement.said["key"]]
    return None if entered == FOUNDING else entered


def _check(known: PartyKeys, statement: Statement, origin: str) -> None:
    """Refuse what a key that is known here has not signed, or may not have."""
    _check_origin(statement, origin)
    try:
        known.check(statement.said, statement.envelope)
        if statement.kind == ENTER:
            known.check_owner(statement)
    except VerificationError:
        raise
    except RegisterError as error:
        raise VerificationError(
            "Nothing proves that {party} has said entry {index}: {why}. Give the receipts of the "
            "entries that `longtin register key list` names for it.",
            check="issuer",
            party=statement.issuer,
            index=statement.index,
            why=error,
        ) from error


def _check_origin(statement: Statement, origin: str) -> None:
    """Refuse a statement that stands in another log than it is made for.

    Raises:
        VerificationError: `origin`.
    """
    if statement.said["origin"] != origin:
        raise VerificationError(
            "The entry is made for `{given}`, and stands in the log `{origin}`. It counts only "
            "where it was made for.",
            check="origin",
            given=statement.said["origin"],
            origin=origin,
        )
