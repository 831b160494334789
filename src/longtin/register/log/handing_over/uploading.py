"""Hands the entries of a log over to a mirror, until it holds them all and cosigns."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from longtin.register.log.handing_over.packages import (
    Entries,
    UploadHeader,
    encode_upload,
    parse_info,
)
from longtin.register.log.merkle import NodeReader
from longtin.register.log.witness import HttpAnswer

Ask = Callable[[str, bytes | None], HttpAnswer]
"""Sends a body to a path below an address, or gets it where there is no body."""


def hand_over(
    ask: Ask, header: UploadHeader, entries: Entries, node: NodeReader, most: int
) -> tuple[HttpAnswer, int]:
    """Send entries up to a pending head, going on from where the mirror says it stands.

    Args:
        ask: Asks the mirror.
        header: From where, up to which head.
        entries: Of the log.
        node: Hashes of the log.
        most: Requests that carry entries.

    Returns:
        Its last answer – the cosignatures, or how far it got –, and the first entry that it does
        not have.

    Raises:
        VerificationError: `form`: its answer is not what it should be.
    """
    for _ in range(most + 1):
        answer = ask("add-entries", encode_upload(header, entries, node))
        if answer.status == HTTPStatus.OK:
            return answer, header.end
        if answer.status not in {HTTPStatus.ACCEPTED, HTTPStatus.CONFLICT}:
            break
        info = parse_info(answer.body)
        if info.size != header.end:
            break
        header = replace(header, start=min(info.next, header.end), ticket=info.ticket)
    return answer, header.start
