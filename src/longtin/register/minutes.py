"""The head of a register for the minutes of a meeting: short enough to be printed and typed in."""

from pathlib import Path
from typing import Any

from longtin._language import Language
from longtin.page import Column, Document, Section, Table
from longtin.register import log
from longtin.register.folder import read_file
from longtin.register.offline import entries_said, utc
from longtin.register.operating import source


def head_for_minutes(text: str, trust: Path, *, quorum: bool = True) -> log.Witnessing:
    """The head that a log serves now, verified.

    Args:
        text: The address of the log, or a folder that holds it.
        trust: The trust file.
        quorum: Refuse a head that too few have cosigned.

    Returns:
        The head, and who has cosigned it; `log.for_minutes` gives the lines to print.

    Raises:
        VerificationError: By its `check`, what is wrong.
        RegisterError: The log or a file cannot be read.
    """
    log.check_installed()
    policy = log.parse_policy(read_file(trust))
    with source(text) as fetch:
        return log.read_head(fetch, policy, quorum=quorum)


def minutes_document(found: log.Witnessing, language: Language) -> Document:
    """A page to be put into minutes: what the head binds, its lines, and who has cosigned.

    Args:
        found: A verified head.
        language: Of the words.
    """
    say, head = language.say, found.signed.checkpoint
    rows = [[name, utc(time)] for name, time in sorted(found.times.items())]
    table = Table.of(
        "", [Column(say("Witness"), wraps=True), Column(say("Cosigned"))],
        rows or [[say("no witness"), ""]],
    )  # fmt: skip
    about = (
        say(
            "The log {origin} had {entries}. The lines below bind every one of them and their "
            "order: whoever keeps these minutes can show later that none was dropped, altered or "
            "moved.",
            origin=head.origin,
            entries=entries_said(head.size, language),
        ),
        say(
            "To verify, type the lines as they stand into a file and run `longtin register verify "
            "FILE --trust trust.policy`."
        ),
    )
    return Document(
        language=language.code,
        title=say("Head of the register {origin}", origin=head.origin),
        kicker=say("For the minutes"),
        dated=_dated(found, language),
        sections=(
            Section("head", say("Head"), sentences=about, code=short_head(found)),
            Section("witnesses", say("Cosigned by"), tables=(table,)),
        ),
    )


def _dated(found: log.Witnessing, language: Language) -> str:
    """By when the head held all its entries, where witnesses say so."""
    return "" if found.time is None else language.say("by {time}", time=utc(found.time))


def short_head(found: log.Witnessing) -> str:
    """Its three lines and the Ed25519 signatures, as text."""
    return bytes(log.for_minutes(found)).decode()


def minutes_data(found: log.Witnessing) -> dict[str, Any]:
    """The head as plain values; keys are a promise."""
    head = found.signed.checkpoint
    return {
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "level": found.level,
        "cosigned": dict(sorted(found.times.items())),
        "note": short_head(found),
    }
