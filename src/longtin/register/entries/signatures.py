"""Whose signature a proven entry bears, by other proven entries that bring its issuer's keys."""

from collections.abc import Sequence

from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.entries.party_keys import ENTER, FOUNDING, PartyKeys
from longtin.register.entries.statement import open_entry


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
        RegisterError: A key is brought only behind the entry, or not by an entry of this log.
        VerificationError: `signature`: it does not fit.
    """
    try:
        statement = open_entry(proven.index, proven.entry)
    except LongtinError:
        return "", "", None
    origin = proven.witnessing.signed.checkpoint.origin
    known = PartyKeys(each.key for each in policy.logs if each.key.name == origin)
    for each in sorted(keys, key=lambda it: it.index):
        brought = open_entry(each.index, each.entry)
        is_before = brought.kind == ENTER and each.index < proven.index
        if not is_before or each.witnessing.signed.checkpoint.origin != origin:
            raise RegisterError(
                "Entry {index} brings no key before entry {at} of this log. Give the receipt of "
                "the entry that `longtin register key list` names.",
                index=each.index,
                at=proven.index,
            )
        known.check(brought.said, brought.envelope)
        known.keep(brought)
    key = statement.said["key"]
    found = next((each for each in known if each.key.fingerprint == key), None)
    if found is None and not keys:
        return statement.issuer, "", None
    known.check(statement.said, statement.envelope)
    entered = found.entered if found else FOUNDING
    return statement.issuer, key, None if entered == FOUNDING else entered
