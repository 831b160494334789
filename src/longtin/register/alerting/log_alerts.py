"""Alerts of the log under a register: a stale head, a witness that is lost, a fork."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from longtin.errors import LongtinError, Phrase, VerificationError
from longtin.register import log
from longtin.register.folder import SETTINGS, read_file, read_folder, with_addresses
from longtin.register.log.auditing import check_extends
from longtin.register.operating import source
from longtin.register.status_matrix import LogFinding, StatusAlert

FRESH: Final = 7
"""Days after which a head that no witness has cosigned anew is called stale, unless told otherwise.

Our choice: no text asks for one. A register that nobody submits to stays fresh where it asks its
witnesses again, as `longtin register init` does on a register that is there."""

A_DAY: Final = 86_400


def log_alerts(
    text: str,
    trust: Path | None = None,
    *,
    seen: Iterable[Path] = (),
    fresh: int = FRESH,
    asks: bool = False,
    now: datetime | None = None,
    clients: Sequence[log.WitnessClient] | None = None,
) -> tuple[StatusAlert, ...]:
    """Look at the log of a register: its head, its witnesses, and what was seen of it before.

    Nothing raises that can be told: a head that contradicts another is an alert, with the check
    that failed.

    Args:
        text: The address of the log, its register's folder, or a folder of its files.
        trust: The trust file; that of the register's folder without.
        seen: Checkpoints kept from before; a register's own pin is looked at too.
        fresh: Days after which a head that nobody has cosigned anew is stale.
        asks: Ask each witness over the network what it has cosigned last.
        now: The present; the clock's without.
        clients: How witnesses are asked; at their addresses by default.

    Returns:
        Forks first, then a stale head, then lost witnesses.

    Raises:
        VerificationError: The head does not verify at all: by its `check`, why.
        RegisterError: The log or a file cannot be read.
    """
    log.check_installed()
    folder = Path(text) if not text.startswith(("http://", "https://")) else None
    is_register = folder is not None and (folder / SETTINGS).is_file()
    if folder is not None and is_register:
        policy = log.parse_policy(read_file(trust)) if trust else read_folder(folder).trust
        pin = read_folder(folder).pin
        seen = [*seen, *([pin] if pin.is_file() else [])]
    elif trust is None:
        raise LongtinError("Give the trust file with --trust: whom to believe about this log.")
    else:
        policy = log.parse_policy(read_file(trust))
    moment = int((now or datetime.now(UTC)).timestamp())
    with source(text) as fetch:
        head = log.read_head(fetch, policy, quorum=False)
        tiles = log.VerifiedTiles(fetch, head.signed.checkpoint)
        asked = _asked(policy, clients) if asks else []
        found = [
            *_of_seen(tiles, policy, seen),
            *_of_head(head, moment, fresh, _stored(folder) if is_register and folder else None),
            *_of_witnesses(head, tiles, asked, policy),
        ]
    order = ("fork", "stale_head", "lost_witness")
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _asked(
    policy: log.TrustPolicy, clients: Sequence[log.WitnessClient] | None
) -> Sequence[log.WitnessClient]:
    return with_addresses(policy) if clients is None else clients


def _stored(folder: Path) -> int:
    """Entries that a register holds, published or not."""
    store = read_folder(folder).store()
    try:
        return store.head().size
    finally:
        store.close()


def _of_seen(
    tiles: log.VerifiedTiles, policy: log.TrustPolicy, seen: Iterable[Path]
) -> Iterator[StatusAlert]:
    """Heads kept from before that this one does not extend."""
    keys = [each.key for each in policy.logs]
    for file in seen:
        earlier = log.verify_checkpoint(read_file(file), keys).checkpoint
        try:
            check_extends(tiles, earlier)
        except VerificationError as error:
            yield _contradicts(error, tiles.checkpoint.size)


def _contradicts(error: VerificationError, size: int, witness: str = "") -> StatusAlert:
    """A head that another contradicts: another history, or an old copy of the same."""
    found = LogFinding(error, error.check, witness, size)
    return StatusAlert("stale_head" if error.check == "rollback" else "fork", log=found)


def _of_head(
    head: log.Witnessing, now: int, fresh: int, stored: int | None
) -> Iterator[StatusAlert]:
    """A head that covers too little, or that nobody has cosigned for long."""
    checkpoint, last = head.signed.checkpoint, max(head.times.values(), default=None)
    if stored is not None and stored > checkpoint.size:
        told = Phrase(
            "The register holds {stored} entries, and its published head covers {size}: nobody can "
            "prove the rest yet.",
            stored=stored,
            size=checkpoint.size,
        )
        yield StatusAlert("stale_head", log=LogFinding(told, size=checkpoint.size, time=last))
    if last is not None and now - last > fresh * A_DAY:
        told = Phrase(
            "The head of {size} entries was last cosigned on {day}, {n} days ago. Ask the "
            "witnesses whether they have cosigned a newer one.",
            size=checkpoint.size,
            day=datetime.fromtimestamp(last, UTC).date(),
            n=(now - last) // A_DAY,
        )
        yield StatusAlert("stale_head", log=LogFinding(told, size=checkpoint.size, time=last))


def _of_witnesses(
    head: log.Witnessing,
    tiles: log.VerifiedTiles,
    asked: Sequence[log.WitnessClient],
    policy: log.TrustPolicy,
) -> Iterator[StatusAlert]:
    """Witnesses that have not cosigned the head, do not answer, or have seen another log."""
    size = head.signed.checkpoint.size
    for witness in policy.witnesses:
        if witness.name not in head.times:
            told = Phrase(
                "The witness {name} has not cosigned the head of {size} entries.",
                name=witness.name,
                size=size,
            )
            found = LogFinding(told, witness=witness.name, size=size)
            yield StatusAlert("lost_witness", log=found)
    own = [each.key for each in policy.logs]
    for client in asked:
        name = client.endpoint.name
        try:
            known = client.latest(head.signed.checkpoint.origin, own)
            check_extends(tiles, known.checkpoint if known else None)
        except VerificationError as error:
            yield _contradicts(error, size, name)
        except LongtinError as error:
            yield StatusAlert("lost_witness", log=LogFinding(error, "", name, size))
        finally:
            client.close()
