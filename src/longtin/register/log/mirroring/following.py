"""Takes a log over from where it is served, by the same steps as if its operator sent it."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO

from longtin.register.log.auditing import read_head
from longtin.register.log.mirroring.log_mirror import LogMirror
from longtin.register.log.policy import Endpoint, TrustPolicy
from longtin.register.log.tiles import WIDTH, Fetch, VerifiedTiles
from longtin.register.log.witness import HttpAnswer
from longtin.register.log.witness_http import WitnessClient


def follow(mirror: LogMirror, own: Endpoint, fetch: Fetch, policy: TrustPolicy) -> int:
    """Have a mirror hold all that a log serves, and cosign its head.

    Args:
        mirror: The mirror.
        own: Its name and one of its keys.
        fetch: Gets what the log serves.
        policy: By which the log's head is checked; nobody need have cosigned it.

    Returns:
        How many entries the mirror holds and has cosigned.

    Raises:
        VerificationError: By its `check`, what is wrong with what is served.
        RegisterError: The log does not answer, or the mirror refuses.
    """
    head = read_head(fetch, policy, quorum=False).signed
    size = head.checkpoint.size
    tiles = VerifiedTiles(fetch, head.checkpoint)
    client = WitnessClient(own, partial(_ask, mirror), most=2 + size // WIDTH)
    client.cosign(head.note, size, tiles.node, partial(_entries, tiles))
    return size


def _ask(mirror: LogMirror, path: str, body: bytes | None) -> HttpAnswer:
    if path == "add-checkpoint":
        return mirror.add_checkpoint(body or b"")
    return mirror.add_entries(BytesIO(body or b"").read)


def _entries(tiles: VerifiedTiles, start: int, end: int) -> Sequence[bytes]:
    """Entries of one bundle."""
    first = start // WIDTH * WIDTH
    return tiles.entries(start // WIDTH)[start - first : end - first]
