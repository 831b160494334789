"""The log under a register as a page: its head, who has cosigned it, what is amiss, its keys."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import Language, message, told
from longtin.page import Column, Section, Table
from longtin.register.key_lists import keys_lines
from longtin.register.minutes import short_head
from longtin.register.offline import entries_said, utc
from longtin.register.reading.entry_words import hash_shown
from longtin.register.reading.view import RegisterView
from longtin.register.status_matrix import StatusAlert

CHECK_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "form": message("The file is not written as it has to be."),
        "origin": message("It is of another log than the trust file names."),
        "signature": message("A signature is false, or of a key that is not trusted."),
        "quorum": message("Too few witnesses have cosigned: others may be shown another log."),
        "inclusion": message("The entry is not in the log of this head."),
        "consistency": message("This head does not extend the one that was seen before."),
        "tile": message("A part of the log does not fit its head."),
        "entry": message("An entry is not the one whose hash the log holds."),
        "missing": message("Something that the log has to serve is not there."),
        "rollback": message("The log is smaller than it was: an old copy, or entries dropped."),
        "fork": message("There are two heads of one size: two histories are shown."),
        "issuer": message("The key that signed is not proven to be that of its party."),
    }
)
"""What it means that a check has failed, by the check."""


def log_sections(
    found: RegisterView, alerts: Iterable[StatusAlert], language: Language
) -> tuple[Section, ...]:
    """What is to be known of a register's log.

    Args:
        found: The register.
        alerts: What `log_alerts` found.
        language: Of the words.
    """
    say, head = language.say, found.witnessing
    points = tuple(told(each.log.told, language) for each in alerts if each.log)
    keys = tuple(keys_lines(found.keys, language))
    if head is None:
        return (Section("head", say("Head"), sentences=(say("No head is published yet."),)),)
    said = (
        say(
            "{origin} has published a head of {entries}.",
            origin=found.origin,
            entries=entries_said(head.signed.checkpoint.size, language),
        ),
        say("Print these lines in the minutes of a meeting: they bind every entry."),
    )
    return (
        Section("head", say("Head"), sentences=said, code=short_head(head)),
        Section("witnesses", say("Witnesses"), tables=(_witnesses(found, language),)),
        Section("amiss", say("What is amiss"), points=points or (say("Nothing."),)),
        Section("keys", say("Keys"), points=keys),
    )


def _witnesses(found: RegisterView, language: Language) -> Table:
    """Each witness of the trust file, and when it cosigned the head."""
    say, head = language.say, found.witnessing
    times = head.times if head else {}
    policy = head.policy if head else None
    rows = [
        [
            each.name,
            utc(times[each.name]) if each.name in times else say("has not cosigned"),
            hash_shown(each.key.fingerprint),
        ]
        for each in (policy.witnesses if policy else ())
    ]
    columns = [
        Column(say("Witness"), wraps=True), Column(say("Cosigned")),
        Column(say("Key, by its fingerprint"), wraps=True),
    ]  # fmt: skip
    none = [[say("The trust file asks for no witness."), "", ""]]
    return Table.of("", columns, rows or none)
